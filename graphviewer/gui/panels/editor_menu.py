"""The editor's context menu: Qt's own entries, and the watch of a variable under the pointer."""

from __future__ import annotations

import re

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


class Watched(Struct, frozen=True):
    """A variable to chart, and the line it was pointed at."""

    name: str
    line: int


def variable_at(cursor: QTextCursor, known: frozenset[str]) -> Watched | None:
    """The variable at a place of the text, if it is a known one; the longest name there is."""
    block, column = cursor.block(), cursor.positionInBlock()
    for found in _NAME.finditer(block.text()):
        if found.start() <= column <= found.end():
            parts = found.group().split(".")
            for count in range(len(parts), 0, -1):
                name = ".".join(parts[:count])
                if name in known:
                    return Watched(name, block.blockNumber() + 1)
    return None


def add_watch(menu: QMenu, watched: Watched) -> QAction:
    """Put the watch of a variable at the menu's top."""
    told = QCoreApplication.translate("Editor", "Watch {name}").format(name=watched.name)
    action = QAction(told.replace("&", "&&"), menu)
    entries = menu.actions()
    if entries:
        menu.insertAction(entries[0], action)
        menu.insertSeparator(entries[0])
    else:
        menu.addAction(action)
    return action
