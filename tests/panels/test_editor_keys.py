"""What the editor's keys do to lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviewer.gui.panels import editor_keys as keys

LINES = st.lists(st.from_regex(r"\A {0,9}[a-z#]{0,5}\Z"), max_size=6)


@pytest.mark.parametrize(
    ("before", "spaces"),
    [
        ("x = 1", 0),
        ("    x = 1", 4),
        ("for x in y:", 4),
        ("    if a:  # why", 8),
        ("y = f(", 4),
        ("        return x", 4),
        ("pass", 0),
        ("# a note:", 0),
    ],
)
def test_a_new_line_begins_where_the_program_goes_on(before: str, spaces: int) -> None:
    assert keys.next_indent(before) == " " * spaces


@given(LINES)
def test_dedent_undoes_indent(lines: list[str]) -> None:
    kept = [line if line.strip() else line[4:] for line in lines]
    assert keys.dedented(keys.indented(lines)) == kept


@given(st.lists(st.from_regex(r"\A {0,9}[a-z]{1,5}\Z"), min_size=1, max_size=6))
def test_comment_toggles_back(lines: list[str]) -> None:
    assert keys.commented(keys.commented(lines)) == lines


def test_comments_stand_in_one_column() -> None:
    assert keys.commented(["  a", "", "    b"]) == ["  # a", "", "  #   b"]


@pytest.mark.parametrize(("column", "goal"), [(0, 4), (4, 0), (7, 4)])
def test_home_goes_to_the_first_letter_then_to_the_edge(column: int, goal: int) -> None:
    assert keys.smart_home("    abc", column) == goal
