"""Long programs are coloured between other events, and end up coloured as any other."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels import highlight
from graphviewer.gui.panels.editor import EditorPanel
from graphviewer.gui.panels.highlight import PythonHighlighter
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours

PIECE = 'def f(x):\n    """Says\n    for two lines."""\n    return x  # why\n'
LONG = PIECE * 250
Look = list[list[tuple[int, int, str]]]


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(highlight, "AT_ONCE", 400)


def look(document: QTextDocument) -> Look:
    """Start, length and colour of every piece of every line."""
    found: Look = []
    block = document.begin()
    while block.isValid():
        pieces = block.layout().formats()
        found.append(
            [(one.start, one.length, one.format.foreground().color().name()) for one in pieces]
        )
        block = block.next()
    return found


def at_once(text: str, colours: Colours, monkeypatch: pytest.MonkeyPatch) -> Look:
    """How a program looks that is coloured in one go."""
    with monkeypatch.context() as patch:
        patch.setattr(highlight, "AT_ONCE", 10 * len(text))
        document = QTextDocument(text)
        document.documentLayout()
        highlighter = PythonHighlighter(document)
        highlighter.set_colours(colours)
        assert not highlighter.busy
        return look(document)


@pytest.fixture
def panel(qtbot: QtBot) -> EditorPanel:
    found = EditorPanel()
    qtbot.addWidget(found)
    found.resize(500, 300)
    found.show()
    found.set_source(LONG)
    return found


def finish(panel: EditorPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.code._highlighter.busy)


def test_a_long_program_is_there_before_it_is_coloured(panel: EditorPanel) -> None:
    assert panel.source() == LONG
    assert panel.code._highlighter.busy
    looks = look(panel.code.document())
    assert looks[0]
    assert not looks[-2]


def test_in_the_end_it_looks_as_if_coloured_in_one_go(
    panel: EditorPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(LONG, LIGHT, monkeypatch)
    panel.set_colours(DARK)
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(LONG, DARK, monkeypatch)


def test_an_edit_amid_the_colouring_is_coloured_with_the_rest(
    panel: EditorPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    middle = QTextCursor(panel.code.document().findBlockByNumber(500))
    middle.insertText('s = """\n' + PIECE * 30 + '"""\n')
    first = QTextCursor(panel.code.document().begin())
    first.insertText("x = 1\n")
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(panel.source(), LIGHT, monkeypatch)


def test_many_lines_made_comments_and_program_again_look_as_they_should(
    panel: EditorPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(panel, qtbot)
    panel.code.selectAll()
    panel.code.toggle_comment()
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(panel.source(), LIGHT, monkeypatch)
    panel.code.toggle_comment()
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(LONG, LIGHT, monkeypatch)


def test_a_string_opened_at_the_top_recolours_all_and_closed_again_too(
    panel: EditorPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(panel, qtbot)
    QTextCursor(panel.code.document().begin()).insertText('"""')
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once('"""' + LONG, LIGHT, monkeypatch)
    panel.code.undo()
    finish(panel, qtbot)
    assert look(panel.code.document()) == at_once(LONG, LIGHT, monkeypatch)


def test_lines_on_screen_come_before_the_rest(panel: EditorPanel, qtbot: QtBot) -> None:
    panel.code.verticalScrollBar().setValue(900)
    document = panel.code.document()
    qtbot.waitUntil(lambda: bool(look(document)[900]))
    assert panel.code._highlighter.busy
    assert not look(document)[800]


def test_colouring_is_no_edit_and_leaves_caret_and_past_alone(
    panel: EditorPanel, qtbot: QtBot
) -> None:
    edits: list[None] = []
    panel.edited.connect(lambda: edits.append(None))
    cursor = panel.code.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    panel.code.setTextCursor(cursor)
    finish(panel, qtbot)
    assert (panel.code.textCursor().anchor(), panel.code.textCursor().position()) == (5, 9)
    assert not edits
    assert not panel.code.document().isUndoAvailable()
    assert not panel.code.document().isModified()
