"""Python in colours: Pygments' lexer, a line at a time, so that an edit costs what it touched."""

from __future__ import annotations

from pygments.lexer import ExtendedRegexLexer, LexerContext
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, String, _TokenType
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

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

    def set_colours(self, colours: Colours) -> None:
        """Colour the document anew in a theme."""
        self._formats.clear()
        self._styles = {kind: _style(colours, *style) for kind, style in STYLES.items()}
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        before = self.previousBlockState()
        stack = self._stacks[before] if before >= 0 else self._stacks[0]
        if len(text) > LONGEST_LINE:
            self.setCurrentBlockState(max(before, 0))
            return
        context = LexerContext(text + "\n", 0, stack=list(stack))
        for start, kind, piece in self._lexer.get_tokens_unprocessed(context=context):
            style = self._format_of(kind)
            if style is not None:
                self.setFormat(start, len(piece), style)
        self.setCurrentBlockState(self._number(tuple(context.stack)))

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
