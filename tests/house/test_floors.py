"""Each floor, imported in a process of its own, brings along only what it may."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest

from tests.house.sources import ROOT, name_of, python_files, tree

QT = ("PySide6", "shiboken6", "pyqtgraph")
TORCH = ("torch",)
LATER = ("PIL", "contourpy", "pyqtgraph")  # not at the window's start

# What is imported -> what must not be there then. "x.*": every module below x.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "graphviewer.disk.*": QT + TORCH,
    "graphviewer.tape.*": QT + TORCH,
    "graphviewer.runs.*": QT + TORCH,
    "graphviewer.data.*": QT + TORCH,
    "graphviewer.training.*": QT,
    "graphviewer.layout.*": QT + TORCH,
    "graphviewer.graphs.*": QT + TORCH,
    "graphviewer.explain.*": QT + TORCH,
    "graphviewer.formulas.*": QT + TORCH,
    "graphviewer.calculus.*": QT,
    "graphviewer.files.*": QT + TORCH,
    "graphviewer.session.*": QT + TORCH,
    "graphviewer.engine.client": QT + TORCH,
    "graphviewer.engine.happening": QT + TORCH,
    "graphviewer.record.*": QT,
    "graphviewer.gui.*": TORCH,
    "graphviewer.gui.window": TORCH + LATER,
    "graphviewer.api.*": QT + TORCH,
    "graphviewer.app": TORCH,
    "graphviewer.arguments": QT + TORCH,
    "graphviewer.listing": QT + TORCH,
    "graphviewer.doctor": QT + TORCH,
    "graphviewer.cli": QT + TORCH,
    "graphviewer.cli_render": QT + TORCH,
    "graphviewer.cli_train": QT + TORCH,
}
IMPORT = """
import importlib, json, pkgutil, sys
name = sys.argv[1]
module = importlib.import_module(name.removesuffix(".*"))
if name.endswith(".*"):
    for info in pkgutil.walk_packages(module.__path__, module.__name__ + "."):
        importlib.import_module(info.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(("what", "forbidden"), FORBIDDEN.items())
def test_a_floor_brings_along_only_what_it_may(what: str, forbidden: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", IMPORT, what]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(forbidden) & set(json.loads(done.stdout.splitlines()[-1]))


def test_every_floor_is_asked() -> None:
    folders = {path.parent.name for path in (ROOT / "graphviewer").glob("*/__init__.py")}
    assert folders == {what.split(".")[1] for what in FORBIDDEN} - {
        "app",
        "arguments",
        "listing",
        "doctor",
        "cli",
        "cli_render",
        "cli_train",
    }


def test_nothing_is_imported_for_types_only() -> None:
    guarded = [
        name_of(path)
        for path in python_files("graphviewer", "tests", "benchmarks", "tools")
        if path.name != "test_floors.py"
        for node in ast.walk(tree(path))
        if getattr(node, "id", getattr(node, "attr", "")) == "TYPE_CHECKING"
    ]
    assert guarded == []
