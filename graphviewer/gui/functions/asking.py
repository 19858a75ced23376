"""Questions to the calculator: one under way a channel, and of those that wait only the newest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from graphviewer.engine.calculator import Calculated
from graphviewer.formulas.questions import Question
from graphviewer.gui.calculating import Calculating


class Asking(QObject):
    """`told` carries channel, question and answer; `broke` a sentence: nothing more is answered.

    A question is not taken back while it is under way: so a slider that is dragged without a
    pause still sees answers.
    """

    told = Signal(str, object, object)
    broke = Signal(str)

    def __init__(self, calculating: Calculating, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calculating = calculating
        self._numbers: dict[int, str] = {}  # under way: its channel
        self._under_way: dict[str, Question] = {}
        self._waiting: dict[str, Question] = {}
        self._failed = False
        calculating.answered.connect(self._on_answered)
        calculating.broke.connect(self._on_broke)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._under_way)

    def want(self, channel: str, question: Question) -> None:
        """Ask as soon as the channel is free."""
        if channel in self._under_way or self._failed:
            self._waiting[channel] = question
        else:
            self._ask(channel, question)

    def retry(self) -> None:
        """Ask again what had no answer when everything broke."""
        self._failed = False
        waiting, self._waiting = self._waiting, {}
        for channel, question in waiting.items():
            self._ask(channel, question)

    def _ask(self, channel: str, question: Question) -> None:
        self._under_way[channel] = question
        self._numbers[self._calculating.ask(channel, question)] = channel

    def _on_answered(self, told: Calculated) -> None:
        channel = self._numbers.get(told.number)
        if channel is None or not told.last:
            return
        del self._numbers[told.number]
        question = self._under_way.pop(channel)
        if channel in self._waiting:
            self._ask(channel, self._waiting.pop(channel))
        self.told.emit(channel, question, told.answer)

    def _on_broke(self, message: str) -> None:
        self._failed = True
        self._waiting = {**self._under_way, **self._waiting}
        self._under_way.clear()
        self._numbers.clear()
        self.broke.emit(message)
