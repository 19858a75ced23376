"""The program panel: a heading, the editor with its margins, and the find bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.panels.editor_code import CodeEdit, Lit
from graphviewer.gui.panels.editor_find import FindBar
from graphviewer.gui.panels.words import Caption
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.session.margins import Margin
from graphviewer.tape.rows import Error


class EditorPanel(QWidget):
    """Shows and edits one program.

    `line_clicked`: a line was clicked, in the text, its number or its margin. `edited`: the user
    changed the text (`set_source` does not announce). `zoomed`: the letters have another size.
    `watch_wanted`: chart a variable, a Watched.
    """

    line_clicked = Signal(int)
    edited = Signal()
    zoomed = Signal(int)
    watch_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None, colours: Colours = LIGHT) -> None:
        super().__init__(parent)
        self._colours = colours
        self._title = ""
        self._setting = False
        self._caption = Caption()
        self.code = CodeEdit(colours)
        self.find_bar = FindBar(self.code, colours)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 12, 8)
        head.addWidget(self._caption)
        column.addLayout(head)
        column.addWidget(self.find_bar)
        column.addWidget(self.code, 1)
        self.setFocusProxy(self.code)
        self._text = ""
        self.code.line_clicked.connect(self.line_clicked)
        self.code.zoomed.connect(self.zoomed)
        self.code.watch_wanted.connect(self.watch_wanted)
        self.code.find_wanted.connect(self.find_bar.open_bar)
        self.code.textChanged.connect(self._on_code_changed)
        self.set_colours(colours)
        self.retranslate()

    # --- the program

    def set_source(self, source: str) -> None:
        """Show another program; its undo history begins here."""
        if source == self.source():
            return
        self._setting = True
        self.code.set_error(None)
        self.code.set_lit(None)
        self.code.set_marked(None)
        self.code.set_notes(())
        self.code.setPlainText(source)
        self.code.fit_letters()
        self.code.set_stale(stale=False)
        self._setting = False

    def write(self, *, at_end: bool) -> None:
        """Let the user type: below the program, or where its caret is."""
        if at_end:
            self.code.moveCursor(QTextCursor.MoveOperation.End)
        self.code.setFocus()

    def source(self) -> str:
        """The program's text as it stands."""
        return self.code.toPlainText()

    def set_title(self, title: str) -> None:
        """Name the program in the heading."""
        self._title = title
        self._show_caption()

    def set_read_only(self, read_only: bool) -> None:
        """Allow edits, or not: a tape's program is what ran."""
        self.code.setReadOnly(read_only)
        self.code.setTabChangesFocus(read_only)

    def set_font_size(self, px: int) -> None:
        """Set the size of the program's letters in pixels."""
        self.code.set_font_size(px)

    def font_size(self) -> int:
        """The size of the program's letters in pixels."""
        return self.code.font_size()

    # --- what a position says

    def set_margins(self, margins: Sequence[Margin]) -> None:
        """Show these notes beside their lines."""
        self.code.set_notes(margins)

    def set_watchable(self, names: Iterable[str]) -> None:
        """Offer a watch of these variables in the context menu."""
        self.code.set_watchable(names)

    def set_stale(self, stale: bool) -> None:
        """Grey the notes: they belong to the program before an edit."""
        self.code.set_stale(stale)

    def set_current_line(self, line: int | None, phase: str = "forward") -> None:
        """Mark the line of the step that has just happened."""
        self.code.set_lit(Lit(line, phase) if line is not None else None)

    def set_marked_line(self, line: int | None) -> None:
        """Mark the selected line."""
        self.code.set_marked(line)

    def set_error(self, error: Error | None) -> None:
        """Underline where the program failed; its message is the tooltip."""
        self.code.set_error(error)

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        paint_with(self, colours, background=colours.surface)
        self.code.set_colours(colours)
        self.find_bar.set_colours(colours)
        self._show_caption()

    def set_language(self, language: str) -> None:  # noqa: ARG002 - the translator knows it
        """Say everything in the language whose translator is installed."""
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.code.setAccessibleName(QCoreApplication.translate("Editor", "Program"))
        self.find_bar.retranslate()
        self._show_caption()

    def _show_caption(self) -> None:
        word = QCoreApplication.translate("Editor", "Program")
        title = f" — {self._title}" if self._title else ""
        self._caption.show_caption(word, fonts.sans(12), self._colours.quiet, as_written=title)

    def _on_code_changed(self) -> None:
        # Colouring the text counts as a change for Qt.
        text = self.source()
        if text != self._text:
            self._text = text
            if not self._setting:
                self.edited.emit()
