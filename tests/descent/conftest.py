"""The Descent page alone, with answers made in NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from graphviewer.gui import actions
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.descent.page import DescentPage
from graphviewer.gui.descent.side import DescentSide
from graphviewer.gui.memory import Memory
from graphviewer.session.descending import Descent, encoded
from graphviewer.session.descent_choices import begun
from tests.descent.stub import Stub, joined

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform says of every window that it cannot hint at sizes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


class Room(Struct):
    """A window with the page, what answers it, and where it is kept."""

    window: QMainWindow
    side: DescentSide
    stub: Stub
    memory: Memory
    appearance: Appearance

    @property
    def page(self) -> DescentPage:
        found = self.window.findChild(DescentPage)
        assert isinstance(found, DescentPage)
        return found

    @property
    def descent(self) -> Descent:
        return self.side.descent

    def answer(self, qtbot: QtBot) -> None:
        """Answer until nothing is asked any more, also what is asked a moment later."""
        self.page.picture.settle()
        self.stub.answer()
        qtbot.wait(1)
        self.page.curves.settle()


BEALE = replace(begun("beale"), steps=100, speed=100.0)


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One page for a module's tests."""
    window = QMainWindow()
    appearance = Appearance(qapp, window)
    appearance.set_theme("light")
    appearance.set_language("en")
    rows = actions.build(window)
    stub, calculating = joined(window)
    memory = Memory(tmp_path_factory.mktemp("descent") / "settings.json")
    memory.keep(descent=encoded(BEALE))
    side = DescentSide(window, rows, appearance, calculating, memory)
    for name, done in side.callbacks().items():
        rows[name].triggered.connect(done)
    window.setCentralWidget(side.make())
    window.resize(1400, 860)
    window.show()
    yield Room(window, side, stub, memory, appearance)
    side.keep()
    window.close()
    window.deleteLater()


@pytest.fixture
def room(made: Room, qtbot: QtBot) -> Room:
    """The page as it is at first: Beale, six walkers of 100 steps, all answered."""
    made.side.player.pause()
    made.descent.edit(BEALE)
    made.descent.go(0)
    made.page.notices.show_notice(None)
    made.page.picture.map.reset()
    made.answer(qtbot)
    return made
