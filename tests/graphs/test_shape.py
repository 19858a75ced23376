"""What is left of a graph where something is hidden."""

from __future__ import annotations

from graphviewer.graphs.data import Graph, Link, Shaping, Vertex
from graphviewer.graphs.shape import shaped


def test_what_is_hidden_goes_with_its_arrows() -> None:
    vertices = tuple(Vertex("tensor", ref) for ref in range(3))
    graph = Graph("expression", vertices, (Link(0, 1, 0, 0), Link(1, 2, 0, 0), Link(0, 2, 0, 1)))
    left = shaped(graph, Shaping(hidden=frozenset({("tensor", 1)})))
    assert left.vertices == (vertices[0], vertices[2])
    assert left.links == (Link(0, 1, 0, 1),)
