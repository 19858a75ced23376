import torch
from torch import nn

I = torch.tensor([[1.0, 2.0], [-1.0, 0.5]])
Y = torch.tensor([0, 2])
W0 = torch.tensor(
    [[0.5, -1.0], [1.0, 0.5]], requires_grad=True
)
B = torch.tensor([0.25, 1.0], requires_grad=True)
W1 = torch.tensor(
    [[0.5, -0.5, 0.0], [1.0, 0.0, -1.0]],
    requires_grad=True,
)

L = torch.relu(I @ W0 + B)
O = L @ W1
P = torch.softmax(O, dim=1)

T = nn.functional.one_hot(Y, 3)
l = -(T * P.log()).sum(dim=1)
J = l.mean()
J.backward()

print(l)
print(J.item())
loss = nn.CrossEntropyLoss()
print(loss(O.detach(), Y).item())
