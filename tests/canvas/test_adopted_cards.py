"""The card of a tensor whose `.data` was set says what it then is."""

from __future__ import annotations

import pytest
import torch

from graphviewer.explain.explain import describe_tensor
from graphviewer.graphs.data import View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.measures import META
from graphviewer.gui.canvas.planned import PAD, TITLE
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.canvas.tips import tip
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import plain, recorded

CONVERTED = """
import torch
net = torch.nn.Linear(2, 1).double()
y = net(torch.ones(1, 2, dtype=torch.float64))
weight, bias = net.weight, net.bias
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["weight", "bias"])
def test_a_converted_layer_has_cards_of_its_own_dtype(name: str) -> None:
    space, _, _ = plain(CONVERTED)
    assert space[name].dtype == torch.float64
    tape = recorded(CONVERTED)
    index, end = TapeIndex(tape), len(tape.steps) - 1
    scene = Scene(tape, index, "expression")
    (place,) = (k for k, plan in enumerate(scene.plans) if plan.title == f"net.{name}")
    assert "float64" in scene.plans[place].meta
    assert "float64" in tip(scene, place, end).splitlines()[0]
    rows = describe_tensor(tape, index, scene.graph.vertices[place].ref, end, "en").rows
    assert next(row.text for row in rows if row.key == "dtype") == "float64"


@pytest.mark.usefixtures("qapp")
def test_a_card_says_at_each_step_what_its_tensor_is_there() -> None:
    tape = recorded(
        "import torch\nw = torch.tensor([1., 2.], requires_grad=True)\n"
        "y = w * 2\nw.data = torch.zeros(3, dtype=torch.float64)\nz = w * 2\n"
    )
    scene = Scene(tape, TapeIndex(tape), "expression")
    place = scene.places["tensor", 0][0]
    plan = scene.plans[place]
    faces = [face_at(scene, place, step.index, lit_at(scene, step.index)) for step in tape.steps]
    metas = [face.meta or plan.meta for face in faces]
    set_at = next(step.index for step in tape.steps if step.kind == "update")
    assert set(metas[:set_at]) == {"leaf · float32 [2]"}
    assert set(metas[set_at:]) == {"leaf · float64 [3]"}


@pytest.mark.usefixtures("qapp")
def test_a_card_has_room_beside_its_title_for_what_its_tensor_is_at_any_step() -> None:
    tape = recorded(
        "import torch\nlong_name_of_a_tensor = torch.ones(1, 1, 1, 2, dtype=torch.float64)\n"
        "y = long_name_of_a_tensor * 2\nlong_name_of_a_tensor.data = torch.tensor(3.0).double()\n"
        "z = long_name_of_a_tensor * 2\n"
    )
    scene = Scene(tape, TapeIndex(tape), "expression")
    plan = next(one for one in scene.plans if one.title == "long_name_of_a_tensor")
    left = plan.width - 2 * PAD - width_of(plan.title, TITLE, bold=True)
    place = scene.plans.index(plan)
    faces = [face_at(scene, place, step.index, lit_at(scene, step.index)) for step in tape.steps]
    said = {face.meta or plan.meta for face in faces}
    assert {one.rpartition(" · ")[2] for one in said} == {"float64 [1×1×1×2]", "scalar"}
    assert all(width_of(one, META) < left for one in said)


@pytest.mark.usefixtures("qapp")
def test_a_scalar_is_told_with_the_dtype_it_has_at_the_step() -> None:
    tape = recorded(CONVERTED)
    scene, end = Scene(tape, TapeIndex(tape), "scalars"), len(tape.steps) - 1
    bias = next(k for k, plan in enumerate(scene.plans) if plan.title.startswith("net.bias"))
    assert "float64" in tip(scene, bias, end).splitlines()[0]


SHAPES = ["2, 2", "6, 5", "5", "2, 3, 4", "()", "0", "100, 60"]


@pytest.mark.parametrize("view", ["expression", "grad_fn", "scalars"])
@pytest.mark.parametrize("later", SHAPES)
def test_a_tensor_of_another_shape_can_be_painted_and_told(
    canvas: Canvas, later: str, view: View
) -> None:
    for first in SHAPES[:3]:
        tape = recorded(
            f"import torch\nw = torch.randn({first}, requires_grad=True)\ny = w.sum()\n"
            f"w.data = torch.randn({later})\nz = w.sum()\nz.backward()\n"
        )
        canvas.set_look(Look(view=view))
        canvas.set_tape(tape, TapeIndex(tape))
        assert canvas.scene is not None
        for step in range(len(tape.steps)):
            canvas.set_step(step)
            assert not canvas.grab().isNull()
            for place in range(len(canvas.scene.plans)):
                tip(canvas.scene, place, step)


@pytest.mark.usefixtures("qapp")
def test_of_a_smaller_tensor_a_cell_that_is_gone_says_no_number() -> None:
    tape = recorded(
        "import torch\nw = torch.tensor([1., 2., 3.], requires_grad=True)\ny = w * 2\n"
        "w.data = torch.tensor([4., 5.])\nz = w * 2\n"
    )
    scene = Scene(tape, TapeIndex(tape), "scalars")
    place = next(k for k, plan in enumerate(scene.plans) if plan.title == "w[2]")
    said = [face_at(scene, place, one.index, lit_at(scene, one.index)).value for one in tape.steps]
    set_at = next(step.index for step in tape.steps if step.kind == "update")
    assert set(said[:set_at]) == {"3"}
    assert set(said[set_at:]) == {""}


@pytest.mark.usefixtures("qapp")
def test_cells_keep_their_numbers_when_an_axis_of_length_one_comes_or_goes() -> None:
    tape = recorded("import torch\nw = torch.tensor([[4., 5.]])\nw.squeeze_()\nz = w * 2\n")
    scene, end = Scene(tape, TapeIndex(tape), "scalars"), len(tape.steps) - 1
    cells = [k for k, plan in enumerate(scene.plans) if plan.title.startswith("w[")]
    assert [face_at(scene, k, end, lit_at(scene, end)).value for k in cells] == ["4", "5"]
