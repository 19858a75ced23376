"""Every lesson under plain `python`, with nothing of ours in the process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graphviewer.files.lessons import Lesson, lesson, lessons
from tests.lessons import facts, run_all

EVERY = pytest.mark.parametrize("one", lessons(), ids=lambda one: str(one.id))


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    asked = {
        str(one.path): [figure.name for figure in one.figures if figure.name] for one in lessons()
    }
    command = [sys.executable, str(Path(run_all.__file__))]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=True, cwd="/"
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@EVERY
def test_a_lesson_ends_as_it_says(results: dict[str, Any], one: Lesson) -> None:
    result = results[one.path.stem]
    if not one.error:
        assert result["error"] is None
        return
    kind, text, line = facts.ERRORS[one.id]
    assert one.error == kind == result["error"][0]
    assert text in result["error"][1]
    assert one.source().splitlines()[result["line"] - 1] == line


@EVERY
def test_a_lesson_comes_to_its_figures(results: dict[str, Any], one: Lesson) -> None:
    result = results[one.path.stem]
    for figure in one.figures:
        if figure.printed:
            lines = result["output"].splitlines()
            assert any(facts.agrees(line, (figure.printed,)) for line in lines), figure.printed
        else:
            assert result["found"][figure.name] is not None, f"nothing is called {figure.name}"
            facts.assert_figure(figure, *result["found"][figure.name])


@pytest.mark.parametrize(("identifier", "wanted"), facts.OUTPUT.items())
def test_a_lesson_prints_what_the_lecture_says(
    results: dict[str, Any], identifier: str, wanted: tuple[str, ...]
) -> None:
    printed = results[lesson(identifier).path.stem]["output"]
    assert facts.agrees(printed, wanted), printed


def test_the_quotients_error_falls_with_h_and_rises_again(results: dict[str, Any]) -> None:
    """Lesson 1.4"""
    first, *rows = results["1_04_limit"]["output"].splitlines()
    errors = [float(row.split()[2]) for row in rows]
    best = errors.index(min(errors))
    assert first == "autograd 6.75"
    assert errors[: best + 1] == sorted(errors[: best + 1], reverse=True)
    assert 0 < best < len(errors) - 1
    assert errors[-1] > 100 * errors[best]


@pytest.mark.parametrize(("identifier", "status"), [("1.1", 0), ("1.11", 1)])
def test_python_itself_runs_a_lesson(identifier: str, status: int) -> None:
    command = [sys.executable, str(lesson(identifier).path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert facts.agrees(done.stdout, facts.OUTPUT[identifier])
