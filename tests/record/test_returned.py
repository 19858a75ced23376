"""What torch.autograd.grad returned is what the screen says of it."""

from __future__ import annotations

import pytest

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.explain.numbers import short
from graphviewer.tape.index import TapeIndex
from tests.record.everything import HEAD, run_plainly, steps
from tests.record.oracle import bound, recorded, same

BEGIN = """
a, b, c = (torch.tensor([float(k), 2.], requires_grad=True) for k in (3, 4, 5))
"""
CALLS = {
    "one is not used": "_ = b * 2\ny = (a * c).sum()\ng, _, h = torch.autograd.grad("
    "y, (a, b, c), allow_unused=True)\n",
    "one is not used, zeros": "_ = b * 2\ny = (a * c).sum()\ng, z, h = torch.autograd.grad("
    "y, (a, b, c), materialize_grads=True)\n",
    "twice the same": "y = (a * c * a).sum()\ng, _, h = torch.autograd.grad(y, (a, a, c))\n",
    "with a vector": "y = a * c\ng, h = torch.autograd.grad(y, [a, c], torch.tensor([1., 7.]))\n",
    "hooks of leaves": "_ = a.register_hook(lambda g: g - 1)\ny = (a * c).sum()\n"
    "g, h = torch.autograd.grad(y, (a, c))\n",
    "a hook of what is asked for": "m = a * 2\n_ = m.register_hook(lambda g: g * 7)\n"
    "y = (m * m * c).sum()\ng, h = torch.autograd.grad(y, (m, c))\n",
}
ASKED = {"a hook of what is asked for": "mc"}


@pytest.mark.parametrize("name", CALLS)
def test_the_gradient_of_each_tensor_is_what_was_returned_for_it(name: str) -> None:
    source = HEAD + BEGIN + CALLS[name]
    tape, space = recorded(source), run_plainly(BEGIN + CALLS[name])
    index, last = TapeIndex(tape), len(tape.steps) - 1
    for letter, gradient in zip(ASKED.get(name, "ac"), "gh", strict=True):
        state = index.gradient_at(bound(tape, letter), last)
        assert state is not None
        assert same(index.partial_sum(state), space[gradient]), letter
    told = explain(tape, index, last, "en")
    names = plain(told.equations[0].maths)
    assert ("/∂b" in names) is ("zeros" in name)
    hooked = "hook" in name
    assert ("A hook changed the gradient of" in told.why) is hooked
    if hooked:
        letter = ASKED.get(name, "a")[0]
        state = index.gradient_at(bound(tape, letter), last - 1)
        assert state is not None
        before = index.partial_sum(state)
        after = index.partial_sum(index.gradient_at(bound(tape, letter), last) or state)
        assert before is not None
        assert after is not None
        assert f"of {letter} from {short(before)} to {short(after)} on" in told.why


def test_a_gradient_that_no_hook_changes_is_told_without_one() -> None:
    tape = recorded(HEAD + BEGIN + "(g,) = torch.autograd.grad((a * a + a).sum(), a)\n")
    (step,) = [s for s in steps(tape, "forward") if "grad" in tape.ops[s.op or 0].name]
    assert "hook" not in explain(tape, TapeIndex(tape), step.index, "en").why
