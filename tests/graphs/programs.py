"""Programs whose graphs repeat themselves, and random ones."""

from __future__ import annotations

import random

LSTM = """
import torch
torch.manual_seed(0)
x = torch.randn(20, 4)
W = torch.randn(4, 12, requires_grad=True)
U = torch.randn(3, 12, requires_grad=True)
b = torch.zeros(12, requires_grad=True)
h = torch.zeros(3)
c = torch.zeros(3)
for t in range(20):
    g = x[t] @ W + h @ U + b
    i, f, o, n = g.chunk(4)
    c = f.sigmoid() * c + i.sigmoid() * n.tanh()
    h = o.sigmoid() * c.tanh()
loss = h.sum()
loss.backward()
"""
NET = """
import torch
torch.manual_seed(0)
x = h = torch.randn(2, 5)
layers = [(torch.randn(5, 5, requires_grad=True), torch.zeros(5, requires_grad=True))
          for _ in range(12)]
for W, b in layers:
    h = torch.relu(h @ W + b)
loss = (h ** 2).mean()
loss.backward()
"""
_BODIES = (
    "a = a * w",
    "a = a + b",
    "b = torch.tanh(a)",
    "a = torch.sigmoid(b) + torch.randn(3, requires_grad=True)",
    "b = a * b + w",
    "c = a - c",
    "kept.append(a)",
    "kept.append((a * b).sum())",
    "a = a.exp().neg().cos()",
    "for _ in range(3): b = b * 0.5",
    "a.data.mul_(0.9)",
)


def random_program(seed: int) -> str:
    """Loops with bodies of a few statements, and an end that uses what they kept."""
    chance = random.Random(seed)
    lines = ["import torch", "torch.manual_seed(0)", "kept = []"]
    lines += [f"{name} = torch.randn(3, requires_grad=True)" for name in "abcw"]
    lines += ["a, b, c = a * 1, b * 1, c * 1"]
    for _ in range(chance.randint(1, 3)):
        lines.append(f"for t in range({chance.randint(2, 7)}):")
        lines += [f"    {chance.choice(_BODIES)}" for _ in range(chance.randint(1, 5))]
        lines += [chance.choice(_BODIES)] * chance.randint(0, 2)
    lines += ["loss = a.sum() + b.sum() + c.sum() + sum(one.sum() for one in kept)"]
    return "\n".join([*lines, "loss.backward()"])
