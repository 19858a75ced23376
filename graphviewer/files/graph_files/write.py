"""The door to these files: a view of a tape as the bytes of any of them."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.files.graph_files.dot import dot
from graphviewer.files.graph_files.graphml import graphml
from graphviewer.files.graph_files.plain_json import as_json
from graphviewer.files.graph_files.table import Table, table
from graphviewer.graphs.data import PLAIN, Shaping, View
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

WRITERS: dict[str, Callable[[Table], str]] = {"dot": dot, "graphml": graphml, "json": as_json}


def written(
    kind: str,
    tape: Tape,
    view: View,
    step: int,
    span: Span | None = None,
    shaping: Shaping = PLAIN,
) -> bytes:
    """A view at a step as "dot", "graphml" or "json". Raises KeyError for another kind."""
    return WRITERS[kind](table(tape, view, step, span, shaping)).encode()
