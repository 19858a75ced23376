"""Powers where their formulas say nothing: 0 to the 0, the logarithm of a base of 0."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.environment import Execution, computed
from graphviewer.explain.rules.rule import Array, MissingOperand, Rule

POWERS = frozenset({"PowBackward1", "PowBackward2"})
_BASE = "@g · \\cases{@exponent · @self^{@exponent − 1}|@exponent ≠ 0;0|@exponent = 0}"
_EXPONENT = "@g · \\cases{@result · \\w{ln}(@self)|@self ≠ 0;0|@self = 0}"
_SOME_NEGATIVE = (
    "@g · \\cases{@result · \\w{ln}(@self)|@self ≠ 0;0|@self = 0 ≤ @exponent;"
    "−∞|@exponent < 0 = @self}"
)
_ZERO_EXPONENT = (
    ("Where the exponent is 0 the power is 1 whatever the base, so its slope by the base is 0."),
    "지수가 0인 곳에서는 밑이 무엇이든 거듭제곱이 1이므로, 밑에 대한 기울기는 0입니다.",
)
_ZERO_BASE = (
    (
        "Where the base is 0 and the exponent is not negative, PyTorch sends 0 instead: ln of 0 is "
        "no number."
    ),
    "밑이 0이고 지수가 음수가 아닌 곳에서는 ln 0이 수가 아니므로, PyTorch가 대신 0을 보냅니다.",
)


def power_template(rule: Rule, edge: int, execution: Execution) -> str:
    """What such a node sends, by cases where the formula would be 0 times infinity; else empty."""
    to_base = rule.inputs[rule.place(edge)] == "self"
    if not _is_spoilt(execution, to_base=to_base):
        return ""
    if to_base:
        return _BASE
    base, exponent = _numbers(execution)
    return _SOME_NEGATIVE if np.any((base == 0) & (exponent < 0)) else _EXPONENT


def power_why(rule: Rule, execution: Execution) -> tuple[str, str]:
    """The rule's sentence, and what PyTorch does where it says nothing."""
    english, korean = rule.why
    for edge, name in enumerate(rule.inputs):
        more = _ZERO_EXPONENT if name == "self" else _ZERO_BASE
        if execution.sent(edge) is not None and _is_spoilt(execution, to_base=name == "self"):
            english, korean = f"{english} {more[0]}", f"{korean} {more[1]}"
    return english, korean


def _is_spoilt(execution: Execution, *, to_base: bool) -> bool:
    """Whether 0 is sent at some place where the formula gives none."""
    try:
        base, exponent = _numbers(execution)
    except MissingOperand:
        return False
    if to_base:
        return bool(np.any((exponent == 0) & ((base == 0) | np.isnan(base))))
    return bool(np.any((base == 0) & (exponent >= 0)))


def _numbers(execution: Execution) -> tuple[Array, Array]:
    """Base and exponent, stretched to each other's shape. Raises MissingOperand."""
    both = computed(
        lambda env: np.stack(np.broadcast_arrays(env.self, env.exponent)), execution.env(0)
    )
    return both[0], both[1]
