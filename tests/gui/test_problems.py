"""Problems with files and devices are told in the present language, with their details."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from graphviewer.disk import problem as files
from graphviewer.disk.problem import FileProblem
from graphviewer.files import arrangement, programs, tape_file
from graphviewer.files.models.problem import NotAModel
from graphviewer.gui.i18n import Translations
from graphviewer.gui.problems import reason, told
from graphviewer.runs.folder import RunBusy, RunThere
from graphviewer.runs.metrics import BadTable
from graphviewer.runs.run import NotARun
from graphviewer.runs.shelf import BadName
from graphviewer.runs.toml import BadConfig

EVERY = (
    files.MissingFile("a.py"),
    files.IsAFolder("a.py"),
    files.CannotRead("a.py", "EIO"),
    files.CannotWrite("a.py", "EIO"),
    files.TooLarge("a.py", 5_000, 4_000),
    programs.NotUtf8("a.py", 0xE9, 5, 1, 6),
    programs.NotText("a.py", 7),
    tape_file.NotATape("a.py"),
    tape_file.NewerTape("a.py", 9),
    tape_file.TruncatedTape("a.py", 5_000, 6_000),
    tape_file.AlteredTape("a.py", "its checksum does not match its bytes"),
    arrangement.BadArrangement("a.py"),
    arrangement.NewerArrangement("a.py"),
    arrangement.LargeArrangement("a.py", 5_000, 4_000),
)

# What these say depends on what is wrong: sentences are recognised, not classes; what is refused as
# a model has words of its own (test_open_model.py).
BY_SENTENCE = {NotAModel, BadConfig, BadTable, BadName, RunBusy, RunThere, NotARun}
SENTENCES = (
    BadConfig("a.py", "a.py is no config: optimizer.lr: -1 is not a number above 0."),
    BadTable("a.py", "a.py: the line 'x' begins with no step."),
    BadName("a.py", "There is a run called a.py already."),
    RunBusy("a.py", "a.py is still training: stop it first."),
    RunThere("a.py", "a.py holds a run already: resume it, or name another folder."),
    NotARun("a.py", "a.py holds no training run: no config.toml."),
)


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    translations = Translations(qapp)
    translations.use("ko")
    yield
    translations.use("en")


@pytest.mark.parametrize("problem", EVERY, ids=lambda one: type(one).__name__)
def test_in_english_a_problem_says_what_it_says_itself(problem: FileProblem) -> None:
    if not isinstance(problem, tape_file.NewerTape):
        assert told(problem) == str(problem)


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("problem", EVERY, ids=lambda one: type(one).__name__)
def test_in_korean_a_problem_keeps_its_file_and_numbers(problem: FileProblem) -> None:
    text = told(problem)
    assert text.startswith("a.py")
    assert any("가" <= letter <= "힣" for letter in text)
    assert "{" not in text


def test_every_problem_with_a_file_has_words() -> None:
    kinds, waiting = set(), [FileProblem]
    while waiting:
        found = waiting.pop().__subclasses__()
        kinds.update(found)
        waiting += found
    # what is raised in the training process arrives in the window as text
    kinds = {kind for kind in kinds if not kind.__module__.startswith("graphviewer.training.")}
    assert kinds - {tape_file.TapeFileError} - BY_SENTENCE == {type(problem) for problem in EVERY}


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("raised", SENTENCES)
def test_sentences_about_runs_are_known(raised: FileProblem) -> None:
    text = told(raised)
    assert any("가" <= letter <= "힣" for letter in text)
    assert "a.py" in text


@pytest.mark.usefixtures("korean")
def test_a_devices_reason_keeps_its_details() -> None:
    told_so = reason("no NVIDIA GPU with a working driver was found (driver too old)")
    assert told_so.startswith("작동하는")
    assert told_so.endswith("(driver too old)")
    assert reason("something new") == "something new"


def test_the_engines_reasons_are_all_known() -> None:
    source = Path("graphviewer/engine/worker.py").read_text(encoding="utf-8")
    reasons = [line for line in source.splitlines() if line.startswith("NO_")]
    table = Path("graphviewer/gui/problems.py").read_text(encoding="utf-8")
    assert len(reasons) == 4
    assert all(line.split(" = ")[1] in table for line in reasons)
