"""Autograd's nodes as rows, each known by a number kept in the node's own `metadata`."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from itertools import count
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node as GraphNode

from graphviewer.record.tensors import Geometry, Tensors, geometry, version_of
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
_plans: dict[type, Plan] = {}


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

    def known(self, node: GraphNode) -> int | None:
        """The row of a node, if it has one."""
        number = _data(node).get(KEY)
        return None if number is None else self.ids.get(number)

    def walk(self, root: GraphNode) -> int:
        """The row of a node; it and all it leads to are written first if new. Never recursive."""
        ids = self.ids
        row = ids.get(_data(root).get(KEY, -1))
        if row is not None:
            return row
        following = root.next_functions
        deep = False
        for child, _ in following:
            if child is not None and _data(child).get(KEY) not in ids:
                if type(child) is ACCUMULATE:
                    self._write(child, ())
                else:
                    deep = True
        if deep:
            self._walk_deep(root)
        else:
            self._write(root, following)
        if self._numbers:
            self._numbers.clear()
        return ids[_data(root)[KEY]]

    def _walk_deep(self, root: GraphNode) -> None:
        ids = self.ids
        stack = [root]
        while stack:
            node = stack[-1]
            if _data(node).get(KEY) in ids:
                stack.pop()
                continue
            following = node.next_functions
            new = [
                child
                for child, _ in following
                if child is not None and _data(child).get(KEY) not in ids
            ]
            if new:
                new.reverse()
                stack.extend(new)
            else:
                stack.pop()
                self._write(node, following)

    def _write(self, node: GraphNode, following: tuple[tuple[GraphNode | None, int], ...]) -> None:
        writer, ids, data = self._writer, self.ids, _data(node)
        kind: type = type(node)
        leaf = sequence = None
        saved: tuple[rows.Saved, ...] = ()
        if kind is ACCUMULATE:
            variable: Any = getattr(node, "variable", None)
            if isinstance(variable, Tensor):
                leaf = (self._tensors.find(variable) or self._tensors.see(variable, "")).row
            edges: tuple[rows.Edge | None, ...] = ()
        else:
            edges = tuple(
                [
                    None if child is None else rows.Edge(ids[_data(child)[KEY]], number)
                    for child, number in following
                ]
            )
            sequence = node._sequence_nr()
            if sequence >= _NO_SEQUENCE:
                sequence = None
            plan = _plans.get(kind)
            if plan is None:
                plan = _plan(kind)
            if plan:
                saved = self._saved(node, plan)
        row = writer.node_count
        number = data.get(KEY)
        if number is None:
            number = data[KEY] = next(_numbers)
        ids[number] = row
        writer.node(
            rows.Node(
                id=row,
                name=kind.__name__ if kind.__name__ != _GENERIC else node.name(),
                edges=edges,
                op=self.op,
                step=writer.next_step,
                saved=saved,
                variable=leaf,
                sequence=sequence,
                outputs=len(node._input_metadata),
                run=self.run,
            )
        )
        self.found.append(row)

    # --- saved tensors

    def _saved(self, node: GraphNode, plan: Plan) -> tuple[rows.Saved, ...]:
        found: list[rows.Saved] = []
        for name, public, raw in plan:
            try:
                self._save(found, node, name, public, raw)
            except RuntimeError as error:  # freed, or changed in place: a fact to show
                found.append(rows.Saved(name=name, fact=str(error)[:_TEXT]))
        return tuple(found)

    def _save(
        self, found: list[rows.Saved], node: GraphNode, name: str, public: str, raw: str | None
    ) -> None:
        if raw is not None:
            packed = getattr(node, raw)
            each = packed if isinstance(packed, (tuple, list)) else (packed,)
            if any(getattr(one, "unpack_hook", None) is not None for one in each):
                # reading it would run the program's own function (checkpoint)
                found.append(rows.Saved(name=name, fact="packed by a hook"))
                return
        value = getattr(node, public)
        if isinstance(value, Tensor):
            found.append(self._saved_tensor(name, value))
        elif isinstance(value, (tuple, list)) and any(isinstance(x, Tensor) for x in value):
            found.extend(
                self._saved_tensor(f"{name}[{place}]", one)
                for place, one in enumerate(value)
                if isinstance(one, Tensor)
            )
        elif value is not None and raw is None:
            found.append(rows.Saved(name=name, fact=fact(value)))

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
