"""Shows a tape, or the graph behind a tensor: in a window, or as a picture where none can be."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

from graphviewer.api.drawing import environment
from graphviewer.api.tape import Tape
from graphviewer.app import display_problem
from graphviewer.files import tape_file

log = logging.getLogger(__name__)
_UNSEEN = ("offscreen", "minimal", "vnc")  # Qt platforms on which nobody sees a window
WAITER = "graphviewer window"  # the thread that waits for a window's process
_OTHER_QT = ("PyQt5", "PyQt6", "PySide2")


def show(what: object, *, block: bool | None = None) -> Tape[Any] | None:
    """Show a tape in a window; of a tensor the graph behind it, which says it was not recorded.

    A script waits until the window is closed, unless `block=False`: then the window lives on in a
    process of its own, as it does from `python -i` and the Python prompt. IPython and Jupyter keep
    their prompt too; the window is then part of their process (`enable_gui("qt")`).

    Where no window can appear the tape is returned: notebooks show it as a picture with tables.
    Elsewhere a warning says why.

    Raises TypeError for anything but a tape or a tensor, ValueError for a tensor without `grad_fn`,
    RuntimeError where the window could not be opened.
    """
    tape = what if isinstance(what, Tape) else _walked(what, sys._getframe(1))
    if block is not None and not isinstance(block, bool):
        raise TypeError(f"block is True, False or None, not {type(block).__name__}")
    shell = _ipython()
    problem = _no_window()
    if problem:
        if shell is None:
            warnings.warn(f"gv.show: {problem}", stacklevel=2)
        return tape
    if shell is None or block or not _opened_in(shell, tape):
        wait = not _prompting() and shell is None and not _qt_runs() if block is None else block
        _open_process(tape, wait=wait)
    return None


def _walked(what: object, frame: FrameType) -> Tape[None]:
    """The graph behind a tensor."""
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(what, torch.Tensor):
        raise TypeError(f"gv.show takes a tape or a tensor, not {type(what).__name__}")
    if what.grad_fn is None:
        raise ValueError(
            "this tensor has no grad_fn, so there is no graph behind it: it is a leaf, was made "
            "under torch.no_grad(), or none of what it was made from has requires_grad=True"
        )
    from graphviewer.record.standing import graph_of  # noqa: PLC0415  # it brings torch

    return Tape(graph_of(what, frame), None)


# --- where we are


def _no_window() -> str:
    """Why no window can be seen; empty if one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in _UNSEEN:
        return f"no window can be seen with QT_QPA_PLATFORM={platform}"
    return display_problem()


def _ipython() -> Any:  # noqa: ANN401  # IPython may not be installed
    """The running IPython shell, of a terminal or a notebook; None if there is none."""
    module = sys.modules.get("IPython")
    return None if module is None else module.get_ipython()


def _prompting() -> bool:
    """Whether Python is asking for input, or will once the script has ended."""
    return hasattr(sys, "ps1") or bool(sys.flags.interactive or os.environ.get("PYTHONINSPECT"))


def _qt_runs() -> bool:
    """Whether the program has a Qt loop of its own, which waiting would freeze."""
    core = sys.modules.get("PySide6.QtCore")
    return core is not None and core.QCoreApplication.instance() is not None


def _opened_in(shell: Any, tape: Tape[Any]) -> bool:  # noqa: ANN401  # as above
    """Open the window in this process, if IPython can run Qt's loop beside its prompt."""
    if getattr(shell, "simple_prompt", False) or any(name in sys.modules for name in _OTHER_QT):
        return False
    from graphviewer.api import live  # noqa: PLC0415  # it brings Qt

    return live.open_window(shell, tape.rows, _title(tape))


# --- a window in a process of its own


def _open_process(tape: Tape[Any], *, wait: bool) -> None:
    descriptor, name = tempfile.mkstemp(prefix="graphviewer-", suffix=tape_file.SUFFIX)
    os.close(descriptor)
    file = Path(name)
    try:
        tape.save(file)
        command = [sys.executable, "-P", "-m", "graphviewer.api.window", name, _title(tape)]
        # Ctrl+C at the prompt is not meant for a window that lives on.
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment(), stdin=subprocess.DEVNULL, start_new_session=not wait
        )
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    if wait:
        code = _ended(process, file)
        if code:
            raise RuntimeError(f"the window could not be kept open: its process ended with {code}")
    else:
        waiter = threading.Thread(target=_ended, args=(process, file), name=WAITER, daemon=True)
        waiter.start()


def _ended(process: subprocess.Popen[bytes], file: Path) -> int:
    """Wait for a window's process; its exit code."""
    try:
        return process.wait()
    finally:
        file.unlink(missing_ok=True)  # the window has removed it if it got so far


def _title(tape: Tape[Any]) -> str:
    return tape.rows.meta.filename
