"""One example seen through the model: the image, what it is taken for, and its feature maps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.controls import Spin, flat
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.gui.train.answer_bars import AnswerBars
from graphviewer.gui.train.chart_card import number
from graphviewer.gui.train.draw_pad import DrawPad
from graphviewer.gui.train.gallery import Gallery
from graphviewer.gui.train.results import HEADING
from graphviewer.gui.train.thumbs import Thumb, ThumbGrid, features
from graphviewer.runs.array import array
from graphviewer.runs.news import Answer, Images, Opened, TrainingNews
from graphviewer.session.training import Training

BIG = 168  # pixels of the example
MOST_NUMBERS = 12  # of an example in a table


class Looking(QScrollArea):
    """Chooses or draws an example; the training process answers while this is seen."""

    def __init__(self, training: Training, gallery: Gallery) -> None:
        super().__init__()
        self.training, self.gallery = training, gallery
        self._colours = LIGHT
        self._maps: dict[str, tuple[QLabel, ThumbGrid]] = {}
        self.number_word, self.maps_word = QLabel(), QLabel()
        self.maps_word.setStyleSheet(HEADING)
        self.number = Spin()
        self.number.setRange(0, 0)
        self.draw = flat(checkable=True)
        self.clear, self.undo = flat(), flat()
        self.image, self.pad = ThumbGrid(BIG), DrawPad()
        self.facts = QLabel()  # of an example that is no image
        self.facts.setWordWrap(True)
        self.bars = AnswerBars()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._lay_out()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.number.valueChanged.connect(self._on_number_value_changed)
        self.draw.toggled.connect(self._on_draw_toggled)
        self.clear.clicked.connect(self.pad.clear)
        self.undo.clicked.connect(self.pad.undo)
        self.pad.drawn.connect(self._on_pad_drawn)
        training.heard.connect(self._on_training_heard)
        training.cleared.connect(self._on_training_cleared)
        gallery.arrived.connect(self._on_gallery_arrived)
        self.retranslate()
        self._show()

    def _lay_out(self) -> None:
        self.inner = QWidget()
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.number_word)
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.draw)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.image)
        self.stack.addWidget(self.pad)
        self.stack.setFixedSize(BIG + 10, BIG + 6)
        beside = QVBoxLayout()
        beside.addWidget(self.undo)
        beside.addWidget(self.clear)
        beside.addStretch(1)
        picture = QHBoxLayout()
        picture.addWidget(self.stack)
        picture.addLayout(beside)
        picture.addStretch(1)
        column.addLayout(row)
        column.addLayout(picture)
        column.addWidget(self.facts)
        column.addWidget(self.told)
        column.addWidget(self.bars)
        column.addWidget(self.maps_word)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        column.addLayout(self._column)
        column.addStretch(1)
        self.setWidget(self.inner)

    # --- what is looked at

    def look_at(self, example: int) -> None:
        """Look at a validation example."""
        self.draw.setChecked(False)
        self.number.setValue(example)
        self.ask()

    def ask(self) -> None:
        """Tell the training process what is looked at, if anything is."""
        if not self.isVisible():
            self.training.set_look(replace(self.training.look, example=-1, drawn=None))
            return
        drawn = None
        if self.draw.isChecked():
            drawn = array(self.pad.pixels(), "float32")
        look = replace(self.training.look, example=self.number.value(), drawn=drawn)
        self.training.set_look(look)
        self._show()

    @property
    def _true(self) -> int | None:
        """The example's label, where it has one."""
        loaded = self.gallery.loaded
        if self.draw.isChecked() or loaded is None or not loaded.classes:
            return None
        at = self.number.value()
        return int(loaded.validation.y[at]) if at < len(loaded.validation) else None

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Opened):
            self.gallery.ask(news.config.data)
            self.number.setRange(0, max(0, news.validation - 1))
            image = news.kind == "images"
            self.draw.setVisible(image)
            if image:
                self.pad.set_side(news.shape[-1])
            else:
                self.draw.setChecked(False)
            self.ask()  # what is asked for is what is seen: another size wipes the drawing
        elif isinstance(news, Answer) or (isinstance(news, Images) and news.what == "features"):
            self._show()

    def _on_training_cleared(self, _nothing: None) -> None:
        for name in tuple(self._maps):
            self._drop(name)
        self._show()

    def _on_gallery_arrived(self) -> None:
        loaded = self.gallery.loaded
        if loaded is not None:
            self.number.setRange(0, max(0, len(loaded.validation) - 1))
        self._show()

    def _on_number_value_changed(self, _value: int) -> None:
        self.ask()

    def _on_draw_toggled(self, on: bool) -> None:
        self.stack.setCurrentWidget(self.pad if on else self.image)
        self.ask()

    def _on_pad_drawn(self) -> None:
        self.ask()

    # --- showing

    def _show(self) -> None:
        drawing = self.draw.isChecked()
        self.number.setEnabled(not drawing)
        for button in (self.clear, self.undo):
            button.setVisible(drawing)
        self._show_image()
        self._show_facts()
        answer, opened = self._answer(), self.training.opened
        names = opened.classes if opened is not None else ()
        numbers = answer.probabilities.numpy() if answer is not None else None
        self.bars.show_answer(numbers, names, self._true)
        self.told.setVisible(answer is None)
        # maps of another example than the one that is seen would be a lie
        every = self.training.images.items() if answer is not None else ()
        maps = [one for (what, _), one in every if what == "features"]
        for name in self._maps.keys() - {one.name for one in maps}:
            self._drop(name)
        for one in maps:
            self._grid(one.name).show_thumbs(features(one.name, one.images.numpy()))
        self.maps_word.setVisible(bool(maps))

    def _answer(self) -> Answer | None:
        """The newest answer, if it is about what is looked at."""
        answer = self.training.answer
        wanted = -1 if self.draw.isChecked() else self.number.value()
        return answer if answer is not None and answer.example == wanted else None

    def _show_image(self) -> None:
        loaded, at = self.gallery.loaded, self.number.value()
        if loaded is None or loaded.kind != "images" or at >= len(loaded.validation):
            self.image.show_thumbs(())
            self.stack.setVisible(self.draw.isChecked())
            return
        self.stack.setVisible(True)
        pixels = loaded.validation.x[at].astype(np.float32) / 255
        self.image.show_thumbs([Thumb(pixels, tip=loaded.classes[int(loaded.validation.y[at])])])

    def _show_facts(self) -> None:
        """The numbers of an example that is no image, and what would be right."""
        loaded, at = self.gallery.loaded, self.number.value()
        there = loaded is not None and loaded.kind != "images" and at < len(loaded.validation)
        self.facts.setVisible(there)
        if loaded is None or not there:
            return
        translate, y = QCoreApplication.translate, loaded.validation.y[at]
        given = translate("TrainPictures", "Input {numbers}")
        if loaded.classes:
            right = translate("TrainPictures", "Label {name}").format(name=loaded.classes[int(y)])
        else:
            right = translate("TrainPictures", "Target {numbers}").format(numbers=listed(y))
        self.facts.setText(f"{given.format(numbers=listed(loaded.validation.x[at]))}\n{right}")

    def _grid(self, name: str) -> ThumbGrid:
        found = self._maps.get(name)
        if found is None:
            word, grid = QLabel(name), ThumbGrid(44)
            word.setFont(fonts.mono(12))
            grid.setAccessibleName(name)
            grid.set_colours(self._colours)
            self._column.addWidget(word)
            self._column.addWidget(grid)
            found = self._maps[name] = (word, grid)
        return found[1]

    def _drop(self, name: str) -> None:
        for widget in self._maps.pop(name):
            widget.hide()
            self._column.removeWidget(widget)
            widget.deleteLater()

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.number_word.setText(translate("TrainPictures", "Example"))
        self.number.setAccessibleName(translate("TrainPictures", "Number of the example"))
        self.draw.setText(translate("TrainPictures", "Draw"))
        self.draw.setToolTip(translate("TrainPictures", "Draw an image of your own"))
        self.clear.setText(translate("TrainPictures", "Clear"))
        self.clear.setToolTip(translate("TrainPictures", "Wipe the drawing (Del)"))
        self.undo.setText(translate("TrainPictures", "Undo"))
        self.undo.setToolTip(translate("TrainPictures", "Take the last stroke back (Ctrl+Z)"))
        self.pad.setAccessibleName(translate("TrainPictures", "Canvas to draw on"))
        self.bars.setAccessibleName(translate("TrainPictures", "What the model says"))
        self.maps_word.setText(translate("TrainPictures", "Feature maps"))
        self.told.setText(
            translate("TrainPictures", "The model answers once a training run is under way.")
        )
        self._show_facts()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        paint_with(self.inner, colours, background=colours.surface)
        for part in (self.image, self.pad, self.bars):
            part.set_colours(colours)
        for _, grid in self._maps.values():
            grid.set_colours(colours)


def listed(numbers: npt.NDArray[np.float32]) -> str:
    """The first few of some numbers."""
    few = [number(float(one)) for one in numbers.ravel()[:MOST_NUMBERS]]
    return ", ".join([*few, "…"] if numbers.size > MOST_NUMBERS else few)
