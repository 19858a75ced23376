"""Held rows on their way out: segments as they are, gaps as what they left behind."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from graphviewer.tape.rows import Binding, Change, Edge, End, Error, Run, Seed, Step, Tensor
from graphviewer.tape.tape import Part
from graphviewer.tape.thin_attic import Attic, Reached
from graphviewer.tape.thin_held import Gap, Segment
from graphviewer.tape.thin_numbers import Numbers
from graphviewer.tape.thin_returned import Sent

SKIPPED = "skipped"  # the text of an update step that stands for dropped ones
_PRINTED = 8_192  # characters a print step carries at most


class Leaver(Numbers):
    """Sends segments and gaps on, each as one part."""

    def __init__(
        self,
        emit: Callable[[Part], None],
        attic: Attic,
        base: dict[str, int],
        graded: set[int],
        sent: Sent,
        number: int,
    ) -> None:
        """`graded`: tensors of whose `.grad` was told; `sent`: the rows that left before.

        `number`: of the last iteration among them.
        """
        super().__init__(attic, base)
        self._emit = emit
        self._graded = graded
        self.sent = sent
        self._number = number

    def _send(self, error: Error | None = None, end: End | None = None) -> None:
        for row in self._late:
            self._rows["tensors" if isinstance(row, Tensor) else "nodes"].append(row)
        self._late.clear()
        self._next["steps"] = self._here + len(self._rows["steps"])
        tables: dict[str, Any] = {table: tuple(rows) for table, rows in self._rows.items()}
        if any(tables.values()) or end is not None:
            self._emit(Part(**tables, error=error, end=end))

    def segment(self, segment: Segment, error: Error | None = None, end: End | None = None) -> None:
        """Send a segment as it is."""
        tables = segment.tables
        self._begin(
            steps=(row.index for row in tables["steps"]),
            **{
                table: (row.id for row in tables[table])
                for table in ("tensors", "ops", "nodes", "runs")
            },
        )
        rows = self._rows
        for table in ("tensors", "nodes", "runs", "steps", "hooked", "iterations"):
            rows[table].extend(map(getattr(self, f"_{table}"), tables[table]))
        rows["ops"].extend(map(self._ops, tables["ops"]))
        rows["changes"].extend(map(self._changes, tables["changes"]))
        rows["bindings"].extend(map(self._bindings, tables["bindings"]))
        for row in tables["jacobians"]:
            value = self._value(row.value)
            if value is not None:
                rows["jacobians"].append(replace(row, step=self._step(row.step), value=value))
        for row in tables["checks"]:
            if self.has("runs", row.run) and self.has("tensors", row.tensor):
                run, tensor = self._known("runs", row.run), self._tensor(row.tensor)
                rows["checks"].append(replace(row, run=run, tensor=tensor))
        rows["notes"].extend(replace(row, step=self._step(row.step)) for row in tables["notes"])
        self.sent.take(tables["tensors"], tables["nodes"])
        self._number = max((row.number for row in tables["iterations"]), default=self._number)
        self._graded.update(
            row.tensor for row in tables["steps"] if row.of_grad or row.kind == "accumulate"
        )
        if error is not None and error.step is not None:
            error = replace(error, step=self._step(error.step))
        self._send(error, end)

    def gap(self, gap: Gap, needed: Reached, after: int | None) -> None:
        """Send what a gap left behind, and the dropped rows from it that are needed.

        `after`: the number of the iteration that follows, if one does.
        """
        attic = self._attic
        tensors = [attic.tensors[n] for n in self._from(gap, needed.tensors, attic.tensors)]
        nodes = [attic.nodes[n] for n in self._from(gap, needed.nodes, attic.nodes)]
        runs = {n: attic.runs[n] for n in needed.runs if not self.has("runs", n)}
        runs = {n: run for n, run in runs.items() if run.first_step <= gap.last}
        if gap.run is not None:
            runs[gap.run.id] = gap.run
        self._begin(
            tensors=(row.id for row in tensors),
            nodes=(row.id for row in nodes),
            runs=sorted(runs),
        )
        fresh = {row.id for row in tensors}
        self._rows["tensors"].extend(self._pulled(row, gap) for row in tensors)
        self._rows["nodes"].extend(replace(self._nodes(row), step=self._here) for row in nodes)
        end = gap.number + 1 if after is None else after
        self._add("skip", text=str(end - self._number - 1))
        self._changed(gap, fresh)
        ran = self._ran(gap, runs)
        self._updates(gap, ran)
        self._prints(gap)
        self._rows["notes"].extend(replace(row, step=self._here) for row in gap.notes)
        self._send()

    def _from(self, gap: Gap, wanted: set[int], rows: dict[int, Any]) -> list[int]:
        return sorted(n for n in wanted if n not in self._done(rows) and rows[n].step <= gap.last)

    def _done(self, rows: dict[int, Any]) -> dict[int, int]:
        return self._ids["tensors" if rows is self._attic.tensors else "nodes"]

    # --- what a gap consists of

    def _add(self, kind: Any, **fields: Any) -> None:  # noqa: ANN401  # the fields of a Step
        steps = self._rows["steps"]
        steps.append(Step(index=self._here + len(steps), kind=kind, **fields))

    def _pulled(self, row: Tensor, gap: Gap) -> Tensor:
        """A dropped tensor as one from outside, with what it was when the gap ended."""
        value, flag, version = gap.changes.get(row.id, (None, None, None))
        return replace(
            self._tensors(row),
            op=None,
            step=self._here,
            value=self._value(row.value if value is None else value),
            requires_grad=row.requires_grad if flag is None else flag,
            version=row.version if version is None else version,
        )

    def _changed(self, gap: Gap, fresh: set[int]) -> None:
        for tensor, (value, flag, version) in gap.changes.items():
            if tensor not in fresh and self.has("tensors", tensor):
                row = Change(
                    tensor=tensor, step=0, value=value, requires_grad=flag, version=version
                )
                self._rows["changes"].append(self._changes(row, self._here))
        for tensor, name in dict.fromkeys(gap.names):
            if self.has("tensors", tensor):
                self._rows["bindings"].append(
                    self._bindings(Binding(tensor=tensor, name=name, step=0), self._here)
                )

    def _ran(self, gap: Gap, runs: dict[int, Run]) -> dict[int, int | None]:
        """What the last run did with nodes still there; the `.grad` it left, by tensor.

        Gradients that reached them from nodes no longer there are the run's seeds.
        """
        left: dict[int, int | None] = {}
        seeds: list[Seed] = []
        for step, edges, stays in self._split(gap):
            if stays:
                row = self._steps(step)
                self._rows["steps"].append(
                    replace(row, index=self._here + len(self._rows["steps"]))
                )
                if step.kind == "accumulate" and step.tensor is not None:
                    left[step.tensor] = step.after
                continue
            for edge, gradient in zip(edges, step.gradients_out, strict=False):
                if edge is not None and gradient is not None and self.has("nodes", edge.to):
                    to = self._known("nodes", edge.to)
                    assert to is not None
                    value = self._value(gradient)
                    seeds.append(Seed(node=to, input_nr=edge.input_nr, gradient=value))
        for number in sorted(runs):
            last = gap.run is not None and number == gap.run.id
            new = replace(
                runs[number],
                id=self._ids["runs"][number],
                seeds=tuple(seeds) if last else (),
                returned=self._returned(gap) if last else (),
                first_step=self._here,
            )
            self._rows["runs"].append(new)
        return left

    def _returned(self, gap: Gap) -> tuple[Seed, ...]:
        """What the last run returned of tensors still there."""
        return tuple(
            Seed(node=node, input_nr=port.input_nr, gradient=self._value(value))
            for port, value in gap.given
            if (node := self._known("nodes", port.to)) is not None
        )

    def _split(self, gap: Gap) -> list[tuple[Step, tuple[Edge | None, ...], bool]]:
        """The steps of a gap's last run with the edges of their nodes, and which leave as steps.

        Seeds arrive before all steps: a step that brought a gradient where a later one does as a
        seed is a seed too, for what arrives is added in its order.
        """
        found: list[tuple[Step, tuple[Edge | None, ...], bool]] = []
        seeded: set[Edge] = set()
        for step, known in reversed(gap.ran):
            assert step.node is not None
            edges = known or self._attic.edges(step.node) or self.sent.edges.get(step.node, ())
            stays = self.has("nodes", step.node) and seeded.isdisjoint(edges)
            if not stays:
                seeded.update(edge for edge in edges if edge is not None)
            found.append((step, edges, stays))
        return found[::-1]

    def _updates(self, gap: Gap, left: dict[int, int | None]) -> None:
        for tensor, (before, after) in gap.grads.items():
            now = left.get(tensor, before)
            if self.has("tensors", tensor) and (
                now != after or tensor not in self._graded | left.keys()
            ):
                self._add(
                    "update",
                    tensor=self._known("tensors", tensor),
                    before=self._value(now),
                    after=self._value(after),
                    of_grad=True,
                    text=SKIPPED,
                )

    def _prints(self, gap: Gap) -> None:
        for line, pieces in groupby(gap.printed, lambda one: one[0]):
            text = "".join(piece for _, piece in pieces)
            for start in range(0, len(text), _PRINTED):
                self._add("print", line=line, text=text[start : start + _PRINTED])
