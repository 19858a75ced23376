"""Room for what several iterations of a loop say, of which only some are measured."""

from __future__ import annotations

from graphviewer.gui.canvas.widths import SPARE, Widths


def test_numbers_a_little_wider_change_nothing() -> None:
    room = Widths().with_other(Widths((100.0, 0.0, 80.0, 0.0), (2, 3), 120.0, 40.0))
    assert list(room.texts) == [100 + SPARE, 0, 80 + SPARE, 0]
    assert room.with_other(Widths((110.0, 0.0, 85.0, 0.0), (2, 3), 130.0, 40.0)) == room


def test_wider_ones_have_room_to_spare_anew() -> None:
    room = Widths().with_other(Widths((100.0, 0.0, 0.0, 0.0)))
    assert room.with_other(Widths((150.0, 0.0, 0.0, 0.0))).texts[0] == 150 + SPARE
