import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 6)
y = 2 * x + 0.3 * torch.randn(6)
order = torch.randperm(6)
x, y = x[order], y[order]
w = torch.tensor(0.0, requires_grad=True)

means, spreads = [], []
for size in (6, 3, 1):  # full, mini, single
    slopes = []
    for a, b in zip(x.split(size), y.split(size)):
        loss = ((w * a - b) ** 2).mean()
        (slope,) = torch.autograd.grad(loss, w)
        slopes.append(slope)
    every = torch.stack(slopes)
    means.append(every.mean())
    spreads.append(every.std(correction=0))
    print(size, every)

mean = torch.stack(means)
spread = torch.stack(spreads)
print(torch.allclose(mean, mean[0]))
print(spread, (spread.diff() > 0).all())
