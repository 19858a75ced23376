"""The marks of autograd's nodes: what they saved, the layer they belong to, where a run stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviewer.explain.failure import VERSIONS, spoilt
from graphviewer.explain.rules.table import short_name
from graphviewer.gui.canvas.marks.hooks import hooks_of
from graphviewer.gui.canvas.marks.kinds import Kind, Mark
from graphviewer.gui.canvas.marks.ops import op_marks
from graphviewer.gui.canvas.marks.tensors import copies
from graphviewer.gui.canvas.marks.words import ordinal, say
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.gui.canvas.texts import cut, shape
from graphviewer.tape.freed import Held, held, stopped_at
from graphviewer.tape.rows import Node
from graphviewer.tape.tape import Tape

LONGEST = 24  # characters of the names of what is saved
IN_PLACE = "modified by an inplace operation"
SECOND_TIME = "backward through the graph a second time"


def sign_marks(scene: Scene, place: int, freed: dict[int, int]) -> Iterator[Mark]:
    """The marks beside an operation's sign. `freed`: nodes and the steps that freed them."""
    op = scene.tape.ops[scene.graph.vertices[place].ref]
    nodes = scene.tape.own_nodes(op)
    yield from stopped(scene, [node.id for node in nodes])
    yield from _saved(scene, nodes, freed)
    yield from op_marks(scene, op)
    for node in nodes:
        drawn = any(scene.places.get(("tensor", t)) for t in op.outputs)
        yield from hooks_of(scene, node.id, ports=not drawn)


def node_marks(scene: Scene, place: int, freed: dict[int, int]) -> Iterator[Mark]:
    """The marks of a node's card in the grad_fn view."""
    node = scene.tape.nodes[scene.graph.vertices[place].ref]
    count = len(copies(scene, "node", node.id))
    if count > 1 and node.variable is not None:
        name = scene.index.name(node.variable)
        tip = say("shared_node_tip", scene.language, count=count, name=name)
        yield Mark("shared", f"×{count}", tip, -1, NEVER, "shared")
    yield from stopped(scene, [node.id])
    if node.run is not None:
        nth = ordinal(order_of(scene.tape, node), scene.language)
        tip = say("order_tip", scene.language, run=node.run + 1)
        text = say("order", scene.language, nth=nth)
        yield Mark("second", text, tip, node.step, NEVER, "second")
    yield from hooks_of(scene, node.id, ports=True)
    yield from _saved(scene, [node], freed)
    op = scene.tape.ops[node.op] if node.op is not None and node.variable is None else None
    if op is not None and scene.tape.own_nodes(op) == [node]:
        yield from op_marks(scene, op)


def order_of(tape: Tape, node: Node) -> int:
    """1 for the forward graph, 2 for what a run through that built, and so on."""
    if node.run is None:
        return 1
    built: list[int] = []  # by each run
    for run in tape.runs[: node.run + 1]:
        through = {tape.nodes[seed.node].run for seed in run.seeds}
        below = (built[one] for one in through if one is not None and one < run.id)
        built.append(1 + max(below, default=1))
    return built[node.run]


def stopped(scene: Scene, nodes: Sequence[int]) -> Iterator[Mark]:
    """Where the program's backward run failed, if one of some nodes refused to run."""
    tape, error = scene.tape, scene.tape.error
    if error is None or error.step is None or not tape.runs:
        return
    if IN_PLACE not in error.message and SECOND_TIME not in error.message:
        return
    node = stopped_at(tape, tape.runs[-1])
    if node is None or node.id not in nodes:
        return
    language, name = scene.language, short_name(node.name)
    versions = VERSIONS.search(error.message)
    kind: Kind = "in_place" if IN_PLACE in error.message else "saved"
    if versions is None:
        tip = say("conflict_plain_tip", language, node=name, message=error.message)
        text = say("conflict_plain", language)
    else:
        now, then = versions.groups()
        tensor = _changed(scene, node, error.message)
        told = {"node": name, "name": tensor, "now": now, "then": then}
        tip, text = say("conflict_tip", language, **told), say("conflict", language, **told)
    yield Mark(kind, text, tip, error.step, NEVER, "stopped", alarm=True)


def _changed(scene: Scene, node: Node, message: str) -> str:
    """Which of a node's saved tensors is meant; all it saved, where the program has none such."""
    found = spoilt(scene.tape, scene.index, message)
    if found is not None:
        return scene.index.name(found.tensor)
    return ", ".join(dict.fromkeys(one.name for one in held(scene.tape, node)))


def _saved(scene: Scene, nodes: Sequence[Node], freed: dict[int, int]) -> Iterator[Mark]:
    """One mark for all that some nodes keep, anew whenever one of them is freed."""
    keepers = [(node, kept) for node in nodes if (kept := held(scene.tape, node))]
    if not keepers:
        return
    names = dict.fromkeys(one.name for _, kept in keepers for one in kept)
    text = cut(", ".join(names), LONGEST)
    gone = {node.id: freed[node.id] for node, _ in keepers if node.id in freed}
    begins = [min(node.step for node, _ in keepers), *sorted(set(gone.values()))]
    for since, until in zip(begins, [*begins[1:], NEVER], strict=True):
        lost = {node for node, at in gone.items() if at <= since}
        lines = [
            _tip(scene, node, one, freed=node.id in lost) for node, kept in keepers for one in kept
        ]
        hollow = len(lost) == len(keepers)
        yield Mark("saved", text, "\n".join(lines), since, until, "saved", hollow=hollow)


def _tip(scene: Scene, node: Node, one: Held, *, freed: bool) -> str:
    language, tape = scene.language, scene.tape
    what = one.name
    if one.tensor is not None:
        what = f"{scene.index.name(one.tensor)} {shape(tape.tensors[one.tensor].shape)}"
    elif one.value is not None:
        what = shape(tape.values[one.value].shape)
    size = say("bytes_unknown", language)
    if one.bytes is not None:
        size = say("byte" if one.bytes == 1 else "bytes", language, count=one.bytes)
    told = {"node": short_name(node.name), "name": one.name, "what": what, "bytes": size}
    return say("freed_tip" if freed else "saved_tip", language, **told)
