"""Where a result's cells come from, against PyTorch's own derivatives and its own writing."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from torch.autograd.functional import jacobian

from graphviewer.explain.cells.data import Bools, Grid, Working, origin, uses
from graphviewer.explain.cells.told import told, told_uses
from graphviewer.explain.cells.working import working
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

START = """import torch
a = torch.arange(1., {a} + 1).square().reshape({shape_a}) / 7
b = torch.arange(2., {b} + 2).reshape({shape_b}) / 5
"""
BOTH: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = [
    ("a + b", (3, 1), (1, 2)),
    ("a * b", (2, 3), (3,)),
    ("a / b", (2, 1, 3), (2, 1)),
    ("a @ b", (2, 3), (3, 4)),
    ("a @ b", (2, 3), (3,)),
    ("a @ b", (3,), (3, 2)),
    ("a @ b", (2, 2, 3), (3, 2)),
    ("torch.mm(a, b)", (4, 2), (2, 1)),
    ("torch.mv(a, b)", (2, 3), (3,)),
    ("torch.dot(a, b)", (4,), (4,)),
    ("torch.outer(a, b)", (3,), (2,)),
    ("torch.nn.functional.linear(a, b)", (2, 3), (4, 3)),
    ("torch.bmm(a, b)", (2, 2, 3), (2, 3, 1)),
    ("torch.cat((a, b), dim=1)", (2, 1), (2, 3)),
    ("torch.cat((a, b))", (2,), (3,)),
    ("torch.stack((a, b), 1)", (3,), (3,)),
    ("torch.vstack((a, b))", (3,), (2, 3)),
]
ONE: list[tuple[str, tuple[int, ...]]] = [
    ("a[:, 1]", (3, 4)),
    ("a[0:2]", (3, 4)),
    ("a[a > 1.5]", (3, 4)),
    ("a[[2, 0], 1:]", (3, 4)),
    ("a.select(1, 2)", (3, 4)),
    ("a.narrow(0, 1, 2)", (3, 4)),
    ("torch.index_select(a, 1, torch.tensor([3, 0]))", (3, 4)),
    ("a.gather(1, torch.tensor([[3], [0]]))", (3, 4)),
    ("torch.take(a, torch.tensor([11, 0]))", (3, 4)),
    ("torch.masked_select(a, a > 1.5)", (3, 4)),
    ("a.diagonal()", (3, 4)),
    ("torch.diag(a, 1)", (3, 4)),
    ("a.unbind(1)[0]", (3, 4)),
    ("a.chunk(2)[0]", (4, 2)),
    ("a.t()", (3, 4)),
    ("a.reshape(4, 3)", (3, 4)),
    ("a.t().reshape(12)", (3, 4)),
    ("a.permute(2, 0, 1)", (2, 3, 4)),
    ("a.unsqueeze(-1)", (5,)),
    ("a.expand(3, 4)", (3, 1)),
    ("a.sum(0)", (2, 3)),
    ("a.sum(1, keepdim=True)", (2, 3)),
    ("a.sum()", (2, 3)),
    ("a.sum(dim=(0, 2))", (2, 3, 4)),
    ("a.mean(axis=-1)", (2, 3)),
    ("a.cumsum(0)", (3, 2)),
    ("a.cumsum(dim=1)", (3, 2)),
    ("a.prod(1)", (2, 3)),
    ("torch.norm(a)", (2, 2)),
    ("a.std(0)", (3, 2)),
    ("a.var()", (5,)),
]


def last_working(program: str) -> Working:
    """The working of the program's last call."""
    tape = record(program)
    assert tape.end is not None
    assert tape.end.reason == "finished", tape.error
    found = working(tape, TapeIndex(tape), len(tape.steps) - 1, "en")
    assert found is not None
    return found


def own(grid: Grid, found: Bools) -> object:
    """Cells of a stretched grid as cells of the tensor itself."""
    lead = found.ndim - len(grid.shape)
    for axis in range(found.ndim):
        if axis < lead or grid.shape[axis - lead] == 1:
            found = np.asarray(found.any(axis=axis, keepdims=True))
    return found.reshape(grid.shape).tolist()


def assert_origins(code: str, inputs: dict[str, torch.Tensor], found: Working) -> None:
    """Each result's cell depends on exactly the cells that light up for it."""
    names = [grid.name for grid in found.operands if grid.name in inputs]
    assert names

    def compute(*tensors: torch.Tensor) -> torch.Tensor:
        made = eval(
            code, {"torch": torch, **inputs, **dict(zip(names, tensors, strict=True))}
        )  # one of the expressions above
        assert isinstance(made, torch.Tensor)
        return made

    slopes = jacobian(compute, tuple(inputs[name] for name in names))  # type: ignore[no-untyped-call]  # PyTorch's
    grids = [grid for grid in found.operands if grid.name in inputs]
    shape = found.result.value.shape
    for at in np.ndindex(shape):
        for grid, slope in zip(grids, slopes, strict=True):
            depends = (slope[at] != 0).tolist()
            assert own(grid, origin(grid, at, shape)) == depends, (grid.name, at)
        assert told(found, at)


