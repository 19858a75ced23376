"""What is told by looks on the Train page: marks, scales, names and boxes that can be seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt, QTranslator
from PySide6.QtGui import QAction, QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.data.catalogue import SETS
from graphviewer.data.load import load
from graphviewer.disk.resources import asset
from graphviewer.gui.fields.choice import Choice, shortened
from graphviewer.gui.fields.controls import Spin, Tick, fit
from graphviewer.gui.fields.entry import Entry
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts, style
from graphviewer.gui.theme.colours import THEMES
from graphviewer.gui.theme.ink import READABLE, contrast
from graphviewer.gui.train.boundary_map import BoundaryMap
from graphviewer.gui.train.browser_origin import origin_told
from graphviewer.gui.train.confusion import MOST_SIDE, ConfusionMatrix
from graphviewer.gui.train.histograms import told
from graphviewer.gui.train.thumbs import Thumb, ThumbGrid, weights
from graphviewer.gui.train.transport import BUTTONS, TrainTransport
from graphviewer.runs.array import array
from graphviewer.runs.config import Config, Data
from graphviewer.runs.news import Histogram, Progress
from graphviewer.runs.presets import PRESETS
from graphviewer.session.training import Training

HANGUL = range(0xAC00, 0xD7A4)


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(asset("i18n", "graphviewer_ko.qm")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture(params=["light", "dark"])
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    before, sheet = qapp.palette(), qapp.styleSheet()
    style.apply(qapp, THEMES[request.param])
    yield
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)


def matrix(qtbot: QtBot, classes: int) -> ConfusionMatrix:
    made = ConfusionMatrix()
    qtbot.addWidget(made)
    made.show_counts(
        np.eye(classes, dtype=np.int64) * 7, tuple(f"class {n}" for n in range(classes))
    )
    made.resize(340, made.heightForWidth(340))
    made.show()
    return made


def test_the_cell_whose_images_are_shown_is_framed(qtbot: QtBot) -> None:
    made = matrix(qtbot, 10)
    corner = made.cell(3, 5).topLeft().toPoint()
    plain = made.grab().toImage().pixel(corner)
    made.mark((3, 5))
    assert made.grab().toImage().pixel(corner) != plain
    made.mark(None)
    assert made.grab().toImage().pixel(corner) == plain


def test_two_classes_do_not_fill_the_panel(qtbot: QtBot) -> None:
    made = matrix(qtbot, 2)
    assert made.side == MOST_SIDE
    assert made.cell(1, 1).bottom() <= made.height()


@pytest.mark.parametrize("classes", [2, 10])
def test_a_click_meets_the_cell_that_is_painted_there(qtbot: QtBot, classes: int) -> None:
    made = matrix(qtbot, classes)
    found: list[tuple[int, int]] = []
    made.chosen.connect(lambda true, predicted: found.append((true, predicted)))
    for pair in ((0, 0), (0, classes - 1), (classes - 1, 0)):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.cell(*pair).center().toPoint())
    assert found == [(0, 0), (0, classes - 1), (classes - 1, 0)]


def test_what_has_no_finite_value_has_no_range() -> None:
    empty = Histogram("3", "activation", 0.0, 1.0, array(np.zeros(40), "int64"), 0.0)
    assert told(empty) == "3: no finite value"


def test_pictures_in_colours_have_one_scale(qtbot: QtBot) -> None:
    grid = ThumbGrid(40)
    qtbot.addWidget(grid)
    grid.resize(300, 100)
    images = np.linspace(-2, 1, 3 * 16, dtype=np.float32).reshape(3, 4, 4)
    grid.show_thumbs(weights("w", images))
    scale = grid.scale
    assert scale is not None
    assert (scale.low, scale.high) == (-2.0, 2.0)
    tall = grid.heightForWidth(300)
    grid.show_thumbs([Thumb(images[0])] * 3)  # photographs need none
    assert grid.scale is None
    assert grid.heightForWidth(300) < tall


def test_words_under_pictures_have_room_of_their_own(qtbot: QtBot) -> None:
    grid = ThumbGrid(55, lines=2)
    qtbot.addWidget(grid)
    grid.resize(324, 300)
    grid.show_thumbs([Thumb(np.zeros((4, 4), np.float32), ("sandal", "ankle boot"))] * 10)
    font = fonts.sans(12, bold=True)
    assert fitted("ankle boot", font, 324 / grid.columns) == "ankle boot"
    assert grid.columns == 5


def test_the_boundary_makes_room_for_the_names_of_classes(qtbot: QtBot) -> None:
    made = BoundaryMap()
    qtbot.addWidget(made)
    bare = made.heightForWidth(300)
    made.show_examples(np.zeros((1, 2), np.float32), np.zeros(1, np.int64), ("fail", "pass"))
    assert made.heightForWidth(300) > bare


@pytest.mark.usefixtures("qapp")
def test_a_name_is_shown_rather_than_half_of_what_it_is() -> None:
    font = fonts.sans(14)
    assert shortened("XOR", font, 200) == "XOR"
    assert shortened("FashionMNIST: clothes, 28×28", font, 120) == "FashionMNIST"
    assert shortened("FashionMNIST: clothes, 28×28", font, 400) == "FashionMNIST: clothes, 28×28"
    assert "…" in shortened("LSTM over the rows of an image", font, 90)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("room", [130, 180])
def test_presets_that_begin_alike_are_told_apart_where_there_is_little_room(
    language: str, room: int
) -> None:
    names = [one.title[language] for one in PRESETS if one.name.startswith("mlp-3")]
    assert len({shortened(one, fonts.sans(14), room) for one in names}) == len(names) == 3


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("name", [one.name for one in SETS if not one.path])
def test_where_the_data_came_from_is_told_in_korean(name: str) -> None:
    origin = load(Data(name=name)).origin
    for part in origin_told(origin).split("; "):
        assert any(ord(letter) in HANGUL for letter in part), part


@pytest.mark.usefixtures("korean")
def test_an_origin_nobody_knows_stays() -> None:
    assert origin_told("the moon") == "the moon"


def test_a_dialog_is_not_larger_than_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    dialog = QDialog(window)
    fit(dialog, 1120, 740)
    assert dialog.width() < 1024
    assert dialog.height() < 640
    fit(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)


@pytest.mark.usefixtures("dressed")
def test_an_empty_box_can_be_seen(qtbot: QtBot) -> None:
    box = Tick()
    qtbot.addWidget(box)
    box.resize(120, 30)
    picture = box.grab().toImage()
    line = [QColor(picture.pixel(x, 15)).name() for x in range(8)]
    assert max(contrast(one, line[-1]) for one in line[:3]) >= 3  # WCAG 2.1, 1.4.11


def test_a_box_and_a_number_are_changed_by_clicks(qtbot: QtBot) -> None:
    box, spin = Tick(), Spin()
    for widget in (box, spin):
        qtbot.addWidget(widget)
        widget.resize(120, 30)
        widget.show()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, 15))
    assert box.isChecked()
    up, down = QPoint(spin.width() - 12, 8), QPoint(spin.width() - 12, spin.height() - 8)
    for place in (up, up, down):
        QTest.mouseClick(spin, Qt.MouseButton.LeftButton, pos=place)
    assert spin.value() == 1


def test_the_bar_stands_still_while_its_words_change(qtbot: QtBot) -> None:
    training = Training(Config())
    foot = TrainTransport({name: QAction() for name in BUTTONS}, training)
    qtbot.addWidget(foot)
    foot.resize(1200, 60)
    foot.show()
    lengths, words = [], []
    for rate, left in ((91_000.0, 139.0), (0.0, None)):
        news = Progress(state="running", step=10, steps=100, epoch=0, batch=10, per_second=rate)
        training.take(replace(news, left=left))
        foot.retranslate()
        QApplication.processEvents()
        lengths.append(foot.bar.width())
        words.append(foot.words.text())
    assert len(words[0]) > len(words[1])
    assert lengths[0] == lengths[1]


@pytest.mark.usefixtures("dressed")
def test_what_stands_in_an_empty_field_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    field = Entry()
    qtbot.addWidget(field)
    field.setPlaceholderText("mlp-256 sgd 0.1")
    field.ensurePolished()
    palette = field.palette()
    ink, ground = palette.placeholderText().color(), palette.base().color()
    assert ink.alpha() == 255
    assert contrast(ink.name(), ground.name()) >= READABLE
    assert ink == qapp.palette().placeholderText().color()


def test_a_choice_that_is_cut_is_said_whole_by_its_tooltip(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.setToolTip("Which examples")
    choice.offer({"idx": "Images in IDX files (MNIST's layout)", "xor": "XOR"}, "idx")
    choice.resize(150, 30)
    choice.show()
    told = []
    for key in ("idx", "xor"):
        choice.setCurrentIndex(choice.findData(key))
        place = choice.rect().center()
        asked = QHelpEvent(QEvent.Type.ToolTip, place, choice.mapToGlobal(place))
        QApplication.sendEvent(choice, asked)
        told.append(QToolTip.text())
    QToolTip.hideText()
    assert told == ["Images in IDX files (MNIST's layout)\nWhich examples", "Which examples"]
