"""Whether two graphs of nodes are the same but for their numbers: quick for thousands of them."""

from __future__ import annotations

import networkx as nx

FEW = 100  # nodes for which every way to lay one graph on the other is tried


def alike(ours: nx.MultiDiGraph, theirs: nx.MultiDiGraph) -> bool:
    """Whether nodes of the same `name` are joined by edges of the same places, `at`.

    Exact for a few nodes. For many, where iterations are copies of each other and a search takes
    minutes, by colour refinement: a node's colour is its name and, again and again, the colours
    along its edges both ways; the colours of the two graphs must be the same, as often.
    """
    if len(ours) > FEW:
        return _colours(ours) == _colours(theirs)
    return bool(
        nx.is_isomorphic(
            ours,
            theirs,
            node_match=lambda a, b: a["name"] == b["name"],
            edge_match=lambda a, b: (
                sorted(e["at"] for e in a.values()) == sorted(e["at"] for e in b.values())
            ),
        )
    )


def _colours(graph: nx.MultiDiGraph) -> list[int]:
    """The colours of all nodes, sorted, once another round parts no more of them."""
    colours = {node: hash(name) for node, name in graph.nodes(data="name")}
    edges = [(one, other, at) for one, other, at in graph.edges(data="at")]
    count = 0
    while len(set(colours.values())) > count:
        count = len(set(colours.values()))
        around: dict[int, list[tuple[int, tuple[int, int], int]]] = {node: [] for node in colours}
        for one, other, at in edges:
            around[one].append((0, at, colours[other]))
            around[other].append((1, at, colours[one]))
        colours = {node: hash((colour, *sorted(around[node]))) for node, colour in colours.items()}
    return sorted(colours.values())
