"""Running a program nobody vouches for: what it may not do, and what sees to that.

What this is: a strong guard against accidents and casual malice. What it is not: a proof. CPython
was not built to hold a determined attacker inside one process, and a hole in the kernel, in torch
or in this module lets one out. Three layers, the later holding where the earlier are got around:

1. An import allow-list and a few refusals in torch: a clear error at the program's line.
2. An audit hook, which refuses files outside the interpreter and the working folder, writing,
   processes, sockets and native code, in Python code however it is reached.
3. The operating system: limits on memory, processor time and file size, and on Linux Landlock
   (reading only what is needed, writing nowhere) and seccomp (no sockets, processes, signals,
   writing), which hold for native code as well. Elsewhere this layer is limits at most, and
   says so.

On an accelerator its driver has to open files and map memory, so seccomp leaves files to Landlock
there, and memory is left to the watchdog of the window's process.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from graphviewer.engine import walls
from graphviewer.engine.protocol import Walls
from graphviewer.engine.refusals import refusal

CPU_SECONDS = 3600

# Modules a program may name; what those import themselves is their own affair.
ALLOWED = frozenset(
    {
        "__future__", "abc", "array", "bisect", "cmath", "collections", "contextlib", "copy", "csv",
        "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "graphlib", "heapq",
        "io", "itertools", "json", "math", "numbers", "numpy", "operator", "pprint", "random", "re",
        "safetensors", "statistics", "string", "struct", "sympy", "textwrap", "time", "timeit",
        "torch", "traceback", "types", "typing", "typing_extensions", "unicodedata", "warnings",
        "weakref",
    }
)  # fmt: skip
REFUSED = ("torch.hub", "torch.utils.cpp_extension", "torch.utils.model_zoo", "torch.package")
_BY_C_CODE = frozenset({"_strptime", "_io", "_decimal"})  # imported in the name of whoever calls

# Audit events by how they begin, and what to call them.
EVENTS: Mapping[str, str] = {
    "os.system": "starting processes", "os.exec": "starting processes",
    "os.fork": "starting processes", "os.posix_spawn": "starting processes",
    "os.spawn": "starting processes", "os.startfile": "starting processes",
    "subprocess.": "starting processes", "pty.": "starting processes",
    "_winapi.": "starting processes", "os.kill": "signalling processes",
    "signal.pthread_kill": "signalling processes", "socket.": "the network",
    "urllib.": "the network", "http.": "the network", "ftplib.": "the network",
    "smtplib.": "the network", "imaplib.": "the network", "poplib.": "the network",
    "webbrowser.": "opening a browser", "ctypes.": "calling native code",
    "os.remove": "changing files", "os.rename": "changing files", "os.mkdir": "changing files",
    "os.rmdir": "changing files", "os.link": "changing files", "os.symlink": "changing files",
    "os.truncate": "changing files", "os.chmod": "changing files", "os.chown": "changing files",
    "os.chflags": "changing files", "os.utime": "changing files",
    "os.setxattr": "changing files", "os.removexattr": "changing files",
    "shutil.": "changing files", "tempfile.": "changing files", "sqlite3.": "opening databases",
    "winreg.": "the registry", "resource.setrlimit": "changing limits",
    "resource.prlimit": "changing limits", "syslog.": "the system's log",
}  # fmt: skip
_LISTINGS = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob"})
_WRITE_MODES = frozenset("wax+")
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_KEPT_VARIABLES = ("PATH", "LANG", "LC_", "TZ", "OMP_", "MKL_", "CUDA_", "PYTORCH_", "SYSTEMROOT")
_SYSTEM_FILES = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo",
    "/etc/ld.so.cache", "/etc/localtime", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
    "/sys/devices/system", "/System/Library", "/dev/null", "/dev/zero", "/dev/random",
    "/dev/urandom",
)  # fmt: skip


def apply(folder: str, memory: int, device: str, torch: Any) -> Walls:  # noqa: ANN401 - a module
    """Restrict this process for good: the calling thread, and those it starts from now on.

    `folder` is the working folder, which may be read; `memory` is in bytes.
    """
    roots = _roots(folder)
    _forget_environment()
    torch.autograd.set_multithreading_enabled(False)  # older threads stand outside Landlock
    accelerated = device != "cpu"
    if accelerated:
        torch.ones(1, device=device).sum().item()  # its driver opens what it needs before the walls
    limits = _limit(memory, accelerated=accelerated)
    devices = [*Path("/dev").glob("nvidia*")] if accelerated else []
    landlock = walls.landlock(roots, writable=[Path("/dev/null"), *devices])
    seccomp = walls.seccomp(files=not accelerated)
    _guard_torch(torch)
    _guard_imports(tuple(str(root) for root in roots))
    sys.addaudithook(_make_hook(tuple(str(root) for root in roots)))
    built = {"limits": limits, "Landlock": landlock, "seccomp": seccomp}
    return Walls(
        standing=tuple(name for name, problem in built.items() if not problem),
        missing=tuple(f"{name}: {problem}" for name, problem in built.items() if problem),
    )


def _roots(folder: str) -> list[Path]:
    """What may be read: interpreter, packages, this package, the system's libraries, `folder`."""
    installed = [*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, sys.exec_prefix]
    packages = [
        entry
        for entry in sys.path
        if Path(entry).name in ("site-packages", "dist-packages", "lib-dynload")
    ]
    own = [str(Path(__file__).resolve().parents[1])]
    names = [*installed, *packages, *own, *_SYSTEM_FILES, *([folder] if folder else [])]
    found = {Path(os.path.realpath(name)) for name in names}
    too_much = {Path(os.path.realpath("/")), Path(os.path.realpath(Path.home()))}
    return sorted(path for path in found - too_much if path.exists())


