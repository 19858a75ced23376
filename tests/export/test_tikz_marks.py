"""A TikZ picture has the marks of the screen, and LaTeX can set them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.kinds import Wanted
from graphviewer.gui.export.job import done
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.export.tikz import tikz
from graphviewer.gui.export.tikz_marks import along
from graphviewer.gui.export.tikz_text import escaped
from graphviewer.gui.export.vector import pdf
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.session.viewing import Look
from tests.canvas.marked import LOST, MIXED, TWICE, VIEWS, WRITTEN, badges, moment
from tests.export.readers import called
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
SMALL = """
import torch
w = torch.tensor(2.0, requires_grad=True)
y = (w * 3 + 1) ** 2
y.backward()
"""
HEAT = """
import torch
w = torch.zeros({0}, {1})
w[: {0} // 2] = 1.0
y = w.sum()
"""


def _document(source: str, view: View) -> str:
    tape = recorded(source)
    shots = Shots(tape, Look(view=view), "en")
    (data,) = done(tikz(Sheet(shots, len(tape.steps) - 1, LIGHT), "marks"))
    return data.decode()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("source", [MIXED, WRITTEN, TWICE, LOST])
def test_every_mark_of_the_screen_is_in_the_document_and_compiles(
    tmp_path: Path, source: str, view: View
) -> None:
    text, at = _document(source, view), moment(source, view=view)
    shown = badges(at)
    chips = book_of(at.scene).chips(at.scene)
    body = text[text.index(r"\begin{tikzpicture}") :]
    rows = sum(1 for chip in chips for _ in chip.lines or ("",))
    assert rows >= body.count(r"\pic[") - len(shown) - body.count("scale=1.5") >= len(chips)
    for badge in shown:
        assert f"{{{escaped(badge.text)}}};" in body or not badge.text
    path = tmp_path / "graph.tex"
    path.write_text(text, encoding="utf-8")
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    said = "".join(called("pdftotext", tmp_path / "graph.pdf", "-").split())
    words = {word for badge in shown for word in badge.text.split() if word.isalnum()}
    joined = ("ff", "fi")  # are one letter each, which pdftotext does not know
    assert all(word in said for word in words if not any(one in word for one in joined))


@pytest.mark.parametrize(("rows", "columns"), [(20, 24), (70, 20)])
def test_a_heat_map_has_its_cells(tmp_path: Path, rows: int, columns: int) -> None:
    text = _document(HEAT.format(rows, columns), "scalars")
    body = text[text.index(r"\begin{tikzpicture}") :]
    hues = dict(re.findall(r"\\definecolor\{(\w+)\}\{HTML\}\{(\w+)\}", body))
    seen: dict[str, float] = {}  # how large what is of a colour is
    for name, boxes in re.findall(r"\\path\[fill=(\w+)\] (\(.* rectangle .*\));", body):
        sides = [[float(one) for one in re.findall(r"-?[\d.]+", box)] for box in _boxes(boxes)]
        seen[hues[name]] = sum(abs((x1 - x) * (y1 - y)) for x, y, x1, y1 in sides)
    whole = sum(seen.values())
    most = QColor(LIGHT.value).name()[1:].upper()  # half of the rows are ones, the others zeros
    assert seen.keys() == {most, QColor(LIGHT.surface).name()[1:].upper()}
    assert seen[most] / whole == pytest.approx(1 / 2, rel=0.02)
    path = tmp_path / "graph.tex"
    path.write_text(text, encoding="utf-8")
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip


def _boxes(text: str) -> list[str]:
    return re.findall(r"\([^)]*\) rectangle \([^)]*\)", text)


def test_a_small_card_says_only_what_is_there(tmp_path: Path) -> None:
    tape = recorded(SMALL)
    for step in range(len(tape.steps)):
        sheet = Sheet(Shots(tape, Look(), "en"), step, LIGHT)
        (drawn,) = done(pdf(sheet, "small"))
        path = tmp_path / "graph.pdf"
        path.write_bytes(drawn)
        (text,) = done(tikz(sheet, "small"))
        said = called("pdftotext", "-raw", path, "-")
        assert text.decode().count(r"\mbox{not} \mbox{yet}") == said.count("not yet")


def test_pins_are_full_until_what_they_hold_is_freed() -> None:
    source = (
        "import torch\nx = torch.ones(3, requires_grad=True)\ny = x.exp()\n"
        "y.sum().backward(retain_graph={})\n"
    )
    for kept in (True, False):
        (pin,) = re.findall(r"\\pic\[(.*?)\] at .*? \{gv pin\}", _document(source.format(kept),
                                                                         "expression"))  # fmt: skip
        assert ("fill=" in pin) == kept


def test_a_ground_has_no_holes_where_its_parts_overlap() -> None:
    source = (
        "import torch\nx = torch.ones(3, requires_grad=True)\nwith torch.no_grad():\n"
        "    y = x * 3\n    z = y.exp()\n(x * z).sum().backward()\n"
    )
    for view in ("expression", "modules"):
        text = _document(source, view)
        faint = [line for line in text.splitlines() if re.search(r"opacity=0\.1\d?[],]", line)]
        (ground,) = (line for line in faint if "fill=" in line)
        assert "even odd rule" not in ground


def test_detach_is_scissors_in_tikz_not_a_product() -> None:
    source = "import torch\nx = torch.ones(3, requires_grad=True)\ny = x.detach()\nz = x * y\n"
    text = _document(source + "z.sum().backward()\n", "expression")
    assert text.count("{gv scissors};") == 2  # the sign, and the arrow that is cut
    assert text.count(r"$\times$") == 1


def test_arrows_carry_nan_in_red_and_sizes_when_they_are_asked_for() -> None:
    at = moment(LOST)
    forward, back = at.bad_links()
    drawn = along(at)
    assert len(drawn) == len(forward) + len(back)
    assert all("draw=gverror" in line for line in drawn)
    sized = along(moment(LOST, wanted=Wanted(frozenset(), magnitude=True)))
    assert len([line for line in sized if "rgb,255" in line]) == int(at.flowed.sum())


def test_kinds_that_are_hidden_are_left_out() -> None:
    assert along(moment(LOST, wanted=Wanted(frozenset()))) == []
