"""A tape as HTML, for notebooks: its graph, what was not recorded, gradients and steps."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from graphviewer.explain.numbers import short
from graphviewer.files.kept import kept_gradient
from graphviewer.files.position import value_of
from graphviewer.listing import listed
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex

MOST_ROWS = 100
LARGEST_SVG = 2 << 20  # bytes; beyond it the PNG is lighter
_OURS = "Graphviewer Maths"  # the last of our fonts, which a browser does not have
_NOTE = "border-left:4px solid #b8860b;padding:2px 10px;margin:6px 0"
_CELL = "text-align:left;padding:1px 14px 1px 0"


def inline(svg: str) -> str:
    """An SVG file as it may stand within HTML, in fonts that a browser has."""
    return svg[max(svg.find("<svg"), 0) :].replace(_OURS, f"{_OURS},Inter,system-ui,sans-serif")


def page(index: TapeIndex, notice: str, drawn: str) -> str:
    """The HTML. `drawn` is the picture as HTML already, empty if there is none."""
    parts = ['<div class="graphviewer">']
    if notice:
        parts.append(f'<div style="{_NOTE}">{escape(notice)}</div>')
    if drawn:
        parts.append(f'<div style="overflow:auto;max-height:720px">{drawn}</div>')
    parts += [_gradients(index), _steps(index), "</div>"]
    return "\n".join(parts)


def _gradients(index: TapeIndex) -> str:
    """A table of the leaves that want a gradient."""
    tape, last = index.tape, len(index.tape.steps) - 1
    rows: list[tuple[str, ...]] = []
    for row in tape.tensors:
        if not row.is_leaf or row.grad_of is not None or not index.requires_grad_at(row.id, last):
            continue
        value = value_of(tape, index.value_at(row.id, last))
        gradient = kept_gradient(index, row.id, last)
        rows.append(
            (
                index.name(row.id),
                str(list(row_at(tape, index, row.id, last).shape)),
                "" if value is None else short(value),
                "None" if gradient is None else short(gradient),
            )
        )
    if not rows:
        return ""
    more = [(f"… and {len(rows) - MOST_ROWS} more", "", "", "")] if len(rows) > MOST_ROWS else []
    return _table(("leaf", "shape", "value", ".grad"), [*rows[:MOST_ROWS], *more])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def line(tag: str, cells: Iterable[str]) -> str:
        told = "".join(f'<{tag} style="{_CELL}">{escape(cell)}</{tag}>' for cell in cells)
        return f"<tr>{told}</tr>"

    body = "".join(line("td", row) for row in rows)
    return f"<table><thead>{line('th', head)}</thead><tbody>{body}</tbody></table>"


def _steps(index: TapeIndex) -> str:
    """The steps as text, to be opened."""
    count = len(index.tape.steps)
    lines = listed(index.tape).split("\n")
    if len(lines) > MOST_ROWS:
        lines = [*lines[:MOST_ROWS], f"… and {len(lines) - MOST_ROWS} more"]
    told = escape("\n".join(lines))
    word = "step" if count == 1 else "steps"
    return f"<details><summary>{count} {word}</summary><pre>{told}</pre></details>"
