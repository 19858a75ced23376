import torch
from torch import nn

torch.manual_seed(0)
X = torch.tensor([[1.0, 2.0], [3.0, 6.0], [5.0, 1.0]])
linear = nn.Linear(2, 2)
norm = nn.BatchNorm1d(2)
nn.init.uniform_(norm.weight, 1, 2)  # gamma
nn.init.uniform_(norm.bias, 1, 2)  # beta

H = linear(X)
mean = H.mean(0)
var = ((H - mean) ** 2).mean(0)
Z = (H - mean) / torch.sqrt(var + norm.eps)
Y = norm.weight * Z + norm.bias
B = norm(H)
print(torch.allclose(Y, B))

(Y**3).sum().backward()
print(linear.bias.grad.abs().max() < 1e-4)

norm.eval()  # no batch any more: a linear map
with torch.no_grad():
    deviation = torch.sqrt(norm.running_var + norm.eps)
    scale = norm.weight / deviation
    shift = norm.bias - scale * norm.running_mean
    print(torch.allclose(scale * H + shift, norm(H)))

    folded = nn.Linear(2, 2)
    folded.weight.copy_(scale[:, None] * linear.weight)
    folded.bias.copy_(scale * linear.bias + shift)
    print(torch.allclose(folded(X), norm(linear(X))))
