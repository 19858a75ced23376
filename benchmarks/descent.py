"""How smoothly the Descent page plays: six optimizers of 10,000 steps each.

    python -m benchmarks.descent [--json]

Raster, offscreen, in a window of 1600x1000, with ways made here: no process, no torch. A frame is
everything that a tick of Play does: the playhead, the picture, both curves, the table, the
transport, and their repaint. Clock is what a user waits, process what the program itself takes: on
a busy machine the clock tells of the others too. Milliseconds; at most 16 for 95 of 100.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QMainWindow

from graphviewer.engine.calculator import Calculated
from graphviewer.formulas.answers import Answer, Heights, Walked
from graphviewer.formulas.questions import Height, Question, Walk
from graphviewer.gui import actions
from graphviewer.gui.appearance import Appearance, dress
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.descent.side import DescentSide
from graphviewer.gui.memory import Memory
from graphviewer.gui.theme import fonts
from graphviewer.runs.array import array
from graphviewer.session.descending import Descending
from graphviewer.session.mailbox import Mailbox

STEPS, SIZE, LIMIT = 10_000, (1600, 1000), 16.0
ROUNDS = {"one step a frame": (1, 600), "50 steps a frame": (50, 200)}


class Ready:
    """A calculator that answers at once: Beale's heights, and ways that wander to its minimum."""

    def __init__(self) -> None:
        self.tell: Callable[[Calculated], None] = print
        self._asked: list[tuple[int, Question]] = []

    def warm(self) -> None:
        """Nothing to warm."""

    def ask(self, channel: str, question: Question) -> int:  # noqa: ARG002 - a calculator's
        """Answered by `answer`."""
        self._asked.append((len(self._asked) + 1, question))
        return len(self._asked)

    def close(self, patience: float = 0.2) -> None:
        """Nothing to end."""

    def answer(self) -> None:
        """Answer what was asked last of each kind."""
        for number, question in self._asked:
            self.tell(Calculated(number, _answer(question, number), last=True))


def _answer(question: Question, seed: int) -> Answer:
    if isinstance(question, Height):
        x, y = np.meshgrid(
            *(np.linspace(*span, question.many) for span in (question.x, question.y))
        )
        return Heights(z=array(_beale(x, y), "float64"))
    assert isinstance(question, Walk)
    random = np.random.default_rng(seed)
    share = np.linspace(0, 1, STEPS + 1)[:, None]
    wide = 0.5 if seed % 2 else 0.001  # every other way is a scribble
    noise = random.normal(0, wide * (1 - 0.9 * share), (STEPS + 1, 2))
    points = np.array([1.0, 1.5]) * (1 - share) + np.array([3.0, 0.5]) * share + noise
    return Walked(
        first=0,
        points=array(points, "float64"),
        loss=array(_beale(points[:, 0], points[:, 1]), "float64"),
        norm=array(np.exp(-6 * share[:, 0]) + 0.1 * np.abs(noise[:, 0]), "float64"),
        slope=array(noise, "float64"),
    )


def _beale(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    found = (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    return np.asarray(found)


def made(app: QApplication) -> tuple[QMainWindow, DescentSide, Ready]:
    """A window that holds the page, with all there is to play."""
    window = QMainWindow()
    appearance = Appearance(app, window)
    appearance.set_theme("light")
    ready = Ready()
    calculating = Calculating(Mailbox(), window, ready)
    ready.tell = calculating.receive
    rows = actions.build(window)
    memory = Memory(Path(tempfile.mkdtemp()) / "settings.json")
    side = DescentSide(window, rows, appearance, calculating, memory)
    page = side.make()
    window.setCentralWidget(page)
    window.resize(*SIZE)
    window.show()
    side.descent.look(replace(side.descent.state, steps=STEPS))
    settle(app, 0.3)
    ready.answer()
    settle(app, 0.3)
    assert len(side.asking.trails) == 6
    assert side.asking.longest == STEPS
    return window, side, ready


def settle(app: QApplication, seconds: float) -> None:
    """Let everything be drawn that waits."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()


def frames(app: QApplication, side: DescentSide, by: int, many: int) -> dict[str, float]:
    """Times of frames in the middle that go on by so many steps each."""
    side.descent.go(max(0, STEPS // 2 - by * many // 2))
    settle(app, 0.2)
    return told([timed(app, side, side.descent.position + by) for _ in range(many)])


def timed(app: QApplication, side: DescentSide, step: int) -> tuple[float, float]:
    """What going to a step takes with all it repaints: by the clock, and of the process."""
    clock, process = time.perf_counter(), time.process_time()
    side.descent.go(step)
    app.processEvents()
    return (time.perf_counter() - clock) * 1e3, (time.process_time() - process) * 1e3


def scrubs(app: QApplication, side: DescentSide) -> dict[str, float]:
    """Times of going somewhere else: all ways are painted anew when that is back."""
    steps = np.random.default_rng(0).integers(0, STEPS, 40).tolist()
    return told([timed(app, side, step) for step in steps])


def told(times: list[tuple[float, float]]) -> dict[str, float]:
    """The middle, 95 of 100, and the worst by the clock; 95 of 100 of the process."""
    clock, process = np.array(times).T
    return {
        "median": round(float(np.median(clock)), 1),
        "p95": round(float(np.quantile(clock, 0.95)), 1),
        "worst": round(float(clock.max()), 1),
        "p95 process": round(float(np.quantile(process, 0.95)), 1),
    }


def measure(app: QApplication) -> dict[str, dict[str, float]]:
    """All figures."""
    window, side, _ = made(app)
    found: dict[str, dict[str, float]] = {}
    looks: dict[str, Callable[[Descending], Descending]] = {
        "from above": lambda state: replace(state, solid=False),
        "in space": lambda state: replace(state, solid=True),
    }
    for name, look in looks.items():
        side.descent.look(look(side.descent.state))
        settle(app, 0.4)
        for pace, (by, many) in ROUNDS.items():
            found[f"{name}, {pace}"] = frames(app, side, by, many)
        found[f"{name}, scrubbed anywhere"] = scrubs(app, side)
    window.close()
    return found


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    fonts.load_fonts()
    found = measure(app)
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    print("| what | median | p95 | worst | p95 process |\n|---|--:|--:|--:|--:|")
    for name, row in found.items():
        print(f"| {name} | {' | '.join(str(one) for one in row.values())} |")
    playing = [row["p95 process"] for name, row in found.items() if "frame" in name]
    print(f"\nat most {LIMIT:g} while playing: {'kept' if max(playing) <= LIMIT else 'NOT KEPT'}")


if __name__ == "__main__":
    main()
