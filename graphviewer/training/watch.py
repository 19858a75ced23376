"""What is on screen of a model while it trains: only that is made, and it takes little time."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

from graphviewer.runs.news import TrainingNews
from graphviewer.runs.orders import Look
from graphviewer.training.state import State


class Watch:
    """Makes the pictures and histograms that are looked at."""

    def __init__(self, state: State, tell: Callable[[TrainingNews], None]) -> None:
        self._state = state
        self._tell = tell
        self._look = Look()

    def use(self, look: Look) -> None:
        """Look at these from now on, and at once."""
        self._look = look

    def show(self, x: Tensor) -> None:
        """Tell what is looked at if it is time to; `x` is the batch just trained on."""
