"""The marks of a tensor's card."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.gui.canvas.marks.hooks import hooks_at
from graphviewer.gui.canvas.marks.kinds import Mark
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.tape.versions import later, older, versions


def tensor_marks(scene: Scene, place: int) -> Iterator[Mark]:
    """Chain, version and hooks of the tensor that a vertex draws."""
    tensor = scene.graph.vertices[place].ref
    yield from _shared(scene, tensor)
    yield from _versions(scene, tensor)
    yield from hooks_at(scene, scene.index.ports(tensor))


def copies(scene: Scene, kind: str, ref: int) -> list[int]:
    """Where one thing is drawn as cards of its own."""
    vertices = scene.graph.vertices
    return [p for p in scene.places.get((kind, ref), ()) if vertices[p].kind == kind]


def _shared(scene: Scene, tensor: int) -> Iterator[Mark]:
    count = len(copies(scene, "tensor", tensor))
    if count > 1:
        name = scene.index.name(tensor)
        tip = say("shared_tip", scene.language, count=count, name=name)
        yield Mark("shared", f"×{count}", tip, -1, NEVER, "shared")


def _versions(scene: Scene, tensor: int) -> Iterator[Mark]:
    """The counter once it has gone on; the parameters' first numbers are written in place too."""
    row, language = scene.tape.tensors[tensor], scene.language
    counted = versions(scene.tape, scene.index, tensor)
    before, after = older(scene.index, row), later(scene.index, row)
    begin = 0 if before is not None else 1
    lines = []
    if before is not None:
        lines.append(say("older_tip", language, name=scene.index.name(before)))
    if after is not None:
        lines.append(say("later_tip", language, name=scene.index.name(after)))
    if after is not None and before is None and len(counted) == 1:
        since = scene.tape.tensors[after].step
        text = f"v{counted[0][1]}"
        yield Mark("in_place", text, lines[0], since, NEVER, "version", goal=after)
    ends = [at for at, _ in counted[1:]] + [NEVER]
    for place, ((since, version), until) in enumerate(zip(counted, ends, strict=True)):
        if place < begin:
            continue
        times = version - (0 if before is not None else counted[0][1])
        told = say("once" if times == 1 else "times", language, count=times)
        tip = say("version_tip", language, version=version, times=told)
        told_all = "\n".join([tip, *lines])
        goal = before if before is not None else after
        yield Mark("in_place", f"v{version}", told_all, since, until, "version", goal=goal)
