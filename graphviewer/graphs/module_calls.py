"""The calls of modules that ops happened in, as a tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from graphviewer.tape.within import module_call

UNKNOWN = "?"  # the class of a module on tapes that do not tell
Chain = tuple[int, ...]  # calls, outermost first, by their place among all


class Call(Struct, frozen=True):
    """One call of a module; `parent` is the place of the call it happened in."""

    path: str
    nth: int  # from 1
    kind: str  # the class; empty on tapes that do not tell
    parent: int | None
    depth: int
    title: str  # its path within its parent's, with its number if it is called again

    @property
    def key(self) -> str:
        """Names it in Shaping.opened: "net.0#2"."""
        return f"{self.path}#{self.nth}"


class Calls:
    """The calls around some ops, in the order they began."""

    def __init__(self, ops: Sequence[Op], *, afresh: bool = False) -> None:
        """`afresh`: calls are counted among these ops, so that iterations alike look alike."""
        self._texts: list[tuple[str, str, int, int | None]] = []  # path, class, nth, parent
        self._of: dict[tuple[str, ...], Chain] = {(): ()}
        self._known: dict[tuple[int | None, str], int] = {}
        self.chains: dict[int, Chain] = {}  # by op
        told = any(op.within for op in ops)
        for op, within in zip(ops, _told(ops) if told else _by_path(ops), strict=True):
            chain = self._of.get(within)
            if chain is None:
                chain = self._of[within] = self._chain(within)
            self.chains[op.id] = chain
        self.rows = self._rows(afresh=afresh)
        self.parents = frozenset(row.parent for row in self.rows if row.parent is not None)
        self.depth = max((row.depth + 1 for row in self.rows), default=0)

    def _chain(self, within: tuple[str, ...]) -> Chain:
        chain: list[int] = []
        parent: int | None = None
        for text in within:
            place = self._known.get((parent, text))
            if place is None:
                place = self._known[parent, text] = len(self._texts)
                path, nth, kind = module_call(text)
                self._texts.append((path, "" if kind == UNKNOWN else kind, nth, parent))
            chain.append(place)
            parent = place
        return tuple(chain)

    def _rows(self, *, afresh: bool) -> tuple[Call, ...]:
        times = Counter(path for path, _, _, _ in self._texts)
        seen: Counter[str] = Counter()
        rows: list[Call] = []
        for path, kind, nth, parent in self._texts:
            seen[path] += 1
            outer = rows[parent] if parent is not None else None
            title = path
            if outer is not None:
                title = path.removeprefix(f"{outer.path}.")
            number = seen[path] if afresh else nth
            if times[path] > 1:
                title += f" #{number}"
            depth = 0 if outer is None else outer.depth + 1
            rows.append(Call(path, number, kind, parent, depth, title))
        return tuple(rows)

    def chain_of(self, op: Op) -> Chain:
        """The calls around any op of the tape, as far as they are among these."""
        chain = self.chains.get(op.id)
        if chain is not None:
            return chain
        found: list[int] = []
        for text in op.within:
            place = self._known.get((found[-1] if found else None, text))
            if place is None:
                break
            found.append(place)
        return tuple(found)

    def path_to(self, place: int) -> list[int]:
        """A call and those around it, outermost first."""
        found = [place]
        while (parent := self.rows[found[0]].parent) is not None:
            found.insert(0, parent)
        return found


def _told(ops: Iterable[Op]) -> Iterable[tuple[str, ...]]:
    return (op.within for op in ops)


def _by_path(ops: Iterable[Op]) -> Iterable[tuple[str, ...]]:
    """Calls guessed from paths, for tapes that know no more: one lasts while ops stay inside."""
    times: Counter[str] = Counter()
    running: list[tuple[str, str]] = []  # path, call
    for op in ops:
        parts = op.module.split(".") if op.module else []
        paths = [".".join(parts[: length + 1]) for length in range(len(parts))]
        kept = 0
        while kept < min(len(running), len(paths)) and running[kept][0] == paths[kept]:
            kept += 1
        del running[kept:]
        for path in paths[kept:]:
            times[path] += 1
            running.append((path, f"{path}#{times[path]}:{UNKNOWN}"))
        yield tuple(call for _, call in running)


def parameters_under(tape: Tape, index: TapeIndex) -> dict[str, tuple[int, ...]]:
    """For each path the parameters whose names begin with it, each once, in their order."""
    found: dict[str, dict[int, int]] = defaultdict(dict)  # by object, so that none counts twice
    for row in tape.tensors:
        if not row.is_parameter:
            continue
        for name in index.names(row.id):
            parts = name.split(".")
            for length in range(1, len(parts)):
                found[".".join(parts[:length])].setdefault(row.object, row.id)
    return {path: tuple(rows.values()) for path, rows in found.items()}
