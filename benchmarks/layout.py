"""Our layout against Graphviz dot in one run: CPU time, crossings, total wire length, as ratios.

    python -m benchmarks.layout [--limit SECONDS] [NAME ...]

The networks are recorded here, and their cards have the sizes they have on the screen. Without dot
on the PATH only our own figures are shown. Crossings, wires through boxes and overlaps are counted
on the drawn curves. dot attaches at the middle of an edge, as our boxes are read. Ours keeps the
inputs of a box in order; of the networks dot's length and crossings are told without and with that
(`ordering=in`), its time without. A second table has networks with all modules open.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtGui import QGuiApplication

from benchmarks.layout_graphs import NETWORKS, Case, case, names, opened
from benchmarks.layout_timed import ENOUGH, RUNS, timed
from graphviewer.gui.canvas.request import SPACINGS
from graphviewer.gui.theme.fonts import load_fonts
from graphviewer.layout.layered import Box, Layout, Wire, layered
from graphviewer.layout.serve import asked

SAMPLES = 8  # points a Bézier piece when a curve is measured
COUNTED = 7000  # wires up to which crossings are counted
POINT = 72.0  # points an inch, dot's unit
Floats = npt.NDArray[np.float64]
Curve = Sequence[tuple[float, float]]


class Figures(Struct):
    """What one engine made of one graph."""

    seconds: float
    length: float
    crossings: int | None
    width: float
    height: float


def ours(given: Case) -> tuple[Figures, Layout]:
    """The best of some runs of our layout, in a process of its own as dot is, less its start."""
    found = timed(asked(given.boxes, given.wires, given.spacing))
    made = found.made
    return _figures(found.seconds, made.routes, made.width, made.height), made


def dot(given: Case, limit: float, *, in_order: bool = False) -> Figures | None:
    """Graphviz dot on the same boxes and distances; None if it takes longer than `limit`.

    With `in_order` it keeps the inputs of a box in order, and is run once.
    """
    seconds: list[float] = []
    runs = 1 if in_order else RUNS
    while len(seconds) < runs and not (seconds and seconds[0] > ENOUGH):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run(
                ["dot", "-Tplain"],
                input=_source(given, in_order=in_order),
                capture_output=True,
                text=True,
                timeout=limit,
                check=True,
            )
        except subprocess.TimeoutExpired:
            return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    curves: list[Curve] = []
    width = height = 0.0
    for line in done.stdout.replace("\\\n", "").splitlines():
        words = line.split()
        if words[0] == "graph":
            width, height = float(words[2]) * POINT, float(words[3]) * POINT
        elif words[0] == "edge":
            numbers = [float(word) * POINT for word in words[4 : 4 + 2 * int(words[3])]]
            curves.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return _figures(min(seconds), curves, width, height)


def _source(given: Case, *, in_order: bool) -> str:
    spacing = given.spacing
    wires = given.wires
    if in_order:  # dot takes the order of a box's inputs from that of the lines
        wires = sorted(wires, key=lambda wire: (wire.target, wire.target_port))
    lines = [
        "digraph {",
        "ordering=in;" if in_order else "",
        f"ranksep={spacing.rank / POINT}; nodesep={spacing.sibling / POINT};",
        'node [shape=box, fixedsize=true, label=""];',
        "edge [arrowhead=none];",
    ]
    lines += [
        f"{i} [width={box.width / POINT}, height={box.height / POINT}];"
        for i, box in enumerate(given.boxes)
    ]
    lines += [f"{wire.source}:s -> {wire.target}:n;" for wire in wires]
    return "\n".join([*lines, "}"])


def overlaps(boxes: Sequence[Box], made: Layout) -> int:
    """Pairs of boxes that overlap."""
    at = _rectangles(boxes, made)
    at = at[np.argsort(at[:, 1], kind="stable")]
    last = np.searchsorted(at[:, 1], at[:, 3])  # later ones that begin above our end
    return sum(
        int(((others[:, 0] < box[2]) & (others[:, 2] > box[0])).sum())
        for box, others in ((box, at[k + 1 : last[k]]) for k, box in enumerate(at))
    )


def trespasses(boxes: Sequence[Box], wires: Sequence[Wire], made: Layout) -> int:
    """Pairs of a wire and a box it runs through, its own ends left out."""
    lines = [sampled(route) for route in made.routes]
    points = np.concatenate(lines) if lines else np.zeros((0, 2))
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    by = np.argsort(points[:, 1], kind="stable")
    points, owner = points[by], owner[by]
    ends = np.array([(wire.source, wire.target) for wire in wires]).reshape(-1, 2)
    total = 0
    for number, (left, top, right, low) in enumerate(_rectangles(boxes, made)):
        some = slice(*np.searchsorted(points[:, 1], (top + 0.01, low - 0.01)))
        x = points[some, 0]
        through = np.unique(owner[some][(x > left + 0.01) & (x < right - 0.01)])
        total += int((ends[through] != number).all(axis=1).sum())
    return total


def _rectangles(boxes: Sequence[Box], made: Layout) -> Floats:
    sizes = np.array([(box.width, box.height) for box in boxes]).reshape(-1, 2)
    corners = np.column_stack((made.x, made.y))
    return np.hstack((corners, corners + sizes))


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


HEAD = (
    "graph", "boxes", "wires", "s", "dot s", "times faster", "length / dot", "/ dot in order",
    "area / dot", "crossings, ours / dot / in order", "overlaps", "wires through boxes",
)  # fmt: skip


def compared(name: str, limit: float, *, have_dot: bool) -> tuple[str, ...]:
    """A row of the table."""
    given = case(name)
    mine, made = ours(given)
    theirs = dot(given, limit) if have_dot else None
    network = " / " in name
    in_order = dot(given, limit, in_order=True) if have_dot and network else None
    crossings = [
        "-" if one is None or one.crossings is None else f"{one.crossings:,}"
        for one in (mine, theirs, in_order)
    ]
    return (
        name,
        f"{len(given.boxes):,}",
        f"{len(given.wires):,}",
        f"{mine.seconds:.4f}",
        f"{theirs.seconds:.3f}" if theirs else "-",
        _ratio(theirs.seconds if theirs else None, mine.seconds),
        _ratio(mine.length, theirs.length if theirs else None),
        _ratio(mine.length, in_order.length if in_order else None),
        _ratio(mine.width * mine.height, theirs.width * theirs.height if theirs else None),
        " / ".join(crossings),
        str(overlaps(given.boxes, made)),
        str(trespasses(given.boxes, given.wires, made)),
    )


def in_frames(network: str) -> tuple[str, ...]:
    """A network with all modules open: boxes, frames, seconds down and right."""
    given = opened(network)
    seconds = []
    for direction in ("down", "right"):
        start = time.process_time()
        layered(
            given.boxes, given.wires, spacing=SPACINGS["down"], groups=given.groups,
            direction="down" if direction == "down" else "right",
        )  # fmt: skip
        seconds.append(f"{time.process_time() - start:.4f}")
    return (network, f"{len(given.boxes):,}", f"{len(given.groups):,}", *seconds)


def show(rows: Sequence[Sequence[str]]) -> None:
    """A table as Markdown."""
    for number, row in enumerate(rows):
        print("| " + " | ".join(row) + " |", flush=True)
        if number == 0:
            print("|---" + "|--:" * (len(row) - 1) + "|")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts of the names to measure")
    parser.add_argument("--limit", type=float, default=100.0, help="seconds to wait for dot")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    have_dot = shutil.which("dot") is not None
    wanted = [
        name for name in names()
        if not options.names or any(part in name for part in options.names)
    ]  # fmt: skip
    show([HEAD, *(compared(name, options.limit, have_dot=have_dot) for name in wanted)])
    print()
    if not options.names:
        heads = ("network, all modules open", "boxes", "frames", "s down", "s right")
        show([heads, *(in_frames(network) for network in NETWORKS)])
    application.quit()


if __name__ == "__main__":
    main()
