"""A thinned tape answers, at every step it keeps, what the whole one does."""

from __future__ import annotations

import random

import pytest

from graphviewer.record.writer import Limits
from graphviewer.tape.thin import Budget
from tests.record.thinned import both, compare
from tests.record.thinned_programs import HEAD, PROGRAMS

CUTS = [(60, 400, 1), (60, 2**20, 7), (90, 3000, 29)]  # steps, bytes, rows of steps together


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize(("steps", "size", "together"), CUTS)
def test_a_thinned_tape_answers_as_the_whole_one(
    name: str, steps: int, size: int, together: int
) -> None:
    found = both(HEAD + PROGRAMS[name], Budget(steps=steps, bytes=size), together)
    kept = {row.number for row in found.thinned.iterations}
    count = len(found.whole.iterations)
    assert found.skipped == count - len(kept) > 0
    assert {0, count - 1} <= kept
    assert compare(found) > 100


def test_tables_beside_the_steps_come_along() -> None:
    source = f"{HEAD}w.register_hook(lambda g: g * 2)\n{PROGRAMS['nested']}"
    limits = Limits(jacobians=64, check_seconds=20.0)
    found = both(source, Budget(steps=200, bytes=4000), 3, limits)
    assert compare(found) > 100
    assert len(found.thinned.iterations) < len(found.whole.iterations)
    assert found.thinned.jacobians
    assert found.thinned.hooked
    verdicts = {(row.verdict, row.recorded) for row in found.whole.checks}
    assert {(row.verdict, row.recorded) for row in found.thinned.checks} <= verdicts
    assert found.thinned.checks


BEFORE = ["h = torch.zeros(3)", "kept = []", "base = (w * 2).exp()", "seen = w * 1"]
BODY = [
    "h = torch.tanh(h.detach() * w + x[i % 4])",
    "h = h.detach()\nh.mul_(0.5)",
    "loss = loss + h.square().sum()",
    "loss = loss + (base * x[i % 4]).sum()",
    "kept.append(loss.detach())",
    "kept.append(w * i)",
    "seen = torch.randn(3, requires_grad=True)\nloss = loss + (seen * w).sum()",
    "loss = loss + (seen * b).sum()",
    "print(i, loss)",
    "loss.backward(retain_graph=True)",
    "w.grad = None",
    "opt.zero_grad()",
    "opt.zero_grad(set_to_none=False)",
    "opt.step()",
    "(g,) = torch.autograd.grad(loss, w, retain_graph=True, create_graph=i % 2 == 0)",
    "with torch.no_grad():\n    w -= 0.01 * w.grad if w.grad is not None else 0",
    "b.data.mul_(0.9)",
    "if i % 4 == 1:\n    torch.stack(kept or [w])\n    kept.clear()",
    "if w.grad is not None:\n    size = w.grad.norm()",
    "for k in range(2):\n    loss = loss + k * w.sum()",
    "h = torch.stack([h, x[i % 4]])[0]",
    "loss.register_hook(lambda g: g * 2)",
]
MORE = [
    "w.register_hook(lambda g: g + 1)",
    "seen = torch.autograd.grad(loss, (w, b), retain_graph=True, allow_unused=True)[0]",
    "h = torch.autograd.grad(loss, (b, w), retain_graph=True, materialize_grads=True)[1]",
]
_HOOKED = 1000  # from this seed on hooks change what is asked for


def _program(seed: int) -> str:
    draw = random.Random(seed)
    opt = draw.choice(["SGD([w, b], lr=0.01, momentum=0.9)", "Adam([w, b], lr=0.01)"])
    body = ["loss = ((x @ w + b - y) ** 2).mean()"]
    every = BODY if seed < _HOOKED else BODY + 3 * MORE
    body += draw.sample(every, draw.randint(3, 12))
    body.append("loss.backward(retain_graph=True)" if seed < _HOOKED else draw.choice(every[-3:]))
    body += draw.sample(every, draw.randint(0, 5))
    inner = "".join(f"        {line}\n" for one in body for line in one.split("\n"))
    lines = [f"opt = torch.optim.{opt}", *BEFORE]
    loop = f"i = 0\nfor epoch in range(5):\n    for _ in range(6):\n{inner}        i += 1\n"
    return HEAD + "\n".join(lines) + "\n" + loop + "    print('epoch', epoch)\nprint(w, h)\n"


@pytest.mark.parametrize("seed", [*range(24), 632, *range(_HOOKED, _HOOKED + 16)])
def test_random_loops(seed: int) -> None:
    draw = random.Random(seed)
    budget = Budget(steps=draw.choice([60, 150, 400]), bytes=draw.choice([300, 3000, 2**20]))
    compare(both(_program(seed), budget, draw.choice([1, 3, 11, 60])))
