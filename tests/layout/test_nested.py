"""Frames: what stands in them is inside, nothing else is, and wires pass their edges once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graphviewer.layout import nested, parts
from graphviewer.layout.layered import Box, Direction, Frame, Layout, Spacing, Wire, layered
from graphviewer.layout.sheet import Drawn, Sheet
from tests.layout.geometry import overlaps, sampled, trespasses
from tests.layout.graphs import CARD, NODE, SIGN, Graph, any_graphs, dags

Nested = tuple[list[Box], list[Wire], list[Frame]]
TITLE = Frame(title=24.0, width=90.0)
DIRECTIONS: tuple[Direction, ...] = ("down", "right")


@st.composite
def framed(draw: st.DrawFn, graphs: st.SearchStrategy[Graph]) -> Nested:
    """Graphs whose boxes stand in frames that stand in each other."""
    boxes, wires = draw(graphs)
    count = draw(st.integers(1, 5))
    frames = []
    for number in range(count):
        parent = draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        title = draw(st.sampled_from([0.0, 24.0]))
        frames.append(Frame(parent, title, draw(st.sampled_from([0.0, 90.0, 700.0]))))
    homes = [draw(st.one_of(st.none(), st.integers(0, count - 1))) for _ in boxes]
    return [replace(box, group=home) for box, home in zip(boxes, homes, strict=True)], wires, frames


def within(frames: list[Frame], group: int | None, frame: int) -> bool:
    """Whether a place in `group` is inside a frame."""
    while group is not None and group != frame:
        group = frames[group].parent
    return group == frame


def assert_framed(graph: Nested, layout: Layout) -> None:
    boxes, wires, frames = graph
    assert len(layout.groups) == len(frames)
    assert overlaps(boxes, layout, 1.0) == []
    assert trespasses(boxes, wires, layout) == []
    for number, (frame, (x, y, w, h)) in enumerate(zip(frames, layout.groups, strict=True)):
        assert min(x, y) >= 0
        assert x + w <= layout.width + 1e-6
        assert y + h <= layout.height + 1e-6
        assert w >= frame.width + 2 * frame.padding - 1e-6
        for box, left, top in zip(boxes, layout.x, layout.y, strict=True):
            inside = (
                x + frame.padding - 1e-6 <= left <= x + w - frame.padding - box.width + 1e-6
                and y + frame.title - 1e-6 <= top <= y + h - frame.padding - box.height + 1e-6
            )
            outside = (
                left >= x + w or left + box.width <= x or top >= y + h or top + box.height <= y
            )
            assert inside if within(frames, box.group, number) else outside
        for other, (x1, y1, w1, h1) in enumerate(layout.groups[:number]):
            apart = x1 >= x + w or x1 + w1 <= x or y1 >= y + h or y1 + h1 <= y
            around = x1 <= x and y1 <= y and x + w <= x1 + w1 and y + h <= y1 + h1
            assert around if within(frames, number, other) else apart
    for wire, route in zip(wires, layout.routes, strict=True):
        assert_passes_edges_once(graph, layout, wire, route)


def assert_passes_edges_once(
    graph: Nested, layout: Layout, wire: Wire, route: tuple[tuple[float, float], ...]
) -> None:
    boxes, _, frames = graph
    points = sampled(route)
    for number, (frame, (x, y, w, h)) in enumerate(zip(frames, layout.groups, strict=True)):
        inside = (
            (points[:, 0] > x + 0.01) & (points[:, 0] < x + w - 0.01)
            & (points[:, 1] > y + 0.01) & (points[:, 1] < y + h - 0.01)
        )  # fmt: skip
        ends = [within(frames, boxes[end].group, number) for end in (wire.source, wire.target)]
        if ends == [False, False]:
            assert not inside.any()
        if all(ends):
            assert inside.all()
        if ends[0] != ends[1]:
            assert (inside[1:] != inside[:-1]).sum() <= 1
        left, right, low = x + frame.padding, x + frame.padding + frame.width, y + frame.title
        over = (points[:, 0] > left) & (points[:, 0] < right) & (points[:, 1] < low - 0.01)
        assert not (inside & over).any()


@pytest.mark.parametrize("direction", DIRECTIONS)
@settings(max_examples=150, deadline=None)
@given(graph=framed(dags(most=14)))
def test_frames_hold_what_stands_in_them_and_nothing_else(
    graph: Nested, direction: Direction
) -> None:
    boxes, wires, frames = graph
    assert_framed(graph, layered(boxes, wires, groups=frames, direction=direction))


@settings(max_examples=80, deadline=None)
@given(graph=framed(any_graphs()))
def test_so_do_frames_of_graphs_with_cycles(graph: Nested) -> None:
    boxes, wires, frames = graph
    assert_framed(graph, layered(boxes, wires, groups=frames))


@settings(max_examples=60, deadline=None)
@given(graph=framed(dags(most=14)))
def test_routes_go_from_box_to_box_without_a_break(graph: Nested) -> None:
    boxes, wires, frames = graph
    layout = layered(boxes, wires, groups=frames)
    for wire, route in zip(wires, layout.routes, strict=True):
        assert len(route) % 3 == 1
        for (x, y), box in ((route[0], wire.source), (route[-1], wire.target)):
            assert layout.x[box] - 1e-6 <= x <= layout.x[box] + boxes[box].width + 1e-6
            assert layout.y[box] - 1e-6 <= y <= layout.y[box] + boxes[box].height + 1e-6


def block_inside(first: int, start: int, group: int) -> tuple[list[Box], list[Wire]]:
    """A parameter, a sign it goes to with what comes in, a node, and the sum with what comes in."""
    wires = [
        Wire(start, start + 1, 0, 1), Wire(first, start + 1, 0, 0),
        Wire(start + 1, start + 2), Wire(start + 2, start + 3, 0, 0),
        Wire(first, start + 3, 0, 1),
    ]  # fmt: skip
    return [replace(box, group=group) for box in (CARD, SIGN, NODE, SIGN)], wires


def branched(count: int, opened: int | None = None) -> Nested:
    """Residual blocks between branches that pass them; one may be open, the others are one box."""
    boxes: list[Box] = [CARD, CARD]
    wires = [Wire(0, 1)]
    frames: list[Frame] = []
    last = 1
    for block in range(count):
        first, start = last, len(boxes)
        if block == opened:
            frames.append(TITLE)
            inside, between = block_inside(first, start, 0)
            boxes += inside
            wires += between
        else:
            boxes.append(NODE)
            wires.append(Wire(first, start))
        inner = len(boxes) - 1
        boxes += [CARD, SIGN]
        wires += [Wire(first, inner + 1), Wire(inner, inner + 2), Wire(inner + 1, inner + 2, 0, 1)]
        last = inner + 2
    return boxes, wires, frames


def laid_out(graph: Nested) -> Layout:
    boxes, wires, frames = graph
    return layered(boxes, wires, groups=frames)


@pytest.mark.parametrize("opened", range(5))
def test_opening_one_keeps_the_order_of_all_else(opened: int) -> None:
    shut, ajar = laid_out(branched(5)), laid_out(branched(5, opened))
    boxes = branched(5)[0]
    at = 2 + 3 * opened  # the box that becomes four in a frame
    old = [box for box in range(len(boxes)) if box != at]
    new = [box if box < at else box + 3 for box in old]

    def middles(layout: Layout, chosen: list[int]) -> list[tuple[float, float]]:
        sizes = [boxes[box] for box in old]
        return [
            (round(layout.x[box] + size.width / 2), round(layout.y[box] + size.height / 2))
            for box, size in zip(chosen, sizes, strict=True)
        ]

    before, after = middles(shut, old), middles(ajar, new)
    for axis in (0, 1):
        for i, one in enumerate(before):
            for j in range(i):
                was, now = one[axis] - before[j][axis], after[i][axis] - after[j][axis]
                assert was * now >= 0
    _, _, width, height = ajar.groups[0]
    grown = width - NODE.width, height - NODE.height
    for (x, y), (x1, y1) in zip(before, after, strict=True):
        assert abs(x1 - x) <= grown[0] + 1
        assert -1 <= y1 - y <= grown[1] + 200


def residual(count: int) -> Nested:
    """Equal open blocks in a row."""
    boxes = [CARD]
    wires: list[Wire] = []
    for block in range(count):
        first, start = len(boxes) - 1, len(boxes)
        inside, between = block_inside(first, start, block)
        boxes += inside
        wires += between
    return boxes, wires, [TITLE] * count


def test_equal_frames_are_laid_out_once_and_look_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[int] = []

    def counted(sheet: Sheet, spacing: Spacing) -> Drawn:
        drawn.append(len(sheet.boxes))
        return parts.draw(sheet, spacing)

    monkeypatch.setattr(nested, "draw", counted)
    layout = laid_out(residual(12))
    assert len(drawn) == 3  # the last one has nothing after it, and the whole
    for frame in range(11):
        left, top = layout.groups[frame][:2]
        for box in range(4):
            one = 1 + 4 * frame + box
            assert layout.x[one] - left == pytest.approx(layout.x[1 + box] - layout.groups[0][0])
            assert layout.y[one] - top == pytest.approx(layout.y[1 + box] - layout.groups[0][1])


def test_a_frame_in_nothing_before_it_is_refused() -> None:
    with pytest.raises(ValueError, match="frame 0"):
        layered([CARD], [], groups=[Frame(parent=0)])


def test_a_frame_with_less_than_no_padding_is_refused() -> None:
    with pytest.raises(ValueError, match="frame 0"):
        layered([CARD], [], groups=[Frame(padding=-1.0)])


def test_a_box_in_no_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="box 0"):
        layered([replace(CARD, group=1)], [], groups=[Frame()])