@pytest.mark.parametrize(("code", "shape_a", "shape_b"), BOTH)
def test_a_cell_lights_up_what_it_depends_on(
    code: str, shape_a: tuple[int, ...], shape_b: tuple[int, ...]
) -> None:
    a, b = int(np.prod(shape_a)), int(np.prod(shape_b))
    start = START.format(a=a, b=b, shape_a=shape_a, shape_b=shape_b)
    inputs = {
        "a": torch.arange(1.0, a + 1).square().reshape(shape_a) / 7,
        "b": torch.arange(2.0, b + 2).reshape(shape_b) / 5,
    }
    assert_origins(code, inputs, last_working(f"{start}y = {code}\n"))


@pytest.mark.parametrize(("code", "shape"), ONE)
def test_a_cell_lights_up_the_cells_it_was_made_of(code: str, shape: tuple[int, ...]) -> None:
    count = int(np.prod(shape))
    start = START.format(a=count, b=1, shape_a=shape, shape_b=(1,))
    inputs = {"a": torch.arange(1.0, count + 1).square().reshape(shape) / 7}
    found = last_working(f"{start}y = {code}\n")
    if found.operands[0].name == "a":
        assert_origins(code, inputs, found)
    else:  # the last call of a chain
        assert told(found, (0,) * len(found.result.value.shape))


@pytest.mark.parametrize(
    "statement",
    [
        "X[1, 2] = -1", "X[:2, :] = -1", "X[X > 5] = -1", "X[:, -1] = -1", "X[[0, 2]] = -1",
        "X[...] = -1", "X[torch.tensor([0, 1]), torch.tensor([3, 0])] = -1",
        "X[1] = torch.tensor([-1, -2, -3, -4])", "X[:, 1:3] = -torch.arange(1, 7).reshape(3, 2)",
        "X.masked_fill_(X % 2 == 0, -1)",
    ],
)  # fmt: skip
def test_the_cells_written_are_those_that_change(statement: str) -> None:
    found = last_working(f"import torch\nX = torch.arange(12).reshape(3, 4)\n{statement}\n")
    x = torch.arange(12).reshape(3, 4)
    before = x.clone()
    exec(statement, {"torch": torch, "X": x})  # one of the statements above
    changed = (before != x).tolist()
    assert found.kind == "written"
    assert found.operands[0].picked is not None
    assert found.operands[0].picked.tolist() == changed
    assert found.operands[0].value.array().tolist() == before.tolist()
    assert found.result.picked is not None
    assert found.result.picked.tolist() == changed
    assert found.result.value.array().tolist() == x.tolist()
    given = [grid for grid in found.operands[1:] if grid.places is not None]
    for at in np.argwhere(changed) if given else ():
        cell = (int(at[0]), int(at[1]))
        source = given[0].value.array()[origin(given[0], cell, (3, 4))]
        assert source.tolist() == [x[cell].item()]


def test_a_mask_marks_what_it_keeps() -> None:
    found = last_working(
        "import torch\nx = torch.tensor([[0.1, 0.7], [0.9, 0.5]])\nm = x > 0.5\ny = x * m\n"
    )
    for grid in (*found.operands, found.result):
        assert grid.picked is not None
        assert grid.picked.tolist() == [[False, True], [True, False]]
    assert told(found, (0, 0)) == "y[0, 0] = x[0, 0] · m[0, 0] = 0.1 · False = 0"


def test_where_takes_from_one_or_the_other() -> None:
    found = last_working(
        "import torch\nc = torch.tensor([True, False])\na = torch.tensor([1., 2.])\n"
        "b = torch.tensor([3., 4.])\ny = torch.where(c, a, b)\n"
    )
    assert [None if g.picked is None else g.picked.tolist() for g in found.operands] == [
        [True, False], [True, False], [False, True],
    ]  # fmt: skip
    assert [told(found, (at,)) for at in (0, 1)] == ["y[0] = a[0] = 1", "y[1] = b[1] = 4"]


def test_repeated_cells_are_those_that_memory_has_once() -> None:
    found = last_working(START.format(a=3, b=2, shape_a=(3, 1), shape_b=(1, 2)) + "y = a + b\n")
    left, right = found.operands
    assert left.repeated is not None
    assert right.repeated is not None
    assert left.repeated.tolist() == [[False, True]] * 3
    assert right.repeated.tolist() == [[False, False], [True, True], [True, True]]
    assert (left.words, right.words) == ("dim 1 stretched 1 → 2", "dim 0 stretched 1 → 3")


