import torch

o = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
p = torch.softmax(o, 0)

rows = []
for unit in torch.eye(3):
    (row,) = torch.autograd.grad(
        p, o, unit, retain_graph=True
    )
    rows.append(row)
J = torch.stack(rows)
with torch.no_grad():
    by_hand = torch.diag(p) - torch.outer(p, p)
print(p.detach(), p.sum().item())
print(torch.allclose(J, by_hand))

ways = []
for T in (0.1, 1.0, 10.0):  # temperature
    ways.append(torch.softmax(o.detach() / T, 0))
sharp, usual, flat = ways
print(sharp, flat)
