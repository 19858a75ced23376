"""A view as DOT, for Graphviz."""

from __future__ import annotations

from graphviewer.files.graph_files.table import Arrow, Table, Thing, grouped, sent, words

_SHAPES = {"op": "ellipse", "node": "box", "fold": "box3d", "module": "box3d"}
_SIGNS = {"value": "value ", "gradient": "grad "}


def dot(table: Table) -> str:
    """The view as one digraph; boxes of modules are clusters."""
    about = {
        "program": table.program,
        "view": table.view,
        "step": str(table.step),
        "generator": "graphviewer",
    }
    lines = [
        "digraph tape {",
        *(f"  {name}={quoted(one)};" for name, one in about.items()),
        '  rankdir=TB; node [shape=box, style=rounded, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
    ]
    for place, (group, things) in enumerate(grouped(table.things).items()):
        inside = [f"  {_thing(thing)}" for thing in things]
        if group:
            inside = [f"  subgraph cluster_{place} {{ label={quoted(group)};", *inside, "  }"]
        lines += inside
    lines += [f"  {_arrow(arrow)}" for arrow in table.arrows]
    return "\n".join([*lines, "}", ""])


def _thing(thing: Thing) -> str:
    said = words(thing)
    shape = " ".join(one for one in (said.get("shape", ""), thing.dtype) if one)
    label = [thing.name, *([shape] if shape and thing.kind != "op" else [])]
    label += [f"{sign}{said[name]}" for name, sign in _SIGNS.items() if name in said]
    about = {
        "label": quoted(*label),
        "kind": quoted(thing.kind),
        "tooltip": quoted(thing.about or thing.name),
    }
    about |= {name: quoted(one) for name, one in said.items() if name != "shape"}
    if thing.dtype:
        about |= {"dtype": quoted(thing.dtype), "tensor_shape": quoted(said.get("shape", ""))}
    if thing.kind in _SHAPES:
        about["shape"] = _SHAPES[thing.kind]
    if thing.leaf and thing.requires_grad:
        about["color"] = quoted("#009E73")
    if not thing.happened:
        about["style"] = quoted("rounded,dashed")
    return f"{quoted(thing.id)} [{_list(about)}];"


def _arrow(arrow: Arrow) -> str:
    about = {}
    gradient = sent(arrow)
    if gradient:
        about = {"label": quoted(gradient), "gradient": quoted(gradient), "color": '"#D55E00"'}
    listed = f" [{_list(about)}]" if about else ""
    return f"{quoted(arrow.source)} -> {quoted(arrow.target)}{listed};"


def _list(about: dict[str, str]) -> str:
    return ", ".join(f"{name}={one}" for name, one in about.items())


def quoted(*lines: str) -> str:
    r"""A DOT string of several lines; in it a backslash, a quote and a line's end are escaped."""
    told = (" ".join(one.replace("\0", " ").split()) for one in lines)
    return '"' + r"\n".join(one.replace("\\", r"\\").replace('"', r"\"") for one in told) + '"'
