"""NaN and infinity on cards and along arrows."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.marks.kinds import Mark
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.tape.finite import Appeared, NotFinite, first_not_finite
from graphviewer.tape.index import TapeIndex

BAD = "bad"  # the spot of what a card's numbers are
_KNOWN: WeakKeyDictionary[TapeIndex, NotFinite] = WeakKeyDictionary()


def not_finite(index: TapeIndex) -> NotFinite:
    """What of a tape is not finite, up to its end."""
    found = _KNOWN.get(index)
    if found is None:
        found = _KNOWN[index] = NotFinite(index.tape)
    found.refresh()
    return found


def what(counts: tuple[int, int]) -> str:
    """The words for some NaN and infinities."""
    return " + ".join(text for text, count in zip(("NaN", "inf"), counts, strict=True) if count)


def first_marks(scene: Scene) -> dict[int, list[Mark]]:
    """Where NaN and infinity came up first, by vertex."""
    found: dict[int, list[Mark]] = {}
    if not not_finite(scene.index).counts:
        return found
    first = first_not_finite(scene.tape)
    for name, one in (("NaN", first.nan), ("inf", first.infinity)):
        place = _place_of(scene, one.step) if one is not None else None
        if one is not None and place is not None:
            found.setdefault(place, []).append(_first(name, one, scene.language))
    return found


def _first(name: str, one: Appeared, language: str) -> Mark:
    told = {"what": name, "step": one.step + 1, "count": one.count, "total": one.total}
    text, tip = say("first", language, **told), say("first_tip", language, **told)
    return Mark("finite", text, tip, one.step, NEVER, f"first {name}", alarm=True)


def _place_of(scene: Scene, step: int) -> int | None:
    """The sign, the node or the card that a step is about."""
    row = scene.tape.steps[step]
    keys = [("op", row.op), ("node", row.node), ("tensor", row.tensor)]
    if row.node is not None:
        keys.append(("op", scene.tape.nodes[row.node].op))
    if row.op is not None:
        keys += [("node", node) for node in scene.tape.ops[row.op].nodes]
    keys += [("tensor", tensor) for tensor in row.outputs]
    for kind, ref in keys:
        places = scene.places.get((kind, ref)) if ref is not None else None
        if places:
            return places[0]
    return None


def face_marks(scene: Scene, face: Face) -> Iterator[Mark]:
    """What the numbers that a card shows are, where they are not finite."""
    known = not_finite(scene.index).counts
    if not known or face.faint:
        return
    told = ((face.value_id, "bad_value_tip"), (face.grad_id, "bad_grad_tip"))
    found = [(ref, known[ref], key) for ref, key in told if ref is not None and ref in known]
    if not found:
        return
    lines = [
        say(
            key, scene.language, what=what(counts), count=sum(counts),
            total=scene.tape.values[ref].size,
        )
        for ref, counts, key in found
    ]  # fmt: skip
    text = what((sum(c[0] for _, c, _ in found), sum(c[1] for _, c, _ in found)))
    yield Mark("finite", text, "\n".join(lines), -1, NEVER, BAD, alarm=True)


class _Reached:
    """Which links of a scene NaN and infinity came to: looked for once, not at every step."""

    def __init__(self, scene: Scene) -> None:
        self.steps = len(scene.tape.steps)
        known = not_finite(scene.index).counts
        self.forward: set[int] = set()
        self.changing: list[int] = []  # links of tensors whose numbers changed in place
        self._back: dict[int, set[int]] = {}
        for place, link in enumerate(scene.graph.links):
            if link.tensor is None:
                continue
            if scene.index.relations.changes(link.tensor):
                self.changing.append(place)
            elif scene.tape.tensors[link.tensor].value in known:
                self.forward.add(place)

    def back(self, scene: Scene, run: int) -> set[int]:
        """Links along which a run sent some by its end."""
        found = self._back.get(run)
        if found is None:
            known, last = not_finite(scene.index).counts, scene.index.run_end(run)
            sent = np.flatnonzero(scene.flows(run) <= last).tolist()
            found = self._back[run] = {
                place
                for place in sent
                if any(ref in known for ref in sent_along(scene, place, last, run))
            }
        return found


_REACHED: WeakKeyDictionary[Scene, _Reached] = WeakKeyDictionary()


def bad_links(scene: Scene, step: int, flowed: npt.NDArray[np.bool_]) -> tuple[set[int], set[int]]:
    """Links that carried NaN or infinity forward by a step, and those that sent some back."""
    known = not_finite(scene.index).counts
    if not known:
        return set(), set()
    reached = _REACHED.get(scene)
    if reached is None or reached.steps != len(scene.tape.steps):
        reached = _REACHED[scene] = _Reached(scene)
    links, made = scene.graph.links, scene.link_made
    forward = {place for place in reached.forward if made[place] <= step}
    forward.update(
        place
        for place in reached.changing
        if made[place] <= step and scene.index.value_at(links[place].tensor or 0, step) in known
    )
    run = scene.index.run_at(step)
    back = reached.back(scene, run) if run is not None else set()
    return forward, {place for place in back if flowed[place]}


def sent_along(scene: Scene, place: int, step: int, run: int | None = None) -> Iterator[int]:
    """Ids of the gradients that a link has sent back in the run at a step, or in a named one."""
    link = scene.graph.links[place]
    for node, edge in link.edges:
        at = scene.index.executed_at(node, step, run)
        out = scene.tape.steps[at].gradients_out if at is not None else ()
        ref = out[edge] if edge < len(out) else None
        if ref is not None:
            yield ref
    if link.edges or link.tensor is None:
        return
    row = scene.tape.tensors[link.tensor]  # from an operation's sign to its result
    at = scene.index.executed_at(row.node, step, run) if row.node is not None else None
    entered = scene.tape.steps[at].gradients_in if at is not None else ()
    ref = entered[row.output_nr] if row.output_nr < len(entered) else None
    if ref is not None:
        yield ref
