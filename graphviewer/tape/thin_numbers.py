"""Held rows with the ids they leave with: their places on the tape that is sent."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from graphviewer.tape.rows import Binding, Change, Edge, Node, Run, Step, Tensor
from graphviewer.tape.tape import TABLES
from graphviewer.tape.thin_attic import Attic

NUMBERED = ("values", "tensors", "ops", "nodes", "runs", "steps")
_NOT_KEPT = "(not recorded)"


class Numbers:
    """New ids for old ones. Ids below `base` were sent before and stay.

    A row that was thrown away and is named all the same is left out where the name may be missing;
    where it may not, a stand-in takes its place.
    """

    def __init__(self, attic: Attic, base: dict[str, int]) -> None:
        self._attic = attic
        self._base = base
        self._next = dict(base)
        self._ids: dict[str, dict[int, int]] = {table: {} for table in NUMBERED}
        self._rows: dict[str, list[Any]] = {}  # of the part being made
        self._late: list[Node | Tensor] = []  # stand-ins, after the rows that asked for them
        self._here = 0  # the first step of the part being made

    def has(self, table: str, number: int | None) -> bool:
        """Whether a row has been sent."""
        return number is not None and (number < self._base[table] or number in self._ids[table])

    def _begin(self, **taken: Any) -> None:  # noqa: ANN401  # ids by table
        self._rows = {table: [] for table in TABLES}
        self._here = self._next["steps"]
        for table, numbers in taken.items():
            for number in numbers:
                self._take(table, number)

    def _take(self, table: str, number: int) -> int:
        new = self._ids[table][number] = self._next[table]
        self._next[table] += 1
        return new

    # --- rows

    def _tensors(self, row: Tensor) -> Tensor:
        return replace(
            row,
            id=self._ids["tensors"][row.id],
            node=self._known("nodes", row.node),
            value=self._value(row.value),
            op=self._known("ops", row.op),
            step=self._step(row.step),
            grad_of=self._known("tensors", row.grad_of),
        )

    def _changes(self, row: Change, step: int | None = None) -> Change:
        return replace(
            row,
            tensor=self._tensor(row.tensor),
            step=self._step(row.step) if step is None else step,
            value=self._value(row.value),
        )

    def _bindings(self, row: Binding, step: int | None = None) -> Binding:
        return replace(
            row,
            tensor=self._tensor(row.tensor),
            step=self._step(row.step) if step is None else step,
        )

    def _ops(self, row: Any) -> Any:  # noqa: ANN401  # an Op
        return replace(
            row,
            id=self._ids["ops"][row.id],
            step=self._step(row.step),
            inputs=tuple(map(self._tensor, row.inputs)),
            outputs=tuple(map(self._tensor, row.outputs)),
            nodes=tuple(self._ids["nodes"][n] for n in row.nodes if n in self._ids["nodes"]),
        )

    def _nodes(self, row: Node) -> Node:
        return replace(
            row,
            id=self._ids["nodes"][row.id],
            edges=tuple(map(self._edge, row.edges)),
            op=self._known("ops", row.op),
            step=self._step(row.step),
            saved=tuple(
                replace(
                    one,
                    tensor=self._known("tensors", one.tensor),
                    value=self._value(one.value),
                )
                for one in row.saved
            ),
            variable=self._known("tensors", row.variable),
            run=self._known("runs", row.run),
        )

    def _edge(self, edge: Edge | None) -> Edge | None:
        to = None if edge is None else self._known("nodes", edge.to)
        return None if edge is None or to is None else Edge(to, edge.input_nr)

    def _runs(self, row: Run) -> Run:
        seeds = tuple(
            replace(
                seed,
                node=self._known("nodes", seed.node),
                tensor=self._known("tensors", seed.tensor),
                gradient=self._value(seed.gradient),
            )
            for seed in row.seeds
            if self.has("nodes", seed.node)
        )
        first = self._step(row.first_step)
        return replace(row, id=self._ids["runs"][row.id], seeds=seeds, first_step=first)

    def _steps(self, row: Step) -> Step:
        return replace(
            row,
            index=self._ids["steps"].get(row.index, 0),
            op=self._known("ops", row.op),
            node=None if row.node is None else self._node_of(row),
            run=self._known("runs", row.run),
            inputs=tuple(map(self._tensor, row.inputs)),
            outputs=tuple(map(self._tensor, row.outputs)),
            gradients_in=tuple(map(self._value, row.gradients_in)),
            gradients_out=tuple(map(self._value, row.gradients_out)),
            tensor=None if row.tensor is None else self._tensor(row.tensor),
            before=self._value(row.before),
            after=self._value(row.after),
        )

    def _hooked(self, row: Any) -> Any:  # noqa: ANN401  # a Hooked
        before, after = self._value(row.before), self._value(row.after)
        return replace(row, step=self._step(row.step), before=before, after=after)

    def _iterations(self, row: Any) -> Any:  # noqa: ANN401  # an Iteration
        first, last = self._step(row.first_step), self._step(row.last_step)
        return replace(row, first_step=first, last_step=last)

    # --- ids

    def _known(self, table: str, number: int | None) -> int | None:
        """The new id of a row; None if there is none or it is gone."""
        if number is None or number < self._base[table]:
            return number
        return self._ids[table].get(number)

    def _value(self, number: int | None) -> int | None:
        """The new id of a value, which leaves with this part if it has not."""
        known = self._known("values", number)
        if known is None and number in self._attic.values:
            assert number is not None
            self._rows["values"].append(self._attic.give(number))
            known = self._take("values", number)
        return known

    def _step(self, number: int) -> int:
        """The new index of a step; of a dropped one the first of this part."""
        known = self._known("steps", number)
        return max(0, min(self._here, self._next["steps"] - 1)) if known is None else known

    def _tensor(self, number: int) -> int:
        """The new id of a tensor that a row cannot do without."""
        known = self._known("tensors", number)
        if known is None:
            known = self._take("tensors", number)
            row = Tensor(
                id=known,
                name=_NOT_KEPT,
                shape=(),
                dtype="float32",
                device="cpu",
                requires_grad=False,
                is_leaf=True,
                step=self._here,
            )
            self._late.append(row)
        return known

    def _node_of(self, step: Step) -> int:
        """The new id of the node a step executed."""
        assert step.node is not None
        known = self._known("nodes", step.node)
        if known is None:
            known = self._take("nodes", step.node)
            row = Node(
                id=known,
                name=_NOT_KEPT,
                edges=(None,) * len(step.gradients_out),
                outputs=len(step.gradients_in),
                step=self._here,
            )
            self._late.append(row)
        return known
