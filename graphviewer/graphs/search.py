"""Finding vertices by what they are called, what they are, their shape, dtype or line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from graphviewer.graphs.data import Graph, Shaping, Vertex, VertexKind, View
from graphviewer.graphs.expression import expression_graph
from graphviewer.graphs.grad_fn import grad_fn_graph
from graphviewer.graphs.modules import modules_graph
from graphviewer.graphs.tied import path_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.span import Span, roots_of, runs_within
from graphviewer.tape.tape import Tape

DTYPES = re.compile(r"(torch\.)?(b?float\d+|u?int\d+|bool|complex\d+)\b", re.IGNORECASE)
# a number of more digits is no line and no length: it is looked for as a word
_LINE = re.compile(
    r"(?:^|\s)(?:line\s*|:|줄\s*|행\s*)(\d{1,18})(?=\s|$)|(?:^|\s)(\d{1,18})\s*(?:줄|행)(?=\s|$)"
)
_SHAPE = re.compile(
    r"[\[(]\s*(?P<inner>\d{1,18}(?:\s*[,x×]\s*\d{1,18})*)?\s*,?\s*[\])]|(?<!\S)(?P<bare>\d{1,18}(?:\s*[x×]\s*\d{1,18})+)(?!\S)"
)
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")  # h₃₁ is found as h31
_KINDS = {
    "tensor": ("tensor", "텐서"),
    "op": ("operation", "연산"),
    "node": ("node", "노드"),
    "module": ("module", "모듈"),
}
_LEAF, _LOSS, _PARAMETER = ("leaf", "리프"), ("loss", "손실"), ("parameter", "매개변수")
_CONSTANT = ("constant", "상수")


class Query(Struct, frozen=True):
    """What is looked for: all of it must hold."""

    words: tuple[str, ...] = ()  # in lower case
    shape: tuple[int, ...] | None = None
    dtype: str = ""
    line: int | None = None


class Found(Struct, frozen=True):
    """A vertex that was found, by what it is in any shape of its view."""

    kind: VertexKind
    ref: int


class _Entry(Struct, frozen=True):
    found: Found
    names: tuple[str, ...]
    text: str  # all words it can be found by, in lower case, a line each
    shape: tuple[int, ...] | None
    dtype: str
    line: int | None


def query(text: str) -> Query:
    """What a text looks for: "relu line 4", "[3, 2]", "3x2", "float32 leaf", ":4", "4줄"."""
    line: int | None = None
    shape: tuple[int, ...] | None = None
    dtype = ""
    if found := _LINE.search(text):
        line = int(found[1] or found[2])
        text = text[: found.start()] + " " + text[found.end() :]
    if found := _SHAPE.search(text):
        lengths = found["inner"] or found["bare"] or ""
        shape = tuple(int(length) for length in re.findall(r"\d+", lengths))
        text = text[: found.start()] + " " + text[found.end() :]
    if found := DTYPES.search(text):
        dtype = found[2].lower()
        text = text[: found.start()] + " " + text[found.end() :]
    return Query(tuple(text.translate(_SMALL).lower().split()), shape, dtype, line)


class Catalogue:
    """All that a view can show of a tape, or of a span of it, to look things up in."""

    def __init__(self, tape: Tape, index: TapeIndex, view: View, span: Span | None = None) -> None:
        self._tape, self._index = tape, index
        self._losses = {
            seed.tensor for run in runs_within(tape, span) for seed in roots_of(tape, run)
        }
        entries: Iterable[_Entry]
        if view == "grad_fn":
            refs = dict.fromkeys(v.ref for v in grad_fn_graph(tape, span).vertices)
            entries = (self._node(ref) for ref in refs)
        else:
            drawn = dict.fromkeys(
                (v.kind, v.ref) for v in expression_graph(tape, index, span).vertices
            )
            steps = {"tensor": tape.tensors, "op": tape.ops}
            ordered = sorted(drawn, key=lambda one: steps[one[0]][one[1]].step)  # type: ignore[index]
            entries = (self._tensor(r) if k == "tensor" else self._op(r) for k, r in ordered)
            if view == "modules":
                entries = [*self._modules(modules_graph(tape, index, span)), *entries]
        self._entries = list(entries)

    def find(self, text: str) -> tuple[Found, ...]:
        """What a text finds: what is called just so first, else in the program's order."""
        asked = query(text)
        if asked == Query():
            return ()
        hits = [entry for entry in self._entries if _matches(entry, asked)]
        exact, as_typed = " ".join(asked.words), text.strip().translate(_SMALL)
        hits.sort(key=lambda entry: exact not in (name.lower() for name in entry.names))
        if exact and as_typed != exact:  # capitals tell W from w
            hits.sort(key=lambda entry: as_typed not in entry.names)
        return tuple(entry.found for entry in hits)

    def _tensor(self, ref: int) -> _Entry:
        row, index = self._tape.tensors[ref], self._index
        names = tuple(dict.fromkeys((*index.names(ref), index.name(ref), row.name)))
        words = [*names, *_KINDS["tensor"]]
        if row.is_leaf:
            words += _LEAF if row.requires_grad else _CONSTANT
        words += _PARAMETER if row.is_parameter else ()
        words += _LOSS if ref in self._losses else ()
        op = self._tape.ops[row.op] if row.op is not None else None
        return _Entry(Found("tensor", ref), names, _joined(words), row.shape, row.dtype, _line(op))

    def _op(self, ref: int) -> _Entry:
        op = self._tape.ops[ref]
        nodes = [self._tape.nodes[node].name for node in op.nodes]
        words = [op.name, op.qualified, *nodes, *_modules_of(op), *_KINDS["op"]]
        return _Entry(Found("op", ref), (op.name,), _joined(words), None, "", _line(op))

    def _node(self, ref: int) -> _Entry:
        node, index = self._tape.nodes[ref], self._index
        tensor = node.variable if node.variable is not None else index.tensor_at((ref, 0))
        op = self._tape.ops[node.op] if node.op is not None else None
        names = [node.name]
        if tensor is not None:
            names += [*index.names(tensor), index.name(tensor)]
        words = [*names, *_KINDS["node"], *((op.name, *_modules_of(op)) if op is not None else ())]
        if node.variable is not None:
            words += _LEAF
            made = self._tape.tensors[node.variable].op
            op = self._tape.ops[made] if made is not None else None
        row = self._tape.tensors[tensor] if tensor is not None else None
        shape, dtype = (row.shape, row.dtype) if row is not None else (None, "")
        return _Entry(Found("node", ref), _plain(names), _joined(words), shape, dtype, _line(op))

    def _modules(self, graph: Graph) -> Iterator[_Entry]:
        for ref, fold in enumerate(graph.folds):
            path = path_of(fold)
            words = [path, fold.kind, *_KINDS["module"]]
            yield _Entry(Found("module", ref), (path, fold.title), _joined(words), None, "", None)


