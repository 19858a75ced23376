"""Files and the API say of a tensor whose `.data` was set what it is at a step, as the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphviewer.api.graphs import to_networkx
from graphviewer.api.page import page
from graphviewer.files.graph_files.table import table
from graphviewer.files.show import show
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.export.job import done
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.export.tikz import tikz
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.export.test_replay import Page, made
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(scope="module")
def tape() -> Tape:
    return recorded(
        "import torch\nw = torch.tensor([1., 2.], requires_grad=True)\n"
        "y = w * 2\nw.data = torch.zeros(3, dtype=torch.float64)\nz = w * 2\n"
    )


def shown(tape: Tape, step: int) -> str:
    """What the card of `w` says it is."""
    scene = Shots(tape, Look(), "en").scene(step)
    place = scene.places["tensor", 0][0]
    return face_at(scene, place, step, lit_at(scene, step)).meta or scene.plans[place].meta


def test_the_window_says_two_things(tape: Tape) -> None:
    found = [shown(tape, step.index) for step in tape.steps]
    assert list(dict.fromkeys(found)) == ["leaf · float32 [2]", "leaf · float64 [3]"]


def test_in_tikz(tape: Tape) -> None:
    for step in range(len(tape.steps)):
        (data,) = done(tikz(Sheet(Shots(tape, Look(), "en"), step, LIGHT), "data"))
        line = next(line for line in data.decode().splitlines() if r"\textbf{w}" in line)
        assert (r"float64 [3]" in line) == ("float64 [3]" in shown(tape, step))
        assert (r"float32 [2]" in line) == ("float32 [2]" in shown(tape, step))


def test_in_the_page_to_step_through(tape: Tape, tmp_path: Path) -> None:
    card = next(c for c in Page(made(tmp_path, tape)).data["cards"] if c["name"] == "w")
    for step in range(len(tape.steps)):
        says = [row for row in card["says"] if row[0] <= step][-1]
        assert (says[6] if len(says) > 6 else card["about"]) == shown(tape, step)


def test_as_data(tape: Tape) -> None:
    for step in range(len(tape.steps)):
        (thing,) = (one for one in table(tape, "expression", step).things if one.tensor == 0)
        said: Any = show(tape, step)
        (row,) = (one for one in said["tensors"] if one["name"] == "w")
        assert thing.shape is not None
        assert f"{thing.dtype} {list(thing.shape)}" in shown(tape, step)
        assert (row["dtype"], row["shape"]) == (thing.dtype, list(thing.shape))
        assert thing.value is None or thing.value.shape == thing.shape


def test_at_the_end_as_a_graph_and_as_a_page(tape: Tape) -> None:
    index = TapeIndex(tape)
    about = to_networkx(index, "expression").nodes["tensor", 0]
    assert (about["dtype"], about["shape"], about["value"].shape) == ("float64", (3,), (3,))
    assert ">[3]</td>" in page(index, "", "")