@pytest.mark.parametrize(
    ("code", "at", "sentence"),
    [
        ("y = x[:, 1]", (2,), "y[2] = x[2, 1] = 9"),
        ("y = x.sum(0)", (1,), "y[1] = 1 + 5 + 9 = 15"),
        ("y = x.mean()", (), "y = (0 + 1 + 2 + 3 + … + 11) / 12 = 5.5"),
        ("y = x.cumsum(1)", (1, 2), "y[1, 2] = 4 + 5 + 6 = 15"),
        ("y = x @ torch.ones(4)", (1,), "y[1] = 4·1 + 5·1 + 6·1 + 7·1 = 22"),
        ("x[1, 2] = 17", (1, 2), "x[1, 2] = 17   (6 → 17)"),
        (
            "y = torch.nn.functional.linear(x, x[:2], x[0, :2])",
            (1, 0),
            "y[1, 0] = 4·0 + 5·1 + 6·2 + 7·3 + 0 = 38",
        ),
        ("y = torch.tensor([2., float('nan'), 4.]).nanmean()", (), "y = (2 + 4) / 2 = 3"),
        ("x += x", (0, 1), "x[0, 1] ← x[0, 1] + x[0, 1] = 1 + 1 = 2"),
        ("y = x.max(1).values", (1,), "y[1] = max(4, 5, 6, 7) = 7"),
        (
            "u = x[:, :1]; v = x[:1]; y = u + v",
            (2, 3),
            "y[2, 3] = u[2, 0] + v[0, 3] = 8 + 3 = 11",
        ),
        ("i, j = (x > 10).nonzero(as_tuple=True)", (0,), "(x > 10)[2, 3] → i[0] = 2, j[0] = 3"),
        ("y = x / 3 + torch.ones(1, 4) / 3", (0, 1), "y[0, 1] ≈ 0.3333 + 0.3333 ≈ 0.6667"),
    ],
)
def test_a_cell_is_told_in_numbers(code: str, at: tuple[int, ...], sentence: str) -> None:
    program = f"import torch\nx = torch.arange(12.).reshape(3, 4)\n{code}\n"
    tape = record(program)
    index = TapeIndex(tape)
    steps = [step.index for step in tape.steps if step.line == 3]
    found = [working(tape, index, step, "en") for step in steps]
    assert sentence in [told(one, at) for one in found if one is not None and _holds(one, at)]


def _holds(found: Working, at: tuple[int, ...]) -> bool:
    shape = found.result.value.shape
    return len(shape) == len(at) and all(i < n for i, n in zip(at, shape, strict=True))


@pytest.mark.parametrize(
    "code",
    [
        "y = x.sum(dtype=torch.float64) * 0 + torch.rand(100, 100).sum()",
        "y = torch.relu(x)",
        "y = x.view(12).resize_(2, 2)",
        "y = torch.rand(40) + 1",
        "y = x.std(correction=0)",
        "y = x[0, :1].std()",
        "with torch.no_grad(): x.t_()",
    ],
)
def test_what_is_not_known_for_sure_is_not_shown(code: str) -> None:
    tape = record(f"import torch\nx = torch.arange(12.).reshape(3, 4)\n{code}\n")
    assert working(tape, TapeIndex(tape), len(tape.steps) - 1, "en") is None


def test_an_index_that_went_wrong_claims_nothing() -> None:
    tape = record("import torch\nx = torch.arange(12.).reshape(3, 4)\ny = x[:, 1]\n")
    tape.ops[-1] = replace(tape.ops[-1], key=":,2")
    assert working(tape, TapeIndex(tape), len(tape.steps) - 1, "en") is None


def test_what_is_left_out_lights_up_for_nothing() -> None:
    found = last_working("import torch\nx = torch.tensor([2., float('nan')])\ny = x.nanmean()\n")
    assert origin(found.operands[0], (), ()).tolist() == [True, False]
    found = last_working(
        "import torch\nc = torch.tensor([True, False])\na = torch.ones(2)\n"
        "y = torch.where(c, a, -a)\n"
    )
    came = [origin(grid, (0,), (2,)).tolist() for grid in found.operands]
    assert came == [[True, False], [True, False], [False, False]]


def test_a_cell_goes_where_results_came_from_it() -> None:
    found = last_working(START.format(a=3, b=2, shape_a=(3, 1), shape_b=(1, 2)) + "y = a @ b\n")
    assert uses(found.operands[0], 1, (3, 2)).tolist() == [[False] * 2, [True] * 2, [False] * 2]
    assert told_uses(found, found.operands[1], 1).endswith("→ y[0, 1], y[1, 1], y[2, 1]")
