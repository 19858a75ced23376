"""The local Jacobians of a backward step as data: names, labels and numbers, a matrix an edge."""

from __future__ import annotations

from itertools import chain

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from graphviewer.explain.equation import Math, plain
from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.words.table import word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.local import jacobians_of
from graphviewer.tape.rows import Jacobian, Step
from graphviewer.tape.tape import Tape

LONGEST_NAME = 6  # letters of a tensor's name repeated before every element's index
Numbers = npt.NDArray[np.generic]


class Local(Struct, frozen=True, kw_only=True, eq=False):
    """The Jacobian of all that a node's output owes to one input, beside what the engine sent.

    `upstream` (as a row) @ `matrix` is `gradient`, within the roundings of its dtype.
    """

    edge: int
    name: str  # ∂c/∂a
    upstream_name: Math
    gradient_name: Math
    rows: tuple[str, ...]  # the elements of what the node computed: c[0], c[1]
    columns: tuple[str, ...]  # those of the input
    upstream: Numbers  # one-dimensional
    matrix: Numbers
    gradient: Numbers
    text: str  # how to read it

    @property
    def single(self) -> bool:
        """Whether it is one number: the local derivative."""
        return self.matrix.shape == (1, 1)


def local_jacobians(
    tape: Tape, index: TapeIndex, step: int, language: Language
) -> tuple[Local, ...]:
    """What was measured at a step, in the order of the edges; nothing where nothing was."""
    row = tape.steps[step]
    found: dict[int, list[Jacobian]] = {}
    for one in jacobians_of(tape, step):
        found.setdefault(one.edge, []).append(one)
    every = (_local(tape, index, row, edge, found[edge], language) for edge in sorted(found))
    told = [one for one in every if one is not None]
    names = [one.name for one in told]
    for place, name in enumerate(names):
        if names.count(name) > 1:  # a tensor used twice: x * x
            nth = f"{names[: place + 1].count(name)}/{names.count(name)}"
            told[place] = replace(told[place], name=f"{name} · {nth}")
    return tuple(told)


def _local(
    tape: Tape,
    index: TapeIndex,
    step: Step,
    edge: int,
    parts: list[Jacobian],
    language: Language,
) -> Local | None:
    assert step.node is not None
    assert step.run is not None
    below = tape.nodes[step.node].edges[edge]
    sent = step.gradients_out[edge]
    given = [step.gradients_in[one.input_nr] for one in parts]
    if below is None or sent is None or None in given:
        return None
    matrices = [tape.values[one.value].array() for one in parts]
    upstream = [tape.values[ref].array().ravel() for ref in given if ref is not None]
    gradient = tape.values[sent]
    matrix, row = np.concatenate(matrices), np.concatenate(upstream)
    if matrix.shape != (row.size, gradient.size) or not gradient.complete:
        return None
    namer, run = Namer(tape, index), tape.runs[step.run]
    ports = [(step.node, one.input_nr) for one in parts]
    port = (below.to, below.input_nr)
    names, under = [_name(namer, one) for one in ports], _name(namer, port)
    above = ", ".join(names)
    shapes = [tape.values[ref].shape for ref in given if ref is not None]
    rows = [_elements(name, shape) for name, shape in zip(names, shapes, strict=True)]
    return Local(
        edge=edge,
        name=f"∂{_grouped(above)}/∂{_grouped(under)}",
        upstream_name=namer.partial(ports[0], run),
        gradient_name=namer.partial(port, run),
        rows=tuple(chain.from_iterable(rows)),
        columns=_elements(under, gradient.shape),
        upstream=row,
        matrix=matrix,
        gradient=gradient.array().ravel(),
        text=_text(matrix, above, under, language),
    )


def _text(matrix: Numbers, above: str, under: str, language: Language) -> str:
    """How to read the matrix; of a number there is nothing to say."""
    if matrix.size == 1:
        return ""
    said = [word("jacobian_read", language, above=above, below=under)]
    square = matrix.shape[0] == matrix.shape[1]
    if square and not np.any(matrix[~np.eye(len(matrix), dtype=bool)]):
        said.append(word("jacobian_diagonal", language, above=above, below=under))
    return " ".join(said)


def _name(namer: Namer, port: Port) -> str:
    return plain(namer.port(port))


def _grouped(name: str) -> str:
    return f"({name})" if " " in name else name


def _elements(name: str, shape: tuple[int, ...]) -> tuple[str, ...]:
    """Labels of a tensor's elements in their order: a[0]; [0, 1] where that would be long."""
    short = name if len(name) <= LONGEST_NAME else ""
    if not shape:
        return (short or "·",)
    if len(shape) > 1:
        short = ""
    return tuple(f"{short}[{', '.join(map(str, place))}]" for place in np.ndindex(*shape))
