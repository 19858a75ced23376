import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([1.0, 3.0]))
        self.v = nn.Parameter(torch.tensor(2.0))

    def forward(self, x):
        return self.v * torch.dot(self.w, x)


model = Model()
optimizer = torch.optim.SGD([model.v], lr=0.1)  # not w
x = torch.tensor([3.0, 4.0])

y = model(x)
y.backward()
optimizer.zero_grad()  # what the optimizer has
print(model.w.grad, model.v.grad)

y = model(x)
y.backward()  # w.grad is added to
print(model.w.grad, model.v.grad)

norm = nn.utils.clip_grad_norm_(model.parameters(), 5.0)
print(norm, model.w.grad, model.v.grad)

optimizer.step()
print(model.w.detach().norm(), model.v.detach())

model.zero_grad()  # what the model has
print(model.w.grad, model.v.grad)
