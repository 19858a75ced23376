"""A tape in Python's hands: what was recorded, by the names the program gave."""

from __future__ import annotations

import base64
import difflib
import os
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import networkx as nx
import numpy.typing as npt

from graphviewer.api import graphs, saving
from graphviewer.api.checks import checked
from graphviewer.api.drawing import pictures
from graphviewer.api.numbers import whole
from graphviewer.api.page import LARGEST_SVG, inline, page
from graphviewer.files import tape_file
from graphviewer.files.kept import kept_gradient
from graphviewer.files.position import position, value_of
from graphviewer.graphs.data import View
from graphviewer.gui.export.options import Options, Paper, Theme
from graphviewer.session.viewing import Direction
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.span import is_rest
from graphviewer.tape.tape import Tape as Rows

R_co = TypeVar("R_co", covariant=True)
_NAMES_TOLD = 12
WALKED = (
    "This graph was built outside a recording: its nodes are shown, but the values computed on the "
    "way were not recorded. Leaves have their values, and saved tensors theirs where they can be "
    "read."
)


class NoSuchTensor(LookupError):
    """No tensor on the tape has that name; the message tells which names there are."""


class Tape(Generic[R_co]):
    """What one run left behind: every operation, gradient and value, in order.

    `len(tape)` is the number of steps. It is complete once the recording has ended; before, its
    methods raise RuntimeError.
    """

    def __init__(self, rows: Rows, result: R_co) -> None:
        self._rows = rows
        self._index: TapeIndex | None = None
        self._pictures: dict[str, bytes] | None = None
        self._result = result
        self._ended = True
        self._settle: Callable[[], None] | None = None  # what only reading needs, once

    @property
    def rows(self) -> Rows:
        """The tables of the tape, as docs/tape.md describes them."""
        if not self._ended:
            raise RuntimeError("the recording is under way: read the tape once its block has ended")
        if self._settle is not None:
            settle, self._settle = self._settle, None
            settle()
        return self._rows

    @property
    def result(self) -> R_co:
        """What the function given to `gv.record` returned; None for a block."""
        return self._result

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that happened, in order. A step's `index` is its place here."""
        return tuple(self.rows.steps)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tensors, each once, in the order in which the tape met them."""
        index = self._indexed()
        return tuple(dict.fromkeys(index.name(row.id) for row in index.tape.tensors))

    @property
    def error(self) -> str:
        """How the recorded code failed, "ValueError: ..."; empty if it did not."""
        error = self.rows.error
        return "" if error is None else f"{error.type}: {error.message}"

    @property
    def notice(self) -> str:
        """What the reader has to know: what was not recorded, or why recording ended early."""
        rows = self.rows
        told = [WALKED] if any(note.kind == "walked" for note in rows.notes) else []
        if rows.end is not None and rows.end.message:
            told.append(rows.end.message)
        return " ".join(told)

    def __len__(self) -> int:
        return len(self.rows.steps)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        if not self._ended:
            return "<Tape: recording is under way>"
        rows = self.rows
        counts = ", ".join(
            f"{count} {word}" + ("" if count == 1 else "s")
            for count, word in (
                (len(rows.steps), "step"),
                (len(rows.tensors), "tensor"),
                (len(rows.nodes), "node"),
                (sum(not is_rest(rows, run) for run in rows.runs), "backward run"),
            )
        )
        failed = f", {rows.error.type}" if rows.error is not None else ""
        return f"<Tape of {rows.meta.filename}: {counts}{failed}>"

    # --- numbers

    def value(self, name: str | int, step: int | None = None) -> npt.NDArray[Any]:
        """The numbers of a tensor as an array of its shape, read-only.

        `name` is a name the program gave, an expression that made a tensor ("a * b"), or a tensor's
        id; of several with one name the last. bfloat16 comes as float32, exactly. `step` is the
        position asked about, the end unless said. Raises NoSuchTensor; ValueError where the tape
        holds only a sample, or no numbers.
        """
        index = self._indexed()
        tensor = self._find(name)
        value = value_of(index.tape, index.value_at(tensor, position(index.tape, step)))
        if value is None:
            raise ValueError(f"the tape holds no numbers of {name!r} there")
        return whole(value, f"the value of {name!r}")

    def gradient(self, name: str | int, step: int | None = None) -> npt.NDArray[Any] | None:
        """The gradient of a tensor as an array of its shape, read-only; None if there is none.

        Of a leaf its `.grad`; of another tensor what `.grad` would be had it called
        `retain_grad()`. Arguments and errors as for `value`.
        """
        index = self._indexed()
        tensor = self._find(name)
        found = kept_gradient(index, tensor, position(index.tape, step))
        return None if found is None else whole(found, f"the gradient of {name!r}")

    def _indexed(self) -> TapeIndex:
        if self._index is None:
            self._index = TapeIndex(self.rows)
        return self._index

    def _find(self, name: str | int) -> int:
        index = self._indexed()
        tensors = index.tape.tensors
        if isinstance(name, int) and not isinstance(name, bool):
            if 0 <= name < len(tensors):
                return name
            raise NoSuchTensor(f"there is no tensor {name}: they count 0 to {len(tensors) - 1}")
        if not isinstance(name, str):
            raise TypeError(f"a tensor is asked for by name or id, not by {type(name).__name__}")
        for binding in reversed(index.tape.bindings):
            if binding.name == name:
                return binding.tensor
        for row in reversed(tensors):
            if name in (row.name, index.name(row.id)):
                return row.id
        raise NoSuchTensor(self._unknown(name))

    def _unknown(self, name: str) -> str:
        names = self.names
        near = difflib.get_close_matches(name, names, n=3) or names[:_NAMES_TOLD]
        more = ", ..." if len(near) < len(names) else ""
        known = ", ".join(repr(one) for one in near)
        return (
            f"no tensor is called {name!r}; there are {known}{more}"
            if names
            else (f"no tensor is called {name!r}: the tape has none")
        )

    # --- handing out

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the tape to a file that `gv.read` and the window open. Raises FileProblem."""
        tape_file.write(self.rows, checked(path))

    def save_picture(
        self,
        path: str | os.PathLike[str],
        *,
        view: View | None = None,
        step: int | None = None,
        steps: tuple[int | None, int | None] | None = None,
        theme: Theme = "light",
        scale: float = 0.0,
        direction: Direction = "down",
        transparent: bool = False,
        words: bool = False,
        paper: Paper = "a4",
        frame: int = 1200,
        language: str = "en",
    ) -> None:
        """Write the graph to a file; what the file's name ends in decides which format it is.

        One step (the last unless said): .png, .svg, .pdf, .tex, .dot, .graphml, .json. Several
        (`steps` as Python slices them, all unless said): .pdf with a step a page, .gif, .webp,
        .html to step through. docs/export.md tells what each choice does. No display is needed.
        Raises ValueError for what makes no sense, RuntimeError where it cannot be drawn,
        FileProblem where it cannot be written.
        """
        rows = self.rows
        options = Options(
            theme=theme, scale=scale, clear=transparent, words=words, paper=paper, frame=frame
        )
        chosen = view if view is not None else self._usual_view()
        saving.save(rows, checked(path), options, chosen, direction, step, steps, language)

    def to_networkx(self, graph: View = "grad_fn") -> nx.MultiDiGraph[Any]:
        """The graph with names, shapes, values and gradients as attributes of its nodes.

        "grad_fn": PyTorch's nodes, an edge for each entry of `next_functions`. "expression": the
        tensors and the operations between them, edges in the direction of the forward pass.
        docs/python-api.md lists the attributes. Raises ValueError for another graph.
        """
        return graphs.to_networkx(self._indexed(), graph)

    def to_dot(self, graph: View = "grad_fn") -> str:
        """The same graph as text for Graphviz, names and shapes in its labels."""
        return graphs.to_dot(self._indexed(), graph)

    # --- notebooks

    def _repr_png_(self) -> bytes | None:
        """The graph as PNG, drawn without a display."""
        return self._drawn().get("png")

    def _repr_html_(self) -> str:
        """The graph as SVG, the notice, the gradients of leaves, and the steps."""
        drawn = self._drawn()
        picture = inline(drawn.get("svg", b"").decode())
        if len(picture) > LARGEST_SVG:
            data = base64.b64encode(drawn["png"]).decode()
            picture = f'<img alt="graph" src="data:image/png;base64,{data}">'
        return page(self._indexed(), self.notice, picture)

    def _drawn(self) -> dict[str, bytes]:
        if self._pictures is None:
            self._pictures = pictures(self.rows, self._usual_view())
        return self._pictures

    def _usual_view(self) -> View:
        """The graph with most to see: between a walked graph's nodes nothing was recorded."""
        walked = any(note.kind == "walked" for note in self.rows.notes)
        return "grad_fn" if walked else "expression"
