"""A window with live charts that trains a model in its child process, and what it measures.

    python benchmarks/train_window.py MODEL SIZE BATCHES

Prints JSON: images per second on the clock, the share of a core that the window's own process
takes, and how late its event loop answers (ms).
"""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.train_configs import config
from graphviewer.engine.happening import Happening
from graphviewer.engine.trainer import Heard, Trainer, TrainerEvent, TrainerReady
from graphviewer.gui.bridge import Bridge
from graphviewer.gui.train.charts import ChartsPanel
from graphviewer.runs.news import Closed, Points, TrainingNews
from graphviewer.runs.orders import Control, Train
from graphviewer.session.mailbox import Mailbox
from graphviewer.session.training import Training

_TICK = 10  # milliseconds between two looks at how late the event loop is: looks cost time too


class Window:
    """Charts, a trainer, and a stopwatch."""

    def __init__(self, model: str, size: int, batches: int) -> None:
        self._config = config(model, size, epochs=1000)
        self._size, self._batches = size, batches
        self.training = Training(self._config)
        self.charts = ChartsPanel(self.training)
        self.charts.resize(1600, 1000)
        self.charts.show()
        self._mailbox: Mailbox[Happening] = Mailbox()
        self._bridge = Bridge(self._mailbox)
        self._bridge.arrived.connect(self._on_bridge_arrived)
        self._bridge.open()
        self.trainer = Trainer(self._mailbox.put)
        self.trainer.warm()
        self._seen: list[tuple[float, int]] = []  # when, and the last step told then
        self._spent: list[float] = []  # seconds of processor time until then
        self._late: list[float] = []
        self._due = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._on_timer_timeout)

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self._late.append(1000 * max(0.0, now - self._due))
        self._due = now + _TICK / 1000

    def _on_bridge_arrived(self, event: TrainerEvent) -> None:
        if isinstance(event, TrainerReady):
            self.trainer.train(Train(config=self._config))
        elif isinstance(event, Heard):
            for news in (*event.before, event.news):
                self._take(news)

    def _take(self, news: TrainingNews) -> None:
        self.training.take(news)
        if isinstance(news, Points):
            self._see(int(news.steps.numpy()[-1]))
        elif isinstance(news, Closed):
            self._finish()

    def _see(self, step: int) -> None:
        if not self._seen:
            self._due = time.perf_counter() + _TICK / 1000
            self._timer.start()
        self._seen.append((time.perf_counter(), step))
        self._spent.append(time.process_time())
        if step >= self._batches:
            self.trainer.send(Control("stop"))

    def _finish(self) -> None:
        self._timer.stop()
        (began, first), (ended, last) = self._seen[0], self._seen[-1]
        found = {
            "wall": (last - first) * self._size / (ended - began),
            "core": (self._spent[-1] - self._spent[0]) / (ended - began),
            "p50": float(np.percentile(self._late, 50)),
            "p99": float(np.percentile(self._late, 99)),
            "worst": max(self._late),
        }
        print(json.dumps(found), flush=True)
        self.trainer.close()
        QApplication.quit()


def main() -> None:
    """Train once and print what was measured."""
    app = QApplication(sys.argv[:1])
    model, size, batches = sys.argv[1:]
    window = Window(model, int(size), int(batches))
    app.exec()
    window.charts.deleteLater()


if __name__ == "__main__":
    main()
