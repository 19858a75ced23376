"""What is asked for in words, and from Python."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

import graphviewer as gv
from graphviewer.api.drawing import CannotDraw
from graphviewer.graphs.data import View
from graphviewer.gui.export.asked import Unfitting, asked
from graphviewer.gui.export.options import Options
from graphviewer.session.viewing import Direction
from graphviewer.tape.arrangement import Arrangement, Note
from tests.export.sample import product


@pytest.mark.parametrize(
    ("name", "step", "steps", "kind", "found"),
    [
        ("a.png", None, None, "png", range(6, 7)),
        ("a.PNG", 2, None, "png", range(2, 3)),
        ("a.pdf", None, None, "pdf", range(6, 7)),
        ("a.pdf", None, ":", "pdf", range(7)),
        ("a.gif", None, None, "gif", range(7)),
        ("a.webp", None, "2:", "webp", range(2, 7)),
        ("a.htm", None, "-3:-1", "html", range(4, 6)),
        ("a.gv", 0, None, "dot", range(1)),
    ],
)
def test_a_name_and_a_range_say_what_to_make(
    name: str, step: int | None, steps: str | None, kind: str, found: range
) -> None:
    options, shown = asked(Path(name), Options(), product(), "expression", step, steps)
    assert (options.format, shown) == (kind, found)
    assert options.what == ("steps" if len(found) > 1 or name.endswith("htm") else "step")


@pytest.mark.parametrize(
    ("name", "step", "steps", "said"),
    [
        ("a.bmp", None, None, "a file is one of .png, .svg, .pdf, .gif"),
        ("a.png", None, "0:3", ".png shows one step; .pdf, .gif, .webp, .html show a range"),
        ("a.gif", 1, None, ".gif shows a range of steps; .png"),
        ("a.pdf", 1, "0:2", "not both"),
        ("a.gif", None, "5", "no range of steps"),
        ("a.gif", None, "9:", "no steps 9:"),
        ("a.png", 7, None, "no step 7: they count 0 to 6"),
    ],
)
def test_what_does_not_fit_is_told(
    name: str, step: int | None, steps: str | None, said: str
) -> None:
    with pytest.raises(Unfitting, match=said):
        asked(Path(name), Options(), product(), "expression", step, steps)


@pytest.mark.parametrize("view", ["modules", "neurons"])
def test_a_view_that_shows_nothing_is_refused(view: View) -> None:
    with pytest.raises(Unfitting, match=f"the program has no {view} to show"):
        asked(Path("a.html"), Options(), product(), view, None, None)


def test_what_was_arranged_is_drawn_where_it_was_put(tmp_path: Path) -> None:
    note = Note(1, 0.0, 0.0, "mind the sign")
    rows = replace(product(), arrangements={"expression right": Arrangement(notes=(note,))})
    tape = gv.Tape(rows, None)
    for direction in get_args(Direction):
        tape.save_picture(tmp_path / f"{direction}.svg", direction=direction)
    drawn = {one: (tmp_path / f"{one}.svg").stat().st_size for one in get_args(Direction)}
    assert drawn["right"] > drawn["down"]


def test_python_saves_pictures_without_a_display(tmp_path: Path) -> None:
    tape = gv.Tape(product(), None)
    tape.save_picture(tmp_path / "a.svg", view="grad_fn", step=3, theme="dark")
    tape.save_picture(tmp_path / "a.html", steps=(None, 4), language="ko")
    tape.save_picture(tmp_path / "a.dot")
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
    assert "스텝" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "tensor-0" in (tmp_path / "a.dot").read_text(encoding="utf-8")


def test_python_is_told_what_is_wrong(tmp_path: Path) -> None:
    tape = gv.Tape(product(), None)
    with pytest.raises(ValueError, match="'light' or 'dark'"):
        tape.save_picture(tmp_path / "a.png", theme="screen")
    with pytest.raises(ValueError, match="a scale is a number up to 20"):
        tape.save_picture(tmp_path / "a.png", scale=99)
    with pytest.raises(CannotDraw, match="cannot be written"):
        tape.save_picture(tmp_path / "nowhere" / "a.png")
    with pytest.raises(gv.FileProblem, match="cannot be written"):
        tape.save_picture(tmp_path / "nowhere" / "a.json")
