"""What a restricted program may not do, and that nothing it tried has happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from graphviewer.engine import restricted, walls
from graphviewer.engine.child import COMMAND
from graphviewer.engine.client import Bounds, Guarded
from graphviewer.engine.refusals import MARK, in_plain_words, refusal
from graphviewer.tape.rows import Error, Step
from graphviewer.tape.tape import Part
from tests.engine.desk import HEAVY, Desk

linux = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")

# what is tried -> words of the refusal
PYTHON = {
    "open(victim, 'w')": "writing files is refused",
    "open(victim, 'r+')": "writing files is refused",
    "torch.os.open(victim, 1)": "writing files is refused",
    "open(victim)": "reading files outside the working folder is refused",
    "open('/proc/self/environ')": "reading files outside",
    "torch.os.listdir('/')": "listing folders outside",
    "torch.os.remove(victim)": "changing files is refused",
    "torch.os.rename(victim, victim + '2')": "changing files is refused",
    "torch.os.mkdir(folder + '/new')": "changing files is refused",
    "torch.os.system('true')": "starting processes is refused",
    "torch.os.fork()": "starting processes is refused",
    "torch.os.kill(torch.os.getppid(), 9)": "signalling processes is refused",
    "torch.os.sys.modules['subprocess'].run(['true'])": "starting processes is refused",
    "torch.os.sys.modules['socket'].socket()": "the network is refused",
    "torch.os.sys.modules['ctypes'].string_at(0)": "calling native code is refused",
    "torch.os.sys.modules['ctypes'].CDLL(None)": "calling native code is refused",
    "import os": "importing 'os' is refused",
    "import subprocess": "importing 'subprocess' is refused",
    "from torch import hub": "importing 'torch.hub' is refused",
    "import torch.utils.cpp_extension": "importing 'torch.utils.cpp_extension' is refused",
    "__import__('socket')": "importing 'socket' is refused",
    "torch.hub.load('a', 'b')": "torch.hub.load is refused",
    "torch.load(victim, weights_only=False)": "it runs code from the file",
    "torch.load(victim)": "reading files outside",
    "torch.ops.load_library(victim)": "torch.ops.load_library is refused",
    "torch.ones(3).numpy().tofile(victim)": "writing files is refused",
}
NATIVE = {  # no audit event: only the system can refuse these
    "torch.save(torch.ones(3), victim)": "Operation not permitted",
    "torch.jit.load(secret)": "Permission denied",
    "torch.from_file(secret, size=1, dtype=torch.uint8)": "Permission denied",
    "torch.from_file(victim, shared=True, size=9, dtype=torch.uint8)": "Operation not permitted",
    "torch.os.mkfifo(folder + '/fifo')": "Operation not permitted",
    "import safetensors.torch as s; s.save_file({}, victim)": "Operation not permitted",
}
ALLOWED = (
    "import random, math, numpy, statistics, itertools, functools, collections, typing",
    "import dataclasses, time, enum, operator, string, re, copy, abc, contextlib",
    "dataclasses.make_dataclass('D', ['x'])(1)",
    "time.strptime('2020', '%Y')",
    "numpy.random.rand(3).mean()",
    "open(torch.__file__).close()",
    "open(folder + '/data.txt').read()",
    "import torch.nn.functional as F; F.gelu(torch.ones(3))",
    "net = torch.nn.LSTM(2, 2); net(torch.ones(3, 1, 2))[0].sum().backward()",
    "torch.optim.Adam(net.parameters()).step()",
    "import safetensors.torch as s; s.load_file(folder + '/w.safetensors')",
    "import sympy; sympy.sympify('x + 1')",  # sizes in exported programs
    "torch.linalg.svd(torch.eye(3)); torch.fft.fft(torch.ones(4))",
    "threads = __import__('torch').os.sys.modules['threading']; t = threads.Thread(); t.start()",
)
PROGRAM = """
import torch
victim, secret, folder = {victim!r}, {secret!r}, {folder!r}
for number, attempt in enumerate({attempts!r}):
    try:
        exec(attempt)
        print(number, "done")
    except BaseException as error:
        print(number, type(error).__name__, error)
