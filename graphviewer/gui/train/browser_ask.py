"""Asks the training process for a batch, and keeps what it answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from graphviewer.runs.config import Config
from graphviewer.runs.news import BatchSeen, Told, TrainingNews
from graphviewer.runs.orders import Preview
from graphviewer.session.training import Training

WAIT_MS = 120  # while settings are being changed nothing is asked


class BatchAsker(QObject):
    """One batch of one epoch of the config that is being edited, both counted from 0.

    `arrived`: the batch asked for is there, or why there is none. `asked`: another one is wanted.
    """

    arrived = Signal()
    asked = Signal()

    def __init__(
        self, training: Training, send: Callable[[Preview], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.training, self._send = training, send
        self.epoch, self.batch = 0, 0
        self._seen: BatchSeen | None = None
        self.problem = ""
        self._on = False
        self._wanted: Preview | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        training.config_changed.connect(self._on_config_changed)
        training.heard.connect(self._on_heard)

    @property
    def seen(self) -> BatchSeen | None:
        """The batch that came last, if it is of the data set of now."""
        seen = self._seen
        if seen is None or seen.config is None or seen.config.data != self.training.config.data:
            return None
        return seen

    @property
    def waiting(self) -> bool:
        """Whether what is there is not what was asked for last."""
        return self._wanted is not None or self._timer.isActive()

    def switch(self, *, on: bool) -> None:
        """Ask only while somebody looks."""
        self._on = on
        if not on:
            self._timer.stop()
        elif self._order() != self._answered():
            self._ask()

    def choose(self, epoch: int, batch: int) -> None:
        """Want another batch."""
        if (epoch, batch) != (self.epoch, self.batch):
            self.epoch, self.batch = epoch, batch
            self._ask()

    def _order(self) -> Preview:
        return Preview(config=self.training.config, epoch=self.epoch, batch=self.batch)

    def _answered(self) -> Preview | None:
        seen = self._seen
        if seen is None or seen.config is None:
            return None
        return Preview(config=seen.config, epoch=seen.epoch, batch=seen.batch)

    def _ask(self) -> None:
        if self._on:
            self._timer.start()
            self.asked.emit()

    def _on_timer_timeout(self) -> None:
        self._wanted = self._order()
        self._send(self._wanted)

    def _on_config_changed(self, _config: Config) -> None:
        self._ask()

    def _on_heard(self, news: TrainingNews) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        if isinstance(news, BatchSeen) and _answers(news, wanted):
            self._wanted, self._seen, self.problem = None, news, ""
            self.batch = news.batch
            self.arrived.emit()
        elif isinstance(news, Told) and news.kind == "warning":
            self._wanted, self._seen = None, None
            self.problem = f"{news.title} {news.text}".strip()
            self.arrived.emit()


def _answers(seen: BatchSeen, wanted: Preview) -> bool:
    """Whether a batch is the one that was asked for; its number is taken modulo their count."""
    count = seen.drawn.batches if seen.drawn is not None else 0
    if seen.config != wanted.config or seen.epoch != wanted.epoch or not count:
        return False
    whole = len(seen.indices.shape) == 1 and len(seen.x.shape) in (2, 4)
    many = {one.shape[:1] for one in (seen.indices, seen.x, seen.y, seen.plain)}
    return whole and len(many) == 1 and seen.batch == wanted.batch % count
