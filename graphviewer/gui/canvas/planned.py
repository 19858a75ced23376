"""What is planned of a vertex before it is laid out, and the sizes that cards share.

Each kind of vertex is planned, worded and painted by functions of its own: `plan.py`, `state.py`
and `cards.py` only choose among them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from graphviewer.graphs.data import Vertex
from graphviewer.gui.canvas.texts import width_of

Rim = Literal["plain", "leaf", "loss", "constant"]
TITLE, SIGN, NOTE = 19, 20, 13  # text heights in scene pixels
PAD = 16.0
TITLE_LINE, VALUE_LINE, GRAD_LINE = 26.0, 50.0, 73.0  # baselines from a card's top
HEIGHTS = {True: 87.0, False: 64.0}  # of a card with a gradient line and without
NODE_HEIGHT = 66.0
COMPACT_HEIGHT = 44.0  # of a card for a tensor without a name
EXPRESSION_LINE, NUMBER_LINE = 16.0, 35.0  # its baselines
SLIM, GAP, BETWEEN = 12.0, 6.0, 14.0  # its margin, after a word, between value and gradient
STACKED = 20.0  # a gradient below its value
WIDEST_LINE = 230.0  # value and gradient below each other if wider
NARROWEST_COMPACT, LONGEST_EXPRESSION = 96.0, 28
THUMB = 54.0  # height of a heat map, with its scale below
THUMB_SPACE = 78.0
CIRCLE = 46.0
BESIDE_SIGN, BESIDE_DROP = 20.0, 7.0  # from a sign to its name, and how far that stands below
# its middle: arrows come aslant from above
UNDER_GAP = 5.0  # the same where the name stands below: arrows leave at the right
UNDER_LINE = 17.0  # of what is written below a sign
UNDER_MARKS = 21.0  # of a row of marks below that
UNDER_SHIFT = 22.0  # and how far it is moved to the right: arrows come from the left
NARROWEST, NARROWEST_CONSTANT, WIDEST = 220.0, 180.0, 560.0
LONGEST_TITLE = 28
MANY_ELEMENTS, MOST_ELEMENTS = 12, 4096  # a matrix with more than the first shows a heat map


class Plan(NamedTuple):
    """One vertex to draw. `round` ones are signs, the others cards."""

    vertex: Vertex
    round: bool
    width: float
    height: float
    title: str
    meta: str = ""
    rim: Rim = "plain"
    notes: tuple[str, ...] = ()
    name: str = ""  # beside a sign: the true grad_fn
    sign: float = CIRCLE  # width of a sign without what stands beside it
    wants: bool = False  # has a gradient line
    thumb: bool = False
    compact: bool = False  # a tensor the program never named
    lines: int = 1  # rows of a value or gradient, more than one for a grid
    stacked: bool = False  # a compact one with its gradient below its value
    ring: float = CIRCLE  # height of a sign without what stands below it
    under: bool = False  # a sign whose name stands below it: arrows leave it at the right

    @property
    def sign_left(self) -> float:
        """Where a sign begins; one with its name below it does at once, for arrows come there."""
        return 0.0 if self.under else (self.width - self.sign) / 2


def has_thumb(shape: tuple[int, ...], dtype: str) -> bool:
    """Whether numbers of a shape are drawn as a heat map."""
    if len(shape) != 2 or dtype.startswith("complex"):
        return False
    return MANY_ELEMENTS < shape[0] * shape[1] <= MOST_ELEMENTS


def beneath(plan: Plan) -> Plan:
    """A sign with its name below it instead of beside it; a card as it is."""
    if not plan.round:
        return plan
    lines = [text for text in (*plan.notes, plan.name) if text]
    widths = [UNDER_SHIFT + width_of(text, NOTE, bold=True) for text in lines]
    return plan._replace(
        under=True,
        width=round(max([plan.sign, *widths])),
        height=plan.ring + (UNDER_GAP + UNDER_LINE * len(lines) + 4 if lines else 0.0),
    )
