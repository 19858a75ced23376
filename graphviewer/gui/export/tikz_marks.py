"""The marks of a graph in TikZ, as the screen has them: grounds, arrows, badges, chips."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.drawing import FAINT
from graphviewer.gui.canvas.mark_layers import badges_in, graded, size_words
from graphviewer.gui.canvas.marks.badges import dress_of, tint_of
from graphviewer.gui.canvas.marks.book import book_of, rect_of
from graphviewer.gui.canvas.marks.chips import LINE, Chip, rows_of
from graphviewer.gui.canvas.marks.icons import LINES, path_of
from graphviewer.gui.canvas.marks.kinds import Badge, Icon, Tone
from graphviewer.gui.canvas.marks.regions import STRENGTH, tone_of
from graphviewer.gui.canvas.marks.spots import ICON, MARGIN, SPACE
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.export.tikz_text import bp, escaped, named, point, way, way_of

FORWARD, BACK = 2.0, 3.0  # widths of arrows that carry NaN
SCISSORS, LARGE = "✂", 1.5  # what detach is drawn with, which few fonts of TeX have, and how large
# every sign once, in a square of its own; what it is drawn with is said where it is used
ICONS = "\n".join(
    f"  gv {icon}/.pic={{\\path[line width=1bp, line cap=round, line join=round, pic actions] "
    f"{way(path_of(icon))};}},"
    for icon in LINES
)


def grounds(moment: Moment) -> list[str]:
    """Tints under what ran with recording off and under a second layer."""
    strength = STRENGTH[moment.colours.dark]
    return [
        f"\\path[fill={named(tone_of(kind))}, opacity={strength}] {way(ground)};"
        for kind, ground in book_of(moment.scene).grounds(moment.scene).items()
        if kind in moment.wanted.kinds
    ]


def along(moment: Moment) -> list[str]:
    """Arrows in the colour of a gradient's size, and those that carry NaN in red."""
    lines: list[str] = []
    pairs = moment.scene.lines
    if moment.wanted.magnitude:
        for colour, width, links in graded(moment, np.arange(len(pairs))):
            rgb = (colour.red(), colour.green(), colour.blue())
            shade = "{rgb,255:" + ";".join(map("{},{}".format, ("red", "green", "blue"), rgb)) + "}"
            lines += [_arrow("gv back", shade, width, pairs[k].backward) for k in links]
        for rect, word in size_words(moment, np.arange(len(pairs))):
            bold = f"\\textbf{{{escaped(word)}}}"
            lines.append(_words(bold, "error", rect.left(), rect.center().y()))
    if "finite" in moment.wanted.kinds:
        forward, back = moment.bad_links()
        for k in sorted(forward):
            ahead = moment.scene.view != "grad_fn"
            arrow = pairs[k].forward if ahead else pairs[k].backward
            lines.append(_arrow("gv forward", named("error"), FORWARD, arrow))
        lines += [_arrow("gv back", named("error"), BACK, pairs[k].backward) for k in sorted(back)]
    return lines


def _arrow(style: str, colour: str, width: float, arrow: Arrow) -> str:
    return f"\\path[{style}, draw={colour}, line width={bp(width)}bp] {way_of(arrow)};"


def marks(moment: Moment) -> list[str]:
    """Badges, then the marks beside arrows."""
    scene, wanted = moment.scene, moment.wanted
    lines = list(chain.from_iterable(map(_badge, badges_in(moment, scene.bounds))))
    for chip in book_of(scene).chips(scene):
        if ("stretched" if chip.lines else "cut") in wanted.kinds:
            early = bool(scene.link_made[chip.link] > moment.step)
            shown = _chip(chip, flowed=bool(moment.flowed[chip.link]))
            lines += _pale(shown) if early else shown
    return lines


def _badge(badge: Badge) -> list[str]:
    rect, dress = rect_of(badge), dress_of(badge)
    middle = rect.center().y()
    lines: list[str] = []
    if dress.plate:
        look = f"draw={named(dress.tone)}, fill={named(tint_of(dress.tone))}, line width=0.75bp"
        corners = f"{point(rect.left(), rect.top())} rectangle {point(rect.right(), rect.bottom())}"
        lines.append(f"\\path[{look}, rounded corners={bp(rect.height() / 2)}bp] {corners};")
    corner = QPointF(rect.left() + MARGIN, middle - ICON / 2)
    lines.append(_icon(dress.icon, dress.tone, corner, filled=dress.filled))
    if badge.text:
        x = corner.x() + ICON + SPACE
        lines.append(_words(escaped(badge.text), dress.tone, x, middle))
    return lines


def _chip(chip: Chip, *, flowed: bool) -> list[str]:
    rect = chip.rect
    if not chip.lines:
        ground = f"circle[radius={bp(rect.width() / 2)}bp]"
        corner = rect.center() - QPointF(ICON / 2, ICON / 2)
        return [
            f"\\path[fill={named('canvas')}] {_middle(rect)} {ground};",
            _icon("scissors", "text", corner),
        ]
    lines: list[str] = []
    for number, (text, (icon, tone)) in enumerate(rows_of(chip, flowed=flowed)):
        y = rect.top() + (number + 0.5) * LINE
        lines.append(_icon(icon, tone, QPointF(rect.left(), y - ICON / 2)))
        if rect.width() > ICON:
            lines.append(_words(escaped(text), tone, rect.left() + ICON + SPACE, y))
    return lines


def _icon(icon: Icon, tone: Tone, corner: QPointF, *, filled: bool = False) -> str:
    colour = named(f"ink{tone}")
    fill = f", fill={colour}" if filled else ""
    return f"\\pic[draw={colour}{fill}] at {point(corner.x(), corner.y())} {{gv {icon}}};"


def scissors(middle: QPointF, tone: Tone) -> str:
    """The sign of detach."""
    half = LARGE * ICON / 2
    corner = point(middle.x() - half, middle.y() - half)
    colour = named(f"ink{tone}")
    return f"\\pic[draw={colour}, scale={LARGE}] at {corner} {{gv scissors}};"


def _words(words: str, tone: str, x: float, y: float) -> str:
    return f"\\node[gv mark, text={named(f'ink{tone}')}] at {point(x, y)} {{{words}}};"


def _pale(lines: Iterable[str]) -> list[str]:
    return [f"\\begin{{scope}}[opacity={FAINT}]", *lines, "\\end{scope}"]


def _middle(rect: QRectF) -> str:
    return point(rect.center().x(), rect.center().y())
