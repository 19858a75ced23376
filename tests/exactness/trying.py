"""One trial through all checks: twice plain, twice recorded."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.exactness import compare
from tests.exactness.recorded import recorded
from tests.exactness.samples import Trial
from tests.exactness.truth import Ran, hooked, plain


@dataclass
class Report:
    """What came of a trial."""

    label: str
    dtype: str
    nodes: set[str] = field(default_factory=set)  # names of the nodes behind the outputs
    runs: int = 0
    executed: int = 0
    raised: str = ""  # what the sample raises, with and without a recorder
    problems: list[str] = field(default_factory=list)


def tried(trial: Trial) -> Report:
    """Hold the recordings of a trial against plain runs of it."""
    report = Report(trial.label, trial.dtype)
    outcome, given = plain(trial)
    report.raised = outcome.error
    truth: list[Ran] = []
    if not outcome.error:
        truth, other = hooked(trial, given)
        other.again = outcome.again
        if other != outcome:
            report.problems.append("plain runs differ from each other")
            return report
        _count(report, truth, double=trial.double)
    for keep in (False, True):
        run = recorded(trial, given, keep=keep)
        found = [*compare.outcomes(run.outcome, outcome), *compare.complete(run.tape), *run.left]
        if not outcome.error and not found:
            found += compare.runs(run, truth)
        word = "second" if keep else "first"
        report.problems.extend(f"{word} recording: {one}" for one in found)
    return report


def _count(report: Report, truth: list[Ran], *, double: bool) -> None:
    report.runs = len(truth)
    for number, ran in enumerate(truth):
        report.nodes.update(ran.graph.names)
        report.executed += len(ran.executed)
        # torch.autograd.grad stops before the leaves, though the engine counts them in
        passed = ("AccumulateGrad",) if double and number == 0 else ()
        foretold = [one for one in ran.foretold if ran.graph.names[one] not in passed]
        if foretold and foretold != [one.node for one in ran.executed]:
            report.problems.append("the engine foretold another order")
        ran.graph.nodes.clear()