"""


class Tried:
    """What came of each attempt, and the files it was about."""

    def __init__(self, folder: Path) -> None:
        outside = folder / "outside"
        inside = folder / "inside"
        for place in (outside, inside):
            place.mkdir()
        self.victim, self.secret = outside / "victim.txt", outside / "secret.txt"
        self.inside = inside
        self.victim.write_text("precious")
        self.secret.write_text("secret")
        (inside / "data.txt").write_text("data")
        save_file({"w": np.ones(2, np.float32)}, inside / "w.safetensors")
        attempts = [*PYTHON, *NATIVE, *ALLOWED]
        source = PROGRAM.format(
            victim=str(self.victim), secret=str(self.secret), folder=str(inside), attempts=attempts
        )
        desk = Desk(HEAVY)
        try:
            tape = desk.run(source, restricted=True, folder=str(inside))
            self.walls = desk.of(Guarded)[0]
        finally:
            desk.engine.close(patience=10)
        self.end, self.error = tape.end, tape.error
        texts = [step.text.partition(" ")[2].strip() for step in tape.steps]
        self.outcome = dict(zip(attempts, texts, strict=False))


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        yield Tried(tmp_path_factory.mktemp("restricted"))


@pytest.mark.parametrize(("attempt", "words"), PYTHON.items())
def test_it_is_refused_in_clear_words(tried: Tried, attempt: str, words: str) -> None:
    assert words in tried.outcome[attempt]


@linux
@pytest.mark.parametrize(("attempt", "words"), NATIVE.items())
def test_native_code_is_refused_by_the_system(tried: Tried, attempt: str, words: str) -> None:
    needed = {"Permission denied": "Landlock", "Operation not permitted": "seccomp"}[words]
    if needed not in tried.walls.standing:
        pytest.skip(f"no {needed} here")
    assert words in tried.outcome[attempt]


@pytest.mark.parametrize("attempt", ALLOWED)
def test_what_lessons_need_works(tried: Tried, attempt: str) -> None:
    assert tried.outcome[attempt] == "done"


def test_nothing_happened_to_the_files(tried: Tried) -> None:
    assert tried.error is None
    names = sorted(path.name for path in tried.inside.iterdir())
    assert names == ["data.txt", "w.safetensors"]
    if sys.platform == "linux" and {"Landlock", "seccomp"} & set(tried.walls.standing):
        assert tried.victim.read_text() == "precious"


def test_every_wall_is_accounted_for(tried: Tried) -> None:
    named = [*tried.walls.standing, *(words.partition(":")[0] for words in tried.walls.missing)]
    assert sorted(named) == ["Landlock", "limits", "seccomp"]


@linux
def test_too_much_memory_is_an_error_at_its_line() -> None:
    desk = Desk(HEAVY, Bounds(guarded=500_000_000))
    try:
        error = desk.run("import torch\nx = torch.zeros(10**9)", restricted=True).error
    finally:
        desk.engine.close(patience=10)
    assert error is not None
    assert error.line == 2
    assert "allocate" in error.message


def test_the_recorder_works_behind_the_walls() -> None:
    pytest.importorskip("graphviewer.record.program")
    source = (
        "import torch\na = torch.ones(3, requires_grad=True)\nb = (a * a).sum()\n"
        "b.backward()\nprint(a.grad)\nopen('x', 'w')\n"
    )
    desk = Desk(COMMAND)
    try:
        tape = desk.run(source, restricted=True)
    finally:
        desk.engine.close(patience=10)
    assert tape.output == "tensor([2., 2., 2.])\n"
    assert tape.error is not None
    assert (tape.error.type, tape.error.line) == ("PermissionError", 6)
    assert all(tensor.value is not None for tensor in tape.tensors)
    assert tape.end is not None
    assert tape.end.message == ""


@linux
def test_what_the_system_refuses_is_told_in_plain_words_first(tmp_path: Path) -> None:
    desk = Desk(COMMAND)
    try:
        tape = desk.run(
            f"import torch\ntorch.save(torch.ones(2), {str(tmp_path / 'x.pt')!r})\n",
            restricted=True,
            folder=str(tmp_path),
        )
    finally:
        desk.engine.close(patience=10)
    assert tape.error is not None
    assert tape.error.line == 2
    assert tape.error.message.startswith(f"writing files {MARK}. The message behind it: [enforce")
    assert tape.steps[-1].text == f"{tape.error.type}: {tape.error.message}"


@pytest.mark.parametrize(
    ("kind", "message", "told"),
    [
        ("PermissionError", "[Errno 1] Operation not permitted", "writing files, starting"),
        ("RuntimeError", "cannot open: Permission denied", "using files outside"),
        ("PermissionError", "[Errno 13] Permission denied: 'locked.txt'", "[Errno 13]"),
        ("PermissionError", refusal("the network", "socket.connect"), "the network is refused"),
        ("RuntimeError", "shapes do not match", "shapes"),
    ],
)
def test_only_refusals_are_told_as_such(kind: str, message: str, told: str) -> None:
    part = Part(
        steps=(Step(index=0, kind="error", text=f"{kind}: {message}"),),
        error=Error(type=kind, message=message, step=0),
    )
    plain = in_plain_words(part)
    assert plain.error is not None
    assert plain.error.message.startswith(told)
    assert plain.error.message.endswith(message)
    assert plain.steps[0].text == f"{kind}: {plain.error.message}"
    assert plain.error.message.count(MARK) <= 1


@pytest.mark.parametrize("files", [True, False])
@pytest.mark.parametrize(("which", "architecture"), walls._MACHINES.values())
def test_every_jump_of_the_filter_lands_inside_it(
    which: int, architecture: int, files: bool
) -> None:
    program = list(walls._filter(which, architecture, files=files))
    jumps = (0x15, 0x35, 0x45)
    for at, (what, if_true, if_false, operand) in enumerate(program):
        assert operand is not None
        if what in jumps:
            assert at + 1 + max(if_true, if_false) < len(program)
    assert program[-1] == (0x06, 0, 0, walls._ALLOW)


def test_the_home_folder_is_never_readable_as_a_whole() -> None:
    assert Path.home() not in restricted._roots(str(Path.home()))
    assert Path("/") not in restricted._roots("/")
