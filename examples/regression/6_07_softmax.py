import torch
from torch import nn

x = torch.tensor([
    [1.0, 2.0, 1.0, 1.0], [2.0, 1.0, 3.0, 2.0],
    [3.0, 1.0, 3.0, 4.0], [4.0, 1.0, 5.0, 5.0],
    [1.0, 7.0, 5.0, 5.0], [1.0, 2.0, 5.0, 6.0],
    [1.0, 6.0, 6.0, 6.0], [1.0, 7.0, 7.0, 7.0],
])
y = torch.tensor([2, 2, 2, 1, 1, 1, 0, 0])

torch.manual_seed(57)
model = nn.Linear(4, 3)
sgd = torch.optim.SGD(model.parameters(), lr=1.0)

for i in range(1, 1001):
    o = model(x)
    cost = nn.functional.cross_entropy(o, y)
    sgd.zero_grad()
    cost.backward()
    sgd.step()
    if i % 100 == 0:
        print(f"pass {i}: cost {cost:.4f}")

p = model(x).detach().softmax(dim=1)
print(p.argmax(dim=1))
print(p.sum(dim=1))
