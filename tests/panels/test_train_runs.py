"""The list of runs: shown, compared, renamed, deleted and brought back, exported, swept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.train.rename_dialog import RenameDialog
from graphviewer.gui.train.runs_compare import BY_SETTING, METRICS
from graphviewer.gui.train.runs_dialog import RunsDialog
from graphviewer.gui.train.sweep_dialog import SweepDialog
from graphviewer.gui.train_flows.run_follow import RunFollow
from graphviewer.runs import folder
from graphviewer.runs.array import array
from graphviewer.runs.config import Config, Optimizer
from graphviewer.runs.environment import environment
from graphviewer.runs.folder import RunFolder
from graphviewer.runs.news import Closed, Evaluated, Opened, Points
from graphviewer.runs.sweep import Sweep
from graphviewer.session.training import Training

LEFT = Qt.MouseButton.LeftButton


def stored(root: Path, name: str, lr: float, *, closed: bool = True) -> Path:
    """A run of two epochs of ten batches."""
    config = Config(optimizer=Optimizer(lr=lr))
    path = root / name
    folder.create(path, config)
    kept = RunFolder(path)
    kept.claim()
    kept.begin(
        Opened(
            config=config, source="model = None\n", parameters=(), batches=10, train=100,
            validation=10, kind="table", shape=(2,), classes=("a", "b"), origin="here",
            sample=False,
        ),
        environment(threads=1, device="cpu"),
    )  # fmt: skip
    steps = array(np.arange(20), "int64")
    kept.points(Points(steps, {"loss": array(np.linspace(2, lr, 20), "float64")}))
    for epoch in (1, 2):
        kept.evaluated(Evaluated(step=10 * epoch, epoch=float(epoch), loss=lr, accuracy=1 - lr))
    kept.close(Closed(reason="finished", step=20)) if closed else kept.flush()
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, lr in (("slow", 0.01), ("good", 0.1), ("fast", 0.5)):
        stored(tmp_path / "runs", name, lr)
    return tmp_path / "runs"


@pytest.fixture
def dialog(qtbot: QtBot, root: Path) -> Iterator[RunsDialog]:
    made = RunsDialog(root)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_without_a_run_the_list_says_what_it_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    empty = RunsDialog(tmp_path / "none")
    qtbot.addWidget(empty)
    empty.show()
    header, metrics = empty.list.header(), empty.list.header().fontMetrics()
    for column in range(1, header.count()):
        head = empty.list.headerItem().text(column)
        assert header.sectionSize(column) > metrics.horizontalAdvance(head)
    assert header.length() == pytest.approx(empty.list.viewport().width(), abs=2)
    assert not empty.compare.isVisible()
    blank = empty.list.viewport().grab().toImage()
    empty.list.set_words(["a"] * 6, "")
    assert empty.list.viewport().grab().toImage() != blank
    empty.close()


def select(dialog: RunsDialog, name: str) -> None:
    [item] = dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)
    dialog.list.setCurrentItem(item)


def listed(dialog: RunsDialog) -> set[str]:
    items = (dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount()))
    return {item.text(0) for item in items if item is not None}


def test_every_run_is_listed_with_what_came_out(dialog: RunsDialog) -> None:
    [item] = dialog.list.findItems("good", Qt.MatchFlag.MatchExactly)
    assert [item.text(at) for at in range(5)] == ["good", "finished", "2", "0.1", "0.9000"]


def test_the_newest_run_is_chosen_at_first(dialog: RunsDialog) -> None:
    first = dialog.list.topLevelItem(0)
    assert first is not None
    assert first.isSelected()
    assert dialog.buttons["show"].isEnabled()
    assert dialog.buttons["delete"].isEnabled()


def test_what_stands_in_the_place_of_a_deleted_run_is_chosen(dialog: RunsDialog) -> None:
    second, after = dialog.list.topLevelItem(1), dialog.list.topLevelItem(2)
    assert second is not None
    assert after is not None
    name = after.text(0)
    dialog.list.setCurrentItem(second)
    QTest.mouseClick(dialog.buttons["delete"], LEFT)
    chosen = dialog.selected()
    assert chosen is not None
    assert chosen.name == name


def test_ticked_runs_are_compared(dialog: RunsDialog, root: Path) -> None:
    dialog.tick([root / "good", root / "fast"])
    assert {line.name for line in dialog.compare.chart.lines} == {"good", "fast"}
    table = dialog.compare.table
    rows = {
        table.item(row, 0).text(): {table.item(row, at).text() for at in (1, 2)}  # type: ignore[union-attr]
        for row in range(table.rowCount())
    }
    assert rows["optimizer.lr"] == {"0.1", "0.5"}
    assert rows["best validation accuracy"] == {"0.9000", "0.5000"}


def test_of_a_long_name_the_end_is_read_for_it_begins_with_the_day(
    dialog: RunsDialog, root: Path
) -> None:
    name = "2026-11-21 a name that is wider than any column"
    stored(root, name, 0.2)
    dialog.refresh()
    dialog.tick([root / "good", root / name])
    table, header = dialog.compare.table, dialog.compare.table.horizontalHeader()
    widest = max(table.columnWidth(1), table.columnWidth(2))
    assert header.fontMetrics().horizontalAdvance(name) > widest
    assert header.textElideMode() == Qt.TextElideMode.ElideLeft
    assert header.defaultAlignment() & Qt.AlignmentFlag.AlignLeft


def test_outcomes_are_drawn_against_the_setting_that_differs(
    dialog: RunsDialog, root: Path
) -> None:
    dialog.tick([root / "slow", root / "good", root / "fast"])
    dialog.compare.which.setCurrentIndex(BY_SETTING)
    [line] = dialog.compare.chart.lines
    assert line.x == pytest.approx(np.log10([0.01, 0.1, 0.5]))
    assert line.y == pytest.approx([0.99, 0.9, 0.5])


def test_a_run_that_cannot_be_read_any_more_is_not_compared(dialog: RunsDialog, root: Path) -> None:
    dialog.tick([root / "slow", root / "good"])
    (root / "slow" / folder.OPENED).write_bytes(b"spoilt")
    dialog.compare.which.setCurrentIndex(METRICS.index("train_loss"))
    assert not dialog.compare.runs
    assert str(root / "slow") in dialog.told.text()


def test_a_deleted_run_comes_back(dialog: RunsDialog, root: Path) -> None:
    select(dialog, "slow")
    QTest.mouseClick(dialog.buttons["delete"], LEFT)
    assert listed(dialog) == {"good", "fast"}
    assert not (root / "slow").exists()
    again = RunsDialog(root)  # opened another time, it still knows
    assert again.buttons["undo"].isEnabled()
    again.close()
    QTest.mouseClick(dialog.buttons["undo"], LEFT)
    assert listed(dialog) == {"good", "fast", "slow"}
    assert not dialog.buttons["undo"].isEnabled()


def test_a_run_is_renamed(dialog: RunsDialog, root: Path) -> None:
    select(dialog, "slow")
    QTest.mouseClick(dialog.buttons["rename"], LEFT)
    asked = dialog.findChild(RenameDialog, "rename")
    assert asked is not None
    asked.field.setText("very slow")
    QTest.mouseClick(asked.buttons.button(QDialogButtonBox.StandardButton.Ok), LEFT)
    assert "very slow" in listed(dialog)
    assert (root / "very slow").is_dir()


def test_a_name_that_is_taken_is_refused(dialog: RunsDialog) -> None:
    select(dialog, "slow")
    dialog._on_name_chosen("good")
    assert "good" in dialog.told.text()
    assert "slow" in listed(dialog)


def test_a_run_is_exported(dialog: RunsDialog, tmp_path: Path) -> None:
    select(dialog, "good")
    QTest.mouseClick(dialog.buttons["export"], LEFT)
    asked = dialog.findChild(QFileDialog, "files")
    assert asked is not None
    asked.selectFile(str(tmp_path / "good.zip"))
    asked.accept()
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        assert "good/config.toml" in archive.namelist()


def test_a_folder_without_a_run_says_so(dialog: RunsDialog, tmp_path: Path) -> None:
    dialog.open_folder(tmp_path)
    assert "no training run" in dialog.told.text()


def test_a_run_elsewhere_is_listed(dialog: RunsDialog, tmp_path: Path) -> None:
    dialog.open_folder(stored(tmp_path, "remote", 0.3))
    assert "remote" in listed(dialog)
    assert dialog.selected() == tmp_path / "remote"


def test_a_stored_run_is_shown_as_if_it_had_been_trained_here(root: Path, qtbot: QtBot) -> None:
    training = Training(Config())
    follow = RunFollow(training)
    assert follow.show_run(root / "good")
    assert training.points.values("loss")[-1] == 0.1
    assert [one.accuracy for one in training.evaluations] == [0.9, 0.9]
    assert training.closed is not None
    assert training.config.optimizer.lr == 0.1
    follow.stop()
    qtbot.wait(1)


def test_a_folder_that_cannot_be_followed_says_why(tmp_path: Path) -> None:
    said: list[str] = []
    follow = RunFollow(Training(Config()))
    follow.failed.connect(said.append)
    assert not follow.show_run(tmp_path)
    assert str(tmp_path) in said[0]


def test_the_delete_key_leaves_a_run_under_way(root: Path, qtbot: QtBot) -> None:
    path = stored(root, "going", 0.3, closed=False)
    made = RunsDialog(root)
    qtbot.addWidget(made)
    made.show()
    select(made, "going")
    assert not made.buttons["delete"].isEnabled()
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    assert path.is_dir()
    select(made, "good")
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    assert "good" not in listed(made)
    made.close()


def test_the_button_that_starts_a_sweep_shows_its_words_whole(qtbot: QtBot) -> None:
    dialog = SweepDialog(Config())
    qtbot.addWidget(dialog)
    dialog.show()
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    bold = QFont(ok.font())
    bold.setBold(True)
    assert ok.width() >= QFontMetricsF(bold).horizontalAdvance(ok.text()) + 32


def test_a_sweep_counts_its_runs_and_says_what_is_wrong(qtbot: QtBot) -> None:
    dialog = SweepDialog(Config())
    qtbot.addWidget(dialog)
    wanted: list[Sweep] = []
    dialog.wanted.connect(wanted.append)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.values[0].setText("0.1, nothing")
    assert not ok.isEnabled()
    assert "optimizer.lr" in dialog.told.text()
    dialog.values[0].setText("0.1")
    assert dialog.told.text() == "1 run."
    dialog.values[0].setText("0.1, 0.5")
    dialog.keys[1].setCurrentIndex(dialog.keys[1].findData("optimizer.name"))
    dialog.values[1].setText("sgd, adam, rmsprop")
    assert "6 runs" in dialog.told.text()
    QTest.mouseClick(ok, LEFT)
    assert [axis.values for axis in wanted[0].axes] == [(0.1, 0.5), ("sgd", "adam", "rmsprop")]
