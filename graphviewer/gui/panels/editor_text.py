"""The program's text and what the keyboard and the mouse do in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from graphviewer.gui.panels import editor_keys as keys
from graphviewer.gui.panels.editor_menu import Watched, add_watch, variable_at
from graphviewer.gui.panels.highlight import PythonHighlighter
from graphviewer.gui.theme import fonts

SMALLEST, LARGEST, USUAL = 9, 40, 15  # font sizes in pixels
CLICK_SLACK = 4  # pixels the pointer may move in a click


class ProgramText(QPlainTextEdit):
    """A plain text editor that knows Python's indentation and says which line was clicked."""

    line_clicked = Signal(int)
    zoomed = Signal(int)
    find_wanted = Signal()
    watch_wanted = Signal(object)  # a Watched

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = USUAL
        self._pressed: QPoint | None = None
        self._watchable: frozenset[str] = frozenset()
        self._watched: Watched | None = None
        self._highlighter = PythonHighlighter(self.document())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(3)

    def set_font_size(self, px: int) -> None:
        """Set the wanted size of the letters in pixels; where there is no room they are smaller."""
        px = max(SMALLEST, min(px, LARGEST))
        changed, self._wanted = px != self._wanted, px
        self.fit_letters()
        if changed:
            self.zoomed.emit(px)

    def font_size(self) -> int:
        """The wanted size of the letters in pixels."""
        return self._wanted

    def fit_letters(self) -> None:
        """Show letters of the wanted size, or of the largest that there is room for."""
        px = self.fitting(self._wanted)
        if px != self.font().pixelSize():
            font = fonts.mono(px)
            self.setFont(font)
            self.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * keys.INDENT)

    def fitting(self, wanted: int) -> int:
        """The size of letters in pixels that there is room for, at most `wanted`."""
        return wanted

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        action = None if self.isReadOnly() else self._edit_for(event)
        if action is None:
            action = self._view_for(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()
            event.accept()

    def _view_for(self, event: QKeyEvent) -> Callable[[], None] | None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        table: dict[int, Callable[[], None]] = {
            Qt.Key.Key_F: self.find_wanted.emit,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_reset,
        }
        return table.get(event.key()) if control else None

    def _edit_for(self, event: QKeyEvent) -> Callable[[], None] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._command_for(event.key(), modifiers)
        table: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Tab: self.indent,
            Qt.Key.Key_Backtab: self.dedent,
            Qt.Key.Key_Return: self.break_line,
            Qt.Key.Key_Enter: self.break_line,
        }
        if modifiers == Qt.KeyboardModifier.NoModifier:
            if event.key() == Qt.Key.Key_Backspace and self._at_stop():
                return self.dedent
            if event.key() == Qt.Key.Key_Home:
                return self._go_home
        return table.get(event.key())

    def _command_for(self, key: int, modifiers: Qt.KeyboardModifier) -> Callable[[], None] | None:
        # Qt redoes by one of these two keys, by which depends on the system.
        if key == Qt.Key.Key_Z and modifiers & Qt.KeyboardModifier.ShiftModifier:
            return self.redo
        table: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Slash: self.toggle_comment,
            Qt.Key.Key_Y: self.redo,
        }
        return table.get(key)

    def indent(self) -> None:
        """Move the selected lines in by one stop, or the cursor to the next stop."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._change_lines(keys.indented)
        else:
            cursor.insertText(keys.to_next_stop(cursor.positionInBlock()))

    def dedent(self) -> None:
        """Move the selected lines, or the cursor's, out by one stop."""
        self._change_lines(keys.dedented)

    def toggle_comment(self) -> None:
        """Make the selected lines comments, or program again."""
        self._change_lines(keys.commented)

    def break_line(self) -> None:
        """Begin a new line as far in as the program wants it."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText("\n" + keys.next_indent(before))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _at_stop(self) -> bool:
        cursor = self.textCursor()
        column = cursor.positionInBlock()
        before = cursor.block().text()[:column]
        blank = not before.strip() and "\t" not in before
        return (
            blank
            and column >= keys.INDENT
            and column % keys.INDENT == 0
            and not cursor.hasSelection()
        )

    def _go_home(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        column = keys.smart_home(block.text(), cursor.positionInBlock())
        cursor.setPosition(block.position() + column)
        self.setTextCursor(cursor)

    def _change_lines(self, change: Callable[[list[str]], list[str]]) -> None:
        """Rewrite the lines the selection touches, as one step of undo; the selection stays."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        if last.position() == cursor.selectionEnd() and last.blockNumber() > first.blockNumber():
            last = last.previous()
        count = last.blockNumber() - first.blockNumber() + 1
        numbers = range(first.blockNumber(), first.blockNumber() + count)
        old = [document.findBlockByNumber(number).text() for number in numbers]
        edit = QTextCursor(document)
        edit.beginEditBlock()
        for number, before, after in zip(numbers, old, change(old), strict=True):
            self._rewrite(edit, number, before, after)
        edit.endEditBlock()

    def _rewrite(self, edit: QTextCursor, number: int, before: str, after: str) -> None:
        """Replace only where two texts of a line differ, so that cursors elsewhere in it stay."""
        if before == after:
            return
        shorter = min(len(before), len(after))
        tail = 0
        while tail < shorter and before[-1 - tail] == after[-1 - tail]:
            tail += 1
        head = 0
        while head < shorter - tail and before[head] == after[head]:
            head += 1
        start = self.document().findBlockByNumber(number).position()
        edit.setPosition(start + head)
        edit.setPosition(start + len(before) - tail, QTextCursor.MoveMode.KeepAnchor)
        edit.insertText(after[head : len(after) - tail])

    # --- zoom

    def zoom_in(self) -> None:
        """Larger letters."""
        self._zoom(1)

    def zoom_out(self) -> None:
        """Smaller letters."""
        self._zoom(-1)

    def zoom_reset(self) -> None:
        """Letters of the usual size."""
        self.set_font_size(USUAL)

    def _zoom(self, by: int) -> None:
        """Change the wanted size until the letters change, which may be smaller than wanted."""
        shown, wanted = self.fitting(self._wanted), self._wanted + by
        while SMALLEST <= wanted + by <= LARGEST and self.fitting(wanted) == shown:
            wanted += by
        self.set_font_size(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    # --- clicks

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        slack = QPoint(CLICK_SLACK, CLICK_SLACK)
        if QRect(pressed - slack, pressed + slack).contains(event.position().toPoint()):
            line = self.line_at(event.position().y())
            if line is not None:
                self.line_clicked.emit(line)

    # --- the context menu

    def set_watchable(self, names: Iterable[str]) -> None:
        """Offer a watch of these variables."""
        self._watchable = frozenset(names)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        menu = self.menu_at(event.pos())
        menu.popup(event.globalPos())

    def menu_at(self, place: QPoint) -> QMenu:
        """The context menu at a place of the viewport; it deletes itself when closed."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._watched = variable_at(self.cursorForPosition(place), self._watchable)
        if self._watched is not None:
            add_watch(menu, self._watched).triggered.connect(self._on_watch_triggered)
        return menu

    def _on_watch_triggered(self) -> None:
        self.watch_wanted.emit(self._watched)

    def line_at(self, y: float) -> int | None:
        """The line at a height of the viewport; None below the last."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid():
            bottom = top + self.blockBoundingRect(block).height()
            if top <= y < bottom:
                return block.blockNumber() + 1
            if top > self.viewport().height():
                break
            top, block = bottom, block.next()
        return None
