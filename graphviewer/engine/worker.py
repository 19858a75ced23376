"""The recording process: `python -m graphviewer.engine.worker`.

It imports torch, says so, waits for one program, runs it, streams its tape and dies. While no
program waits, it imports what a program may want later.
Frames travel over duplicates of stdin and stdout; the program's own descriptors 0, 1 and 2 lead
elsewhere, so that nothing it or a native library prints can get between them.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import logging
import os
import platform
import select
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Protocol

from graphviewer.engine import (
    calculus_worker,
    protocol,
    refusals,
    restricted,
    training_worker,
    walls,
)
from graphviewer.engine.protocol import AtLine, Device, Failed, Rows, Start, Stop, Warm
from graphviewer.formulas.questions import Ask
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part

_LINES_PER_SECOND = 20
_SIGN_OF_LIFE = 1.0  # seconds
_PATIENCE = 0.15  # seconds in which a program that waits for this process has arrived

NO_CUDA_BUILD = "this PyTorch was built without CUDA"
NO_CUDA_DEVICE = "no NVIDIA GPU with a working driver was found"
NO_MPS_BUILD = "needs a Mac with Apple silicon"
NO_MPS_DEVICE = "needs macOS 12.3 or newer on Apple silicon"


class Runner(Protocol):
    """What records a program: `graphviewer.record.program.run`."""

    def __call__(
        self, meta: Meta, emit: Callable[[Part], None], *, stopping: Callable[[], bool] | None
    ) -> None: ...


class Channel:
    """The two pipes to the window's process."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lock = threading.Lock()
        self._frames = protocol.Frames()
        self._waiting: list[bytes] = []

    @classmethod
    def take_over(cls) -> Channel:
        """Keep stdin and stdout for frames and lead the program's descriptors 0 and 1 elsewhere."""
        channel = cls(os.dup(0), os.dup(1))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is no such module elsewhere

            for descriptor in (channel._incoming, channel._outgoing):
                msvcrt.setmode(descriptor, os.O_BINARY)
        else:
            os.register_at_fork(after_in_child=channel.detach)
        return channel

    def send(self, news: protocol.News) -> None:
        """Send one message whole; when nobody reads any more, die."""
        data = memoryview(protocol.frame(news))
        with self._lock:
            try:
                while data:
                    data = data[os.write(self._outgoing, data) :]
            except OSError:
                os._exit(1)

    def has_order(self, seconds: float) -> bool:
        """Whether a message comes within so many seconds; on Windows no pipe can be asked."""
        if self._waiting or sys.platform == "win32":
            return bool(self._waiting)
        return bool(select.select([self._incoming], [], [], seconds)[0])

    def receive(self) -> protocol.Order | None:
        """Wait for the next message; None when the window's process is gone."""
        while not self._waiting:
            data = os.read(self._incoming, 1 << 20)
            if not data:
                return None
            self._waiting.extend(self._frames.feed(data))
        return protocol.read_order(self._waiting.pop(0))

    def detach(self) -> None:
        """In a process the program forked: never speak again."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._incoming, inheritable=False)
        os.dup2(nothing, self._outgoing, inheritable=False)
        os.close(nothing)


def main(prepare: Callable[[], tuple[Warm, Runner]] | None = None) -> None:
    """Serve one program and end the process. `prepare` stands in for `warm_up` in tests."""
    channel = Channel.take_over()
    _log_aside()
    faulthandler.enable(2, all_threads=False)  # a crash names the line it happened at
    walls.die_with_parent()
    walls.no_core_dumps()
    try:
        warm, runner = (prepare or warm_up)()
        channel.send(warm)
        early = channel.has_order(_PATIENCE)
        if not early:
            warm_further()
        order = channel.receive()
        if isinstance(order, Start):
            if early and order.restricted:
                warm_further()  # behind the walls torch's own imports would be refused
            _serve(channel, order, runner)
        elif isinstance(order, training_worker.FIRST):
            training_worker.serve(channel, order, warm_further)
        elif isinstance(order, Ask):
            calculus_worker.serve(channel, order)
    except BaseException:  # noqa: BLE001 - whatever it is, the window has to hear of it
        with contextlib.suppress(protocol.BadFrame):
            channel.send(Failed(traceback.format_exc()[-8000:]))
        os._exit(1)
    os._exit(0)


def _log_aside() -> None:
    """Our own log goes to the real stderr, never into what the program prints."""
    log = logging.getLogger("graphviewer")
    log.addHandler(logging.StreamHandler(sys.__stderr__))
    log.propagate = False


def warm_up(runner: Runner | None = None) -> tuple[Warm, Runner]:
    """Import and touch what any program needs."""
    import torch  # noqa: PLC0415 - the window's process imports this module's neighbours, never torch

    if runner is None:
        from graphviewer.record import program  # noqa: PLC0415 - it imports torch

        program.record("import torch\na = torch.ones(1, requires_grad=True)\n(a * a).backward()\n")
        runner = program.run
    gc.freeze()  # what is here now is here for good: the program's collections need not look at it
    return (
        Warm(torch=str(torch.__version__), python=platform.python_version(), devices=_devices()),
        runner,
    )


def warm_further() -> None:
    """Touch what only some programs need: the first optimizer imports for a second."""
    import torch  # noqa: PLC0415 - see above

    net = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    net(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    gc.collect()
    gc.freeze()


def _devices() -> tuple[Device, ...]:
    """Every device torch could have, those it has not with the reason."""
    import torch  # noqa: PLC0415 - see above

    devices = [Device("cpu", "CPU")]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    devices += [Device(f"cuda:{i}", torch.cuda.get_device_name(i)) for i in range(count)]
    if not count:
        built = torch.version.cuda is not None or torch.version.hip is not None
        reason = NO_CUDA_DEVICE if built else NO_CUDA_BUILD
        if built and caught:
            reason = f"{reason} ({str(caught[0].message).splitlines()[0][:200]})"
        devices.append(Device("cuda:0", "CUDA", available=False, reason=reason))
    mps = torch.backends.mps
    if mps.is_available():
        devices.append(Device("mps", "Apple GPU"))
    else:
        reason = NO_MPS_DEVICE if mps.is_built() else NO_MPS_BUILD
        devices.append(Device("mps", "Apple GPU", available=False, reason=reason))
    return tuple(devices)


def _serve(channel: Channel, start: Start, runner: Runner) -> None:
    """Run the program as asked, with two helpers: one hears Stop, one tells the line.

    Walls are put up first: one of Linux's holds for the thread that raised it and those it starts.
    """
    meta = start.meta
    if start.folder and Path(start.folder).is_dir():
        os.chdir(start.folder)
        if not start.restricted:
            sys.path.insert(0, start.folder)
    if start.restricted:
        import torch  # noqa: PLC0415 - see above

        channel.send(restricted.apply(start.folder, start.memory, meta.device, torch))
    stopping = threading.Event()
    main_thread = threading.get_ident()
    helpers = (
        threading.Thread(target=_hear, args=(channel, stopping), daemon=True),
        threading.Thread(
            target=_tell_line, args=(channel, meta.filename, main_thread), daemon=True
        ),
    )
    for helper in helpers:
        helper.start()

    def emit(part: Part) -> None:
        channel.send(Rows(refusals.in_plain_words(part) if start.restricted else part))

    runner(meta, emit, stopping=stopping.is_set)


def _hear(channel: Channel, stopping: threading.Event) -> None:
    """Wait for Stop; when the window's process goes away, go too."""
    while True:
        order = channel.receive()
        if order is None:
            os._exit(1)
        if isinstance(order, Stop):
            stopping.set()


def _tell_line(channel: Channel, filename: str, thread: int) -> None:
    """Say where the program is, when that has changed, and now and then that it is alive."""
    told: int | None = None
    said = time.monotonic()
    while True:
        line = _line_of(sys._current_frames().get(thread), filename)
        now = time.monotonic()
        if line != told or now - said > _SIGN_OF_LIFE:
            channel.send(AtLine(line))
            told, said = line, now
        time.sleep(1 / _LINES_PER_SECOND)


def _line_of(frame: FrameType | None, filename: str) -> int | None:
    """The line of the innermost frame that belongs to the program."""
    while frame is not None and frame.f_code.co_filename != filename:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else None


if __name__ == "__main__":
    main()
