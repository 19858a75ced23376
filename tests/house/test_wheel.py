"""The built wheel, installed into a fresh environment, opens a lesson."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.sources import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)  # noqa: PLW1510 - the assert below shows more
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a fresh environment that holds the wheel.

    What the wheel needs is taken from the environment the tests run in: its packages, but not the
    project's own files, which are there by a .pth file that a second .pth file does not follow.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    run(sys.executable, *build, cwd=folder)
    home = folder / "fresh"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    (wheel,) = folder.glob("*.whl")
    pip: Sequence[str | Path] = ("-m", "pip", "--python", python, "install", "--no-deps", "--quiet")
    run(sys.executable, *pip, "--no-index", wheel, cwd=folder)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", ask, cwd=folder).strip())
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_the_package_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    ask = "import graphviewer; print(graphviewer.__file__)"
    place = Path(run(installed / "python", "-c", ask, cwd=tmp_path).strip())
    assert place.is_relative_to(installed.parent)
    assert (place.parent / "_data" / "examples" / "autograd" / "1_01_product.py").is_file()
    assert (place.parent / "_data" / "assets" / "fonts").is_dir()


def test_a_lesson_is_printed(installed: Path, tmp_path: Path) -> None:
    command = ("-m", "graphviewer", "lessons", "1.1", "--language", "en")
    assert "c = a * b" in run(installed / "python", *command, cwd=tmp_path)


def test_a_lesson_opens_and_its_gradients_are_right(installed: Path, tmp_path: Path) -> None:
    run(installed / "graphviewer", "lessons", "1.1", "--copy", tmp_path, cwd=tmp_path)
    shown = json.loads(
        run(installed / "graphviewer", "show", "1_01_product.py", "--json", cwd=tmp_path)
    )
    leaves = {row["name"]: row["grad"] for row in shown["tensors"] if row["is_leaf"]}
    assert leaves["a"] == 4.0
    assert leaves["b"] == 3.0


def test_a_lesson_is_drawn(installed: Path, tmp_path: Path) -> None:
    run(installed / "graphviewer", "lessons", "1.1", "--copy", tmp_path, cwd=tmp_path)
    command = ("render", "1_01_product.py", "-o", "picture.png")
    run(installed / "graphviewer", *command, cwd=tmp_path)
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
