"""Pictures of a step, held against each other by programs that are not ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QImage

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Shaping, View
from graphviewer.gui.export import raster
from graphviewer.gui.export.job import ExportError
from graphviewer.gui.export.options import Options, format_of
from graphviewer.gui.export.render import export
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.record.program import record
from graphviewer.session.viewing import Direction, Look
from graphviewer.tape.arrangement import Arrangement, Arrow, End, Note
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.export.readers import called, pixels, unlike
from tests.export.sample import hostile, layer, loop, modules, product

pytestmark = pytest.mark.usefixtures("qtbot")
UNFOLDED = Shaping(opened=frozenset())


def made(path: Path, tape: Tape, step: int = -1, look: Look | None = None, **more: object) -> Path:
    kind = format_of(path)
    assert kind is not None
    at = step % len(tape.steps)
    options = Options(format=kind, **more)  # type: ignore[arg-type]
    export(tape, path, options, range(at, at + 1), look or Look())
    return path


@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize("view", ["expression", "grad_fn"])
@pytest.mark.parametrize("tape", [product, layer, loop])
def test_svg_looks_like_png_without_our_fonts(
    tmp_path: Path, tape: object, view: View, direction: Direction
) -> None:
    assert callable(tape)
    look = Look(view=view, direction=direction)
    one = made(tmp_path / "ours.png", tape(), -2, look, scale=1.0)
    svg = made(tmp_path / "graph.svg", tape(), -2, look)
    called("rsvg-convert", svg, "-o", tmp_path / "theirs.png")
    mean, much = unlike(one, tmp_path / "theirs.png")
    assert mean < 2.5  # letters are antialiased otherwise, and nothing else differs
    assert much < 0.012


def test_svg_names_no_font_and_keeps_its_words(tmp_path: Path) -> None:
    text = made(tmp_path / "graph.svg", product()).read_text(encoding="utf-8")
    assert "font" not in text
    root = ET.fromstring(text)
    words = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "MulBackward0" in words
    assert "12" in words


def test_a_heat_maps_cells_keep_their_edges(tmp_path: Path) -> None:
    text = made(tmp_path / "graph.svg", layer()).read_text(encoding="utf-8")
    assert "<image" not in text
    assert text.count("h1v1h-1z") > 20


def test_pdf_has_one_page_with_its_fonts_inside(tmp_path: Path) -> None:
    pdf = made(tmp_path / "graph.pdf", layer(), words=True)
    rows = called("pdffonts", pdf).splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes (yes|no)\s+(yes|no)\s+\d+", row) for row in rows), rows
    assert "Pages:           1" in called("pdfinfo", pdf)
    said = called("pdftotext", pdf, "-")
    assert "MulBackward0" in said
    assert "[6×5] mean -0.1062" in said


def test_pdf_looks_like_png(tmp_path: Path) -> None:
    one = made(tmp_path / "ours.png", layer(), scale=1.0)
    pdf = made(tmp_path / "graph.pdf", layer())
    called("pdftoppm", "-r", "96", "-png", "-singlefile", pdf, tmp_path / "theirs")
    mean, much = unlike(one, tmp_path / "theirs.png")
    assert mean < 2.5
    assert much < 0.02


@pytest.mark.parametrize("what", ["step", "steps"])
def test_a_heat_map_in_a_pdf_has_the_colours_it_has_on_screen(tmp_path: Path, what: str) -> None:
    shown = pixels(made(tmp_path / "ours.png", layer(), scale=1.0)).reshape(-1, 3)
    pdf = made(tmp_path / "graph.pdf", layer(), what=what)
    called("pdfimages", "-png", pdf, tmp_path / "map")
    maps = [pixels(path).reshape(-1, 3) for path in sorted(tmp_path.glob("map-*.png"))]
    assert maps
    assert {tuple(cell) for one in maps for cell in one.tolist()} <= set(map(tuple, shown.tolist()))


def test_scale_and_colours_are_followed(tmp_path: Path) -> None:
    small = QImage(str(made(tmp_path / "s.png", product(), scale=1.0, theme="light")))
    large = QImage(str(made(tmp_path / "l.png", product(), scale=2.5, theme="dark")))
    assert large.width() == pytest.approx(2.5 * small.width(), abs=2)
    assert small.pixelColor(1, 1).name().upper() == LIGHT.canvas
    assert large.pixelColor(1, 1).name().upper() == DARK.canvas


def test_without_a_background_only_what_is_drawn_covers(tmp_path: Path) -> None:
    with Image.open(made(tmp_path / "clear.png", product(), clear=True)) as picture:
        assert picture.mode == "RGBA"
        assert picture.getpixel((1, 1)) == (0, 0, 0, 0)
        assert picture.getchannel("A").getextrema() == (0, 255)
    svg = made(tmp_path / "clear.svg", product(), clear=True)
    assert LIGHT.canvas.lower() not in svg.read_text(encoding="utf-8").lower()


def test_words_stand_below_the_graph(tmp_path: Path) -> None:
    bare, told = (made(tmp_path / f"{w}.png", product(), 3, words=w) for w in (False, True))
    with Image.open(bare) as one, Image.open(told) as other:
        assert other.height > one.height + 100
        same = other.crop((0, 0, *one.size))
        assert same.tobytes() == one.tobytes()


def test_what_was_printed_stands_below_the_graph(tmp_path: Path) -> None:
    tape = product()
    *others, last = tape.steps
    heights = []
    for text in ("", "one", "one\ntwo"):
        said = replace(tape, steps=[*others, replace(last, text=text)])
        with Image.open(made(tmp_path / "graph.png", said, words=True, scale=1.0)) as picture:
            heights.append(picture.height)
    assert heights == sorted(set(heights))


@pytest.mark.parametrize(("tape", "view"), [(layer, "expression"), (modules, "scalars")])
def test_bands_meet_without_a_seam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tape: Callable[[], Tape], view: View
) -> None:
    look = Look(view=view)
    monkeypatch.setattr(raster, "BAND", 5000)
    whole = made(tmp_path / "whole.png", tape(), look=look, scale=1.7)
    monkeypatch.setattr(raster, "BAND", 37)
    banded = made(tmp_path / "banded.png", tape(), look=look, scale=1.7)
    assert QImage(str(whole)) == QImage(str(banded))


def test_a_picture_that_is_too_large_says_what_would_do(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with pytest.raises(ExportError, match=r"\d\d,\d+ × \d+,\d+ pixels.*fits at a scale of \d"):
        made(path, loop(), scale=20.0, look=Look(direction="right"))
    assert list(tmp_path.iterdir()) == []


def test_the_same_tape_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in ("png", "svg", "tex", "json"):
        first, second = (made(tmp_path / f"{n}.{suffix}", product()) for n in "ab")
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", ["svg", "pdf", "tex"])
def test_hostile_names_are_only_text(tmp_path: Path, suffix: str) -> None:
    path = made(tmp_path / f"graph.{suffix}", hostile(), words=True)
    if suffix == "svg":
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        assert not [one for one in root.iter() if one.tag.endswith("script")]
        called("rsvg-convert", path, "-o", tmp_path / "graph.png")
    elif suffix == "pdf":
        called("pdftoppm", "-r", "20", "-png", path, tmp_path / "page")


@pytest.mark.parametrize(("engine", "tape"), [("pdflatex", product), ("pdflatex", layer),
                                              ("lualatex", hostile)])  # fmt: skip
def test_tikz_compiles(tmp_path: Path, engine: str, tape: object) -> None:
    assert callable(tape)
    path = made(tmp_path / "graph.tex", tape(), 4)
    called(engine, "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    said = called("pdftotext", tmp_path / "graph.pdf", "-")
    assert "AccumulateGrad" not in said
    assert "Backward0" in said


def test_notes_and_arrows_are_in_tikz_too(tmp_path: Path) -> None:
    note = Note(number=1, x=-260, y=40, text="two ways back:\n\n100 % of them_")
    arrow = Arrow(number=2, start=End(key=note.key), end=End(key="tensor b"))
    look = Look(arrangements={"expression down": Arrangement(notes=(note,), arrows=(arrow,))})
    path = made(tmp_path / "graph.tex", product(), look=look)
    assert path.read_text(encoding="utf-8").count(r"draw=gvtext]") == 1
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    said = called("pdftotext", tmp_path / "graph.pdf", "-")
    assert "two ways back:" in said
    assert "100 % of them_" in said


def test_opened_modules_have_frames_shapes_and_parameters_in_tikz(tmp_path: Path) -> None:
    tape = modules()
    folds = build(tape, TapeIndex(tape), "modules").folds
    look = Look(view="modules", shapings={"modules": Shaping(opened=frozenset({folds[0].key}))})
    path = made(tmp_path / "graph.tex", tape, look=look)
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    said = " ".join(called("pdftotext", "-raw", tmp_path / "graph.pdf", "-").split())
    for words in ("net", "Sequential", "[4×2] → [4×3]", "9 parameters", "grad norm"):
        assert words in said


@pytest.mark.parametrize("view", ["modules", "scalars", "neurons"])
def test_every_view_looks_the_same_in_svg(tmp_path: Path, view: View) -> None:
    look = Look(view=view)
    one = made(tmp_path / "ours.png", modules(), look=look, scale=1.0)
    called("rsvg-convert", made(tmp_path / "a.svg", modules(), look=look),
           "-o", tmp_path / "theirs.png")  # fmt: skip
    mean, much = unlike(one, tmp_path / "theirs.png")
    assert mean < 2.5
    assert much < 0.012


def test_numbers_of_tikz_are_not_broken_and_keep_their_minus(tmp_path: Path) -> None:
    text = made(tmp_path / "graph.tex", modules()).read_text(encoding="utf-8")
    assert r"\mbox{$-$" in text or r"\text{$-$" in text
    assert not re.search(r"value -", text)


def test_tikz_has_a_node_for_each_card_where_it_stands(tmp_path: Path) -> None:
    text = made(tmp_path / "graph.tex", product(), 4).read_text(encoding="utf-8")
    assert text.count(r"\node[gv card") == 3
    assert text.count(r"\node[gv sign") == 1
    assert text.count(r"\path[gv back]") == 3


@pytest.mark.parametrize(("width", "height"), [(100, 100), (5e4, 3e4), (2e6, 1000), (1e9, 1000)])
def test_the_largest_scale_makes_a_picture_that_can_be_painted(width: float, height: float) -> None:
    scale = raster.most(width, height)
    size = raster.pixels(width, height, scale)
    assert scale > 0
    assert max(size.width(), size.height()) > 0.6 * min(raster.LARGEST, raster.MOST**0.5)


@pytest.mark.parametrize("view", ["scalars", "neurons"])
def test_tikz_draws_elements_and_neurons_as_the_window_does(tmp_path: Path, view: View) -> None:
    tape, look = modules(), Look(view=view)
    path = made(tmp_path / "graph.tex", tape, look=look)
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    called("pdftoppm", "-r", "96", "-png", "-singlefile", tmp_path / "graph.pdf",
           tmp_path / "theirs")  # fmt: skip
    ours = pixels(made(tmp_path / "ours.png", tape, look=look, scale=1.0))
    theirs = pixels(tmp_path / "theirs.png")
    spans = []
    for picture in (ours, theirs):
        inked = (picture < 200).max(-1)
        spans.append([np.ptp(np.flatnonzero(one)) for one in (inked.max(1), inked.max(0))])
    assert spans[0] == pytest.approx(spans[1], abs=12)  # its letters are others, and so wider
    said = "".join(called("pdftotext", "-raw", tmp_path / "graph.pdf", "-").split())
    shown = Shots(tape, look).picture(len(tape.steps) - 1, LIGHT)
    for place in range(len(shown.scene.plans)):
        face = shown.face(place)
        for number in (*face.value.split(), *face.grad.split()):
            assert number.replace("-", "−") in said.replace("–", "−")


def test_a_graph_longer_than_tex_can_measure_is_drawn_smaller(tmp_path: Path) -> None:
    tape = record("import torch\nx = torch.ones(1, requires_grad=True)\nfor _ in range(260):\n"
                  "    x = x + 1\nx.backward()\n")  # fmt: skip
    path = made(tmp_path / "graph.tex", tape, look=Look(shapings={"expression": UNFOLDED}))
    called("pdflatex", "-interaction=nonstopmode", "-halt-on-error",
           f"-output-directory={tmp_path}", path)  # fmt: skip
    said = re.search(r"Page size: +([\d.]+) x ([\d.]+)", called("pdfinfo", tmp_path / "graph.pdf"))
    assert said is not None
    assert 14_000 < float(said[2]) < 16_000
