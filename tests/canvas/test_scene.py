"""The scene: arrows meet the shapes they join, nothing overlaps, each thing happens at its step."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QRectF

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.arrows import BESIDE, Arrow, End, Way, pair
from graphviewer.gui.canvas.labels import contribution
from graphviewer.gui.canvas.picture import Picture, detail_at
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
VIEWS: tuple[View, ...] = ("expression", "grad_fn")


def scene_of(view: View = "expression", language: str = "en") -> Scene:
    tape = sample()
    return Scene(tape, TapeIndex(tape), view, language)


def off_outline(point: tuple[float, float], end: End) -> float:
    """How far a point lies from a shape's outline."""
    rect = end.rect
    if not end.round:
        return min(abs(point[1] - rect.top()), abs(point[1] - rect.bottom()))
    radius = rect.height() / 2
    inset = rect.width() / 2 - radius
    across = max(0.0, abs(point[0] - rect.center().x()) - inset)
    return abs(math.hypot(across, point[1] - rect.center().y()) - radius)


def ends(arrow: Arrow) -> tuple[tuple[float, float], tuple[float, float]]:
    return arrow.tail, arrow.tip


@pytest.mark.parametrize("view", VIEWS)
def test_every_arrow_starts_and_ends_on_the_outline_of_what_it_joins(view: View) -> None:
    scene = scene_of(view)
    for link, lines in zip(scene.graph.links, scene.lines, strict=True):
        source, target = scene.ends[link.source], scene.ends[link.target]
        tail, tip = ends(lines.backward)
        assert off_outline(tip, source) < 0.01
        assert off_outline(tail, target) < 0.01
        if view == "expression":
            tail, tip = ends(lines.forward)
            assert off_outline(tail, source) < 0.01
            assert off_outline(tip, target) < 0.01


@pytest.mark.parametrize("view", VIEWS)
def test_no_two_boxes_overlap_and_no_label_covers_a_box(view: View) -> None:
    scene = scene_of(view)
    boxes = [scene.rect(place) for place in range(len(scene.plans))]
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[:place])
        box.setLeft(scene.ends[place].rect.left())  # nothing is drawn at the left of a sign
        assert not any(box.intersects(label.rect) for label in scene.labels)


def test_the_card_says_what_the_tape_says_at_each_step() -> None:
    scene = scene_of()
    a, b = scene.places["tensor", 0][0], scene.places["tensor", 1][0]

    def said(place: int, step: int) -> tuple[str, str]:
        face = face_at(scene, place, step, lit_at(scene, step))
        return face.value, face.grad

    assert said(b, 0) == ("not yet", "not yet")
    assert said(b, 1) == ("[2 2 2]", "not yet")
    assert said(b, 5) == ("[2 2 2]", "[4 4 4]")
    assert said(a, 5) == ("[1 1 1]", "not yet")
    assert said(a, 7) == ("[1 1 1]", "[4 4 4]")


def test_a_gradient_arrow_appears_when_its_node_has_run() -> None:
    scene = scene_of()
    flows = scene.flows(0)
    product = scene.places["op", 2][0]
    into = [flows[k] for k in scene.touching[product] if scene.graph.links[k].target == product]
    assert into == [5, 5]
    assert (scene.flows(None) == NEVER).all()


def test_each_contribution_to_a_tensor_used_twice_is_labelled() -> None:
    scene = scene_of()
    (label,) = scene.labels
    said = [contribution(scene.tape, scene.index, scene.graph, k, 5) for k in label.links]
    assert said == ["[2 2 2]", "[2 2 2]"]
    assert contribution(scene.tape, scene.index, scene.graph, label.links[0], 4) == ""


def test_the_step_lights_its_sign_and_the_tensors_it_reaches() -> None:
    scene = scene_of()
    lit = lit_at(scene, 5)
    assert lit.light == "gradient"
    assert lit.vertices == {scene.places["op", 2][0], scene.places["tensor", 1][0]}
    assert lit_at(scene, -1).vertices == frozenset()


def test_the_grad_fn_view_has_pytorchs_nodes_and_nothing_else() -> None:
    scene = scene_of("grad_fn")
    names = {plan.title for plan in scene.plans}
    assert names == {"AccumulateGrad", "AddBackward0", "MulBackward0", "SumBackward0"}


