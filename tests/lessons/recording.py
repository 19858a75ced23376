"""A lesson recorded once for all tests, and ways to ask its tape."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from graphviewer.files import show
from graphviewer.files.as_json import value_as_json
from graphviewer.files.kept import kept_gradient
from graphviewer.files.lessons import lesson
from graphviewer.files.position import value_of
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
        """The tensor a name was given last, as it is at the end."""
        named = [one.tensor for one in self.tape.bindings if one.name == name]
        assert named, f"no tensor on the tape is called {name}: print such a number instead"
        held = self.tape.tensors[named[-1]].object
        return max(row.id for row in self.tape.tensors if row.object == held)

    def found(self, name: str) -> tuple[str, Any]:
        """The dtype and the numbers of a figure's name at the program's end."""
        owner, _, about = name.rpartition(".")
        names = {one.name for one in self.tape.bindings}
        series = {row.id for row in self.tape.series if row.name == name}
        if name in names:
            tensor = self.tensor(name)
            return self.tape.tensors[tensor].dtype, self.value(name)
        if about == "shape" and owner in names:
            return "int64", list(self.tape.tensors[self.tensor(owner)].shape)
        if about == "grad" and owner in names:
            return self.tape.tensors[self.tensor(owner)].dtype, self.kept(owner)
        points = [point.value for point in self.tape.points if point.series in series]
        assert points, f"neither a tensor nor charted: {name}. Print such a number instead."
        return "float64", points[-1]

    def kept(self, name: str) -> Any:
        """`.grad` at the end."""
        value = kept_gradient(self.index, self.tensor(name), self.last)
        return None if value is None else value.array().tolist()

    def row(self, name: str) -> dict[str, Any]:
        """What `show --json` says of a tensor's numbers at the end."""
        tensor = self.tensor(name)
        value = value_of(self.tape, self.index.value_at(tensor, self.last))
        grad = kept_gradient(self.index, tensor, self.last)
        return {"value": value_as_json(value), "grad": value_as_json(grad)}

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
