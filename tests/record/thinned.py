"""Records a program twice at once: whole, and thinned; and holds the one against the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from msgspec import Struct
from msgspec.structs import replace

from graphviewer.record import program
from graphviewer.record.writer import Limits
from graphviewer.tape.gradients import GradState
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_part
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import TABLES, Part, Tape
from graphviewer.tape.thin import Budget, Thinner
from graphviewer.tape.value import Value

_LIMITS = Limits()


class Both(Struct):
    """The tapes of one run, and the parts in which the thinned one came."""

    whole: Tape
    thinned: Tape
    parts: list[Part]

    @property
    def skipped(self) -> int:
        """How many iterations were left out."""
        return sum(int(step.text) for step in self.thinned.steps if step.kind == "skip")


def both(source: str, budget: Budget, together: int = 1, limits: Limits = _LIMITS) -> Both:
    """Run a program; every part of its thinned tape keeps the law.

    The thinner gets the rows of so many steps `together`.
    """
    meta = program.describe(source, "program.py")
    found = Both(Tape(meta=meta), Tape(meta=meta), [])

    class Tee(Thinner):
        waiting: ClassVar[list[Part]] = []

        def take(self, part: Part) -> None:
            found.whole.extend(part)
            self.waiting.append(part)
            if len(self.waiting) >= together or part.end is not None:
                rows: dict[str, Any] = {
                    table: tuple(row for one in self.waiting for row in getattr(one, table))
                    for table in TABLES
                }
                self.waiting.clear()
                super().take(Part(**rows, error=part.error, end=part.end))

    def emit(part: Part) -> None:
        check_part(found.thinned, part)
        found.thinned.extend(part)
        found.parts.append(part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "Thinner", Tee)
        program.run(meta, emit, budget=budget, interval=0.0, limits=limits)
    assert "not recorded" not in repr(found.thinned.tensors) + repr(found.thinned.nodes)
    return found


def compare(found: Both) -> int:
    """Compare every kept step of every kept iteration; how many answers were compared."""
    whole, thin = TapeIndex(found.whole), TapeIndex(found.thinned)
    tensors: dict[int, int] = {}
    nodes: dict[int, int] = {}
    answers = 0
    beside = _beside(found.whole), _beside(found.thinned)
    for one, other in _steps(found):
        _same_step(found, one, other)
        assert beside[0].get(one.index) == beside[1].get(other.index)
        fresh = dict(zip((*one.inputs, *one.outputs), (*other.inputs, *other.outputs), strict=True))
        if one.tensor is not None and other.tensor is not None:
            fresh[one.tensor] = other.tensor
        if one.node is not None and other.node is not None:
            nodes[one.node] = other.node
        for old, new in fresh.items():
            assert tensors.setdefault(old, new) == new
        for old, new in tensors.items():
            place = (old, one.index), (new, other.index)
            assert whole.exists_at(*place[0]) == thin.exists_at(*place[1])
            _same_tensor(found, whole, thin, *place)
            answers += 1
        assert _output(found.whole, one.index) == _output(found.thinned, other.index)
    for old, new in nodes.items():
        left, right = found.whole.nodes[old], found.thinned.nodes[new]
        assert (left.name, left.outputs, len(left.edges)) == (
            right.name,
            right.outputs,
            len(right.edges),
        )
        assert [edge is None for edge in left.edges] == [edge is None for edge in right.edges]
    assert found.whole.output == found.thinned.output
    assert [(p.iteration, repr(p.value)) for p in found.whole.points] == [
        (p.iteration, repr(p.value)) for p in found.thinned.points
    ]
    return answers


def _steps(found: Both) -> Iterator[tuple[Step, Step]]:
    """The steps of iterations kept, on either tape."""
    rows = {row.number: row for row in found.whole.iterations}
    for row in found.thinned.iterations:
        other = rows[row.number]
        length = row.last_step - row.first_step
        assert length == other.last_step - other.first_step
        for place in range(length + 1):
            yield (
                found.whole.steps[other.first_step + place],
                found.thinned.steps[row.first_step + place],
            )


def _beside(tape: Tape) -> dict[int, list[str]]:
    """What the tables beside the steps say of each step."""
    found: dict[int, list[str]] = {}
    for row in tape.jacobians:
        text = f"{row.input_nr} {row.edge} {tape.values[row.value]}"
        found.setdefault(row.step, []).append(text)
    for one in tape.hooked:
        numbers = _value(tape, one.before), _value(tape, one.after)
        found.setdefault(one.step, []).append(f"{one.input_nr} {one.edge} {one.hook} {numbers}")
    return found


def _value(tape: Tape, number: int | None) -> Value | None:
    return None if number is None else tape.values[number]


def _same_step(found: Both, one: Step, other: Step) -> None:
    assert (one.kind, one.line, one.text, one.of_grad) == (
        other.kind,
        other.line,
        other.text,
        other.of_grad,
    )
    left = (*one.gradients_in, *one.gradients_out, one.before, one.after)
    right = (*other.gradients_in, *other.gradients_out, other.before, other.after)
    for old, new in zip(left, right, strict=True):
        assert repr(_value(found.whole, old)) == repr(_value(found.thinned, new))


def _same_tensor(
    found: Both, whole: TapeIndex, thin: TapeIndex, old: tuple[int, int], new: tuple[int, int]
) -> None:
    assert repr(_value(found.whole, whole.value_at(*old))) == repr(
        _value(found.thinned, thin.value_at(*new))
    )
    assert whole.requires_grad_at(*old) == thin.requires_grad_at(*new)
    left, right = whole.leaf_grad_at(*old), thin.leaf_grad_at(*new)
    assert (left is None) == (right is None)
    if left is not None and right is not None:
        assert repr(_value(found.whole, left.value)) == repr(_value(found.thinned, right.value))
    before = _state(whole, whole.gradient_at(*old))
    assert before == _state(thin, thin.gradient_at(*new)), (old, new)
    assert whole.plain_name(old[0]) == thin.plain_name(new[0])


def _state(index: TapeIndex, state: GradState | None) -> object:
    if state is None:
        return None
    total = index.partial_sum(state)
    return (
        None if total is None else repr(replace(total, stats=None)),
        len(state.arrived),
        state.expected,
        state.consumed,
    )


def _output(tape: Tape, step: int) -> str:
    return "".join(row.text for row in tape.steps[: step + 1] if row.kind == "print")
