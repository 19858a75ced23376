"""Steps as pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas.state import lit_at
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.render import export
from graphviewer.gui.export.shots import Shots
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from tests.export.readers import called, pixels
from tests.export.sample import hostile, loop, product

SHARED = """\
import torch

w = torch.tensor(0.9, requires_grad=True)
x = torch.tensor(2.0)
for _ in range(12):
    x = torch.tanh(w * x)
x.backward()
"""
pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.mark.parametrize(("paper", "size"), [("a4", "596 x 842"), ("slides", "960 x 540")])
def test_each_step_has_a_page_with_its_words_and_number(
    tmp_path: Path, paper: str, size: str
) -> None:
    path = tmp_path / "steps.pdf"
    options = Options(format="pdf", what="steps", paper=paper)  # type: ignore[arg-type]
    export(product(), path, options, range(1, 6))
    told = called("pdfinfo", path)
    assert "Pages:           5" in told
    assert f"Page size:       {size}" in told
    pages = called("pdftotext", "-layout", path, "-").split("\f")
    for number, page in enumerate(pages[:5]):
        assert "product.py" in page
        assert f"Step {number + 2} of 7" in page
        assert f"{number + 1}/5" in page.replace(" ", "")
    assert "MulBackward0" in pages[2]
    assert "is the other factor" in " ".join(pages[2].split())


def test_every_font_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "steps.pdf"
    export(product(), path, Options(format="pdf", what="steps"), range(7), language="ko")
    rows = called("pdffonts", path).splitlines()[2:]
    assert rows
    assert all(" yes " in row[55:] for row in rows), rows
    assert "역전파" in called("pdftotext", path, "-")


def test_nothing_is_cut_off_at_a_pages_edge(tmp_path: Path) -> None:
    path = tmp_path / "steps.pdf"
    export(loop(), path, Options(format="pdf", what="steps", paper="slides"), range(0, 20, 4))
    called("pdftoppm", "-r", "48", "-png", path, tmp_path / "page")
    for page in tmp_path.glob("page*.png"):
        shown = pixels(page)
        assert (shown[:8] == shown[0, 0]).all()
        assert (shown[-8:] == shown[0, 0]).all()
        assert (shown[:, :8] == shown[0, 0]).all()
        assert (shown[:, -8:] == shown[0, 0]).all()


def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "steps.pdf"
    export(hostile(), path, Options(format="pdf", what="steps"), range(7))
    assert "Pages:           7" in called("pdfinfo", path)


def test_a_closer_look_can_be_read_where_a_steps_cards_are_far_apart() -> None:
    tape = record(SHARED)
    shots = Shots(tape, Look(shapings={"expression": Shaping(opened=frozenset())}))
    last = len(tape.steps) - 1  # AccumulateGrad of w, which has a card at each of its uses
    scene = shots.scene(last)
    cards = [scene.rect(place) for place in lit_at(scene, last).vertices]
    assert len(cards) > 3
    assert shots.happening(last).height() > 400
    seen = shots.sight(last, lambda rect: rect.width() < 500 and rect.height() < 400)
    assert seen.height() < 400
    assert any(seen.contains(card) for card in cards)
