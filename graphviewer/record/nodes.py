"""Autograd's nodes as rows, each known by a number kept in the node's own `metadata`."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from itertools import count
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node as GraphNode

from graphviewer.record.entries import Geometry, geometry, version_of
from graphviewer.record.tensors import Tensors
from graphviewer.record.values import plain, snapshot
from graphviewer.record.writer import Writer
from graphviewer.tape import rows

KEY = "graphviewer"
# Numbers run through the whole process: an AccumulateGrad outlives a recording, meets the next.
_numbers = count()
_NO_SEQUENCE = 1 << 63  # AccumulateGrad has the largest sequence number there is
_TEXT = 80
_functions: Any = torch._C._functions
_GENERIC = "CppFunction"  # a class for nodes of several kinds, which their name tells apart
ACCUMULATE: type = _functions.AccumulateGrad
Plan = tuple[tuple[str, str, str | None], ...]  # see _saved_names
Following = tuple[tuple[GraphNode | None, int], ...]  # next_functions
Edges = tuple[rows.Edge | None, ...]
_plans: dict[type, Plan] = {}
_PLAIN_FACTS = frozenset({int, bool, str})  # not float: 0.0 and -0.0 are equal, and not the same
_FACTS = 4096  # rows of facts that are shared
_facts: dict[tuple[str, type, Any], rows.Saved] = {}


class Nodes:
    """Gives each node its row when first seen, the nodes it leads to before it."""

    def __init__(self, writer: Writer, tensors: Tensors, cap: int) -> None:
        self._writer = writer
        self._tensors = tensors
        self._cap = cap
        self.ids: dict[int, int] = {}  # by the number in a node's metadata: its row
        # numbers saved by a node just written, by their memory, for others that saved them too
        self._numbers: dict[tuple[int, Geometry, int], int | None] = {}
        # what the next new nodes belong to
        self.op: int | None = None
        self.run: int | None = None
        self.near: tuple[int, ...] = ()
        self.found: list[int] = []

    def close(self) -> None:
        """Forget every node."""
        self.ids.clear()
        self._numbers.clear()
        self.found, self.near = [], ()

    def known(self, node: GraphNode) -> int | None:
        """The row of a node, if it has one."""
        data: Any = node.metadata
        return self.ids.get(data.get(KEY, -1))

    def walk(self, root: GraphNode) -> int:
        """The row of a node; it and all it leads to are written first if new. Never recursive."""
        data = _data(root)
        row = self.ids.get(data.get(KEY, -1))
        if row is not None:
            return row
        edges = self._edges(root.next_functions)
        if edges is None:
            self._descend(root)
        else:
            self._write(root, edges)
        if self._numbers:
            self._numbers.clear()
        return self.ids[data[KEY]]

    def _descend(self, root: GraphNode) -> None:
        """Write all that a node leads to, then the node."""
        ids = self.ids
        # each node on the way down, with where it leads to once that has been written
        stack: list[tuple[GraphNode, Following | None]] = [(root, None)]
        while stack:
            node, following = stack.pop()
            if following is not None:
                self._write(node, self._edges(following) or ())
                continue
            if _data(node).get(KEY, -1) in ids:
                continue  # led to from elsewhere too
            following = node.next_functions
            new: list[tuple[GraphNode, Following | None]] = []
            for child, _ in following:
                if child is not None and _data(child).get(KEY, -1) not in ids:
                    if type(child) is ACCUMULATE:
                        self._write(child, ())
                    else:
                        new.append((child, None))
            new.append((node, following))
            new.reverse()  # the first child is next, the node itself last
            stack.extend(new)

    def _write(self, node: GraphNode, edges: Edges) -> None:
        writer = self._writer
        kind: type = type(node)
        leaf = sequence = None
        saved: tuple[rows.Saved, ...] = ()
        if kind is ACCUMULATE:
            leaf = self._leaf(node)
        else:
            sequence = node._sequence_nr()
            plan = _plans.get(kind) or _plan(kind)
            if plan:
                saved = self._saved(node, plan)
        row = writer.node_count
        data = _data(node)
        number = data.get(KEY)
        if number is None:
            number = data[KEY] = next(_numbers)
        self.ids[number] = row
        name = kind.__name__
        writer.node(
            rows.Node(
                id=row,
                name=name if name != _GENERIC else node.name(),
                edges=edges,
                op=self.op,
                step=writer.next_step,
                saved=saved,
                variable=leaf,
                sequence=sequence if sequence is None or sequence < _NO_SEQUENCE else None,
                outputs=len(node._input_metadata),
                run=self.run,
            )
        )
        self.found.append(row)

    def _leaf(self, node: GraphNode) -> int | None:
        """The row of the leaf that an AccumulateGrad serves."""
        variable: Any = getattr(node, "variable", None)
        if not isinstance(variable, Tensor):
            return None
        return (self._tensors.find(variable) or self._tensors.see(variable, "")).row

    def _edges(self, following: Following) -> Edges | None:
        """Where a node leads to; None where that is not all written yet."""
        ids = self.ids
        edges: list[rows.Edge | None] = []
        for child, number in following:
            if child is None:
                edges.append(None)
                continue
            known: Any = child.metadata
            row = ids.get(known.get(KEY, -1))
            if row is None:
                if type(child) is not ACCUMULATE:
                    return None
                self._write(child, ())
                row = ids[known[KEY]]
            edges.append(rows.Edge(row, number))
        return tuple(edges)

    # --- saved tensors

    def _saved(self, node: GraphNode, plan: Plan) -> tuple[rows.Saved, ...]:
        found: list[rows.Saved] = []
        for name, public, raw in plan:
            try:
                if raw is not None:
                    self._save(found, node, name, public, raw)
                elif (value := getattr(node, public)) is not None:
                    found.append(_saved_fact(name, value))
            except RuntimeError as error:  # freed, or changed in place: a fact to show
                found.append(rows.Saved(name=name, fact=str(error)[:_TEXT]))
        return tuple(found)

    def _save(
        self, found: list[rows.Saved], node: GraphNode, name: str, public: str, raw: str
    ) -> None:
        packed = getattr(node, raw)
        for one in packed if isinstance(packed, (tuple, list)) else (packed,):
            if getattr(one, "unpack_hook", None) is not None:
                # reading it would run the program's own function (checkpoint)
                found.append(rows.Saved(name=name, fact="packed by a hook"))
                return
        value = getattr(node, public)
        if isinstance(value, Tensor):
            found.append(self._saved_tensor(name, value))
        elif isinstance(value, (tuple, list)):
            found.extend(
                self._saved_tensor(f"{name}[{place}]", one)
                for place, one in enumerate(value)
                if isinstance(one, Tensor)
            )

    def _saved_tensor(self, name: str, tensor: Tensor) -> rows.Saved:
        row = self._tensors.match(tensor, self.near)
        if row is not None:
            return rows.Saved(name=name, tensor=row)
        key = (tensor.data_ptr(), geometry(tensor), version_of(tensor)) if plain(tensor) else None
        if key is not None and key in self._numbers:
            return rows.Saved(name=name, value=self._numbers[key])
        numbers = snapshot(tensor, self._cap, stats=self._tensors.measured(tensor))
        value = None if numbers is None else self._writer.value(numbers)
        if key is not None:
            self._numbers[key] = value
        return rows.Saved(name=name, value=value)


def _data(node: Any) -> dict[str, int]:
    # PyTorch's stub calls this property a method
    data: dict[str, int] = node.metadata
    return data


def _plan(kind: type) -> Plan:
    """The same as `_saved_names`, remembered for PyTorch's own classes: those of programs go."""
    if kind in _plans:
        return _plans[kind]
    names = _saved_names(kind)
    if kind.__module__ == "builtins":
        _plans[kind] = names
    return names


