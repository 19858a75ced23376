"""Paragraphs that always fit: text that wraps between words, and inside one only where it must."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

# Qt breaks lines after any Hangul syllable; with word joiners it breaks at spaces as Korean wants.
_JOINT = re.compile(r"(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3.,:;!?)\]’”])")
_JOINER = "\u2060"
_NEW_LINE = "\u2028"  # as QTextLayout knows it
LEADING = 1.18  # height of a line, of its font's


class Span(Struct, frozen=True):
    """Some words in one font and colour."""

    text: str
    font: QFont
    colour: str


def paragraph(spans: Sequence[Span]) -> QTextLayout:
    """Spans, one after the other, that break between words."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text, formats = "", []
    for span in spans:
        shown = _JOINT.sub(_JOINER, span.text).replace("\n", _NEW_LINE)
        formats.append(_format(span, len(text), len(shown)))
        text += shown
    layout = QTextLayout(text, spans[0].font if spans else QFont())
    layout.setTextOption(option)
    layout.setFormats(formats)
    return layout


def laid_out(layout: QTextLayout, spans: Sequence[Span], width: float) -> float:
    """Break a paragraph of spans into lines of a width; the height they take."""
    metrics = [QFontMetricsF(span.font) for span in spans]
    ascent = max((one.ascent() for one in metrics), default=0.0)
    leading = max((one.height() for one in metrics), default=0.0) * LEADING
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # Hangul's font is taller: lines keep one height and one baseline in both languages.
        line.setPosition(QPointF(0, height + ascent - line.ascent()))
        height += leading
    layout.endLayout()
    return height


class Words(QWidget):
    """One paragraph of spans. Its height follows its width; it makes do with any width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self._layout = QTextLayout()
        self._width = -1
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Show these words, one after the other."""
        kept = tuple(span for span in spans if span.text)
        if kept == self._spans:
            return
        self._spans = kept
        self._layout = paragraph(kept)
        self._layout.setCacheEnabled(True)
        self._width = -1
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words as plain text."""
        return "".join(span.text for span in self._spans)

    def lines(self) -> int:
        """Over how many lines the words run at the present width."""
        self._lay_out(self.width())
        return self._layout.lineCount()

    # --- size and picture

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._lay_out(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        width = self.width() if self.width() > 40 else 240
        return QSize(width, self._lay_out(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(40, self._lay_out(max(40, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        self._lay_out(self.width())
        painter = QPainter(self)
        try:
            self._layout.draw(painter, QPointF(0, 0))
        finally:
            painter.end()

    def _lay_out(self, width: int) -> int:
        if width == self._width:
            return self._height
        self._width = width
        height = laid_out(self._layout, self._spans, width)
        self._height = round(height + 0.5)
        return self._height

    def _on_menu_requested(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(QCoreApplication.translate("Inspector", "Copy"))
        copy.triggered.connect(self.copy)
        menu.popup(self.cursor().pos())

    def copy(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())


class Caption(Words):
    """A small quiet heading in capitals, as above each part of a panel."""

    def show_caption(self, text: str, font: QFont, colour: str, *, as_written: str = "") -> None:
        """Set the caption; `as_written` follows it in its own case."""
        spaced = QFont(font)
        spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        self.set_spans((Span(text.upper(), spaced, colour), Span(as_written, spaced, colour)))


def _format(span: Span, start: int, length: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, length
    style = QTextCharFormat()
    style.setFont(span.font)
    style.setForeground(QColor(span.colour))
    found.format = style
    return found
