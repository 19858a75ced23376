"""The Train page with its panels, joined to the flow and to what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.disk.folders import data_folder
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.memory import Memory
from graphviewer.gui.notice import Notice
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.charts import ChartsPanel
from graphviewer.gui.train.pictures import PicturesPanel
from graphviewer.gui.train.settings_download import DownloadDialog
from graphviewer.gui.train_flows.browser_flow import BrowserFlow
from graphviewer.gui.train_flows.builder_flow import BuilderFlow
from graphviewer.gui.train_flows.runs_flow import RunsFlow
from graphviewer.gui.train_flows.training_flow import TrainingFlow


class TrainRoom(QObject):
    """Makes the page and its panels; they listen to the Training by themselves."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        appearance: Appearance,
        memory: Memory,
        flow: TrainingFlow,
        root: Callable[[], Path],
        parent: QObject,
    ) -> None:
        """`root` says which folder holds the runs."""
        super().__init__(parent)
        self._appearance, self._memory, self._flow = appearance, memory, flow
        self.page = page = TrainPage(actions, flow.training)
        self.charts = ChartsPanel(flow.training)
        self.pictures = PicturesPanel(flow.training)
        page.put_charts(self.charts)
        page.put_pictures(self.pictures)
        for panel in (self.charts, self.pictures):
            page.colours_changed.connect(panel.set_colours)
        page.set_colours(appearance.colours)
        page.set_language(appearance.language)
        self._restore()
        page.notices.acted.connect(self._on_notices_acted)
        self.runs = RunsFlow(page, flow, appearance, root, self)
        self.builder = BuilderFlow(page, flow, appearance, self)
        self.browser = BrowserFlow(page, flow, appearance, self)
        page.settings.download_wanted.connect(self._on_download_wanted)
        flow.check = page.settings_ready
        flow.noticed.connect(page.notices.show_notice)
        flow.changed.connect(self._on_flow_changed)
        appearance.colours_changed.connect(page.set_colours)
        appearance.language_changed.connect(self._on_language_changed)
        self._on_flow_changed()
        self.runs.offer_interrupted()

    def _restore(self) -> None:
        kept = self._memory.settings
        self.page.arrangement.restore_sizes(kept.sizes)
        if kept.folded is not None:
            self.page.settings.fold(kept.folded)

    def keep(self) -> None:
        """Remember how the page stands."""
        sizes = {**self._memory.settings.sizes, **self.page.arrangement.sizes()}
        self._memory.keep(sizes=sizes, folded=self.page.settings.folded())

    def show_run(self, path: Path) -> None:
        """Show the run in a folder."""
        self.runs.show_run(path)

    def finish(self) -> None:
        """The window closes."""
        self.browser.finish()
        self.pictures.finish()

    def _on_notices_acted(self, notice: Notice) -> None:
        if notice.act == "look":
            self._flow.look_inside()
        elif notice.act == "resume":
            self.runs.resume_interrupted()

    def _on_download_wanted(self) -> None:
        colours = self._appearance.colours
        dialog = DownloadDialog(data_folder("data"), colours, self.page)
        dialog.fetched.connect(self.page.settings.refresh_sample)
        dialog.open()

    def _on_flow_changed(self) -> None:
        self.page.transport.set_resumable(self._flow.can_resume)
        self.page.transport.set_watched(self._flow.watching)

    def _on_language_changed(self) -> None:
        self.page.set_language(self._appearance.language)
        self._flow.report_again()
        self.runs.offer_again()
