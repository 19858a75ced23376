"""How a process ended, in plain words."""

from __future__ import annotations

import re
import signal

_MEANINGS = {
    "SIGSEGV": "it touched memory that is not its own",
    "SIGBUS": "it touched memory that is not there",
    "SIGABRT": "native code gave up",
    "SIGFPE": "an impossible calculation in native code",
    "SIGILL": "an instruction this processor does not have",
    "SIGKILL": "killed from outside, or by the system when memory ran out",
    "SIGTERM": "ended from outside",
    "SIGXCPU": "it used all the processor time it was allowed",
    "SIGSYS": "it asked the system for something that is refused",
}
_WINDOWS = {
    0xC0000005: "access violation: it touched memory that is not its own",
    0xC00000FD: "stack overflow",
    0xC0000409: "native code gave up",
    0xC0000017: "no memory was left",
}


def death(code: int | None) -> str:
    """A sentence about an exit code as subprocess has it."""
    if code is None:
        return "The program's process does not answer."
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        meaning = _MEANINGS.get(name)
        return f"The program's process died of {name}{f' ({meaning})' if meaning else ''}."
    if code & 0xFFFFFFFF in _WINDOWS:
        return f"The program's process died ({_WINDOWS[code & 0xFFFFFFFF]})."
    return f"The program's process ended itself with exit code {code} before the program was over."


def where(noise: str, filename: str) -> int | None:
    """The program's innermost line in what `faulthandler` printed at a crash, if it did."""
    _, found, trace = noise.rpartition("Fatal Python error")
    if not found:
        return None
    match = re.search(rf'File "{re.escape(filename)}", line (\d+)', trace)
    return int(match[1]) if match else None
