"""Where in the program something happens: frames and code positions to places and source text."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_right
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import safetensors
import torch
from msgspec import Struct

from graphviewer.tape.rows import Place
from graphviewer.tape.source import lines_of

_Spot = tuple[int | None, int | None, int | None, int | None]
_NAME_LENGTH = 40
_CODE_LENGTH = 2_000
_TORCH = Path(torch.__file__).parent  # what co_filename of its code begins with
_SAFETENSORS = Path(safetensors.__file__).parent
# Calls made there on the program's behalf are no calls of the program: filling new parameters, an
# optimizer's arithmetic (its effect is recorded as a whole), loading batches, models and weights.
_INNER: tuple[tuple[str, frozenset[str] | None], ...] = (
    (str(_TORCH / "serialization.py"), None),
    (str(_TORCH / "_export"), None),
    (str(_TORCH / "export" / "__init__.py"), None),
    (str(_TORCH / "export" / "unflatten.py"), frozenset({"unflatten", "__init__"})),
    (str(_SAFETENSORS), None),
    (str(_TORCH / "nn" / "modules"), frozenset({"__init__", "reset_parameters"})),
    (str(_TORCH / "optim"), frozenset({"step", "__init__", "add_param_group"})),
    (str(_TORCH / "utils" / "data"), None),
)


_inner: dict[str, frozenset[str] | bool] = {}  # by file: the functions there that are such


class Site(Struct, frozen=True):
    """A spot in the program: its place, the source text there, and a short form of it as a name."""

    line: int
    place: Place | None
    code: str
    name: str
    keep: CodeType | None = None  # so that its id stays its own


class _Spots:
    """Where each instruction of a code stands in the source.

    Python tells that from the first on only: asked anew for each call, a straight program of a
    thousand lines would spend most of its time here.
    """

    __slots__ = ("_code", "_spots", "_starts")

    def __init__(self, code: CodeType) -> None:
        self._code = code  # so that its id stays its own
        self._starts: list[int] = []
        self._spots: list[_Spot] = []
        before = None
        for place, spot in enumerate(code.co_positions()):
            if spot != before:
                self._starts.append(place)
                self._spots.append(spot)
                before = spot

    def at(self, place: int) -> _Spot:
        """Line, end line, column and end column, in bytes; None where they are not known."""
        return self._spots[bisect_right(self._starts, place) - 1]


def shortened(text: str) -> str:
    """The text on one line of at most 40 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _NAME_LENGTH else text[: _NAME_LENGTH - 1] + "…"


class Places:
    """Finds the program's own frames and reads positions off them."""

    def __init__(self, source: str, filename: str, space: dict[str, Any] | None = None) -> None:
        """With `space` only code with these globals is the program's, else all of the file."""
        self.filename = filename
        self._space = space
        self.lines = source_lines(source)
        self._sites: dict[tuple[int, int], Site] = {}
        self._spots: dict[int, _Spots] = {}  # by code
        self._wider: dict[Place, Place] | None = None

    def close(self) -> None:
        """Forget the program's variables and code: our marks in code refer back here.

        The garbage collector does not look into code, so that it would never see the circle.
        """
        self._sites.clear()
        self._spots.clear()
        self._space = None

    def frame(self, frame: FrameType | None) -> tuple[FrameType | None, bool]:
        """The program's innermost frame from `frame` outwards; whether its call is an inner one."""
        inner, filename, space = False, self.filename, self._space
        while frame is not None:
            code = frame.f_code
            if code.co_filename == filename and (space is None or frame.f_globals is space):
                return frame, inner
            names = _inner.get(code.co_filename)
            if names is None:
                names = _inner[code.co_filename] = _inner_names(code.co_filename)
            if names is not False and (names is True or code.co_name in names):
                inner = True
            frame = frame.f_back
        return None, inner

    def owns(self, frame: FrameType) -> bool:
        """Whether a frame runs the program's own code."""
        return frame.f_code.co_filename == self.filename and (
            self._space is None or frame.f_globals is self._space
        )

    def here(self) -> Site | None:
        """The site of the innermost frame of the program now."""
        frame, _ = self.frame(sys._getframe(1))
        return None if frame is None else self.site(frame)

    def site(self, frame: FrameType, last: int | None = None) -> Site:
        """The site a frame of the program is at."""
        code = frame.f_code
        last = frame.f_lasti if last is None else last
        key = (id(code), last)
        site = self._sites.get(key)
        if site is None:
            site = self._sites[key] = self._find(code, last, frame.f_lineno)
        return site

    def _find(self, code: CodeType, last: int, line: int) -> Site:
        first, end, column, end_column = self._spot(code, last)
        if first is None or end is None or column is None or end_column is None:
            return Site(line, None, "", "", code)
        place = self.place(first, column, end, end_column)
        text = self.text(place)
        return Site(first, place, text[:_CODE_LENGTH], shortened(text), code)

    def line_of(self, code: CodeType, last: int) -> int | None:
        """The line of an instruction of the program."""
        return self._spot(code, last)[0]

    def _spot(self, code: CodeType, last: int) -> _Spot:
        spots = self._spots.get(id(code))
        if spots is None:
            spots = self._spots[id(code)] = _Spots(code)
        return spots.at(last // 2)

    def place(self, line: int, column: int, end_line: int, end_column: int) -> Place:
        """A place from columns counted in UTF-8 bytes, as Python counts them."""
        return Place(
            line, self._characters(line, column), end_line, self._characters(end_line, end_column)
        )

    def whole(self, site: Site) -> Site:
        """The site of the statement that sets an item, or of what a loop goes over.

        Python's positions give `x[0]` for `x[0] = 1`, and up to 3.11 a whole `for` for its `iter`.
        """
        if site.place is None:
            return site
        if self._wider is None:
            self._wider = {}
            for node in ast.walk(ast.parse("".join(self.lines))):
                self._widen(node)
        place = self._wider.get(site.place)
        if place is None:
            return site
        text = self.text(place)
        return Site(place.line, place, text[:_CODE_LENGTH], shortened(text), site.keep)

    def _widen(self, node: ast.AST) -> None:
        assert self._wider is not None
        match node:
            case ast.For():
                self._wider[self._node_place(node)] = self._node_place(node.iter)
            case ast.Assign():
                for target in node.targets:
                    for part in ast.walk(target):
                        if isinstance(part, ast.Subscript):
                            self._wider[self._node_place(part)] = self._node_place(node)
            case ast.AugAssign(target=ast.Subscript() as target):
                self._wider[self._node_place(target)] = self._node_place(node)

    def _node_place(self, node: ast.stmt | ast.expr) -> Place:
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self.place(node.lineno, node.col_offset, end_line, end)

    def _characters(self, line: int, column: int) -> int:
        text = self.line(line)
        return column if text.isascii() else len(text.encode()[:column].decode(errors="ignore"))

    def line(self, number: int) -> str:
        """A line of the program as written."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def text(self, place: Place) -> str:
        """The source text at a place."""
        lines = [self.line(number) for number in range(place.line, place.end_line + 1)]
        if not lines:
            return ""
        lines[-1] = lines[-1][: place.end_column]
        lines[0] = lines[0][place.column :]
        return "".join(lines)


def source_lines(source: str) -> list[str]:
    """The lines of a program as Python counts them, each with its newline."""
    return [line + "\n" for line in lines_of(source)]


def _inner_names(filename: str) -> frozenset[str] | bool:
    for folder, names in _INNER:
        if filename.startswith(folder):
            return True if names is None else names
    return False
