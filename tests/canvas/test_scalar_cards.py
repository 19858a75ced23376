"""Cells of scalars say what was recorded, and the numbers on their links lie on nothing."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviewer.explain.numbers import scalar
from graphviewer.graphs.data import Shaping
from graphviewer.graphs.scalars import element_ref, key_of
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.frames import Frames
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.request import FRAME_TITLE
from graphviewer.gui.canvas.scalar_labels import _spots, label_at, text_of
from graphviewer.gui.canvas.scalar_paths import traced
from graphviewer.gui.canvas.scalar_tips import link_tip
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.gui.canvas.selection import caption, spoken
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.tips import tip
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
LESSONS = Path(__file__).resolve().parents[2] / "examples" / "mlp"
PRODUCT = """import torch
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(4., requires_grad=True)
c = a * b
c.backward()
"""
LAYER = """import torch
I = torch.tensor([[1., 2., -1.]])
W = torch.tensor([[.5, -1.], [1., .5], [-.5, 2.]], requires_grad=True)
B = torch.tensor([.25, 1.], requires_grad=True)
O = I @ W + B
O.sum().backward()
"""


def scene_of(source: str, *opened: str, language: str = "en") -> Scene:
    tape = recorded(source, jacobians=4096)
    keys = frozenset(key_of(op.id) for op in tape.ops if op.name in opened)
    return Scene(tape, TapeIndex(tape), "scalars", language, shaping=Shaping(opened=keys))


def place_of(scene: Scene, name: str, place: int = 0) -> int:
    tensor = next(row.id for row in scene.tape.tensors if scene.index.name(row.id) == name)
    return scene.places["scalar", element_ref(tensor, place)][0]


def face_of(scene: Scene, name: str, place: int = 0, step: int | None = None) -> Face:
    at = last(scene.tape) if step is None else step
    return face_at(scene, place_of(scene, name, place), at, lit_at(scene, at))


def last(tape: Tape) -> int:
    return len(tape.steps) - 1


def test_a_cell_says_its_element_and_its_gradient() -> None:
    scene = scene_of(PRODUCT)
    assert [(face.value, face.grad) for name in "abc" if (face := face_of(scene, name))] == [
        ("3", "4"),
        ("4", "3"),
        ("12", "1"),
    ]


def test_stepping_forward_shows_an_element_with_its_ops_step_and_backward_its_gradient() -> None:
    scene = scene_of(PRODUCT)
    made = scene.graph.vertices[place_of(scene, "c")].step
    before, then = face_of(scene, "c", step=made - 1), face_of(scene, "c", step=made)
    assert (before.faint, before.value, before.grad) == (True, "", "")
    assert (then.faint, then.value, then.grad, then.has_grad) == (False, "12", "–", False)
    arrives = next(step.index for step in scene.tape.steps if step.kind == "backward")
    on_the_way = face_of(scene, "a", step=arrives)
    assert (on_the_way.has_grad, on_the_way.more) == (False, "+ 4")  # not in a.grad yet
    assert face_of(scene, "a").grad == "4"


@pytest.mark.parametrize(
    ("number", "said"), [("-0.", "-0"), ("float('nan')", "nan"), ("float('-inf')", "-inf")]
)
def test_odd_numbers_are_said_as_they_are(number: str, said: str) -> None:
    source = f"import torch\nx = torch.tensor([{number}], requires_grad=True)\ny = x * 1\n"
    scene = scene_of(source + "y.backward()\n")
    assert face_of(scene, "x").value == said
    assert face_of(scene, "y").value == said


def test_products_of_an_opened_matrix_product_are_computed_in_its_dtype() -> None:
    source = "import torch\nx = torch.tensor([.1, .2])\n"
    source += "w = torch.tensor([.3, .7], requires_grad=True)\ny = x @ w\ny.backward()\n"
    scene = scene_of(source, "matmul")
    at = [k for k, v in enumerate(scene.graph.vertices)
          if v.kind == "scalar" and scene.graph.scalars[v.ref].role == "product"]  # fmt: skip
    told = [face_at(scene, k, last(scene.tape), lit_at(scene, 0)).value for k in at]
    products = torch.tensor([0.1, 0.2]) * torch.tensor([0.3, 0.7])
    assert told == [scalar(one) for one in products.numpy()]
    assert "PyTorch keeps no such tensor" in tip(scene, at[0], last(scene.tape))


def test_local_derivatives_stand_on_links_once_both_ends_are_there() -> None:
    scene = scene_of(PRODUCT)
    into = [k for k, link in enumerate(scene.graph.links) if link.edges]
    made = scene.graph.vertices[place_of(scene, "c")].step
    assert [text_of(scene, k, made - 1) for k in into] == ["", ""]
    assert [text_of(scene, k, made) for k in into] == ["4", "3"]


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.py")), ids=lambda path: path.stem)
@pytest.mark.parametrize("opened", [False, True])
def test_labels_lie_on_no_cell_and_on_no_other_label(path: Path, opened: bool) -> None:
    names = ("matmul", "mv", "dot", "linear") if opened else ()
    scene = scene_of(path.read_text("utf-8"), *names)
    spots = _spots(scene)
    assert spots
    for spot in spots.values():
        assert not any(end.rect.intersects(spot) for end in scene.ends)
    assert not any(one.intersects(other) for one, other in combinations(spots.values(), 2))
    titles = [QRectF(x, y, 60, FRAME_TITLE) for x, y, *_ in scene.geometry.found.groups]
    assert not any(title.intersects(spot) for title in titles for spot in spots.values())


def test_the_tooltip_of_a_sign_says_where_each_derivative_comes_from() -> None:
    scene = scene_of(PRODUCT)
    sign = next(k for k, plan in enumerate(scene.plans) if plan.round)
    made = scene.graph.vertices[sign].step
    assert "∂c/∂a = 4.0   (by the rule, on recorded numbers)" in tip(scene, sign, made)
    assert "∂c/∂a = 4.0   (PyTorch's own, recorded)" in tip(scene, sign, last(scene.tape))
    assert "MulBackward0" in tip(scene, sign, made)


def test_the_tooltip_of_a_cell_has_every_digit() -> None:
    scene = scene_of("import torch\nx = torch.tensor([1/3], requires_grad=True)\ny = x * 1\n")
    said = tip(scene, place_of(scene, "x"), last(scene.tape))
    assert "x[0]    float32" in said
    assert "0.33333334" in said


def test_a_selected_scalar_is_traced_and_a_sign_is_not() -> None:
    scene = scene_of(PRODUCT)
    item = Item("scalar", scene.graph.vertices[place_of(scene, "a")].ref)
    found = traced(scene, item, last(scene.tape))
    assert found is not None
    assert (found.name, found.roots, found.trace.verdict) == ("a", ("c",), "agrees")
    sign = next(v.ref for v in scene.graph.vertices if v.kind == "scalar" and v.ref < 0)
    assert traced(scene, Item("scalar", sign), last(scene.tape)) is None


def test_a_tensor_and_an_op_are_all_their_cells() -> None:
    scene = scene_of(LAYER)
    w = next(row.id for row in scene.tape.tensors if scene.index.name(row.id) == "W")
    assert len(scene.places["tensor", w]) == 6
    op = next(op.id for op in scene.tape.ops if op.name == "matmul")
    assert len(scene.places["op", op]) == 2


def test_constants_stand_in_their_signs() -> None:
    source = "import torch\nx = torch.tensor([1., 2.], requires_grad=True)\n"
    source += "y = ((1 - x) * 0.5 / 4 - 3) ** 2\ny.sum().backward()\n"
    titles = {plan.title for plan in scene_of(source).plans if plan.round}
    assert titles == {"1 −", "× 0.5", "÷ 4", "− 3", "x²", "Σ"}


def test_a_sign_says_all_that_its_call_was_given_or_nothing() -> None:
    scene = scene_of(
        "import torch\nx = torch.ones(2, requires_grad=True)\na = 2**x\nb = torch.pow(3, x)\n"
        "c = torch.add(x, 2, alpha=3)\nd = torch.div(x, 2, rounding_mode='floor')\n"
    )
    assert {plan.title for plan in scene.plans if plan.round} == {"2ˣ", "3ˣ", "+", "÷"}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "3 scalars · 1 sign"), ("ko", "스칼라 3개 · 연산 기호 1개")]
)
def test_the_caption_counts_scalars(language: str, said: str) -> None:
    assert caption(scene_of(PRODUCT, language=language)) == said


def test_a_screen_reader_hears_name_value_and_gradient() -> None:
    scene = scene_of(PRODUCT)
    place = place_of(scene, "a")
    assert spoken(scene, place, face_of(scene, "a")) == "scalar a, value 3, grad 4"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_paths_light_up_and_the_rest_pales(colours: Colours) -> None:
    scene = scene_of(PRODUCT)
    lit, plain = (painted(scene, links, colours) for links in (True, False))
    b = scene.rect(place_of(scene, "b")).center().toPoint()
    a = scene.rect(place_of(scene, "a")).center().toPoint()
    half = 12
    assert contrast(lit, b.x(), b.y(), half) < contrast(plain, b.x(), b.y(), half) / 2
    assert contrast(lit, a.x(), a.y(), half) == contrast(plain, a.x(), a.y(), half)


def painted(scene: Scene, traced_too: bool, colours: Colours) -> QImage:
    picture = Picture(scene, last(scene.tape), colours)
    if traced_too:
        picture.traced = scene.tracer.trace(place_of(scene, "a"), last(scene.tape)).paths.links
    bounds = scene.bounds.adjusted(0, 0, 10, 10)
    image = QImage(bounds.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(picture.colours.canvas))
    painter = QPainter(image)
    picture.paint(painter, bounds, "full")
    painter.end()
    return image


def contrast(image: QImage, x: int, y: int, half: int) -> int:
    """The widest difference of lightness near a point."""
    near = [image.pixelColor(x + dx, y + dy).lightness()
            for dx in range(-2 * half, 2 * half) for dy in range(-half, half)]  # fmt: skip
    return max(near) - min(near)


def test_the_number_on_a_link_can_be_pointed_at() -> None:
    scene = scene_of(PRODUCT)
    for link, spot in _spots(scene).items():
        assert label_at(scene, spot.center()) == link
    told = {link_tip(scene, link, last(scene.tape)) for link in _spots(scene)}
    assert "∂c/∂a = 4.0   (PyTorch's own, recorded)" in told
    assert {link_tip(scene, link, 0) for link in _spots(scene)} == {""}


def test_gradients_flow_along_every_link_that_carries_one() -> None:
    source = "import torch\nx = torch.tensor(2., requires_grad=True)\ny = x * torch.ones(100)\n"
    source += "loss = y.sum() * (x @ x if x.dim() else x)\nloss.backward()\n"
    scene = scene_of(source, "matmul")
    flows = scene.flows(0)
    wanted = [scene.tape.tensors[k.tensor].requires_grad if k.tensor is not None else False
              for k in scene.graph.links]  # fmt: skip
    assert [bool(at < NEVER) for at in flows] == wanted


LOOP = """import torch
w = torch.zeros(2, 1, requires_grad=True)
x = torch.tensor([[1., 2.], [3., 4.]])
for i in range(8):
    loss = (x @ w - 1).square().mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        w.grad.zero_()
"""


def test_from_iteration_to_iteration_nothing_moves_and_the_numbers_are_its_own() -> None:
    tape = recorded(LOOP, jacobians=4096)
    index, frames = TapeIndex(tape), Frames()
    spans = [Span(row.first_step, row.last_step) for row in tape.iterations]
    scenes = [Scene(tape, index, "scalars", span=span, frames=frames) for span in spans]
    assert len(scenes) == 8
    assert len({id(scene.geometry) for scene in scenes}) == 1
    totals = []
    for scene, span in zip(scenes, spans, strict=True):
        trace = scene.tracer.trace(place_of(scene, "w"), span.last)
        assert trace.verdict == "agrees"
        totals.append(trace.gradient)
    assert len(set(totals)) == 8
