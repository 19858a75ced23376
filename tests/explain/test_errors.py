"""Each advice answers the error torch itself raises."""

from __future__ import annotations

import pytest

from graphviewer.explain.explain import explain
from graphviewer.explain.words.errors import ADVICE, advice
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

HEAD = "import torch\na = torch.ones(2, 3)\nx = torch.ones(3, requires_grad=True)\n"
# A program that fails, and words of the advice that must answer it.
CASES = [
    ("y = (x * x).sum()\ny.backward()\ny.backward()", "retain_graph=True"),
    ("(x * x).backward()", "Only a scalar"),
    ("y = x.exp()\ny.add_(1)\ny.sum().backward()", "Use the out-of-place form"),
    ("x.add_(1)", "A leaf must keep"),
    ("a.sum().backward()", "Nothing recorded leads to this tensor"),
    ("z = x.clone()\ntorch.autograd.grad(x.sum(), z)", "does not depend on this tensor"),
    ("torch.cat([a, torch.ones(2, 3, device='meta')])", "one device"),
    ("a @ a", "the columns of A must equal the rows of B"),
    ("a @ torch.ones(2)", "the columns of A must equal the rows of B"),
    ("torch.dot(x, torch.ones(2))", "the columns of A must equal the rows of B"),
    ("torch.bmm(torch.ones(1, 2, 3), torch.ones(1, 2, 3))", "the columns of A must equal"),
    ("a + torch.ones(4, 3)", "Broadcasting"),
    ("a[0, 0:2] = torch.ones(5)", "Broadcasting"),
    ("a.add_(torch.ones(4, 2, 3))", "Broadcasting"),
    ("torch.tensor([1, 2], requires_grad=True)", "Write 3. instead of 3"),
    ("a.view(4, 2)", "exactly as many numbers"),
    ("a.t().view(6)", "use reshape()"),
    ("a @ torch.ones(3, 2, dtype=torch.float64)", "different number formats"),
    ("a @ torch.ones(3, 2, dtype=torch.int64)", "different number formats"),
    ("torch.dot(x, torch.arange(3))", "different number formats"),
    ("torch.stack([a, x])", "stack only those of one shape"),
    ("torch.cat([a, torch.ones(2, 4)])", "agree on all other axes"),
    ("torch.nn.functional.cross_entropy(a, torch.arange(3))", "one target for each row"),
    ("if a > 0: pass", "Only a tensor of one number"),
    ("a.item()", "Only a tensor of one number"),
    ("x.numpy()", "Cut the graph first"),
    ("a[5]", "Indices count from 0"),
    ("a[torch.tensor([7])]", "Indices count from 0"),
    ("torch.nn.functional.nll_loss(a, torch.tensor([0, 9]))", "Indices count from 0"),
    ("torch.ones(10**12, 10**3)", "does not fit into memory"),
    ("torch.nn.Linear(2, 3).load_state_dict({})", "load what fits"),
    # what the engine says in a restricted run; tests/engine holds that it does
    ('raise OSError("writing is refused because this run is restricted")', "Trust and run"),
]


@pytest.mark.parametrize(("program", "hint"), CASES)
def test_torchs_own_error_is_answered(program: str, hint: str) -> None:
    tape = record(HEAD + program)
    assert tape.error is not None
    assert hint in (advice(tape.error.message, "en") or ""), tape.error.message
    assert advice(tape.error.message, "ko")
    assert explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en").why


def test_every_advice_is_reached() -> None:
    reached = {advice(message, "en") for message in map(_message, (one for one, _ in CASES))}
    assert {english for _, (english, _) in ADVICE} == reached


def _message(program: str) -> str:
    error = record(HEAD + program).error
    assert error is not None
    return error.message


def test_a_change_in_place_is_traced_to_its_tensor_and_line() -> None:
    tape = record(HEAD + "y = x.exp()\ny[0] = 2\ny.sum().backward()")
    story = explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en")
    assert story.why.startswith(
        "y₁ was saved at version 0; line 5 changed it in place, and it is now at version 1."
    )
    plain = record(HEAD + "w = a * 1\ny = x * w[0]\nw.mul_(2)\ny.sum().backward()")
    assert explain(plain, TapeIndex(plain), len(plain.steps) - 1, "ko").why
