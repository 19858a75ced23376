"""Facts in two columns: what it is called, what it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviewer.explain.explanation import Fact
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours

GAP, BETWEEN = 14, 5  # pixels between the columns, between rows
SHARE = 0.45  # of the width, at most, goes to the names


class FactsView(QWidget):
    """Rows of facts; the widgets of a row are kept and used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[tuple[Words, Words]] = []
        self._names = 60

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self._show()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._show()

    def text(self) -> str:
        """The facts as lines of plain text."""
        return "\n".join(f"{fact.label}\t{fact.text}" for fact in self._facts)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def _show(self) -> None:
        while len(self._rows) < len(self._facts):
            self._rows.append((Words(self), Words(self)))
        label, body = fonts.sans(14), fonts.sans(14)
        metrics = QFontMetricsF(label)
        widths = (metrics.horizontalAdvance(fact.label) for fact in self._facts)
        self._names = math.ceil(max(widths, default=0.0)) + 2 + GAP
        for place, (name, text) in enumerate(self._rows):
            used = place < len(self._facts)
            name.setVisible(used)
            text.setVisible(used)
            if used:
                fact = self._facts[place]
                name.set_spans((Span(fact.label, label, self._colours.quiet),))
                text.set_spans((Span(fact.text, body, self._colours.text),))
        self._place(self.width(), move=True)

    def _place(self, width: int, *, move: bool) -> int:
        names = round(min(self._names, width * SHARE))
        inner, y = max(1, width - names), 0
        for name, text in self._rows[: len(self._facts)]:
            first, second = name.heightForWidth(max(1, names - GAP)), text.heightForWidth(inner)
            if move:
                name.setGeometry(0, y, max(1, names - GAP), first)
                text.setGeometry(names, y, inner, second)
            y += max(first, second) + BETWEEN
        return max(0, y - BETWEEN)
