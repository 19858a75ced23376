"""Names what is shown in the window's title, and says in the top bar how a model is trained."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMainWindow

from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.topbar import TopBar
from graphviewer.gui.train_flows.train_side import TrainSide
from graphviewer.gui.trust import walls_told
from graphviewer.session.document import Document


class TrainFrame(QObject):
    """Keeps title and top bar at the state of things. The program is named on its own page."""

    def __init__(
        self,
        window: QMainWindow,
        bar: TopBar,
        pages: PageFlow,
        document: Document,
        train: TrainSide,
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._pages = window, bar, pages
        self._document, self._train = document, train
        document.changed.connect(self._on_changed)
        pages.shown.connect(self._on_changed)
        train.flow.changed.connect(self.refresh)
        train.swept.connect(self.refresh)
        train.training.config_changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self, _news: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Say everything as it is, in the present language."""
        self._window.setWindowTitle(f"{self._name()}[*] — graphviewer")
        explored = self._pages.page == "explore"
        self._window.setWindowModified(self._document.dirty and explored)
        self._bar.set_training(*self._words())

    def _name(self) -> str:
        """What is shown on the page."""
        match self._pages.page:
            case "train":
                return self._train.shown_name()
            case "functions":
                return QCoreApplication.translate("Chrome", "Functions")
            case "descent":
                return QCoreApplication.translate("Chrome", "Descent")
            case _:
                return self._document.filename

    def _words(self) -> tuple[str, str]:
        """How the run under way is trained, and more of it."""
        flow, translate = self._train.flow, QCoreApplication.translate
        parts, tip = [], ""
        if flow.restricted and not flow.watching:
            parts.append(translate("Chrome", "restricted run"))
            tip = walls_told(flow.walls.standing, flow.walls.missing) if flow.walls else ""
        if flow.watching:
            parts.append(translate("Chrome", "watching: another process trains this run"))
        at, count = self._train.sweep
        if count:
            parts.append(translate("Chrome", "sweep: run {at} of {all}").format(at=at, all=count))
        return " · ".join(parts), tip
