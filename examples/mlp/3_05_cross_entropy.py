import torch

o = torch.tensor([2.0, 1.0, -1.0], requires_grad=True)
y = torch.tensor([0.0, 1.0, 0.0])

p = torch.softmax(o, dim=0)
loss = -(y * p.log()).sum()
loss.backward()

print(o.grad)
print(p.detach() - y)
