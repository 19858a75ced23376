"""What a gradient is at a position: what has arrived at a port, and what a leaf's `.grad` holds."""

from __future__ import annotations

from msgspec import Struct


class Contribution(Struct, frozen=True, gc=False):
    """A gradient that arrived at a port: along edge `edge` of `node`, or as a seed (both None)."""

    step: int
    value: int | None
    node: int | None
    edge: int | None


class GradState(Struct, frozen=True, kw_only=True):
    """The gradient of one port in one backward run, at a position.

    `value` is the id of the whole gradient once it is recorded: when the node has run, or when the
    only contribution has arrived. While several are still arriving use `TapeIndex.partial_sum`.
    """

    run: int
    arrived: tuple[Contribution, ...]
    expected: int
    value: int | None
    consumed: bool  # the node has run with it

    @property
    def complete(self) -> bool:
        """Whether every contribution of this run has arrived."""
        return len(self.arrived) >= self.expected


class LeafGrad(Struct, frozen=True, gc=False):
    """The `.grad` of a leaf since `step`; value None means `.grad is None`."""

    step: int
    value: int | None
