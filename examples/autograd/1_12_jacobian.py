import torch

W = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
x = torch.tensor([1.0, 2.0], requires_grad=True)
z = W @ x
y = z**2

rows = []
for unit in torch.eye(2):
    (row,) = torch.autograd.grad(
        y, x, unit, retain_graph=True
    )
    rows.append(row)
J = torch.stack(rows)
print(J)

v = torch.tensor([1.0, 10.0])
y.backward(gradient=v)
print(x.grad, v @ J)
