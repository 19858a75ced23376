"""One recording process as its parent sees it: its pipes, its reader thread, its end."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from graphviewer.engine import protocol

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "graphviewer.engine.worker")
_CHUNK = 1 << 20
_NOISE = 16_384  # bytes kept of what native code printed last
_UNREAD = 64  # messages that may wait to be handled before the reader, and so the program, waits
_BRISK = 65_536  # bytes, a pipe's, that earn a process that reads slowly the whole patience anew
_LOOK = 50  # milliseconds between two looks at whether a process reads on
_POSIX = sys.platform != "win32"
# GNU's OpenMP spins for milliseconds where its other threads are not there: with another busy
# program beside it a step of a small model takes up to 30 times as long. This is about 10 us.
_SPINNING = {"GOMP_SPINCOUNT": "1000"}


class Gone(Struct, frozen=True):
    """The process has ended. `code` as subprocess has it: minus the signal, if one did it."""

    code: int | None
    noise: str
    breach: str = ""  # what was wrong with its frames, when that is why it was ended


Hear = Callable[["Child", "protocol.News | Gone"], None]


class Child:
    """A recording process. `hear` is called on the reader thread with each message, `Gone` last.

    Whoever handles a message calls `handled()` after it.
    """

    def __init__(
        self,
        hear: Hear,
        command: Sequence[str] = COMMAND,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """`variables` are added to the process's environment."""
        self._hear = hear
        self._room = threading.Semaphore(_UNREAD)
        self._noise = bytearray()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if _POSIX else subprocess.DEVNULL,
            env={**_environment(), **(variables or {})},
            start_new_session=_POSIX,
            bufsize=0,
        )
        self.pid = self._process.pid
        self.started = time.monotonic()
        if _POSIX:
            os.set_blocking(self._descriptor("stdin"), False)
        self._reader = threading.Thread(target=self._read, name=f"child-{self.pid}", daemon=True)
        self._reader.start()

    def send(self, order: protocol.Order, patience: float = 2.0) -> None:
        """Send a message. A process that reads nothing of it for `patience` seconds is killed.

        So is one that reads so little at a time that it could hold us for ever. What counts is how
        long it was waited for: while another thread keeps us from running, the process is not to
        blame.
        """
        data = memoryview(protocol.frame(order))
        left = patience
        try:
            while data:
                descriptor = self._descriptor("stdin")
                try:
                    taken = os.write(descriptor, data)
                    data = data[taken:]
                    left = min(patience, left + patience * taken / _BRISK)
                except BlockingIOError:
                    if not _wait_for(descriptor, select.POLLOUT, _LOOK):
                        left -= _LOOK / 1000
                    if left <= 0:
                        self.kill()
                        return
        except (OSError, ValueError):  # ValueError: the reader has closed the pipe
            log.debug("process %d is gone already", self.pid)

    def handled(self) -> None:
        """A message has been dealt with: there is room for another."""
        self._room.release()

    def kill(self) -> None:
        """End the process and what it started, at once. `Gone` follows."""
        self._room.release(1_000_000)  # the reader need not wait any more
        self._kill_group()

    def join(self, timeout: float = 5.0) -> None:
        """Wait until process and reader thread have ended."""
        self._reader.join(timeout)

    # --- on the reader thread

    def _read(self) -> None:
        breach = ""
        try:
            self._read_frames()
        except protocol.BadFrame as error:
            breach = str(error)
        self._kill_group()
        code: int | None = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._hear(self, Gone(code, self._noise.decode("utf-8", "replace"), breach))

    def _read_frames(self) -> None:
        frames = protocol.Frames()
        chunks = self._posix_chunks() if _POSIX else iter(self._windows_chunk, b"")
        for chunk in chunks:
            for body in frames.feed(chunk):
                news = protocol.read_news(body)
                self._room.acquire()
                self._hear(self, news)

    def _windows_chunk(self) -> bytes:
        return os.read(self._descriptor("stdout"), _CHUNK)

    def _posix_chunks(self) -> Iterator[bytes]:
        """What comes out of stdout, until its end or the process's; stderr is kept aside.

        A process that the program started may hold the pipes open when the program's own has ended.
        """
        stdout, stderr = self._descriptor("stdout"), self._descriptor("stderr")
        poller = select.poll()
        poller.register(stdout, select.POLLIN)
        poller.register(stderr, select.POLLIN)
        while True:
            ready = [descriptor for descriptor, _ in poller.poll(1000)]
            if stderr in ready and not self._keep_noise(stderr):
                poller.unregister(stderr)
            if stdout in ready:
                chunk = os.read(stdout, _CHUNK)
                if not chunk:
                    self._keep_noise(stderr, wait=False)
                    return
                yield chunk
            if not ready and self._has_exited():
                return

    def _keep_noise(self, stderr: int, *, wait: bool = True) -> bool:
        """Take in what was printed on stderr, keeping its end; False when there is no more."""
        if not wait and not _wait_for(stderr, select.POLLIN, 0):
            return False
        data = os.read(stderr, 65_536)
        self._noise += data
        del self._noise[:-_NOISE]
        return bool(data)

    def _has_exited(self) -> bool:
        """Whether the process has ended; where that is possible it is left to be waited for."""
        if hasattr(os, "waitid"):
            with contextlib.suppress(ChildProcessError):
                flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
                return os.waitid(os.P_PID, self.pid, flags) is not None
        return self._process.poll() is not None

    def _kill_group(self) -> None:
        if self._process.returncode is not None:
            return  # waited for, and its number may be another's by now
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if _POSIX:
                os.killpg(self.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _descriptor(self, name: str) -> int:
        pipe = getattr(self._process, name)
        return int(pipe.fileno())


def _wait_for(descriptor: int, what: int, milliseconds: int) -> bool:
    """Whether a descriptor becomes ready in time (`select.select` knows only the first 1024)."""
    poller = select.poll()
    poller.register(descriptor, what)
    return bool(poller.poll(milliseconds))


def _environment() -> dict[str, str]:
    """The child finds this very package, and orders sets the same way in every run."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return (
        _SPINNING
        | os.environ
        | {
            "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
            "PYTHONHASHSEED": "0",
        }
    )
