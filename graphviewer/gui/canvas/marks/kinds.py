"""The kinds of marks as rows, which of them are shown, and a mark as data."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "fan_in", "shared", "stretched", "cut", "in_place", "saved", "hook", "second", "finite", "dead"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Icon = Literal[
    "sum", "chain", "stretch", "scissors", "pen", "pin", "hook", "layers", "warning", "off"
]
Tone = Literal["quiet", "text", "constant", "value", "gradient", "leaf", "loss", "error"]


class Look(NamedTuple):
    """How a kind is drawn: its sign and the theme's colour."""

    icon: Icon
    tone: Tone


LOOKS: dict[Kind, Look] = {
    "fan_in": Look("sum", "gradient"),
    "shared": Look("chain", "leaf"),
    "stretched": Look("stretch", "value"),
    "cut": Look("scissors", "quiet"),
    "in_place": Look("pen", "loss"),
    "saved": Look("pin", "quiet"),
    "hook": Look("hook", "gradient"),
    "second": Look("layers", "loss"),
    "finite": Look("warning", "error"),
    "dead": Look("off", "quiet"),
}


class Wanted(NamedTuple):
    """Which kinds are shown, and whether arrows are coloured by the size of gradients."""

    kinds: frozenset[Kind] = frozenset(KINDS)
    magnitude: bool = False


EVERY = Wanted()


class Mark(NamedTuple):
    """What one mark says, from the step `since` until before the step `until`.

    `spot` names its place among the marks of one card: those of one spot follow each other there.
    """

    kind: Kind
    text: str
    tip: str
    since: int
    until: int
    spot: str = ""
    alarm: bool = False  # in the colour of an error
    hollow: bool = False
    goal: int | None = None  # the tensor that a click on it selects


class Badge(NamedTuple):
    """A mark at a step and where it stands: its left top corner from that of the card."""

    kind: Kind
    text: str
    tip: str
    x: float
    y: float
    alarm: bool = False
    hollow: bool = False
    rim: bool = False  # it stands on a card's rim
    goal: int | None = None
