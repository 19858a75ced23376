"""Whether a node's rule says what the node did here: it may be written for the usual case only."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.check import check_node, compare
from graphviewer.explain.environment import MOST_ELEMENTS, Execution
from graphviewer.explain.rules.rule import MissingOperand, Rule, TooLarge
from graphviewer.explain.rules.table import rule_of
from graphviewer.tape.rows import Fact
from graphviewer.tape.value import COMPLEX, FLOATING, Value

_WEIGHTS = frozenset({"weight", "pos_weight"})
# The one setting of an option that a formula is written for; a SELU is an ELU with a scale.
_USUAL: dict[str, dict[str, Fact]] = {
    "AddmmBackward0": {"alpha": 1, "beta": 1},
    "AddmvBackward0": {"alpha": 1, "beta": 1},
    "AvgPool2DBackward0": {"divisor_override": None},
    "AvgPool3DBackward0": {"divisor_override": None},
    "BaddbmmBackward0": {"alpha": 1, "beta": 1},
    "EluBackward0": {"scale": 1, "input_scale": 1},
    "EmbeddingBackward0": {"scale_grad_by_freq": False},
    "GeluBackward0": {"approximate": "none"},
    "LinalgVectorNormBackward0": {"ord": 2},
    "NormBackward0": {"p": 2},
    "NormBackward1": {"p": 2},
    "SoftplusBackward0": {"threshold": 20},
    "StdBackward0": {"correction": 1},
    "VarBackward0": {"correction": 1},
}
_UNTOLD = frozenset({"NativeDropoutBackward0"})  # `train=False` is not among what it saves
_LOSSES = ("NllLoss", "BinaryCrossEntropy")


def fitting_rule(execution: Execution) -> Rule | None:
    """The rule of an executed node; None where its formula does not hold.

    The formulas of losses know no weights, and most others are written for real numbers: of a
    complex function the conjugate of the derivative is sent. NaN takes either side of a choice.
    """
    node = execution.node
    rule = rule_of(node)
    if rule is None:
        return None
    if node.name.startswith(_LOSSES) and any(
        saved.name in _WEIGHTS and (saved.tensor is not None or saved.value is not None)
        for saved in node.saved
    ):
        return None
    usual = _USUAL.get(node.name, {})
    if any(saved.fact != usual.get(saved.name, saved.fact) for saved in node.saved):
        return None
    values = _values(execution)
    if values is None or not rule.vjp:
        return rule
    check = check_node(execution, rule, "en")
    if check is None:  # an option, as the order of a norm, that the formula is not written for
        return rule if _is_too_large(execution, rule) else None
    special = node.name in _UNTOLD or any(one.dtype in COMPLEX for one in values)
    if any(map(_has_nan, values)):
        special, differs = True, _differs(execution, rule)
    else:
        differs = check.verdict == "differs"
    return None if special and differs else rule


def _has_nan(value: Value) -> bool:
    return value.dtype in (*FLOATING, *COMPLEX) and bool(np.isnan(value.array()).any())


def _differs(execution: Execution, rule: Rule) -> bool:
    """Whether a gradient is not the rule's, whatever a rounding of what went in would change.

    A comparison with NaN is false whichever way it is written: PyTorch's own may be the other.
    """
    for edge in range(len(execution.node.edges)):
        sent = execution.sent(edge)
        if sent is not None:
            made = execution.recomputed(rule, edge)
            if compare(sent, made, execution.recomputed(rule, edge, wide=True))[0] == "differs":
                return True
    return False


def _is_too_large(execution: Execution, rule: Rule) -> bool:
    """Whether only the size of an operand keeps the rule from being computed."""
    try:
        for edge, ref in enumerate(execution.step.gradients_out):
            if ref is not None:
                execution.made(rule, edge)
    except TooLarge:
        return True
    except MissingOperand:
        return False
    return False


def _values(execution: Execution) -> list[Value] | None:
    """All the numbers a rule may ask for; None where some were not recorded in full."""
    step, known = execution.step, execution.tape.values
    found = [known[ref] for ref in (*step.gradients_in, *step.gradients_out) if ref is not None]
    for saved in execution.node.saved:
        value = execution.saved_value(saved)
        told = isinstance(saved.fact, str) and " " in saved.fact  # why there are no numbers
        if (saved.tensor is not None and value is None) or told:
            return None
        found += [] if value is None else [value]
    whole = all(one.complete and one.size <= MOST_ELEMENTS for one in found)
    sent = any(ref is not None for ref in step.gradients_out)
    return found if whole and sent else None
