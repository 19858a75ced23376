"""The neurons view on the canvas: where circles stand, and what they and the pointer say."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import Shaping
from graphviewer.graphs.neurons import example_key
from graphviewer.graphs.neurons_at import Numbers
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.frames import Frames
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.neuron_cards import LOSS_HEIGHT
from graphviewer.gui.canvas.neuron_edges import edge_pen, edges_at
from graphviewer.gui.canvas.neuron_legend import heading
from graphviewer.gui.canvas.neuron_none import told_why
from graphviewer.gui.canvas.neuron_places import clear_spots
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption, spoken
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.tips import tip
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.layout.data import Direction
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qapp")  # texts are measured
PROGRAM = """
import torch
I = torch.tensor([[1.0, 2.0], [-1.0, 0.5]])
W = torch.tensor([[0.5, -1.0, 2.0], [1.0, 0.5, 0.0]], requires_grad=True)
b = torch.tensor([0.25, 1.0, -4.0], requires_grad=True)
V = torch.tensor([[2.0], [3.0], [-1.0]], requires_grad=True)
optimizer = torch.optim.SGD([W, b, V], lr=0.1)
for step in range(2):
    h = torch.relu(I @ W + b)
    o = h @ V
    loss = (o ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
"""


@pytest.fixture(scope="module")
def tape() -> Tape:
    return recorded(PROGRAM)


SceneOf = Callable[..., Scene]


@pytest.fixture
def scene_of(tape: Tape) -> SceneOf:
    def made(direction: Direction = "down", language: str = "en", example: int = 0) -> Scene:
        shaping = Shaping(opened=frozenset({example_key(example)}))
        about = (tape, TapeIndex(tape), "neurons", language)
        return Scene(*about, shaping=shaping, direction=direction)  # type: ignore[arg-type]

    return made


def last_of_first(tape: Tape) -> int:
    """The last step of the first iteration's backward run."""
    return max(s.index for s in tape.steps if s.run == 0)


def words(scene: Scene, place: int, step: int) -> dict[str, str]:
    face = Moment(scene, step, LIGHT).face(place)
    return {"a": face.value, "delta": face.grad, "b": face.more, "z": face.note}


@pytest.mark.parametrize("direction", ["down", "right"])
def test_circles_and_their_words_never_overlap(scene_of: SceneOf, direction: Direction) -> None:
    scene = scene_of(direction)
    boxes = [
        end.rect.united(scene.rect(k).adjusted(scene.plans[k].sign_left, 0, 0, 0))
        for k, end in enumerate(scene.ends)
    ]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    whole = scene.bounds
    assert all(whole.contains(box) for box in boxes)


@pytest.mark.parametrize("direction", ["down", "right"])
def test_layers_stand_in_rows_or_in_columns(scene_of: SceneOf, direction: Direction) -> None:
    scene = scene_of(direction)
    middles = [end.rect.center() for end in scene.ends]
    along = [round(p.y() if direction == "down" else p.x()) for p in middles]
    assert along[:2] == along[:1] * 2
    assert along[2:5] == along[2:3] * 3
    assert along[0] < along[2] < along[5] < along[6]
    assert scene.plans[6].height == LOSS_HEIGHT


def test_a_neuron_says_the_numbers_of_the_example_shown(scene_of: SceneOf, tape: Tape) -> None:
    end = last_of_first(tape)
    assert words(scene_of(), 2, end) == {"a": "2.75", "delta": "17", "b": "b 0.25", "z": "z 2.75"}
    second = words(scene_of(example=1), 2, end)
    assert (second["a"], second["z"], second["b"]) == ("0.25", "z 0.25", "b 0.25")
    assert words(scene_of(), 4, end)["delta"] == "0"  # a ReLU that is off


def test_before_its_step_a_neuron_is_pale_and_says_nothing(scene_of: SceneOf) -> None:
    scene = scene_of()
    assert scene.graph.network is not None
    begun = scene.graph.network.passes[0].first
    face = Moment(scene, begun, LIGHT).face(2)
    assert face.faint
    assert not face.value
    assert not face.has_grad
    assert Moment(scene, begun + 1, LIGHT).face(2).note == "z 2.75"
    assert Moment(scene, begun + 2, LIGHT).face(2).value == "2.75"


def test_the_tooltip_sums_up_to_what_was_recorded(scene_of: SceneOf, tape: Tape) -> None:
    text = tip(scene_of(), 2, last_of_first(tape))
    assert "h[0,0]" in text
    assert "z = Σ w·I + b = 2.75" in text
    assert "= 0.5·1 + 1·2 + 0.25" in text
    assert "a = relu(z) = 2.75" in text
    assert "δ = f′(z) · Σ w·δ = 17" in text
    assert re.search(r"= 1 · \(2·8\.5\)", text)
    assert "whole batch" in text


def test_a_negative_weight_is_broken_and_a_larger_one_wider(scene_of: SceneOf, tape: Tape) -> None:
    moment = Moment(scene_of(), last_of_first(tape), LIGHT)
    pens = {}
    for edge in edges_at(moment):
        assert edge.number is not None
        pens[float(edge.number)] = edge_pen(edge.number, edge.size, LIGHT)
    assert sorted(pens) == [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0]
    assert pens[-1.0].dashPattern()
    assert not pens[1.0].dashPattern()
    assert pens[-1.0].color().rgb() != pens[1.0].color().rgb()
    widths = [pens[w].widthF() for w in (0.0, 0.5, 1.0, 2.0, 3.0)]
    assert widths == sorted(set(widths))


def test_updates_change_the_weights_drawn(scene_of: SceneOf, tape: Tape) -> None:
    scene = scene_of()
    before = [edge.number for edge in edges_at(Moment(scene, last_of_first(tape), LIGHT))]
    after = [edge.number for edge in edges_at(Moment(scene, len(tape.steps) - 1, LIGHT))]
    assert before != after


def test_labels_stand_first_where_they_cover_no_other_line() -> None:
    lines = [QLineF(0, 0, 100, 100), QLineF(100, 0, 0, 100)]
    for shares in clear_spots(lines, 40, 12, (0.5, 0.15)):
        assert shares[0] == 0.15


def test_what_is_written_is_korean_in_korean(scene_of: SceneOf, tape: Tape) -> None:
    scene = scene_of(language="ko")
    network = scene.graph.network
    assert network is not None
    numbers = Numbers(tape, scene.index, network, len(tape.steps) - 1)
    told = [text for layer in range(3) for text, _, _ in heading(scene, network, numbers, layer)]
    assert told[0] == "입력 · 2 · I"
    assert "예시 1 / 2" in told
    assert caption(scene) == "층 2개 · 뉴런 6개 · 가중치 9개"
    assert "배치 전체" in tip(scene, 2, len(tape.steps) - 1)


# --- the widget


@pytest.fixture
def canvas(qtbot: QtBot, tape: Tape) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(900, 800)
    widget.set_look(Look(view="neurons"))
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(last_of_first(tape))
    widget.show()
    return widget


def middle_of(canvas: Canvas, place: int) -> QPoint:
    assert canvas.scene is not None
    return canvas.camera.to_widget(canvas.scene.ends[place].rect.center()).toPoint()


def test_a_click_on_a_circle_picks_the_neuron_and_shows_its_gradients(
    canvas: Canvas, qtbot: QtBot
) -> None:
    before = canvas.grab().toImage()
    with qtbot.waitSignal(canvas.picked) as caught:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle_of(canvas, 3))
    assert canvas.scene is not None
    assert caught.args == [Item("neuron", canvas.scene.graph.vertices[3].ref)]
    assert "h[0,1]" in canvas.accessibleDescription()
    assert canvas.grab().toImage() != before


