"""A layout in a process of its own: a request on standard input, the layout on standard output.

The window uses it for large graphs: a layout takes seconds there, and a thread would stall it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from graphviewer.layout.data import Box, Direction, Frame, Layout, Spacing, Wire
from graphviewer.layout.layered import layered

MODULE = "graphviewer.layout.serve"


class Request(Struct, frozen=True, array_like=True):
    """What to lay out."""

    boxes: list[Box]
    wires: list[Wire]
    spacing: Spacing
    groups: list[Frame]
    direction: Direction

    def sent(self) -> bytes:
        """As it is sent to a process that lays out."""
        return msgspec.msgpack.encode(self)

    def done(self) -> Layout:
        """Laid out here. Raises ValueError as `layered` does."""
        return layered(
            self.boxes,
            self.wires,
            spacing=self.spacing,
            groups=self.groups,
            direction=self.direction,
        )


def asked(
    boxes: list[Box],
    wires: list[Wire],
    spacing: Spacing,
    groups: Sequence[Frame] = (),
    direction: Direction = "down",
) -> bytes:
    """A request as it is sent."""
    return Request(boxes, wires, spacing, list(groups), direction).sent()


def answer(data: bytes) -> Layout:
    """A layout as it was received. Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(data, type=Layout)


def main() -> int:
    """Serve one request."""
    gc.disable()  # the process ends with it
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    found = request.done()
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
