"""The middle of the Train page: curves of the run, norms by layer, and histograms."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSplitter, QTabWidget, QVBoxLayout, QWidget

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem
from graphviewer.gui.charts.step_chart import Line
from graphviewer.gui.panels import chart_save
from graphviewer.gui.problems import told
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.chart_card import ChartCard
from graphviewer.gui.train.histograms import HistogramsPanel
from graphviewer.gui.train.layers_card import LayersCard
from graphviewer.gui.train.loss_card import LossCard
from graphviewer.runs.news import Histograms, TrainingNews
from graphviewer.session.table import csv_table
from graphviewer.session.training import Training


class ChartsPanel(QWidget):
    """Charts that follow a training run. `failed`: a sentence on why something was not saved."""

    failed = Signal(str)

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.training = training
        self.loss, self.layers = LossCard(training), LayersCard(training)
        self.histograms = HistogramsPanel()
        self.folder = ""  # where a chart was saved last
        self._saving: tuple[ChartCard, str] | None = None
        curves = QSplitter(Qt.Orientation.Vertical)
        curves.setHandleWidth(1)
        curves.setChildrenCollapsible(False)
        for card in (self.loss, self.layers):
            card.setMinimumHeight(150)
            curves.addWidget(card)
        curves.setSizes([520, 480])
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(curves, "")
        self.tabs.addTab(self.histograms, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.loss.save_wanted.connect(self._on_loss_save_wanted)
        self.layers.save_wanted.connect(self._on_layers_save_wanted)
        training.heard.connect(self._on_training_heard)
        training.cleared.connect(self._on_training_cleared)
        self.retranslate()

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Histograms):
            self.histograms.grid.show_news(news)

    def _on_training_cleared(self, _nothing: None) -> None:
        self.histograms.grid.show_news(None)

    def _on_tabs_current_changed(self, _place: int) -> None:
        """Histograms cost the training time: they are asked for only while they are seen."""
        seen = self.tabs.currentWidget() is self.histograms
        self.training.set_look(replace(self.training.look, histograms=seen))

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.tabs.setTabText(0, translate("TrainCharts", "Curves"))
        self.tabs.setTabText(1, translate("TrainCharts", "Histograms"))
        self.tabs.tabBar().setAccessibleName(translate("TrainCharts", "Charts"))
        self.histograms.setAccessibleName(translate("TrainCharts", "Histograms"))
        self.histograms.grid.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        for part in (self.loss, self.layers, self.histograms):
            part.set_colours(colours)

    # --- saving

    def _on_loss_save_wanted(self, kind: str) -> None:
        self._ask(self.loss, kind, "loss")

    def _on_layers_save_wanted(self, kind: str) -> None:
        self._ask(self.layers, kind, f"{self.layers.kind}-norms")

    def _ask(self, card: ChartCard, kind: str, stem: str) -> None:
        dialog: QFileDialog = chart_save.ask(self, kind, self.folder, stem)
        self._saving = (card, kind)
        dialog.fileSelected.connect(self._on_dialog_file_selected)
        dialog.open()

    def _on_dialog_file_selected(self, name: str) -> None:
        if self._saving is None:
            return
        (card, kind), self._saving = self._saving, None
        path, kind = chart_save.meant(name, chart_save.KINDS, kind)
        self.folder = str(path.parent)
        try:
            if kind == "csv":
                data = csv_of(card.lines(), card.axis_word()).encode()
            else:
                data = chart_save.picture(card.chart, kind)
            atomic.write(path, [data])
        except FileProblem as problem:
            self.failed.emit(told(problem))


def csv_of(lines: list[Line], across: str) -> str:
    """The numbers of a chart as a table: a column a line, a row a place on the axis."""
    return csv_table(across, {line.name: (line.x, line.y) for line in lines})
