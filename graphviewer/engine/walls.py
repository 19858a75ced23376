"""The operating system's own walls: Landlock and seccomp on Linux, limits wherever POSIX has them.

Unlike an audit hook they hold for native code too. Each function says whether its wall stands.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_SIGKILL = 9

# Landlock: rights by the version of the kernel's interface that brought them (linux/landlock.h).
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # the same on all machines
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_RIGHTS_BY_VERSION = ((1, (1 << 13) - 1), (2, 1 << 13), (3, 1 << 14))
_NET_BIND_CONNECT = 0b11  # TCP, since version 4
_SCOPE_SOCKETS_SIGNALS = 0b11  # since version 6

# seccomp: numbers on x86-64 and on 64-bit ARM; None where a call does not exist.
_Numbers = tuple[int | None, int | None]
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_SECCOMP: _Numbers = (317, 277)
_REFUSED: dict[str, _Numbers] = {
    "socket": (41, 198), "execve": (59, 221), "execveat": (322, 281), "fork": (57, None),
    "vfork": (58, None), "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40),
    "umount2": (166, 39), "chroot": (161, 51), "pivot_root": (155, 41), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kill": (62, 129),
    "tkill": (200, 130), "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
}  # fmt: skip
_FILE_CHANGES: dict[str, _Numbers] = {
    "creat": (85, None), "truncate": (76, 45), "unlink": (87, None), "unlinkat": (263, 35),
    "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276), "mkdir": (83, None),
    "mkdirat": (258, 34), "rmdir": (84, None), "link": (86, None), "linkat": (265, 37),
    "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None), "mknodat": (259, 33),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "utimensat": (280, 88), "setxattr": (188, 5),
    "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
}  # fmt: skip
# Calls whose arguments lie in memory cannot be looked into: "no such call" makes libc take another.
_ABSENT: dict[str, _Numbers] = {"clone3": (435, 435), "openat2": (437, 437)}
_OPENS: dict[str, tuple[_Numbers, int]] = {"open": ((2, None), 1), "openat": ((257, 56), 2)}
_CLONE: _Numbers = (56, 220)
_TGKILL: _Numbers = (234, 131)
_CLONE_THREAD = 0x10000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_X32 = 0x40000000


def die_with_parent() -> None:
    """Have the kernel end this process when the thread that started it ends (Linux)."""
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        with contextlib.suppress(OSError):  # and when memory runs out, this process goes first
            Path("/proc/self/oom_score_adj").write_text("500")


def no_core_dumps() -> None:
    """Never write a core file."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def landlock(readable: Iterable[Path], writable: Iterable[Path] = ()) -> str:
    """From now on this thread and those it starts read below `readable` only and write nowhere.

    Returns "" when the wall stands, else why it does not.
    """
    if sys.platform != "linux":
        return "there is no Landlock on this system"
    libc = _libc()
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return "this kernel has no Landlock"
    rights = sum(bits for since, bits in _RIGHTS_BY_VERSION if since <= version)
    attributes = struct.pack(
        "<QQQ",
        rights,
        _NET_BIND_CONNECT if version >= 4 else 0,
        _SCOPE_SOCKETS_SIGNALS if version >= 6 else 0,
    )[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return f"Landlock refused its rules ({os.strerror(ctypes.get_errno())})"
    try:
        for path in readable:
            _allow(libc, rules, path, _READ_FILE | _READ_DIR)
        for path in writable:
            _allow(libc, rules, path, _READ_FILE | _WRITE_FILE | _READ_DIR)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.syscall(_LANDLOCK_RESTRICT, rules, 0) != 0:
            return f"Landlock was refused ({os.strerror(ctypes.get_errno())})"
    finally:
        os.close(rules)
    return ""


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        rights &= ~_READ_DIR
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        libc.syscall(_LANDLOCK_ADD, rules, 1, struct.pack("<Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)


def seccomp(*, files: bool = True) -> str:
    """From now on no thread of this process opens sockets, starts or signals processes.

    With `files`, none opens a file for writing or changes a folder either. Returns "" when the wall
    stands, else why it does not.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or sys.byteorder != "little":
        return "there is no seccomp filter for this system"
    which, architecture = machine
    program = b"".join(
        struct.pack("<HBBI", *step) for step in _filter(which, architecture, files=files)
    )
    libc = _libc()
    buffer = ctypes.create_string_buffer(program, len(program))
    description = struct.pack("<H6xQ", len(program) // 8, ctypes.addressof(buffer))
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    set_filter, all_threads = 1, 1
    if libc.syscall(_SECCOMP[which], set_filter, all_threads, description) != 0:
        return f"seccomp was refused ({os.strerror(ctypes.get_errno())})"
    return ""


_Step = tuple[
    int, int, int, int | None
]  # what to do, how far to jump if true, if false, and with what


def _filter(which: int, architecture: int, *, files: bool) -> Iterator[_Step]:
    """The filter as instructions of classic BPF."""
    refused = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    allow = (_RETURN, 0, 0, _ALLOW)
    yield (_LOAD, 0, 0, 4)  # the architecture
    yield (_EQUAL, 1, 0, architecture)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, 0)  # the call's number
    if which == 0:
        yield (_AT_LEAST, 0, 1, _X32)
        yield refused
    for numbers in [*_REFUSED.values(), *(_FILE_CHANGES.values() if files else ())]:
        if numbers[which] is not None:
            yield (_EQUAL, 0, 1, numbers[which])
            yield refused
    for numbers in _ABSENT.values():
        yield (_EQUAL, 0, 1, numbers[which])
        yield (_RETURN, 0, 0, _ERROR | errno.ENOSYS)
    for numbers, argument in _OPENS.values() if files else ():
        if numbers[which] is not None:
            yield (_EQUAL, 0, 4, numbers[which])
            yield (_LOAD, 0, 0, 16 + 8 * argument)
            yield (_ANY_BIT, 0, 1, _WRITING)
            yield refused
            yield allow
    for numbers, test, operand in (
        (_CLONE, _ANY_BIT, _CLONE_THREAD),  # threads yes, processes no
        (_TGKILL, _EQUAL, os.getpid()),  # signals to oneself: abort() is one
    ):
        yield (_EQUAL, 0, 4, numbers[which])
        yield (_LOAD, 0, 0, 16)
        yield (test, 1, 0, operand)
        yield refused
        yield allow
    yield allow


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
