"""Playing: pure timing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviewer.session import playback
from graphviewer.session.playback import Tick


def test_play_from_the_end_starts_over() -> None:
    assert playback.start(7, 8) == 0
    assert playback.start(3, 8) == 3


@pytest.mark.parametrize(("speed", "ms"), [(1, 1000), (0.5, 2000), (2, 500), (32, 33)])
def test_a_tick_is_a_step_while_that_can_be_seen(speed: float, ms: int) -> None:
    assert playback.tick_ms(speed) == ms


def test_fast_playing_takes_several_steps_a_tick_and_keeps_the_rest() -> None:
    tick = playback.advance(Tick(0, 0.0, ended=False), 1000, 100, 32)
    assert (tick.position, round(tick.rest, 2)) == (3, 0.2)
    steps, rest = playback.steps_due(33, 32, 0.5)
    assert (steps, round(rest, 2)) == (1, 0.56)


@given(st.integers(0, 99), st.integers(1, 100), st.floats(0, 1e5), st.sampled_from(playback.SPEEDS))
def test_playing_always_moves_on_and_never_leaves_the_tape(
    position: int, more: int, elapsed: float, speed: float
) -> None:
    length = position + more
    tick = playback.advance(Tick(position, 0.0, ended=False), length, elapsed, speed)
    assert tick.position == length - 1 or tick.position > position
    assert tick.position < length
    assert tick.ended == (tick.position == length - 1)


def test_speeds_are_written_short() -> None:
    assert [playback.label(speed) for speed in (0.25, 1.0, 32.0)] == ["0.25×", "1×", "32×"]
