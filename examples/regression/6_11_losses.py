import torch
from torch.nn import functional as F

o = torch.tensor([
    [2.0, 0.5, -1.0], [0.1, 1.2, 0.3]
])
labels = torch.tensor([0, 2])
mse = F.mse_loss(o, torch.ones(2, 3))
print(mse, ((o - 1) ** 2).mean())

# cross-entropy has the log-softmax inside
a = o.clone().requires_grad_()
b = o.clone().requires_grad_()
nll = F.nll_loss(F.log_softmax(a, dim=1), labels)
cross = F.cross_entropy(b, labels)
print(nll.item(), cross.item())

# BCE with logits has the sigmoid inside
z = torch.tensor([1.5, -0.5, 3.0])
z.requires_grad_()
t = torch.tensor([1.0, 0.0, 0.0])
bce = F.binary_cross_entropy(torch.sigmoid(z), t)
logits = F.binary_cross_entropy_with_logits(z, t)
print(bce.item(), logits.item())

(nll + cross + bce + logits).backward()
print(torch.allclose(a.grad, b.grad))
