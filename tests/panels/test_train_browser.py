"""The data browser, with batches as the training side makes them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.data.load import load
from graphviewer.disk.resources import asset
from graphviewer.gui.theme.colours import DARK
from graphviewer.gui.train.browser import BrowserDialog
from graphviewer.gui.train.browser_facts import balance
from graphviewer.runs.config import Augment, Batches, Config, Data
from graphviewer.session.training import Training
from tests.panels.browser_bench import Bench, Process

LEFT = Qt.MouseButton.LeftButton
DATA = Data(train=300, validation=40)
IMAGES = Config(data=DATA, batches=Batches(size=64))


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    training = Training(IMAGES)
    process = Process(training)
    dialog = BrowserDialog(training, process.send)
    qtbot.addWidget(dialog)
    dialog.show()
    made = Bench(dialog, process, qtbot)
    made.settle()
    yield made
    dialog.close()
    dialog.finish()


# --- examples


def test_every_example_is_shown_with_its_label(bench: Bench) -> None:
    grid, loaded = bench.dialog.examples.grid, load(DATA)
    assert grid.count == 300
    for place in (0, 17, 299):
        cell = grid.cell(place)
        assert cell.words == (loaded.classes[loaded.train.y[place]],)
        colour = QColor(cell.images[0].pixel(14, 20)).red()
        assert colour == loaded.train.x[place, 20, 14]


def test_a_click_shows_an_example_large(bench: Bench) -> None:
    examples, loaded = bench.dialog.examples, load(DATA)
    spot = examples.grid.rect_of(5).center().toPoint()
    QTest.mouseClick(examples.grid.viewport(), LEFT, pos=spot)
    assert examples.detail.title.text() == loaded.classes[loaded.train.y[5]]
    assert examples.detail.told.text().startswith("training example 5\n")
    QTest.keyClick(examples.grid, Qt.Key.Key_Right)
    assert examples.grid.at == 6
    QTest.mouseMove(examples.detail.picture, QPoint(1 + 9 * 10 + 4, 1 + 9 * 20 + 4))
    value = int(loaded.train.x[6, 20, 10])
    assert f"row 20, column 10: {value}," in examples.detail.pixel.text()


def test_one_example_is_one(bench: Bench) -> None:
    bench.use(Config(data=Data(train=300, validation=1)))
    bench.open("examples")
    bench.dialog.examples.validation.trigger()
    assert bench.dialog.examples.count.text() == "1 example"


def test_only_a_class_is_shown_when_it_is_chosen(bench: Bench) -> None:
    examples, loaded = bench.dialog.examples, load(DATA)
    for _ in range(4):  # to class 3: the first row is all of them
        QTest.keyClick(examples.label, Qt.Key.Key_Down)
    wanted = np.flatnonzero(loaded.train.y == 3)
    assert examples.grid.count == len(wanted)
    assert {examples.grid.cell(at).words for at in range(len(wanted))} == {(loaded.classes[3],)}
    examples.validation.trigger()
    assert examples.grid.count == int(np.sum(loaded.validation.y == 3))


def test_only_images_in_view_are_made(bench: Bench) -> None:
    grid = bench.dialog.examples.grid
    made: list[int] = []
    cell = grid.cell(0)

    def make(place: int) -> object:
        made.append(place)
        return cell

    grid.show_cells(60_000, make)  # type: ignore[arg-type] # it gives cells
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    made.clear()
    grid.viewport().repaint()
    assert 59_999 in made
    assert len(set(made)) < 300


def test_points_and_rows_are_chosen_together(bench: Bench) -> None:
    bench.use(Config(data=Data(name="xor", noise=0.1)))
    examples = bench.dialog.examples
    x, y = examples.points.spots()[11]
    QTest.mouseClick(examples.points, LEFT, pos=QPoint(round(x), round(y)))
    assert [index.row() for index in examples.table.selectionModel().selectedRows()] == [11]
    assert examples.table.rows.rowCount() == 200


def test_a_table_shows_its_numbers(bench: Bench) -> None:
    bench.use(Config(data=Data(name="scores")))
    table = bench.dialog.examples.table.rows
    shown = [table.data(table.index(3, column)) for column in range(table.columnCount())]
    assert shown == ["96", "98", "100", "196"]
    assert not bench.dialog.examples.label.isVisible()


def test_data_that_is_not_there_is_told(bench: Bench) -> None:
    bench.use(Config(data=Data(name="csv", path="/nowhere.csv")))
    assert "/nowhere.csv" in bench.dialog.told.text()
    bench.open("batch")
    assert bench.dialog.asker.seen is None
    assert "/nowhere.csv" in bench.dialog.batch.head.text()


# --- classes


def test_the_balance_counts_every_label(bench: Bench) -> None:
    loaded = load(DATA)
    found = balance(loaded)
    assert found.train == tuple(int(np.sum(loaded.train.y == at)) for at in range(10))
    assert sum(found.validation) == 40
    assert f"{found.names[0]} {found.train[0]:,} / " in bench.dialog.balance.bars.told()


# --- a batch


def test_a_batch_is_asked_for_only_while_it_is_looked_at(bench: Bench) -> None:
    bench.training.edit(replace(IMAGES, seed=1))
    assert bench.process.asked == []
    bench.open("batch")
    assert [order.config.seed for order in bench.process.asked] == [1]


def test_a_batch_is_shown_plain_and_as_the_model_sees_it(bench: Bench) -> None:
    """Lesson 7.8."""
    bench.use(replace(IMAGES, augment=Augment(flip_vertical=1.0, resize=32)))
    bench.open("batch")
    loaded, tab = load(DATA), bench.dialog.batch
    index = int(bench.seen.indices.numpy()[0])
    plain, seen = tab.grid.cell(0).images
    assert (plain.width(), seen.width()) == (28, 32)
    assert np.array_equal(bench.seen.plain.numpy()[0, 0] * 255, loaded.train.x[index])
    name = loaded.classes[loaded.train.y[index]]
    assert tab.grid.cell(0).words == (f"{name} · {index:,}",)
    assert "float32 [64×1×32×32]" in tab.told.text()
    assert f"from {bench.seen.low:.4g} to {bench.seen.high:.4g}" in tab.told.text()


def test_each_epoch_draws_other_batches(bench: Bench) -> None:
    bench.open("batch")
    first = bench.seen.indices
    tab = bench.dialog.batch
    QTest.keyClick(tab.epoch, Qt.Key.Key_Up)
    bench.settle()
    assert (bench.seen.epoch, bench.seen.batch) == (1, 0)
    assert bench.seen.indices != first
    QTest.keyClick(tab.batch, Qt.Key.Key_Up)
    bench.settle()
    assert (bench.seen.epoch, bench.seen.batch) == (1, 1)
    assert tab.batch.suffix() == " of 5"
    bench.open("order")
    assert bench.dialog.order.epoch.value() == 2


def test_an_edit_of_the_augmentation_is_seen_and_undone(bench: Bench) -> None:
    bench.open("batch")
    entry = bench.dialog.batch.fields.rows["augment.flip_vertical"].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "1")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    bench.settle()
    assert bench.training.config.augment.flip_vertical == 1.0
    flipped = bench.seen.plain.numpy()[:, :, ::-1]
    assert np.array_equal(bench.seen.x.numpy(), flipped)
    QTest.keyClick(bench.dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert bench.training.config.augment.flip_vertical == 0.0
    assert np.array_equal(bench.seen.x.numpy(), bench.seen.plain.numpy())


def test_an_answer_to_an_older_question_is_passed_over(bench: Bench) -> None:
    bench.open("batch")
    older = bench.seen
    bench.dialog.asker.choose(3, 0)
    bench.settle()
    bench.training.take(older)
    assert bench.seen.epoch == 3


# --- the order


@pytest.mark.parametrize(
    ("sampler", "different"), [("shuffled", 300), ("in_order", 300), ("with_replacement", None)]
)
def test_the_order_shows_the_first_indices_of_every_batch(
    bench: Bench, sampler: str, different: int | None
) -> None:
    """Lesson 7.10."""
    bench.use(replace(IMAGES, batches=Batches(size=64, sampler=sampler)))  # type: ignore[arg-type]
    bench.open("order")
    drawn = bench.seen.drawn
    assert drawn is not None
    shown = bench.dialog.order.map.rows
    assert [row.size for row in shown] == [64, 64, 64, 64, 44]
    every = [index for row in shown for index in row.indices]
    assert every == drawn.first.numpy().tolist()
    assert drawn.different == len(set(every))
    assert drawn.different == different or (different is None and 150 < drawn.different < 230)
    counts = np.bincount(load(DATA).train.y[every], minlength=10)
    assert drawn.classes.numpy().tolist() == counts.tolist()
    assert bench.dialog.order.told.text().startswith("5 batches of 64, the last of 44\n")


def test_a_single_batch_is_told_as_one(bench: Bench) -> None:
    bench.use(Config(data=Data(name="xor"), batches=Batches(size=1000)))
    bench.open("order")
    assert bench.dialog.order.told.text().startswith("one batch of 4\n")


def test_a_sampler_that_cannot_be_had_is_told(bench: Bench) -> None:
    bench.use(Config(data=Data(name="scores"), batches=Batches(size=2, sampler="balanced")))
    bench.open("order")
    assert "classes only" in bench.dialog.order.told.text()
    assert bench.dialog.order.map.rows == ()


# --- padding


def test_sorted_sequences_need_less_padding(bench: Bench) -> None:
    """Lesson 7.10."""
    bench.open("padding")
    tab = bench.dialog.padding
    assert tab.told.text() == "28 places hold 17 tokens; 11 (39.3%) are padding."
    tab.size_of.setValue(2)
    QTest.mouseClick(tab.sorted, LEFT, pos=QPoint(8, tab.sorted.height() // 2))
    assert [batch.ids.shape for batch in tab.map.batches] == [(2, 3), (2, 7)]
    assert tab.told.text() == "20 places hold 17 tokens; 3 (15.0%) are padding."
    tab.text.setPlainText("")
    assert tab.map.batches == ()


# --- the dialog


def test_every_tab_is_painted_in_both_themes(bench: Bench) -> None:
    for config in (IMAGES, Config(data=Data(name="moons")), Config(data=Data(name="line"))):
        bench.use(config)
        for name in ("examples", "balance", "batch", "order", "padding"):
            bench.open(name)
            bench.dialog.set_colours(DARK)
            bench.dialog.set_language("ko")
            assert not bench.dialog.grab().isNull()


def test_another_language_leaves_no_word_behind(bench: Bench, qapp: QApplication) -> None:
    bench.use(Config(data=Data(name="xor")))
    bench.open("examples")
    assert bench.dialog.examples.count.text() == "4 examples"
    translator = QTranslator()
    assert translator.load(str(asset("i18n", "graphviewer_ko.qm")))
    qapp.installTranslator(translator)
    try:
        bench.dialog.set_language("ko")
        assert bench.dialog.examples.count.text() == "예시 4개"
    finally:
        qapp.removeTranslator(translator)


def test_what_is_hidden_follows_when_it_is_shown_again(bench: Bench) -> None:
    bench.open("batch")
    bench.dialog.close()
    asked = len(bench.process.asked)
    bench.training.edit(Config(data=Data(name="xor")))
    assert len(bench.process.asked) == asked
    bench.dialog.show()
    bench.settle()
    assert len(bench.seen.indices.numpy()) == 4
    assert bench.dialog.title.text() == "XOR"
