"""Runs a program through real PyTorch and leaves a tape."""

from __future__ import annotations

import linecache
import platform
import random
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import numpy as np
import torch
from msgspec.structs import replace

from graphviewer.record.checks import Checking
from graphviewer.record.errors import error_row
from graphviewer.record.jacobians import attach
from graphviewer.record.leaving import last_words
from graphviewer.record.live import Live
from graphviewer.record.loops import Loops
from graphviewer.record.marking import Hooks, Marked, Source, compile_marked
from graphviewer.record.names import Names
from graphviewer.record.output import Output, Printed
from graphviewer.record.places import Places
from graphviewer.record.recorder import Recorder, Stop
from graphviewer.record.stack import recursion_limit
from graphviewer.record.writer import Limits, Writer
from graphviewer.tape.rows import End, Error, Meta
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.thin import Budget, Thinner

__all__ = ["Limits", "describe", "record", "run"]

_DEFAULT_LIMITS = Limits(jacobians=4096, check_seconds=2.0)
_FRAMES = 200  # that we add to the program's own, at most
_BOM = "\ufeff"  # Python passes over it in a file, not in a string


def describe(source: str, filename: str, *, device: str = "cpu", seed: int | None = 0) -> Meta:
    """The Meta of a program to be run here and now."""
    return Meta(
        source=source,
        filename=filename,
        torch=str(torch.__version__),
        python=platform.python_version(),
        device=device,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=seed,
    )


def record(
    source: str,
    filename: str = "program.py",
    *,
    device: str = "cpu",
    seed: int = 0,
    limits: Limits = _DEFAULT_LIMITS,
) -> Tape:
    """Run a program and give back its tape."""
    tape = Tape(meta=describe(source, filename, device=device, seed=seed))
    run(tape.meta, tape.extend, limits=limits)
    return tape


def run(
    meta: Meta,
    emit: Callable[[Part], None],
    *,
    limits: Limits = _DEFAULT_LIMITS,
    stopping: Callable[[], bool] | None = None,
    interval: float = 0.04,
    budget: Budget | None = None,
    given: Mapping[str, object] | None = None,
    begin: int = 1,
) -> None:
    """Run `meta.source` and send its tape off in Parts, the last of which carries `end`.

    The first Part leaves with the first step, later ones at most every `interval` seconds.
    `stopping` is asked before statements and calls; once true the program ends. What the program
    raises ends up on the tape, never here. Beyond the `budget` iterations of loops are left out.
    What is `given` the program finds under these names; tensors and modules are called so.
    Lines before `begin` are not run: what is given was made by them, from a file called so too.
    """
    thinner = Thinner(emit, budget)
    main = types.ModuleType("__main__")
    main.__file__ = meta.filename
    main.__dict__.update(given or {})
    checking = Checking(meta, thinner.take, limits)
    writer = Writer(checking.send, limits, interval)
    space = main.__dict__ if begin == 1 else None  # else functions of earlier lines are its own
    places = Places(meta.source.removeprefix(_BOM), meta.filename, space)
    recorder = Recorder(writer, places, meta.value_cap)
    thinner.dropped, thinner.alive = writer.credit, recorder.tensors.alive
    if stopping is not None:
        recorder.stopping = stopping
    checking.attach(recorder)
    if _refused(meta.device, writer):
        return
    failure = _execute(meta, main, recorder, limits, given or {}, begin)
    finish(recorder, failure)
    places.close()
    # as Python does at its end: a hook that names its own tensor is a circle nobody else can break
    main.__dict__.clear()


def _absent(device: str) -> str:
    """Why nothing can run on a device; empty if it is there."""
    try:
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        reason = str(error).partition("\n")[0].partition(". ")[0]
        return f"The device {device!r} cannot be used here: {reason}"
    return ""


def _refused(device: str, writer: Writer) -> bool:
    """Whether the tape ends at once: its device is not there."""
    absent = _absent(device)
    if absent:
        writer.step("error", text=absent)
        error = Error(type="RuntimeError", message=absent, step=0)
        writer.end(End(reason="failed"), error)
    return bool(absent)


