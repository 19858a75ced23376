import torch
from torch import nn

X = torch.tensor(  # three images of 2x2 pixels
    [[1.0, 0, 0, 1], [0, 1, 1, 0], [1, 1, 0, 0]]
)
y = torch.tensor([0, 1, 2])

# From scratch.
W = torch.zeros(4, 3, requires_grad=True)
b = torch.zeros(3, requires_grad=True)
E = torch.exp(X @ W + b)
P = E / E.sum(1, keepdim=True)
loss = -P[torch.arange(3), y].log().mean()
loss.backward()
with torch.no_grad():
    W -= 0.1 * W.grad
    b -= 0.1 * b.grad

# Concise.
model = nn.Linear(4, 3)
nn.init.zeros_(model.weight)
nn.init.zeros_(model.bias)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
same = nn.functional.cross_entropy(model(X), y)
same.backward()
optimizer.step()

print(loss.item(), same.item())
print(torch.allclose(W.T, model.weight))
