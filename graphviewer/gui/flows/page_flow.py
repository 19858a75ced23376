"""The pages of the window, of which one is shown; each has actions of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from graphviewer.gui import actions
from graphviewer.gui.flows.edit_flow import Past
from graphviewer.gui.page_names import PAGES, Page
from graphviewer.session.document import Document, Opened


class Side(Protocol):
    """What the window knows of a page that is made when it is first shown."""

    @property
    def past(self) -> Past | None:
        """What undo and redo act on while the page is shown; None: the program's text."""
        ...

    def make(self) -> QWidget:
        """The page, for the first time."""
        ...

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        """What the page's actions do."""
        ...

    def keep(self) -> None:
        """Remember how the page stands."""
        ...


class PageFlow(QObject):
    """Shows a page, making it first where need be. `shown` carries its name."""

    shown = Signal(str)

    def __init__(
        self,
        made: Mapping[str, QAction],
        explore: QWidget,
        sides: Mapping[Page, Side],
        document: Document,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = made
        self._sides = sides
        self.stack = QStackedWidget()
        self.stack.addWidget(explore)
        self._pages: dict[Page, QWidget] = {"explore": explore}
        self.page: Page = "explore"
        self._settled = False
        self._apply()
        document.opened.connect(self._on_document_opened)

    def settle(self) -> None:
        """From now on what is opened is shown: until then a window opens something by itself."""
        self._settled = True

    def _on_document_opened(self, _opened: Opened) -> None:
        if self._settled:
            self.show_page("explore")

    def show_page(self, name: str) -> None:
        """Show a page; an unknown name is Explore."""
        page: Page = next((one for one in PAGES if one == name), "explore")
        if page not in self._pages:
            self._pages[page] = self._sides[page].make()
            self.stack.addWidget(self._pages[page])
        if page == self.page:
            self._actions[f"page_{page}"].setChecked(True)
            return
        self.page = page
        self._apply()
        self.stack.setCurrentWidget(self._pages[page])
        self.shown.emit(page)

    def choose(self, action: QAction) -> None:
        """Show the page that an action names."""
        self.show_page(action.objectName().removeprefix("page_"))

    def _apply(self) -> None:
        """Only the actions of this page are there, so that two pages can share a key."""
        self._actions[f"page_{self.page}"].setChecked(True)
        for row in actions.ROWS:
            page = actions.page_of(row)
            if page:
                self._actions[row.id].setVisible(page == self.page)
