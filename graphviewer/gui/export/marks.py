"""A painting as a list of marks, read from what Qt's own SVG says of it."""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from graphviewer.disk.xml_text import printable
from graphviewer.gui.export.ending import Ending
from graphviewer.gui.export.glyphs import Glyphs
from graphviewer.gui.export.job import Aside, ExportError
from graphviewer.gui.export.raster import NO_MEMORY

STYLE = (
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity",
)  # fmt: skip
LETTER: tuple[str, ...] = ("fill", "fill-opacity", "opacity")
SHAPES = {
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
    "rect": ("x", "y", "width", "height"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "image": ("x", "y", "width", "height", "preserveAspectRatio"),
}
MOST_CELLS = 20_000
PAINTING = 0.3  # share of the work that is painting
AT_ONCE = 100  # groups read without a look at whether anybody still waits
# how Qt sets its groups apart; none stands in another
_OPENS, _BETWEEN, _CLOSES = b"\n\n<g ", b"</g>\n\n<g ", b"</g>\n</g>\n</svg>"
_SPACE = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_LINK = "{http://www.w3.org/1999/xlink}href"
_TRANSLATION = re.compile(r"matrix\(1,0,0,1,([^,]+),([^,]+)\)")
_LONG = re.compile(r"-?\d+\.\d{3,}")


# paints all at once, or in parts and yields how far it is
Painting = Callable[[QPainter], Iterator[float] | None]


class Mark(NamedTuple):
    """Something drawn: an SVG element without its style, its style, and the text it spells."""

    body: str
    style: str
    text: str = ""


class Marks:
    """Reads paintings; letters become outlines that all of them share."""

    def __init__(self) -> None:
        self.glyphs = Glyphs()
        self._known: dict[bytes, list[Mark]] = {}  # by what Qt writes of a group
        self._marks: dict[tuple[str | None, ...], Mark | None] = {}

    def of(self, size: QSizeF, paint: Painting) -> Generator[float | Aside, None, list[Mark]]:
        """What is painted, from below to the top; yields how far it is."""
        written = yield from as_svg(size, paint)
        if _OPENS not in written:
            return []  # a program without tensors
        found: list[Mark] = []
        for place, (group, part) in enumerate(_groups(written)):
            share = PAINTING + (1 - PAINTING) * part
            if place % AT_ONCE == 0:
                yield share
            known = self._known.get(group)
            if known is None:  # from one step to the next most stays as it is
                known = []
                for number, mark in enumerate(self._read(printable(group.decode()))):
                    known.append(mark)
                    if number % AT_ONCE == AT_ONCE - 1:  # all arrows may be one group
                        yield share
                self._known[group] = known
            found += known
        return found

    def _read(self, group: str) -> Iterator[Mark]:
        """The marks of one group, which has one style and one place."""
        root = ET.fromstring(f"<g {_SPACE} {group}</g>")  # noqa: S314 - Qt has just written it
        style = {name: root.attrib[name] for name in STYLE if name in root.attrib}
        moved = root.get("transform", "")
        drawn = f"{style}{moved}"
        for one in root:
            key = (one.tag, drawn, one.text, *one.attrib.values())
            if key not in self._marks:
                tag = one.tag.rpartition("}")[2]
                self._marks[key] = self._mark(tag, one, style, moved)
            mark = self._marks[key]
            if mark is not None:
                yield mark

    def _mark(
        self, tag: str, element: ET.Element, style: dict[str, str], moved: str
    ) -> Mark | None:
        if tag != "text" and tag not in SHAPES:
            return None
        own = style | {name: element.attrib[name] for name in STYLE if name in element.attrib}
        if tag == "text":
            return self._text(element, own, moved)
        shape = "".join(f' {name}="{_short(element.get(name, ""))}"' for name in SHAPES[tag])
        if element.get("fill-rule") == "nonzero":
            shape += ' fill-rule="nonzero"'
        if element.get("vector-effect", "none") != "none":
            shape += f' vector-effect="{element.get("vector-effect")}"'
        if tag == "image":
            return Mark(f"<g{_place(moved)}>{_image(element, shape)}</g>", _styled(_opacity(own)))
        return Mark(f"<{tag}{_place(moved)}{shape}/>", _styled(own))

    def _text(self, element: ET.Element, style: dict[str, str], moved: str) -> Mark | None:
        text = element.text or ""
        placed = self.glyphs.text(
            text,
            element.get("font-family", ""),
            round(float(element.get("font-size", "12"))),
            element.get("font-weight", "400") >= "600",
        )
        if not placed:
            return None
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        letters = "".join(
            f'<use xlink:href="#{key}" x="{_short(str(round(x + at, 2)))}" y="{_short(str(y))}"/>'
            for key, at in placed
        )
        only: dict[str, str] = {name: style[name] for name in LETTER if name in style}
        return Mark(f"<g{_place(moved)}>{letters}</g>", _styled(only), text.strip())


def _opacity(style: dict[str, str]) -> dict[str, str]:
    return {name: one for name, one in style.items() if name == "opacity"}


def pixels(element: ET.Element) -> QImage:
    """The picture within an image of an SVG."""
    return QImage.fromData(base64.b64decode(element.get(_LINK, "").partition(",")[2]))


def runs(image: QImage) -> dict[str, list[tuple[int, int, int]]]:
    """For each colour where it stands in a row: left, top, and how many pixels."""
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for y in range(image.height()):
        x = 0
        while x < image.width():
            colour, start = image.pixel(x, y), x
            while x < image.width() and image.pixel(x, y) == colour:
                x += 1
            found[QColor(colour).name()].append((start, y, x - start))
    return found


def _image(element: ET.Element, shape: str) -> str:
    """A small picture as the cells of a heat map: as pixels, programs would blur their edges."""
    image = pixels(element)
    if image.width() * image.height() > MOST_CELLS:
        return f'<image{shape} xlink:href="{element.get(_LINK, "")}"/>'
    left, top, wide, high = (float(element.get(name, "0")) for name in SHAPES["image"][:4])
    across, down = wide / image.width(), high / image.height()
    at = f"translate({left:g} {top:g}) scale({across:g} {down:g})"
    paths = "".join(
        f'<path fill="{hue}" d="{"".join(f"M{x} {y}h{wide}v1h-{wide}z" for x, y, wide in cells)}"/>'
        for hue, cells in runs(image).items()
    )
    return f'<g shape-rendering="crispEdges" transform="{at}">{paths}</g>'


def _groups(text: bytes) -> Iterator[tuple[bytes, float]]:
    """The groups of what Qt wrote, one by one, each with how far it is."""
    at, end = text.index(_OPENS) + len(_OPENS), text.rindex(_CLOSES)
    while at <= end:
        until = text.find(_BETWEEN, at, end)
        until = end if until < 0 else until
        yield text[at:until], at / end
        at = until + len(_BETWEEN)


def as_svg(size: QSizeF, paint: Painting) -> Generator[float | Aside, None, bytes]:
    """What Qt itself writes of a painting; yields how far it is, up to PAINTING.

    Raises ExportError without memory for it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QSvgGenerator()
    writer.setOutputDevice(buffer)
    writer.setSize(size.toSize())
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError(NO_MEMORY)
    ending = Ending(painter, writer, buffer)
    try:
        for share in paint(painter) or ():
            yield PAINTING * share
        yield Aside(ending)
    finally:
        ending.give_up()
    yield PAINTING
    return bytes(buffer.data().data())


def _place(transform: str) -> str:
    """A transform as an attribute, shorter."""
    moved = _TRANSLATION.fullmatch(transform)
    if moved is not None:
        if set(moved.groups()) == {"0"}:
            return ""
        return f' transform="translate({_short(moved[1])} {_short(moved[2])})"'
    return f' transform="{transform}"' if transform else ""


def _short(text: str) -> str:
    """Numbers to a hundredth of a pixel."""
    return _LONG.sub(_rounded, text)


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _styled(style: dict[str, str]) -> str:
    """The attributes of a style, without what says nothing."""
    kept = dict(style)
    if kept.get("stroke", "none") == "none":
        kept = {name: one for name, one in kept.items() if not name.startswith("stroke-")}
        kept.pop("stroke", None)
    for name in ("fill-opacity", "stroke-opacity", "opacity"):
        if kept.get(name) == "1":
            del kept[name]
    return "".join(f' {name}="{_short(kept[name])}"' for name in STYLE if name in kept)