def _execute(
    meta: Meta,
    main: types.ModuleType,
    recorder: Recorder,
    limits: Limits,
    given: Mapping[str, object],
    begin: int,
) -> Error | None:
    """Run the program; how it failed."""
    live = Live(recorder, limits.lines)
    attach(recorder, limits)
    recorder.before_step = live.printed.flush
    names = live.names
    loops = Loops(recorder, names.scalars)
    recorder.after_run = loops.after_run
    hooks = Hooks(live.clock.mark, names.name, names.attribute, names.keep, loops.head, loops.over)
    failure: BaseException | None = None
    with ExitStack() as stack:
        stack.enter_context(_surroundings(meta, main, live.printed, recorder))
        try:
            source = _from_line(begin, meta.source.removeprefix(_BOM), recorder.places)
            marked = compile_marked(source, meta.filename, hooks)
            names.sources, loops.map = marked.sources, marked.loops
            stack.enter_context(last_words(recorder, live.printed))
            with live.watching(), recursion_limit(sys.getrecursionlimit() + _FRAMES):
                _name(given, names, marked)
                exec(marked.code, main.__dict__)  # noqa: S102  # running the program is what we are for
        except BaseException as error:  # noqa: BLE001  # whatever ends a program belongs on its tape
            failure = error
        live.clock.end()
        live.clock.close()
        live.printed.flush()
        loops.end()
        if failure is not None and not isinstance(failure, Stop):
            # before the surroundings go: the traceback's frames end with it
            row = error_row(failure, recorder.places, None)
            clean = isinstance(failure, SystemExit) and failure.code in (None, 0)
            return None if clean else row
    return None


def _from_line(begin: int, source: str, places: Places) -> str:
    """The source without the lines before one, in its own lines."""
    return source if begin == 1 else "\n" * (begin - 1) + "".join(places.lines[begin - 1 :])


def _name(given: Mapping[str, object], names: Names, marked: Marked) -> None:
    """Call tensors and modules by the names under which the program finds them."""
    for name, value in given.items():
        marked.sources.append(Source(name=name, line=1))
        names.name(len(marked.sources) - 1, value)


def finish(recorder: Recorder, failure: Error | None) -> None:
    """Close the tape, with how the code failed if it did."""
    writer = recorder.writer
    notes = []
    if recorder.elsewhere:
        notes.append("work in another thread is not recorded step by step")
    if recorder.failures:
        notes.append(f"{len(recorder.failures)} not recorded, first: {recorder.failures[0]}")
    message = "; ".join(notes)
    if recorder.stopped == "limit" or writer.full:
        writer.end(End(reason="limit", message="; ".join([writer.full, *notes])), None)
    elif recorder.stopped:
        writer.end(End(reason="stopped", message=message), None)
    elif failure is not None:
        error = replace(failure, step=writer.next_step)
        writer.step("error", line=error.line, text=f"{error.type}: {error.message}")
        writer.end(End(reason="failed", message=message), error)
    else:
        writer.end(End(reason="finished", message=message), None)
    recorder.close()


@contextmanager
def _surroundings(
    meta: Meta, main: types.ModuleType, printed: Printed, recorder: Recorder
) -> Iterator[None]:
    """What the program finds around it; put back as it was afterwards."""
    streams = sys.stdout, sys.stderr
    old_main, argv = sys.modules.get("__main__"), sys.argv
    grad, dtype = torch.is_grad_enabled(), torch.get_default_dtype()
    anomaly = torch.is_anomaly_enabled()
    _seed(meta.seed)
    lines = recorder.places.lines
    cached = linecache.cache.get(meta.filename)
    linecache.cache[meta.filename] = (len(meta.source), None, lines, meta.filename)
    with warnings.catch_warnings():
        try:
            torch.set_grad_enabled(True)  # PyTorch's signature
            if meta.device != "cpu":
                torch.set_default_device(meta.device)
            sys.stdout, sys.stderr = Output(printed), Output(printed)
            sys.modules["__main__"], sys.argv = main, [meta.filename]
            yield
        finally:
            sys.stdout, sys.stderr = streams
            sys.argv = argv
            if old_main is not None:
                sys.modules["__main__"] = old_main
            if meta.device != "cpu":
                torch.set_default_device(None)
            torch.set_grad_enabled(grad)
            torch.set_default_dtype(dtype)
            torch.autograd.set_detect_anomaly(anomaly)
            linecache.cache.pop(meta.filename, None)
            if cached is not None:
                linecache.cache[meta.filename] = cached


def _seed(seed: int | None) -> None:
    if seed is not None:
        torch.manual_seed(seed)
        random.seed(seed)
        np.random.seed(seed % 2**32)  # noqa: NPY002  # programs use the legacy generator
