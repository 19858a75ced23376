"""What nodes keep for backward, and which one was found empty when it ran a second time."""

from __future__ import annotations

from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import short
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.words.table import word
from graphviewer.tape.freed import Held, freed_at, held, stopped_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Node
from graphviewer.tape.tape import Tape

SECOND_TIME = "backward through the graph a second time"


def freed_told(tape: Tape, index: TapeIndex, message: str, language: Language) -> list[str]:
    """The node PyTorch stopped at, what it had kept, and the line whose backward freed that."""
    if SECOND_TIME not in message or not tape.runs:
        return []
    freed = freed_at(tape)
    node = stopped_at(tape, tape.runs[-1])
    if node is None or node.id not in freed:
        return []
    told = {"node": short_name(node.name), "line": tape.steps[freed[node.id]].line}
    told |= {"kept": kept_names(tape, index, node), "bytes": kept_bytes(tape, node, language)}
    return [word("freed_by", language, **told)]


def kept_names(tape: Tape, index: TapeIndex, node: Node) -> str:
    """What a node keeps, by the program's names where it has them."""
    namer = Namer(tape, index)
    names = [_name(tape, namer, one) for one in held(tape, node)]
    return ", ".join(dict.fromkeys(names))


def _name(tape: Tape, namer: Namer, one: Held) -> str:
    if one.tensor is not None:
        return namer.text(one.tensor)
    value = None if one.value is None else tape.values[one.value]
    return short(value) if value is not None and value.size == 1 else one.name


def kept_bytes(tape: Tape, node: Node, language: Language) -> str:
    """How much that is; a tensor kept under two names counts once."""
    every = {one.name if one.tensor is None else one.tensor: one.bytes for one in held(tape, node)}
    if any(count is None for count in every.values()):
        return word("bytes_unknown", language)
    total = sum(count or 0 for count in every.values())
    return word("byte" if total == 1 else "bytes", language, count=f"{total:,}")
