"""The sentences of the training process are known as they are made."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import graphviewer
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.training_sentences import SENTENCES
from graphviewer.gui.training_told import in_language

ROOT = Path(graphviewer.__file__).parent
MADE_IN = ("training", "engine", "data", "runs", "disk", "record")
NAN = (
    "At step 2 numbers stopped being finite. linear in 3 (Linear) gave 2,560 NaN of 2,560 values, "
    "from numbers up to 1.83e+30."
)


def constants() -> Iterator[str]:
    """Every text in the sources, the fixed parts of f-strings joined by a gap."""
    for name in MADE_IN:
        for path in (ROOT / name).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_sentence_is_made_somewhere() -> None:
    made = "\n".join(constants())
    for sentence in SENTENCES:
        if sentence.endswith("of {all} values") or sentence.startswith(
            ("The memory", "Lower the batch size (", "Stopped at line")
        ):
            continue  # joined of smaller pieces, in training/failures.py and engine/client.py
        parts = re.split(r"\{\w+\}", sentence)
        longest = max(parts, key=len).strip(" .:'()")
        words = longest.split(" ")
        assert longest in made or " ".join(words[:4]) in made, sentence


@pytest.mark.parametrize("known", SENTENCES)
def test_in_english_a_sentence_stays_as_it_is(known: str) -> None:
    text = re.sub(r"\{\w+\}", "x.y", known)
    assert in_language(f"{text} Something else. {NAN}") == f"{text} Something else. {NAN}"


def test_korean_keeps_names_and_numbers(qapp: QApplication) -> None:
    appearance = Appearance(qapp)
    appearance.set_language("ko")
    try:
        told = in_language(NAN)
        odd = in_language("Who knows. The process was killed.")
        end = in_language("Stopped at line 3: it used more than 2.5 GB of memory.")
    finally:
        appearance.set_language("en")
    assert told.startswith("2번째 스텝")
    assert all(one in told for one in ("3 (Linear)", "2,560", "1.83e+30"))
    assert end == "3번째 줄에서 멈췄습니다: 메모리를 2.5 GB 넘게 썼습니다."
    assert odd == "Who knows. 프로세스가 강제로 끝났습니다."
