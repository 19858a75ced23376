"""The lessons' pages are what `python tools/lesson_pages.py` makes of the lessons."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graphviewer.files.lessons import lessons
from tests.house.sources import ROOT

AGAIN = "run python tools/lesson_pages.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lesson_pages", ROOT / "tools/lesson_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tool: ModuleType) -> dict[Path, str]:
    found: dict[Path, str] = tool.pages()
    return found


def test_the_pages_are_up_to_date(made: dict[Path, str]) -> None:
    old = [path.name for path, text in made.items() if not path.is_file() or _read(path) != text]
    assert old == [], AGAIN


def test_no_page_is_left_of_a_lesson_that_is_gone(made: dict[Path, str]) -> None:
    assert set((ROOT / "docs" / "lessons").iterdir()) <= set(made), AGAIN


def test_the_table_has_a_row_for_every_lesson(made: dict[Path, str]) -> None:
    table = made[ROOT / "docs" / "lessons.md"]
    assert [one.id for one in lessons() if f"[{one.id} " not in table] == []


def test_tests_that_name_a_lesson_are_found(tool: ModuleType) -> None:
    found = tool.tests_of("7.13")["tests/lessons/test_train_facts.py"]
    assert "test_batch_norm_folds_into_the_layer_before_it" in found


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
