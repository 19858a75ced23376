"""Our layout against Graphviz dot in one run: CPU time, crossings, total wire length, as ratios.

    python benchmarks/layout.py [--limit SECONDS] [NAME ...]

The graphs are built here with the sizes of real cards. Without dot on the PATH only our own figures
are shown. Crossings are counted on the drawn curves, for graphs of up to 1,600 wires.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.layered import Box, Spacing, Wire, layered

SAMPLES = 8  # points a Bézier piece when a curve is measured
COUNTED = 1600  # wires up to which crossings are counted
POINT = 72.0  # points an inch, dot's unit
Floats = npt.NDArray[np.float64]
Curve = Sequence[tuple[float, float]]


class Case(Struct):
    """A graph under construction: cards of tensors and signs of operations."""

    boxes: list[Box]
    wires: list[Wire]

    def card(self) -> int:
        """A tensor's card."""
        self.boxes.append(Box(240.0, 90.0))
        return len(self.boxes) - 1

    def op(self, *inputs: int) -> int:
        """An operation on cards; gives the card of its result."""
        self.boxes.append(Box(160.0, 52.0, 26.0))
        sign = len(self.boxes) - 1
        self.wires += [Wire(tensor, sign, 0, port) for port, tensor in enumerate(inputs)]
        result = self.card()
        self.wires.append(Wire(sign, result))
        return result

    def node(self, *inputs: int) -> int:
        """A grad_fn node, or a parameter's AccumulateGrad without inputs."""
        self.boxes.append(Box(190.0, 54.0))
        node = len(self.boxes) - 1
        self.wires += [Wire(tensor, node, 0, port) for port, tensor in enumerate(inputs)]
        return node


def product() -> Case:
    """c = a * b."""
    case = Case([], [])
    case.op(case.card(), case.card())
    return case


def mlp(layers: int = 3) -> Case:
    """x @ W + b and ReLU, with a squared loss."""
    case = Case([], [])
    value = case.card()
    for _ in range(layers):
        value = case.op(case.op(value, case.card()), case.card())
        value = case.op(value)
    case.op(case.op(case.op(value, case.card())))
    return case


def transformer(layers: int) -> Case:
    """Functional attention blocks as grad_fn nodes, parameters as AccumulateGrad."""
    case = Case([], [])
    node = case.node

    def linear(value: int) -> int:
        flat = node(node(value))
        return node(node(node(), flat, node(node())))

    value = node(node())
    for _ in range(layers):
        normal = node(value, node(), node())
        query, key, content = (node(node(linear(normal))) for _ in range(3))
        scores = node(node(node(query, node(key))))
        mixed = linear(node(node(node(node(scores), content))))
        value = node(value, mixed)
        value = node(value, linear(node(linear(node(value, node(), node())))))
    node(node(linear(value)))
    return case


def lstm(steps: int = 100) -> Case:
    """A cell unrolled; each parameter's AccumulateGrad is drawn beside each use."""
    case = Case([], [])
    node = case.node
    hidden, memory = node(), node()
    for _ in range(steps):
        gates = node(node(node(), node(node())), node(node(), hidden, node(node())))
        parts = node(gates)
        update, forget, new, out = node(parts), node(parts), node(parts), node(parts)
        memory = node(node(forget, memory), node(update, new))
        hidden = node(out, node(memory))
    node(node(hidden))
    return case


def scattered(count: int) -> Case:
    """A random graph of `count` nodes, each fed by one or two of the 40 made before it."""
    pick = random.Random(count)
    case = Case([], [])
    for index in range(count):
        recent = range(max(0, index - 40), index)
        feeds = pick.sample(recent, min(len(recent), pick.choice((1, 1, 2))))
        case.boxes.append(Box(pick.uniform(150, 220), pick.uniform(44, 64)))
        case.wires += [Wire(feed, index, 0, port) for port, feed in enumerate(feeds)]
    return case


CASES: dict[str, Callable[[], Case]] = {
    "product": product,
    "mlp": mlp,
    "transformer-12": lambda: transformer(12),
    "transformer-96": lambda: transformer(96),
    "lstm-100": lstm,
    "random-100": lambda: scattered(100),
    "random-300": lambda: scattered(300),
    "random-1000": lambda: scattered(1000),
    "random-5000": lambda: scattered(5000),
}


class Figures(Struct):
    """What one engine made of one graph."""

    seconds: float
    length: float
    crossings: int | None
    width: float
    height: float


