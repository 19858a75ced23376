"""The window on a tape that is in no file, as Python hands it over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.api import live
from graphviewer.gui import application
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.record.program import record
from graphviewer.record.standing import graph_of
from graphviewer.tape.tape import Tape
from tests.gui.conftest import SharedEngine

PROGRAM = "import torch\na = torch.tensor(2.0, requires_grad=True)\nc = a * a\nc.backward()\n"


def walked() -> Tape:
    """The graph behind a tensor that was made before anybody recorded."""
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    return graph_of((x * 3).sum(), sys._getframe())


Show = Callable[[Tape, str], MainWindow]


@pytest.fixture
def show(
    qapp: QApplication,
    qtbot: QtBot,
    settings_path: Path,
    shared_engine: SharedEngine,
    make: object,  # noqa: ARG001  # its engine may stay between tests
) -> Iterator[Show]:
    """Shows tapes, and closes their windows."""
    engine, mailbox = shared_engine
    found: list[MainWindow] = []

    def shown(tape: Tape, name: str) -> MainWindow:
        made = application.make_on(qapp, engine, mailbox, Memory(settings_path), tape, name)
        made.appearance.set_language("en")
        made.show()
        found.append(made)
        return made

    yield shown
    for made in found:
        made.close()
        made.deleteLater()
    qtbot.wait(1)


def test_the_tape_is_shown_at_its_end_without_a_run(show: Show) -> None:
    window = show(record(PROGRAM), "mine.py")
    assert window.session.position == window.session.length - 1 > 0
    assert window.document.source == PROGRAM
    assert window.windowTitle().startswith("mine.py")
    assert window.notices.notice is None
    assert not window.runner.state.busy


@pytest.mark.parametrize(
    ("language", "word"), [("en", "outside a recording"), ("ko", "기록 밖")], ids=["en", "ko"]
)
def test_a_walked_graph_says_that_values_are_missing(
    show: Show, qtbot: QtBot, language: str, word: str
) -> None:
    window = show(walked(), "mine.py")
    window.appearance.set_language(language)
    notices = window.notices
    qtbot.waitUntil(lambda: notices.notice is not None and word in notices.notice.title)
    assert window.views.view == "grad_fn"


def test_a_closed_window_is_told_of_once(show: Show, qtbot: QtBot) -> None:
    told: list[str] = []
    window = show(record(PROGRAM), "mine.py")
    application.when_closed(window, lambda: told.append("closed"))
    window.showMinimized()
    qtbot.wait(20)
    assert told == []
    window.close()
    qtbot.waitUntil(lambda: bool(told))
    window.hide()
    qtbot.wait(20)
    assert told == ["closed"]


class Shell:
    """IPython's shell as far as a window needs it."""

    def __init__(self, loop: str | None) -> None:
        self.loop, self.active_eventloop = loop, None

    def enable_gui(self, gui: str) -> None:
        """Run Qt's loop beside the prompt, if that can be."""
        assert gui == "qt"
        self.active_eventloop = self.loop  # type: ignore[assignment]


def test_where_the_prompt_cannot_run_qts_loop_no_window_opens(qapp: QApplication) -> None:
    assert live.open_window(Shell(None), record(PROGRAM), "mine.py") is False
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible()]


def test_a_window_beside_the_prompt_lives_until_it_is_closed(
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    settings_path: Path,
    shared_engine: SharedEngine,
    make: object,  # noqa: ARG001  # as above
) -> None:
    engine, _ = shared_engine
    monkeypatch.setattr(live, "Engine", lambda _put: engine)
    monkeypatch.setattr(engine, "close", lambda: None)
    monkeypatch.setattr("graphviewer.gui.memory.store.default_path", lambda: settings_path)
    assert live.open_window(Shell("qt"), record(PROGRAM), "mine.py") is True
    (window,) = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
    assert window.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not live._shown)
    window.deleteLater()
