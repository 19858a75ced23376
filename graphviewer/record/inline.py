"""Records what Python code around us does, where it runs: no marks, no process of its own."""

from __future__ import annotations

import linecache
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import PurePath
from types import FrameType, TracebackType
from typing import Any

from msgspec.structs import replace

from graphviewer.record.assigned import add_names, without_text
from graphviewer.record.errors import error_row
from graphviewer.record.jacobians import attach
from graphviewer.record.live import Live
from graphviewer.record.loops_unmarked import UnmarkedLoops
from graphviewer.record.places import Places
from graphviewer.record.program import describe, finish
from graphviewer.record.recorder import Recorder
from graphviewer.record.rounds import Rounds
from graphviewer.record.variables import Variables
from graphviewer.record.writer import Limits, Writer
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.thin import Thinner

NO_SOURCE = """\
# The text of this code is not known:
# it was typed at a prompt, or its file is gone.
"""
_DEFAULT_LIMITS = Limits()
_INTERVAL = 0.5  # seconds; the rows of a long loop are thinned as they come
_KEPT = 16  # files whose places are kept from one recording to the next


class _File:
    """A file whose code is recorded: its text, empty where it is not known, and its places."""

    def __init__(self, filename: str) -> None:
        lines = linecache.getlines(filename)
        self.entry = linecache.cache.get(filename)  # another once the file is another
        self.source = "".join(lines)
        self.name = called(filename)
        self.places = Places(self.source, filename)


class _Late(Writer):
    """A writer that sends nothing before its first interval has passed."""

    def __init__(self, emit: Callable[[Part], None], limits: Limits, interval: float) -> None:
        super().__init__(emit, limits, interval)
        self._sent = time.monotonic()


class _Patient(Recorder):
    """A recorder that ends itself when its tape is full, never the code around it."""

    def check(self) -> None:
        """Raise nothing."""


class recording:  # noqa: N801  # used as a function is
    """Record a block; the tape it gives is complete once the block ends.

    Places on the tape are those in the file `filename`. The variables of `frame`, the code that
    records, give tensors their names, and so does what is `given` by name. What the block raises
    passes on, and stands on the tape. Raises UnderWay if there is a recording already.
    """

    def __init__(
        self,
        filename: str,
        frame: FrameType | None = None,
        *,
        given: Mapping[str, Any] | None = None,
        limits: Limits = _DEFAULT_LIMITS,
        value_cap: int | None = None,
    ) -> None:
        file = self._file = _file(filename)
        meta = describe(file.source or NO_SOURCE, file.name, seed=None)
        if value_cap is not None:
            meta = replace(meta, value_cap=value_cap)
        self.tape = Tape(meta=meta)
        writer = _Late(self._take, limits, _INTERVAL)
        recorder = self._recorder = _Patient(writer, file.places, meta.value_cap)
        self._thinner: Thinner | None = None
        attach(recorder, limits)
        live = Live(self._recorder, limits.lines, Variables)
        self._clock = live.clock
        assert isinstance(live.names, Variables)
        self._names = live.names
        self._names.frame = frame
        if given is not None:
            self._names.given = given
        recorder.before_run = self._names.look
        loops = self._loops = UnmarkedLoops(recorder, file.source)
        rounds = loops if file.source else Rounds(recorder, self._names)
        recorder.after_run = rounds.after_run
        self._watching: AbstractContextManager[None] = live.watching()

    def _take(self, part: Part) -> None:
        """Add rows to the tape; what a long loop leaves is thinned before."""
        self._loops.passing(part)
        if self._thinner is None:
            if part.end is not None:  # all of it came at once
                self.tape.extend(part)
                return
            self._thinner = Thinner(self.tape.extend)
            self._thinner.dropped = self._recorder.writer.credit
            self._thinner.alive = self._recorder.tensors.alive
        self._thinner.take(part)

    def settle(self) -> None:
        """Complete the names, once the block has ended: what only reading the tape needs."""
        if self._file.source:
            add_names(self.tape, self._file.source)
        else:
            without_text(self.tape)

    def __enter__(self) -> Tape:
        self._watching.__enter__()
        return self.tape

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        recorder, names = self._recorder, self._names
        self._watching.__exit__(None, None, None)
        if recorder.elsewhere:
            self._clock.settle()
        names.look(last=True)
        self._loops.end(names.frame)
        names.frame, names.given = None, {}  # they keep what they hold alive
        failure = None
        if error is not None and not isinstance(error, GeneratorExit):
            failure = error_row(error, recorder.places, None)
        finish(recorder, failure)
        del self._recorder, self._names, self._watching, self._thinner, self._loops, self._clock


_files: dict[str, _File] = {}


def called(filename: str) -> str:
    """What to call the file that code came from: notebook cells have names made by machines."""
    path = PurePath(filename)
    if path.parent.name.startswith("ipykernel_"):
        return "notebook cell"
    if filename.startswith("<ipython-input"):
        return "IPython cell"
    return "prompt" if filename.startswith("<") else path.name


def text_of(filename: str) -> tuple[str, str]:
    """The text of a file, empty where it is not known, and what to call the file."""
    file = _file(filename)
    return file.source, file.name


def _file(filename: str) -> _File:
    known = _files.get(filename)
    if known is not None and known.entry is linecache.cache.get(filename):
        return known
    file = _File(filename)
    if file.source:
        while len(_files) >= _KEPT:
            del _files[next(iter(_files))]
        _files[filename] = file
    return file
