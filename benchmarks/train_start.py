"""From launch to the first point of a training run that is drawn, as a ratio to `import torch`.

    python -m benchmarks.train_start [--rounds 5]

The window opens on the Train page and Start is pressed at once. Whole processes in turn; medians.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile

from benchmarks.startup import measure

AT_MOST = 3.0
# Prints the seconds since its start at which the first point has been painted.
DRIVER = """
import sys, time
from pathlib import Path
from graphviewer.engine.client import Engine
from graphviewer.session.mailbox import Mailbox
mailbox = Mailbox()
engine = Engine(mailbox.put)
from PySide6.QtWidgets import QApplication
from graphviewer.gui import application
from graphviewer.gui.memory import Memory
folder = Path(sys.argv[1])
memory = Memory(folder / "settings.json")
memory.keep(runs=str(folder / "runs"))
app = QApplication([])
window = application.make(app, engine, mailbox, memory, None)
window.pages.show_page("train")
window.resize(1600, 1000)
window.show()
window.train.flow.start_or_pause()
window.repaint()
training = window.train.training
def heard(news):
    if len(training.points):
        training.heard.disconnect(heard)
        window.repaint()
        print(time.time(), flush=True)
        app.quit()
training.heard.connect(heard)
app.exec()
window.train.flow.stop()
window.close()
engine.close()
"""


def main() -> int:
    """Measure; returns 1 if the ratio is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    torch: list[float] = []
    points: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        measure([sys.executable, "-c", DRIVER, folder])  # fills the file cache and .pyc files
        for _ in range(rounds):
            torch += measure([sys.executable, "-c", "import torch"])
            points += measure([sys.executable, "-c", DRIVER, folder])
    base, point = statistics.median(torch), statistics.median(points)
    print("| what | seconds | ratio | at most |\n|---|--:|--:|--:|")
    print(f"| `import torch` | {base:.2f} | 1 | |")
    print(
        f"| first point of a training run painted | {point:.2f} | {point / base:.2f} | {AT_MOST} |"
    )
    return int(point / base > AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
