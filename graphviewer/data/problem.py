"""What can be wrong with data: missing, cut short, altered, or not what it should be."""

from __future__ import annotations


class DataProblem(Exception):
    """Data cannot be had.

    `message` says what is wrong and where, `advice` what to do about it ("": nothing to say).
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".rstrip())
        self.message = message
        self.advice = advice
