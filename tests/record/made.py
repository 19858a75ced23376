"""Made programs, short ones: for checks that each look at every step of them."""

from __future__ import annotations

import random

_UNARY = (
    "{x}.sin()",
    "{x}.tanh()",
    "torch.exp({x} * 0.1)",
    "-{x}",
    "{x}.t().contiguous()",
    "F.relu({x})",
    "{x}.softmax(dim=1)",
    "{x} / ({x}.abs() + 1)",
    "{x}[:, [2, 0, 1]]",
    "{x}.cumsum(0)",
    "{x}.view(-1).flip(0).reshape(3, 3)",
    "{x}.sigmoid() * {x}",
    "{x}.clone()",
    "{x}.detach() * {x}",
    "F.gelu({x})",
    "{x}.unsqueeze(0).expand(2, 3, 3).mean(0)",
    "{x}.sort(dim=1)[0]",
    "torch.where({x} > 0, {x}, {x} * 0.5)",
)
_BINARY = (
    "{x} + {y}",
    "{x} * {y}",
    "{x} @ {y}",
    "{x} - {y}.mean()",
    "torch.maximum({x}, {y})",
    "torch.stack([{x}, {y}]).sum(0)",
    "torch.cat([{x}, {y}])[1:4]",
    "{x} * {y}[0]",
    "{x} + {y}[:, :1]",
    "F.linear({x}, {y})",
    "torch.einsum('ij,jk->ik', {x}, {y})",
)
_EFFECTS = (
    "{x} += 1",
    "{x}[0] = {y}[1]",
    "{x}.mul_(0.5)",
    "{x}[:, 1].neg_()",
)


def program(seed: int) -> str:
    """A random program of a dozen lines, without its backward."""
    chance = random.Random(seed)
    lines = [f"v{i} = torch.randn(3, 3, requires_grad=True)" for i in range(3)]
    made = 3
    for _ in range(chance.randint(4, 12)):
        x, y = (f"v{chance.randrange(made)}" for _ in range(2))
        kind = chance.random()
        if kind < 0.15 and made > 3:
            x = f"v{chance.randrange(3, made)}"
            lines.append(f"{x} = {x}.clone()")
            lines.append(chance.choice(_EFFECTS).format(x=x, y=y))
            continue
        text = chance.choice(_UNARY if kind < 0.6 else _BINARY).format(x=x, y=y)
        lines.append(f"v{made} = {text}")
        made += 1
    every = ", ".join(f"v{i}" for i in range(made))
    lines.append(f"loss = sum(v.sum() * {chance.random():.3f} for v in [{every}])")
    return "\n".join(lines) + "\n"
