"""Every text can be read: contrast of at least 4.5 on every ground, in both themes."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from graphviewer.graphs.data import View
from graphviewer.gui.canvas import cards, module_cards
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.theme.colours import THEMES, Colours
from graphviewer.gui.theme.ink import GROUNDS, READABLE, contrast, ink
from graphviewer.gui.typeset.typeset import INK
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample

# what the canvas and the typesetter write in
TEXTS = {"text", "quiet", "value", "gradient", "leaf", "loss", *INK.values()}


@pytest.mark.parametrize(("theme", "name"), list(product(THEMES, sorted(TEXTS))))
def test_text_can_be_read_on_every_ground(theme: str, name: str) -> None:
    colours = THEMES[theme]
    tone = ink(colours, name)
    assert all(contrast(tone, getattr(colours, ground)) >= READABLE for ground in GROUNDS)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("theme", THEMES)
def test_cards_write_in_readable_inks_only(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    colours, tape = THEMES[theme], sample()
    used: set[str] = set()

    def note(*arguments: object, bold: bool = False) -> None:
        assert bold in (True, False)
        used.add(QColor(str(arguments[5])).name())

    for painting in (cards, module_cards):
        monkeypatch.setattr(painting, "draw_text", note)
    views: tuple[View, ...] = ("expression", "grad_fn", "modules")
    for view in views:
        scene = Scene(tape, TapeIndex(tape), view)
        _paint_all(scene, colours)
    assert used <= {QColor(ink(colours, name)).name() for name in TEXTS}


def _paint_all(scene: Scene, colours: Colours) -> None:
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for step in (-1, 2, 5, 7):
        lit = lit_at(scene, step)
        for place, plan in enumerate(scene.plans):
            face = face_at(scene, place, step, lit)
            cards.paint(painter, plan, face, colours, "en", scene.tape.values)
    painter.end()
