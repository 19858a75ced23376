"""What changes while stepping, as data: the face of a vertex, and what the step is about."""

from __future__ import annotations

from typing import Literal, NamedTuple

Light = Literal["", "value", "gradient"]


class Face(NamedTuple):
    """The words of one card or sign at a step. Equal faces look the same."""

    faint: bool = False  # has not happened yet
    light: Light = ""  # the step is about it
    value: str = ""
    grad: str = ""
    has_grad: bool = False
    more: str = ""  # has been sent to a leaf but is not in its `.grad`
    note: str = ""
    ran: bool = False  # its node has been executed in the current run
    value_id: int | None = None
    grad_id: int | None = None
    # how far along the scales of a neuron: activation 0 to 1, delta and bias -1 to 1
    levels: tuple[float | None, ...] = ()
    meta: str = ""  # in place of its plan's, where dtype or shape are not what they are at the end
    title: str = ""  # of a neuron, whose numbers the program may call otherwise in each pass


class Lit(NamedTuple):
    """What a step is about: vertices and links, by place."""

    vertices: frozenset[int]
    links: frozenset[int]
    light: Light


NOTHING = Lit(frozenset(), frozenset(), "")
