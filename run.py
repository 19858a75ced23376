#!/usr/bin/env python3
"""Set graphviewer up and start it: `python3 run.py`. With `--test`: run every check.

Standard library only. Written in the syntax of Python 3.8, so that an old Python can still read the
sentence that it is too old.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 13)
TORCH = "torch>=2.6,<2.14"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
STAMP = "graphviewer.stamp"
FIRST_LESSON = ROOT / "examples" / "autograd" / "1_01_product.py"
FIRST_PICTURE = ROOT / "lesson-1.1.png"

TEST_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox"}
TEST_DATA = {"/usr/share/datasets/fashion-mnist": "dataset-fashion-mnist"}  # Debian's packages


class Stop(Exception):
    """Setting up cannot go on; the message says why and what to do."""


def say(text: str = "") -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def main() -> int:
    """Set up what is missing, then start the app or run the checks. Returns the exit status."""
    options, rest = parse()
    try:
        python = set_up(options)
        if options.setup:
            return 0
        if options.test:
            return check(python, rest)
        return start(python, rest)
    except Stop as stop:
        print(f"run.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parse() -> tuple[argparse.Namespace, list[str]]:
    """The options, and what is passed on to the app or to pytest."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Set graphviewer up in .venv and start it.",
        epilog="Other arguments go to graphviewer (a file to open), with --test to pytest.",
    )
    parser.add_argument("--test", action="store_true", help="run lint, types, floors and tests")
    flavour = parser.add_mutually_exclusive_group()
    flavour.add_argument("--cuda", action="store_true", help="install PyTorch with CUDA")
    flavour.add_argument("--cpu", action="store_true", help="install PyTorch without CUDA")
    parser.add_argument("--yes", action="store_true", help="install system packages without asking")
    parser.add_argument("--setup", action="store_true", help="set up, and start nothing")
    parser.add_argument(
        "--venv", type=Path, default=ROOT / ".venv", metavar="DIR", help="default: %(default)s"
    )
    options, rest = parser.parse_known_args()
    return options, [word for word in rest if word != "--"]


# --- setting up


def set_up(options: argparse.Namespace) -> Path:
    """Python, system packages, .venv and what is installed in it. Returns .venv's Python."""
    demand_python()
    venv = options.venv.resolve()
    system_packages(options)
    python = make_venv(venv, options)
    install(python, venv, options)
    return python


def demand_python() -> None:
    """Go on in a Python that will do; find one, or say which ones would."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and not os.environ.get("GRAPHVIEWER_RUN_AGAIN") and works(Path(other)):
            say(f"Python {version()} is not supported; going on with {other}")
            again = dict(os.environ, GRAPHVIEWER_RUN_AGAIN="1")
            sys.exit(subprocess.call([other, *sys.argv], env=again))
    raise Stop(
        "graphviewer needs Python {}.{} to {}.{}; this is {} ({}). Install one of them, then run "
        "python3.12 run.py".format(*OLDEST, *NEWEST, version(), sys.executable)
    )


def version() -> str:
    """This Python's version as text."""
    return platform.python_version()


