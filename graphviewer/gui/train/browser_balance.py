"""How the classes are balanced: how many examples of each there are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from graphviewer.data.loaded import Loaded
from graphviewer.gui.i18n import counted
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.gui.train.browser_bars import HUES, CountBars
from graphviewer.gui.train.browser_facts import balance, baseline
from graphviewer.session.share import percent


class BalanceTab(QScrollArea):
    """Bars of the training and of the validation set, and what a model has to be better than."""

    def __init__(self) -> None:
        super().__init__()
        self._loaded: Loaded | None = None
        self._colours = LIGHT
        self.told, self.legend = QLabel(), QLabel()
        self.told.setWordWrap(True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.bars = CountBars()
        inside = QWidget()
        self._inside = inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        for widget in (self.told, self.legend, self.bars):
            widget.setMaximumWidth(820)
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_loaded(self, loaded: Loaded | None) -> None:
        """Show another data set; None while it is being read."""
        self._loaded = loaded
        if loaded is None:
            self.bars.show_counts(())
        else:
            found = balance(loaded)
            self.bars.show_counts(found.names, found.train, found.validation)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate, loaded = QCoreApplication.translate, self._loaded
        self.bars.setAccessibleName(translate("TrainBrowser", "Examples of each class"))
        self.told.setText("")
        self.legend.setText("")
        if loaded is None:
            return
        if loaded.classes:
            name, share = baseline(loaded)
            words = translate(
                "TrainBrowser",
                "A model that always says “{name}” (no class of the training set is more frequent)"
                " has {share} of the validation set right. A useful one has to be better.",
            )
            self.told.setText(words.format(name=name, share=percent(share)))
        else:
            self.told.setText(translate("TrainBrowser", "The targets, in bins of equal width."))
        kinds = (
            counted(
                len(loaded.train),
                translate("TrainBrowser", "training (1 example)"),
                translate("TrainBrowser", "training ({n} examples)"),
            ),
            counted(
                len(loaded.validation),
                translate("TrainBrowser", "validation (1 example)"),
                translate("TrainBrowser", "validation ({n} examples)"),
            ),
        )
        parts = (
            f'<span style="color:{getattr(self._colours, hue)}">■</span> {said}'
            for hue, said in zip(HUES, kinds, strict=True)
        )
        own = translate("TrainBrowser", "each on its own scale")
        self.legend.setText("&nbsp;&nbsp;&nbsp;".join([*parts, own]))

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        paint_with(self._inside, colours, background=colours.surface)
        self.bars.set_colours(colours)
        self.retranslate()
