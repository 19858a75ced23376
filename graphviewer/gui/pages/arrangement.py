"""Where the panels of a page stand: side by side when there is room, as tabs when there is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

Panel = Literal["editor", "output", "canvas", "inspector", "watch", "timeline"]
PANELS: tuple[Panel, ...] = get_args(Panel)
WIDE = 1280  # pixels of the page from which on panels stand side by side
EXTRA: tuple[Panel, ...] = ("watch",)  # shown only once it is asked for
TABBED: tuple[Panel, ...] = ("editor", "inspector", "output", "watch")
LARGEST = 100_000  # pixels of a pane
PLACES = {
    "columns": 3,
    "left": 2,
    "narrow": 2,
    "middle": 2,
}  # splitter -> how many places are remembered


class Arrangement(QWidget):
    """Lays out the panels; each can be hidden, and all stay reachable at any size."""

    visibility_changed = Signal(str, bool)
    rearranged = Signal()  # panels have other parents

    def __init__(self, panels: Mapping[Panel, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels = panels
        self._visible: dict[Panel, bool] = {one: one not in EXTRA for one in PANELS}
        self._wide: bool | None = None
        self._sizes: dict[str, tuple[int, ...]] = {}  # as the user put them
        self._titles: dict[Panel, str] = {}
        self.outer = self._splitter(Qt.Orientation.Horizontal)
        self.left = self._splitter(Qt.Orientation.Vertical)
        self.middle = self._splitter(Qt.Orientation.Vertical)
        self.middle.addWidget(panels["canvas"])
        self.middle.setStretchFactor(0, 1)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.outer.addWidget(self.tabs)
        self.outer.addWidget(self.left)
        self.outer.addWidget(self.middle)
        self.outer.setStretchFactor(2, 1)
        self.outer.splitterMoved.connect(self._on_splitter_moved)
        self.middle.splitterMoved.connect(self._on_splitter_moved)
        self.left.splitterMoved.connect(self._on_splitter_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.outer, 1)
        column.addWidget(panels["timeline"])
        self._arrange(wide=True)

    def _splitter(self, orientation: Qt.Orientation) -> QSplitter:
        splitter = QSplitter(orientation, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        return splitter

    # --- what is shown

    @property
    def wide(self) -> bool:
        """Whether the panels stand side by side."""
        return bool(self._wide)

    def is_shown(self, panel: Panel) -> bool:
        """Whether the user wants a panel."""
        return self._visible[panel]

    def show_panel(self, panel: Panel, shown: bool) -> None:
        """Show or hide a panel."""
        if self._visible[panel] != shown:
            self._visible[panel] = shown
            self._arrange(wide=self.wide)
            self.visibility_changed.emit(panel, shown)

    def reveal(self, panel: Panel) -> None:
        """Bring a panel to the front if it is a tab."""
        if not self.wide and panel in TABBED:
            self.tabs.setCurrentWidget(self._panels[panel])

    def set_titles(self, titles: Mapping[Panel, str], whole: str) -> None:
        """What the tabs are called, each and together."""
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(whole)
        self._titles = dict(titles)
        for place in range(self.tabs.count()):
            for panel in TABBED:
                if self.tabs.widget(place) is self._panels[panel]:
                    self.tabs.setTabText(place, self._titles.get(panel, panel))

    # --- sizes

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The places of the splitters that the user has moved, to be remembered."""
        return dict(self._sizes)

    def restore_sizes(self, sizes: Mapping[str, tuple[int, ...]]) -> None:
        """Take remembered places where they fit; others stay as they are."""
        self._sizes |= fitting(sizes, PLACES)
        self._apply_sizes()

    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        outer, left = self.outer.sizes(), self.left.sizes()
        if self.sender() is self.middle:
            self._sizes["middle"] = tuple(self.middle.sizes())
            return
        if not self._all_shown():
            return
        if self.sender() is self.left:
            self._sizes["left"] = tuple(left)
        elif self.wide:
            self._sizes["columns"] = tuple(outer[1:4])
        else:
            self._sizes["narrow"] = (outer[0], outer[2])

    def _all_shown(self) -> bool:
        return all(shown for panel, shown in self._visible.items() if panel not in EXTRA)

    def _apply_sizes(self) -> None:
        """Places as the user left them; those never moved as suits the window."""
        own = {**places(self.width(), self.height()), **self._sizes}
        if self.wide:
            self.outer.setSizes([0, *own["columns"]])
            self.left.setSizes(list(own["left"]))
            self.middle.setSizes(list(own["middle"]))
        else:
            tabs, graph = own["narrow"]
            self.outer.setSizes([tabs, 0, graph])

    # --- arranging

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        if wide != self._wide:
            self._arrange(wide=wide)
        elif set(self._sizes) != set(PLACES) and self._all_shown():
            self._apply_sizes()

    def _arrange(self, *, wide: bool) -> None:
        changed = wide != self._wide
        self._wide = wide
        current = self.tabs.currentWidget()
        if changed and wide:
            self.left.insertWidget(0, self._panels["editor"])
            self.left.insertWidget(1, self._panels["output"])
            self.outer.insertWidget(3, self._panels["inspector"])
            self.middle.insertWidget(1, self._panels["watch"])
        for panel in TABBED:
            self._place(panel, wide=wide)
        if current is not None and self.tabs.indexOf(current) >= 0:
            self.tabs.setCurrentWidget(current)
        self._panels["canvas"].setVisible(self._visible["canvas"])
        watched = wide and self._visible["watch"]
        self.middle.setVisible(self._visible["canvas"] or watched)
        self._panels["timeline"].setVisible(self._visible["timeline"])
        self.tabs.setVisible(not wide and self.tabs.count() > 0)
        self.left.setVisible(wide and (self._visible["editor"] or self._visible["output"]))
        if changed:
            self._apply_sizes()
            self.rearranged.emit()

    def _place(self, panel: Panel, *, wide: bool) -> None:
        widget, shown = self._panels[panel], self._visible[panel]
        if wide:
            widget.setVisible(shown)
            return
        at = self.tabs.indexOf(widget)
        if shown and at < 0:
            before = [one for one in TABBED[: TABBED.index(panel)] if self._visible[one]]
            self.tabs.insertTab(len(before), widget, self._titles.get(panel, panel))
        elif not shown and at >= 0:
            self.tabs.removeTab(at)
            widget.hide()


