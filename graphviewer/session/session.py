"""The session of a window: which tape is open, where the playhead stands, what is selected."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.graphs.scalars import owner_of
from graphviewer.session.curves import Curves
from graphviewer.session.event import Event
from graphviewer.session.iterations import Iterations
from graphviewer.session.scopes import Scopes
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Meta, Step
from graphviewer.tape.tape import Part, Tape


class Item(Struct, frozen=True):
    """Something that can be selected: what a view draws, or a line of the program."""

    kind: Literal["tensor", "op", "node", "module", "scalar", "neuron", "fold", "line"]
    id: int


def whole(tape: Tape, item: Item) -> Item:
    """The tensor or op that a scalar belongs to; any other item as it is."""
    return Item(*owner_of(tape, item.id)) if item.kind == "scalar" else item


class Session:
    """Holds the tape, the playhead and the selection, and announces each change.

    `tape_opened`: another tape (or none) is shown. `tape_grew`: rows were added to it.
    `moved`: the playhead stands at another step. `selected`: another item, or None.
    """

    def __init__(self) -> None:
        self.tape: Tape | None = None
        self.index: TapeIndex | None = None
        self.iterations: Iterations | None = None
        self.curves: Curves | None = None
        self.scopes: Scopes | None = None
        self.position = -1
        self.ahead = ""  # what a running program has printed beyond the steps that are here
        self._following = True
        self.selection: Item | None = None
        self.tape_opened: Event[Tape | None] = Event()
        self.tape_grew: Event[Part] = Event()
        self.moved: Event[int] = Event()
        self.selected: Event[Item | None] = Event()

    # --- the tape

    def open(self, tape: Tape | None, position: int | None = None) -> None:
        """Show a tape from `position` (its last step unless said)."""
        self.tape = tape
        self.index = TapeIndex(tape) if tape is not None else None
        self.iterations = Iterations(tape) if tape is not None else None
        self.curves = Curves(tape) if tape is not None else None
        self.scopes = None
        if tape is not None and self.iterations is not None:
            self.scopes = Scopes(tape, self.iterations)
        self.selection = None
        self.ahead = ""
        self._following = True
        last = len(tape.steps) - 1 if tape is not None else -1
        self.position = last if position is None else max(-1, min(position, last))
        self.tape_opened.emit(tape)
        self.selected.emit(None)
        self.moved.emit(self.position)

    def begin(self, meta: Meta, *, at_end: bool = True) -> None:
        """Show an empty tape that will grow while the program runs.

        The playhead follows its end, or waits at its first step.
        """
        self.open(Tape(meta=meta))
        self._following = at_end

    def extend(self, part: Part) -> None:
        """Add checked rows to the open tape; the playhead follows if it stood at the end.

        Where the tape began with the playhead to wait, it goes no further than the first step.
        """
        if (
            self.tape is None
            or self.index is None
            or self.iterations is None
            or self.curves is None
            or self.scopes is None
        ):
            raise RuntimeError("no tape is open")
        following = self.position == len(self.tape.steps) - 1
        self.tape.extend(part)
        self.index.refresh()
        self.iterations.refresh()
        if part.reached is not None:
            self.iterations.reach(part.reached)
        self._print(part)
        self.scopes.refresh()
        self.curves.refresh()
        self.tape_grew.emit(part)
        if following and self._following:
            self.go(len(self.tape.steps) - 1)
        elif self.position < 0 and self.tape.steps:
            self.go(0)

    def _print(self, part: Part) -> None:
        """Take in what was printed ahead; steps that print it have come for the beginning of it."""
        self.ahead += part.printed
        come = "".join(step.text for step in part.steps if step.kind == "print")
        self.ahead = "" if part.end is not None else self.ahead.removeprefix(come)

    # --- the playhead

    @property
    def length(self) -> int:
        """Number of steps on the tape."""
        return len(self.tape.steps) if self.tape is not None else 0

    @property
    def step(self) -> Step | None:
        """The step that has just happened, None before the first."""
        if self.tape is None or not 0 <= self.position < len(self.tape.steps):
            return None
        return self.tape.steps[self.position]

    def go(self, position: int) -> None:
        """Put the playhead at a step; positions beyond the ends stop there."""
        position = max(min(0, self.length - 1), min(position, self.length - 1))
        if position != self.position:
            self.position = position
            self.moved.emit(position)

    def go_first(self) -> None:
        """To the first step."""
        self.go(0)

    def go_last(self) -> None:
        """To the last step."""
        self.go(self.length - 1)

    def go_next(self) -> None:
        """One step on."""
        self.go(self.position + 1)

    def go_back(self) -> None:
        """One step back."""
        self.go(self.position - 1)

    def go_iteration(self, by: Literal[-1, 1]) -> None:
        """To the same place in the kept iteration before or after this one, if there is one."""
        loop = self.iterations
        if loop is not None:
            target = loop.after(self.position) if by > 0 else loop.before(self.position)
            if target is not None:
                self.go(loop.step_in(target, self.position))

    # --- the selection

    def select(self, item: Item | None) -> None:
        """Select an item, or nothing. The playhead stays."""
        if item != self.selection:
            self.selection = item
            self.selected.emit(item)

    def visit(self, item: Item) -> None:
        """Select an item and go to its step nearest the playhead's own phase, if it has one.

        A tensor, or an element of one, is only selected: its numbers are looked at where the
        playhead stands.
        """
        self.select(item)
        if self.tape is not None and whole(self.tape, item).kind != "tensor":
            steps = self.steps_of(item)
            if steps:
                self.go(self._nearest(steps))

    def steps_of(self, item: Item) -> tuple[int, ...]:
        """Every step that an item takes part in, in order."""
        if self.tape is None or self.index is None:
            return ()
        tape, index = self.tape, self.index
        item = whole(tape, item)
        match item.kind:
            case "line":
                return tuple(step.index for step in tape.steps if self._is_on(step, item.id))
            case "node":
                return index.executions(item.id) or (tape.nodes[item.id].step,)
            case "op":
                op = tape.ops[item.id]
                backward = (at for node in op.nodes for at in index.executions(node))
                return tuple(sorted({op.step, *backward}))
            case "tensor":
                return tuple(
                    step.index
                    for step in tape.steps
                    if step.tensor == item.id or item.id in step.inputs or item.id in step.outputs
                )
            case _:
                return ()

    def _is_on(self, step: Step, line: int) -> bool:
        """Whether a line made a step, or the backward step undoes what the line computed."""
        assert self.tape is not None
        if step.kind == "backward" and step.node is not None:
            op = self.tape.nodes[step.node].op
            if op is not None and self.tape.steps[self.tape.ops[op].step].line == line:
                return True
        return step.line == line

    def _nearest(self, steps: tuple[int, ...]) -> int:
        """Of some steps the one of the playhead's own kind, if any, that is closest to it."""
        assert self.tape is not None
        here = self.step
        backward = here is not None and here.kind in ("backward", "accumulate")
        kinds = ("backward", "accumulate") if backward else ("forward", "update", "print", "error")
        same = [step for step in steps if self.tape.steps[step].kind in kinds]
        return min(same or steps, key=lambda step: abs(step - self.position))
