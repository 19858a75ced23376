"""How fast Play goes: pure timing, without a clock of its own."""

from __future__ import annotations

from msgspec import Struct

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
STEPS_A_SECOND = 1.0  # at speed 1x: slow enough to say what happens
SHORTEST_TICK_MS = 33


class Tick(Struct, frozen=True):
    """Where playing has got to, the part of a step left over, and whether it ended."""

    position: int
    rest: float
    ended: bool


def tick_ms(speed: float) -> int:
    """Milliseconds between ticks: one step each while that is slow enough to be seen."""
    return max(SHORTEST_TICK_MS, round(1000 / (STEPS_A_SECOND * speed)))


def steps_due(elapsed_ms: float, speed: float, rest: float) -> tuple[int, float]:
    """Whole steps to take after `elapsed_ms`, and the part of a step to carry on."""
    due = elapsed_ms / 1000 * STEPS_A_SECOND * speed + rest
    return int(due), due - int(due)


def start(position: int, length: int) -> int:
    """Where Play begins: where the playhead stands, or at the start when it stands at the end."""
    return 0 if position >= length - 1 else position


def advance(tick: Tick, length: int, elapsed_ms: float, speed: float) -> Tick:
    """The next state of playing after `elapsed_ms`; at least one step, never beyond the last."""
    steps, rest = steps_due(elapsed_ms, speed, tick.rest)
    position = min(length - 1, tick.position + max(1, steps))
    return Tick(position, rest if steps else 0.0, position >= length - 1)


def label(speed: float) -> str:
    """`0.5×`, `2×`."""
    return f"{speed:g}×"
