"""Looks whether all that graphviewer needs is there, and says what to do where it is not."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from graphviewer import __version__
from graphviewer.files import settings, system
from graphviewer.files.lessons import LessonError, lessons
from graphviewer.files.resources import asset

PACKAGES = ("PySide6-Essentials", "numpy", "networkx", "pyqtgraph", "msgspec", "Pygments")
DATA_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
TORCH_SECONDS = 60
ASK_TORCH = """
import json, torch
mps = torch.backends.mps.is_available()
cuda = [torch.cuda.get_device_name(n) for n in range(torch.cuda.device_count())]
print(json.dumps({"version": torch.__version__, "cuda": cuda, "mps": mps}))
"""


class Finding(Struct, frozen=True):
    """One thing looked at. `optional`: what is missing there keeps nothing else from working."""

    what: str
    text: str
    remedy: str = ""
    fine: bool = True
    optional: bool = False


def examine() -> tuple[Finding, ...]:
    """Look at everything, in the order it is printed."""
    looks: tuple[Callable[[], list[Finding]], ...] = (
        _versions,
        _torch,
        _window,
        _assets,
        _data,
        _config,
    )
    return tuple(finding for look in looks for finding in look())


def line(finding: Finding) -> str:
    """A finding as printed: ok or !!, what, and what to do."""
    mark = "ok" if finding.fine else "--" if finding.optional else "!!"
    remedy = f"\n       {finding.remedy}" if finding.remedy and not finding.fine else ""
    return f"{mark}  {finding.what}: {finding.text}{remedy}"


def _versions() -> list[Finding]:
    return [
        Finding("graphviewer", __version__),
        Finding("Python", f"{platform.python_version()}, {sys.executable}"),
        Finding("system", platform.platform()),
        *map(_package, PACKAGES),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        remedy = f"{sys.executable} -m pip install {name}"
        return Finding(name, "not installed", remedy, fine=False)


def _torch() -> list[Finding]:
    """Versions and devices, asked in a process of its own: torch would stay in this one."""
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and a constant program
            [sys.executable, "-c", ASK_TORCH],
            capture_output=True,
            text=True,
            timeout=TORCH_SECONDS,
            check=True,
        )
        facts = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or [f"exit status {error.returncode}"])[-1]
        return [Finding("torch", last, "python3 run.py installs it", fine=False)]
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return [Finding("torch", str(error), "python3 run.py installs it", fine=False)]
    cuda = ", ".join(facts["cuda"])
    driver = "needs an NVIDIA GPU, its driver, and `python3 run.py --cuda`"
    apple = "needs a Mac with Apple silicon"
    return [
        Finding("torch", facts["version"]),
        Finding("device cpu", f"{os.cpu_count()} cores"),
        Finding("device cuda", cuda or "none", driver, fine=bool(cuda), optional=True),
        Finding("device mps", _there(facts["mps"]), apple, fine=facts["mps"], optional=True),
    ]


def _there(fine: bool) -> str:
    return "there" if fine else "none"


def _window() -> list[Finding]:
    platform_wanted = os.environ.get("QT_QPA_PLATFORM", "")
    shown = bool(platform_wanted) or system.has_display()
    remedy = "use a desktop, `ssh -X`, or xvfb-run; show and render work without"
    found = [
        Finding(
            "display",
            platform_wanted or _there(shown),
            remedy,
            fine=shown,
            optional=True,
        )
    ]
    for name, libraries, optional in (
        ("libraries for pictures", system.OFFSCREEN, False),
        ("libraries for a window", system.WINDOW, not system.has_display()),
    ):
        packages = " ".join(system.missing(libraries))
        text = f"missing {packages}" if packages else "there"
        remedy = f"sudo apt install {packages}"
        found.append(Finding(name, text, remedy, fine=not packages, optional=optional))
    return found


def _assets() -> list[Finding]:
    remedy = "the installation is incomplete: install graphviewer again"
    fonts = sorted(path.name for path in asset("fonts").glob("*.[ot]tf"))
    try:
        count, problem = len(lessons()), ""
    except LessonError as error:
        count, problem = 0, str(error)
    return [
        Finding("fonts", ", ".join(fonts) or "none", remedy, fine=bool(fonts)),
        Finding("lessons", problem or str(count), remedy, fine=count > 0),
    ]


def _data() -> list[Finding]:
    folder = next((place for place in data_places() if holds_data(place)), None)
    remedy = "only training on it needs it: put its four files into ./data/FashionMNIST/raw"
    text = str(folder or "not found")
    return [Finding("FashionMNIST", text, remedy, fine=folder is not None, optional=True)]


def data_places() -> tuple[Path, ...]:
    """Where FashionMNIST may lie, in the order that is looked: torchvision, Debian, Keras."""
    home = Path.home()
    return (
        home / ".local" / "share" / "graphviewer" / "FashionMNIST" / "raw",
        Path("data", "FashionMNIST", "raw"),
        Path("/usr/share/datasets/fashion-mnist"),
        home / ".keras" / "datasets" / "fashion-mnist",
    )


def holds_data(folder: Path) -> bool:
    """Whether the four files are there, compressed or not. Their contents are not looked at."""
    return all(
        (folder / name).is_file() or (folder / f"{name}.gz").is_file() for name in DATA_FILES
    )


def _config() -> list[Finding]:
    folder = settings.default_path().parent
    writable = os.access(_nearest(folder), os.W_OK)
    remedy = "settings are not remembered; make the folder yours to write"
    text = str(folder) if writable else f"{folder} cannot be written"
    return [Finding("settings", text, remedy, fine=writable, optional=True)]


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())