def test_positions_depend_on_nothing_but_the_tape() -> None:
    first, again = scene_of(), scene_of()
    assert (first.x == again.x).all()
    assert (first.y == again.y).all()
    assert [one.forward.line for one in first.lines] == [one.forward.line for one in again.lines]


def test_pictures_of_two_steps_share_one_scene() -> None:
    scene = scene_of()
    assert Picture(scene, 1, LIGHT).scene is Picture(scene, 7, LIGHT).scene


@pytest.mark.parametrize(
    ("scale", "detail"),
    [(0.2, "rectangles"), (0.35, "names"), (0.45, "names"), (0.5, "full"), (1.0, "full")],
)
def test_detail_follows_the_scale(scale: float, detail: str) -> None:
    assert detail_at(scale) == detail


def test_a_korean_scene_writes_korean() -> None:
    scene = scene_of(language="ko")
    assert any("리프" in plan.meta for plan in scene.plans)


def distance(arrow: Arrow, x: float, y: float) -> float:
    line = arrow.line
    points = [line.pointAtPercent(part / 200) for part in range(201)]
    return min(math.hypot(p.x() - x, p.y() - y) for p in points)


@pytest.mark.parametrize(("aside", "angle"), [(0.0, None), (300.0, 0.9), (-500.0, -0.9)])
def test_the_gradients_arrow_keeps_its_distance_from_the_forward_one(
    aside: float, angle: float | None
) -> None:
    card = End(QRectF(aside - 110, 0, 220, 87), round=False)
    sign = End(QRectF(-23, 160, 46, 46), round=True)
    end = sign.rim(angle) if angle is not None else sign.edge(0, bottom=False)
    way = Way(((aside, 87.0), end), card, sign, angle)
    there, back = pair(way, math.copysign(BESIDE, aside or 1.0))
    for part in (0.15, 0.3, 0.5, 0.7, 0.85):
        point = back.line.pointAtPercent(part)
        assert distance(there, point.x(), point.y()) == pytest.approx(BESIDE, abs=1.2)


def test_a_head_goes_on_straight_from_its_shaft() -> None:
    for lines in scene_of().lines:
        for arrow in lines:
            length = arrow.line.length()
            angle = math.radians(arrow.line.angleAtPercent(max(0.0, 1 - 3 / length)))
            base = (arrow.head.at(1) + arrow.head.at(2)) / 2
            dx, dy = arrow.tip[0] - base.x(), arrow.tip[1] - base.y()
            cosine = (dx * math.cos(angle) - dy * math.sin(angle)) / math.hypot(dx, dy)
            assert cosine > 0.98


def test_a_tensor_without_a_name_is_a_small_card() -> None:
    tape = sample()
    tape.bindings[:] = [one for one in tape.bindings if one.name != "c"]
    scene = Scene(tape, TapeIndex(tape), "expression")
    nameless, named = (scene.plans[scene.places["tensor", k][0]] for k in (2, 1))
    assert nameless.compact
    assert nameless.title == "b * b"
    assert not named.compact
    assert nameless.height <= named.height / 1.9


@pytest.mark.parametrize("view", ["expression", "grad_fn", "modules"])
def test_a_gradient_flows_along_a_link_from_the_first_step_that_sends_one(view: View) -> None:
    tape = recorded(
        "import torch\nfrom torch import nn\nclass Twice(nn.Module):\n    def forward(self, x):\n"
        "        return x * 2 + x.exp()\nnet, x = Twice(), torch.ones(2, requires_grad=True)\n"
        "y = net(x * 3)\ny.sum().backward()\n"
    )
    scene = Scene(tape, TapeIndex(tape), view)
    flows = scene.flows(0)
    several = 0
    for link, first in zip(scene.graph.links, flows.tolist(), strict=True):
        sent = {
            step.index
            for step in tape.steps
            for node, edge in link.edges
            if step.node == node
            and step.kind == "backward"
            and step.gradients_out[edge] is not None
        }
        several += len(sent) > 1
        if link.edges:
            assert first == min(sent, default=NEVER)
    assert several or view != "modules"
