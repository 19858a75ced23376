"""Boxes of a block, as the elements of a tensor, stand side by side in a row, in their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, groupby, pairwise

import msgspec
import pytest
from msgspec.structs import replace

from graphviewer.layout.layered import Box, Direction, Layout, Spacing, Wire, layered
from graphviewer.layout.serve import Request, asked
from graphviewer.layout.siblings import APART, LEAST, WORTH
from tests.layout.geometry import overlaps, trespasses

SPACING = Spacing(sibling=24.0, sway=160.0)
Graph = tuple[list[Box], list[Wire]]


class Cells:
    """Tensors element by element, with a sign before each element that is made."""

    def __init__(self, *, hinted: bool = True) -> None:
        self.boxes: list[Box] = []
        self.wires: list[Wire] = []
        self.hinted = hinted
        self.count = 0

    def tensor(self, size: int, *, sign: bool = False) -> list[int]:
        """The boxes of a tensor's elements, or of the signs before them."""
        block, self.count = self.count if self.hinted else None, self.count + 1
        box = Box(40.0, 30.0, 15.0, block=block) if sign else Box(110.0, 46.0, block=block)
        made = list(range(len(self.boxes), len(self.boxes) + size))
        self.boxes += [replace(box, index=index) for index in range(size)]
        return made

    def op(self, feeds: list[list[int]]) -> list[int]:
        """The elements of a result, the boxes told that each is made of."""
        signs = self.tensor(len(feeds), sign=True)
        result = self.tensor(len(feeds))
        for sign, made, ends in zip(signs, result, feeds, strict=True):
            self.wires += [Wire(end, sign) for end in ends]
            self.wires.append(Wire(sign, made))
        return result

    def linear(self, x: list[int], width: int, rows: int) -> list[int]:
        """A dense layer of a batch of `rows` examples."""
        into = len(x) // rows
        weight, bias = self.tensor(width * into), self.tensor(width)
        return self.op(
            [
                [*x[row * into :][:into], *weight[unit * into :][:into], bias[unit]]
                for row in range(rows)
                for unit in range(width)
            ]
        )


def mlp(rows: int, *, hinted: bool = True) -> Graph:
    """A batch through two dense layers with a function of each element between."""
    cells = Cells(hinted=hinted)
    hidden = cells.linear(cells.tensor(rows * 2), 3, rows)
    out = cells.linear(cells.op([[one] for one in hidden]), 3, rows)
    cells.op([out])
    return cells.boxes, cells.wires


def lstm(steps: int) -> Graph:
    """Cells of two hidden units, all with the same weights."""
    cells = Cells()
    w, u, c, h = (cells.tensor(size) for size in (16, 16, 2, 2))
    for _ in range(steps):
        x = cells.tensor(2)
        gates = cells.op([[*x, *w[2 * k :][:2], *h, *u[2 * k :][:2]] for k in range(8)])
        i, f, g, o = (cells.op([[one] for one in gates[at : at + 2]]) for at in range(0, 8, 2))
        kept, new = (
            cells.op([[a, b] for a, b in zip(*pair, strict=True)]) for pair in ((f, c), (i, g))
        )
        c = cells.op([[a, b] for a, b in zip(kept, new, strict=True)])
        h = cells.op([[a, b] for a, b in zip(o, cells.op([[one] for one in c]), strict=True)])
    cells.op([h])
    return cells.boxes, cells.wires


def rows_of(boxes: list[Box], found: Layout) -> list[list[int]]:
    """The boxes of each row, left to right."""
    rows: dict[float, list[int]] = defaultdict(list)
    for number, box in enumerate(boxes):
        rows[round(found.y[number] + box.height / 2, 3)].append(number)
    return [sorted(row, key=found.x.__getitem__) for row in rows.values()]


def crossings(boxes: list[Box], wires: list[Wire], found: Layout) -> int:
    """Pairs of wires between the same rows that change sides; no wire here is longer."""
    middles = [x + box.width / 2 for x, box in zip(found.x, boxes, strict=True)]
    rows = {number: at for at, row in enumerate(rows_of(boxes, found)) for number in row}
    return sum(
        rows[a.source] == rows[b.source]
        and rows[a.target] == rows[b.target]
        and (middles[a.source] - middles[b.source]) * (middles[a.target] - middles[b.target]) < 0
        for a, b in combinations(wires, 2)
    )


