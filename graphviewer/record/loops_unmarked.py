"""Finds the iterations of loops in code that carries no marks: from where its frames stand."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FrameType
from typing import Any

import torch
from torch import Tensor

from graphviewer.record.loops_rows import Rows
from graphviewer.record.loops_scalars import NUMBERS, Scalar, Scalars, Variable, one_real
from graphviewer.record.loops_source import LoopMap, assigned
from graphviewer.record.recorder import Recorder
from graphviewer.record.variables import _variables as variables
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Part


class _Pass:
    """A pass of a loop's body: where backward stood in it, and the steps of it."""

    __slots__ = ("asked", "code", "first", "frame", "late", "line", "loop", "ran", "where")

    def __init__(self, loop: int, frame: FrameType, first: int) -> None:
        self.loop = loop
        self.frame, self.code = id(frame), frame.f_code
        self.late: set[str] = set()  # names given after the backward call
        self.first = first
        self.line: int | None = None
        self.where = -1  # the latest backward call in the loop's frame
        self.ran = 0  # the step after the latest run
        self.asked = False  # whether torch.autograd.grad ran it: the call's own step is to come

    def has(self, loop: int, frame: FrameType) -> bool:
        """Whether a backward run in a frame is one more of this pass."""
        return (loop, id(frame)) == (self.loop, self.frame) and frame.f_lasti > self.where