def _saved_names(kind: type) -> Plan:
    """For a class of nodes: each thing saved, where to read it, and where it is packed."""
    every = dir(kind)
    if "saved_tensors" in every:  # a custom Function
        return (("saved_tensors", "saved_tensors", "_raw_saved_tensors"),)
    found: list[tuple[str, str, str | None]] = []
    for public in every:
        if public.startswith("_saved_"):
            name = public.removeprefix("_saved_")
            raw = f"_raw_saved_{name}"
            found.append((name, public, raw if raw in every else None))
    return tuple(found)


def _saved_fact(name: str, value: Any) -> rows.Saved:
    """The row of a fact: one for all nodes where it is the same size, axis or flag."""
    kind = type(value)
    if kind not in _PLAIN_FACTS and (
        kind is not tuple or not value or type(value[0]) not in _PLAIN_FACTS
    ):
        return rows.Saved(name=name, fact=fact(value))
    key = (name, kind, value)
    row = _facts.get(key)
    if row is None:
        if len(_facts) >= _FACTS:
            _facts.clear()
        row = _facts[key] = rows.Saved(name=name, fact=fact(value))
    return row


def fact(value: Any) -> rows.Fact:
    """A plain fact as a row may hold it; anything else as short text."""
    if value is None or isinstance(value, (bool, float, str)):
        return value
    if isinstance(value, int):
        return value - (1 << 64) if value >= 1 << 63 else value  # PyTorch shows dim=-1 unsigned
    if isinstance(value, torch.SymInt):
        return int(value)
    if isinstance(value, (tuple, list)):
        parts = tuple(fact(one) for one in value)
        return tuple(str(one) if isinstance(one, tuple) else one for one in parts)
    return str(value)[:_TEXT]
