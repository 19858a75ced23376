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
from graphviewer.data import fashion
from graphviewer.disk.resources import asset
from graphviewer.files import settings, system
from graphviewer.files.lessons import LessonError, lessons

PACKAGES = ("PySide6-Essentials", "numpy", "networkx", "pyqtgraph", "msgspec", "Pygments")
TORCH_SECONDS = 60
ASK_TORCH = "import torch; print(torch.__version__)"
# One line of JSON a device: first that it is being tried, then what came of it. A broken driver may
# end or hang this process; what was printed before tells where.
ASK_DEVICES = """
import json, warnings, torch

def say(device, **facts):
    print(json.dumps({"device": device, **facts}), flush=True)

def work(device):
    x = torch.linspace(-1, 1, 64).reshape(8, 8).to(device).requires_grad_()
    w = torch.linspace(-2, 1, 64).reshape(8, 8).to(device).requires_grad_()
    (torch.tanh(x @ w) * x).square().mean().backward()
    return [x.grad.cpu(), w.grad.cpu()]

def attempt(device, name):
    say(device, name=name)
    try:
        made = work(device)
        fine = all(torch.allclose(*pair, rtol=1e-2, atol=1e-4) for pair in zip(made, work("cpu")))
        say(device, name=name, fine=fine, reason="" if fine else "its gradients are not the CPU's")
    except Exception as error:
        say(device, name=name, fine=False, reason=f"{type(error).__name__}: {error}"[:300])

attempt("cpu", f"{torch.get_num_threads()} threads")
say("cuda", name="")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
built = torch.version.cuda or torch.version.hip
if not built:
    say("cuda", none="this PyTorch was built without CUDA")
elif not count:
    why = str(caught[0].message).splitlines()[0][:200] if caught else ""
    say("cuda", none="no GPU with a working driver was found" + (f" ({why})" if why else ""))
for number in range(count):
    facts = torch.cuda.get_device_properties(number)
    driver = torch._C._cuda_getDriverVersion() if torch.version.cuda else 0
    name = f"{facts.name}, {facts.total_memory / 2**30:.1f} GiB, {facts.major}.{facts.minor}"
    name += f", PyTorch for CUDA {built}" if torch.version.cuda else f", PyTorch for ROCm {built}"
    name += f", driver for CUDA {driver // 1000}.{driver % 1000 // 10}" if driver else ""
    attempt(f"cuda:{number}", name)
mps = torch.backends.mps
if mps.is_available():
    attempt("mps", f"Apple GPU, {torch.mps.recommended_max_memory() / 2**30:.1f} GiB")
else:
    say("mps", none="needs macOS 12.3 or newer" if mps.is_built() else "no Mac with Apple silicon")
"""


_DEVICE_REMEDIES = {
    "cpu": "python3 run.py installs PyTorch anew",
    "cuda": "needs an NVIDIA GPU, its driver, and `python3 run.py --cuda`",
    "mps": "needs a Mac with Apple silicon",
}


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
    """Its version, asked in a process of its own: torch would stay in this one."""
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and a constant program
            [sys.executable, "-c", ASK_TORCH],
            capture_output=True,
            text=True,
            timeout=TORCH_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or [f"exit status {error.returncode}"])[-1]
        return [Finding("torch", last, "python3 run.py installs it", fine=False)]
    except (OSError, subprocess.TimeoutExpired) as error:
        return [Finding("torch", str(error), "python3 run.py installs it", fine=False)]
    return [Finding("torch", done.stdout.strip()), *devices(*ask_devices())]


def ask_devices() -> tuple[str, str]:
    """What a process that tries each device printed, and how it ended if not well."""
    try:
        done = subprocess.run(  # noqa: S603 - our own Python and a constant program
            [sys.executable, "-c", ASK_DEVICES],
            capture_output=True,
            text=True,
            timeout=TORCH_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        said = error.stdout or ""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return text, f"no answer within {TORCH_SECONDS} s"
    except OSError as error:
        return "", str(error)
    if not done.returncode:
        return done.stdout, ""
    ended = f"signal {-done.returncode}" if done.returncode < 0 else f"exit {done.returncode}"
    last = (done.stderr.strip().splitlines() or [""])[-1][:200]
    return done.stdout, f"trying it ended the process ({ended}) {last}".strip()


def devices(printed: str, ended: str) -> list[Finding]:
    """A finding for each device: its name, and whether it computes what the CPU computes."""
    facts: dict[str, dict[str, str | bool]] = {}
    latest = "cpu"
    for text in printed.splitlines():
        if not text.startswith("{"):
            continue  # what a driver prints of its own accord
        fact = json.loads(text)
        latest = fact.pop("device")
        facts[latest] = fact
    if ended:
        facts[latest] = {"fine": False, "reason": ended, **facts.get(latest, {})}
    if len(facts) > 1 and any(device.startswith("cuda:") for device in facts):
        facts.pop("cuda", None)
    return [_device(device, fact) for device, fact in facts.items()]


def _device(device: str, fact: dict[str, str | bool]) -> Finding:
    what = f"device {device}"
    remedy = _DEVICE_REMEDIES.get(device.partition(":")[0], "")
    optional = device != "cpu"
    if "none" in fact:
        return Finding(what, f"none: {fact['none']}", remedy, fine=False, optional=optional)
    name, reason = str(fact.get("name", "")), str(fact.get("reason", ""))
    fine = bool(fact.get("fine", False))
    found = "forward and backward as on the CPU" if optional else "forward and backward run"
    text = f"{name}: {found}" if fine else f"{name}: cannot be used, {reason or 'no answer'}"
    return Finding(what, text.removeprefix(": "), remedy, fine=fine, optional=optional)


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
    place = fashion.where()
    remedy = "the Train page offers to fetch it; until then a part of it that ships along is used"
    text = str(place.folder) if place is not None else "not found"
    return [Finding("FashionMNIST", text, remedy, fine=place is not None, optional=True)]


def _config() -> list[Finding]:
    folder = settings.default_path().parent
    writable = os.access(_nearest(folder), os.W_OK)
    remedy = "settings are not remembered; make the folder yours to write"
    text = str(folder) if writable else f"{folder} cannot be written"
    return [Finding("settings", text, remedy, fine=writable, optional=True)]


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())