def test_the_selected_neuron_is_its_layers_tensor_in_other_views(
    canvas: Canvas, tape: Tape
) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle_of(canvas, 3))
    canvas.set_look(Look(view="expression"))
    assert canvas.scene is not None
    chosen = {canvas.scene.graph.vertices[place].ref for place in canvas._selected()}
    names = {TapeIndex(tape).plain_name(ref) for ref in chosen}
    assert names == {"h"}


def test_a_tensor_selected_elsewhere_is_its_whole_layer_here(canvas: Canvas, tape: Tape) -> None:
    bound = next(row.tensor for row in tape.bindings if row.name == "h")
    canvas.set_selection(Item("tensor", bound))
    assert canvas._selected() == [2, 3, 4]


def test_a_neuron_is_called_aloud_as_the_program_calls_it_in_each_pass() -> None:
    passing = "{0} = torch.relu(I @ W + b)\n({0} @ V).sum().backward()\n"
    made = PROGRAM.partition("optimizer")[0]
    tape = recorded(made + passing.format("h") + passing.format("k"))
    scene = Scene(tape, TapeIndex(tape), "neurons")
    steps = range(len(tape.steps))
    said = [spoken(scene, 3, face_at(scene, 3, at, lit_at(scene, at))) for at in steps]
    names = (one.partition(", ")[0] for one in said)
    assert list(dict.fromkeys(names)) == ["neuron h[0,1]", "neuron k[0,1]"]


def test_tab_goes_from_neuron_to_neuron(canvas: Canvas) -> None:
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas._selected() == [1]


def test_an_iteration_shows_its_own_numbers_where_the_other_stood(tape: Tape) -> None:
    frames, index = Frames(), TapeIndex(tape)
    first, second = (
        Scene(tape, index, "neurons", span=Span(row.first_step, row.last_step), frames=frames)
        for row in tape.iterations
    )
    assert first.is_like(second)
    assert [*first.x] == [*second.x]
    end = tape.iterations[1].last_step
    assert words(first, 5, end)["a"] != words(second, 5, end)["a"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_it_is_painted_in_both_themes(canvas: Canvas, colours: object) -> None:
    canvas.set_colours(colours)  # type: ignore[arg-type]
    image = canvas.grab().toImage()
    assert canvas.scene is not None
    disc = canvas.camera.to_widget(canvas.scene.ends[2].rect.center() + QPointF(0, 15)).toPoint()
    assert image.pixelColor(disc) != image.pixelColor(QPoint(5, 400))
    assert isinstance(canvas.scene.bounds, QRectF)


@pytest.mark.parametrize(("language", "line"), [("en", "conv2d (line 4)"), ("ko", "conv2d(4행)")])
def test_a_program_without_neurons_is_told_which_line_stands_in_the_way(
    language: str, line: str
) -> None:
    source = (
        "import torch\nfrom torch import nn\n"
        "net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 3))\n"
        "net(torch.randn(2, 1, 4, 4)).sum().backward()\n"
    )
    assert line in told_why(recorded(source), language)
    product = "import torch\nx = torch.ones(1, requires_grad=True)\n(x * x).backward()\n"
    assert told_why(recorded(product), language)
    chain = source.replace("nn.Conv2d(1, 2, 3), ", "").replace("(8, 3)", "(16, 3)")
    assert told_why(recorded(chain), language) == ""
