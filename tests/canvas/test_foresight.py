"""What a step is about to show is painted while nothing else is to be done."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.sprites import Sprites
from graphviewer.gui.theme.colours import DARK, LIGHT
from tests.canvas.test_walks import CHAINS, Screen, painted, screen, wait

STEP = 40


class Counted(Sprites):
    """Says how many cards were painted."""

    count = 0

    def _new(self, *about: object, **more: object) -> object:  # type: ignore[override]
        self.count += 1
        return super()._new(*about, **more)  # type: ignore[arg-type]


@pytest.fixture
def canvas(qtbot: QtBot) -> Screen:
    found = screen(qtbot, CHAINS, "expression", 1.0, LIGHT, STEP)
    found._sprites = Counted()
    found.camera.scale = 0.6
    painted(found)
    return found


def count(canvas: Screen) -> int:
    assert isinstance(canvas._sprites, Counted)
    return canvas._sprites.count


@pytest.mark.parametrize("way", [1, -1])
def test_a_step_after_a_rest_paints_no_card_anew(qtbot: QtBot, canvas: Screen, way: int) -> None:
    for number in range(1, 9):
        wait(qtbot, canvas)
        before = count(canvas)
        canvas.set_step(STEP + way * number)
        painted(canvas)
        assert count(canvas) == before


def test_a_step_without_a_rest_does(canvas: Screen) -> None:
    before = count(canvas)
    for number in range(1, 9):
        canvas.set_step(STEP + number)
        painted(canvas)
    assert count(canvas) > before


def test_it_comes_to_an_end(qtbot: QtBot, canvas: Screen) -> None:
    assert canvas.foresees
    wait(qtbot, canvas)
    before = count(canvas)
    qtbot.wait(300)
    assert count(canvas) == before
    assert not canvas.foresees


def test_it_holds_back_while_the_camera_moves(qtbot: QtBot, canvas: Screen) -> None:
    before = count(canvas)
    canvas._sprites.moving = True
    wait(qtbot, canvas)
    assert count(canvas) == before


def test_another_theme_gives_up_what_was_begun(canvas: Screen) -> None:
    canvas._on_rested_timeout()
    canvas.set_colours(DARK)
    canvas._on_slices_timeout()
    assert not canvas._sprites._kept
    assert not canvas._slices.isActive()


def test_a_hidden_canvas_does_nothing(qtbot: QtBot, canvas: Screen) -> None:
    canvas.show()
    qtbot.waitUntil(lambda: canvas.foresees)
    canvas.hide()
    assert not canvas.foresees
