import torch

p = torch.tensor([0.5, 0.25, 0.125, 0.125])
surprisal = -p.log2()  # in bits
entropy = (p * surprisal).sum()
print(surprisal, entropy)

y_hat = torch.tensor(
    [[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]],
    requires_grad=True,
)
y = torch.tensor([0, 2])

given = y_hat[[0, 1], y]  # to the right classes
loss = -given.log().mean()  # cross-entropy
loss.backward()
print(loss)
print(y_hat.grad)
