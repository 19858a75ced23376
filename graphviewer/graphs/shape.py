"""What a shaping makes of a view's graph."""

from __future__ import annotations

from graphviewer.graphs.data import Graph, Shaping
from graphviewer.graphs.focus import out_of_focus
from graphviewer.graphs.fold import folded
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape


def shaped(tape: Tape, index: TapeIndex, graph: Graph, shaping: Shaping) -> Graph:
    """The graph without what is hidden or out of focus, folded as wished.

    What is left of a vertex's ancestors is found before anything is hidden or folded.
    """
    left_out = {
        place
        for place, vertex in enumerate(graph.vertices)
        if (vertex.kind, vertex.ref) in shaping.hidden
    }
    if shaping.focus is not None:
        left_out |= out_of_focus(graph, shaping.focus)
    return folded(tape, index, graph, shaping, left_out)