def works(python: Path) -> bool:
    """Whether this Python starts and has pip or can make it."""
    try:
        return subprocess.call([str(python), "-c", "import ssl"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def venv_python(venv: Path) -> Path:
    """Where a virtual environment keeps its Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv(venv: Path, options: argparse.Namespace) -> Path:
    """Make the environment unless it is there and works."""
    python = venv_python(venv)
    if python.exists() and subprocess.call([str(python), "-c", "import pip"]) == 0:
        return python
    if venv.exists():
        if not (venv / "pyvenv.cfg").exists() and any(venv.iterdir()):
            raise Stop(f"{venv} exists and is no virtual environment; move it away")
        shutil.rmtree(venv)
    say(f"Making {venv} with Python {version()}")
    if build_venv(venv):
        return python
    if apt_allowed(options, ["python3-venv"]) and build_venv(venv):
        return python
    raise Stop(
        "this Python cannot make virtual environments; on Debian and Ubuntu:\n"
        "  sudo apt install python3-venv\nThen run this again."
    )


def build_venv(venv: Path) -> bool:
    """Make the environment; leave nothing half made behind."""
    try:
        import venv as maker  # noqa: PLC0415 - Debian may lack it

        maker.create(str(venv), with_pip=True)
    except (ImportError, OSError, subprocess.CalledProcessError, SystemExit):
        # Debian without python3-venv: SystemExit or a failing ensurepip, and a folder half made
        shutil.rmtree(str(venv), ignore_errors=True)
        return False
    return True


def install(python: Path, venv: Path, options: argparse.Namespace) -> None:
    """Install PyTorch, then the project, unless pyproject.toml is what it was last time."""
    extra = "test" if options.test else ""
    stamp = venv / STAMP
    wanted = fingerprint(options)
    try:
        before = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    if before.get("of") == wanted and (not extra or before.get("extra") == extra):
        return
    started = time.monotonic()
    install_torch(python, options)
    project = f".[{extra}]" if extra else "."
    say("Installing graphviewer and what it needs")
    pip(python, "install", "--quiet", "-e", project)
    extra = extra or (before.get("extra", "") if before.get("of") == wanted else "")
    stamp.write_text(json.dumps({"of": wanted, "extra": extra}), encoding="utf-8")
    say(f"Installed in {time.monotonic() - started:.0f} s")


def fingerprint(options: argparse.Namespace) -> str:
    """What the installed environment depends on, as a digest."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode(), version().encode()]
    parts += [flavour(options).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def flavour(options: argparse.Namespace) -> str:
    """Which build of PyTorch was asked for: "cuda", "cpu", or "" for what suits the machine."""
    return "cuda" if options.cuda else "cpu" if options.cpu else ""


def install_torch(python: Path, options: argparse.Namespace) -> None:
    """PyTorch in a pip call of its own: the small CPU build where there is no NVIDIA driver."""
    here = installed_torch(python)
    if options.cuda and os.name == "nt":
        if "+cu" not in here:
            raise Stop(
                "on Windows, install PyTorch with CUDA as https://pytorch.org/get-started says:\n"
                f"  {python} -m pip install torch --index-url ...\nThen run this again."
            )
        return
    small = options.cpu or (not options.cuda and sys.platform == "linux" and not nvidia_driver())
    index = CPU_INDEX if small and sys.platform == "linux" and reachable(CPU_INDEX) else ""
    if (options.cuda and "+cpu" in here) or (options.cpu and here and index and "+cpu" not in here):
        pip(python, "uninstall", "--yes", "--quiet", "torch")
    say("Installing PyTorch{}".format(" (CPU build)" if index else ""))
    pip(python, "install", "--quiet", *(["--extra-index-url", index] if index else []), TORCH)


def installed_torch(python: Path) -> str:
    """The version of PyTorch in the environment, "" if there is none."""
    code = "import importlib.metadata as m; print(m.version('torch'))"
    done = subprocess.run(
        [str(python), "-c", code], check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout.decode().strip()


def nvidia_driver() -> bool:
    """Whether an NVIDIA driver is loaded."""
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def reachable(url: str) -> bool:
    """Whether a package index answers within seconds; pip itself would retry for minutes."""
    try:
        with urllib.request.urlopen(url + "/", timeout=4):
            return True
    except urllib.error.HTTPError:
        return True  # it answers, if only to say no
    except (OSError, ValueError):
        say(f"{url} does not answer; installing from the usual index")
        return False


def pip(python: Path, *words: str) -> None:
    """Run pip, its output shown; raise Stop with the command if it fails."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", *words]
    if subprocess.call(command, cwd=str(ROOT)) != 0:
        raise Stop("this failed, see above:\n  {}".format(" ".join(command)))


# --- system packages


def system_packages(options: argparse.Namespace) -> None:
    """On Linux, install or name the missing system packages that Qt and the tests need."""
    if sys.platform != "linux":
        return
    from graphviewer.files import system  # noqa: PLC0415 - an old Python could not read it

    window = system.WINDOW if system.has_display() or options.test else {}
    missing = system.missing({**system.OFFSCREEN, **window})
    if options.test:
        missing += [package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]
        if shutil.which("apt-get"):  # elsewhere the tests make do with the images that ship along
            missing += [one for place, one in TEST_DATA.items() if not Path(place).is_dir()]
    if missing and not apt_allowed(options, missing):
        say("Missing system packages that Qt needs; on Debian and Ubuntu:")
        say("  sudo apt install {}".format(" ".join(missing)))


def apt_allowed(options: argparse.Namespace, packages: list[str]) -> bool:
    """Install Debian packages if this is root there and the user, or CI, agrees; tell if so."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    line = "apt-get install {}".format(" ".join(packages))
    agreed = options.yes or os.environ.get("CI")
    if not agreed and sys.stdin.isatty():
        agreed = input(line + "  [Y/n] ").strip().lower() in ("", "y", "yes")
    if not agreed:
        return False
    say(line)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call([apt, "update", "-qq"], env=quiet)
    install_line = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.call(install_line, env=quiet, stdout=subprocess.DEVNULL) == 0


# --- starting


def start(python: Path, words: list[str]) -> int:
    """Open the window; without a display, show what the command line can."""
    from graphviewer.files import system  # noqa: PLC0415 - an old Python could not read it

    if words or system.has_display():
        return subprocess.call([str(python), "-m", "graphviewer", *words])
    return without_display(python)


def without_display(python: Path) -> int:
    """Draw the first lesson to a picture, print its gradients, and say how to get a window."""
    command = [str(python), "-m", "graphviewer"]
    picture = ["render", str(FIRST_LESSON), "-o", str(FIRST_PICTURE)]
    drawn = subprocess.call(command + picture)
    show = [*command, "show", str(FIRST_LESSON), "--json"]
    shown = subprocess.run(show, check=False, stdout=subprocess.PIPE)
    if drawn or shown.returncode:
        return drawn or shown.returncode
    say(f"Lesson 1.1 is drawn in {FIRST_PICTURE}. Its gradients:")
    for tensor in json.loads(shown.stdout.decode())["tensors"]:
        if tensor["is_leaf"] and tensor["grad"] is not None:
            say("{}.grad = {}".format(tensor["name"], tensor["grad"]))
    say()
    say("There is no display here, so no window. Use a desktop, `ssh -X`, or a virtual display:")
    say("  sudo apt install xvfb && xvfb-run python3 run.py")
    say(f"Without one: {python} -m graphviewer --help")
    return 0


# --- checking


def check(python: Path, words: list[str]) -> int:
    """Run every check, all of them even if one fails; one summary, and pytest's own line last."""
    environment = dict(os.environ)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("OMP_NUM_THREADS", "1")
    folder = python.parent
    environment["PATH"] = str(folder) + os.pathsep + environment.get("PATH", "")
    module = [str(python), "-m"]
    rows = []
    for name, command in (
        ("format", [*module, "ruff", "format", "--check", "."]),
        ("lint", [*module, "ruff", "check", "."]),
        ("types", [*module, "mypy"]),
        ("floors", [str(folder / "lint-imports")]),
    ):
        rows.append(run_check(name, command, environment)[:3])
    command = [*module, "pytest", "-n", "2", "--dist", "loadfile", *words]
    name, seconds, status, last = run_check("tests", command, environment)
    rows.append((name, seconds, status))
    say()
    for name, seconds, status in rows:
        say("{:8} {:6}  {:5.1f} s".format(name, "failed" if status else "ok", seconds))
    say(last)
    return 1 if any(status for _, _, status in rows) else 0


def run_check(
    name: str, command: list[str], environment: dict[str, str]
) -> tuple[str, float, int, str]:
    """Run one check, its output passed on. Returns name, seconds, status and the last line."""
    say(f"--- {name}")
    started, last = time.monotonic(), ""
    with subprocess.Popen(
        command, cwd=str(ROOT), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            say(line)
            last = line or last
    return name, time.monotonic() - started, process.returncode, last


if __name__ == "__main__":
    sys.exit(main())
