"""Checks one program: recorded, beside its twin's runs."""

from __future__ import annotations

import contextlib
import linecache
import re
import warnings
from collections.abc import Iterator
from types import FrameType

from graphviewer.record.inline import recording
from graphviewer.record.program import describe, run
from graphviewer.tape.law import check_part, check_tape
from graphviewer.tape.tape import Part, Tape
from tests.fuzz.bits import equal
from tests.fuzz.compare import Comparison, Counts, Mismatch
from tests.fuzz.twin import FILE, Ended, Watcher, disagreements, run_plainly


def recorded(source: str) -> Tape:
    """The tape of a program in its own process's manner, every Part checked against the law."""
    tape = Tape(meta=describe(source, FILE))

    def take(part: Part) -> None:
        check_part(tape, part)
        tape.extend(part)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run(tape.meta, take)
    return tape


def recorded_here(source: str) -> tuple[Tape, Ended]:
    """The tape of a program recorded in place, and what the program left behind."""
    lines = [line + "\n" for line in source.split("\n")]
    linecache.cache[FILE] = (len(source), None, lines, FILE)
    tapes: list[Tape] = []
    spaces: list[FrameType] = []

    @contextlib.contextmanager
    def around() -> Iterator[None]:
        with recording(FILE, spaces[0]) as tape:
            tapes.append(tape)
            yield

    try:
        ended = run_plainly(source, around, spaces.append)
    finally:
        del linecache.cache[FILE]
    check_tape(tapes[0])
    return tapes[0], ended


def check(source: str, counts: Counts, *, here: bool) -> None:
    """Record a program, here or in a space of its own. Raises Mismatch where the tape is wrong."""
    plain = run_plainly(source, contextlib.nullcontext)
    watcher = Watcher(asking=True)
    watched = run_plainly(source, watcher.watching)
    if difference(plain, watched):  # asking has left something behind: only hooks, then
        watcher = Watcher(asking=False)
        watched = run_plainly(source, watcher.watching)
        if what := difference(plain, watched):
            raise Mismatch(f"the twin disturbs itself: {what}")
    for one in watcher.runs:
        if disagreements(one):  # a node's own hooks come after what autograd.grad tells
            one.asked = None
    if here:
        tape, ended = recorded_here(source)
        if what := difference(plain, ended):
            raise Mismatch(f"recording has changed the program: {what}")
    else:
        tape = recorded(source)
        if tape.output != plain.output:
            raise Mismatch(f"printed: {tape.output!r}, twin {plain.output!r}")
    if tape.end is None or tape.end.message:
        raise Mismatch(f"the tape's end: {tape.end}")
    # in place nothing tells of tensors that no call makes or uses
    unseen = _made_unseen(source) if here else frozenset()
    comparison = Comparison(tape, counts, unseen)
    comparison.runs(watcher)
    comparison.end(plain)
    counts.programs += 1


def _made_unseen(source: str) -> frozenset[str]:
    return frozenset(re.findall(r"^(\w+) = nn\.Parameter", source, re.MULTILINE)) | {"_"}


def difference(one: Ended, other: Ended) -> str:
    """In what two runs of a program differ."""
    if one.output != other.output:
        return f"output {one.output!r}, {other.output!r}"
    if one.raised != other.raised:
        return f"raised {one.raised}, {other.raised}"
    for name, left in one.tensors.items():
        twin = other.tensors.get(name)
        if twin is None or not equal(left.numbers, twin.numbers):
            return name
        if left.facts != twin.facts:
            return f"{name}: {left.facts}, {twin.facts}"
        if not equal(left.grad, twin.grad):
            return f"{name}.grad"
    return ""
