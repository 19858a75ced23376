"""Holds the gradients that runs brought to leaves against finite differences, once a program ended.

The run is replayed as it was recorded first: only where every number of its graph and its gradient
come out again do differences of it in float64 say something about it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator

import numpy as np
from msgspec.structs import replace
from torch import Tensor

from graphviewer.record.checks_differences import Difference, difference
from graphviewer.record.checks_numbers import (
    EPSILON,
    Floats,
    distance,
    elements,
    same,
    total,
    within,
)
from graphviewer.record.recorder import Recorder
from graphviewer.record.replay import Drawn, Replay, Shift, quietly
from graphviewer.record.replay_plan import Unplayable, make_plan
from graphviewer.record.replay_recipes import Recipe, Recipes
from graphviewer.record.writer import Limits
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Check, Meta, Run
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import FLOATING, Value

log = logging.getLogger(__name__)
MOST_RUNS = 6  # that are checked: the first and the last ones
MOST_BYTES, MOST_STEPS = 64 << 20, 60_000  # of a tape whose runs are still run again
# Singular and eigenvectors may turn freely where values coincide: no derivative there is the one.
LOOSE = frozenset({"svd", "eig", "eigh", "svd_lowrank", "pca_lowrank", "lobpcg"})
SLACK = 64  # roundings of the largest element within which a gradient is as good as its dtype


class Checking:
    """Stands between a recording and whoever takes its parts, and adds checks before the end."""

    def __init__(self, meta: Meta, emit: Callable[[Part], None], limits: Limits) -> None:
        self._emit = emit
        self._seconds = limits.check_seconds
        self._tape: Tape | None = Tape(meta=meta) if self._seconds > 0 else None
        self._bytes = 0
        self._recipes: Recipes | None = None
        self._stopping: Callable[[], bool] = lambda: False

    def attach(self, recorder: Recorder) -> None:
        """Keep recipes of the calls that a recorder sees, and heed when it is to stop."""
        if self._tape is not None:
            self._recipes = Recipes(recorder)
            recorder.noting = self._recipes.note
            self._stopping = recorder.stopping

    def send(self, part: Part) -> None:
        """Pass a part on; before the one that ends the tape, check."""
        if self._tape is not None:
            self._bytes += sum(len(value.data) for value in part.values)
            if self._bytes > MOST_BYTES or len(self._tape.steps) > MOST_STEPS:
                self._tape = None
        if self._tape is None or self._recipes is None:
            self._emit(part)
            return
        self._tape.extend(part)
        if part.end is None:
            self._emit(part)
            return
        if part.steps or part.values:
            self._emit(replace(part, end=None, error=None))
            part = Part(end=part.end, error=part.error)
        recipes = self._recipes.by_op()
        if part.end is not None and part.end.reason in ("finished", "failed"):
            found = check(self._tape, recipes, self._seconds, self._stopping)
            part = replace(part, checks=(*part.checks, *found))
        self._emit(part)


def check(
    tape: Tape,
    recipes: dict[int, Recipe],
    seconds: float,
    stopping: Callable[[], bool] = lambda: False,
) -> tuple[Check, ...]:
    """A check of each leaf that a run of the tape brought a gradient to, in its runs' order."""
    until = time.monotonic() + seconds
    found: list[Check] = []
    try:
        index = TapeIndex(tape)
        with quietly():
            for run in _chosen(tape.runs):
                if stopping() or time.monotonic() > until:
                    break
                one = _OneRun(tape, index, recipes, run)
                found += one.checks(lambda: stopping() or time.monotonic() > until)
    except Exception:  # a check that fails must not take the tape with it
        log.exception("gradients could not be checked")
    return tuple(found)


def _chosen(runs: list[Run]) -> list[Run]:
    half = MOST_RUNS // 2
    return runs if len(runs) <= MOST_RUNS else [*runs[:half], *runs[-half:]]


