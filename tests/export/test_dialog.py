"""What the dialog offers first can be made, however large the graph."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from pytestqt.qtbot import QtBot

from graphviewer.gui.export.dialog import ExportDialog
from graphviewer.gui.export.estimate import scale_of
from graphviewer.gui.export.options import Format, Options
from graphviewer.gui.export.raster import pixels
from graphviewer.gui.export.subject import Subject

SIZES = [(900.0, 400.0), (1474.0, 28431.0), (892.0, 1_004_897.0)]


def dialog_of(qtbot: QtBot, size: tuple[float, float], options: Options) -> ExportDialog:
    found = ExportDialog(options, Subject(QSizeF(*size), 10, 0, range(3), 3))
    qtbot.addWidget(found)
    return found


@pytest.mark.parametrize("kind", ["png", "gif", "webp"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("before", [0.0, 3.0])
def test_a_graph_of_any_size_is_offered_at_a_scale_that_can_be_painted(
    qtbot: QtBot, kind: Format, size: tuple[float, float], before: float
) -> None:
    offered = dialog_of(qtbot, size, Options(format=kind, scale=before)).options()
    drawn = pixels(*size, offered.scale)  # raises ExportError where that is too large
    assert max(drawn.width(), drawn.height()) > 500


def test_a_small_graph_is_offered_as_large_as_before(qtbot: QtBot) -> None:
    chosen = Options(format="png", scale=3.0)
    assert dialog_of(qtbot, SIZES[0], chosen).options().scale == 3.0


def test_the_command_line_paints_a_large_graph_at_the_scale_the_dialog_offers(qtbot: QtBot) -> None:
    offered = dialog_of(qtbot, SIZES[1], Options(format="png")).options().scale
    assert offered == scale_of(Options(format="png"), *SIZES[1]) < 1
