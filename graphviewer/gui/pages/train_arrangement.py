"""The columns of Train and Descent: three side by side, or two as tabs in less room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from graphviewer.gui.pages.arrangement import WIDE, fitting

SETTINGS, PICTURES = 318, 360  # pixels wide until the user moves the splitter
LEAST = {"settings": 268, "charts": 300, "pictures": 240}


class TrainArrangement(QWidget):
    """Settings, charts and pictures. `rearranged`: they have other parents."""

    rearranged = Signal()

    def __init__(
        self,
        settings: QWidget,
        charts: QWidget,
        pictures: QWidget,
        parent: QWidget | None = None,
        *,
        name: str = "train",
        share: float = 0.0,
    ) -> None:
        """`name`: the page whose sizes are remembered.

        `share`: of the width, for the pictures, if they want more as there is more.
        """
        super().__init__(parent)
        self._share = share
        self._columns, self._narrow = f"{name}_columns", f"{name}_narrow"
        self._settings, self._pictures = settings, pictures
        self._wide: bool | None = None
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._titles = ("", "")
        for widget, width in zip((settings, charts, pictures), LEAST.values(), strict=True):
            widget.setMinimumWidth(width)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setMinimumWidth(LEAST["settings"])
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.tabs)
        self.splitter.addWidget(charts)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._arrange(wide=True)

    @property
    def wide(self) -> bool:
        """Whether the three stand side by side."""
        return bool(self._wide)

    def set_titles(self, settings: str, pictures: str, whole: str) -> None:
        """What the tabs are called, each and together."""
        self._titles = (settings, pictures)
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(whole)
        for place, title in enumerate(self._titles[: self.tabs.count()]):
            self.tabs.setTabText(place, title)

    def show_settings(self) -> None:
        """Bring the settings to the front if they are a tab."""
        if not self.wide:
            self.tabs.setCurrentWidget(self._settings)

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The places that the user has put the splitter to."""
        return dict(self._sizes)

    def restore_sizes(self, sizes: Mapping[str, tuple[int, ...]]) -> None:
        """Take remembered places where they fit."""
        self._sizes |= fitting(sizes, {self._columns: 3, self._narrow: 2})
        self._apply_sizes()

    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        found = self.splitter.sizes()
        if self.wide:
            self._sizes[self._columns] = tuple(found[1:] if len(found) > 3 else found)
        else:
            self._sizes[self._narrow] = (found[0], sum(found[1:]))

    def _apply_sizes(self) -> None:
        width = self.width()
        if self.wide:
            pictures = max(PICTURES, round(width * self._share))
            usual = (SETTINGS, max(1, width - SETTINGS - pictures), pictures)
            self.splitter.setSizes([0, *self._sizes.get(self._columns, usual)])
        else:
            narrow = self._sizes.get(self._narrow, (SETTINGS, max(1, width - SETTINGS)))
            self.splitter.setSizes(list(narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        if wide != self._wide:
            self._arrange(wide=wide)
        elif (self._columns if wide else self._narrow) not in self._sizes:
            self._apply_sizes()

    def _arrange(self, *, wide: bool) -> None:
        self._wide = wide
        self.tabs.setVisible(not wide)
        if wide:  # the splitter holds: tabs (hidden), settings, charts, pictures
            self.splitter.insertWidget(1, self._settings)
            self.splitter.insertWidget(3, self._pictures)
            self._settings.show()
            self._pictures.show()
        else:
            for widget, title in zip((self._settings, self._pictures), self._titles, strict=True):
                self.tabs.addTab(widget, title)
            self.tabs.setCurrentIndex(0)
        self._apply_sizes()
        self.rearranged.emit()
