"""The named error of a training run that cannot begin or go on."""

from __future__ import annotations


class CannotTrain(Exception):
    """A run is impossible as its config says. `str()` is what is wrong, `advice` what to do."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
