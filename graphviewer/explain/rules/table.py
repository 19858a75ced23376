"""All rules by node name."""

from __future__ import annotations

from graphviewer.explain.rules import (
    attention,
    double,
    elementwise,
    layers,
    losses,
    matrices,
    recurrent,
    reductions,
    shapes,
    spreading,
    windows,
)
from graphviewer.explain.rules.rule import Rule
from graphviewer.tape.rows import Node

_PARTS = (
    elementwise,
    reductions,
    matrices,
    shapes,
    losses,
    double,
    windows,
    spreading,
    layers,
    attention,
    recurrent,
)
EVERY: tuple[Rule, ...] = tuple(rule for part in _PARTS for rule in part.RULES)
RULES: dict[str, tuple[Rule, ...]] = {
    node: tuple(rule for rule in EVERY if rule.node == node)
    for node in dict.fromkeys(rule.node for rule in EVERY)
}


def short_name(node: str) -> str:
    """A node's class name without its C++ namespace."""
    return node.rsplit("::", 1)[-1]


def has_rule(node: str) -> bool:
    """Whether some rule is written for nodes of this name."""
    return short_name(node) in RULES


def rule_of(node: Node) -> Rule | None:
    """The rule of a node with the options it saved, None where none is written."""
    kept = {one.name: one for one in node.saved}
    for rule in RULES.get(short_name(node.name), ()):
        asked = ((kept[name], fact) for name, fact in rule.when.items() if name in kept)
        if all(one.fact == fact and one.tensor is one.value is None for one, fact in asked):
            return rule
    return None
