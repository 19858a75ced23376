"""What boxes of modules say, against PyTorch; how they and their frames are lit and lie."""

from __future__ import annotations

import pytest
import torch
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from torch import nn

from graphviewer.graphs.data import Shaping
from graphviewer.graphs.modules import all_opened
from graphviewer.gui.canvas.crumbs import trail
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.group_frames import frame_of, group_of, title_at, where
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.request import FRAME_TITLE
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption, spoken
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.tips import tip, title_tip
from graphviewer.gui.canvas.words import arrived
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.everything import HEAD, run_plainly
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
SOURCE = (
    HEAD
    + """
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Sequential(nn.Linear(4, 60), nn.Tanh()))
x = torch.linspace(-1, 1, 15).reshape(5, 3)
loss = net(x).square().mean()
loss.backward()
"""
)
ALL = frozenset({"net#1", "net.0#1", "net.1#1", "net.2#1", "net.2.0#1", "net.2.1#1"})


@pytest.fixture(scope="module")
def tape() -> Tape:
    return recorded(SOURCE)


def scene_of(tape: Tape, opened: frozenset[str] | None = None, language: str = "en") -> Scene:
    return Scene(tape, TapeIndex(tape), "modules", language, shaping=Shaping(opened=opened))


def place_of(scene: Scene, key: str) -> int:
    return scene.places["module", scene.fold_at[key]][0]


def face_of(scene: Scene, key: str, step: int) -> Face:
    return face_at(scene, place_of(scene, key), step, lit_at(scene, step))


def net() -> nn.Module:
    found: nn.Module = run_plainly(SOURCE)["net"]
    return found


def last_step(tape: Tape) -> int:
    return len(tape.steps) - 1


def test_a_box_says_class_shapes_and_how_many_parameters(tape: Tape) -> None:
    scene = scene_of(tape)
    plan = scene.plans[place_of(scene, "net.0#1")]
    count = sum(one.numel() for one in net().get_submodule("0").parameters())
    assert (plan.title, plan.meta) == ("0", "Linear")
    assert plan.notes == ("[5×3] → [5×4]", f"{count} parameters")
    relu = scene.plans[place_of(scene, "net.1#1")]
    assert (relu.meta, relu.notes, relu.wants) == ("ReLU", ("[5×4] → [5×4]",), False)


@pytest.mark.parametrize("key", ["net#1", "net.0#1", "net.2.0#1"])
def test_the_norm_is_that_of_all_gradients_of_its_parameters(tape: Tape, key: str) -> None:
    scene = scene_of(tape, frozenset() if key == "net#1" else None)
    path = key.rpartition("#")[0].removeprefix("net").removeprefix(".")
    gradients = [one.grad for one in net().get_submodule(path).parameters()]
    flat = torch.cat([one.double().flatten() for one in gradients if one is not None])
    face = face_of(scene, key, last_step(tape))
    assert face.has_grad
    assert float(face.grad) == pytest.approx(flat.norm().item(), rel=1e-3)
    assert not face.note


def test_before_its_backward_a_box_says_not_yet(tape: Tape) -> None:
    scene = scene_of(tape)
    first = tape.runs[0].first_step
    face = face_of(scene, "net.0#1", first)
    assert (face.grad, face.has_grad, face.ran) == ("not yet", False, False)
    half = next(s.index for s in tape.steps if s.kind == "accumulate" and s.index > first)
    said = [face_of(scene, key, half) for key in ("net.2.0#1", "net.0#1")]
    assert [face.note for face in said] == [arrived(1, 2, "en"), ""]


def test_a_frozen_parameter_is_not_waited_for() -> None:
    frozen = "net[0].weight.requires_grad_(False)\nnet[2].requires_grad_(False)\nx = "
    scene = scene_of(recorded(SOURCE.replace("x = ", frozen)))
    last = len(scene.tape.steps) - 1
    half, none = (face_of(scene, key, last) for key in ("net.0#1", "net.2.0#1"))
    assert (half.has_grad, half.note) == (True, "")
    assert (none.has_grad, none.grad) == (False, "None")


def test_what_no_backward_ever_brought_is_not_waited_for_once_the_program_has_ended() -> None:
    tape = recorded(HEAD + "net = nn.Linear(3, 4)\ny = net(torch.ones(1, 3))\n")
    assert face_of(scene_of(tape, frozenset()), "net#1", last_step(tape)).grad == "None"
    tape.end = None
    assert face_of(scene_of(tape, frozenset()), "net#1", last_step(tape)).grad == "not yet"


def test_a_gradient_that_was_taken_away_is_none_as_on_the_parameter_s_own_card() -> None:
    source = HEAD + "net = nn.Linear(3, 4)\nnet(torch.ones(1, 3)).sum().backward()\n"
    tape = recorded(source + "net.zero_grad()\n")
    assert face_of(scene_of(tape, frozenset()), "net#1", last_step(tape)).grad == "None"


def test_a_box_is_faint_until_its_first_op_and_lit_while_its_ops_run(tape: Tape) -> None:
    scene = scene_of(tape, frozenset())
    place = place_of(scene, "net#1")
    inside = [op.step for op in tape.ops if op.within]
    for step in range(len(tape.steps)):
        row = tape.steps[step]
        lit = lit_at(scene, step)
        assert face_at(scene, place, step, lit).faint == (step < inside[0])
        node = tape.nodes[row.node] if row.node is not None else None
        op = row.op if node is None else node.op
        of_parameter = row.tensor is not None and tape.tensors[row.tensor].is_parameter
        if (op is not None and tape.ops[op].within) or of_parameter:
            assert place in lit.vertices, row


