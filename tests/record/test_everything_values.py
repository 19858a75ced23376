"""Dtypes, devices, views, cuts, many outputs, and where NaN or infinity first appeared."""

from __future__ import annotations

import pytest

from graphviewer.files.show import show
from graphviewer.record.program import record
from graphviewer.tape.finite import first_not_finite
from tests.record.everything import (
    HEAD,
    array,
    every_step_is_told,
    leaf_grads,
    run_plainly,
    steps,
    values,
    whys,
)
from tests.record.oracle import bound, recorded

DTYPES = (
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128", "int8", "uint8",
    "int32", "int64", "bool",
)  # fmt: skip


@pytest.mark.parametrize("dtype", DTYPES)
def test_values_and_gradients_of_each_dtype_are_exact(dtype: str) -> None:
    wants = "float" in dtype or "complex" in dtype
    source = f"""
a = torch.tensor([0, 1, 2]).to(torch.{dtype}).requires_grad_({wants})
b = a * a
c = b[1:]
mask = b == a
picked = b[mask]
"""
    if wants:
        source += "picked.abs().sum().backward()\n"
    tape = recorded(HEAD + source)
    assert values(tape, source, "a", "b", "c", "mask", "picked")
    assert tape.tensors[bound(tape, "b")].dtype == dtype
    if wants:
        assert leaf_grads(tape, source, "a")
    assert every_step_is_told(tape)


def test_meta_tensors_have_shapes_and_nodes_but_no_numbers() -> None:
    source = """
m = torch.ones(2, 3, device="meta", requires_grad=True)
c = torch.ones(2, 3, requires_grad=True)
y = (m * m).sum()
y.backward()
d = c.to("meta")
"""
    tape = recorded(HEAD + source)
    assert tape.tensors[bound(tape, "m")].device == "meta"
    assert tape.tensors[bound(tape, "c")].device == "cpu"
    assert tape.tensors[bound(tape, "y")].value is None
    (step,) = steps(tape, "accumulate")
    assert (step.before, step.after) == (None, None)
    assert every_step_is_told(tape)


def test_in_place_changes_of_views_have_versions() -> None:
    source = """
x = torch.ones(2, 3, requires_grad=True)
y = x * 1
v = y[:, 1]
v.mul_(2)
y[0, 0] = 7.
y[1, 1:] += 1
y.relu_()
(y * y).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "y", "v")
    assert leaf_grads(tape, source, "x")
    version = run_plainly(source)["y"]._version
    told = [
        row.version for row in tape.tensors if row.object == tape.tensors[bound(tape, "y")].object
    ]
    assert told[-1] == version
    assert [op.name for op in tape.ops if op.in_place] == [
        "mul_",
        "setitem",
        "add_",
        "setitem",
        "relu_",
    ]


def test_assignment_by_index_mask_and_list() -> None:
    source = """
x = torch.zeros(5, requires_grad=True)
w = torch.tensor([1., 2.], requires_grad=True)
y = x.clone()
y[1] = x[0] * 3 + 1
y[torch.tensor([2, 3])] = w
y[y > 1] = w[0]
y[..., -1:] = 9.
(y * y).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "y")
    assert leaf_grads(tape, source, "x", "w")


def test_nodes_with_many_outputs() -> None:
    source = """
x = torch.arange(1., 7., requires_grad=True)
a, b, c = x.chunk(3)
most, places = torch.stack([a, b]).max(dim=0)
u, s, v = torch.linalg.svd(torch.eye(2) * x[:2] + 1)
first, *_ = x.unbind()
(most.sum() + c.sum() + first + s.sum()).backward()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "a", "b", "c", "most", "places", "u", "s", "v")
    assert leaf_grads(tape, source, "x")
    numbers = {tape.tensors[bound(tape, name)].output_nr for name in "abc"}
    assert numbers == {0, 1, 2}


CUTS = {
    "a": ("with torch.no_grad():\n    a = x * 2\n", "Recording is off here"),
    "b": ("with torch.inference_mode():\n    b = x * 2\n", "Recording is off here"),
    "c": ("c = (x * 2).detach()\n", "cuts the graph"),
    "d": ("d = x.data\n", "cuts the graph"),
}


@pytest.mark.parametrize("name", list(CUTS))
def test_cuts_are_visible_and_said(name: str) -> None:
    code, told = CUTS[name]
    source = "x = torch.tensor([1., 2.], requires_grad=True)\n" + code
    tape = recorded(HEAD + source)
    row = tape.tensors[bound(tape, name)]
    assert row.node is None
    assert not row.requires_grad
    assert told in whys(tape, "forward")[-1]


def test_the_first_nan_and_infinity_of_the_forward_pass_are_found() -> None:
    source = """
