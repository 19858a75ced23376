"""What can be exported, and how: the formats as rows, and one choice of everything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

Format = Literal["png", "svg", "pdf", "gif", "webp", "html", "tikz", "dot", "graphml", "json"]
Theme = Literal["screen", "light", "dark"]
Paper = Literal["a4", "slides"]
What = Literal["step", "steps"]
LARGEST_SCALE = 20.0
USUAL = 1280.0  # pixels of an animation's longer side where no scale is asked for
SHORTEST, LONGEST = 50, 60_000  # milliseconds of a frame


class Kind(Struct, frozen=True, kw_only=True):
    """One format: what it is of, and which choices it has."""

    suffixes: tuple[str, ...]  # of files; the first is given to those without one
    of: tuple[What, ...]
    scaled: bool = False
    themed: bool = True
    clear: bool = False  # can do without a background
    worded: bool = False  # can have the step's words below the graph
    drawn: bool = True  # else Qt has no part in it


KINDS: dict[Format, Kind] = {
    "png": Kind(suffixes=(".png",), of=("step",), scaled=True, clear=True, worded=True),
    "svg": Kind(suffixes=(".svg",), of=("step",), scaled=True, clear=True, worded=True),
    "pdf": Kind(suffixes=(".pdf",), of=("step", "steps"), clear=True, worded=True),
    "gif": Kind(suffixes=(".gif",), of=("steps",), scaled=True, worded=True),
    "webp": Kind(suffixes=(".webp",), of=("steps",), scaled=True, clear=True, worded=True),
    "html": Kind(suffixes=(".html", ".htm"), of=("steps",), themed=False),
    "tikz": Kind(suffixes=(".tex", ".tikz"), of=("step",)),
    "dot": Kind(suffixes=(".dot", ".gv"), of=("step",), themed=False, drawn=False),
    "graphml": Kind(suffixes=(".graphml",), of=("step",), themed=False, drawn=False),
    "json": Kind(suffixes=(".json",), of=("step",), themed=False, drawn=False),
}


class Options(Struct, frozen=True, kw_only=True):
    """One choice of everything; a format takes what concerns it."""

    format: Format = "png"
    what: What = "step"
    scale: float = 0.0  # pixels a scene pixel; 0: what suits
    theme: Theme = "screen"
    clear: bool = False  # without a background
    words: bool = False  # with the step's words below the graph
    paper: Paper = "a4"
    frame: int = 1200  # milliseconds each step is shown


def format_of(path: Path) -> Format | None:
    """The format that a file's name asks for."""
    suffix = path.suffix.lower()
    return next((name for name, kind in KINDS.items() if suffix in kind.suffixes), None)


def suffixes(formats: Sequence[Format] = tuple(KINDS)) -> str:
    """The endings of some formats' files, in a line."""
    return ", ".join(KINDS[one].suffixes[0] for one in formats)
