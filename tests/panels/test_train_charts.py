"""Charts of a training run: what they draw, read out, and save."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.charts.end_names import kept_in, spread
from graphviewer.gui.panels.chart_save import KINDS, meant
from graphviewer.gui.train.charts import ChartsPanel, csv_of
from graphviewer.runs.array import Array, array
from graphviewer.runs.config import Config
from graphviewer.runs.news import (
    Evaluated,
    Histogram,
    Histograms,
    LayerPoint,
    Opened,
    Parameter,
    Points,
)
from graphviewer.session.smoothing import Smoothed
from graphviewer.session.training import Training

NAMES = ("1.weight", "1.bias", "3.weight", "3.bias")


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[ChartsPanel]:
    training = Training(Config())
    made = ChartsPanel(training)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    made.close()


def feed(training: Training, steps: int = 100) -> None:
    """A run of ten batches an epoch."""
    parameters = tuple(Parameter(name, (2, 2) if "weight" in name else (2,)) for name in NAMES)
    training.take(
        Opened(
            config=Config(), source="", parameters=parameters, batches=10, train=10, validation=10,
            kind="table", shape=(2,), classes=("a", "b"), origin="here", sample=False,
        )
    )  # fmt: skip
    at = np.arange(steps)
    loss = 1 / (1 + at)
    values = {"loss": array(loss, "float64"), "accuracy": array(1 - loss, "float64")}
    training.take(Points(array(at, "int64"), values))
    for step in range(10, steps + 1, 10):
        training.take(Evaluated(step=step, epoch=step / 10, loss=0.5, accuracy=0.9))
        norms = array(np.full(4, 1.0 / step), "float64")
        training.take(LayerPoint(step, norms, norms, norms))


def names(panel: ChartsPanel) -> list[str]:
    return [line.name for line in panel.loss.chart.lines]


def test_losses_and_accuracies_are_drawn_by_epoch(panel: ChartsPanel, qtbot: QtBot) -> None:
    feed(panel.training)
    qtbot.waitUntil(lambda: len(panel.loss.chart.lines) == 6)
    assert names(panel) == [
        "train loss",
        "train loss, smoothed",
        "train accuracy",
        "train accuracy, smoothed",
        "validation loss",
        "validation accuracy",
    ]
    raw = panel.loss.chart.lines[0]
    assert raw.x.tolist() == [step / 10 for step in range(100)]
    assert panel.loss.chart.lines[4].x.tolist() == [float(one) for one in range(1, 11)]


def test_the_number_at_the_end_of_a_smoothed_line_is_said_to_be_smoothed(
    panel: ChartsPanel,
) -> None:
    feed(panel.training)
    panel.loss.redraw()
    smooth = panel.loss.chart.lines[1]
    assert smooth.label == f"train loss, smoothed {smooth.y[-1]:.4g}"


def test_steps_instead_of_epochs(panel: ChartsPanel) -> None:
    feed(panel.training)
    QTest.mouseClick(panel.loss.by_step, Qt.MouseButton.LeftButton)
    assert panel.loss.chart.lines[4].x.tolist() == [float(one) for one in range(10, 101, 10)]


def test_without_smoothing_only_the_numbers_are_drawn(panel: ChartsPanel) -> None:
    feed(panel.training)
    panel.loss.smooth.setValue(0)
    assert "train loss, smoothed" not in names(panel)


def test_a_log_scale_says_what_it_leaves_out(panel: ChartsPanel) -> None:
    feed(panel.training)
    panel.training.take(Evaluated(step=110, epoch=11, loss=0.0, accuracy=1.0))
    QTest.mouseClick(panel.loss.log, Qt.MouseButton.LeftButton)
    panel.loss.redraw()
    assert panel.loss.chart.undrawn == 1
    assert panel.loss.told.toolTip() == "1 value is not above 0 and has no logarithm"


def test_the_pointer_reads_the_numbers_out(panel: ChartsPanel, qtbot: QtBot) -> None:
    feed(panel.training)
    panel.loss.redraw()
    chart = panel.loss.chart
    chart.grab()
    QTest.mouseMove(chart, QPoint(chart.width() // 2, chart.height() // 2))
    qtbot.waitUntil(lambda: "validation loss 0.5" in panel.loss.told.toolTip())


def test_zoom_by_keys_and_back(panel: ChartsPanel) -> None:
    feed(panel.training)
    panel.loss.redraw()
    chart = panel.loss.chart
    chart.reset()
    whole = chart.view
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.view.x[1] - chart.view.x[0] < whole.x[1] - whole.x[0]
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert chart.view == whole


def test_biases_are_drawn_when_asked_for(panel: ChartsPanel) -> None:
    feed(panel.training)
    panel.layers.redraw()
    assert [line.name for line in panel.layers.chart.lines] == ["1.weight", "3.weight"]
    QTest.mouseClick(panel.layers.biases, Qt.MouseButton.LeftButton)
    assert [line.name for line in panel.layers.chart.lines] == list(NAMES)


def test_histograms_are_wanted_only_while_they_are_seen(panel: ChartsPanel) -> None:
    bar = panel.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert panel.training.look.histograms
    counts = array([1, 5, 2], "int64")
    row = Histogram("1.weight", "weight", -1.0, 1.0, counts, zeros=0.25)
    panel.training.take(Histograms(3, (row,)))
    assert "8 values between -1 and 1, 25.0% zeros" in panel.histograms.grid.accessibleDescription()
    panel.histograms.grid.grab()
    panel.training.take(Histograms(4, (replace(row, counts=array([0, 1, 0], "int64")),)))
    assert "1.weight: 1 value between" in panel.histograms.grid.accessibleDescription()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert not panel.training.look.histograms


@pytest.mark.parametrize(
    ("kind", "head"), [("csv", b"epoch,train loss"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_chart_is_saved(
    panel: ChartsPanel, qtbot: QtBot, tmp_path: Path, kind: str, head: bytes
) -> None:
    feed(panel.training)
    panel.loss.redraw()
    panel.loss.save.kinds[kind].trigger()
    dialog = panel.findChild(QFileDialog, "files")
    assert dialog is not None
    wanted = tmp_path / f"chart.{kind}"
    dialog.selectFile(str(wanted))
    dialog.accept()
    qtbot.waitUntil(wanted.exists)
    assert wanted.read_bytes().startswith(head)


@pytest.mark.parametrize(
    ("typed", "written", "kind"),
    [
        ("a.csv", "a.csv", "csv"),
        ("a.PDF", "a.PDF", "pdf"),
        ("a.svg", "a.svg.png", "png"),
        ("loss 0.5", "loss 0.5.png", "png"),
        ("a", "a.png", "png"),
    ],
)
def test_a_known_ending_says_the_kind_and_any_other_gets_one(
    typed: str, written: str, kind: str
) -> None:
    assert meant(f"/x/{typed}", KINDS, "png") == (Path(f"/x/{written}"), kind)


def test_saved_numbers_are_those_that_came(panel: ChartsPanel) -> None:
    feed(panel.training)
    rows = list(csv.DictReader(io.StringIO(csv_of(panel.loss.lines(), "epoch"))))
    assert [float(row["train loss"]) for row in rows if row["train loss"]] == [
        1 / (1 + step) for step in range(100)
    ]


def test_a_chart_that_cannot_be_saved_says_why(panel: ChartsPanel, tmp_path: Path) -> None:
    said: list[str] = []
    panel.failed.connect(said.append)
    panel._saving = (panel.loss, "csv")
    panel._on_dialog_file_selected(str(tmp_path / "no" / "folder.csv"))
    assert "folder.csv" in said[0]


def test_smoothing_is_the_debiased_moving_average() -> None:
    values = np.array([np.nan, 3.0, 1.0, np.inf, 5.0])
    weight = 0.5
    finite = [3.0, 1.0, 5.0]
    wanted = sum(weight ** (2 - k) * x for k, x in enumerate(finite)) / (1 + 0.5 + 0.25)
    smoothed = Smoothed(weight)
    smoothed.of(values[:2])
    assert smoothed.of(values)[-1] == wanted
    assert np.isnan(smoothed.of(values)[[0, 3]]).all()


@pytest.mark.parametrize(("bad", "word"), [(np.nan, "NaN"), (np.inf, "∞")])
def test_what_is_no_number_any_more_is_named_so(panel: ChartsPanel, bad: float, word: str) -> None:
    feed(panel.training, steps=10)
    panel.training.take(Points(array(np.array([11]), "int64"), {"loss": of(bad)}))
    norms = of(bad, 1.0, 1.0, 1.0)
    panel.training.take(LayerPoint(11, norms, norms, norms))
    panel.loss.redraw()
    panel.layers.redraw()
    raw, smooth, *_ = panel.loss.chart.lines
    assert smooth.label == f"train loss {word}"
    assert np.isnan(smooth.y[-1])
    assert raw.x[-1] == smooth.x[-1]
    assert panel.layers.chart.lines[0].label == f"1.weight {word}"


def of(*numbers: float) -> Array:
    return array(np.array(numbers), "float64")


def test_names_at_the_ends_stay_inside() -> None:
    inside = QRectF(0, 100, 50, 100)
    assert kept_in([150.0, 195.0], 10.0, inside) == [150.0, 190.0]
    assert kept_in([95.0, 104.0], 10.0, inside) == [100.0, 110.0]
    assert kept_in([100.0, 110.0, 184.0, 194.0], 10.0, inside) == [100.0, 110.0, 180.0, 190.0]
    assert kept_in([100.0, 199.0], 60.0, inside) == [100.0, 160.0]  # too many: from the top
    assert kept_in([150.0], 10.0, inside) == [150.0]


def test_names_at_the_ends_do_not_overlap() -> None:
    assert spread([0.0, 1.0, 2.0, 100.0], 10.0) == [-9.0, 1.0, 11.0, 100.0]
