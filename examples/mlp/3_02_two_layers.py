import torch
from torch import nn

I = torch.tensor([[1.0, 2.0, -1.0]])
W0 = torch.tensor(
    [[0.5, -1.0], [1.0, 0.5], [-0.5, 2.0]],
    requires_grad=True,
)
B = torch.tensor([0.25, 1.0], requires_grad=True)
W1 = torch.tensor([[2.0], [3.0]], requires_grad=True)

L = torch.relu(I @ W0 + B)
O = L @ W1
O.backward()

net = nn.Sequential(
    nn.Linear(3, 2),
    nn.ReLU(),
    nn.Linear(2, 1, bias=False),
)
with torch.no_grad():
    net[0].weight.copy_(W0.T)
    net[0].bias.copy_(B)
    net[2].weight.copy_(W1.T)
out = net(I)
out.backward()

print(O.item(), out.item())
print(torch.equal(W0.grad, net[0].weight.grad.T))
