"""A lesson's figures held against the numbers at the end of a tape."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.explain.numbers import exact, nested, relation
from graphviewer.files.kept import kept_gradient
from graphviewer.files.lessons import Figure
from graphviewer.files.position import output_at, value_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor
from graphviewer.tape.value import Value

Verdict = Literal["agrees", "differs", "unknown"]
Array = npt.NDArray[np.generic]
_REST = "..."


class Judged(Struct, frozen=True):
    """How a figure and a tape's end agree: "unknown" where the tape cannot tell."""

    verdict: Verdict
    found: str = ""  # what the tape has instead, where it differs


UNKNOWN = Judged("unknown")


def words_of(figure: Figure) -> str:
    """A figure in a line, four significant digits: "x.grad = [0 4 8 12]", or what is printed."""
    if figure.printed:
        return figure.printed.removesuffix(_REST) + ("…" if figure.printed.endswith(_REST) else "")
    value = np.array(figure.value)
    rounded = bool(figure.within) or not exact(value)
    return f"{figure.name} {relation(rounded=rounded)}{nested(value)}"


def judged(figure: Figure, index: TapeIndex) -> Judged:
    """Whether the tape's end agrees with a figure."""
    end = len(index.tape.steps) - 1
    if figure.printed:
        lines = output_at(index.tape, end).splitlines()
        return Judged("agrees" if is_printed(figure.printed, lines) else "differs")
    tensor = _last_tensor(index, figure.name)
    if tensor is not None:
        return _verdict(figure, value_of(index.tape, index.value_at(tensor.id, end)))
    owner, _, about = figure.name.rpartition(".")
    tensor = _last_tensor(index, owner)
    if tensor is not None and about == "shape":
        return _judged(figure, np.array(tensor.shape))
    if tensor is not None and about == "grad":
        value = kept_gradient(index, tensor.id, end)
        gone = value is None and tensor.is_leaf
        return Judged("differs", "None") if gone else _verdict(figure, value)
    # a number of a loop; it may have changed since, so that only agreeing says something
    return Judged("agrees") if _charted(figure, index) else UNKNOWN


def is_printed(wanted: str, lines: list[str]) -> bool:
    """Whether a line is among those printed; a last "..." stands for any rest."""
    if wanted.endswith(_REST):
        return any(line.startswith(wanted.removesuffix(_REST)) for line in lines)
    return wanted in lines


def is_value(figure: Figure, found: Array) -> bool:
    """Whether numbers are a figure's: of its shape, each within its tolerance; NaN is NaN.

    Without a tolerance they are equal once the figure is written in their dtype, if that is one of
    floating point; bfloat16 comes as float32.
    """
    wanted = np.array(figure.value)
    if wanted.shape != found.shape:
        return False
    if figure.within:
        return bool(np.allclose(found, wanted, rtol=0, atol=figure.within, equal_nan=True))
    if found.dtype.kind == "f":
        wanted = wanted.astype(found.dtype)
    return bool(np.array_equal(found, wanted, equal_nan=found.dtype.kind in "fc"))


def _verdict(figure: Figure, found: Value | None) -> Judged:
    if found is None or not found.complete:
        return UNKNOWN
    return _judged(figure, found.array())


def _judged(figure: Figure, found: Array) -> Judged:
    return Judged("agrees") if is_value(figure, found) else Judged("differs", nested(found))


def _last_tensor(index: TapeIndex, name: str) -> Tensor | None:
    """What a name was given last, as the tensor is at the end."""
    tape = index.tape
    named = (one.tensor for one in reversed(tape.bindings) if one.name == name)
    tensor = next(named, None)
    if tensor is None:
        return None
    held = tape.tensors[tensor].object
    return max((row for row in tape.tensors if row.object == held), key=lambda row: row.id)


def _charted(figure: Figure, index: TapeIndex) -> bool:
    """Whether the last point of the name's series is the figure's number."""
    tape = index.tape
    series = {row.id for row in tape.series if row.name == figure.name}
    last = next((one for one in reversed(tape.points) if one.series in series), None)
    return last is not None and is_value(figure, np.array(last.value))
