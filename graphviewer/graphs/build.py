"""The graph of any view."""

from __future__ import annotations

from graphviewer.graphs.data import PLAIN, Graph, Shaping, View
from graphviewer.graphs.expression import expression_graph
from graphviewer.graphs.grad_fn import grad_fn_graph
from graphviewer.graphs.modules import modules_graph
from graphviewer.graphs.neurons import neurons_graph
from graphviewer.graphs.scalars import scalars_graph
from graphviewer.graphs.shape import shaped
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape


def build(
    tape: Tape,
    index: TapeIndex,
    view: View,
    span: Span | None = None,
    shaping: Shaping = PLAIN,
) -> Graph:
    """The graph of a view over the whole tape, or of what was made within a span of its steps.

    Outside of a span only the tensors (or nodes) are drawn that its ops (or nodes) use.
    """
    return shaped(tape, index, _whole(tape, index, view, span, shaping), shaping)


def _whole(tape: Tape, index: TapeIndex, view: View, span: Span | None, shaping: Shaping) -> Graph:
    match view:
        case "expression":
            return expression_graph(tape, index, span)
        case "grad_fn":
            return grad_fn_graph(tape, span)
        case "modules":
            return modules_graph(tape, index, span, shaping)
        case "scalars":
            return scalars_graph(tape, index, span, shaping.opened or frozenset())
        case "neurons":
            return neurons_graph(tape, index, span, shaping)
