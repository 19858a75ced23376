"""Fields to type in: what is taken as a number, and what is not."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.fields.entry import NumberEntry


@pytest.fixture
def entry(qtbot: QtBot) -> NumberEntry:
    made = NumberEntry(-1e9, 1e9)
    qtbot.addWidget(made)
    made.show_number(7.0)
    return made


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,000", 1e3), ("12,345,678.5", 12_345_678.5), ("−1,000", -1e3), ("1e-3", 1e-3)],
)
def test_commas_part_thousands(entry: NumberEntry, typed: str, number: float) -> None:
    entry.setText(typed)
    entry.commit()
    assert entry.value == number
    assert not entry.toolTip()


@pytest.mark.parametrize("typed", ["0,5", "1,5", "0,500", "1,00", "12,34,567", "nan", "1e999", ""])
def test_other_commas_make_no_number(entry: NumberEntry, typed: str) -> None:
    entry.setText(typed)
    entry.commit()
    assert (entry.value, entry.text()) == (7.0, typed)
    assert entry.toolTip()
