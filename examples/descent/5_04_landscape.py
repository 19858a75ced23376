import torch

torch.manual_seed(0)
X = torch.linspace(-1, 1, 8).reshape(-1, 1)
y = torch.sin(3 * X)


def J(W, V, skip):
    O = torch.tanh(X @ W.T) @ V.T + skip * X
    return ((O - y) ** 2).mean()


def toward(p):  # anywhere, as long as p, row by row
    d = torch.randn_like(p)
    return d * (p.norm(dim=1) / d.norm(dim=1))[:, None]


for skip in (0, 1):
    W, V = torch.randn(4, 1), torch.randn(1, 4)
    weights = [W.requires_grad_(), V.requires_grad_()]
    optimizer = torch.optim.Adam(weights, lr=0.1)
    for step in range(20):
        loss = J(W, V, skip)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        trained = J(W, V, skip)
        A, B, C, D = map(toward, (W, V, W, V))
        at = torch.linspace(-1, 1, 5)
        rows = [
            J(W + s * A + t * C, V + s * B + t * D, skip)
            for s in at for t in at
        ]
        surface = torch.stack(rows).reshape(5, 5)
    print(torch.equal(surface[2, 2], trained), trained)
