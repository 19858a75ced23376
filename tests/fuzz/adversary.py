"""Programs made to be misread: a few odd ways to use PyTorch, one after the other, on one model."""

from __future__ import annotations

import random
from pathlib import Path

HEAD = """import torch
from torch import nn
import torch.nn.functional as F
torch.manual_seed({seed})
w = torch.randn(3, requires_grad=True)
b = torch.randn((), requires_grad=True)
x = torch.randn(4, 3)
y = torch.randn(4)
m = nn.Linear(3, 2)
"""
_TEXT = (Path(__file__).parent / "ways.txt").read_text(encoding="utf-8")
WAYS: dict[str, str] = {
    name: way.strip("\n")
    for name, _, way in (part.partition("\n") for part in _TEXT.split("# way: ")[1:])
}
OPTIMIZERS = (
    "SGD([w, b], lr=0.1, momentum=0.9, weight_decay=0.1)",
    "Adam([w, b], lr=0.1, amsgrad=True)",
    "AdamW([w, b], lr=0.1, foreach=True)",
    "AdamW([w, b], lr=0.1, fused=True)",
    "RMSprop([w, b], centered=True, momentum=0.5)",
    "Adagrad([w, b], lr=0.1)",
    "Rprop([w, b])",
    "NAdam([w, b])",
    "ASGD([w, b])",
)


def adverse(seed: int) -> str:
    """A program of a few of the ways; as far as there are some, each seed begins with another."""
    draw = random.Random(seed)
    names = list(WAYS)
    chosen = [names[seed % len(names)], *draw.sample(names, draw.choice((1, 2, 2, 3)))]
    if seed >= len(names):
        draw.shuffle(chosen)
    lines = [HEAD.format(seed=seed)]
    for number, name in enumerate(chosen):
        given = {
            "i": draw.randint(0, 2),
            "j": draw.randint(0, 1),
            "c": draw.choice((2.0, 0.5, -3.0)),
        }
        lines.append(WAYS[name].format(k=number, opt=draw.choice(OPTIMIZERS), **given))
    return "\n".join(lines) + "\n"
