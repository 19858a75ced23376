"""A formula as data: a tree that was checked when it was read."""

from __future__ import annotations

from msgspec import Struct

CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045}


class Number(Struct, frozen=True, tag=True):
    """A number; `pi` and `e` are numbers too."""

    value: float
    at: int = -1  # the character it begins at


class Name(Struct, frozen=True, tag=True):
    """A variable or a constant."""

    name: str
    at: int = -1


class Apply(Struct, frozen=True, tag=True):
    """An operation or a function of its arguments, every argument given.

    Operations: add sub mul div floordiv mod pow neg, lt le gt ge eq ne, and or not (these give 1
    or 0). `softmax` has its temperature first: t, then the row. The others are called as
    `functions.FUNCTIONS` says.
    """

    op: str
    args: tuple[Node, ...]
    at: int = -1


Node = Number | Name | Apply


class Formula(Struct, frozen=True):
    """What was typed, and what it means."""

    text: str
    root: Node
    names: tuple[str, ...]  # its constants, in order of appearance
    used: tuple[str, ...]  # those of the variables that occur


def depends(node: Node, names: tuple[str, ...]) -> bool:
    """Whether one of these names occurs."""
    match node:
        case Name(name=name):
            return name in names
        case Apply(args=args):
            return any(depends(one, names) for one in args)
    return False
