"""How long one step with its repaint takes, and how long a graph takes to build.

    python benchmarks/step.py [--json]

Raster at 1600x1000. Steps of lessons and of a synthetic tape of 1,000 nodes, forward and back.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from graphviewer.explain.explain import explain
from graphviewer.files.lessons import lesson
from graphviewer.graphs.data import View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.typeset.typeset import Typeset
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

LESSONS = ("1.1", "1.2", "3.3", "3.4")
VIEWS: tuple[View, ...] = ("expression", "grad_fn")
# of the large graph: as it opens, all of it, and names only
SCALES = {"as opened": None, "whole": 0.04, "names": 0.4, "cards": 0.7}
LIMIT = 16.0  # milliseconds, median
WIDE = """import torch
torch.manual_seed(0)
x = torch.randn(4, requires_grad=True)
w = torch.randn(4, requires_grad=True)
h = x
for i in range(166):
    u = h * w
    v = torch.tanh(u)
    h = v + u * 0.5
y = h.sum()
y.backward()
"""


def measure(tape: Tape, view: View, scale: float | None = None) -> dict[str, float]:
    """Milliseconds on the clock: building the scene; the median and worst step with repaint."""
    index = TapeIndex(tape)
    canvas = Canvas()
    canvas.resize(1600, 1000)
    canvas.set_look(Look(view))
    surface = QPixmap(1600, 1000)
    began = time.perf_counter()
    canvas.set_tape(tape, index)
    built = time.perf_counter() - began
    if scale is not None:
        canvas.camera.scale = scale
    last = len(tape.steps) - 1
    there = list(range(max(0, last - 60), last + 1))
    canvas.set_step(there[0])
    canvas.render(surface)
    times: list[float] = []
    for step in there + there[::-1]:
        began = time.perf_counter()
        canvas.set_step(step)
        canvas.render(surface)
        times.append(1000 * (time.perf_counter() - began))
    canvas.deleteLater()
    nodes = len(canvas.scene.plans) if canvas.scene is not None else 0
    return {
        "vertices": nodes,
        "build": round(1000 * built, 1),
        "median": round(statistics.median(times), 2),
        "worst": round(max(times), 2),
    }


def equations(tapes: Iterable[Tape]) -> dict[str, float]:
    """Milliseconds to typeset an equation: every one of some tapes."""
    times: list[float] = []
    for tape in tapes:
        index = TapeIndex(tape)
        for step in range(len(tape.steps)):
            for line in explain(tape, index, step, "en").equations:
                began = time.perf_counter()
                Typeset(line.maths, 21, 320)
                times.append(1000 * (time.perf_counter() - began))
    return {
        "count": len(times),
        "median": round(statistics.median(times), 2),
        "worst": round(max(times), 2),
    }


def main() -> int:
    """Print the table; 1 if a median is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    app = QApplication([])
    tapes = {f"lesson {name}": record(lesson(name).path.read_text("utf-8")) for name in LESSONS}
    wide = record(WIDE)
    rows: dict[str, dict[str, float]] = {}
    for view in VIEWS:
        for name, tape in tapes.items():
            rows[f"{name}, {view}"] = measure(tape, view)
        for name, scale in SCALES.items():
            rows[f"1,000 nodes {name}, {view}"] = measure(wide, view, scale)
    rows["an equation of these lessons"] = equations(tapes.values())
    app.processEvents()
    if arguments.json:
        print(json.dumps(rows))
    else:
        for name, row in rows.items():
            print(f"{name:34}" + "".join(f"  {key} {value:>8}" for key, value in row.items()))
    return int(any(row["median"] > LIMIT for row in rows.values()))


if __name__ == "__main__":
    raise SystemExit(main())
