"""Every text of the window has a finished Korean translation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from graphviewer.gui.i18n import Translations, counted
from graphviewer.gui.segments import Segments
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import wait_for_run

TOOL = Path(__file__).resolve().parents[2] / "tools" / "translations.py"


def test_nothing_is_untranslated_left_over_or_not_compiled() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL), "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_language_is_switched_at_run_time_and_back(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.use("ko")
    assert QCoreApplication.translate("TopBar", "Run") == "실행"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"
    translations.use("en")
    assert QCoreApplication.translate("TopBar", "Run") == "Run"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (12345, "12,345 steps")]
)
def test_one_is_singular(count: int, said: str) -> None:
    assert counted(count, "1 step", "{n} steps") == said


def too_narrow(window: MainWindow) -> list[str]:
    """The texts of joined buttons that are not as wide as they ask to be."""
    shown = [one for one in window.findChildren(Segments) if one.isVisible()]
    buttons = [button for one in shown for button in one.findChildren(QToolButton)]
    return [one.text() for one in buttons if one.width() < one.sizeHint().width()]


def test_joined_buttons_are_as_wide_as_their_words_in_each_language(
    window: MainWindow, qtbot: QtBot
) -> None:
    for language, theme, run in (
        ("ko", "dark", False),
        ("en", "light", True),
        ("ko", "light", True),
    ):
        window.appearance.set_language(language)
        window.appearance.set_theme(theme)
        if run:
            window.commands["run"].trigger()
        qtbot.waitUntil(lambda: not too_narrow(window))
        window.appearance.set_language("en")
        qtbot.waitUntil(lambda: not too_narrow(window))
    wait_for_run(window, qtbot)