class _OneRun:
    """The checks of one run's leaves."""

    def __init__(self, tape: Tape, index: TapeIndex, recipes: dict[int, Recipe], run: Run) -> None:
        self._tape, self._index, self._recipes, self._run = tape, index, recipes, run
        self._arrived = dict(self._gradients())  # by leaf
        self._about: str | None = None  # see _hook
        self._loose = False  # whether a call's result is not settled by what it is given

    def checks(self, late: Callable[[], bool]) -> list[Check]:
        """A check of each leaf; those not reached in time are unchecked."""
        if not self._arrived:
            return []
        try:
            plan = make_plan(self._tape, self._index, self._recipes, self._run)
            self._loose = any(call.op.name.removeprefix("linalg_") in LOOSE for call in plan.calls)
            narrow = Replay(self._tape, plan, wide=False).gradients(strict=True)
            replay = Replay(self._tape, plan, wide=True)
            wide = replay.gradients(strict=False)
        except Drawn as drawn:
            return self._all("random", str(drawn))
        except Unplayable as reason:
            return self._all("unchecked", str(reason))
        except Exception as error:  # noqa: BLE001  # the program's own backward may raise
            return self._all("unchecked", f"error:{type(error).__name__}")
        return [
            self._leaf(leaf, value, narrow, wide, replay, late)
            for leaf, value in self._arrived.items()
        ]

    def _all(self, verdict: str, about: str) -> list[Check]:
        return [self._row(leaf, verdict, about=about) for leaf in self._arrived]

    def _row(
        self,
        leaf: int,
        verdict: str,
        *,
        about: str = "",
        element: int | None = None,
        recorded: float | None = None,
        numeric: float | None = None,
    ) -> Check:
        made: Check = Check(
            tensor=leaf,
            run=self._run.id,
            verdict=verdict,  # type: ignore[arg-type]  # one of them
            element=element,
            recorded=recorded,
            numeric=numeric,
            about=about,
        )
        return made

    # --- what was recorded

    def _gradients(self) -> Iterator[tuple[int, Value | None]]:
        """The gradient that the run brought to each leaf; None where it is not known in full."""
        tape, run = self._tape, self._run
        sums: dict[int, Value | None] = {}
        if run.kind == "backward":
            for step in tape.steps[run.first_step :]:
                if step.run == run.id and step.kind == "accumulate" and step.tensor is not None:
                    ref = step.gradients_in[0] if step.gradients_in else None
                    value = None if ref is None else tape.values[ref]
                    first = step.tensor not in sums
                    sums[step.tensor] = value if first else total(sums[step.tensor], value)
        else:
            for row in tape.tensors:
                if row.is_leaf and row.node is None:
                    for port in self._index.ports(row.id):
                        state = self._index.port_at(port, len(tape.steps), run.id)
                        if state is not None and state.arrived:
                            sums[row.id] = self._index.partial_sum(state)
        yield from ((leaf, sent) for leaf, sent in sums.items() if sent is None or sent.size)

    # --- a leaf

    def _leaf(
        self,
        leaf: int,
        value: Value | None,
        narrow: dict[int, Tensor],
        wide: dict[int, Tensor],
        replay: Replay,
        late: Callable[[], bool],
    ) -> Check:
        row = self._tape.tensors[leaf]
        if value is None or not value.complete or row.object not in wide:
            return self._row(leaf, "unchecked", about="size")
        if value.dtype not in FLOATING:
            return self._row(leaf, "unchecked", about="complex")
        recorded = value.array().astype(np.float64).ravel()
        again = narrow[row.object].detach().cpu().double().numpy().ravel()
        if recorded.shape != again.shape or not same(recorded, again, value.dtype):
            return self._row(leaf, "unchecked", about=self._hook())
        claimed = wide[row.object].detach().cpu().numpy().ravel()
        return self._compared(leaf, value.dtype, recorded, claimed, replay, late)

    def _compared(
        self,
        leaf: int,
        dtype: str,
        recorded: Floats,
        claimed: Floats,
        replay: Replay,
        late: Callable[[], bool],
    ) -> Check:
        """Differences of some elements against float64's gradient, and that against ours."""
        largest = float(np.abs(claimed[np.isfinite(claimed)]).max(initial=0.0))
        found: dict[int, Difference] = {}
        for element in elements(recorded, claimed):
            if late():
                break
            try:
                found[element] = self._difference(leaf, element, claimed, largest, replay)
            except Unplayable as reason:
                return self._row(leaf, "unchecked", about=str(reason))
        if not found:
            return self._row(leaf, "unchecked", about="time")
        return self._verdict(leaf, dtype, recorded, claimed, found)

    def _difference(
        self, leaf: int, element: int, claimed: Floats, largest: float, replay: Replay
    ) -> Difference:
        row = self._tape.tensors[leaf]
        held = self._index.value_at(leaf, self._run.first_step)
        at = 0.0
        if held is not None and self._tape.values[held].complete:
            at = float(np.real(self._tape.values[held].array().ravel()[element]))
        return difference(
            lambda by: replay.total(Shift(row.object, element, by)),
            at,
            float(claimed[element]),
            largest,
            replay.size,
        )

    def _verdict(
        self,
        leaf: int,
        dtype: str,
        recorded: Floats,
        claimed: Floats,
        found: dict[int, Difference],
    ) -> Check:
        part = "" if len(found) == recorded.size else f"{len(found)}/{recorded.size}"
        finding = next(
            (
                one
                for one in ("differs", "kink", "rough")
                if any(difference.finding == one for difference in found.values())
            ),
            "agrees",
        )
        shown = {at: one for at, one in found.items() if one.finding == finding}
        worst = max(shown, key=lambda at: distance(float(recorded[at]), shown[at].derivative))
        if finding == "differs" and self._loose:
            finding = "rough"
        verdict = "unchecked" if finding == "rough" else finding
        if finding == "agrees" and not within(recorded, claimed, SLACK * EPSILON[dtype]):
            verdict = "rounding"
        return self._row(
            leaf,
            verdict,
            about="differences" if finding == "rough" else part,
            element=worst,
            recorded=float(recorded[worst]),
            numeric=shown[worst].derivative,
        )

    def _hook(self) -> str:
        """What may have changed the gradient on its way."""
        if self._about is None:
            steps = {step.index for step in self._tape.steps if step.run == self._run.id}
            names = [one.hook for one in self._tape.hooked if one.step in steps]
            self._about = f"hook:{names[0]}" if names and names[0] else "hook"
        return self._about
