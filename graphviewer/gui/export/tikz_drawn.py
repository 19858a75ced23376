"""A painting as TikZ, stroke by stroke: for views whose pictures are more than cards and arrows."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from typing import Final
from xml.etree import ElementTree as ET

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPolygonF, QTransform

from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.export.glyphs import font_of
from graphviewer.gui.export.job import Aside
from graphviewer.gui.export.marks import AT_ONCE, PAINTING, STYLE, as_svg, pixels, runs
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.tikz_text import bp, point, way, worded
from graphviewer.gui.theme.fonts import MONO

FONT: Final = ("font-family", "font-size", "font-weight")
RULE: Final = "fill-rule"
CAPS: Final = {"butt": "butt", "round": "round", "square": "rect"}
SIDE: Final = (
    32  # cells of a heat map's side: TeX takes long over more, and on paper they are small
)
_WORDS: Final = re.compile(r"-?[\d.]+(?:e-?\d+)?|[A-Za-z]")
_CLOSED: Final = ("rect", "circle", "ellipse", "polygon")
_MATRIX: Final = re.compile(r"matrix\(([^)]*)\)")


def drawn(sheet: Sheet) -> Generator[float | Aside, None, list[str]]:
    """All that is painted, after the colours it needs, and a nameless node at each vertex's place.

    Coordinates are those of the scene. Yields how far it is.
    """
    colours: dict[str, str] = {}
    lines: list[str] = []

    def paint(painter: QPainter) -> Iterator[float]:
        return sheet.picture.in_parts(painter, sheet.area)

    written = yield from as_svg(sheet.size, paint)
    root = ET.fromstring(written)  # noqa: S314 - Qt has just written it
    for place, group in enumerate(root.iter()):
        if place % AT_ONCE == 0:
            yield PAINTING
        for element in group:
            lines += _element(group, element, colours)
    defined = [f"\\definecolor{{{name}}}{{HTML}}{{{hue}}}" for hue, name in colours.items()]
    return [*defined, *_places(sheet.picture), *lines]


def _places(picture: Picture) -> list[str]:
    """Where vertices stand, by name, for whoever draws something more."""
    return [
        f"\\node[gv place, minimum width={bp(end.rect.width())}bp, "
        f"minimum height={bp(end.rect.height())}bp] (n{place}) at "
        f"{point(*end.rect.center().toTuple())} {{}};"
        for place, end in enumerate(picture.scene.ends)
    ]


def _element(group: ET.Element, element: ET.Element, colours: dict[str, str]) -> list[str]:
    """A shape, a text or a heat map; nothing for what draws nothing."""
    tag = element.tag.rpartition("}")[2]
    names = (*STYLE, *FONT, RULE)
    style = {
        name: one.attrib[name] for one in (group, element) for name in names if name in one.attrib
    }
    moved = _moved(group.get("transform", ""))
    if tag == "text":
        return _text(element, style, moved, colours)
    if tag == "image":
        return _cells(element, style, moved, colours)
    if tag not in SHAPES:
        return []
    painted = _painted(style, colours)
    path = moved.map(SHAPES[tag](element))
    if not painted or path.isEmpty():
        return []
    closed = " -- cycle" if tag in _CLOSED else ""
    return [f"\\path[{painted}] {way(path)}{closed};"]


def _cells(
    element: ET.Element, style: dict[str, str], moved: QTransform, colours: dict[str, str]
) -> list[str]:
    """The cells of a heat map, a path a colour; of long sides as many as a screen would show."""
    image = pixels(element)
    least = image.size().boundedTo(QSize(SIDE, SIDE))
    image = image.scaled(least, Qt.AspectRatioMode.IgnoreAspectRatio)
    left, top, wide, high = _read(element, "x", "y", "width", "height")
    across, down = wide / image.width(), high / image.height()
    seen = _opacity("fill", float(style.get("opacity", "1")))
    lines: list[str] = []
    for hue, cells in runs(image).items():
        words = ", ".join([f"fill={_colour(hue, colours)}", *seen])
        corners = (
            (left + x * across, top + y * down, left + (x + some) * across, top + (y + 1) * down)
            for x, y, some in cells
        )
        boxes = [
            f"{point(*moved.map(QPointF(x, y)).toTuple())} rectangle "
            f"{point(*moved.map(QPointF(x1, y1)).toTuple())}"
            for x, y, x1, y1 in corners
        ]
        lines.append(f"\\path[{words}] {' '.join(boxes)};")
    return lines


def _moved(text: str) -> QTransform:
    found = _MATRIX.fullmatch(text)
    if found is None:
        return QTransform()
    a, b, c, d, e, f = map(float, found[1].split(","))
    return QTransform(a, b, c, d, e, f)


def _colour(name: str, colours: dict[str, str]) -> str:
    hue = QColor(name).name()[1:].upper()
    return colours.setdefault(hue, f"gvdrawn{hue}")


def _painted(style: dict[str, str], colours: dict[str, str]) -> str:
    """How TikZ paints a path; empty where nothing of it is seen."""
    words: list[str] = []
    fill, stroke = style.get("fill", "none"), style.get("stroke", "none")
    whole = float(style.get("opacity", "1"))
    if fill != "none":
        words.append(f"fill={_colour(fill, colours)}")
        words += _opacity("fill", whole * float(style.get("fill-opacity", "1")))
        if style.get(RULE, "evenodd") == "evenodd":
            words.append("even odd rule")
    if stroke != "none":
        words.append(f"draw={_colour(stroke, colours)}")
        words.append(f"line width={bp(float(style.get('stroke-width', '1')))}bp")
        words.append(f"line cap={CAPS[style.get('stroke-linecap', 'butt')]}")
        words += _opacity("draw", whole * float(style.get("stroke-opacity", "1")))
        words += _dashes(style.get("stroke-dasharray", "none"))
    return ", ".join(words)


def _opacity(of: str, share: float) -> list[str]:
    return [] if share >= 1 else [f"{of} opacity={share:.2g}"]


def _dashes(text: str) -> list[str]:
    if text == "none":
        return []
    sides = [f"{bp(float(one))}bp" for one in text.split(",")]
    pairs = zip(sides[::2], sides[1::2], strict=False)
    return ["dash pattern=" + " ".join(f"on {on} off {off}" for on, off in pairs)]


def _text(
    element: ET.Element, style: dict[str, str], moved: QTransform, colours: dict[str, str]
) -> list[str]:
    """A text round the middle of where ours stands: TeX's letters have other widths."""
    text = element.text or ""
    if not text.strip():
        return []
    family, size = style.get("font-family", ""), float(style.get("font-size", "12"))
    bold = style.get("font-weight", "400") >= "600"
    wide = QFontMetricsF(font_of(family, round(size), bold)).horizontalAdvance(text)
    at = QPointF(float(element.get("x", "0")) + wide / 2, float(element.get("y", "0")))
    share = float(style.get("opacity", "1")) * float(style.get("fill-opacity", "1"))
    face = ("\\ttfamily" if family.startswith(MONO[0]) else "\\sffamily") + "\\bfseries" * bold
    words = [f"text={_colour(style.get('fill', 'black'), colours)}", *_opacity("text", share)]
    words.append(f"font=\\fontsize{{{bp(size)}bp}}{{{bp(size)}bp}}\\selectfont{face}")
    where = point(*moved.map(at).toTuple())
    return [f"\\node[gv text, {', '.join(words)}] at {where} {{{worded(text.strip())}}};"]


