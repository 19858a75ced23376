"""Takes widgets out of a list without losing the keys."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def take_away(widget: QWidget, layout: QLayout, heir: QWidget) -> None:
    """Delete a widget of a layout. If it has the focus, `heir` gets it.

    Qt would give it to what comes next in the window, to the buttons of the pages for one: undo
    would do nothing any more, and Space would leave the page.
    """
    focused = widget.window().focusWidget()
    if focused is not None and (focused is widget or widget.isAncestorOf(focused)):
        heir.setFocus()
    widget.hide()
    layout.removeWidget(widget)
    widget.deleteLater()
