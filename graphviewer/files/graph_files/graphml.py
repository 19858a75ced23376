"""A view as GraphML, for networkx, yEd, Gephi and Cytoscape."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from graphviewer.disk.xml_text import printable
from graphviewer.files.graph_files.table import Arrow, Table, Thing, sent, words

Cell = str | int | bool | None
_TYPES: dict[type, str] = {str: "string", int: "int", bool: "boolean"}
_KEYS: dict[str, dict[str, type]] = {
    "graph": {"program": str, "torch": str, "view": str, "step": int, "steps": int},
    "node": {
        "kind": str, "name": str, "about": str, "tensor": int, "shape": str, "dtype": str,
        "leaf": bool, "requires_grad": bool, "nodes": str, "line": int, "module": str,
        "group": str, "times": int, "step": int, "happened": bool, "value": str, "gradient": str,
    },
    "edge": {
        "source_port": int, "target_port": int, "tensor": int, "edges": str, "gradient": str,
    },
}  # fmt: skip

_ROOT = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)


def graphml(table: Table) -> str:
    """The view as one directed graph, every attribute of its own type."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', _ROOT]
    for of, keys in _KEYS.items():
        for name, kind in keys.items():
            lines.append(
                f'  <key id="{of}-{name}" for="{of}" attr.name="{name}"'
                f' attr.type="{_TYPES[kind]}"/>'
            )
    lines.append('  <graph id="tape" edgedefault="directed">')
    lines += _data("graph", {name: getattr(table, name) for name in _KEYS["graph"]}, 4)
    for thing in table.things:
        lines += [f"    <node id={quoteattr(thing.id)}>", *_data("node", _thing(thing), 6)]
        lines.append("    </node>")
    for arrow in table.arrows:
        ends = f"source={quoteattr(arrow.source)} target={quoteattr(arrow.target)}"
        lines.append(f'    <edge id="{arrow.id}" {ends}>')
        lines += [*_data("edge", _arrow(arrow), 6), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _thing(thing: Thing) -> dict[str, Cell]:
    said = words(thing)
    plain = ("kind", "name", "about", "tensor", "dtype", "line", "module", "group", "times",
             "step", "happened")  # fmt: skip
    found: dict[str, Cell] = {name: getattr(thing, name) for name in plain}
    found |= {"shape": said.get("shape"), "nodes": ", ".join(thing.nodes)}
    if thing.tensor is not None:
        found |= {"leaf": thing.leaf, "requires_grad": thing.requires_grad}
    return found | {"value": said.get("value"), "gradient": said.get("gradient")}


def _arrow(arrow: Arrow) -> dict[str, Cell]:
    return {
        "source_port": arrow.source_port,
        "target_port": arrow.target_port,
        "tensor": arrow.tensor,
        "edges": " ".join(f"{node}:{place}" for node, place in arrow.edges),
        "gradient": sent(arrow),
    }


def _data(of: str, cells: dict[str, Cell], indent: int) -> list[str]:
    """What is said, in the order of the keys; nothing where there is nothing to say."""
    lines: list[str] = []
    for name in _KEYS[of]:
        cell = cells.get(name)
        if cell is None or cell == "":
            continue
        text = str(cell).lower() if isinstance(cell, bool) else printable(str(cell))
        lines.append(f'{" " * indent}<data key="{of}-{name}">{escape(text)}</data>')
    return lines
