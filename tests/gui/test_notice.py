"""The banner: what, where, and a button for what to do."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.notice import LONGEST, Notice, NoticeBar, shortened

# Qt's offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_long_message_is_cut_after_a_sentence_and_kept_in_the_tooltip(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    text = "One sentence. " + "Another one that goes on. " * 20
    bar.show_notice(Notice(kind="error", title="RuntimeError in line 3", text=text))
    assert bar.text.text().endswith(". …")
    assert bar.text.toolTip() == text
    assert len(shortened("x" * 999)) == LONGEST + 2


def test_its_button_hands_the_notice_back(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    notice = Notice(kind="stale", title="changed", act="run")
    bar.show_notice(notice)
    with qtbot.waitSignal(bar.acted) as acted:
        bar.button.click()
    assert acted.args == [notice]
    bar.close_button.click()
    assert bar.notice is None
    assert not bar.isVisible()
