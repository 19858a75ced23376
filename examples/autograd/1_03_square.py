import torch

w = torch.tensor(2.0, requires_grad=True)
z = 2 * w**2 + 5
z.backward()
print(w.grad)
