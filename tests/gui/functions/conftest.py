"""A Functions page whose calculator is a stub."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.asking import Asking
from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.session.functions_kept import kept
from tests.gui.functions.stub import Stub


class Desk:
    """The page, its state and its calculator."""

    def __init__(self) -> None:
        self.stub = Stub()
        self.functions = kept("")
        self.asking = Asking(self.stub.as_calculating(), self.stub)
        self.answers = Answers(self.functions, self.asking, self.stub)
        self.page = FunctionsPage(self.functions, self.answers)
        self.window = QWidget()  # Qt's offscreen windows complain of least sizes that change
        self.page.setParent(self.window)
        self.asking.broke.connect(self.page.show_broken)
        self.answers.start()

    def show(self, *formulas: str) -> None:
        """Show these functions and no others, all answered."""
        self.functions.show_only([(one, {}) for one in formulas])
        self.stub.answer()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """A page of 1400 by 800 pixels that shows the sigmoid."""
    made = Desk()
    qtbot.addWidget(made.window)
    made.window.resize(1400, 800)
    made.page.resize(1400, 800)
    made.window.show()
    made.stub.answer()
    return made