def ours(case: Case) -> Figures:
    """Best of three runs of our layout."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        made = layered(case.boxes, case.wires)
        seconds.append(time.process_time() - start)
    return _figures(min(seconds), made.routes, made.width, made.height)


def dot(case: Case, limit: float) -> Figures | None:
    """Graphviz dot on the same boxes and distances; None if it takes longer than `limit`."""
    spacing = Spacing()
    lines = [
        "digraph {",
        f"ranksep={spacing.rank / POINT}; nodesep={spacing.sibling / POINT};",
        'node [shape=box, fixedsize=true, label=""];',
        "edge [arrowhead=none];",
    ]
    lines += [
        f"{i} [width={box.width / POINT}, height={box.height / POINT}];"
        for i, box in enumerate(case.boxes)
    ]
    lines += [f"{wire.source}:s -> {wire.target}:n;" for wire in case.wires]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(
            ["dot", "-Tplain"],
            input="\n".join([*lines, "}"]),
            capture_output=True,
            text=True,
            timeout=limit,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    curves: list[Curve] = []
    width = height = 0.0
    for line in done.stdout.replace("\\\n", "").splitlines():
        words = line.split()
        if words[0] == "graph":
            width, height = float(words[2]) * POINT, float(words[3]) * POINT
        elif words[0] == "edge":
            numbers = [float(word) * POINT for word in words[4 : 4 + 2 * int(words[3])]]
            curves.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return _figures(after.ru_utime - before.ru_utime, curves, width, height)


def _figures(seconds: float, curves: Sequence[Curve], width: float, height: float) -> Figures:
    lines = [sampled(curve) for curve in curves]
    length = sum(float(np.hypot(*np.diff(line, axis=0).T).sum()) for line in lines)
    crossings = count_crossings(lines) if len(lines) <= COUNTED else None
    return Figures(seconds, length, crossings, width, height)


def sampled(curve: Curve) -> Floats:
    """Points along a chain of cubic Bézier pieces."""
    points = np.asarray(curve)
    t = np.linspace(0, 1, SAMPLES)[:, None]
    pieces = [points[:1]]
    for first in range(0, len(points) - 1, 3):
        a, b, c, d = points[first : first + 4]
        along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        pieces.append(along[1:])
    return np.concatenate(pieces)


def count_crossings(lines: Sequence[Floats]) -> int:
    """Proper intersections of segments of different lines."""
    starts = np.concatenate([line[:-1] for line in lines])
    ends = np.concatenate([line[1:] for line in lines])
    owner = np.repeat(np.arange(len(lines)), [len(line) - 1 for line in lines])
    by = np.argsort(np.minimum(starts[:, 1], ends[:, 1]), kind="stable")
    starts, ends, owner = starts[by], ends[by], owner[by]
    low = np.minimum(starts[:, 1], ends[:, 1])
    high = np.maximum(starts[:, 1], ends[:, 1])
    last = np.searchsorted(low, high, side="right")  # later segments that begin above our end
    total = 0
    for index, stop in enumerate(last.tolist()):
        others = slice(index + 1, stop)
        a, b, c, d = starts[index], ends[index], starts[others], ends[others]
        apart = _side(a, b, c) * _side(a, b, d) < 0
        total += int(
            (apart & (_side(c, d, a) * _side(c, d, b) < 0) & (owner[others] != owner[index])).sum()
        )
    return total


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    found: Floats = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )
    return found


def _ratio(mine: float | None, theirs: float | None) -> str:
    if mine is None or theirs is None or not theirs:
        return "-"
    return f"{mine / theirs:.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *CASES], metavar="NAME")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds to wait for dot")
    options = parser.parse_args()
    have_dot = shutil.which("dot") is not None
    head = ("graph", "boxes", "wires", "s", "size", "crossings", "s/dot", "length/dot", "area/dot")
    rows = [(*head[:6], "dot's", *head[6:])]
    for name in options.names or CASES:
        case = CASES[name]()
        mine = ours(case)
        theirs = dot(case, options.limit) if have_dot else None
        area = theirs.width * theirs.height if theirs else None
        rows.append(
            (
                name,
                str(len(case.boxes)),
                str(len(case.wires)),
                f"{mine.seconds:.4f}",
                f"{mine.width:.0f}x{mine.height:.0f}",
                "-" if mine.crossings is None else str(mine.crossings),
                str(theirs.crossings) if theirs and theirs.crossings is not None else "-",
                _ratio(mine.seconds, theirs.seconds if theirs else None),
                _ratio(mine.length, theirs.length if theirs else None),
                _ratio(mine.width * mine.height, area),
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
