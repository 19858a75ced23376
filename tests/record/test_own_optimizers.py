"""Optimizers with code of the program's around PyTorch's own step: told in their order."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

from graphviewer.explain.explain import explain
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from tests.record.everything import HEAD, array, leaf_grads, run_plainly, values
from tests.record.oracle import bound, recorded

BEGIN = """
w = torch.tensor([1., -2., 3.], requires_grad=True)
seen = []
"""
END = """
for _ in range(3):
    opt.zero_grad()
    (w * w).sum().backward()
    opt.step()
    seen.append(w.detach().clone())
"""
PROGRAMS = {
    "after super": """
class Own(torch.optim.SGD):
    @torch.no_grad()
    def step(self, closure=None):
        super().step(closure)
        seen.append(w.detach().clone())
        w.clamp_(-1.5, 1.5)
opt = Own([w], lr=0.1)
""",
    "before super": """
class Own(torch.optim.SGD):
    def step(self, closure=None):
        w.grad.mul_(0.5)
        super().step(closure)
        seen.append(w.detach().clone())
opt = Own([w], lr=0.1)
""",
    "super twice": """
class Own(torch.optim.SGD):
    def step(self, closure=None):
        super().step()
        seen.append(w.detach().clone())
        super().step()
opt = Own([w], lr=0.1)
""",
    "hooks of the step": """
opt = torch.optim.SGD([w], lr=0.1)
def pre(opt, args, kwargs):
    w.grad.mul_(3)
def post(opt, args, kwargs):
    seen.append(w.detach().clone())
    with torch.no_grad():
        w.add_(1)
_ = opt.register_step_pre_hook(pre)
_ = opt.register_step_post_hook(post)
""",
}


def moves(tape: Tape) -> list[Step]:
    """The updates of w, in order."""
    row = bound(tape, "w")
    return [s for s in tape.steps if s.kind == "update" and s.tensor == row and not s.of_grad]


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("known", [True, False])
def test_each_step_is_told_before_what_comes_after_it(
    name: str, monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    step: Any = torch.optim.SGD.step
    if not known and hasattr(step, "hooked"):  # as in a process that has made no SGD
        monkeypatch.setattr(torch.optim.SGD, "step", step.__wrapped__)
    source = BEGIN + PROGRAMS[name] + END
    tape = recorded(HEAD + source)
    assert values(tape, source, "w")
    assert leaf_grads(tape, source, "w")
    seen = [one.numpy() for one in run_plainly(source)["seen"]]
    truth = [*seen[:1], *(two for one, two in pairwise(seen) if not np.array_equal(one, two))]
    told = [array(tape, step.after) for step in moves(tape)]
    kept = iter(told)  # each number w had is told, in this order
    assert all(any(np.array_equal(one, other) for other in kept) for one in truth)
    assert all(one.after == two.before for one, two in pairwise(moves(tape)))


def test_what_stood_for_a_step_is_gone() -> None:
    recorded(HEAD + BEGIN + PROGRAMS["after super"] + END)
    before = torch.optim.SGD.step
    recorded(HEAD + BEGIN + PROGRAMS["hooks of the step"] + END)
    assert torch.optim.SGD.step is before or hasattr(torch.optim.SGD.step, "hooked")
    assert not hasattr(torch.optim.SGD.step, "_graphviewer")


@pytest.mark.parametrize(
    ("made", "rate"),
    [
        ("SGD([w], lr=0.1)", True),
        ("SGD([w], 0.1)", True),
        ("SGD([w], 0.1, 0.9)", False),
        ("SGD([w], **{'lr': 0.1, 'momen' 'tum': 0.9})", False),
        ("SGD([w], *(0.1, 0.9))", False),
    ],
)
def test_with_hidden_options_no_rate_is_called_the_learning_rate(made: str, *, rate: bool) -> None:
    tape = recorded(HEAD + BEGIN + f"opt = torch.optim.{made}\n" + END)
    first = moves(tape)[0]
    why = explain(tape, TapeIndex(tape), first.index, "en").why
    assert ("gradient descent with learning rate 0.1" in why) is rate
    grad, after = 2 * array(tape, first.before), array(tape, first.after)
    np.testing.assert_allclose(array(tape, first.before) - 0.1 * grad, after, rtol=1e-6)
