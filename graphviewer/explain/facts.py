"""What there is to know about a tensor at a playhead position."""

from __future__ import annotations

from collections import Counter

from graphviewer.explain.explanation import Fact, Language, TensorFacts
from graphviewer.explain.memory import lies, sharing
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import shape, short
from graphviewer.explain.phrase import op_phrase
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.words.table import word
from graphviewer.tape.adopted import row_at
from graphviewer.tape.freed import freed_before
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.versions import version_at

MOST_LISTED = 6


def tensor_facts(
    tape: Tape, index: TapeIndex, tensor: int, step: int, language: Language
) -> TensorFacts:
    """A tensor's facts, value and gradient once `step` has happened."""
    rows = _Facts(tape, index, tensor, step, language).rows()
    state = index.gradient_at(tensor, step)
    leaf = index.leaf_grad_at(tensor, step)
    run = None if state is None else tape.runs[state.run]
    ports = index.ports(tensor)
    namer = Namer(tape, index)
    return TensorFacts(
        tensor=tensor,
        name=namer.text(tensor),
        rows=rows,
        value=index.value_at(tensor, step),
        gradient=None if state is None or not state.complete else state.value,
        gradient_name=None if run is None or not ports else namer.partial(ports[0], run),
        leaf_grad=None if leaf is None else leaf.value,
        arrived=0 if state is None else len(state.arrived),
        expected=0 if state is None else state.expected,
    )


class _Facts:
    def __init__(
        self, tape: Tape, index: TapeIndex, tensor: int, step: int, language: Language
    ) -> None:
        self.tape, self.index, self.step, self.language = tape, index, step, language
        self.row = row_at(tape, index, tensor, step)
        self.namer = Namer(tape, index)
        self.relations = index.relations
        self.sharing = sharing(tape, index, tensor, step)

    def rows(self) -> tuple[Fact, ...]:
        told = (
            ("also", self._also()),
            ("shape", self._shape()),
            ("dtype", self.row.dtype),
            ("device", self.row.device),
            ("grad_fn", self._grad_fn()),
            ("requires_grad", self._yes(self._wants())),
            ("leaf_grad", self._kept()),
            ("saved_by", self._saved_by()),
            ("used_by", self._used_by()),
            ("version", self._version()),
            ("shares", self._shares()),
            ("lies_beside", self._named(self.sharing.beside)),
            ("lies_in_memory", lies(self.row, self.language)),
        )
        return tuple(
            Fact(key=key, label=word(key, self.language), text=text) for key, text in told if text
        )

    def _say(self, key: str, **values: object) -> str:
        return word(key, self.language, **values)

    def _yes(self, yes: bool) -> str:
        return self._say("yes" if yes else "no")

    def _wants(self) -> bool:
        return self.index.requires_grad_at(self.row.id, self.step)

    def _also(self) -> str:
        return ", ".join(self.index.names(self.row.id)[1:])

    def _shape(self) -> str:
        lengths = shape(self.row.shape)
        return self._say("scalar", shape=lengths) if self.row.shape == () else lengths

    def _grad_fn(self) -> str:
        if self.row.node is None:
            return self._say("is_leaf")
        return short_name(self.tape.nodes[self.row.node].name)

    def _kept(self) -> str:
        grad = self.index.leaf_grad_at(self.row.id, self.step)
        if grad is not None and grad.value is not None:
            return short(self.tape.values[grad.value])
        if not self.row.is_leaf:
            if grad is None:
                return self._say("grad_dropped") if self._wants() else ""
            return self._say("grad_none")
        return self._say("grad_none") if self._wants() or grad is not None else ""

    def _saved_by(self) -> str:
        names: dict[int, list[str]] = {}
        for node, name in self.index.saved_by(self.row.id):
            if self.tape.nodes[node].step <= self.step:
                names.setdefault(node, []).append(name)
        freed = freed_before(self.tape, names.keys(), self.step) if names else set()
        return _listed([self._keeper(node, kept, freed) for node, kept in names.items()])

    def _keeper(self, node: int, kept: list[str], freed: set[int]) -> str:
        told = {"node": short_name(self.tape.nodes[node].name), "kept": ", ".join(kept)}
        return self._say("was_freed" if node in freed else "keeps_it", **told)

    def _used_by(self) -> str:
        users = (self.tape.ops[op] for op in self.relations.users(self.row.id))
        return _listed(
            [op_phrase(self.tape, self.index, op.id) for op in users if op.step <= self.step]
        )

    def _version(self) -> str:
        version = version_at(self.tape, self.index, self.row.id, self.step)
        return str(version) if version == 0 else self._say("version_changed", version=version)

    def _shares(self) -> str:
        """The tensors with cells in common, and what that means."""
        names = self._named(self.sharing.with_cells)
        if not names or self.sharing.whole is None:
            return names
        if not self.sharing.whole:
            return self._say("common_cells_change", names=names)
        many = len(self.sharing.with_cells) > 1
        return self._say("changes_show_in_all" if many else "changes_show", names=names)

    def _named(self, tensors: tuple[int, ...]) -> str:
        return _listed(list(dict.fromkeys(map(self.namer.text, tensors))))


def _listed(texts: list[str]) -> str:
    """Texts with commas, each once, with how often it comes."""
    texts = [text if n == 1 else f"{text} (×{n})" for text, n in Counter(texts).items()]
    more = ", …" if len(texts) > MOST_LISTED else ""
    return ", ".join(texts[:MOST_LISTED]) + more
