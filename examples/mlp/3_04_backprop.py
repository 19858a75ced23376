import torch

x = torch.tensor([1.0, 2.0])
y = torch.tensor([1.0])
W1 = torch.tensor(
    [[1.0, -1.0], [0.5, 1.0], [-1.0, 1.0]],
    requires_grad=True,
)
W2 = torch.tensor(
    [[2.0, 1.0, -1.0]], requires_grad=True
)
lam = 0.1

z = W1 @ x
h = torch.relu(z)
o = W2 @ h
L = ((o - y) ** 2).sum() / 2
s = lam / 2 * ((W1**2).sum() + (W2**2).sum())
J = L + s
J.backward()

with torch.no_grad():
    dJ_do = o - y
    dJ_dW2 = torch.outer(dJ_do, h) + lam * W2
    dJ_dh = W2.T @ dJ_do
    dJ_dz = dJ_dh * (z > 0)
    dJ_dW1 = torch.outer(dJ_dz, x) + lam * W1

print(torch.allclose(W2.grad, dJ_dW2))
print(torch.allclose(W1.grad, dJ_dW1))
