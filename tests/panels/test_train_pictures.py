"""Pictures of a training run: wrong predictions, the confusion matrix, one example, a drawing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.data.load import load
from graphviewer.gui.train.pictures import PicturesPanel
from graphviewer.gui.train.thumbs import Thumb, ThumbGrid
from graphviewer.runs.array import array
from graphviewer.runs.config import Config, Data
from graphviewer.runs.news import Answer, Evaluated, Images, Opened
from graphviewer.session.training import Training

LEFT = Qt.MouseButton.LeftButton
DATA = Data(train=100, validation=200)


@pytest.fixture(scope="module")
def labels() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return load(DATA).validation.y


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[PicturesPanel]:
    training = Training(Config(data=DATA))
    made = PicturesPanel(training)
    qtbot.addWidget(made)
    made.resize(380, 900)
    made.show()
    training.take(opened())
    qtbot.waitUntil(lambda: made.gallery.loaded is not None, timeout=30_000)
    yield made
    made.close()
    made.finish()


def opened() -> Opened:
    names = load(DATA).classes
    return Opened(
        config=Config(data=DATA), source="", parameters=(), batches=1, train=100, validation=200,
        kind="images", shape=(1, 28, 28), classes=names, origin="here", sample=False,
    )  # fmt: skip


def evaluated(
    labels: np.ndarray[tuple[int], np.dtype[np.int64]], wrong: dict[int, int]
) -> Evaluated:
    """All right but for some examples, which are taken for another class."""
    predicted = labels.copy()
    for at, taken_for in wrong.items():
        predicted[at] = taken_for
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (labels, predicted), 1)
    sure = np.linspace(0.5, 0.9, len(labels))
    return Evaluated(
        step=1, epoch=1.0, loss=0.5, accuracy=0.9, confusion=array(confusion, "int64"),
        predicted=array(predicted, "int64"), confidence=array(sure, "float32"),
    )  # fmt: skip


def mistakes(labels: np.ndarray[tuple[int], np.dtype[np.int64]], count: int) -> dict[int, int]:
    return {at: int((labels[at] + 1) % 10) for at in range(count)}


def answer(example: int) -> Answer:
    """The model takes an example for class 3."""
    probabilities = np.full(10, 0.05)
    probabilities[3] = 0.55
    pixels = array(np.zeros((28, 28)), "float32")
    numbers = array(probabilities, "float64")
    return Answer(step=2, example=example, image=pixels, probabilities=numbers)


def test_wrong_predictions_are_shown_surest_first(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    """Lesson 7.11."""
    wrong = mistakes(labels, 3)
    panel.training.take(evaluated(labels, wrong))
    names = load(DATA).classes
    shown = [thumb.words for thumb in panel.results.wrong.thumbs]
    assert shown == [(names[labels[at]], names[wrong[at]]) for at in (2, 1, 0)]
    pixels = panel.results.wrong.thumbs[0].pixels
    assert np.array_equal(pixels, load(DATA).validation.x[2].astype(np.float32) / 255)


def test_of_many_evaluations_the_last_is_shown(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]], qtbot: QtBot
) -> None:
    for count in (3, 5, 2):
        panel.training.take(evaluated(labels, mistakes(labels, count)))
    qtbot.waitUntil(lambda: len(panel.results.wrong.thumbs) == 2)


def test_what_came_unseen_is_there_when_the_results_are_seen(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    panel.tabs.setCurrentWidget(panel.looking)
    panel.training.take(evaluated(labels, mistakes(labels, 3)))
    panel.tabs.setCurrentWidget(panel.results)
    assert len(panel.results.wrong.thumbs) == 3


def test_a_cell_of_the_matrix_shows_its_images(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    """Lesson 7.11."""
    panel.training.take(evaluated(labels, mistakes(labels, 30)))
    matrix = panel.results.confusion
    true = int(labels[0])
    cell = matrix.cell(true, (true + 1) % 10).center()
    QTest.mouseClick(matrix, LEFT, pos=cell.toPoint())
    count = int(np.sum(labels[:30] == true))
    assert len(panel.results.wrong.thumbs) == min(20, count)
    assert load(DATA).classes[true] in panel.results.heads["wrong"].text()
    QTest.mouseClick(panel.results.all_wrong, LEFT)
    assert len(panel.results.wrong.thumbs) == 20


def test_the_matrix_is_walked_by_keys(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    panel.training.take(evaluated(labels, {}))
    chosen: list[tuple[int, int]] = []
    matrix = panel.results.confusion
    matrix.chosen.connect(lambda true, predicted: chosen.append((true, predicted)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(matrix, key)
    assert chosen == [(0, 1)]


def test_a_wrong_prediction_is_looked_at(
    panel: PicturesPanel, labels: np.ndarray[tuple[int], np.dtype[np.int64]], qtbot: QtBot
) -> None:
    panel.training.take(evaluated(labels, {7: int((labels[7] + 1) % 10)}))
    QTest.mouseClick(panel.results.wrong, LEFT, pos=QPoint(20, 20))
    qtbot.waitUntil(lambda: panel.training.look.example == 7)
    assert not panel.training.look.boundary
    panel.training.take(answer(7))
    assert panel.looking.bars.told().startswith(f"{load(DATA).classes[3]} 55.0%")


def test_of_numbers_nothing_is_called_wrong(panel: PicturesPanel) -> None:
    assert "gets wrong" in panel.results.empty.text()
    panel.training.show_nothing()
    panel.training.take(replace(opened(), kind="table", shape=(1,), classes=()))
    panel.training.take(Evaluated(step=1, epoch=1.0, loss=0.5))
    assert panel.results.empty.isVisible()
    assert "no answer is right or wrong" in panel.results.empty.text()


def test_an_example_that_is_no_image_is_told_in_numbers(qtbot: QtBot) -> None:
    config = Config(data=Data(name="scores"))
    panel = PicturesPanel(Training(config))
    qtbot.addWidget(panel)
    panel.training.take(replace(opened(), config=config, kind="table", shape=(3,), classes=()))
    qtbot.waitUntil(lambda: panel.gallery.loaded is not None, timeout=30_000)
    assert panel.looking.facts.text() == "Input 73, 80, 75\nTarget 152"
    panel.finish()


def test_feature_maps_come_and_go(panel: PicturesPanel) -> None:
    panel.tabs.setCurrentWidget(panel.looking)
    maps = array(np.random.default_rng(0).random((6, 24, 24)), "float32")
    panel.training.take(answer(0))
    panel.training.take(Images(step=1, what="features", name="0", images=maps))
    assert len(panel.looking._maps["0"][1].thumbs) == 6
    panel.looking.look_at(1)  # these are not its maps
    assert not panel.looking._maps
    panel.training.take(answer(1))
    assert panel.looking._maps
    panel.training.show_nothing()
    assert not panel.looking._maps


def test_a_drawing_is_what_is_asked_about(panel: PicturesPanel) -> None:
    panel.tabs.setCurrentWidget(panel.looking)
    QTest.mouseClick(panel.looking.draw, LEFT)
    pad = panel.looking.pad
    QTest.mousePress(pad, LEFT, pos=QPoint(40, 84))
    QTest.mouseMove(pad, QPoint(120, 84))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(120, 84))
    drawn = panel.training.look.drawn
    assert drawn is not None
    pixels = drawn.numpy()
    assert pixels.shape == (28, 28)
    assert pixels[14, 7] > 0.5
    assert pixels[2].max() == 0
    QTest.mouseClick(panel.looking.undo, LEFT)
    assert panel.training.look.drawn is not None
    assert panel.training.look.drawn.numpy().max() == 0


def test_a_drawing_stays_for_the_next_run_of_the_same_size(panel: PicturesPanel) -> None:
    panel.tabs.setCurrentWidget(panel.looking)
    QTest.mouseClick(panel.looking.draw, LEFT)
    QTest.mouseClick(panel.looking.pad, LEFT, pos=QPoint(84, 84))
    panel.training.take(opened())
    assert panel.looking.pad.pixels().max() > 0.5
    panel.training.take(replace(opened(), shape=(1, 8, 8)))
    drawn = panel.training.look.drawn
    assert drawn is not None
    assert drawn.numpy().shape == (8, 8)
    assert drawn.numpy().max() == 0


def test_nothing_is_wanted_while_nothing_is_seen(panel: PicturesPanel) -> None:
    assert panel.training.look.images
    panel.hide()
    look = panel.training.look
    assert (look.images, look.example) == (False, -1)


def test_a_grid_chooses_by_key(qtbot: QtBot) -> None:
    grid = ThumbGrid(20)
    qtbot.addWidget(grid)
    grid.resize(100, 100)
    grid.show_thumbs([Thumb(np.zeros((4, 4), np.float32)) for _ in range(5)])
    assert grid.place_at(QPointF(35, 10)) == 1
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen == [1]
