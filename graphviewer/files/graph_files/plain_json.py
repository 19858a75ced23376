"""A view as JSON, every number exact."""

from __future__ import annotations

import json

from graphviewer.files.as_json import Json, value_as_json
from graphviewer.files.graph_files.table import Arrow, Table, Thing, numbers

FORMAT = 1  # a new one only where something that was said is said otherwise


def as_json(table: Table) -> str:
    """The view as one object; docs/export.md describes it field by field."""
    shown: dict[str, Json] = {
        "format": FORMAT,
        "generator": "graphviewer",
        "program": table.program,
        "torch": table.torch,
        "view": table.view,
        "step": table.step,
        "steps": table.steps,
        "nodes": [_thing(thing) for thing in table.things],
        "links": [_arrow(arrow) for arrow in table.arrows],
    }
    return json.dumps(shown, allow_nan=False, indent=1) + "\n"


def _thing(thing: Thing) -> Json:
    return {
        "id": thing.id,
        "kind": thing.kind,
        "name": thing.name,
        "about": thing.about,
        "tensor": thing.tensor,
        "shape": None if thing.shape is None else list(thing.shape),
        "dtype": thing.dtype,
        "leaf": thing.leaf,
        "requires_grad": thing.requires_grad,
        "nodes": list(thing.nodes),
        "line": thing.line,
        "module": thing.module,
        "group": thing.group,
        "times": thing.times,
        "step": thing.step,
        "happened": thing.happened,
        "value": value_as_json(thing.value),
        "gradient": value_as_json(thing.gradient),
    }


def _arrow(arrow: Arrow) -> Json:
    return {
        "id": arrow.id,
        "source": arrow.source,
        "target": arrow.target,
        "source_port": arrow.source_port,
        "target_port": arrow.target_port,
        "tensor": arrow.tensor,
        "edges": [[node, place] for node, place in arrow.edges],
        "gradients": numbers(arrow.gradient),
    }
