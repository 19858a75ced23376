"""The document: what is unsaved, what is stale, and what has to be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.session.document import Document, Opened, Origin


def document(origin: Origin = "program") -> Document:
    made = Document()
    made.open(Opened(origin=origin, source="x = 1\n", filename="x.py", path=Path("/tmp/x.py")))
    return made


def test_an_edit_makes_it_dirty_and_undoing_it_clean() -> None:
    one = document()
    one.edit("x = 2\n")
    assert one.dirty
    one.edit("x = 1\n")
    assert not one.dirty


def test_an_edit_after_a_run_makes_the_tape_stale() -> None:
    one = document()
    one.edit("x = 2\n")
    assert not one.stale
    one.ran("x = 2\n")
    assert not one.stale
    one.edit("x = 3\n")
    assert one.stale


@pytest.mark.parametrize(
    ("origin", "asks"), [("lesson", False), ("new", False), ("program", True), ("tape", True)]
)
def test_only_a_strangers_file_is_asked_about(origin: Origin, asks: bool) -> None:
    assert document(origin).must_ask is asks


def test_trust_is_asked_once() -> None:
    one = document()
    one.decide("restricted")
    assert not one.must_ask
    assert one.trust == "restricted"


def test_a_saved_lesson_becomes_the_users_own_program() -> None:
    one = document("lesson")
    one.edit("x = 2\n")
    one.saved(Path("/tmp/mine.py"))
    assert (one.origin, one.lesson, one.filename) == ("program", None, "mine.py")
    assert not one.dirty
    assert not one.must_ask


def test_a_copy_of_a_lesson_is_ones_own_and_keeps_its_lesson() -> None:
    one = Document()
    one.open(Opened(origin="new", source="x = 1\n", filename="copy.py", lesson="1.2"))
    assert (one.key, one.must_ask) == ("copy of lesson 1.2", False)
    one.saved(Path("/tmp/copy.py"))
    assert (one.origin, one.lesson, one.key) == ("program", "1.2", "/tmp/copy.py")


def test_saving_a_strangers_file_does_not_make_it_trusted() -> None:
    one = document()
    one.saved(Path("/tmp/copy.py"))
    assert one.must_ask


def test_changes_are_announced() -> None:
    one = document()
    seen: list[None] = []
    one.changed.connect(seen.append)
    one.edit("y = 1\n")
    one.edit("y = 1\n")
    assert len(seen) == 1
