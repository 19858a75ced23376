import torch
from torch.nn import functional as F

O = torch.tensor(  # outputs for two images, three classes
    [[2.0, 1.0, -1.0], [0.0, 1.0, 3.0]], requires_grad=True
)
y = torch.tensor([0, 2])
Y = F.one_hot(y, 3).float()

ce = F.cross_entropy(O, y)
nll = F.nll_loss(F.log_softmax(O, 1), y)
bce = F.binary_cross_entropy(torch.sigmoid(O), Y)
both = F.binary_cross_entropy_with_logits(O, Y)
print(ce.item(), nll.item())
print(bce.item(), both.item())

(by_ce,) = torch.autograd.grad(ce, O)
(by_bce,) = torch.autograd.grad(bce, O)
P, S = torch.softmax(O, 1), torch.sigmoid(O)
print(torch.allclose(by_ce, (P - Y) / 2))
print(torch.allclose(by_bce, (S - Y) / 6))
