"""Python in colours: Pygments' lexer, a line at a time, so that an edit costs what it touched.

Of a long program as much is coloured at once as nobody waits for, the rest between other events.
"""

from __future__ import annotations

import time

from pygments.lexer import ExtendedRegexLexer, LexerContext
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, String, _TokenType
from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import legible

# Token -> (field of Colours, bold, italic). Numbers, names and operators stay plain: blue and
# orange are kept for values and gradients.
STYLES: dict[_TokenType, tuple[str, bool, bool]] = {
    Keyword: ("loss", False, False),
    Comment: ("quiet", False, True),
    String: ("leaf", False, False),
    String.Doc: ("quiet", False, True),
    Name.Function: ("text", True, False),
    Name.Class: ("text", True, False),
    Name.Decorator: ("loss", False, False),
}
LONGEST_LINE = 2000  # beyond this a line is data rather than program, and stays plain
SLICE_SECONDS = 0.008  # of colouring between two looks at what else is to be done
AT_ONCE = 6_000  # letters coloured in a slice however long it takes
NOWHERE = -2  # no line's number, nor the one before the first
NEVER = -1  # the state Qt gives a line that has not been coloured


class _Lines(ExtendedRegexLexer, PythonLexer):  # type: ignore[misc]  # Pygments is untyped
    """Pygments' Python lexer that can stop at a line's end and go on from there."""


class PythonHighlighter(QSyntaxHighlighter):
    """Colours a document. The lexer's state stack at the end of a line is that block's state."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._lexer = _Lines()
        self._stacks: list[tuple[str, ...]] = [("root",)]
        self._formats: dict[_TokenType, QTextCharFormat | None] = {}
        self._styles: dict[_TokenType, QTextCharFormat] = {}
        # where colouring goes on, the last first; an edit above moves a cursor along
        self._rest: list[QTextCursor] = []
        self._until, self._letters, self._full = 0.0, 0, False  # of this slice
        self._left = NOWHERE  # the last line that was left for later
        self._guess: tuple[str, ...] | None = None  # the stack while lines are coloured ahead
        self._in_sight = self._ahead = (0, 0)  # first line and how many; those coloured ahead
        document.contentsChange.connect(self._on_document_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.rehighlight()  # else Qt leaves out what is edited before its first event

    @property
    def busy(self) -> bool:
        """Whether lines are still to be coloured."""
        return bool(self._rest)

    def set_colours(self, colours: Colours) -> None:
        """Colour the document anew in a theme."""
        self._formats.clear()
        self._styles = {kind: _style(colours, *style) for kind, style in STYLES.items()}
        block = self.document().begin()
        while block.isValid():
            block.setUserState(NEVER)
            block = block.next()
        self._rest, self._ahead = [QTextCursor(self.document())], (0, 0)
        self._begin()
        self._go_on()

    def colour_first(self, first: int, count: int) -> None:
        """These lines, by number from 0, are on screen: they come before others."""
        self._in_sight = first, count

    # --- slices

    def _begin(self) -> None:
        """Another slice: what Qt asks for until the next event is of it too."""
        self._until, self._letters, self._full = time.perf_counter() + SLICE_SECONDS, 0, False
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if not self._rest:
            self._timer.stop()
            return
        self._begin()
        if self._ahead != self._in_sight:
            self._colour_ahead()
        self._go_on()

    def _go_on(self) -> None:
        while self._rest and not self._is_full():
            self._left = NOWHERE
            block = self._rest.pop().block()
            self.rehighlightBlock(block)  # and what follows as far as states change
            after = block.next()
            if after.isValid() and after.userState() == NEVER and not self._full:
                self._rest.append(QTextCursor(after))

    def _is_full(self) -> bool:
        late = self._letters >= AT_ONCE and time.perf_counter() > self._until
        self._full = self._full or late
        return self._full

    def _colour_ahead(self) -> None:
        """Colour what is on screen as if no string went on into it; its turn is still to come."""
        self._ahead, (first, count) = self._in_sight, self._in_sight
        block = self.document().findBlockByNumber(first)
        self._guess = self._stacks[max(block.previous().userState(), 0)]
        try:
            for _ in range(count):
                if block.userState() == NEVER:
                    self.rehighlightBlock(block)
                block = block.next()
        finally:
            self._guess = None

    # --- lines

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        if self._guess is not None:
            self._guess = self._colour(text, self._guess)
            return
        if not self._timer.isActive():
            self._begin()
        if self._is_full():
            self._leave(self.currentBlock())
            return
        before = self.previousBlockState()
        stack = self._stacks[max(before, 0)]
        self.setCurrentBlockState(self._number(self._colour(text, stack)))

    def _leave(self, block: QTextBlock) -> None:
        """Leave a line for later: the first of an edit's is noted, and leads to the others."""
        number = block.blockNumber()
        if number == self._left + 1:
            self.setCurrentBlockState(NEVER)
        else:
            self._rest.append(QTextCursor(block))
        self._left = number

    def _on_document_changed(self, *_where: int) -> None:
        """An edit is over, and all that Qt asks for because of it."""
        self._left = NOWHERE

    def _colour(self, text: str, stack: tuple[str, ...]) -> tuple[str, ...]:
        """Colour a line; the stack at its end."""
        if len(text) > LONGEST_LINE:
            return stack
        self._letters += len(text) + 1
        context = LexerContext(text + "\n", 0, stack=list(stack))
        for start, kind, piece in self._lexer.get_tokens_unprocessed(context=context):
            style = self._format_of(kind)
            if style is not None:
                self.setFormat(start, len(piece), style)
        return tuple(context.stack)

    def _number(self, stack: tuple[str, ...]) -> int:
        try:
            return self._stacks.index(stack)
        except ValueError:
            self._stacks.append(stack)
            return len(self._stacks) - 1

    def _format_of(self, kind: _TokenType) -> QTextCharFormat | None:
        if kind not in self._formats:
            above: _TokenType | None = kind
            while above is not None and above not in self._styles:
                above = above.parent
            self._formats[kind] = self._styles[above] if above is not None else None
        return self._formats[kind]


def _style(colours: Colours, field: str, bold: bool, italic: bool) -> QTextCharFormat:
    style = QTextCharFormat()
    colour = legible(str(getattr(colours, field)), colours.gradient_tint, colours.text)
    style.setForeground(QColor(colour))
    if bold:
        style.setFontWeight(QFont.Weight.Bold)
    style.setFontItalic(italic)
    return style
