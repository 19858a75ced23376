"""A lesson's figures held against the numbers at the end of a tape."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from graphviewer.files.kept import kept_gradient
from graphviewer.files.lessons import Figure
from graphviewer.files.position import output_at, value_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor
from graphviewer.tape.value import Value

Verdict = Literal["agrees", "differs", "unknown"]
Array = npt.NDArray[np.generic]
_REST = "..."


def judged(figure: Figure, index: TapeIndex) -> Verdict:
    """Whether the tape's end agrees with a figure; "unknown" where the tape cannot tell."""
    end = len(index.tape.steps) - 1
    if figure.printed:
        lines = output_at(index.tape, end).splitlines()
        return "agrees" if is_printed(figure.printed, lines) else "differs"
    tensor = _last_tensor(index, figure.name)
    if tensor is not None:
        return _verdict(figure, value_of(index.tape, index.value_at(tensor.id, end)))
    owner, _, about = figure.name.rpartition(".")
    tensor = _last_tensor(index, owner)
    if tensor is not None and about == "shape":
        return "agrees" if is_value(figure, np.array(tensor.shape)) else "differs"
    if tensor is not None and about == "grad":
        value = kept_gradient(index, tensor.id, end)
        return "differs" if value is None and tensor.is_leaf else _verdict(figure, value)
    # a number of a loop; it may have changed since, so that only agreeing says something
    return "agrees" if _charted(figure, index) else "unknown"


def is_printed(wanted: str, lines: list[str]) -> bool:
    """Whether a line is among those printed; a last "..." stands for any rest."""
    if wanted.endswith(_REST):
        return any(line.startswith(wanted.removesuffix(_REST)) for line in lines)
    return wanted in lines


def is_value(figure: Figure, found: Array) -> bool:
    """Whether numbers are a figure's: of its shape, each within its tolerance; NaN is NaN.

    Without a tolerance they are equal once the figure is written in their dtype.
    """
    wanted = np.array(figure.value)
    if wanted.shape != found.shape:
        return False
    if figure.within:
        return bool(np.allclose(found, wanted, rtol=0, atol=figure.within, equal_nan=True))
    same = np.array_equal(found.astype(np.float64), wanted.astype(found.dtype), equal_nan=True)
    return bool(same)


def _verdict(figure: Figure, found: Value | None) -> Verdict:
    if found is None or not found.complete:
        return "unknown"
    return "agrees" if is_value(figure, found.array()) else "differs"


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