class UnmarkedLoops:
    """Iterations of code without marks.

    A backward run begins another pass when it stands no further down the loop's body than the
    latest. What follows a run belongs to its pass while lines of the body go downwards, and from
    the first that does not on to the next pass. Where backward is called in a function all lines
    count. The first pass begins with the first step in the body.

    Scalars are read after each run: in the loop's frame the names its text assigns, those it
    assigns below the backward call for the pass before, if the frame is still there; in functions
    called from the loop all they have assigned by then.
    """

    def __init__(self, recorder: Recorder, source: str) -> None:
        self._recorder = recorder
        self._source: str | None = source  # until its loops are read, at the first run
        self._scalars = Scalars(recorder.writer)
        self._rows = Rows(recorder.writer, self._scalars)
        self._map = LoopMap()
        self._names: list[dict[str, int]] = []
        self._variables: dict[tuple[CodeType, str], Variable] = {}
        self._open: _Pass | None = None
        self._sent: list[Step] = []  # since the latest run

    def passing(self, part: Part) -> None:
        """Look at a part on its way to the tape: its steps tell where a pass ends."""
        self._sent.extend(part.steps)

    def after_run(self, asked: bool, line: int | None) -> None:
        """The engine has run, `asked` by torch.autograd.grad or to accumulate."""
        if self._recorder.visited:
            self._open = None  # where a pass ended may lie within a run of another thread
            return
        try:
            with torch._C.DisableTorchFunction():
                self._ran(line, asked)
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("an iteration", error)

    def end(self, frame: FrameType | None) -> None:
        """The recording is over; `frame` is the code that records."""
        opened = None if self._recorder.visited else self._open
        try:
            if opened is not None:
                self._after(opened, frame)
                self._close(opened)
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("an iteration", error)
        self._open = None

    def _ran(self, line: int | None, asked: bool) -> None:
        if self._source is not None:
            self._map, self._names = _loops(self._source)
            self._source = None
        frames = list(self._frames())
        loops = [self._map.training(one.f_lineno) for one in frames]
        inner = next((place for place, one in enumerate(loops) if one is not None), None)
        loop = None if inner is None else loops[inner]
        if inner is None or loop is None:
            return
        frame, opened = frames[inner], self._open
        if opened is None or not opened.has(loop, frame):
            first = self._first(loop)
            if opened is not None:
                self._after(opened, frame)
                first = self._close(opened)
            opened = self._open = _Pass(loop, frame, first)
        early, opened.late = self._names_of(loop, frame.f_lineno)
        self._scalars.fresh.update(self._chosen(frame, early))
        for one in frames[:inner]:
            self._scalars.fresh.update(self._local(one))
        opened.line, opened.where = line, frame.f_lasti
        opened.ran, opened.asked = self._recorder.writer.next_step, asked
        self._sent.clear()

    def _frames(self) -> Iterator[FrameType]:
        """The frames of the code that is recorded, innermost first."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if self._recorder.places.owns(frame):
                yield frame
            frame = frame.f_back

    # --- steps

    def _steps(self, first: int) -> list[Step]:
        """The steps from one on, as far back as the latest run."""
        return [*_from(self._sent, first), *_from(self._recorder.writer.steps, first)]

    def _first(self, loop: int) -> int:
        """Where the first pass of a loop begins."""
        body = self._map.loops[loop]
        for step in self._steps(self._rows.free):
            if step.line is not None and body.first <= step.line <= body.last:
                return step.index
        return self._rows.free

    def _close(self, opened: _Pass) -> int:
        """A pass is over; the first step after it."""
        body = self._map.loops[opened.loop]
        line = reached = opened.line or 0
        inside = body.first <= line <= body.last
        end, asked = opened.ran, opened.asked
        for step in self._steps(opened.ran):
            at = step.line
            if at is None or (inside and not body.first <= at <= body.last):
                continue
            call = asked and step.kind == "forward"
            asked = asked and not call
            if at < reached or (at == line and step.kind == "forward" and not call):
                break
            reached, end = at, step.index + 1
        self._rows.add(self._map.chain(opened.loop), opened.first, end - 1, opened.line)
        return end

    # --- scalars

    def _names_of(self, loop: int, stood: int) -> tuple[set[str], set[str]]:
        """The names that the text of a loop gives above a line, and from it on."""
        names: dict[str, int] = {}
        for number in self._map.chain(loop):
            for name, line in self._names[number].items():
                names[name] = max(line, names.get(name, 0))
        late = {name for name, line in names.items() if line >= stood}
        return names.keys() - late, late

    def _after(self, opened: _Pass, frame: FrameType | None) -> None:
        """Read what a pass assigned after its backward call, if its frame is still there."""
        found: dict[Variable, Scalar] = {}
        if frame is not None and id(frame) == opened.frame and frame.f_code is opened.code:
            found = self._chosen(frame, opened.late)
        self._scalars.fresh.update(found)
        keys = ((opened.code, name) for name in opened.late)
        every = {self._variables[key] for key in keys if key in self._variables}
        self._scalars.forget(every - found.keys())

    def _local(self, frame: FrameType) -> dict[Variable, Scalar]:
        """What a function called from the loop has assigned."""
        code = frame.f_code
        given = code.co_argcount + code.co_kwonlyargcount  # by the call
        return self._chosen(frame, set(code.co_varnames[given:]))

    def _chosen(self, frame: FrameType, wanted: set[str]) -> dict[Variable, Scalar]:
        found: dict[Variable, Scalar] = {}
        for name, value in variables(frame):
            scalar = self._scalar(value) if name in wanted else None
            if scalar is not None:
                key = (frame.f_code, name)
                variable = self._variables.get(key)
                if variable is None:
                    variable = self._variables[key] = Variable(name, None)
                found[variable] = scalar
        return found

    def _scalar(self, value: Any) -> Scalar | None:  # noqa: ANN401  # a variable of the program
        kind = type(value)
        if kind in NUMBERS:
            scalar: Scalar = value
            return scalar
        if not issubclass(kind, Tensor):
            return None
        entry = self._recorder.tensors.find(value)
        return entry if entry is not None and one_real(entry.numbers) else None


def _from(steps: list[Step], first: int) -> list[Step]:
    """The steps of a stretch from one on."""
    return steps[max(0, first - steps[0].index) :] if steps else []


@lru_cache(maxsize=16)
def _loops(source: str) -> tuple[LoopMap, list[dict[str, int]]]:
    """The loops of a text, and the names each gives."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        tree = ast.Module([], [])  # a notebook cell with magic in it
    found = LoopMap(tree)
    return found, assigned(tree, found)
