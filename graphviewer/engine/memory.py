"""How much memory there is, and how much a process holds: enough for a watchdog, without psutil."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_FALLBACK_TOTAL = 8 * 1024**3
_CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def total() -> int:
    """Bytes of memory this process may hope for: the machine's, or less inside a container."""
    machine = _TOTALS.get(sys.platform, _posix_total)()
    limits = (_number_in(Path(name)) for name in _CGROUP_LIMITS)
    return min([machine, *(limit for limit in limits if limit is not None)])


def resident(pid: int) -> int | None:
    """Bytes of memory a process holds; None where it cannot be found out or the process is gone."""
    return _RESIDENT.get(sys.platform, _ps_resident)(pid)


def _posix_total() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return _FALLBACK_TOTAL


def _number_in(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):  # absent, or the word "max"
        return None


def _linux_resident(pid: int) -> int | None:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _ps_resident(pid: int) -> int | None:
    try:
        ps = subprocess.run(  # noqa: S603 - a fixed command and a number
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, timeout=2, check=True
        )
        return int(ps.stdout) * 1024
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


class _MemoryStatus(ctypes.Structure):
    """Windows' MEMORYSTATUSEX."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        ("rest", ctypes.c_ulonglong * 6),
    )


class _MemoryCounters(ctypes.Structure):
    """Windows' PROCESS_MEMORY_COUNTERS."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("faults", ctypes.c_ulong),
        ("peak", ctypes.c_size_t),
        ("resident", ctypes.c_size_t),
        ("rest", ctypes.c_size_t * 6),
    )


def _windows_total() -> int:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    done = _kernel32().GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.total) if done else _FALLBACK_TOTAL


def _windows_resident(pid: int) -> int | None:
    kernel32 = _kernel32()
    query_limited = 0x1000
    handle = kernel32.OpenProcess(query_limited, 0, pid)
    if not handle:
        return None
    counters = _MemoryCounters(length=ctypes.sizeof(_MemoryCounters))
    done = kernel32.K32GetProcessMemoryInfo(
        ctypes.c_void_p(handle), ctypes.byref(counters), counters.length
    )
    kernel32.CloseHandle(ctypes.c_void_p(handle))
    return int(counters.resident) if done else None


def _kernel32() -> ctypes.CDLL:
    library = ctypes.CDLL("kernel32")
    library.OpenProcess.restype = ctypes.c_void_p
    return library


_TOTALS = {"win32": _windows_total}
_RESIDENT = {"linux": _linux_resident, "win32": _windows_resident}
