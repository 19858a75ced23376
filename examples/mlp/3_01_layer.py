import torch

I = torch.tensor([[1.0, 2.0, -1.0]])
W0 = torch.tensor(
    [[0.5, -1.0], [1.0, 0.5], [-0.5, 2.0]],
    requires_grad=True,
)
B = torch.tensor([0.25, 1.0], requires_grad=True)

sums = []
for j in range(2):
    z = B[j]
    for i in range(3):
        z = z + W0[i, j] * I[0, i]
    sums.append(torch.relu(z))
first = torch.stack(sums)

dots = []
for j in range(2):
    z = torch.dot(W0[:, j], I[0]) + B[j]
    dots.append(torch.relu(z))
second = torch.stack(dots)

L = torch.relu(I @ W0 + B)
print(first.tolist())
print(second.tolist())
print(L.tolist())

L.sum().backward()
print(W0.grad, B.grad)
