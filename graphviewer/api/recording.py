"""Records a block of code, or a function call, in this very process."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any, ParamSpec, TypeVar, overload

from graphviewer.api.tape import Tape
from graphviewer.record.writer import Limits
from graphviewer.tape.tape import Tape as Rows

P = ParamSpec("P")
R = TypeVar("R")
VALUE_CAP = 4096
_LIMITS = Limits()


@overload
def record(
    *, value_cap: int = ..., jacobians: int = ..., max_steps: int = ..., max_bytes: int = ...
) -> Recording: ...


@overload
def record(function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Tape[R]: ...


def record(function: Any = None, /, *args: Any, **kwargs: Any) -> Any:
    """Record a block, `with gv.record() as tape:`, or a call, `tape = gv.record(f, x)`.

    A block takes options: tensors of more than `value_cap` elements are kept as a sample with exact
    statistics (4096); `jacobians=4096` keeps local Jacobians of up to so many entries, which takes
    longer (0: none); beyond `max_steps` steps (300,000) or `max_bytes` of numbers (512 MiB) the
    code goes on unrecorded, and `tape.notice` says so. What the block or the function raises passes
    on; a block's tape then holds everything up to there.

    Raises TypeError or ValueError for wrong arguments, and RuntimeError where another recording is
    under way: one at a time.
    """
    if function is None and not args:
        return Recording(**kwargs)
    if not callable(function):
        raise TypeError(
            f"gv.record takes a function and its arguments, not {type(function).__name__}; a block "
            "is recorded by `with gv.record() as tape:`"
        )
    plain = _plain(function)
    if inspect.iscoroutinefunction(plain) or inspect.isgeneratorfunction(plain):
        raise TypeError(
            "gv.record cannot record a generator or a coroutine by calling it: nothing of it would "
            "run; record the block that uses it"
        )
    caller = sys._getframe(1)
    recording = Recording()
    file = _file_of(plain) or caller.f_code.co_filename
    tape = recording.begin(file, caller, _given(function, args, kwargs))
    with recording:
        tape._result = function(*args, **kwargs)
    return tape


class Recording:
    """A recording of the block it is entered around. Its options stand at `gv.record`."""

    def __init__(
        self,
        *,
        value_cap: int = VALUE_CAP,
        jacobians: int = 0,
        max_steps: int = _LIMITS.steps,
        max_bytes: int = _LIMITS.tape_bytes,
    ) -> None:
        for name, number in (
            ("value_cap", value_cap),
            ("jacobians", jacobians),
            ("max_steps", max_steps),
            ("max_bytes", max_bytes),
        ):
            if not isinstance(number, int) or isinstance(number, bool):
                raise TypeError(f"{name} is a whole number, not {type(number).__name__}")
            least = 0 if name == "jacobians" else 1
            if number < least:
                raise ValueError(f"{name} is at least {least}, not {number}")
        self._value_cap = value_cap
        self._limits = Limits(steps=max_steps, tape_bytes=max_bytes, jacobians=jacobians)
        self._tape: Tape[Any] | None = None
        self._block: AbstractContextManager[Rows] | None = None

    def begin(
        self, filename: str, frame: FrameType, given: dict[str, Any] | None = None
    ) -> Tape[Any]:
        """Make ready for code of a file; variables of `frame`, then `given`, name tensors."""
        # torch is imported by who records, not by who imports us
        from graphviewer.record.inline import recording  # noqa: PLC0415

        block = recording(
            filename, frame, given=given, limits=self._limits, value_cap=self._value_cap
        )
        self._tape, self._block = Tape(block.tape, None), block
        self._tape._ended, self._tape._settle = False, block.settle
        return self._tape

    def __enter__(self) -> Tape[None]:
        if self._tape is None:
            frame = sys._getframe(1)
            self.begin(frame.f_code.co_filename, frame)
        assert self._tape is not None
        assert self._block is not None
        try:
            self._block.__enter__()
        except BaseException:
            self._tape = self._block = None
            raise
        return self._tape

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tape, block = self._tape, self._block
        self._tape = self._block = None  # the next block gets a tape of its own
        assert tape is not None
        assert block is not None
        try:
            block.__exit__(kind, error, trace)
        finally:
            tape._ended = True


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it was written, out of its wrappers."""
    while isinstance(function, functools.partial):
        function = function.func
    if not isinstance(function, type) and not hasattr(function, "__code__"):
        # an nn.Module is called by way of torch; its forward is the user's
        function = getattr(function, "forward", type(function).__call__)
    plain: Callable[..., Any] = inspect.unwrap(function)
    return plain


def _given(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any]:
    """What a function is given by names: its arguments, and the variables around it it uses."""
    found: dict[str, Any] = {}
    plain = _plain(function)
    code = getattr(plain, "__code__", None)
    if isinstance(code, CodeType):
        common = getattr(plain, "__globals__", {})
        found |= {name: common[name] for name in code.co_names if name in common}
    try:
        if getattr(code, "co_freevars", ()):
            found |= inspect.getclosurevars(plain).nonlocals
        return found | inspect.signature(function).bind(*args, **kwargs).arguments
    except (TypeError, ValueError):  # built in, half made, or called wrongly: calling it will tell
        return found


def _file_of(function: Callable[..., Any]) -> str:
    """The file a function was written in; empty for PyTorch's own and for built-in ones."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType):
        return ""
    import torch  # noqa: PLC0415  # as above

    own = str(Path(torch.__file__).parent)
    return "" if code.co_filename.startswith(own) else code.co_filename
