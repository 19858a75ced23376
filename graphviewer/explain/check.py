"""Holds a rule's vector-Jacobian product against the gradients the engine recorded."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.environment import EPSILON, Execution
from graphviewer.explain.explanation import Check, Language, Verdict
from graphviewer.explain.numbers import scalar
from graphviewer.explain.rules.rule import Array, MissingOperand, Rule
from graphviewer.explain.words.table import word
from graphviewer.tape.value import COMPLEX, Value

DRAWS = 4  # of the numbers moved by a rounding
SLACK = 8  # roundings of the largest element that the two ways of computing may be apart


def check_node(run: Execution, rule: Rule, language: Language) -> Check | None:
    """Compare every gradient a node sent with its rule; None where numbers for that are missing."""
    worst: Verdict | None = None
    largest = 0.0
    order: tuple[Verdict, ...] = ("exact", "rounding", "differs")
    for edge in range(len(run.node.edges)):
        sent = run.sent(edge)
        if sent is None:
            continue
        try:
            verdict, difference = _compared(run, rule, edge, sent)
        except MissingOperand:
            return None
        largest = max(largest, difference)
        worst = verdict if worst is None else max(worst, verdict, key=order.index)
    if worst is None:
        return None
    here = (one for one in run.tape.hooked if one.step == run.step.index)
    hooked = worst == "differs" and any(one.edge is not None for one in here)
    return make_check(worst, largest, language, kind="hooked" if hooked else "check")


def _compared(run: Execution, rule: Rule, edge: int, sent: Value) -> tuple[Verdict, float]:
    made = run.recomputed(rule, edge)
    wide = run.recomputed(rule, edge, wide=True)
    verdict, difference = compare(sent, made, wide)
    if verdict == "differs":  # terms may have cancelled: what is left is only their rounding
        verdict, difference = compare(sent, made, wide, _noise(run, rule, edge, wide))
    return verdict, difference


def _noise(run: Execution, rule: Rule, edge: int, wide: Array) -> float:
    """How far two ways of computing what a rule sends may be apart where terms cancel.

    What it changes that each number that goes in is rounded once more, and what the order costs in
    which as many numbers are added as came in, of which errors have either sign.
    """
    with np.errstate(all="ignore"):
        shaken = (np.abs(run.shaken(rule, edge, draw) - wide) for draw in range(DRAWS))
        apart = max(float(one[np.isfinite(one)].max(initial=0)) for one in shaken)
        largest = float(np.abs(wide[np.isfinite(wide)]).max(initial=0))
    values = run.tape.values
    many = max((values[ref].size for ref in run.step.gradients_in if ref is not None), default=1)
    sent = run.sent(edge)
    own = EPSILON["float32"] if sent is None else EPSILON.get(sent.dtype, EPSILON["float32"])
    return apart + min(own, EPSILON["float32"]) * float(np.sqrt(many)) * largest


def make_check(
    verdict: Verdict, difference: float, language: Language, kind: str = "check"
) -> Check:
    """A check with its words: of a rule, of one whose result a hook changed, or of a `sum`."""
    text = word(f"{kind}_{verdict}", language, difference=scalar(difference, 2))
    return Check(verdict=verdict, difference=difference, text=text)


def compare(sent: Value, made: Array, wide: Array, noise: float = 0.0) -> tuple[Verdict, float]:
    """How near the recorded gradient is to the rule's.

    The rule in float64 tells how much this dtype's own rounding costs, cancellation included;
    `noise` is more of it that is known of.
    """
    recorded = sent.array()
    if sent.dtype not in COMPLEX and np.iscomplexobj(wide) and np.any(wide.imag):
        return "differs", float(np.abs(wide.imag).max())  # of a real input only a part is sent
    with np.errstate(all="ignore"):
        if np.array_equal(recorded, made, equal_nan=recorded.dtype.kind in "fc"):
            return "exact", 0.0
        apart = np.abs(recorded.astype(np.complex128) - np.asarray(made).astype(np.complex128))
        own = np.abs(np.asarray(made).astype(np.complex128) - wide)
        finite = np.isfinite(recorded) & np.isfinite(made)
        same = finite | (np.isnan(recorded) & np.isnan(made)) | (recorded == made)
        difference = float(apart[finite].max()) if finite.any() else 0.0
        if not bool(same.all()):
            return "differs", float("inf")
        scale = float(np.abs(recorded[finite]).max())
        rounding = float(own[finite].max())
    allowed = SLACK * (rounding + noise + EPSILON.get(sent.dtype, EPSILON["float32"]) * scale)
    return ("rounding" if difference <= allowed else "differs"), difference