def test_gradients_flow_along_every_arrow_between_boxes(tape: Tape) -> None:
    scene = scene_of(tape)
    flowed = scene.flows(0) <= last_step(tape)
    wanted = [
        place
        for place, link in enumerate(scene.graph.links)
        if link.tensor is not None and tape.tensors[link.tensor].node is not None
    ]
    assert wanted
    assert all(flowed[wanted])


def test_frames_hold_what_is_inside_and_nothing_else(tape: Tape) -> None:
    scene = scene_of(tape, ALL)
    for group in range(len(scene.graph.groups)):
        frame = frame_of(scene, group)
        for place, vertex in enumerate(scene.graph.vertices):
            inside, around = False, vertex.group
            while around is not None:
                inside = inside or around == group
                around = scene.graph.groups[around].parent
            assert frame.contains(scene.rect(place)) == inside
            assert inside or not frame.intersects(scene.rect(place))
        assert frame.height() > FRAME_TITLE


def test_inside_a_frame_a_tensor_is_called_as_its_module_calls_it(tape: Tape) -> None:
    scene = scene_of(tape, ALL)
    said = {plan.title for plan in scene.plans if plan.rim == "leaf"}
    assert said == {"weight", "bias"}
    outside = scene_of(tape, frozenset())
    assert {plan.title for plan in outside.plans if not plan.round} >= {"net", "x", "loss"}


def test_a_title_is_where_it_is_painted(tape: Tape) -> None:
    scene = scene_of(tape, ALL)
    item = Item("module", scene.fold_at["net.2.0#1"])
    frame = where(scene, item)
    assert title_at(scene, frame.topLeft() + QPointF(20, 12)) == item
    group = group_of(scene, item)
    assert group is not None
    assert title_at(scene, frame.center()) is None


def painted(scene: Scene, step: int, *, dark: bool = False, scale: float = 1.0) -> QImage:
    colours, bounds = (DARK if dark else LIGHT), scene.bounds
    image = QImage(
        round(bounds.width() * scale), round(bounds.height() * scale), QImage.Format.Format_RGB32
    )
    image.fill(QColor(colours.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    detail: Detail = "full" if scale == 1.0 else "rectangles"
    Picture(scene, step, colours).paint(painter, bounds, detail)
    painter.end()
    return image


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 0.2])
def test_a_frame_is_lit_while_something_inside_is(tape: Tape, dark: bool, scale: float) -> None:
    scene = scene_of(tape, ALL)
    colours = DARK if dark else LIGHT
    group = scene.group_at["net.2.0#1"]
    frame = frame_of(scene, group)
    at = QPointF(frame.left(), frame.center().y()) * scale
    step = next(op.step for op in tape.ops if "net.2.0#1:Linear" in op.within)
    inside = painted(scene, step, dark=dark, scale=scale)
    outside = painted(scene, last_step(tape), dark=dark, scale=scale)

    def is_blue(image: QImage) -> bool:
        return any(
            image.pixelColor(round(at.x()) + dx, round(at.y())).name() == colours.value.lower()
            for dx in (-1, 0, 1)
        )

    assert is_blue(inside)
    assert not is_blue(outside)


def test_the_way_leads_through_every_frame_to_what_is_selected(tape: Tape) -> None:
    scene = scene_of(tape)
    item = Item("module", scene.fold_at["net.2.0#1"])
    found = trail(scene, item, scene.bounds)
    assert [text for text, _ in found] == ["net", "2", "0"]
    assert found[-1][1] == item
    assert trail(scene, None, scene.bounds) == ()
    frame = frame_of(scene, scene.group_at["net.2#1"]).adjusted(4, 4, -4, -4)
    assert [text for text, _ in trail(scene, None, frame)] == ["net", "2"]


def test_a_screen_reader_and_the_tooltip_say_what_the_box_says(tape: Tape) -> None:
    scene = scene_of(tape)
    place, step = place_of(scene, "net.0#1"), last_step(tape)
    face = face_of(scene, "net.0#1", step)
    said = spoken(scene, place, face)
    assert said.startswith("module 0, Linear, [5×3] → [5×4], 16 parameters")
    assert face.grad in said
    lines = tip(scene, place, step).split("\n")
    assert lines[0] == "net.0    Linear"
    assert "Double-click or Enter opens it" in lines
    opened = scene_of(tape, ALL)
    item = Item("module", opened.fold_at["net.0#1"])
    assert title_tip(opened, item) == "net.0    Linear\nDouble-click or Enter closes it"
    assert [line.split()[0] for line in lines[-2:]] == ["net.0.weight", "net.0.bias"]


def test_in_korean(tape: Tape) -> None:
    scene = scene_of(tape, language="ko")
    plan = scene.plans[place_of(scene, "net.0#1")]
    assert plan.notes[1] == "매개변수 16개"
    assert face_of(scene, "net.0#1", 0).grad == "아직 없음"
    assert caption(scene) == "모듈 6개 · 연산 3개"  # reshape, square, mean


def test_opening_all_is_opening_each(tape: Tape) -> None:
    assert all_opened(scene_of(tape).graph) == ALL
