"""The graph as a TikZ picture: every card a node with a name, every arrow a path between them."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from graphviewer.gui.canvas.cards import words_beside
from graphviewer.gui.canvas.drawing import FAINT, RIMS, TINTS
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.group_frames import frame_of
from graphviewer.gui.canvas.labels import LINE, contribution
from graphviewer.gui.canvas.note_paper import PAD, note_rect
from graphviewer.gui.canvas.notes import ends_of
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.words import word
from graphviewer.gui.export.gradual import Gradual
from graphviewer.gui.export.job import Job
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.tikz_drawn import drawn
from graphviewer.gui.export.tikz_marks import ICONS, SCISSORS, along, grounds, marks, scissors
from graphviewer.gui.export.tikz_text import POINTS, bp, escaped, named, point, way_of, worded
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

AT_ONCE = 100  # cards or arrows described without a look at whether anybody still waits
LARGEST = 15_000.0  # TeX's points that a picture may be wide or high
# views whose cards have more than a value and a gradient
DRAWN: Final = ("modules", "scalars", "neurons")
NAMES: Final = ("value", "gradient", "leaf", "loss", "constant", "error", "arrow", "quiet", "text",
                "surface", "canvas", "leaf_tint", "loss_tint", "value_tint", "gradient_tint",
                "error_tint")  # fmt: skip
# as text, where they must be readable
INKS: Final = ("value", "gradient", "quiet", "text", "leaf", "loss", "constant", "error")
_HEAD = r"""% {title}
% Compile with LuaLaTeX or XeLaTeX (any letters), or pdfLaTeX (Latin and Greek).
\documentclass[border=8pt]{{standalone}}
\usepackage{{iftex}}
\ifPDFTeX\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{textcomp}}\IfFileExists{{lmodern.sty}}{{\usepackage{{lmodern}}}}{{}}\fi
\usepackage{{amsmath,amssymb}}
\usepackage{{tikz}}
\usetikzlibrary{{arrows.meta}}
\newcommand\gvsign[2]{{\ifPDFTeX{{\tiny\texttt{{#1}}}}\else#2\fi}}
{hangul}{colours}
\begin{{document}}
\begin{{tikzpicture}}[
  x={unit}bp, y=-{unit}bp, font=\sffamily\normalsize,
  every node/.append style={{scale={unit}, execute at begin node=\setlength\arraycolsep{{3pt}}}},
  gv card/.style={{rectangle, rounded corners=6bp, draw, inner sep=2bp, align=center}},
  gv sign/.style={{rectangle, rounded corners=16bp, draw, inner sep=0bp, align=center}},
  gv frame/.style={{draw=gvarrow, line width=0.9bp, rounded corners=9bp}},
  gv title/.style={{anchor=north west, inner sep=7bp, text=gvinkquiet}},
  gv forward/.style={{draw=gvarrow, line width=1.1bp, -{{Stealth[length=8bp, width=7bp]}}}},
  gv note/.style={{draw=gvquiet, fill=gvsurface, text=gvinktext, anchor=north west, align=left}},
  gv back/.style={{draw=gvgradient, line width=1.6bp, -{{Stealth[length=9bp, width=9bp]}}}},
  gv text/.style={{anchor=base, inner sep=0bp}},
  gv place/.style={{rectangle, inner sep=0bp, outer sep=0bp}},
  gv mark/.style={{anchor=west, inner sep=0bp, font=\sffamily\scriptsize}},
{icons}
]
"""
_HANGUL = r"""% Hangul: LuaLaTeX with kotex, else the first of these fonts; or put one of yours here
\ifPDFTeX\else\usepackage{fontspec}
\def\gvfont#1{\IfFontExistsTF{#1}{\setsansfont{#1}\def\gvfont##1{}}{}}
\ifLuaTeX\IfFileExists{kolabels-utf.sty}{\IfFileExists{luatexko.sty}{\usepackage{luatexko}%
  \def\gvfont#1{}}{}}{}\fi
\gvfont{Noto Sans CJK KR}\gvfont{Noto Sans KR}\gvfont{NanumGothic}\gvfont{Malgun Gothic}%
\gvfont{Apple SD Gothic Neo}\fi
"""
_SYLLABLE = re.compile("[\u1100-\ud7a3]")
_TAIL = "\\end{tikzpicture}\n\\end{document}\n"


def tikz(sheet: Sheet, title: str) -> Job:
    """A document of its own with one picture; coordinates are points from the upper left corner."""
    picture = sheet.picture
    colours = picture.colours
    yield 0.0
    apart = picture.scene.view in DRAWN
    body = yield from drawn(sheet) if apart else _composed(picture)
    text = "\n".join(body)
    hangul = _HANGUL if _SYLLABLE.search(text) else ""
    about = {"title": escaped(title), "hangul": hangul, "icons": ICONS, "unit": _unit(sheet.area)}
    head = _HEAD.format(colours=_defined(colours), **about)
    return [(head + text + "\n" + _TAIL).encode()]


def _unit(area: QRectF) -> str:
    """What a point of the picture is drawn as, in points: TeX has no length beyond 5.7 metres."""
    sides = area.left(), area.top(), area.right(), area.bottom()
    farthest = max(map(abs, sides)) * POINTS
    return f"{min(1.0, LARGEST / max(farthest, 1.0)):.3g}"


def _composed(picture: Gradual) -> Generator[float, None, list[str]]:
    """Cards as nodes, with what lies under, along and over them."""
    for share in picture.looked_at(picture.scene.bounds):
        yield 0.2 * share
    lines: list[str] = []
    count = len(picture.scene.plans)
    for place in range(count):
        lines += _vertex(picture, place)
        if place % AT_ONCE == 0:
            yield 0.2 + 0.3 * place / count
    links = yield from _links(picture)
    body = grounds(picture) + _frames(picture.scene) + links + along(picture) + lines
    yield 0.9
    body += _labels(picture) + marks(picture) + _notes(picture.scene)
    yield 0.9
    return body


def _defined(colours: Colours) -> str:
    rows = [_colour(name, str(getattr(colours, name))) for name in NAMES]
    rows += [_colour(f"ink{name}", ink(colours, name)) for name in INKS]
    return "\n".join(rows) + f"\n\\pagecolor{{{named('canvas')}}}"


def _colour(name: str, value: str) -> str:
    return f"\\definecolor{{{named(name)}}}{{HTML}}{{{QColor(value).name()[1:].upper()}}}"


# --- frames, cards and signs


def _frames(scene: Scene) -> list[str]:
    """Boxes of opened modules, their titles at the upper left."""
    lines: list[str] = []
    for number, group in enumerate(scene.graph.groups):
        rect = frame_of(scene, number)
        corners = point(rect.left(), rect.top()), point(rect.right(), rect.bottom())
        lines.append(f"\\draw[gv frame] {corners[0]} rectangle {corners[1]};")
        kind = f" {{\\footnotesize {escaped(group.kind)}}}" if group.kind else ""
        words = f"\\textbf{{{escaped(group.title)}}}{kind}"
        lines.append(f"\\node[gv title] at {corners[0]} {{{words}}};")
    return lines


def _vertex(picture: Picture, place: int) -> list[str]:
    scene = picture.scene
    plan, face, rect = scene.plans[place], picture.face(place), scene.ends[place].rect
    centre = point(rect.center().x(), rect.center().y())
    size = (
        f"minimum width={bp(rect.width())}bp, minimum height={bp(rect.height())}bp, "
        f"text width={bp(rect.width() - 14)}bp"
    )
    shape = "gv sign" if plan.round else "gv card"
    faint = f", opacity={FAINT}, text opacity=1" if face.faint else ""
    head = f"\\node[{shape}, {_rim(plan, face)}, {size}{faint}] (n{place}) at {centre}"
    words = _sign_words(plan, face) if plan.round else _card_words(plan, face, scene.language)
    lines = [f"{head} {{{words}}};"]
    if plan.title == SCISSORS:
        lines.append(scissors(rect.center(), "quiet" if face.faint else "text"))
    if not plan.round:
        return lines
    for x, y, text, is_name in words_beside(plan):
        said = "quiet" if face.faint else "text"
        tone = ("gradient" if face.ran else "quiet") if is_name else said
        where = point(scene.x[place] + x, scene.y[place] + y)
        if text:
            lines.append(
                f"\\node[anchor=base west, inner sep=0bp, text={named('ink' + tone)}, "
                f"font=\\sffamily\\footnotesize] at {where} {{{escaped(text)}}};"
            )
    return lines


def _rim(plan: Plan, face: Face) -> str:
    if face.light:
        tint = face.light + "_tint" if plan.round else TINTS[plan.rim]
        return f"draw={named(face.light)}, fill={named(tint)}, line width=2.2bp"
    hue = RIMS[plan.rim] if not plan.round or plan.rim != "plain" else "quiet"
    width = 1.5 if plan.rim in ("leaf", "loss") else 1.1
    dashed = ", dashed" if plan.rim == "constant" else ""
    return f"draw={named(hue)}, fill={named(TINTS[plan.rim])}, line width={width}bp{dashed}"


def _sign_words(plan: Plan, face: Face) -> str:
    if plan.title == SCISSORS:
        return ""
    tone = "inkquiet" if face.faint else "inktext"
    return f"\\textcolor{{{named(tone)}}}{{\\large {escaped(plan.title)}}}"


def _card_words(plan: Plan, face: Face, language: str) -> str:
    tone = named("inkquiet" if face.faint else "inktext")
    kind = face.meta or plan.meta
    meta = f" {{\\footnotesize\\textcolor{{gvinkquiet}}{{{escaped(kind)}}}}}" if kind else ""
    size = "\\footnotesize" if plan.compact else "\\large"
    title = f"{size}\\textbf{{{escaped(plan.title)}}}"
    lines = [f"\\textcolor{{{tone}}}{{{title}}}{meta}"]
    # a small card says only what is there, as on the canvas
    if face.value and not (plan.compact and face.value_id is None):
        lines.append(_said(word("value", language), face.value, "value", bold=False))
    if face.grad and not (plan.compact and not face.has_grad):
        hue = "gradient" if face.has_grad else "quiet"
        more = " ".join(one for one in (face.grad, face.more, face.note) if one)
        norm = face.has_grad and plan.vertex.kind in ("module", "fold")
        label = word("grad norm" if norm else "grad", language)
        lines.append(_said(label, more, hue, bold=face.has_grad))
    if plan.compact:
        whole = (f"\\mbox{{{line}}}" for line in lines[1:])  # a label stays with its numbers
        lines[1:] = [r"\footnotesize " + r"\quad ".join(whole)]
    return r"\\ ".join(lines)


def _said(label: str, text: str, hue: str, *, bold: bool) -> str:
    numbers = _matrix(text, bold=bold) if "\n" in text else " ".join(map(_whole, text.split()))
    words = f"{escaped(label)} {numbers}"
    shown = f"\\textbf{{{words}}}" if bold else words
    return f"\\textcolor{{{named('ink' + hue)}}}{{{shown}}}"


def _whole(word: str) -> str:
    """A word that is not broken: a minus at a line's end would be lost."""
    return f"\\mbox{{{worded(word)}}}"


def _matrix(text: str, *, bold: bool) -> str:
    """A grid in brackets; what follows its last row stands behind it."""
    last = text.rindex("\n")
    tail = text[last:].partition(" ")[2]
    rows = text[: len(text) - len(tail)].rstrip().split("\n")
    cells = (" & ".join(map(_cell, row.split("\t"))) for row in rows)
    body = r" \\ ".join(cells)
    weight = r"\boldmath" if bold else ""
    behind = "".join(f" {_whole(word)}" for word in tail.split())
    columns = "r" * (rows[0].count("\t") + 1)
    array = f"\\begin{{array}}{{{columns}}}{body}\\end{{array}}"
    return f"{{{weight}$\\left[{array}\\right]${behind}}}"


def _cell(text: str) -> str:
    return f"\\text{{{worded(text)}}}"


# --- arrows


def _links(picture: Picture) -> Generator[float, None, list[str]]:
    scene = picture.scene
    lines: list[str] = []
    apart = scene.view != "grad_fn"
    for place, pair in enumerate(scene.lines):
        if place % AT_ONCE == 0:
            yield 0.5 + 0.4 * place / len(scene.lines)
        link = scene.graph.links[place]
        happened = scene.link_made[place] <= picture.step
        flowed = bool(picture.flowed[place])
        name = f"% n{link.source} -> n{link.target}"
        if not happened or apart or not flowed:
            faint = "" if happened else f", opacity={FAINT}"
            arrow = pair.forward if apart else pair.backward
            lines.append(f"\\path[gv forward{faint}] {way_of(arrow)}; {name}")
        if flowed:
            lines.append(f"\\path[gv back] {way_of(pair.backward)}; {name}")
    return lines


def _labels(picture: Picture) -> list[str]:
    """What gradients were sent, beside their arrows."""
    scene = picture.scene
    lines: list[str] = []
    if "fan_in" not in picture.wanted.kinds or picture.wanted.magnitude:
        return lines
    for label in scene.labels:
        y = label.rect.top() + LINE / 2
        for link in label.links:
            text = contribution(scene.tape, scene.index, scene.graph, link, picture.step)
            if text and picture.flowed[link]:
                sign = "" if scene.view == "grad_fn" else "+ "
                where = point(label.rect.left(), y)
                lines.append(
                    f"\\node[anchor=west, inner sep=0bp, text=gvinkgradient, "
                    f"font=\\sffamily\\footnotesize] at {where} {{{escaped(sign + text)}}};"
                )
            y += LINE
    return lines


def _notes(scene: Scene) -> list[str]:
    """What a lecturer added: arrows, and notes over them."""
    found = (ends_of(scene, scene.arrangement, one) for one in scene.arrangement.arrows)
    drawn = (" -- ".join(point(*end.toTuple()) for end in ends) for ends in found if ends)
    lines = [f"\\path[gv forward, draw=gvtext] {one};" for one in drawn]
    for note in scene.arrangement.notes:
        rect = note_rect(note)
        size = f"inner sep={bp(PAD)}bp, text width={bp(rect.width() - 2 * PAD)}bp"
        words = r"\\ ".join(rf"\strut {escaped(line)}" for line in note.text.split("\n"))
        lines.append(f"\\node[gv note, {size}] at {point(rect.x(), rect.y())} {{{words}}};")
    return lines
