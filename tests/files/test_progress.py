"""How far the course has been gone through."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.files.lessons import Group, Lesson
from graphviewer.files.progress import Progress


def lesson(identifier: str, group: str) -> Lesson:
    text = {"en": "", "ko": ""}
    return Lesson(
        id=identifier, title=text, aim=text, note=text, questions=(), path=Path(),
        group=Group(name=group, title=text),
    )  # fmt: skip


LESSONS = (lesson("1.1", "a"), lesson("1.2", "a"), lesson("2.1", "b"), lesson("2.2", "b"))


@pytest.mark.parametrize(
    ("seen", "last", "goal"),
    [
        ((), "", "1.1"),
        ((), "2.1", "2.1"),
        (("2.1",), "2.1", "2.2"),
        (("2.2",), "2.2", "1.1"),
        (("1.1", "1.2"), "1.1", "2.1"),
        (("1.1", "1.2", "2.1", "2.2"), "2.2", None),
        ((), "9.9", "1.1"),
    ],
)
def test_one_goes_on_where_one_was(seen: tuple[str, ...], last: str, goal: str | None) -> None:
    found = Progress(seen=seen, last=last).next_up(LESSONS)
    assert (found.id if found is not None else None) == goal


def test_a_lesson_counts_once() -> None:
    progress = Progress().opened("1.1").reached_end("1.1").reached_end("1.1")
    assert progress == Progress(seen=("1.1",), last="1.1")


def test_groups_count_their_own_and_nothing_unknown() -> None:
    assert Progress(seen=("1.1", "9.9")).of_groups(LESSONS) == {"a": (1, 2), "b": (0, 2)}
