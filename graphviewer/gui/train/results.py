"""What the last evaluation found: wrong predictions, the confusion matrix, the first weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from graphviewer.gui.fields.controls import flat
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.gui.train.boundary_map import BoundaryMap
from graphviewer.gui.train.confusion import ConfusionMatrix
from graphviewer.gui.train.gallery import Gallery
from graphviewer.gui.train.thumbs import Thumb, ThumbGrid, weights
from graphviewer.runs.news import Boundary, Evaluated, Images, Opened, TrainingNews
from graphviewer.session.share import percent
from graphviewer.session.training import Training

MOST = 20  # pictures of wrong predictions
MOST_POINTS = 1000
EVERY_MS = 250  # evaluations are shown this often at most
SIDE = 55  # pixels of a picture: five stand side by side
HEADING = "font-size: 13px; font-weight: 700;"  # a font that is set is lost with the next theme

Places = npt.NDArray[np.intp]


class Results(QScrollArea):
    """`example_wanted`: look at a validation example."""

    example_wanted = Signal(int)

    def __init__(self, training: Training, gallery: Gallery) -> None:
        super().__init__()
        self.training, self.gallery = training, gallery
        self._colours = LIGHT
        self._pair: tuple[int, int] | None = None  # true and predicted class of what is shown
        self._shown: Places = np.zeros(0, np.intp)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._since = QElapsedTimer()  # an evaluation was shown
        self.heads = {name: QLabel() for name in ("wrong", "confusion", "weights", "boundary")}
        for head in self.heads.values():
            head.setStyleSheet(HEADING)
        self.wrong, self.confusion = ThumbGrid(SIDE, lines=2), ConfusionMatrix()
        self.weights, self.boundary = ThumbGrid(SIDE), BoundaryMap()
        self.all_wrong = flat()
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.wrong.chosen.connect(self._on_wrong_chosen)
        self.confusion.chosen.connect(self._on_confusion_chosen)
        self.all_wrong.clicked.connect(self._on_all_wrong_clicked)
        training.heard.connect(self._on_training_heard)
        training.cleared.connect(self._on_training_cleared)
        gallery.arrived.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        self.inner = QWidget()
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.heads["wrong"], 1)
        head.addWidget(self.all_wrong)
        column.addLayout(head)
        column.addWidget(self.wrong)
        for name, widget in (
            ("boundary", self.boundary),
            ("confusion", self.confusion),
            ("weights", self.weights),
        ):
            column.addSpacing(6)
            column.addWidget(self.heads[name])
            column.addWidget(widget)
        column.addWidget(self.empty)
        column.addStretch(1)
        self.setWidget(self.inner)

    # --- what is shown

    @property
    def evaluation(self) -> Evaluated | None:
        """The newest evaluation."""
        return self.training.evaluations[-1] if self.training.evaluations else None

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Opened):
            self.gallery.ask(news.config.data)
            self._pair = None
        if not self.isVisible():
            return  # it is made up for when it is shown
        if isinstance(news, Opened):
            self.refresh()
        elif isinstance(news, Evaluated):
            self._refresh_soon()
        elif isinstance(news, Images):
            self._show_weights()
            self._show()
        elif isinstance(news, Boundary):
            self.boundary.show_news(news)
            self._show()

    def _refresh_soon(self) -> None:
        """Show another evaluation: short epochs are over oftener than anybody can look."""
        left = EVERY_MS - self._since.elapsed() if self._since.isValid() else 0
        if left <= 0:
            self.refresh()
        elif not self._soon.isActive():
            self._soon.start(left)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.boundary.show_news(self.training.boundary)
        self.refresh()

    def _on_training_cleared(self, _nothing: None) -> None:
        self._pair = None
        self.boundary.show_news(None)
        self.refresh()

    def refresh(self) -> None:
        """Show what the run has told by now."""
        self._soon.stop()
        if self.evaluation is not None:
            self._since.start()
        self._show_wrong()
        news, opened = self.evaluation, self.training.opened
        counts = news.confusion.numpy() if news is not None and news.confusion is not None else None
        self.confusion.show_counts(counts, opened.classes if opened is not None else ())
        self._show_weights()
        loaded = self.gallery.loaded
        if loaded is not None and loaded.kind == "points":
            some = loaded.validation.first(MOST_POINTS)
            self.boundary.show_examples(some.x, some.y, loaded.classes)
        self._show()

    def _show_weights(self) -> None:
        shown = [one for (what, _), one in self.training.images.items() if what != "features"]
        self.weights.show_thumbs(
            [thumb for one in shown for thumb in weights(one.name, one.images.numpy())]
        )

    def _show_wrong(self) -> None:
        self._shown = self._places()
        loaded, news = self.gallery.loaded, self.evaluation
        if loaded is None or loaded.kind != "images" or news is None or news.predicted is None:
            self.wrong.show_thumbs(())
            return
        predicted = news.predicted.numpy()
        sure = news.confidence.numpy() if news.confidence is not None else np.zeros(len(predicted))
        names, labels = loaded.classes, loaded.validation.y
        self.wrong.show_thumbs(
            [
                Thumb(
                    loaded.validation.x[at].astype(np.float32) / 255,
                    (names[labels[at]], names[predicted[at]]),
                    self._told(int(at), names[labels[at]], names[predicted[at]], float(sure[at])),
                )
                for at in self._shown.tolist()
            ]
        )

    def _places(self) -> Places:
        """The validation examples that are shown: the wrong ones, or those of a chosen cell.

        Those the model was surest of come first.
        """
        loaded, news = self.gallery.loaded, self.evaluation
        if loaded is None or news is None or news.predicted is None:
            return np.zeros(0, np.intp)
        predicted, labels = news.predicted.numpy(), loaded.validation.y
        if len(predicted) != len(labels):
            return np.zeros(0, np.intp)  # the data here is not what the run was validated on
        if self._pair is None:
            chosen = np.flatnonzero(predicted != labels)
        else:
            chosen = np.flatnonzero((labels == self._pair[0]) & (predicted == self._pair[1]))
        if news.confidence is not None:
            chosen = chosen[np.argsort(-news.confidence.numpy()[chosen], kind="stable")]
        return chosen[:MOST]

    def _told(self, at: int, true: str, predicted: str, sure: float) -> str:
        said = QCoreApplication.translate(
            "TrainPictures", "example {at}: true {true}, predicted {predicted} ({sure})"
        )
        return said.format(at=at, true=true, predicted=predicted, sure=percent(sure))

    def _show(self) -> None:
        """Show the parts that have something to show."""
        points = self.gallery.loaded is not None and self.gallery.loaded.kind == "points"
        there = {
            "wrong": bool(self.wrong.thumbs) or self._pair is not None,
            "confusion": self.evaluation is not None and self.evaluation.confusion is not None,
            "weights": bool(self.weights.thumbs),
            "boundary": self.training.boundary is not None and points,
        }
        for name, widget in (
            ("wrong", self.wrong),
            ("confusion", self.confusion),
            ("weights", self.weights),
            ("boundary", self.boundary),
        ):
            self.heads[name].setVisible(there[name])
            widget.setVisible(there[name])
        self.all_wrong.setVisible(self._pair is not None)
        self.confusion.mark(self._pair)
        self.empty.setText(self._empty_words())
        self.empty.setVisible(not any(there.values()))
        self._name_wrong()

    # --- gestures

    def _on_wrong_chosen(self, place: int) -> None:
        self.example_wanted.emit(int(self._shown[place]))

    def _on_confusion_chosen(self, true: int, predicted: int) -> None:
        self._pair = (true, predicted)
        self._show_wrong()
        self._show()
        self.ensureVisible(0, 0)

    def _on_all_wrong_clicked(self) -> None:
        self._pair = None
        self._show_wrong()
        self._show()

    # --- words and looks

    def _name_wrong(self) -> None:
        translate = QCoreApplication.translate
        opened = self.training.opened
        if self._pair is not None and opened is not None:
            said = translate("TrainPictures", "True {true}, predicted {predicted}")
            true, predicted = (opened.classes[at] for at in self._pair)
            text = said.format(true=true, predicted=predicted)
        else:
            text = translate("TrainPictures", "Wrong predictions: true, predicted")
        self.heads["wrong"].setText(text)
        self.wrong.setAccessibleName(text)

    def _empty_words(self) -> str:
        opened = self.training.opened
        if opened is not None and not opened.classes:
            return QCoreApplication.translate(
                "TrainPictures",
                "This model gives numbers, not classes: no answer is right or wrong. What it gives "
                "for an example stands in One example.",
            )
        return QCoreApplication.translate(
            "TrainPictures",
            "After each epoch the model is evaluated on the validation examples: what it "
            "gets wrong is shown here.",
        )

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.heads["confusion"].setText(translate("TrainPictures", "Confusion matrix"))
        self.heads["weights"].setText(translate("TrainPictures", "First-layer weights"))
        self.heads["boundary"].setText(translate("TrainPictures", "Decision boundary"))
        for name, widget in (("confusion", self.confusion), ("weights", self.weights)):
            widget.setAccessibleName(self.heads[name].text())
        self.boundary.setAccessibleName(self.heads["boundary"].text())
        self.all_wrong.setText(translate("TrainPictures", "All wrong ones"))
        self.empty.setText(self._empty_words())
        self._name_wrong()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        paint_with(self.inner, colours, background=colours.surface)
        for part in (self.wrong, self.confusion, self.weights, self.boundary):
            part.set_colours(colours)
