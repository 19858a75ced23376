import torch

x = torch.tensor(3.0, requires_grad=True)

with torch.no_grad():
    free = x * x
cut = x.detach()
print(free.requires_grad, cut.requires_grad)

y = x * x
y.backward(retain_graph=True)
y.backward()
print(x.grad)

y.backward()  # the saved tensors are gone
