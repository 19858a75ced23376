"""A lesson recorded once for all tests, and ways to ask its tape."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from graphviewer.files import show
from graphviewer.files.lessons import lesson
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.lessons.oracle import Unrecorded


class Recorded:
    """A lesson's tape, and its numbers by the names of the program."""

    def __init__(self, identifier: str) -> None:
        one = lesson(identifier)
        self.tape: Tape = record(one.source(), one.path.name)
        self.index = TapeIndex(self.tape)
        self.last = len(self.tape.steps) - 1

    def tensor(self, name: str) -> int:
        """The last tensor of a name."""
        return max(binding.tensor for binding in self.tape.bindings if binding.name == name)

    def grads(self, name: str) -> list[Any]:
        """Every number `.grad` of a leaf has held, in order."""
        tensor = self.tensor(name)
        held = [
            self.tape.steps[step].after
            for step in range(len(self.tape.steps))
            if self.tape.steps[step].tensor == tensor
            and (self.tape.steps[step].kind == "accumulate" or self.tape.steps[step].of_grad)
        ]
        return [None if at is None else self.tape.values[at].array().tolist() for at in held]

    def gradient(self, name: str) -> Any:
        """The gradient that arrived at a tensor in the last run that reached it."""
        tensor = self.tensor(name)
        for step in range(self.last, -1, -1):
            state = self.index.gradient_at(tensor, step)
            if state is not None and state.value is not None:
                return self.tape.values[state.value].array().tolist()
        raise AssertionError(f"no gradient reached {name}")

    def value(self, name: str) -> Any:
        """The numbers of a tensor at the program's end; None: it has none."""
        value = self.index.value_at(self.tensor(name), self.last)
        return None if value is None else self.tape.values[value].array().tolist()


@cache
def recorded(identifier: str) -> Recorded:
    return Recorded(identifier)


@cache
def unrecorded(identifier: str) -> Unrecorded:
    return Unrecorded(lesson(identifier).source())


@cache
def shown(identifier: str) -> dict[str, Any]:
    """`show --json`, after a trip through JSON."""
    answer: dict[str, Any] = json.loads(show.dumps(show.show(recorded(identifier).tape)))
    return answer
