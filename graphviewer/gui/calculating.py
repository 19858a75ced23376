"""The window's one calculator: made when a page first asks, ended with the window."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from graphviewer.engine.calculator import Calculated, Calculator, CalculatorBroke
from graphviewer.engine.happening import Happening
from graphviewer.formulas.questions import Question
from graphviewer.gui.training_told import in_language
from graphviewer.session.mailbox import Mailbox


class CalculatorLike(Protocol):
    """What is needed of a calculator; `graphviewer.engine.calculator.Calculator` has it."""

    def warm(self) -> None:
        """Warm a process up in the background."""
        ...

    def ask(self, channel: str, question: Question, /) -> int:
        """Ask; returns the number answers will carry."""
        ...

    def close(self, patience: float = 0.2) -> None:
        """End everything."""
        ...


class Calculating(QObject):
    """Asks, and emits `answered` (Calculated) and `broke` (a sentence) in the window's thread."""

    answered = Signal(object)
    broke = Signal(str)

    def __init__(
        self,
        mailbox: Mailbox[Happening],
        parent: QObject,
        calculator: CalculatorLike | None = None,
    ) -> None:
        """`calculator`: one that somebody else will close."""
        super().__init__(parent)
        self._mailbox, self._given = mailbox, calculator
        self._calculator = calculator

    def warm(self) -> None:
        """A page is shown that will ask."""
        self._there().warm()

    def ask(self, channel: str, question: Question) -> int:
        """Ask; what the channel asked before is dropped. Returns the number answers will carry."""
        return self._there().ask(channel, question)

    def _there(self) -> CalculatorLike:
        if self._calculator is None:
            self._calculator = Calculator(self._mailbox.put)
        return self._calculator

    def receive(self, event: Happening) -> None:
        """What the processes tell; others' events pass by."""
        if isinstance(event, Calculated):
            self.answered.emit(event)
        elif isinstance(event, CalculatorBroke):
            self.broke.emit(in_language(event.message))

    def close(self) -> None:
        """End the calculator that was made here."""
        if self._calculator is not None and self._given is None:
            self._calculator.close()
        self._calculator = None
