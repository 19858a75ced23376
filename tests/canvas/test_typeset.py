"""Equations: their measures, what can be pointed at, and the widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.explain.equation import (
    Big,
    Cases,
    Fence,
    Frac,
    Math,
    Matrix,
    Ref,
    Role,
    Root,
    Row,
    Script,
    Text,
)
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.typeset.typeset import Typeset
from graphviewer.gui.typeset.view import EquationView

pytestmark = pytest.mark.usefixtures("qtbot")
B = Ref("tensor", 1)
UP = Ref("gradient", 2)


def sign(text: str) -> Text:
    return Text(text, "operator")


def vector(text: str, ref: Ref, role: Role) -> Matrix:
    return Matrix((tuple(Text(one, "number") for one in text),), role=role, ref=ref)


def chain_rule() -> Row:
    left = Frac(Row((Text("∂"), Text("d"))), Row((Text("∂"), Text("b"))))
    return Row(
        (left, sign("="), vector("111", UP, "gradient"), sign("·"), vector("222", B, "value"))
    )


KINDS: dict[str, Math] = {
    "text": Text("loss"),
    "hangul": Text("상류 기울기", "word"),
    "fraction": Frac(Text("a"), Text("b")),
    "script": Script(Text("W"), Text("T"), Text("1", "number")),
    "root": Root(Script(Text("x"), Text("2", "number"))),
    "sum": Big("∑", Text("i"), Text("n")),
    "fence": Fence(Frac(Text("a"), Text("b"))),
    "matrix": Matrix(((Text("1"), Text("2")), (Text("3"), Text("…")))),
    "cases": Cases(((Text("x"), Row((Text("x"), sign(">"), Text("0", "number")))),)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_set_and_inks_inside_its_box(kind: str) -> None:
    one = Typeset(KINDS[kind], 40)
    image = QImage(round(one.width) + 80, round(one.height) + 80, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    one.paint(painter, QPointF(40, 40), LIGHT)
    painter.end()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) & 0xFF < 0x90
    ]
    assert inked
    assert min(x for x, _ in inked) >= 35
    assert max(x for x, _ in inked) <= 40 + one.width + 6
    assert min(y for _, y in inked) >= 36
    assert max(y for _, y in inked) <= 40 + one.height + 10


def test_brackets_grow_with_what_they_hold() -> None:
    low, high = Fence(Text("a")), Fence(Frac(Frac(Text("a"), Text("b")), Text("c")))
    assert Typeset(high, 20).height > 1.8 * Typeset(low, 20).height


def test_a_factor_is_found_where_it_stands() -> None:
    one = Typeset(chain_rule(), 24)
    assert one.refs == (UP, B)
    for ref in one.refs:
        assert one.hit(one.areas(ref)[0].center()) == ref
    assert one.hit(QPointF(1, 1)) is None


def test_a_long_line_breaks_at_operators_to_the_width() -> None:
    terms: list[Math] = [Text("y"), sign("=")]
    for number in range(12):
        terms += [vector("123", Ref("tensor", number), "value"), sign("+")]
    long = Row(tuple(terms[:-1]))
    whole, broken = Typeset(long, 20), Typeset(long, 20, 300)
    assert whole.width > 300 >= broken.width
    assert broken.height > 2 * whole.height
    assert set(broken.refs) == set(whole.refs)


def long_vector() -> Text:
    return Text("[0.2727 0.07717 0.06684 -0.4148 -0.08319]", "number", "value", B)


@pytest.mark.parametrize(
    "math",
    [
        long_vector(),
        Row((sign("="), long_vector())),
        Row((sign("="), Matrix((tuple(Text("0.2727", "number") for _ in range(6)),), ref=B))),
        Row((Text("y"), sign("="), Text("part", "word"), Fence(long_vector()))),
        Row((sign("="), Script(Fence(Row((Text("1"), sign("-"), long_vector()))), Text("2")))),
        Row((Text("y"), sign("="), Row((long_vector(), sign("+"), long_vector()), ref=UP))),
    ],
    ids=["vector", "relation", "row of a matrix", "argument", "square", "pointed at as a whole"],
)
@pytest.mark.parametrize("width", [200, 260])
def test_what_has_no_operators_to_break_at_is_broken_anywhere(math: Math, width: int) -> None:
    between, anywhere = Typeset(math, 20, width), Typeset(math, 20, width, anywhere=True)
    assert between.width > width >= anywhere.width
    assert anywhere.height > between.height
    assert B in anywhere.refs


def test_a_broken_vector_goes_on_under_its_first_number() -> None:
    broken = Typeset(Row((sign("="), long_vector())), 20, 200, anywhere=True)
    first, *others = broken.areas(B)
    later = [area.left() for area in others if area.top() > first.bottom()]
    bracket = Typeset(Text("[", "number"), 20).width
    assert min(later) == pytest.approx(first.left() + bracket)


@pytest.fixture
def view(qtbot: QtBot) -> EquationView:
    widget = EquationView()
    qtbot.addWidget(widget)
    widget.resize(420, 200)
    widget.set_lines([chain_rule(), Row((sign("="), vector("222", UP, "gradient")))])
    widget.show()
    return widget


def spot(view: EquationView, ref: Ref) -> QPoint:
    one, at = view._set[0]
    return (at + one.areas(ref)[0].center()).toPoint()


def test_a_click_on_a_factor_picks_it(view: EquationView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.picked) as caught:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, B))
    assert caught.args == [B]


def test_the_keyboard_reaches_every_factor(view: EquationView, qtbot: QtBot) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    picked: list[object] = []
    view.picked.connect(picked.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert picked == [UP, B]


def test_lighting_a_factor_changes_the_picture(view: EquationView) -> None:
    before = view.grab().toImage()
    view.set_lit(B)
    assert view.grab().toImage() != before
    view.set_lit(None)
    assert view.grab().toImage() == before


def test_the_accessible_name_is_the_equation(view: EquationView) -> None:
    assert "[1 1 1]" in view.accessibleName()


def test_a_narrower_view_is_higher(view: EquationView) -> None:
    assert view.heightForWidth(120) > view.heightForWidth(420)


def sum_of(count: int) -> Row:
    items: list[Math] = [Text("y"), sign("=")]
    for number in range(count):
        items += [vector("123", Ref("tensor", number), "value"), sign("+")]
    return Row(tuple(items[:-1]))


@pytest.mark.parametrize(("share", "lines"), [(1.02, 1), (0.87, 1), (0.8, 2)])
def test_an_equation_shrinks_a_little_before_it_breaks(
    qtbot: QtBot, share: float, lines: int
) -> None:
    whole = Typeset(sum_of(4), 21)
    widget = EquationView(size=21.0)
    qtbot.addWidget(widget)
    widget.resize(round(whole.width * share) + 6, 200)
    widget.set_lines([sum_of(4), Text("a")])
    (first, _), (second, _) = widget._set
    assert first.size == second.size
    assert 0.85 * 21 - 0.01 <= first.size <= 21
    assert (first.height > 1.5 * whole.height) == (lines == 2)


def test_a_broken_line_goes_on_under_what_follows_its_relation() -> None:
    broken = Typeset(sum_of(8), 20, 300)
    first, last = broken.areas(Ref("tensor", 0))[0], broken.areas(Ref("tensor", 7))[0]
    assert last.top() > first.bottom()
    lefts = {round(broken.areas(Ref("tensor", k))[0].left()) for k in range(8)}
    plus = Typeset(Row((sign("+"), Text("x"))), 20).width - Typeset(Text("x"), 20).width
    starts = [x for x in lefts if abs(x - first.left() - plus) < 6]
    assert starts


def test_what_was_printed_keeps_its_columns() -> None:
    assert Typeset(Text("[1, .", "code"), 20).width == Typeset(Text("WMm=0", "code"), 20).width
    space = Typeset(Text("a b", "code"), 20).width
    assert space == Typeset(Text("abc", "code"), 20).width


def test_a_long_name_leaves_the_line_to_what_goes_into_it() -> None:
    grad = Text("net.layer3.0.around.0.weight.grad")
    math = Row((grad, sign("←"), Text("net.layer3.0.around.0")))
    width = Typeset(grad, 20).width + 40
    assert Typeset(math, 20).width > width
    assert Typeset(math, 20, width).width <= width
    assert Typeset(Row((Text("y"), sign("="), grad)), 20, 100).width > 100  # nothing gained
