"""The highlighter's colours, line by line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from graphviewer.gui.panels.highlight import LONGEST_LINE, PythonHighlighter
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.gui.theme.ink import READABLE, contrast, legible


def coloured(document: QTextDocument, line: int) -> list[tuple[str, bool]]:
    """The pieces of a line that have a format, and whether it is italic."""
    block = document.findBlockByNumber(line)
    text = block.text()
    return [
        (text[piece.start : piece.start + piece.length], piece.format.fontItalic())
        for piece in block.layout().formats()
    ]


def highlighted(text: str) -> tuple[QTextDocument, PythonHighlighter]:
    document = QTextDocument(text)
    document.documentLayout()  # without one Qt announces no changes
    highlighter = PythonHighlighter(document)
    highlighter.set_colours(LIGHT)
    return document, highlighter


@pytest.mark.usefixtures("qtbot")
def test_keywords_strings_and_comments_are_coloured() -> None:
    document, _keep = highlighted("if x: y = 'z'  # why")
    pieces = coloured(document, 0)
    assert ("if", False) in pieces
    assert ("# why", True) in pieces
    assert any("z" in text for text, _ in pieces)
    assert not any(text == "x" for text, _ in pieces)


@pytest.mark.usefixtures("qtbot")
def test_a_string_over_several_lines_ends_where_it_ends() -> None:
    document, _keep = highlighted('s = """one\ntwo\n"""\nx = 1')
    assert coloured(document, 1) == [("two", False)]
    assert coloured(document, 3) == []


@pytest.mark.usefixtures("qtbot")
def test_closing_a_string_recolours_what_follows() -> None:
    document, _keep = highlighted('s = """one\ntwo')
    assert coloured(document, 1) == [("two", False)]
    cursor = QTextCursor(document.findBlockByNumber(0))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText('"""')
    assert coloured(document, 1) == []


@pytest.mark.usefixtures("qtbot")
def test_a_line_of_data_stays_plain() -> None:
    document, _keep = highlighted("'" + "x" * LONGEST_LINE + "'")
    assert coloured(document, 0) == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "gradient_tint", "value_tint", "error_tint"])
@pytest.mark.parametrize("hue", ["value", "gradient", "leaf", "loss", "error", "constant"])
def test_every_hue_can_be_made_readable(colours: Colours, ground: str, hue: str) -> None:
    below = getattr(colours, ground)
    ink = legible(getattr(colours, hue), below, colours.text)
    assert contrast(ink, below) >= READABLE
