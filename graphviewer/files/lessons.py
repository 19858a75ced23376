"""The lessons: plain PyTorch programs under `examples`, each with its words in TOML beside it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from graphviewer.disk.resources import example

Text = dict[str, str]  # language ("en", "ko") -> words
Numbers = bool | float | list[Any]
LANGUAGES = ("en", "ko")
T = TypeVar("T")


class LessonError(Exception):
    """A lesson's words are missing or malformed, or no lesson has the id asked for."""


class Group(Struct, frozen=True, kw_only=True):
    """A folder of lessons."""

    name: str  # the folder's: "autograd"
    title: Text


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a lesson comes to: a number at its program's end, or a line that it prints."""

    name: str = ""  # of a tensor, or of a number charted: "c", "x.grad", "net.0.weight", "A.shape"
    value: Numbers | None = None  # what it is then
    within: float = 0.0  # it may be off by so much
    printed: str = ""  # instead: a line of the output; a last "..." stands for any rest

    def __post_init__(self) -> None:
        """Raises ValueError where it is neither a name with a value nor a line, or both."""
        named = bool(self.name) and self.value is not None
        half = bool(self.name) != (self.value is not None)
        if half or named == bool(self.printed):
            raise ValueError("a figure has either a name with a value, or printed")
        if self.within < 0 or (self.within and not named):
            raise ValueError("within is how far a figure's value may be off")


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a lesson goes on: a page of the window, and what is chosen there."""

    name: Literal["train", "functions", "descent"]
    choice: str = ""  # a preset ("softmax"), functions ("relu"), a surface ("beale")


class Lesson(Struct, frozen=True, kw_only=True):
    """One lesson: what it is called, what it shows, and where its program lies."""

    id: str  # "1.2"
    title: Text
    aim: Text  # one sentence: what one knows afterwards
    note: Text  # a paragraph to read beside the program
    questions: tuple[Text, ...]  # to ask in class, answered by stepping
    group: Group
    path: Path
    error: str = ""  # the error the program ends with, where that error is the lesson
    figures: tuple[Figure, ...] = ()  # what it comes to
    watch: tuple[str, ...] = ()  # numbers that are charted while it runs
    page: Link | None = None  # where it goes on

    def source(self) -> str:
        """The program's text."""
        return self.path.read_text(encoding="utf-8")


class _Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the TOML file beside a program holds."""

    id: str
    title: Text
    aim: Text
    note: Text
    questions: tuple[Text, ...]
    error: str = ""
    figures: tuple[Figure, ...] = ()
    watch: tuple[str, ...] = ()
    page: Link | None = None


class _GroupWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a folder's `group.toml` holds."""

    title: Text


@cache
def lessons() -> tuple[Lesson, ...]:
    """Every lesson, in the order of their ids. Raises LessonError naming the file that is wrong."""
    found = [
        read(words, Group(name=start.parent.name, title=_read(start, _GroupWords).title))
        for start in example().glob("*/group.toml")
        for words in start.parent.glob("*.toml")
        if words != start
    ]
    return tuple(sorted(found, key=lambda one: _order(one.id)))


def lesson(identifier: str) -> Lesson:
    """The lesson of an id such as "1.2". Raises LessonError if there is none."""
    for one in lessons():
        if one.id == identifier:
            return one
    raise LessonError(f"no lesson {identifier}: there are {', '.join(one.id for one in lessons())}")


def searched(one: Lesson) -> str:
    """What a search looks at: number, group, title, aim and note in all languages, the program."""
    texts = (one.group.title, one.title, one.aim, one.note)
    words = [one.id, *(words for text in texts for words in text.values()), one.source()]
    return " ".join(words).casefold()


def read(path: Path, group: Group) -> Lesson:
    """A lesson by its words, its program beside it. Raises LessonError naming the file."""
    words = _read(path, _Words)
    program = path.with_suffix(".py")
    if not program.is_file():
        raise LessonError(f"{path}: there is no {program.name} beside it")
    texts = (words.title, words.aim, words.note, *words.questions)
    if any(set(text) != set(LANGUAGES) for text in texts):
        raise LessonError(f"{path}: every text needs exactly {' and '.join(LANGUAGES)}")
    return Lesson(
        id=words.id,
        title=words.title,
        aim=words.aim,
        note=words.note,
        questions=words.questions,
        group=group,
        path=program,
        error=words.error,
        figures=words.figures,
        watch=words.watch,
        page=words.page,
    )


def _order(identifier: str) -> tuple[int, ...]:
    return tuple(int(part) for part in identifier.split("."))


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise LessonError(f"{path}: {error}") from error
