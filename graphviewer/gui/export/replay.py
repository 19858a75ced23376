"""A page to step through: one file that needs nothing else, not even a network.

The graph is drawn once, light and dark; each step says which of its marks appear or go. What a
program wrote reaches the page only as text: nothing of it is ever read as HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Generator, Iterator
from html import escape
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from graphviewer.disk.resources import asset
from graphviewer.explain.equation import plain
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.grids import in_line
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.words import word
from graphviewer.gui.export.job import Aside, Job
from graphviewer.gui.export.layers import Layers, Pair
from graphviewer.gui.export.marks import AT_ONCE, Mark, Marks
from graphviewer.gui.export.mathml import mathml
from graphviewer.gui.export.replay_words import words_of
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.export.vector import defined
from graphviewer.gui.export.words import tell
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.session.margins import current_line
from graphviewer.tape.source import lines_of
from graphviewer.tape.span import Span

Data = dict[str, Any]
FORMAT = 1


def replay(shots: Shots, steps: range, title: str) -> Job:
    """The HTML."""
    for part in shots.settle(steps):
        yield part * 0.1
    drawn = _Drawn(shots)
    rows: list[Data] = []
    for number, step in enumerate(steps):
        for said in drawn.add(step):
            yield said if isinstance(said, Aside) else 0.1 + 0.8 * number / len(steps)
        rows.append(_row(shots, step))
        yield 0.1 + 0.8 * (number + 1) / len(steps)
    data = {
        "format": FORMAT,
        "first": steps[0],
        "count": len(shots.tape.steps),
        "words": words_of(shots.language),
        "steps": [row | {"t": toggled} for row, toggled in zip(rows, drawn.toggles(), strict=True)],
        "cards": drawn.cards,
    }
    return [_page(shots, title, data, drawn).encode()]


class _Drawn:
    """What is drawn at the steps added, and what each card says."""

    def __init__(self, shots: Shots) -> None:
        self._shots = shots
        self.marks = Marks()
        self.layers = Layers()
        self.cards: list[Data] = []
        self._known: dict[tuple[Span | None, int], Data] = {}
        self.styles: dict[tuple[str, str], int] = {}

    def add(self, step: int) -> Iterator[float | Aside]:
        """One step more, in slices."""
        light = yield from self._painted(step, LIGHT)
        dark = yield from self._painted(step, DARK)
        yield from self.layers.add(_paired(light, dark))
        yield from self._read_cards(self._shots.picture(step, LIGHT), step)

    def _painted(self, step: int, colours: Colours) -> Generator[float | Aside, None, list[Mark]]:
        shots = self._shots
        picture, area, room = shots.picture(step, colours), shots.area(step), shots.room
        shift = _shift(room, area.center())

        def paint(painter: QPainter) -> Iterator[float]:
            painter.translate(shift)
            return picture.in_parts(painter, area)

        return (yield from self.marks.of(room, paint))

    def _read_cards(self, picture: Picture, step: int) -> Iterator[float]:
        """Where cards stand, and what they say where that is news."""
        scene = picture.scene
        shift = _shift(self._shots.room, self._shots.area(step).center())
        for place, plan in enumerate(scene.plans):
            if place % AT_ONCE == 0:
                yield place / len(scene.plans)
            face = picture.face(place)
            key = (scene.span, place)
            card, called = self._known.get(key), _called(plan, face)
            if card is None:
                rect = scene.ends[place].rect.translated(shift)
                card = {"box": _box(rect), "name": called[0], "about": called[1], "says": []}
                self._known[key] = card
                self.cards.append(card)
            says = [*_said(plan, face, scene.language), int(face.faint), int(face.has_grad)]
            says += called if called != [card["name"], card["about"]] else []
            if not card["says"] or card["says"][-1][1:] != says:
                card["says"].append([step, *says])
            card["last"] = step

    def toggles(self) -> list[list[int]]:
        """For each step the places of the marks that appear or go."""
        places = {number: place for place, number in enumerate(self.layers.order)}
        before: frozenset[int] = frozenset()
        found = []
        for seen in self.layers.seen:
            found.append(sorted(places[number] for number in seen ^ before))
            before = seen
        return found

    def svg(self) -> str:
        """Every mark, those of later steps hidden."""
        first = self.layers.seen[0]
        lines = []
        for number in self.layers.order:
            light, dark = self.layers.marks[number]
            hidden = "" if number in first else " h"
            style = self.styles.setdefault((light.style, dark.style), len(self.styles))
            body = light.body
            if light.body != dark.body:
                body = f'<g class="lo">{light.body}</g><g class="do">{dark.body}</g>'
            lines.append(f'<g class="s{style}{hidden}">{body}</g>')
        return "\n".join(lines)

    def sheet(self) -> str:
        """The styles of the marks, in light and in dark."""
        rules = [f".s{n}{{{_rule(pair[0])}}}" for pair, n in self.styles.items()]
        night = [f".s{n}{{{_rule(pair[1])}}}" for pair, n in self.styles.items()]
        return "\n".join([*rules, "@media (prefers-color-scheme: dark) {", *night, "}"])


def _called(plan: Plan, face: Face) -> list[str]:
    """What a card is at a step: its name, and dtype, shape or the like."""
    about = (face.meta or plan.meta, plan.name)
    return [face.title or plan.title, " · ".join(one for one in about if one)]


def _said(plan: Plan, face: Face, language: str) -> list[str]:
    """What a card says of its value and of its gradient, called what the card calls it."""
    kind = plan.vertex.kind
    if kind == "neuron":  # its sum and bias belong to its value
        aside = ", ".join(one for one in (face.note, face.more) if one)
        value = f"{face.value} ({aside})" if face.value and aside else face.value or aside
        return [in_line(value), f"δ {face.grad}" if face.has_grad else ""]
    norm = face.has_grad and kind in ("module", "fold")
    grad = f"{word('grad norm', language)} {face.grad}" if norm else face.grad
    parts = (" ".join(one for one in (grad, face.more) if one), face.note)
    return [in_line(face.value), in_line(" · ".join(one for one in parts if one))]


def _box(rect: QRectF) -> list[float]:
    return [round(side, 1) for side in (rect.x(), rect.y(), rect.width(), rect.height())]


def _shift(room: QSizeF, centre: QPointF) -> QPointF:
    return QPointF(room.width() / 2, room.height() / 2) - centre


def _paired(light: list[Mark], dark: list[Mark]) -> list[Pair]:
    """The same marks of two themes; where they differ in number, each is for its own theme only."""
    if len(light) == len(dark):
        return list(zip(light, dark, strict=True))
    nothing = Mark("", "")
    return [(mark, nothing) for mark in light] + [(nothing, mark) for mark in dark]


def _rule(style: str) -> str:
    """The attributes of a style as CSS."""
    pairs = (one.partition('="') for one in style.rstrip('"').split('" ') if one.strip())
    return "".join(f"{name.strip()}:{value};" for name, _, value in pairs)


def _row(shots: Shots, step: int) -> Data:
    """What is said of a step."""
    index = shots.scene(step).index
    where = shots.happening(step)
    where.translate(_shift(shots.room, shots.area(step).center()))
    told = tell(shots.tape, index, step, shots.language)
    story = told.told
    equations = [[line.label, mathml(line.maths), plain(line.maths)] for line in story.equations]
    return {
        "kind": story.kind,
        "phase": story.phase,
        "head": story.heading,
        "phrase": told.phrase,
        "why": story.why,
        "line": current_line(shots.tape, step)[0],
        "maths": equations,
        "at": [] if where.isEmpty() else _box(where),
    }


# --- the page


def _page(shots: Shots, title: str, data: Data, drawn: _Drawn) -> str:
    graph = drawn.svg()  # finds the styles that the sheet tells of
    script = _read("replay.js")
    style = "\n".join([_read("replay.css"), _themed(), drawn.sheet()])
    policy = (
        f"default-src 'none'; img-src data:; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    room = shots.room
    words = words_of(shots.language)
    source = "".join(f"<li>{escape(line) or ' '}</li>" for line in _lines(shots))
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = {
        "LANGUAGE": shots.language,
        "POLICY": escape(policy),
        "TITLE": escape(title),
        "STYLE": style,
        "SOURCE": source,
        "SIZE": f"{room.width():g} {room.height():g}",
        "WIDTH": f"{room.width():g}",
        "HEIGHT": f"{room.height():g}",
        "DEFS": defined(drawn.marks),
        "GRAPH": graph,
        "DATA": told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"),
        "SCRIPT": script,
    } | {f"WORD_{key}": escape(word) for key, word in words.items()}
    # in one go: what a program wrote may look like one of the gaps
    return "".join(parts.get(piece, piece) for piece in _read("replay.html").split("@@"))


def _lines(shots: Shots) -> list[str]:
    return lines_of(shots.tape.meta.source.rstrip("\n"))


def _read(name: str) -> str:
    return asset("replay", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _themed() -> str:
    """The colours of the window in CSS."""
    light, dark = (_variables(colours) for colours in (LIGHT, DARK))
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark) {{ :root{{{dark}}} }}"


def _variables(colours: Colours) -> str:
    plain_ones = ("window", "surface", "canvas", "border", "accent", "value_tint",
                  "gradient_tint", "leaf_tint", "error_tint")  # fmt: skip
    inked = ("text", "quiet", "value", "gradient", "leaf", "loss", "error")
    found = {name: str(getattr(colours, name)) for name in plain_ones}
    found |= {name: ink(colours, name) for name in inked}
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in found.items())
