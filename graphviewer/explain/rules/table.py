"""All rules by node name."""

from __future__ import annotations

from graphviewer.explain.rules import double, elementwise, losses, matrices, reductions, shapes
from graphviewer.explain.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.node: rule
    for part in (elementwise, reductions, matrices, shapes, losses, double)
    for rule in part.RULES
}


def short_name(node: str) -> str:
    """A node's class name without its C++ namespace."""
    return node.rsplit("::", 1)[-1]


def rule_of(node: str) -> Rule | None:
    """The rule of a node by its name, None where none is written."""
    return RULES.get(short_name(node))
