"""A call at a step: its tensors with the numbers they had, and its other arguments."""

from __future__ import annotations

import ast

from graphviewer.explain.cells.data import Bools, Grid, Places, fits
from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

Fact = int | float | bool | str | None | tuple[int, ...]


class CallAt:
    """One call as a step shows it."""

    def __init__(
        self, tape: Tape, index: TapeIndex, step: Step, op: Op, language: Language
    ) -> None:
        self.language = language
        self.tape, self.index, self.step, self.op = tape, index, step, op
        self.namer = Namer(tape, index)
        self.name = op.name.rstrip("_")
        self.inputs = op.inputs
        self.result = step.tensor if step.kind == "update" else next(iter(op.outputs), None)

    def before(self, tensor: int) -> Value | None:
        """A tensor's numbers as the call found them, where it is small enough to be shown.

        None as well where its shape is not its row's: it was reshaped in place.
        """
        ref = self.index.value_at(tensor, self.step.index - 1)
        ref = self.index.value_at(tensor, self.step.index) if ref is None else ref
        return self._shown(tensor, ref)

    def after(self, tensor: int) -> Value | None:
        """The same as the call left them."""
        return self._shown(tensor, self.index.value_at(tensor, self.step.index))

    def row(self, tensor: int) -> Tensor:
        """A tensor's row."""
        return self.tape.tensors[tensor]

    def grid(
        self,
        tensor: int,
        value: Value,
        *,
        words: str = "",
        picked: Bools | None = None,
        repeated: Bools | None = None,
        left_out: Bools | None = None,
        places: Places | None = None,
        axes: tuple[int, ...] = (),
        running: int | None = None,
    ) -> Grid:
        """A tensor's grid."""
        return Grid(
            tensor=tensor,
            name=self.namer.text(tensor),
            value=value,
            shape=self.row(tensor).shape,
            words=words,
            picked=picked,
            repeated=repeated,
            left_out=left_out,
            places=None if places is None else places.ravel(),
            axes=axes,
            running=running,
        )

    def counted(self, key: str, picked: Bools, **told: str) -> str:
        """How many cells of a grid are marked, in the words of a key."""
        return word(key, self.language, count=int(picked.sum()), total=picked.size, **told)

    def fact(self, name: str, place: int) -> Fact:
        """An argument that is no tensor: by its name, or as the so-manieth of those without one.

        None where it was not given or is no plain number, truth, text or tuple of numbers.
        """
        text = self.given(name, place)
        return None if text is None else _fact(text)

    def given(self, name: str, place: int) -> str | None:
        """The text of such an argument; None where it was not given."""
        bare = [text for text in self.op.constants if not _named(text)]
        named = dict(text.split("=", 1) for text in self.op.constants if _named(text))
        names = (name, "axis") if name == "dim" else (name,)
        text = next((named[one] for one in names if one in named), None)
        return bare[place] if text is None and 0 <= place < len(bare) else text

    def _shown(self, tensor: int, ref: int | None) -> Value | None:
        value = None if ref is None else self.tape.values[ref]
        if value is None or not value.complete or value.shape != self.row(tensor).shape:
            return None
        return value if fits(value.shape) else None


def _named(text: str) -> bool:
    return text.partition("=")[0].isidentifier() and "=" in text


def _fact(text: str) -> Fact:
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None
    if isinstance(found, (list, tuple)):
        return tuple(found) if all(type(one) is int for one in found) else None
    return found if isinstance(found, (int, float, bool, str)) else None
