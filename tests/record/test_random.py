"""Random programs: every intermediate gradient equals what torch.autograd.grad says."""

from __future__ import annotations

import random

import pytest
import torch

from graphviewer.tape.index import TapeIndex
from tests.record.oracle import bound, plain, recorded, same, value_of
from tests.record.programs import HEAD

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


@pytest.mark.parametrize("seed", range(60))
def test_every_intermediate_gradient_is_torch_autograd_grads(seed: int) -> None:
    source = HEAD + program(seed)
    space, _, raised = plain(source)
    assert raised is None
    names = [n for n, t in space.items() if isinstance(t, torch.Tensor) and t.requires_grad]
    truth = torch.autograd.grad(space["loss"], [space[n] for n in names], allow_unused=True)
    tape = recorded(source + "loss.backward()\n")
    index = TapeIndex(tape)
    for name, gradient in zip(names, truth, strict=True):
        state = index.gradient_at(bound(tape, name), len(tape.steps))
        value = None if state is None else index.partial_sum(state)
        assert same(value, gradient), f"{name}\n{source}"
        assert same(value_of(tape, name), space[name]), f"{name}\n{source}"
