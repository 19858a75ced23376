import torch
from torch import nn

X = torch.tensor([[1.0, 0], [2, 1], [0, 3], [1, 1]])
y = torch.tensor([[1.0], [0], [2], [1]])
model = nn.Linear(2, 1)
nn.init.ones_(model.weight)
nn.init.zeros_(model.bias)
measure = nn.MSELoss()

# One process with the joined batch.
loss = measure(model(X), y)
loss.backward()
joined = model.weight.grad.clone()

# Two processes, each with every second example.
grads, losses = [], []
for rank in range(2):
    model.zero_grad()
    part = measure(model(X[rank::2]), y[rank::2])
    part.backward()
    grads.append(model.weight.grad.clone())
    losses.append(part.detach())
averaged = torch.stack(grads).mean(0)  # "all-reduce"
mean = torch.stack(losses).mean()

print(grads)
print(joined, averaged)
print(loss.item(), mean.item())
