"""Where a node sends gradients to, and how much has arrived there."""

from __future__ import annotations

from graphviewer.tape.gradients import GradState
from graphviewer.tape.index import Port


class Target:
    """A tensor the node sends gradients to: along which edges, what has arrived there by now."""

    def __init__(self, port: Port, edges: list[int], state: GradState | None, step: int) -> None:
        self.port = port
        self.edges = edges
        self.state = state
        arrived = () if state is None else state.arrived
        self.earlier = sum(one.step < step or one.node is None for one in arrived)
        self.arrived = len(arrived)
        self.expected = len(arrived) if state is None else max(state.expected, len(arrived))

    @property
    def later(self) -> int:
        """How many gradients are still to come."""
        return self.expected - self.arrived
