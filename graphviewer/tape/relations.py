"""How a tape's tensors hang together: which ops use them, which share memory, when they changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphviewer.tape.rows import Change, Step
from graphviewer.tape.tape import Tape


class Relations:
    """Found by looking up, never by going through the tape. Reads what is new when asked."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._read = (0, 0, 0, 0)  # ops, tensors, changes and steps
        self._users: dict[int, list[int]] = defaultdict(list)
        self._of_object: dict[int, list[int]] = defaultdict(list)
        self._of_storage: dict[int, list[int]] = defaultdict(list)
        self._changed: dict[int, list[Change]] = defaultdict(list)
        self._adoptions: dict[int, list[int]] = defaultdict(list)
        self._adopters: dict[int, None] = {}

    def users(self, tensor: int) -> Sequence[int]:
        """Ops that take a tensor, in order, each once."""
        self._refresh()
        return self._users.get(tensor, ())

    def of_object(self, number: int) -> Sequence[int]:
        """Rows of one Python tensor, in order."""
        self._refresh()
        return self._of_object.get(number, ())

    def of_storage(self, storage: int | None) -> Sequence[int]:
        """Tensors that share memory, in order; nothing is known of storage None."""
        self._refresh()
        return self._of_storage.get(storage, ()) if storage is not None else ()

    def changes(self, tensor: int) -> Sequence[Change]:
        """What happened to a tensor after it was made, in order."""
        self._refresh()
        return self._changed.get(tensor, ())

    def adoptions(self, number: int) -> Sequence[int]:
        """Steps at which the `.data` of a Python tensor was set, in order."""
        self._refresh()
        return self._adoptions.get(number, ())

    def adopters(self) -> Sequence[int]:
        """Tensors whose `.data` was set at some step."""
        self._refresh()
        return tuple(self._adopters)

    def _refresh(self) -> None:
        """Take in the rows added since the last call."""
        tape = self.tape
        grown = len(tape.ops), len(tape.tensors), len(tape.changes), len(tape.steps)
        if grown == self._read:
            return
        ops, tensors, changes, steps = self._read
        for op in tape.ops[ops:]:
            for tensor in dict.fromkeys(op.inputs):
                self._users[tensor].append(op.id)
        for row in tape.tensors[tensors:]:
            self._of_object[row.object].append(row.id)
            if row.storage is not None:
                self._of_storage[row.storage].append(row.id)
        for change in tape.changes[changes:]:
            self._changed[change.tensor].append(change)
        for step in tape.steps[steps:]:
            filled = _data_set(tape, step)
            if filled is not None:
                self._adoptions[tape.tensors[filled].object].append(step.index)
                self._adopters[filled] = None
        self._read = grown


def _data_set(tape: Tape, step: Step) -> int | None:
    """The tensor whose `.data` a step sets: a parameter's or its `.grad`'s; else None."""
    if step.kind != "update" or step.op is None:
        return None
    op = tape.ops[step.op]
    sets = op.name == "data" and op.in_place and len(op.inputs) > 1
    return op.inputs[0] if sets else None
