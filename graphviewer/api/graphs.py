"""The graphs of a tape for networkx and for Graphviz."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy.typing as npt

from graphviewer.files.kept import kept_gradient
from graphviewer.files.position import value_of
from graphviewer.graphs.data import View
from graphviewer.graphs.expression import expression_graph
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor

Array = npt.NDArray[Any]
VIEWS: tuple[View, ...] = ("grad_fn", "expression")


def to_networkx(index: TapeIndex, graph: str) -> nx.MultiDiGraph[Any]:
    """A graph of a view over the whole tape. Raises ValueError where there is no such view."""
    if graph not in VIEWS:
        raise ValueError(f"there is no graph {graph!r}: it is {' or '.join(map(repr, VIEWS))}")
    return _grad_fn(index) if graph == "grad_fn" else _expression(index)


def _grad_fn(index: TapeIndex) -> nx.MultiDiGraph[Any]:
    """PyTorch's nodes by id; an edge, with its place as key, for each entry of next_functions."""
    tape = index.tape
    found: nx.MultiDiGraph[Any] = nx.MultiDiGraph(kind="grad_fn")
    for node in tape.nodes:
        ran = index.executions(node.id)
        last = tape.steps[ran[-1]] if ran else None
        op = None if node.op is None else tape.ops[node.op]
        about: dict[str, Any] = {}
        tensor = node.variable
        if tensor is None:
            tensor = index.tensor_at((node.id, 0))
        if tensor is not None:
            about = _about(index, tape.tensors[tensor])
        found.add_node(
            node.id,
            **(about | {"tensor": about.get("name", ""), "name": node.name}),
            code="" if op is None else op.code,
            line=None if op is None or op.place is None else op.place.line,
            saved=tuple(saved.name for saved in node.saved),
            steps=ran,
            gradients_in=() if last is None else _arrays(index, last.gradients_in),
            gradients_out=() if last is None else _arrays(index, last.gradients_out),
        )
    for node in tape.nodes:
        for place, edge in enumerate(node.edges):
            if edge is not None:
                found.add_edge(node.id, edge.to, key=place, input_nr=edge.input_nr)
    return found


def _expression(index: TapeIndex) -> nx.MultiDiGraph[Any]:
    """Tensors ("tensor", id) and operations ("op", id), edges as the forward pass goes."""
    tape = index.tape
    drawn = expression_graph(tape, index)
    found: nx.MultiDiGraph[Any] = nx.MultiDiGraph(kind="expression")
    keys = [(vertex.kind, vertex.ref) for vertex in drawn.vertices]  # a copy is the same tensor
    for kind, ref in keys:
        if kind == "tensor":
            about = _about(index, tape.tensors[ref])
            found.add_node((kind, ref), kind=kind, **about)
        else:
            op = tape.ops[ref]
            found.add_node(
                (kind, ref),
                kind=kind,
                name=op.name,
                code=op.code,
                line=None if op.place is None else op.place.line,
                constants=op.constants,
                module=op.module,
                nodes=tuple(tape.nodes[node].name for node in op.nodes),
            )
    for link in drawn.links:
        place = link.target_port if keys[link.target][0] == "op" else link.source_port
        found.add_edge(keys[link.source], keys[link.target], key=place, place=place)
    return found


def _about(index: TapeIndex, row: Tensor) -> dict[str, Any]:
    last = len(index.tape.steps) - 1
    row = row_at(index.tape, index, row.id, last)
    gradient = kept_gradient(index, row.id, last)
    value = value_of(index.tape, index.value_at(row.id, last))
    return {
        "name": index.name(row.id),
        "shape": row.shape,
        "dtype": row.dtype,
        "device": row.device,
        "is_leaf": row.is_leaf,
        "requires_grad": index.requires_grad_at(row.id, last),
        "value": None if value is None or not value.complete else value.array(),
        "gradient": None if gradient is None or not gradient.complete else gradient.array(),
    }


def _arrays(index: TapeIndex, refs: tuple[int | None, ...]) -> tuple[Array | None, ...]:
    values = [value_of(index.tape, ref) for ref in refs]
    return tuple(None if one is None or not one.complete else one.array() for one in values)


# --- DOT


def to_dot(index: TapeIndex, graph: str) -> str:
    """The same graph as DOT."""
    found = to_networkx(index, graph)
    numbers = {node: f"n{place}" for place, node in enumerate(found)}
    lines = ["digraph tape {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    for node, about in found.nodes(data=True):
        lines.append(f"  {numbers[node]} [label={_quoted(*_label(about))}{_shape(node)}];")
    for source, target, about in found.edges(data=True):
        nr = about.get("input_nr", 0)
        told = f" [label={_quoted(str(nr))}]" if nr else ""
        lines.append(f"  {numbers[source]} -> {numbers[target]}{told};")
    return "\n".join([*lines, "}", ""])


def _label(about: dict[str, Any]) -> list[str]:
    """The lines of a node's label: what it is, what it belongs to, its shape."""
    words = [about["name"]]
    if about.get("tensor"):
        words.append(about["tensor"])
    elif about.get("code") and about.get("kind") != "op":
        words.append(about["code"])
    if "shape" in about:
        words.append(f"{list(about['shape'])} {about['dtype']}")
    return words


def _shape(node: object) -> str:
    return ", shape=ellipse" if isinstance(node, tuple) and node[0] == "op" else ""


def _quoted(*lines: str) -> str:
    r"""A DOT string of several lines; in it a backslash, a quote and a line's end are escaped."""
    told = (" ".join(one.split()) for one in lines)
    return '"' + r"\n".join(one.replace("\\", r"\\").replace('"', r"\"") for one in told) + '"'
