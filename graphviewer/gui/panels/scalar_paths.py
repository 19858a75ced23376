"""A selected scalar in the inspector: its number, its paths to the loss, and their sum."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviewer.explain.numbers import scalar
from graphviewer.gui.canvas.scalar_paths import Traced
from graphviewer.gui.panels.inspector_parts import TICKS
from graphviewer.gui.panels.path_words import product_text, sum_text, verdict_text
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible, mix

SECTION, CLOSE, TIGHT = 20, 7, 3  # pixels between parts
MARKS = {"agrees": "agrees", "differs": "differs"}  # verdicts with a tick


class PathRow(Words):
    """One path. `lit` carries its links while the pointer or the keyboard is on it, else ()."""

    lit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: tuple[int, ...] = ()
        self.ground = ""
        self._on = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        super().enterEvent(event)
        self._turn(on=True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self._turn(on=self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._turn(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._turn(on=self.underMouse())

    def _turn(self, *, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.lit.emit(self.links if on else ())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._on and self.ground:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self.ground)
            painter.end()
        super().paintEvent(event)


class PathsPart(Stack):
    """Shows what the canvas tells of a selected scalar. `lit` carries the links of one path."""

    lit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._traced: Traced | None = None
        self.caption = Caption()
        self.heading = Words()
        self.paths_caption = Caption()
        self.source = Words()
        self.sum = Words()
        self.note = Words()
        self.rows: list[PathRow] = []
        self.list = Stack()
        self.more = Words()
        for widget, gap in (
            (self.caption, 0),
            (self.heading, CLOSE),
            (self.paths_caption, SECTION),
            (self.list, CLOSE),
            (self.more, TIGHT),
            (self.sum, CLOSE),
            (self.note, CLOSE),
            (self.source, CLOSE),
        ):
            self.add(widget, gap)
        self.hide()

    def show_traced(self, found: Traced | None) -> None:
        """Show the paths of a scalar, or nothing."""
        self._traced = found
        self.setVisible(found is not None)
        if found is None:
            return
        translate, colours = QCoreApplication.translate, self._colours
        small, quiet = fonts.sans(12), colours.quiet
        self.caption.show_caption(translate("Inspector", "Selected"), small, quiet)
        value = f" = {scalar(found.value)}" if found.value is not None else ""
        big = fonts.sans(20, bold=True)
        self.heading.set_spans(
            (Span(found.name, big, colours.text), Span(value, big, self._ink("value")))
        )
        self._show_paths(found)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.show_traced(self._traced)

    def retranslate(self) -> None:
        """Say it in the language of now."""
        self.show_traced(self._traced)

    def _ink(self, name: str) -> str:
        return legible(str(getattr(self._colours, name)), self._colours.surface, self._colours.text)

    def _show_paths(self, found: Traced) -> None:
        translate, colours, trace = QCoreApplication.translate, self._colours, found.trace
        count = trace.paths.count
        self.paths_caption.setVisible(count > 0)
        roots = ", ".join(found.roots[:3]) + (", …" if len(found.roots) > 3 else "")
        title = translate("Paths", "Paths to the loss")
        self.paths_caption.show_caption(
            title, fonts.sans(12), colours.quiet, as_written=f"  {roots}"
        )
        self._show_rows(found)
        left = count - len(trace.factors)
        self.more.setVisible(left > 0)
        told = translate("Paths", "and {count} more").format(count=f"{left:,}")
        self.more.set_spans((Span(told, fonts.sans(13), colours.quiet),))
        self._show_sum(found)
        said = (
            translate("Paths", "Local derivatives: by the rules, on recorded numbers.")
            if found.computed
            else translate("Paths", "Local derivatives: PyTorch's own, recorded.")
        )
        self.source.setVisible(count > 0)
        self.source.set_spans((Span(said, fonts.sans(12), colours.quiet),))

    def _show_rows(self, found: Traced) -> None:
        ways = [way for way in found.trace.factors if way.links]
        while len(self.rows) < len(ways):
            row = PathRow()
            row.lit.connect(self.lit)
            self.rows.append(row)
            self.list.add(row, TIGHT)
        ground = mix(self._colours.surface, self._colours.gradient, 0.14)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(ways))
            if number < len(ways):
                row.links, row.ground = ways[number].links, ground
                told = QCoreApplication.translate("Paths", "path {n}").format(n=number + 1)
                head = Span(f"{told}  ", fonts.sans(13), self._colours.quiet)
                body = Span(product_text(ways[number]), fonts.mono(14), self._colours.text)
                row.set_spans((head, body))
        self.list.setVisible(bool(ways))

    def _show_sum(self, found: Traced) -> None:
        trace, colours = found.trace, self._colours
        text = sum_text(trace) if trace.paths.count else ""
        spans = [Span(text, fonts.sans(15, bold=True), self._ink("gradient"))]
        if trace.verdict in MARKS:
            tick, field = TICKS[MARKS[trace.verdict]]
            spans.append(Span(f"  {tick}", fonts.sans(15, bold=True), self._ink(field)))
        self.sum.set_spans(tuple(spans))
        self.sum.setVisible(bool(text))
        note = verdict_text(trace)
        if trace.verdict == "none" and not found.gradient_known:
            note = QCoreApplication.translate("Paths", "No gradient is wanted for it.")
        self.note.set_spans((Span(note, fonts.sans(14), colours.text),))
        self.note.setVisible(bool(note))
