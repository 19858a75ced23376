"""What the timeline says: of a phase, a step, an iteration, and of those that were not kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.i18n import counted
from graphviewer.session.iterations import Gap, Iterations, shown
from graphviewer.session.phases import PHASES, Phase, Phases, Stretch
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape


def phase_word(phase: Phase) -> str:
    """A phase's name in the present language."""
    words: dict[Phase, str] = {
        "forward": QCoreApplication.translate("Timeline", "forward"),
        "backward": QCoreApplication.translate("Timeline", "backward"),
        "update": QCoreApplication.translate("Timeline", "update"),
        "print": QCoreApplication.translate("Timeline", "print"),
        "error": QCoreApplication.translate("Timeline", "error"),
        "skip": QCoreApplication.translate("Timeline", "not kept"),
    }
    return words[phase]


def label(stretch: Stretch) -> str:
    """`forward · 4 steps`."""
    if stretch.phase == "skip" or (stretch.phase in ("print", "error") and stretch.length == 1):
        return phase_word(stretch.phase)
    return f"{phase_word(stretch.phase)} · {_steps(stretch.length)}"


def _steps(count: int) -> str:
    translate = QCoreApplication.translate
    return counted(count, translate("Timeline", "1 step"), translate("Timeline", "{n} steps"))


def describe(phases: Phases, iterations: Iterations | None, position: int) -> str:
    """What a step is, in a line: `Step 6 of 8 · backward · line 4 · MulBackward0`."""
    step = phases.tape.steps[position]
    parts = [
        QCoreApplication.translate("Timeline", "Step {n} of {total}").format(
            n=f"{position + 1:,}", total=f"{len(phases):,}"
        ),
        phase_word(PHASES[int(phases.codes[position])]),
    ]
    if step.line is not None:
        parts.append(QCoreApplication.translate("Timeline", "line {n}").format(n=step.line))
    name = _name(phases.tape, step)
    if name:
        parts.append(name)
    if iterations is not None and len(iterations):
        gap = iterations.at(position).gap
        told = [not_kept(gap)] if gap is not None else []
        parts += dict.fromkeys([*told, where(iterations, position)])
    return " · ".join(part for part in parts if part)


def _name(tape: Tape, step: Step) -> str:
    if step.kind == "skip":
        return ""
    if step.node is not None:
        return tape.nodes[step.node].name
    if step.op is not None:
        return tape.ops[step.op].name
    return step.text.strip().splitlines()[0][:40] if step.text.strip() else ""


def where(iterations: Iterations, position: int) -> str:
    """`iteration 12 of 300`; how many there are only once that is known.

    Where iterations were left out it is the next one that was kept, if there is any.
    """
    spot = iterations.at(position)
    if spot.gap is not None:
        after = iterations.after(position)
        told = QCoreApplication.translate("Timeline", "next kept: iteration {n}")
        if after is None:
            return not_kept(spot.gap)
        return told.format(n=f"{shown(after.number):,}")
    n, total = f"{shown(spot.number):,}", iterations.total
    if spot.kind == "before":
        return QCoreApplication.translate("Timeline", "before the first iteration")
    if spot.kind == "after":
        return QCoreApplication.translate("Timeline", "after iteration {n}").format(n=n)
    if total is None:
        return QCoreApplication.translate("Timeline", "iteration {n}").format(n=n)
    told = QCoreApplication.translate("Timeline", "iteration {n} of {total}")
    return told.format(n=n, total=f"{total:,}")


def not_kept(gap: Gap) -> str:
    """`31 iterations not kept`."""
    if gap.count == 1:
        return QCoreApplication.translate("Timeline", "1 iteration not kept")
    told = QCoreApplication.translate("Timeline", "{n} iterations not kept")
    return told.format(n=f"{gap.count:,}")


def of_gap(gap: Gap) -> str:
    """Which iterations were not kept, and what is left of them."""
    if gap.count == 1:
        told = QCoreApplication.translate(
            "Timeline", "Iteration {n} ran here and was not kept; its scalars can be charted."
        )
        return told.format(n=f"{shown(gap.first):,}")
    told = QCoreApplication.translate(
        "Timeline",
        "Iterations {first} to {last} ran here and were not kept; their scalars can be charted.",
    )
    return told.format(first=f"{shown(gap.first):,}", last=f"{shown(gap.last):,}")


def of_band(iterations: Iterations, number: int, *, zoomed: bool) -> str:
    """`iteration 12 of 300 · 24 steps`, and what a double click does."""
    row = iterations.iteration(number)
    if row is None:
        return ""
    steps = row.last_step - row.first_step + 1
    count = _steps(steps)
    more = (
        QCoreApplication.translate("Timeline", "Double click: show the whole tape")
        if zoomed
        else QCoreApplication.translate("Timeline", "Double click: show this iteration only")
    )
    return f"{where(iterations, row.first_step)} · {count}\n{more}"
