"""What a step is about to show is painted while nothing else is to be done."""

from __future__ import annotations

from itertools import islice

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas import far, picture, sprites
from graphviewer.gui.canvas.marks import badges
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.sprites import Sprites
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.session.session import Item
from graphviewer.tape.arrangement import Arrangement, Shift
from tests.canvas.test_walks import CHAINS, HIGH, WIDE, Screen, painted, screen, wait

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


def test_nor_a_badge(qtbot: QtBot, canvas: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def told(*about: object, **more: object) -> None:
        nonlocal count
        count += 1
        paint(*about, **more)  # type: ignore[arg-type]

    paint = badges.paint_badge
    monkeypatch.setattr(sprites, "paint_badge", told)
    for number in range(1, 9):
        wait(qtbot, canvas)
        before = count
        canvas.set_step(STEP + number)
        painted(canvas)
        assert count == before
    assert count


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


# --- from afar


@pytest.fixture
def afar(qtbot: QtBot, canvas: Screen, painting: list[Picture]) -> Screen:
    """All of it in view, and the next step and the last one painted ahead."""
    canvas.camera.scale = 0.2
    painted(canvas)
    wait(qtbot, canvas)
    painting.clear()
    return canvas


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """The pictures that were painted, each time one is."""
    found: list[Picture] = []
    paint = Picture.paint

    def told(picture: Picture, *about: object) -> None:
        found.append(picture)
        paint(picture, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(Picture, "paint", told)
    return found


def anew(qtbot: QtBot, canvas: Screen) -> QImage:
    """What a canvas that comes from nowhere paints there."""
    fresh = screen(qtbot, CHAINS, "expression", canvas.ratio, canvas._colours, canvas._step)
    fresh.set_look(canvas._look)
    fresh.set_selection(canvas._selection)
    fresh.resize(canvas.size())
    painted(fresh)
    fresh.camera.scale, fresh.camera.centre = canvas.camera.scale, QPointF(canvas.camera.centre)
    fresh._overview = canvas._overview  # where the map stands tells of where it stood
    return painted(fresh)


@pytest.mark.parametrize("way", [1, -1])
def test_a_step_seen_from_afar_is_painted_already(
    qtbot: QtBot, afar: Screen, painting: list[Picture], way: int
) -> None:
    afar.set_step(STEP + way)
    seen = painted(afar)
    assert not painting
    assert seen == anew(qtbot, afar)


@pytest.mark.parametrize("change", ["pan", "zoom", "selection", "arrangement", "size", "theme"])
def test_it_is_painted_anew_after_a_change(
    qtbot: QtBot, afar: Screen, painting: list[Picture], change: str
) -> None:
    match change:
        case "pan":
            afar.camera.centre += QPointF(40, 30)
        case "zoom":
            afar.camera.scale = 0.21
        case "selection":
            afar.set_selection(Item("tensor", 0))
        case "arrangement":
            assert afar.scene is not None
            moved = Arrangement(shifts=(Shift(afar.scene.keys[3], 60.0, 40.0),))
            afar.set_look(replace(afar._look, arrangements={afar._look.picture: moved}))
        case "size":
            afar.resize(WIDE + 60, HIGH + 50)  # what comes of it at the right is not looked at
            painted(afar)
            painting.clear()
        case "theme":
            afar.set_colours(DARK)
    afar.set_step(STEP + 1)
    seen = painted(afar)
    assert len(painting) == 1
    assert seen == anew(qtbot, afar)


def test_what_was_begun_is_thrown_away_when_the_canvas_is_painted(
    qtbot: QtBot, afar: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far, "PIECE", 32)
    monkeypatch.setattr(picture, "FEW_LINKS", 0)
    monkeypatch.setattr(picture, "FEW_BOXES", 0)
    afar._on_rested_timeout()
    begun = afar._ahead
    assert begun is not None
    assert len(list(islice(begun, 30))) == 30  # it waits after each few dozen lines and boxes
    assert not afar._shots
    afar.camera.centre += QPointF(40, 30)
    painted(afar)
    assert afar._ahead is None
    assert next(begun, None) is None
    wait(qtbot, afar)
    afar.set_step(STEP + 1)
    assert painted(afar) == anew(qtbot, afar)


def test_what_moves_between_two_parts_is_not_taken_for_where_it_was_begun(
    qtbot: QtBot, afar: Screen
) -> None:
    afar._on_rested_timeout()
    assert afar._ahead is not None
    assert len(list(islice(afar._ahead, 8))) == 8
    afar.camera.centre += QPointF(40, 30)
    assert list(afar._ahead)
    afar.set_step(STEP + 1)
    assert painted(afar) == anew(qtbot, afar)


def test_what_was_painted_ahead_is_freed_with_its_graph(afar: Screen) -> None:
    assert len(afar._shots) == 2
    afar.clear()
    assert not afar._shots
    assert not afar._awaited
    assert not afar.foresees


def test_a_frame_round_what_is_selected_is_as_smooth_over_it(qtbot: QtBot, afar: Screen) -> None:
    afar.set_selection(Item("tensor", 0))
    painted(afar)
    wait(qtbot, afar)
    afar.set_step(STEP + 1)
    seen = painted(afar)
    assert seen == anew(qtbot, afar)