# --- shapes


def _read(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, "0")) for name in names]


def _rect(element: ET.Element) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(*_read(element, "x", "y", "width", "height")))
    return path


def _circle(element: ET.Element) -> QPainterPath:
    x, y, r = _read(element, "cx", "cy", "r")
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), r, r)
    return path


def _ellipse(element: ET.Element) -> QPainterPath:
    x, y, across, down = _read(element, "cx", "cy", "rx", "ry")
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), across, down)
    return path


def _points(element: ET.Element) -> QPainterPath:
    sides = [float(one) for one in re.split(r"[ ,]+", element.get("points", "").strip()) if one]
    path = QPainterPath()
    path.addPolygon(
        QPolygonF([QPointF(*pair) for pair in zip(sides[::2], sides[1::2], strict=True)])
    )
    return path


def _line(element: ET.Element) -> QPainterPath:
    x, y, x1, y1 = _read(element, "x1", "y1", "x2", "y2")
    path = QPainterPath(QPointF(x, y))
    path.lineTo(x1, y1)
    return path


def _path(element: ET.Element) -> QPainterPath:
    """What Qt writes of a path: points to move to, lines and curves."""
    path, kind, held = QPainterPath(), "M", list[float]()
    for word in _WORDS.findall(element.get("d", "")):
        if word.isalpha():
            kind = word
            continue
        held.append(float(word))
        if kind == "M" and len(held) == 2:
            path.moveTo(*held)
            held.clear()
        elif kind == "L" and len(held) == 2:
            path.lineTo(*held)
            held.clear()
        elif kind == "C" and len(held) == 6:
            path.cubicTo(*held)
            held.clear()
    return path


SHAPES: Final[dict[str, Callable[[ET.Element], QPainterPath]]] = {
    "rect": _rect, "circle": _circle, "ellipse": _ellipse, "polygon": _points,
    "polyline": _points, "line": _line, "path": _path,
}  # fmt: skip