x = torch.tensor([0., 1.], requires_grad=True)
y = x.log()
z = y * 0
w = z + 1
"""
    tape = recorded(HEAD + source)
    found = first_not_finite(tape)
    assert found.infinity is not None
    assert found.nan is not None
    assert tape.tensors[bound(tape, "y")].step == found.infinity.step
    assert tape.tensors[bound(tape, "z")].step == found.nan.step
    assert (found.nan.count, found.nan.total) == (1, 2)
    told = whys(tape, "forward")
    assert "This is the first infinity of the whole recording." in told[1]
    assert "This is the first NaN of the whole recording." in told[2]
    assert "처음 나타난 NaN" in whys(tape, "forward", "ko")[2]
    assert "first" not in told[3]


def test_the_first_nan_of_the_backward_pass_is_found() -> None:
    source = """
x = torch.tensor([0., 4.], requires_grad=True)
y = x.sqrt()
(y * 0).sum().backward()
"""
    tape = recorded(HEAD + source)
    found = first_not_finite(tape)
    assert found.nan is not None
    step = tape.steps[found.nan.step]
    assert step.node is not None
    assert tape.nodes[step.node].name == "SqrtBackward0"
    assert show(tape)["first"] == {
        "nan": {"step": step.index, "count": 1, "total": 2},
        "infinity": None,
    }
    assert show(tape, step.index - 1)["first"] == {"nan": None, "infinity": None}


def test_nan_in_a_sampled_tensor_is_counted_over_all_of_it() -> None:
    source = "x = torch.ones(10_000)\nx[5_001] = float('nan')\ny = x + 1\n"
    found = first_not_finite(recorded(HEAD + source)).nan
    assert found is not None
    assert (found.count, found.total) == (1, 10_000)


def test_torch_func_says_that_its_numbers_are_not_recorded() -> None:
    source = """
from torch.func import grad, jacrev, vmap
x = torch.tensor([1., 2.], requires_grad=True)
g = grad(lambda t: (t * t).sum())(x)
v = vmap(lambda r: r * 2)(x)
for _ in range(3):
    J = jacrev(lambda t: t * t)(x)
g.sum().backward()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "g", "v", "J")
    assert leaf_grads(tape, source, "x")
    told = [(note.kind, note.about) for note in tape.notes]
    assert told == [("transform", f"torch.func.{name}") for name in ("grad", "vmap", "jacrev")]
    said = " ".join((*whys(tape, "forward"), *whys(tape, "forward", "ko")))
    assert "torch.func.vmap runs the function on wrappers" in said
    assert "값은 기록되지 않습니다" in said
    assert array(tape, tape.tensors[bound(tape, "J")].value).shape == (2, 2)
    notes = show(tape)["notes"]
    assert notes == [{"step": n.step, "kind": n.kind, "about": n.about} for n in tape.notes]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of PyTorch's own compiler
def test_threads_and_compiled_functions_are_noted() -> None:
    source = """
import threading
a = torch.tensor(2., requires_grad=True)
def work():
    (a * 3).backward()
def start(_gradient):
    one = threading.Thread(target=work)
    one.start()
    one.join()
c = a * 1
c.register_hook(start)
c.backward()
twice = torch.compile(lambda t: t * 2)
b = twice(a)
"""
    tape = record(HEAD + source)
    assert tape.error is None
    told = [(note.kind, note.about) for note in tape.notes]
    assert told == [("thread", "work"), ("compiled", "lambda")]
    assert every_step_is_told(tape)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of PyTorch's own compiler
def test_a_note_from_before_the_first_step_is_kept() -> None:
    source = "twice = torch.compile(lambda t: t * 2)\na = twice(torch.ones(2))\n"
    tape = recorded(HEAD + source)
    assert [(note.step, note.kind) for note in tape.notes] == [(0, "compiled")]
    assert recorded("import torch\ntorch.compile(print)\n").notes == []