@pytest.mark.parametrize("rows", [2, 8])
def test_the_elements_of_a_tensor_stand_side_by_side_in_order(rows: int) -> None:
    boxes, wires = mlp(rows)
    found = layered(boxes, wires, spacing=SPACING)
    for row in rows_of(boxes, found):
        runs = [list(run) for _, run in groupby(row, key=lambda number: boxes[number].block)]
        assert len(runs) == len({boxes[run[0]].block for run in runs})
        assert all(run == sorted(run) for run in runs)


def test_a_batch_is_not_gathered_without_being_asked_to() -> None:
    boxes, wires = mlp(8, hinted=False)
    found = layered(boxes, wires, spacing=SPACING)
    assert any(row != sorted(row) for row in rows_of(boxes, found))


@pytest.mark.parametrize("rows", [2, 8])
def test_to_gather_costs_no_more_crossings_than_is_allowed(rows: int) -> None:
    free, by_blocks = (
        crossings(*graph, layered(*graph, spacing=SPACING))
        for graph in (mlp(rows, hinted=False), mlp(rows))
    )
    assert by_blocks <= WORTH * free + LEAST


@pytest.mark.parametrize("direction", ["down", "right"])
def test_gathered_boxes_keep_their_distances_and_no_wire_runs_through_one(
    direction: Direction,
) -> None:
    boxes, wires = mlp(8)
    found = layered(boxes, wires, spacing=SPACING, direction=direction)
    assert overlaps(boxes, found, SPACING.sibling - 0.01) == []
    assert trespasses(boxes, wires, found) == []


def test_between_blocks_there_is_a_gap() -> None:
    boxes, wires = mlp(2)
    found = layered(boxes, wires, spacing=SPACING)
    first = next(row for row in rows_of(boxes, found) if 0 in row)
    for left, right in pairwise(first):
        if boxes[left].block != boxes[right].block:
            gap = found.x[right] - found.x[left] - boxes[left].width
            assert gap >= SPACING.sibling + APART - 0.01


def test_a_function_of_each_element_stands_straight_below_it() -> None:
    boxes, wires = mlp(8)
    found = layered(boxes, wires, spacing=SPACING)
    middles = [x + box.width / 2 for x, box in zip(found.x, boxes, strict=True)]
    single = [wire for wire in wires if sum(w.target == wire.target for w in wires) == 1]
    swayed = [wire for wire in single if abs(middles[wire.source] - middles[wire.target]) > 1]
    assert not swayed


def test_in_a_tangle_most_results_stand_straight_below_their_signs() -> None:
    boxes, wires = lstm(4)
    found = layered(boxes, wires, spacing=SPACING)
    middles = [x + box.width / 2 for x, box in zip(found.x, boxes, strict=True)]
    feeds = Counter(wire.target for wire in wires)
    single = [wire for wire in wires if feeds[wire.target] == 1]
    swayed = [wire for wire in single if abs(middles[wire.source] - middles[wire.target]) > 1]
    assert len(swayed) < len(single) / 4


def test_two_operands_of_each_element_stand_beside_each_other() -> None:
    """So many wires would cross if each tensor stood by itself that they stand in turn."""
    cells = Cells()
    a, b = cells.tensor(12), cells.tensor(12)
    cells.op([cells.op([[one, other] for one, other in zip(a, b, strict=True)])])
    found = layered(cells.boxes, cells.wires, spacing=SPACING)
    assert crossings(cells.boxes, cells.wires, found) == 0
    assert sorted(a, key=found.x.__getitem__) == a


def test_a_block_is_parted_by_one_box_where_that_saves_most_crossings() -> None:
    """y = x * x, its sum, and u * x of what was cut off it: the sum stands in the middle."""
    found: list[Layout] = []
    for hinted in (True, False):
        cells = Cells(hinted=hinted)
        x = cells.tensor(4)
        y = cells.op([[one, one] for one in x])
        cells.op([y])
        u = cells.op([[one] for one in y])
        cells.op([cells.op([[one, other] for one, other in zip(u, x, strict=True)])])
        found.append(layered(cells.boxes, cells.wires, spacing=SPACING))
        assert sorted(x, key=found[-1].x.__getitem__) == x
        assert sorted(u, key=found[-1].x.__getitem__) == u
    assert found[0] == found[1]


def test_a_block_travels_to_the_process_that_lays_out() -> None:
    boxes, wires = mlp(2)
    sent = msgspec.msgpack.decode(asked(boxes, wires, SPACING), type=Request)
    assert sent.boxes == boxes


def test_the_same_graph_is_laid_out_the_same_again() -> None:
    boxes, wires = mlp(4)
    assert layered(boxes, wires) == layered(boxes, wires)
