"""What every layout must hold, on random graphs and on the shapes of lessons."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings

from graphviewer.layout.layered import Box, Layout, Spacing, Wire, layered
from tests.layout.geometry import overlaps, rectangles, sampled, trespasses
from tests.layout.graphs import (
    CARD,
    NODE,
    SIGN,
    Graph,
    Program,
    any_graphs,
    attention,
    chain,
    dags,
    mlp,
    recurrent,
    reused,
    scattered,
)

SHAPES: dict[str, Callable[[], Graph]] = {
    "chain": lambda: chain(40),
    "mlp": mlp,
    "attention": attention,
    "recurrent": lambda: recurrent(100),
    "reused": reused,
    "scattered": lambda: scattered(1000),
}


def centre(graph: Graph, layout: Layout, box: int) -> float:
    return layout.x[box] + graph[0][box].width / 2


def assert_sound(graph: Graph, layout: Layout) -> None:
    boxes, wires = graph
    assert len(layout.x) == len(layout.y) == len(boxes)
    assert len(layout.routes) == len(wires)
    at = rectangles(boxes, layout)
    points = [np.asarray(route) for route in layout.routes]
    for numbers in (at[:, ::2], *(p[:, :1] for p in points)):
        assert np.isfinite(numbers).all()
        assert ((numbers >= 0) & (numbers <= layout.width + 1e-6)).all()
    for numbers in (at[:, 1::2], *(p[:, 1:] for p in points)):
        assert np.isfinite(numbers).all()
        assert ((numbers >= 0) & (numbers <= layout.height + 1e-6)).all()
    assert overlaps(boxes, layout, Spacing().sibling - 1e-6) == []
    assert trespasses(boxes, wires, layout) == []


@settings(max_examples=150, deadline=None)
@given(dags())
def test_no_box_overlaps_and_no_wire_cuts_through_a_box(graph: Graph) -> None:
    assert_sound(graph, layered(*graph))


@settings(max_examples=60, deadline=None)
@given(any_graphs())
def test_cycles_and_loops_are_drawn_too(graph: Graph) -> None:
    assert_sound(graph, layered(*graph))


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_of_real_graphs_are_sound(name: str) -> None:
    graph = SHAPES[name]()
    assert_sound(graph, layered(*graph))


@settings(max_examples=60, deadline=None)
@given(dags())
def test_the_same_input_gives_the_same_picture_bit_for_bit(graph: Graph) -> None:
    boxes, wires = graph
    assert layered(boxes, wires) == layered(list(boxes), list(wires))


@settings(max_examples=100, deadline=None)
@given(dags())
def test_wires_run_down_from_bottom_edge_to_top_edge(graph: Graph) -> None:
    boxes, wires = graph
    layout = layered(boxes, wires)
    for wire, route in zip(wires, layout.routes, strict=True):
        assert len(route) % 3 == 1
        assert len(route) >= 4
        for (x, y), box, edge in ((route[0], wire.source, 1), (route[-1], wire.target, 0)):
            rim = layout.y[box] + edge * boxes[box].height
            assert layout.x[box] <= x <= layout.x[box] + boxes[box].width
            if boxes[box].radius is None:
                assert y == pytest.approx(rim)
        assert (np.diff(sampled(route)[:, 1]) >= -1e-6).all()


def assert_ports_in_order(graph: Graph, layout: Layout) -> None:
    boxes, wires = graph
    into: list[list[tuple[int, float]]] = [[] for _ in boxes]
    out: list[list[tuple[int, float]]] = [[] for _ in boxes]
    for wire, route in zip(wires, layout.routes, strict=True):
        into[wire.target].append((wire.target_port, route[-1][0]))
        out[wire.source].append((wire.source_port, route[0][0]))
    for ends in (*into, *out):
        assert all(x < y for p, x in ends for q, y in ends if p < q)
    for ends in into:
        assert len({x for _, x in ends}) == len(ends)


@settings(max_examples=100, deadline=None)
@given(dags())
def test_wires_meet_an_edge_in_the_order_of_their_ports(graph: Graph) -> None:
    assert_ports_in_order(graph, layered(*graph))


@pytest.mark.parametrize("name", SHAPES)
def test_ports_of_real_graphs_are_in_order(name: str) -> None:
    graph = SHAPES[name]()
    assert_ports_in_order(graph, layered(*graph))


def test_nothing_to_place_is_an_empty_picture() -> None:
    assert layered([], []) == Layout(x=(), y=(), routes=(), width=0.0, height=0.0)


def test_one_box_is_the_whole_picture() -> None:
    assert layered([CARD], []) == Layout(x=(0.0,), y=(0.0,), routes=(), width=240.0, height=90.0)


@pytest.mark.parametrize("size", [0.0, -1.0, math.nan, math.inf])
def test_a_box_without_a_size_is_refused(size: float) -> None:
    with pytest.raises(ValueError, match="box 1"):
        layered([CARD, Box(size, 10.0)], [])


@pytest.mark.parametrize("axis", [-1.0, 11.0, math.nan])
def test_an_axis_beside_its_box_is_refused(axis: float) -> None:
    with pytest.raises(ValueError, match="box 0"):
        layered([Box(10.0, 30.0, axis=axis)], [])


@pytest.mark.parametrize("end", [-1, 2])
def test_a_wire_to_no_box_is_refused(end: int) -> None:
    with pytest.raises(ValueError, match="wire 0"):
        layered([CARD, CARD], [Wire(0, end)])


def test_a_chain_is_straight() -> None:
    graph = chain(30)
    layout = layered(*graph)
    assert {centre(graph, layout, box) for box in range(30)} == {120.0}
    assert {x for route in layout.routes for x, _ in route} == {120.0}


def test_a_product_of_two_leaves_is_symmetric() -> None:
    graph = [CARD, CARD, SIGN, CARD], [Wire(0, 2, 0, 0), Wire(1, 2, 0, 1), Wire(2, 3)]
    layout = layered(*graph)
    a, b, sign, c = (centre(graph, layout, box) for box in range(4))
    assert a < b
    assert sign == c == pytest.approx((a + b) / 2)
    assert layout.width == pytest.approx(a + b)


def test_a_diamond_is_symmetric() -> None:
    wires = [Wire(0, 1), Wire(0, 2), Wire(1, 3, 0, 0), Wire(2, 3, 0, 1)]
    graph = [NODE] * 4, wires
    layout = layered(*graph)
    top, left, right, bottom = (centre(graph, layout, box) for box in range(4))
    assert left < right
    assert top == bottom == pytest.approx((left + right) / 2)


def test_a_tensor_used_twice_by_one_operation_has_two_wires_well_apart() -> None:
    layout = layered([CARD, SIGN, CARD], [Wire(0, 1, 0, 0), Wire(0, 1, 0, 1), Wire(1, 2)])
    left, right = sampled(layout.routes[0]), sampled(layout.routes[1])
    assert np.allclose(left[:, 0] + right[:, 0], 240.0)
    assert np.allclose(left[:, 1], right[:, 1])
    apart = right[:, 0] - left[:, 0]
    assert apart.min() >= 16
    assert apart.max() >= 40


def test_inputs_stand_left_to_right_in_their_order() -> None:
    program = Program()
    cards = [program.card() for _ in range(5)]
    program.op(*reversed(cards))
    layout = layered(*program.graph)
    assert [layout.x[card] for card in cards] == sorted((layout.x[c] for c in cards), reverse=True)


def test_a_parameter_stands_in_the_row_above_its_consumer() -> None:
    boxes, wires = mlp(6)
    layout = layered(boxes, wires)
    for wire in wires:
        if boxes[wire.target] == SIGN:
            above = layout.y[wire.target] - (layout.y[wire.source] + boxes[wire.source].height)
            rank = Spacing().rank
            assert rank - 0.01 <= above <= Spacing().steepest * rank + 0.01


def test_the_main_chain_of_a_network_is_straight() -> None:
    graph = mlp(4)
    layout = layered(*graph)
    fed = {wire.target for wire in graph[1]}
    backbone = {centre(graph, layout, box) for box in fed}
    assert len(backbone) == 1


def test_a_long_wire_runs_straight_past_what_lies_between() -> None:
    program = Program()
    first = program.card()
    value = first
    for _ in range(4):
        value = program.op(value)
    program.op(value, first)
    boxes, wires = program.graph
    layout = layered(boxes, wires)
    skip = next(i for i, w in enumerate(wires) if w.source == first and w.target_port == 1)
    route = sampled(layout.routes[skip])
    lane = route[:, 0].max()
    assert lane > layout.x[first] + 240
    straight = route[np.abs(route[:, 0] - lane) < 0.01, 1]
    assert np.ptp(straight) > 0.8 * np.ptp(route[:, 1])


def test_wires_beyond_the_limit_pass_outside_in_one_lane() -> None:
    boxes, wires = reused()
    layout = layered(boxes, wires)
    right = max(x + box.width for x, box in zip(layout.x, boxes, strict=True))
    outside = [max(x for x, _ in route) for route in layout.routes]
    lanes = {x for x in outside if x > right}
    assert len(lanes) == 1
    assert layout.width == lanes.pop()


def test_parts_stand_beside_each_other_and_lonely_boxes_in_rows() -> None:
    graph = [NODE] * 8, [Wire(0, 1), Wire(2, 3)]
    layout = layered(*graph)
    assert layout.y[0] == layout.y[2] == layout.y[4] == 0.0
    assert layout.x[0] + NODE.width < layout.x[2] < layout.x[2] + NODE.width < layout.x[4]
    lonely = {(layout.x[box], layout.y[box]) for box in range(4, 8)}
    assert len({x for x, _ in lonely}) == len({y for _, y in lonely}) == 2


def test_a_very_long_chain_is_placed_without_recursion() -> None:
    graph = chain(100_000)
    layout = layered(*graph)
    assert set(np.asarray(layout.x) + [box.width / 2 for box in graph[0]]) == {120.0}


def test_five_thousand_nodes_take_seconds_at_most() -> None:
    graph = scattered(5000)
    start = time.process_time()
    layered(*graph)
    assert time.process_time() - start < 8.0
