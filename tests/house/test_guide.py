"""The guide: its pictures are those of the script, and what it names is in the window."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphviewer.gui.actions import ROWS
from tests.house.sources import ROOT
from tools.guide_pictures import SCENES

GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
PICTURE = re.compile(r"\]\(\.\./pictures/guide/([a-z-]+)-(en|ko)\.png\)")
NAMED = re.compile(r"(?<!\*)\*{1,2}([^*\n]+)\*{1,2}(?!\*)")  # **Ctrl+L**, *View > Theme*
SPOKEN = {"→": "Right", "←": "Left", "PageUp": "PgUp", "PageDown": "PgDown"}
ITSELF = {"x =", "Shift"}  # said the same in every language
KEYS = {
    key for row in ROWS for key in (*row.keys, row.shown_keys) if key
}  # as gui/actions.py writes them


def language(document: Path) -> str:
    return "ko" if document.name.endswith(".ko.md") else "en"


def named(document: Path) -> Iterator[str]:
    """Every key, action, menu and word of the window that a page sets bold or in italics."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from NAMED.findall(text)


def said(text: str) -> str:
    """A text of the window as one reads it: without the letter for Alt and without dots."""
    return re.sub(r"\(&\w\)|&", "", text).removesuffix("…").strip()


def words(of: str) -> set[str]:
    """All that the window says in a language."""
    tree = ET.parse(ROOT / "assets" / "i18n" / "graphviewer_ko.ts")
    found = tree.iter("source" if of == "en" else "translation")
    return {said(one.text or "") for one in found}


@pytest.mark.parametrize("document", GUIDE, ids=lambda path: path.name)
def test_its_pictures_are_there_in_its_language_and_made_by_the_script(document: Path) -> None:
    found = PICTURE.findall(document.read_text(encoding="utf-8"))
    assert found
    assert {spoken for _, spoken in found} == {language(document)}
    assert {name for name, _ in found} <= set(SCENES)
    folder = ROOT / "docs" / "pictures" / "guide"
    assert all((folder / f"{name}-{spoken}.png").exists() for name, spoken in found)


@pytest.mark.parametrize("document", GUIDE, ids=lambda path: path.name)
def test_what_it_names_is_a_key_or_stands_in_the_window(document: Path) -> None:
    known = words(language(document)) | KEYS | ITSELF
    missing = [
        name
        for whole in named(document)
        for name in whole.split(" > ")
        if SPOKEN.get(name, said(name)) not in known
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["first-hour", "class"])
def test_both_languages_name_the_same_keys_and_pictures(name: str) -> None:
    pages = [ROOT / "docs" / "guide" / f"{name}{end}" for end in (".md", ".ko.md")]
    keys = [{SPOKEN.get(one, one) for one in named(page)} & KEYS for page in pages]
    assert keys[0] == keys[1]
    pictures = [
        [found for found, _ in PICTURE.findall(page.read_text(encoding="utf-8"))] for page in pages
    ]
    assert pictures[0] == pictures[1]


def test_every_picture_of_the_script_is_shown() -> None:
    shown = {found for page in GUIDE for found, _ in PICTURE.findall(page.read_text("utf-8"))}
    assert shown == set(SCENES)
