import torch


def normal(x, mu, sigma):
    z = (x - mu) / sigma
    scale = sigma * (2 * torch.pi) ** 0.5
    return torch.exp(-(z**2) / 2) / scale


x = torch.arange(-7.0, 10.0, 0.01)
areas, peaks = [], []
for mu, sigma in ((0, 1), (0, 2), (3, 1)):
    p = normal(x, mu, sigma)
    areas.append((p * 0.01).sum())
    peaks.append(p.max())
area = torch.stack(areas)
peak = torch.stack(peaks)
print(area, peak)

a = torch.tensor([-1.0, 0.0, 1.0], requires_grad=True)
normal(a, 0, 1).sum().backward()
print(a.grad)  # steepest one sigma from the mean
