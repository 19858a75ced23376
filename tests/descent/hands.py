"""What tests of the Descent page look at and do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from graphviewer.formulas.questions import Walk
from graphviewer.gui.descent.walker_card import WalkerCard
from tests.descent.conftest import Room


def card(room: Room, at: int) -> WalkerCard:
    key = room.descent.state.walkers[at].key
    return room.page.settings.cards[key]


def cell(room: Room, row: int, column: int) -> str:
    item = room.page.curves.table.item(row, column)
    assert item is not None
    return item.text()


def pixel(room: Room, x: float, y: float) -> QPoint:
    return room.page.picture.map.to_pixels(x, y).toPoint()


def walks(room: Room) -> list[Walk]:
    return [one for _, one in room.stub.asked if isinstance(one, Walk)]


def write(entry: QLineEdit, text: str) -> None:
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)
