import torch
from torch import nn

torch.manual_seed(0)
X = torch.tensor([[1.0, 0, 0, 1], [0, 1, 1, 0]])
y = torch.tensor([0, 1])
model = nn.Sequential(
    nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)
)
copies = [p.detach().clone() for p in model.parameters()]
W1, b1, W2, b2 = (p.requires_grad_() for p in copies)

# From scratch.
H = torch.relu(X @ W1.T + b1)
O = H @ W2.T + b2
loss = nn.functional.cross_entropy(O, y)
loss.backward()
with torch.no_grad():
    for p in (W1, b1, W2, b2):
        p -= 0.1 * p.grad

# Concise.
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
same = nn.functional.cross_entropy(model(X), y)
same.backward()
optimizer.step()

with torch.no_grad():
    after = nn.functional.cross_entropy(model(X), y)
print(torch.allclose(loss, same))
print(torch.allclose(W1, model[0].weight))
print(after < same)
