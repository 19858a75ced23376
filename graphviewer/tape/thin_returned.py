"""What torch.autograd.grad returned in an iteration that was dropped: hooks may have changed it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from graphviewer.tape.returned import EACH, GRAD
from graphviewer.tape.rows import Edge, Node, Op, Run, Tensor
from graphviewer.tape.thin_attic import Attic
from graphviewer.tape.thin_held import Edges, Given, Segment


class Sent(Struct):
    """What is remembered of rows that have left."""

    edges: dict[int, Edges] = field(default_factory=dict)  # by node
    leaves: dict[int, int | None] = field(default_factory=dict)  # by node: of an AccumulateGrad
    outputs: dict[int, Edge | None] = field(default_factory=dict)  # by tensor: of its grad_fn

    def take(self, tensors: Iterable[Tensor], nodes: Iterable[Node]) -> None:
        """Rows leave."""
        for node in nodes:
            self.edges[node.id] = node.edges
            self.leaves[node.id] = node.variable
        for row in tensors:
            self.outputs[row.id] = None if row.node is None else Edge(row.node, row.output_nr)


class Rows:
    """Rows by their ids, wherever they are: dropped, sent, or waiting in one of the segments."""

    def __init__(self, attic: Attic, sent: Sent, segments: Iterable[Segment]) -> None:
        self._attic, self._sent, self._segments = attic, sent, segments
        self._waiting: Sent | None = None

    def edges(self, node: int) -> Edges:
        """Where a node leads."""
        known = self._attic.edges(node)
        return self._other(node, "edges").edges.get(node, ()) if known is None else known

    def leaf(self, node: int) -> int | None:
        """The leaf of an AccumulateGrad."""
        row = self._attic.nodes.get(node)
        return self._other(node, "leaves").leaves.get(node) if row is None else row.variable

    def output(self, tensor: int) -> Edge | None:
        """Where the gradient of a tensor arrives that is no leaf."""
        row = self._attic.tensors.get(tensor)
        if row is None:
            return self._other(tensor, "outputs").outputs.get(tensor)
        return None if row.node is None else Edge(row.node, row.output_nr)

    def _other(self, number: int, table: str) -> Sent:
        """Where a row is that was not dropped."""
        if number in getattr(self._sent, table):
            return self._sent
        if self._waiting is None:
            self._waiting = Sent()
            for segment in self._segments:
                self._waiting.take(segment.tables["tensors"], segment.tables["nodes"])
        return self._waiting


def given(segment: Segment, rows: Rows) -> Given:
    """What the last run of a segment returned, by where its gradients arrived."""
    run, ops = segment.last_run(), segment.tables["ops"]
    if run is None or run.kind != "grad":
        return ()
    op: Op | None = next(
        (one for one in reversed(ops) if one.qualified == GRAD and one.step >= run.first_step), None
    )
    if op is None:
        return ()
    ports = _ports(op.inputs[len(run.seeds) :], _reached(segment, run, rows), rows)
    asked = [tensor for tensor in ports if ports[tensor] or EACH in op.constants]
    if len(asked) < len(op.outputs):
        return ()
    values: dict[int, int | None] = {row.id: row.value for row in segment.tables["tensors"]}
    return tuple(
        (port, values.get(output))
        for tensor, output in zip(asked, op.outputs, strict=False)
        for port in ports[tensor]
    )


def _reached(segment: Segment, run: Run, rows: Rows) -> dict[Edge, None]:
    """Where the run brought a gradient."""
    reached = {Edge(seed.node, seed.input_nr): None for seed in run.seeds}
    for step in segment.tables["steps"]:
        if step.run == run.id and step.kind == "backward":
            edges = rows.edges(step.node)
            sent = zip(edges, step.gradients_out, strict=False)
            reached.update((edge, None) for edge, one in sent if edge and one is not None)
    return reached


def _ports(
    asked: Iterable[int], reached: dict[Edge, None], rows: Rows
) -> dict[int, tuple[Edge, ...]]:
    """Of each tensor asked for the ports that were reached."""
    leaves: dict[int, list[Edge]] = {}
    for port in reached:
        leaf = rows.leaf(port.to)
        if leaf is not None:
            leaves.setdefault(leaf, []).append(port)
    found: dict[int, tuple[Edge, ...]] = {}
    for tensor in asked:
        own = rows.output(tensor)
        known = leaves.get(tensor, ()) if own is None else [own] if own in reached else ()
        found[tensor] = tuple(known)
    return found