def _joined(words: Iterable[str]) -> str:
    return "\n".join(words).translate(_SMALL).lower()


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.translate(_SMALL) for name in names)


def _modules_of(op: Op) -> list[str]:
    return [op.module, *op.within] if op.module or op.within else []


def _line(op: Op | None) -> int | None:
    return op.place.line if op is not None and op.place is not None else None


def _matches(entry: _Entry, asked: Query) -> bool:
    return (
        (asked.line is None or entry.line == asked.line)
        and (asked.shape is None or entry.shape == asked.shape)
        and (not asked.dtype or entry.dtype == asked.dtype)
        and all(_has(entry, word) for word in asked.words)
    )


def _has(entry: _Entry, word: str) -> bool:
    """A single letter is a name, or the beginning of one."""
    if len(word) == 1:
        return any(
            part.startswith(word) for name in entry.names for part in name.lower().split(".")
        )
    return word in entry.text


# --- where a view shows what was found


def holder(graph: Graph, found: Found) -> tuple[Vertex, int] | None:
    """The closed box that a vertex is inside of, with its place among the members.

    A module in a closed one is no member of it: its place is the first.
    """
    for vertex in graph.vertices:
        if vertex.kind in ("module", "fold"):
            for place, one in enumerate(graph.folds[vertex.ref].members):
                if (one.kind, one.ref) == (found.kind, found.ref):
                    return vertex, place
    if found.kind == "module" and not is_opened(graph, found):
        path = path_of(graph.folds[found.ref])
        for vertex in graph.vertices:
            stem = path_of(graph.folds[vertex.ref]) if vertex.kind == "module" else ""
            if stem and path.startswith(f"{stem}."):
                return vertex, 0
    return None


def is_opened(graph: Graph, found: Found) -> bool:
    """Whether a module is drawn as a frame."""
    if found.kind != "module":
        return False
    return any(group.key == graph.folds[found.ref].key for group in graph.groups)


def is_hidden(shaping: Shaping, found: Found) -> bool:
    """Whether it was hidden by hand."""
    return (found.kind, found.ref) in shaping.hidden
