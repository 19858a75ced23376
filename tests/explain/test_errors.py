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
    ("z = x.clone()\ntorch.autograd.grad(x.sum(), z)", "No recorded way leads"),
    ("torch.cat([a, torch.ones(2, 3, device='meta')])", "one device"),
    ("a @ a", "the columns of A must equal the rows of B"),
    ("a @ torch.ones(2)", "the columns of A must equal the rows of B"),
    ("torch.dot(x, torch.ones(2))", "A dot product takes two vectors"),
    ("torch.bmm(torch.ones(1, 2, 3), torch.ones(1, 2, 3))", "as many matrices on both sides"),
    ("a + torch.ones(4, 3)", "Broadcasting"),
    ("a[0, 0:1] = torch.ones(2)", "must fit the shape it goes to"),
    ("a[[0, 1]] = torch.ones(5, 3)", "must fit the shape it goes to"),
    ("x.expand(2, 4)", "must fit the shape it goes to"),
    ("a.add_(torch.ones(4, 2, 3))", "What changes in place keeps its shape"),
    ("torch.einsum('ij,jk->ik', a, a)", "a letter stands for one length"),
    ("a.sum(2)", "Axes are counted from 0"),
    ("torch.tensor([1, 2], requires_grad=True)", "Write 3. instead of 3"),
    ("a.view(4, 2)", "exactly as many numbers"),
    ("a.t().view(6)", "use reshape()"),
    ("a @ torch.ones(3, 2, dtype=torch.float64)", "different number formats"),
    ("a @ torch.ones(3, 2, dtype=torch.int64)", "different number formats"),
    ("torch.dot(x, torch.arange(3))", "different number formats"),
    ("torch.stack([a, x])", "stack only those of one shape"),
    ("torch.cat([a, torch.ones(2, 4)])", "agree on all other axes"),
    ("torch.nn.functional.cross_entropy(a, torch.arange(3))", "one target for each row"),
    ("torch.nn.functional.cross_entropy(a, torch.ones(2))", "target.long()"),
    (
        "torch.nn.functional.binary_cross_entropy(torch.ones(2), torch.arange(2))",
        "different number formats",
    ),
    ("float(a)", "Only a tensor of one number"),
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


def test_what_the_advice_says_helps() -> None:
    """Both remedies of a second backward, and the one that must not be said: the loss alone."""
    source = HEAD + "h = x.exp()\n{}.backward({})\n{}(h * 2).sum().backward()"
    loss = "(h * 3).sum()"
    assert record(source.format(loss, "", "")).error is not None
    assert record(source.format(loss, "retain_graph=True", "")).error is None
    assert record(source.format(loss, "", "h = x.exp()\n")).error is None


def test_an_index_that_may_be_as_large_as_the_length_is_not_called_one() -> None:
    assert advice(_message("x.topk(5)"), "en") is None


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


@pytest.mark.parametrize(
    ("program", "told"),
    [
        # of two alike it is the one that backward stopped at, not the younger
        (
            "y = x.exp()\nz = x.exp()\ny.mul_(2)\nz.mul_(3)\ny.sum().backward()",
            "y₁ was saved at version 0; line 6 changed it in place, and it is now at version 1.",
        ),
        # the line that spoiled it, though a later one changed it once more
        (
            "y = x * 2\ny += 1\nz = y.sin()\ny += 2\ny *= 2\nz.sum().backward()",
            "y₂ was saved at version 1; line 7 changed it in place, and it is now at version 3.",
        ),
        # torch's message does not say whose output a leaf is
        (
            "c = torch.ones(3)\ny = x * c\nc += 1\ny.sum().backward()",
            "c was saved at version 0; line 6 changed it in place, and it is now at version 1.",
        ),
    ],
)
def test_the_tensor_of_a_change_in_place_is_the_one_backward_needed(
    program: str, told: str
) -> None:
    tape = record(HEAD + program)
    assert tape.error is not None
    assert explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en").why.startswith(told)
    assert explain(tape, TapeIndex(tape), len(tape.steps) - 1, "ko").why


def test_a_change_through_another_tensor_of_its_memory_is_traced() -> None:
    tape = record(HEAD + "y = x.exp()\ny.detach().mul_(1)\ny.sum().backward()")
    why = explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en").why
    assert why.startswith("y was saved at version 0; line 5 changed it in place")


@pytest.mark.parametrize("versions", ["0; expected version 0", f"{'9' * 5000}; expected version 0"])
def test_a_message_of_the_programs_own_about_versions_is_only_shown(versions: str) -> None:
    failing = "y = x.exp()\nfor _ in range(2):\n    try:\n        y.sum().backward()\n"
    failing += f"    except RuntimeError:\n        raise RuntimeError('y is at version {versions}')"
    tape = record(HEAD + failing)
    assert tape.error is not None
    assert "expected version" in tape.error.message
    story = explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en")
    assert "was saved at version" not in story.why


def test_what_no_tensor_of_the_program_is_goes_untold() -> None:
    plain = record(HEAD + "w = a * 1\ny = x * w[0]\nw.mul_(2)\ny.sum().backward()")
    assert explain(plain, TapeIndex(plain), len(plain.steps) - 1, "ko").why
