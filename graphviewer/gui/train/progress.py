"""How far a training run is: a bar, and one line of words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.runs.news import Closed, Progress
from graphviewer.session.training import State, Training

THICKNESS = 10
PARTS = 1000  # the bar's steps: Qt counts in 32 bits, a run need not


class Bar(QProgressBar):
    """A calm bar without text; what it stands at is told beside it and to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.setRange(0, PARTS)
        self.setTextVisible(False)
        self.setFixedHeight(THICKNESS)
        self.setMinimumWidth(80)

    def set_share(self, share: float) -> None:
        """Stand at a share from 0 to 1."""
        self.setValue(round(PARTS * min(1.0, max(0.0, share))))

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QPainterPath()
            round_end = THICKNESS / 2
            whole.addRoundedRect(QRectF(self.rect()), round_end, round_end)
            painter.fillPath(whole, QColor(self._colours.border))
            done = QPainterPath()
            width = self.width() * max(0, self.value()) / PARTS
            done.addRect(QRectF(0, 0, width, self.height()))
            painter.fillPath(whole.intersected(done), QColor(self._colours.accent))
        finally:
            painter.end()


def share(progress: Progress | None) -> float:
    """How much of a run is done, 0 to 1."""
    return progress.step / progress.steps if progress is not None and progress.steps else 0.0


def goes_on(was: State, state: State) -> bool:
    """Whether a run only went from training to validating or back: what can be ordered stays.

    Short epochs are over several times a second.
    """
    return {was, state} == {"running", "evaluating"}


def in_words(training: Training) -> str:
    """Where the run stands: "epoch 7 of 10 · 98,400 images/s · 0:03 left"."""
    progress, closed = training.progress, training.closed
    if closed is not None and not training.busy:
        return _ended(closed, progress)
    if training.state == "starting":
        return QCoreApplication.translate("Progress", "starting…")
    if progress is None or not training.busy:
        return ""
    parts = [_epoch(training, progress), _state(training.state)]
    if training.state == "paused":  # so that a single batch is seen to be trained on
        step = QCoreApplication.translate("Progress", "step {n} of {all}")
        parts.insert(1, step.format(n=f"{progress.step:,}", all=f"{progress.steps:,}"))
    if training.state == "running" and progress.per_second > 0:
        parts.append(_rate(training).format(n=f"{_rounded(progress.per_second):,}"))
    if training.state == "running" and progress.left is not None:
        left = QCoreApplication.translate("Progress", "{time} left")
        parts.append(left.format(time=clock(progress.left)))
    return " · ".join(part for part in parts if part)


def _ended(closed: Closed, progress: Progress | None) -> str:
    translate = QCoreApplication.translate
    words = {
        "finished": translate("Progress", "finished"),
        "stopped": translate("Progress", "stopped"),
        "diverged": translate("Progress", "diverged"),
        "memory": translate("Progress", "out of memory"),
        "failed": translate("Progress", "failed"),
    }
    after = translate("Progress", "{how} after {n} of {all} steps")
    if progress is None or closed.reason == "finished":
        return words[closed.reason]
    return after.format(how=words[closed.reason], n=f"{closed.step:,}", all=f"{progress.steps:,}")


def _epoch(training: Training, progress: Progress) -> str:
    epochs = training.opened.config.epochs if training.opened is not None else 0
    words = QCoreApplication.translate("Progress", "epoch {n} of {all}")
    # what is validated after an epoch's last batch is that epoch
    after = training.state == "evaluating" and progress.batch == 0 and progress.epoch > 0
    number = progress.epoch if after else min(progress.epoch + 1, epochs)
    return words.format(n=f"{number:,}", all=f"{epochs:,}")


def _state(state: State) -> str:
    translate = QCoreApplication.translate
    return {
        "paused": translate("Progress", "paused"),
        "evaluating": translate("Progress", "validating…"),
    }.get(state, "")


def _rate(training: Training) -> str:
    images = training.opened is not None and training.opened.kind == "images"
    if images:
        return QCoreApplication.translate("Progress", "{n} images/s")
    return QCoreApplication.translate("Progress", "{n} examples/s")


def _rounded(rate: float) -> int:
    """Three digits say enough, and stand still enough to be read."""
    return int(round(rate, 3 - len(str(int(rate))))) if rate >= 1000 else round(rate)


def clock(seconds: float) -> str:
    """A duration as 0:03, 12:34 or 1:02:03."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
