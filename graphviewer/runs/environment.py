"""Where a run took place: what one needs to get the same numbers again."""

from __future__ import annotations

import importlib.metadata
import os
import platform

from msgspec import Struct

PACKAGES = ("graphviewer", "torch", "numpy", "safetensors")


class Environment(Struct, frozen=True, kw_only=True):
    """`environment.json` of a run folder."""

    versions: dict[str, str]  # of Python and of packages
    platform: str
    processor: str
    cpus: int
    threads: int  # PyTorch's; another number gives other last digits
    device: str  # what computed, such as "cpu" or "NVIDIA H100"
    processes: int = 1  # that trained together
    data: str = ""  # where the examples came from
    checksum: str = ""  # SHA-256 of the examples and labels, training first


def environment(
    *, threads: int, device: str, processes: int = 1, data: str = "", checksum: str = ""
) -> Environment:
    """This machine and its software; PyTorch itself need not be imported."""
    versions = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:  # used from its folder, not installed
            versions[name] = "unknown"
    return Environment(
        versions=versions,
        platform=platform.platform(),
        processor=platform.processor() or platform.machine(),
        cpus=os.cpu_count() or 1,
        threads=threads,
        device=device,
        processes=processes,
        data=data,
        checksum=checksum,
    )


def differences(before: Environment, now: Environment) -> list[str]:
    """What is other than it was and may change the last digits, in words."""
    pairs = {
        "PyTorch": (before.versions.get("torch"), now.versions.get("torch")),
        "threads": (before.threads, now.threads),
        "device": (before.device, now.device),
        "processor": (before.processor, now.processor),
        "processes": (before.processes, now.processes),
    }
    return [f"{name} {was} → {is_}" for name, (was, is_) in pairs.items() if was != is_]
