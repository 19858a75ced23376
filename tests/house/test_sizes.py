"""Files under 300 lines and functions under 40: what is beyond is listed, with its reason."""

from __future__ import annotations

from tests.house.sources import FOLDERS, functions, name_of, python_files

FILE_LINES = 300
FUNCTION_LINES = 40

LONG_FILES = {
    "run.py": "runs before anything is installed, so it cannot be spread over modules",
    "graphviewer/engine/client.py": "one child's life, from spare to burial",
    "graphviewer/engine/trainer.py": "one training process's life, from spare to burial",
    "graphviewer/explain/rules/elementwise.py": "a table, a row a node",
    "graphviewer/explain/rules/reductions.py": "a table, a row a node",
    "graphviewer/explain/rules/shapes.py": "a table, a row a node",
    "graphviewer/gui/actions.py": "a table, a row an action",
    "graphviewer/gui/panels/timeline.py": "one widget: its marks, its painting, its gestures",
    "graphviewer/record/calls.py": "what is done around one call, in its order",
    "graphviewer/record/watched.py": "one run of the engine: its hooks, in the order they fire",
    "graphviewer/record/tensors.py": "the identity of a tensor: object, storage, version, names",
    "graphviewer/tape/rows.py": "the rows, one after another",
    "tests/cli/test_cli.py": "every command, rightly and wrongly used",
    "tests/engine/test_client.py": "every way a run can end",
    "tests/explain/test_rules.py": "a case a rule",
    "tests/gui/test_window.py": "the window driven as a person would",
    "tests/fuzz/twin.py": "a program run without recording, all it did noted by its own means",
    "tests/record/programs.py": "a table of programs",
}
LONG_FUNCTIONS = {
    "graphviewer/gui/window.py:_join": "joins the parts, a line a connection",
    "tests/explain/sample.py:sample": "writes a tape by hand, a line a row",
    "tests/files/tape_strategies.py:tapes": "draws a tape table by table",
    "tests/tape/sample.py:forward_part": "writes a tape by hand, a line a row",
    "tests/tape/sample.py:backward_part": "writes a tape by hand, a line a row",
}


def test_long_files_are_listed_with_a_reason() -> None:
    found = {
        name_of(path)
        for path in python_files(*FOLDERS)
        if len(path.read_text(encoding="utf-8").splitlines()) > FILE_LINES
    }
    assert found == set(LONG_FILES), sorted(found)


def test_long_functions_are_listed_with_a_reason() -> None:
    found = {
        f"{name_of(path)}:{name}"
        for path in python_files(*FOLDERS)
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    }
    assert found == set(LONG_FUNCTIONS)