def _forget_environment() -> None:
    """Leave no variables that may hold secrets."""
    for name in list(os.environ):
        if not name.upper().startswith(_KEPT_VARIABLES):
            del os.environ[name]


def _limit(memory: int, *, accelerated: bool) -> str:
    """Limits of the system's on memory, processor time and file size; "" when they hold."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return "this system has none for a process of its own"
    problems = []
    wanted = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ]
    if not accelerated and memory:  # a driver maps far more than it uses
        wanted.append((resource.RLIMIT_DATA, memory + _data_in_use()))
    for which, value in wanted:
        try:
            _, hard = resource.getrlimit(which)
            allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(which, (allowed, allowed))
        except (ValueError, OSError) as error:
            problems.append(str(error))
    return "; ".join(problems)


def _data_in_use() -> int:
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmData")).split()[1]) * 1024
    return 0


# --- layer 1: clear words


def _refuse(what: str, detail: str = "") -> NoReturn:
    raise PermissionError(refusal(what, detail))


def _guard_imports(roots: tuple[str, ...]) -> None:
    """Let the program name only allowed modules. Library code imports what it likes."""
    real = builtins.__import__
    frame_of = sys._getframe

    def guarded(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - Python's own names
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if level == 0:
            origin = frame_of(1).f_code.co_filename
            if not origin.startswith((*roots, "<frozen")):
                _check_import(name, fromlist or ())
        return real(name, globals, locals, fromlist or (), level)

    builtins.__import__ = guarded


def _check_import(name: str, fromlist: Sequence[str]) -> None:
    full = [name, *(f"{name}.{item}" for item in fromlist)]
    if name.partition(".")[0] not in ALLOWED | _BY_C_CODE:
        raise ImportError(refusal(f"importing {name!r}"), name=name)
    for module in full:
        if any(module == refused or module.startswith(f"{refused}.") for refused in REFUSED):
            raise ImportError(refusal(f"importing {module!r}"), name=module)


def _guard_torch(torch: Any) -> None:  # noqa: ANN401 - a module whose attributes are replaced
    """Refuse by name what would download, compile, load native code or unpickle."""

    def refusing(what: str) -> Callable[..., NoReturn]:
        def refused(*_: object, **__: object) -> NoReturn:
            _refuse(what)

        return refused

    for name in ("load", "list", "help", "load_state_dict_from_url", "download_url_to_file"):
        setattr(torch.hub, name, refusing(f"torch.hub.{name}"))
    torch.ops.load_library = refusing("torch.ops.load_library")
    torch.classes.load_library = refusing("torch.classes.load_library")
    real = torch.load

    def load(*arguments: object, weights_only: bool | None = None, **options: object) -> object:
        if weights_only is False:
            _refuse("torch.load with weights_only=False", "it runs code from the file")
        return real(*arguments, weights_only=True, **options)

    torch.load = torch.serialization.load = load


# --- layer 2: the audit hook


def _make_hook(roots: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """A hook that refuses. What it needs it keeps to itself, out of reach of simple patches."""
    readable = _make_readable(roots)
    events, prefixes, listings = dict(EVENTS), tuple(EVENTS), _LISTINGS
    frame_of, recorder = sys._getframe, str(Path(__file__).resolve().parents[1] / "record")

    def by_recorder() -> bool:
        """Whether the recorder copies a tensor's bytes: hook and this, ctypes, then the caller."""
        return frame_of(3).f_code.co_filename.startswith(recorder)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if _writes(mode, flags) and not isinstance(path, int):
                _refuse("writing files", repr(path))
            elif not readable(path):
                _refuse("reading files outside the working folder", repr(path))
        elif event == "import":
            if arguments[1] is not None and not readable(arguments[1]):
                _refuse("loading native code", repr(arguments[1]))
        elif event in listings:
            if not readable("." if arguments[0] is None else arguments[0]):
                _refuse("listing folders outside the working folder", repr(arguments[0]))
        elif event.startswith(prefixes) and not (event == "ctypes.string_at" and by_recorder()):
            what = next(words for prefix, words in events.items() if event.startswith(prefix))
            _refuse(what, event)

    return hook


def _make_readable(roots: tuple[str, ...]) -> Callable[[Any], bool]:
    """Whether a path, or an open descriptor, may be read."""
    realpath, fsdecode, separator = os.path.realpath, os.fsdecode, os.sep
    exact, below = frozenset(roots), tuple(root + separator for root in roots)

    def readable(path: Any) -> bool:  # noqa: ANN401 - whatever open() was given
        if isinstance(path, int):
            return True
        real = realpath(fsdecode(path))
        return real in exact or real.startswith(below)

    return readable


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and not _WRITE_MODES.isdisjoint(mode):
        return True
    return isinstance(flags, int) and bool(flags & _WRITE_FLAGS)
