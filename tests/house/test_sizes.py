"""Files under 300 lines and functions under 40: what is beyond is listed, with its reason."""

from __future__ import annotations

from tests.house.sources import FOLDERS, functions, name_of, python_files

FILE_LINES = 300
FUNCTION_LINES = 40

LONG_FILES = {
    "run.py": "runs before anything is installed, so it cannot be spread over modules",
}
LONG_FUNCTIONS: dict[str, str] = {}


def test_long_files_are_listed_with_a_reason() -> None:
    found = {
        name_of(path)
        for path in python_files(*FOLDERS)
        if len(path.read_text(encoding="utf-8").splitlines()) > FILE_LINES
    }
    assert found == set(LONG_FILES)


def test_long_functions_are_listed_with_a_reason() -> None:
    found = {
        f"{name_of(path)}:{name}"
        for path in python_files(*FOLDERS)
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    }
    assert found == set(LONG_FUNCTIONS)
