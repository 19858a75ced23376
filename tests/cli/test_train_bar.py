"""The bar that `graphviewer train` draws while it trains."""

from __future__ import annotations

import io
from typing import Any

import pytest

from graphviewer.cli_train import Terminal, bar, clock
from graphviewer.runs.news import Progress, Told


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def progress(step: int) -> Progress:
    return Progress(
        state="running", step=step, steps=400, epoch=1, batch=5, per_second=51234.5, left=65.4
    )


def test_the_bar_tells_how_far_how_fast_and_how_long() -> None:
    said = bar(progress(100), "images")
    assert said.startswith(" 25% ======..")
    assert said.endswith("epoch 2  step 100/400  51,234 images/s  1:05 left")


@pytest.mark.parametrize(
    ("state", "step", "epoch", "batch", "said"),
    [
        ("running", 0, 0, 0, 1),
        ("running", 200, 2, 0, 3),
        ("evaluating", 200, 2, 0, 2),
        ("evaluating", 250, 2, 50, 3),
        ("running", 400, 4, 0, 4),
    ],
)
def test_the_bar_counts_epochs_that_there_are(
    state: Any, step: int, epoch: int, batch: int, said: int
) -> None:
    told = Progress(state=state, step=step, steps=400, epoch=epoch, batch=batch)
    assert f"epoch {said}  step {step}/400" in bar(told, "images")


def test_the_bar_makes_room_for_lines() -> None:
    screen = Screen()
    terminal = Terminal(screen, quiet=False)
    terminal.hear(progress(100))
    terminal.hear(Told(title="A warning"))
    terminal.clear()
    first, rest = screen.getvalue().split("\r\x1b[K")
    assert first.startswith("\r 25%")
    assert rest == "A warning\n"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "0:00"), (65.4, "1:05"), (3599.6, "1:00:00"), (7203, "2:00:03")]
)
def test_times_are_short(seconds: float, said: str) -> None:
    assert clock(seconds) == said
