"""A scene at a step in a theme: what every stroke of its picture may ask."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

from PySide6.QtGui import QPainter

from graphviewer.gui.canvas.faces import Face, Lit
from graphviewer.gui.canvas.marks.kinds import EVERY, Badge, Wanted
from graphviewer.gui.canvas.marks.numbers import bad_links
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import around, face_at, lit_at
from graphviewer.gui.theme.colours import Colours

Stamp = Callable[[QPainter, Iterable[Badge], Colours], None]
Detail = Literal["rectangles", "names", "full"]


class Moment:
    """What things say and what has happened at a step, found once for each.

    What takes long and is not at hand at the time `until` (perf_counter) is only hinted at.
    """

    until = math.inf

    def __init__(self, scene: Scene, step: int, colours: Colours, wanted: Wanted = EVERY) -> None:
        self.scene = scene
        self.step = step
        self.colours = colours
        self.wanted = wanted  # which marks are shown
        self.chosen: frozenset[int] = frozenset()  # vertices that are selected
        self.traced: frozenset[int] = frozenset()  # links on the paths of what is selected
        self.stamp: Stamp | None = None  # paints badges from pictures that are kept
        self.lit: Lit = lit_at(scene, step)
        self._around: set[int] | None = None
        self._bad: tuple[set[int], set[int]] | None = None
        self._faces: dict[tuple[str, int, bool], Face] = {}
        run = scene.index.run_at(step)
        self.flowed = scene.flows(run) <= step

    def face(self, place: int) -> Face:
        """What a vertex says at the step."""
        vertex = self.scene.graph.vertices[place]
        # the cards of one leaf say the same, but for those that are not there yet
        key = (vertex.kind, vertex.ref, vertex.step > self.step)
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = face_at(self.scene, place, self.step, self.lit)
        return found

    def face_in(self, place: int, detail: Detail) -> Face:
        """As much of it as shows at a detail: of a box with a name hardly anything does."""
        if detail == "full":
            return self.face(place)
        light = self.lit.light if place in self.lit.vertices else ""
        return Face(self.scene.graph.vertices[place].step > self.step, light)

    def around(self) -> set[int]:
        """What the step is about, with the inputs and outputs of its signs or nodes."""
        if self._around is None:
            self._around = around(self.scene, self.lit)
        return self._around

    def bad_links(self) -> tuple[set[int], set[int]]:
        """Links that carry NaN or infinity forward, and back."""
        if self._bad is None:
            self._bad = bad_links(self.scene, self.step, self.flowed)
        return self._bad
