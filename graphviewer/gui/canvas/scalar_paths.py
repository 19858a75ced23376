"""What the canvas tells of the paths of a selected scalar."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graphviewer.gui.canvas.scalar_numbers import number_at
from graphviewer.gui.canvas.scalar_tips import name_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.session.session import Item
from graphviewer.session.traces import Trace


class Traced(NamedTuple):
    """A selected scalar with its paths at a step. `computed`: a factor is a rule's, not recorded.

    `roots` names what the paths lead to.
    """

    item: Item
    name: str
    value: np.generic | None
    trace: Trace
    roots: tuple[str, ...]
    computed: bool
    gradient_known: bool  # whether gradients flow to it at all


def traced(scene: Scene | None, item: Item | None, step: int) -> Traced | None:
    """The paths of the selection; None unless it is an element that the scalars view draws."""
    if scene is None or item is None or item.kind != "scalar" or scene.view != "scalars":
        return None
    one = scene.graph.scalars.get(item.id)
    places = scene.places.get((item.kind, item.id), ())
    if one is None or one.role != "element" or not places:
        return None
    trace = scene.tracer.trace(places[0], step)
    made = scene.index.exists_at(one.tensor, step)
    value = number_at(scene.tape, scene.index, one.tensor, one.place, step) if made else None
    links = scene.graph.links
    ends = {links[way[-1]].target: None for way in trace.paths.listed if way}
    roots = [scene.graph.scalars.get(scene.graph.vertices[place].ref) for place in ends]
    slopes = (scene.tracer.slope(links[k], step, trace.run) for k in trace.paths.links)
    return Traced(
        item,
        name_of(scene, one.tensor, one.place),
        value,
        trace,
        tuple(name_of(scene, root.tensor, root.place) for root in roots if root is not None),
        any(slope is not None and slope.source == "formula" for slope in slopes),
        scene.index.requires_grad_at(one.tensor, step),
    )