def places(width: int, height: int) -> dict[str, tuple[int, ...]]:
    """Where the splitters stand in a page of a size until the user moves them.

    A line of 41 letters fits beside its value at 1600 pixels, alone at 1280, where the graph needs
    the room more; it gets what is left over.
    """
    program = _between(352, 504 + (width - 1600) * 19 // 40, 560)
    inspector = _between(340, 370 + (width - 1600) // 10, 420)
    watch = _between(190, height // 2 - 130, max(190, height * 2 // 5))
    tabs = _between(360, width * 2 // 5, 520)
    return {
        "columns": (program, max(1, width - program - inspector - 2), inspector),
        "left": (max(1, height * 3 // 4), max(1, height // 4)),
        "narrow": (tabs, max(1, width - tabs - 1)),
        "middle": (max(1, height - watch), watch),
    }


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))


def fitting(
    sizes: Mapping[str, tuple[int, ...]], places: Mapping[str, int]
) -> dict[str, tuple[int, ...]]:
    """Of remembered sizes those of known splitters, each with as many panes as it has.

    A size that no screen has is left out too: Qt takes none beyond 32 bits.
    """
    return {
        name: tuple(panes)
        for name, panes in sizes.items()
        if len(panes) == places.get(name) and min(panes) >= 0 and max(panes) <= LARGEST
    }
