"""The documents: links lead somewhere, words are the glossary's, and commands exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graphviewer.cli import main
from tests.house.sources import ROOT, python_files, tree

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]* src=\"([^\"]+)\"")
FORBIDDEN_WORD = re.compile(r"\*([^*|]+)\*")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files(document: Path) -> None:
    targets = [a or b for a, b in LINK.findall(document.read_text(encoding="utf-8"))]
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


def forbidden_words() -> list[str]:
    """The synonyms that GLOSSARY.md sets in italics."""
    rows = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [row.split("|")[3] for row in rows if row.count("|") == 4]
    return [word for cell in cells for word in FORBIDDEN_WORD.findall(cell)]


@cache
def window_texts() -> tuple[str, ...]:
    """Every English text that is marked for translation."""
    return tuple(text for path in python_files("graphviewer") for text in texts_of(path))


def texts_of(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in ("translate", "QT_TRANSLATE_NOOP"):
            yield from (
                argument.value
                for argument in node.args[1:2]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


@pytest.mark.parametrize("word", forbidden_words())
def test_the_window_keeps_to_the_glossary(word: str) -> None:
    wrong = re.compile(rf"\b{re.escape(word)}s?\b", re.IGNORECASE)
    assert [text for text in window_texts() if wrong.search(text)] == []


def test_the_window_has_texts_and_the_glossary_words() -> None:
    assert len(window_texts()) > 50
    assert len(forbidden_words()) > 15


@pytest.mark.parametrize("command", ["record", "show", "render", "lessons", "doctor"])
def test_readme_tells_of_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert command in capsys.readouterr().out
    assert f"graphviewer {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_calls_the_readmes_test_command() -> None:
    command = "python3 run.py --test"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command in (ROOT / "Makefile").read_text(encoding="utf-8")
