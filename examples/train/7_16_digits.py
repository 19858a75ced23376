import torch
from torch import nn

drawn = [  # 0, 1 and 7 in 5 rows of 3 pixels
    "111 101 101 101 111",
    "010 110 010 010 111",
    "111 001 010 010 010",
]
bits = [[float(c) for c in d if c != " "] for d in drawn]
X = torch.tensor(bits)
y = torch.tensor([0, 1, 2])

torch.manual_seed(1)
model = nn.Sequential(
    nn.Linear(15, 8), nn.ReLU(),
    nn.Linear(8, 8), nn.ReLU(),
    nn.Linear(8, 3),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for step in range(20):
    loss = nn.functional.cross_entropy(model(X), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

predicted = model(X).argmax(1)
print(predicted, loss.item())
spoilt = X[2].clone()
spoilt[14] = 1  # one pixel more
guess = model(spoilt).argmax()
print(guess)
