"""What is wrong with a file or a device, in the present language; the details stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from graphviewer.disk import problem as files
from graphviewer.disk.problem import FileProblem
from graphviewer.files import arrangement, programs, tape_file
from graphviewer.gui.training_told import in_language


def told(problem: FileProblem) -> str:
    """A problem with a file; one that has no words of its own here is told as its sentences are."""
    words = _table().get(type(problem))
    return words(problem) if words is not None else in_language(str(problem))


def reason(english: str) -> str:
    """Why a device cannot be used, as the engine said it; what follows in brackets is kept."""
    for known, text in _reasons().items():
        if english.startswith(known):
            return text + english[len(known) :]
    return english


def _table() -> dict[type[FileProblem], Callable[[FileProblem], str]]:
    """A class of problem and its words. Each template is filled with the problem's own fields."""
    translate = QCoreApplication.translate
    texts: dict[type[FileProblem], str] = {
        files.MissingFile: translate("Problems", "There is no file {path}."),
        files.IsAFolder: translate("Problems", "{path} is a folder, not a file."),
        files.CannotRead: translate("Problems", "{path} cannot be read: {reason}."),
        files.CannotWrite: translate(
            "Problems", "{path} cannot be written: {reason}. Nothing was changed."
        ),
        files.TooLarge: translate(
            "Problems",
            "{path} is {size} bytes; files of more than {limit} bytes are not opened.",
        ),
        programs.NotUtf8: translate(
            "Problems",
            "{path} is not UTF-8 text: byte {byte} in line {line}, column {column} (byte {offset} "
            "of the file). Save it as UTF-8 and open it again.",
        ),
        programs.NotText: translate(
            "Problems", "{path} is not a Python program: line {line} holds a NUL byte."
        ),
        tape_file.NotATape: translate(
            "Problems", "{path} is not a tape: it does not begin as one."
        ),
        tape_file.NewerTape: translate(
            "Problems",
            "{path} is a tape of format {version}, which is newer than this graphviewer. Update "
            "graphviewer to open it.",
        ),
        tape_file.TruncatedTape: translate(
            "Problems",
            "{path} is damaged: it has {size} bytes where it says {expected}. Copy or record it "
            "again.",
        ),
        tape_file.AlteredTape: translate(
            "Problems", "{path} is damaged: {what}. Copy or record it again."
        ),
    }
    return {kind: _Filled(text) for kind, text in (texts | _of_arrangements()).items()}


def _of_arrangements() -> dict[type[FileProblem], str]:
    translate = QCoreApplication.translate
    return {
        arrangement.BadArrangement: translate(
            "Problems",
            "{path} holds no arrangement of a graph. It was put aside as {path}.broken.",
        ),
        arrangement.NewerArrangement: translate(
            "Problems",
            "{path} was written by a newer graphviewer. It is left as it is, and what is arranged "
            "now is not kept.",
        ),
        arrangement.LargeArrangement: translate(
            "Problems",
            "{path} is left as it is: what is arranged takes {size} bytes, and no more than "
            "{limit} are kept.",
        ),
    }


class _Filled:
    """A template that takes its gaps from a problem's attributes."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, problem: FileProblem) -> str:
        fields = {name: _shown(name, value) for name, value in vars(problem).items()}
        return self._text.format(**fields)


def _shown(name: str, value: object) -> str:
    if name == "byte":
        return f"0x{value:02x}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _reasons() -> dict[str, str]:
    """The engine's reasons, in its own words and in the present language."""
    translate = QCoreApplication.translate
    return {
        "this PyTorch was built without CUDA": translate(
            "Problems", "this PyTorch was built without CUDA"
        ),
        "no NVIDIA GPU with a working driver was found": translate(
            "Problems", "no NVIDIA GPU with a working driver was found"
        ),
        "needs a Mac with Apple silicon": translate("Problems", "needs a Mac with Apple silicon"),
        "needs macOS 12.3 or newer on Apple silicon": translate(
            "Problems", "needs macOS 12.3 or newer on Apple silicon"
        ),
    }
