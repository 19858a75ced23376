"""One trial through all checks: twice plain, twice recorded."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.exactness import compare
from tests.exactness.recorded import recorded
from tests.exactness.samples import Trial
from tests.exactness.truth import Executed, Graph, hooked, plain


@dataclass
class Report:
    """What came of a trial."""

    label: str
    dtype: str
    nodes: set[str] = field(default_factory=set)  # names of the nodes behind the outputs
    executed: int = 0
    raised: str = ""  # what the sample raises, with and without a recorder
    problems: list[str] = field(default_factory=list)


def tried(trial: Trial) -> Report:
    """Hold the recordings of a trial against plain runs of it."""
    report = Report(trial.label, trial.dtype)
    outcome, given = plain(trial.fresh())
    report.raised = outcome.error
    executed: list[Executed] = []
    truth: Graph | None = None
    if not outcome.error:
        executed, foretold, truth, other = hooked(trial.fresh(), given)
        other.again = outcome.again
        if other != outcome:
            report.problems.append("plain runs differ from each other")
            return report
        if foretold and foretold != [one.node for one in executed]:
            report.problems.append("the engine foretold another order")
        report.nodes, report.executed = set(truth.names), len(executed)
        truth.nodes.clear()
    for keep in (False, True):
        run = recorded(trial, given, keep=keep)
        found = [*compare.outcomes(run.outcome, outcome), *compare.complete(run.tape), *run.left]
        if truth is not None and not found:
            found += compare.tape(run.tape, truth, executed, run)
        word = "second" if keep else "first"
        report.problems.extend(f"{word} recording: {one}" for one in found)
    return report
