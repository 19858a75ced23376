"""Pictures for the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.render import RenderError, render
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample

pytestmark = pytest.mark.usefixtures("qtbot")
STARTS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.mark.parametrize("suffix", STARTS)
@pytest.mark.parametrize("view", ["expression", "grad_fn"])
def test_each_format_is_written(tmp_path: Path, suffix: str, view: View) -> None:
    tape = sample()
    path = tmp_path / f"graph{suffix}"
    render(tape, TapeIndex(tape), view, 5, path, LIGHT)
    assert path.read_bytes().startswith(STARTS[suffix])
    assert path.stat().st_size > 2000


def test_scale_and_colours_are_followed(tmp_path: Path) -> None:
    tape = sample()
    small, large = tmp_path / "s.png", tmp_path / "l.png"
    render(tape, TapeIndex(tape), "expression", 5, small, LIGHT, scale=1.0)
    render(tape, TapeIndex(tape), "expression", 5, large, DARK, scale=2.0)
    one, two = QImage(str(small)), QImage(str(large))
    assert two.width() == pytest.approx(2 * one.width(), abs=1)
    assert one.pixelColor(1, 1).name().upper() == LIGHT.canvas
    assert two.pixelColor(1, 1).name().upper() == DARK.canvas


def test_the_same_tape_gives_the_same_bytes(tmp_path: Path) -> None:
    tape = sample()
    for name in ("a.png", "b.png"):
        render(tape, TapeIndex(tape), "expression", 3, tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    tape = sample()
    with pytest.raises(RenderError, match=r"\.png, \.svg, \.pdf"):
        render(tape, TapeIndex(tape), "expression", 3, tmp_path / "graph.bmp")
