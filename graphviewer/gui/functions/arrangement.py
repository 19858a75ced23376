"""The columns of the Functions page: list, plots and limit, or list and limit as tabs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from graphviewer.gui.pages.arrangement import WIDE, fitting

LIST, LIMIT = 340, 360  # pixels wide until the user moves the splitter
LEAST = (316, 300, 280)
PLACES = {"functions_columns": 3, "functions_narrow": 2}  # splitter -> its number of places


class FunctionsArrangement(QWidget):
    """Lays out three panels, the last of which is there on request.

    `rearranged`: they have other parents.
    """

    rearranged = Signal()

    def __init__(self, listed: QWidget, plots: QWidget, limit: QWidget) -> None:
        super().__init__()
        self._list, self._limit = listed, limit
        self._wide: bool | None = None
        self._with_limit = False
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._titles = ("", "")
        for widget, width in zip((listed, plots, limit), LEAST, strict=True):
            widget.setMinimumWidth(width)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setTabBarAutoHide(True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.tabs, plots, limit):
            self.splitter.addWidget(widget)
        self.tabs.addTab(listed, "")
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._arrange(wide=True)

    @property
    def wide(self) -> bool:
        """Whether all stand side by side."""
        return bool(self._wide)

    def show_limit(self, shown: bool) -> None:
        """Show the limit, or no longer; as a tab it comes to the front."""
        if shown != self._with_limit:
            self._with_limit = shown
            self._arrange(wide=self.wide)

    def set_titles(self, listed: str, limit: str, whole: str) -> None:
        """What the tabs are called, each and together."""
        self._titles = (listed, limit)
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(whole)
        for place in range(self.tabs.count()):
            self.tabs.setTabText(place, self._titles[place])

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The places that the user has put the splitter to."""
        return dict(self._sizes)

    def restore_sizes(self, sizes: Mapping[str, tuple[int, ...]]) -> None:
        """Take remembered places where they fit."""
        self._sizes |= fitting(sizes, PLACES)
        self._apply_sizes()

    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        found = tuple(self.splitter.sizes())
        if self.wide and self._with_limit:
            self._sizes["functions_columns"] = found
        else:
            self._sizes["functions_narrow"] = found[:2]

    def _apply_sizes(self) -> None:
        width = self.width()
        if self.wide and self._with_limit:
            usual = (LIST, max(1, width - LIST - LIMIT), LIMIT)
            self.splitter.setSizes(list(self._sizes.get("functions_columns", usual)))
        else:
            usual_two = (LIST, max(1, width - LIST))
            self.splitter.setSizes([*self._sizes.get("functions_narrow", usual_two), 0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        if wide != self._wide:
            self._arrange(wide=wide)
        else:
            self._apply_sizes()

    def _arrange(self, *, wide: bool) -> None:
        self._wide = wide
        if self._with_limit and not wide:
            self.tabs.addTab(self._limit, self._titles[1])
            self.tabs.setCurrentWidget(self._limit)
        elif self.splitter.indexOf(self._limit) < 0:
            self.splitter.addWidget(self._limit)
        if wide or not self._with_limit:
            self._limit.setVisible(self._with_limit)
        self._apply_sizes()
        self.rearranged.emit()
