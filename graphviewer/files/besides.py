"""The tables beside the steps as JSON: what `graphviewer show --json` tells of them."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct
from msgspec.structs import asdict

from graphviewer.files.as_json import Json, spelled, value_as_json
from graphviewer.files.position import value_of
from graphviewer.tape.finite import Appeared, first_not_finite
from graphviewer.tape.span import is_rest
from graphviewer.tape.tape import Tape


def first(tape: Tape, step: int) -> Json:
    """Where NaN and infinity first appeared by a step; null where they did not."""
    found = first_not_finite(tape, step + 1)
    return {"nan": _appeared(found.nan), "infinity": _appeared(found.infinity)}


def tables(tape: Tape, step: int) -> dict[str, Json]:
    """Each table by its name, as far as it speaks of steps up to `step`."""
    return {
        "runs": [
            {
                "id": run.id,
                "kind": run.kind,
                "line": run.line,
                "first_step": run.first_step,
                "retain_graph": run.retain_graph,
                "create_graph": run.create_graph,
                "skipped": is_rest(tape, run),
            }
            for run in tape.runs
            if run.first_step <= step
        ],
        "hooked": [
            {
                **_plain(one),
                "before": value_as_json(value_of(tape, one.before)),
                "after": value_as_json(value_of(tape, one.after)),
            }
            for one in tape.hooked
            if one.step <= step
        ],
        "notes": [_plain(one) for one in tape.notes if one.step <= step],
        "jacobians": [
            {**_plain(one), "value": value_as_json(value_of(tape, one.value))}
            for one in tape.jacobians
            if one.step <= step
        ],
        "checks": [_plain(one) for one in tape.checks if tape.runs[one.run].first_step <= step],
        "iterations": [_plain(one) for one in tape.iterations if one.last_step <= step],
        "series": _series(tape),
    }


def _series(tape: Tape) -> list[Json]:
    """Each scalar variable with its points: the whole run's, whatever the step."""
    points: dict[int, list[Json]] = defaultdict(list)
    for point in tape.points:
        points[point.series].append([point.iteration, spelled(point.value)])
    return [{"name": one.name, "line": one.line, "points": points[one.id]} for one in tape.series]


def _appeared(found: Appeared | None) -> Json:
    if found is None:
        return None
    return {"step": found.step, "count": found.count, "total": found.total}


def _plain(row: Struct) -> dict[str, Json]:
    """A row whose fields are numbers and text."""
    return {name: spelled(value) for name, value in asdict(row).items()}
