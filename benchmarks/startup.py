"""Time to an interactive window and to the first lesson's graph, as ratios to `import torch`.

The three are measured in turn, several rounds, each in a process of its own; medians are compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WINDOW_AT_MOST, GRAPH_AT_MOST = 0.8, 2.0
ROOT = Path(__file__).resolve().parent.parent

# Prints the seconds since its start at which the window has painted and answers events, and at
# which the first lesson's graph has been painted.
DRIVER = """
import sys, time
from pathlib import Path
from graphviewer.engine.client import Engine
from graphviewer.session.mailbox import Mailbox
mailbox = Mailbox()
engine = Engine(mailbox.put)
engine.start_spare()
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication
from graphviewer.gui import application
from graphviewer.gui.memory import Memory
app = QApplication([])
window = application.make(app, engine, mailbox, Memory(Path(sys.argv[1])), None)
window.show()
window.repaint()
app.processEvents()
print(time.time(), flush=True)
limit = time.time() + 60
while window.runner.state.busy and time.time() < limit:
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
window.page.canvas.repaint()
assert window.session.length and window.page.canvas.scene is not None
print(time.time(), flush=True)
window.close()
engine.close()
"""


def measure(command: list[str]) -> list[float]:
    """Seconds from the start of a process to each time it printed, and to its end."""
    began = time.time()
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, env=_environment()
    )
    ended = time.time() - began
    return [float(line) - began for line in done.stdout.split()] or [ended]


def _environment() -> dict[str, str]:
    platform = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, **platform, "PYTHONPATH": str(ROOT)}


def main() -> int:
    """Measure; returns 1 if a ratio is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    torch: list[float] = []
    windows: list[float] = []
    graphs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "settings.json")
        measure([sys.executable, "-c", DRIVER, settings])  # fills the file cache and .pyc files
        for _ in range(rounds):
            torch += measure([sys.executable, "-c", "import torch"])
            window, graph = measure([sys.executable, "-c", DRIVER, settings])
            windows.append(window)
            graphs.append(graph)
    base = statistics.median(torch)
    print(f"import torch   {base:.2f} s")
    fine = True
    for name, times, most in (
        ("window", windows, WINDOW_AT_MOST),
        ("graph", graphs, GRAPH_AT_MOST),
    ):
        ratio = statistics.median(times) / base
        fine = fine and ratio <= most
        print(f"{name:14} {statistics.median(times):.2f} s  ratio {ratio:.2f} (at most {most})")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
