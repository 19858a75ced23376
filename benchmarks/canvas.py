"""How smoothly large graphs move on the canvas, and how long they take to come up.

    python -m benchmarks.canvas [--json] [--large VERTICES]

Everything in one run, raster, offscreen. Moving: real wheel events with a repaint each, at several
scales, in a window of 1600x1000 and in one of 3840x2160. Clock is what a user waits, process what
the program itself takes: on a busy machine the clock tells of the others too. Milliseconds.
Steps come as a lecturer's do: each once the canvas has nothing left to do; or all while the camera
moves, as with a key held down, when each is one more frame of that.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks.canvas_tapes import chains, nested
from graphviewer.explain.explain import explain
from graphviewer.files.lessons import lesson
from graphviewer.graphs.data import Shaping, View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.typeset.typeset import Typeset
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

VIEWS: tuple[View, ...] = ("expression", "grad_fn")
# with the limits of a frame and of a step, 95 of 100
WINDOWS = {(1600, 1000): (16.0, 8.0), (3840, 2160): (33.0, 33.0)}
BUILT, TYPESET, OPENED = 300.0, 2.0, 5000.0  # the other limits
FRAMES = 48
WHOLE = "scene without its layout"
LESSONS = ("1.1", "1.2", "3.3", "3.4")


class Times(Struct):
    """Milliseconds of the same thing done several times."""

    clock: list[float] = []
    process: list[float] = []

    @contextmanager
    def one(self) -> Iterator[None]:
        """Measure what is done inside."""
        clock, process = time.perf_counter(), time.process_time()
        yield
        self.clock.append(1000 * (time.perf_counter() - clock))
        self.process.append(1000 * (time.process_time() - process))

    def row(self) -> dict[str, float]:
        """Median and 95th percentile."""
        return {
            f"{name} {part}": round(float(np.percentile(times, share)), 2)
            for name, times in (("clock", self.clock), ("process", self.process))
            for part, share in (("p50", 50), ("p95", 95))
        }


def raw(view: View) -> Look:
    """A view with nothing folded."""
    return Look(view, shapings={view: Shaping(opened=frozenset())})


def built(tape: Tape, view: View) -> tuple[dict[str, dict[str, float]], Scene]:
    """The parts of making a scene; the layout, made elsewhere, is told apart."""
    index = TapeIndex(tape)
    parts = {name: Times() for name in ("graph and plans", "layout", "places", "first look")}
    for _ in range(3):
        gc.collect()
        gc.disable()
        scene = Scene(tape, index, view, shaping=raw(view).shaping, at_once=False)
        with parts["graph and plans"].one():
            deque(scene.prepare(), 0)
            request = scene.request()
        with parts["layout"].one():
            found = request.done()
        with parts["places"].one():
            scene.place(found)
        with parts["first look"].one():
            Picture(scene, len(tape.steps) - 1, LIGHT)
        gc.enable()
    scene_alone = Times()
    for name in ("clock", "process"):
        each = [getattr(parts[part], name) for part in parts if part != "layout"]
        getattr(scene_alone, name).extend(map(sum, zip(*each, strict=True)))
    rows = {name: times.row() for name, times in parts.items()}
    return {WHOLE: scene_alone.row(), **rows}, scene


def wheel(canvas: Canvas, *, pixels: QPoint | None = None, angle: int = 0) -> None:
    """Turn the wheel, or scroll on a touch pad, in the middle of the canvas."""
    at = QPointF(canvas.width() / 2, canvas.height() / 2)
    event = QWheelEvent(
        at, at, pixels or QPoint(0, 0), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def moved(canvas: Canvas, surface: QPixmap, scale: float, last: int) -> dict[str, dict[str, float]]:
    """Panning, zooming and stepping from a scale on: steps at rest, and while the camera moves."""
    pan, zoom, hurried, step = Times(), Times(), Times(), Times()
    canvas.camera.scale, canvas.camera.centre = scale, canvas.camera.bounds.center()
    canvas.render(surface)
    settle(canvas)
    for frame in range(FRAMES):
        way = 1 if frame % 16 < 8 else -1
        with pan.one():
            wheel(canvas, pixels=QPoint(23 * way, 17 * way))
            canvas.render(surface)
    QApplication.processEvents()
    for frame in range(FRAMES):
        with zoom.one():
            wheel(canvas, angle=40 if frame % 16 < 8 else -40)
            canvas.render(surface)
    QApplication.processEvents()
    for times in (step, hurried):
        if times is hurried:
            wheel(canvas, angle=40)
        canvas.camera.scale, canvas.camera.centre = scale, canvas.camera.bounds.center()
        for number in [*range(last - FRAMES // 2, last), *range(last, last - FRAMES // 2, -1)]:
            if times is step:
                settle(canvas)
            with times.one():
                canvas.set_step(number)
                canvas.render(surface)
    rows = {"pan": pan, "zoom": zoom, "step": step, "step, in motion": hurried}
    return {what: times.row() for what, times in rows.items()}


def settle(canvas: Canvas) -> None:
    """Wait until the camera is at rest and nothing more is painted ahead."""
    while canvas.foresees:
        QApplication.processEvents()


def graphs(tapes: dict[str, Tape]) -> Iterator[tuple[str, dict[str, float], float]]:
    """Building, moving and stepping of each graph in each window: name, figures, limit."""
    for name, tape in tapes.items():
        index = TapeIndex(tape)
        for view in VIEWS:
            rows, scene = built(tape, view)
            count = f"{name}, {view}, {len(scene.plans):,} vertices"
            for part, row in rows.items():
                yield f"{count}: {part}", row, BUILT if part == WHOLE else math.inf
            for size, (frame, step) in WINDOWS.items():
                canvas = Canvas()
                canvas.resize(*size)
                canvas.set_look(raw(view))
                canvas.set_tape(tape, index)
                gc.collect()
                gc.freeze()  # as the window does when a large graph is built
                surface = QPixmap(*size)
                canvas.render(surface)
                bounds = canvas.camera.bounds
                whole = min(size[0] / bounds.width(), size[1] / bounds.height())
                for scale in (whole, 0.2, 0.4, 0.6):
                    canvas.camera.scale, canvas.camera.centre = scale, bounds.center()
                    seen = len(boxes_in(scene, canvas.camera.seen()))
                    about = f"{count}: {size[0]}x{size[1]}, {seen:,} in view"
                    for what, row in moved(canvas, surface, scale, len(tape.steps) - 1).items():
                        yield f"{about}, {what}", row, step if what == "step" else frame
                canvas.deleteLater()


def opened(tape: Tape, view: View) -> dict[str, float]:
    """Milliseconds until a very large graph is drawn in a window, folded as it is by itself."""
    canvas = Canvas()
    canvas.resize(1600, 1000)
    canvas.set_look(Look(view))
    canvas.show()
    clock, process = time.perf_counter(), time.process_time()
    canvas.set_tape(tape, TapeIndex(tape))
    while canvas.scene is None:
        QApplication.processEvents()
    canvas.render(QPixmap(1600, 1000))
    row: dict[str, float] = {
        "clock": round(1000 * (time.perf_counter() - clock)),
        "process": round(1000 * (time.process_time() - process)),
        "vertices of the tape": len(tape.tensors) + len(tape.ops),
        "vertices drawn": len(canvas.scene.plans),
    }
    canvas.hide()
    return row


class Timed(Canvas):
    """A canvas that measures each of its frames."""

    frames = Times()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with self.frames.one():
            super().paintEvent(event)


def morphed(tape: Tape, *, whole: bool) -> dict[str, float]:
    """Frames of one view becoming the other, from how it opens or from all of it in view."""
    canvas = Timed()
    canvas.resize(1600, 1000)
    canvas.set_look(raw("expression"))
    canvas.show()
    canvas.set_tape(tape, TapeIndex(tape))
    pause(canvas, "expression")
    if whole:
        canvas.fit()
        pause(canvas, "expression")
    canvas.frames = Times()
    canvas.set_look(raw("grad_fn"))
    pause(canvas, "grad_fn")
    canvas.hide()
    return {**canvas.frames.row(), "frames": len(canvas.frames.clock)}


def pause(canvas: Canvas, view: View) -> None:
    """Wait until a view is there, and for whatever moves then."""
    until = math.inf
    while time.perf_counter() < until:
        QApplication.processEvents()
        if until == math.inf and canvas.scene is not None and canvas.scene.view == view:
            until = time.perf_counter() + 0.6


def equations() -> dict[str, float]:
    """Typesetting every equation of some lessons."""
    times = Times()
    for name in LESSONS:
        tape = record(lesson(name).path.read_text("utf-8"))
        index = TapeIndex(tape)
        for step in range(len(tape.steps)):
            for line in explain(tape, index, step, "en").equations:
                with times.one():
                    Typeset(line.maths, 21, 320)
    return times.row()


def took(row: dict[str, float]) -> float:
    """What counts of a row."""
    return row["process p95"] if "process p95" in row else row["process"]


def main() -> int:
    """Print the table; 1 if a 95th percentile of process time is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--large", type=int, default=100_000, help="vertices of the largest graph")
    arguments = parser.parse_args()
    app = QApplication([])
    rows: dict[str, dict[str, float]] = {}
    over: list[str] = []

    def take(name: str, row: dict[str, float], limit: float) -> None:
        rows[name] = row
        if not arguments.json:
            late = "" if took(row) <= limit else f"  OVER {limit:g}"
            print(f"{name:78}" + "".join(f"  {key} {row[key]:>9,}" for key in row) + late)
        if took(row) > limit:
            over.append(name)

    for name, row, limit in graphs({"1,000": chains(8, 15), "10,000": chains(80, 15)}):
        take(name, row, limit)
    take("an equation of lessons", equations(), TYPESET)
    tapes = {"3.4": record(lesson("3.4").path.read_text("utf-8")), "10,000": chains(80, 15)}
    for name, tape in tapes.items():
        for whole in (False, True):
            row = morphed(tape, whole=whole)
            take(f"{name}: a view becomes another{', all in view' * whole}", row, 16.0)
    large = chains(20, arguments.large // 160)
    for view in VIEWS:
        take(f"the largest graph opens, {view}, by repetition", opened(large, view), OPENED)
    take("the largest graph opens, by modules", opened(nested(), "modules"), OPENED)
    app.processEvents()
    if arguments.json:
        print(json.dumps(rows))
    return int(bool(over))


if __name__ == "__main__":
    raise SystemExit(main())
