"""What is written into a `.grad` by another name or in inference mode, and which version counts."""

from __future__ import annotations

from inspect import isfunction, signature

import pytest
from torch.nn import functional

from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.tape.index import TapeIndex
from tests.record.everything import HEAD, run_plainly
from tests.record.oracle import bound, grad_of, recorded, same, value_of

BEGIN = "w = torch.tensor([1., 2., 3.], requires_grad=True)\n(w * w).sum().backward()\n"
WRITES = (
    "w.grad.data.zero_()",
    "w.grad.data[0] = 9",
    "w.grad.detach().mul_(3)",
    "w.grad[1:].zero_()",
    "v = w.grad[1:]\nv.add_(1)",
    "w.grad.numpy()[0] = 3",
    "w.grad.data += 1",
    "torch.add(w.data, 1, out=w.grad.data)",
    "w.grad *= 2\nw.grad.data.clamp_(-1, 1)",
)


@pytest.mark.parametrize("written", WRITES)
def test_a_grad_is_told_as_it_is_whatever_it_was_written_by(written: str) -> None:
    source = BEGIN + written + "\nn = 1\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    assert same(grad_of(tape, "w"), space["w"].grad)
    update = next(step for step in reversed(tape.steps) if step.of_grad)
    assert update.line == 3 + source.count("\n") - 1  # of the last line that writes
    why = explain(tape, TapeIndex(tape), update.index, "en").why
    assert why.startswith("w.grad") or "memory" in why
    assert "thread" not in why


def test_a_grad_that_was_zeroed_by_data_begins_anew() -> None:
    source = BEGIN + "w.grad.data.zero_()\n(w * w).sum().backward()\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    assert same(grad_of(tape, "w"), space["w"].grad)
    last = [step for step in tape.steps if step.kind == "accumulate"][-1]
    assert last.before is not None
    assert tape.values[last.before].array().tolist() == [0, 0, 0]


def test_a_tensor_that_was_a_grad_is_none_any_more() -> None:
    source = BEGIN + "old = w.grad\nw.grad = None\nold.add_(1)\nold.data.mul_(2)\nn = 1\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    assert space["w"].grad is None
    assert grad_of(tape, "w") is None
    assert same(value_of(tape, "old"), space["old"])
    assert not [step for step in tape.steps if step.of_grad and step.line in (5, 6)]


INFERENCE = (
    "i = w * 2\n    i.add_(1)",
    "i = w * 2\n    v = i[1:]\n    v.zero_()",
    "i = w * 2\n    v = i[1:]\n    i[2] = 7",
    "i = torch.zeros(3)\n    torch.mul(w, 3, out=i)",
    "i = w * 2\n    i += 1\n    i @= torch.eye(3)",
    "i = w * 2\n    torch._foreach_add_([i], 1.0)",
    "i = w * 2 - 4\n    v = nn.ReLU(inplace=True)(i)",
    "i = w * 2 - 4\n    v = nn.LeakyReLU(0.1, True)(i[1:] - 6)",
    "i = w * 2 - 4\n    v = i[:2]\n    F.hardtanh_(i)",
)
ACTIVATIONS = [
    name
    for name, function in vars(functional).items()
    if isfunction(function)
    and "inplace" in signature(function).parameters
    and name[-2:] not in ("1d", "2d", "3d")
]


@pytest.mark.parametrize("written", INFERENCE)
def test_tensors_of_inference_mode_are_told_as_they_are(written: str) -> None:
    source = BEGIN + f"with torch.inference_mode():\n    {written}\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    for name in ("i", "v"):
        if name in space:
            assert same(value_of(tape, name), space[name]), name


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_in_place_functions_are_told_in_inference_mode(name: str) -> None:
    settings = {"threshold": "0.5, 0.5, ", "_threshold": "0.5, 0.5, "}.get(name, "")
    call = f"i = w * 2 - 4\n    v = i[:2]\n    y = F.{name}(i, {settings}inplace=True)"
    source = (
        BEGIN + f"torch.manual_seed(1)\nwith torch.inference_mode():\n    {call}\n    z = y * 2\n"
    )
    tape, space = recorded(HEAD + source), run_plainly(source)
    for told in "ivyz":
        assert same(value_of(tape, told), space[told]), told


COUNTED = (
    "w.data = w.data * 2\nw.detach().sub_(1)\n",
    "x = torch.zeros(3)\nn = torch.from_numpy(x.numpy())\nn.add_(1)\nx.mul_(2)\n",
    "x = torch.zeros(4)\nv = x[:2]\nu = x[2:]\nv.add_(1)\nd = x.data\nd.mul_(2)\nd.add_(1)\n",
)


@pytest.mark.parametrize("source", COUNTED)
def test_a_version_counts_what_torchs_own_counts(source: str) -> None:
    tape, space = recorded(HEAD + BEGIN + source + "m = 1\n"), run_plainly(BEGIN + source)
    index = TapeIndex(tape)
    for name in set(space) & set("wxnvud"):
        rows = describe_tensor(tape, index, bound(tape, name), len(tape.steps) - 1, "en").rows
        (said,) = [row.text for row in rows if row.key == "version"]
        assert said.split()[0] == str(space[name]._version), name
