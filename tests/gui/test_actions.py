"""The table of actions."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from graphviewer.gui import actions


def test_no_two_actions_share_an_id() -> None:
    assert max(Counter(row.id for row in actions.ROWS).values()) == 1


@pytest.mark.parametrize("page", ["explore", "train"])
def test_no_two_actions_of_a_page_share_a_key(page: str) -> None:
    rows = [row for row in actions.ROWS if actions.page_of(row) in ("", page)]
    keys = Counter(QKeySequence(key).toString() for row in rows for key in row.keys)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("row", actions.ROWS, ids=lambda row: row.id)
def test_every_key_is_one_that_qt_knows(row: actions.Row) -> None:
    assert all(not QKeySequence(key).isEmpty() for key in row.keys)


def test_a_row_without_a_callback_is_refused(qapp: QApplication) -> None:  # noqa: ARG001 - actions need it
    with pytest.raises(KeyError):
        actions.connect(actions.build(QObject()), {})


def test_a_group_is_told_which_of_its_actions_was_meant(qapp: QApplication) -> None:  # noqa: ARG001 - as above
    parent, seen = QObject(), []
    made = actions.build(parent)

    def note(action: QAction) -> None:
        seen.append(action.objectName())

    rows = {row.group or row.id: note for row in actions.ROWS}
    actions.connect(made, rows)
    made["dark"].trigger()
    made["panel_output"].trigger()
    assert seen == ["dark", "panel_output"]
    assert made["dark"].isChecked()
    assert not made["light"].isChecked()
