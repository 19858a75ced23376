"""The graph as a TikZ picture: every card a node with a name, every arrow a path between them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QPainterPath

from graphviewer.gui.canvas.arrows import Arrow
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
from graphviewer.gui.export.job import Job
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

NAMES: Final = ("value", "gradient", "leaf", "loss", "constant", "arrow", "quiet", "text",
                "surface", "canvas", "leaf_tint", "loss_tint", "value_tint",
                "gradient_tint")  # fmt: skip
INKS: Final = ("value", "gradient", "quiet", "text")  # as text, where they must be readable
POINTS = 0.75  # TeX's bp of a scene pixel
_HEAD = r"""% {title}
% Compile with LuaLaTeX or XeLaTeX (any letters), or pdfLaTeX (Latin and Greek).
\documentclass[border=8pt]{{standalone}}
\usepackage{{iftex}}
\ifPDFTeX\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{textcomp}}\fi
\usepackage{{amsmath,amssymb}}
\usepackage{{tikz}}
\usetikzlibrary{{arrows.meta}}
\newcommand\gvsign[2]{{\ifPDFTeX{{\tiny\texttt{{#1}}}}\else#2\fi}}
{hangul}{colours}
\begin{{document}}
\begin{{tikzpicture}}[
  x=1bp, y=-1bp, font=\sffamily\normalsize,
  every node/.append style={{execute at begin node=\setlength\arraycolsep{{3pt}}}},
  gv card/.style={{rectangle, rounded corners=6bp, draw, inner sep=2bp, align=center}},
  gv sign/.style={{rectangle, rounded corners=16bp, draw, inner sep=0bp, align=center}},
  gv frame/.style={{draw=gvarrow, line width=0.9bp, rounded corners=9bp}},
  gv title/.style={{anchor=north west, inner sep=7bp, text=gvinkquiet}},
  gv forward/.style={{draw=gvarrow, line width=1.1bp, -{{Stealth[length=8bp, width=7bp]}}}},
  gv note/.style={{draw=gvquiet, fill=gvsurface, text=gvinktext, anchor=north west, align=left}},
  gv back/.style={{draw=gvgradient, line width=1.6bp, -{{Stealth[length=9bp, width=9bp]}}}},
]
"""
_HANGUL = r"""% Hangul: LuaLaTeX with luatexko, or put a font of yours here
\ifPDFTeX\else\usepackage{fontspec}\IfFileExists{luatexko.sty}{\usepackage{luatexko}}{}\fi
"""
_TAIL = "\\end{tikzpicture}\n\\end{document}\n"
ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}", "`": r"\textasciigrave{}", "-": "-{}", "×": r"$\times$",
    "·": r"$\cdot$", "⊙": r"$\odot$", "∂": r"$\partial$", "Σ": r"$\Sigma$", "σ": r"$\sigma$",
    "Π": r"$\Pi$", "√": r"$\surd$", "−": r"$-$", "±": r"$\pm$", "≈": r"$\approx$", "∞": r"$\infty$",
    "→": r"$\to$", "←": r"$\gets$", "∇": r"$\nabla$", "μ": r"$\mu$", "λ": r"$\lambda$",
    "α": r"$\alpha$", "β": r"$\beta$", "η": r"$\eta$", "θ": r"$\theta$", "ε": r"$\varepsilon$",
    "…": r"\dots{}", "–": "--", "—": "---", "²": r"$^2$", "³": r"$^3$", "ᵀ": r"$^{\top}$",
    "÷": r"$\div$", "≤": r"$\le$", "≥": r"$\ge$", "≠": r"$\ne$", "∘": r"$\circ$", "∗": r"$\ast$",
    "‖": r"$\Vert$", "⊤": r"$\top$", "Δ": r"$\Delta$", "π": r"$\pi$", "✂": r"$\times$",
}  # fmt: skip
_RAISED: Final = {chr(0x2080 + digit): f"$_{digit}$" for digit in range(10)} | {
    sign: f"$^{{{plain}}}$" for sign, plain in zip("⁰¹⁴⁵⁶⁷⁸⁹ⁿ⁺⁻", "01456789n+-", strict=True)
}
_MINUS: Final = re.compile(r"-\{\}(?=\d|inf|nan)")  # as it was escaped
_LATIN = 0x17F  # pdfLaTeX has letters up to here


def escaped(text: str) -> str:
    """A text that TeX sets as it is, whatever it holds."""
    kept = "".join(one if one.isprintable() else " " for one in text)
    return "".join(ESCAPES.get(one) or _RAISED.get(one) or _letter(one) for one in kept)


def _letter(one: str) -> str:
    """A letter as it is; one that pdfLaTeX may not have is named there by its number."""
    return one if ord(one) <= _LATIN else f"\\gvsign{{{ord(one):04X}}}{{{one}}}"


def tikz(sheet: Sheet, title: str) -> Job:
    """A document of its own with one picture; coordinates are points from the upper left corner."""
    picture = sheet.picture
    colours = picture.colours
    lines: list[str] = []
    for place in range(len(picture.scene.plans)):
        lines += _vertex(picture, place)
        if place % 200 == 0:
            yield 0.0
    body = _frames(picture.scene) + _links(picture) + lines + _labels(picture)
    body += _notes(picture.scene)
    text = "\n".join(body)
    hangul = _HANGUL if any("\u1100" <= one <= "\ud7a3" for one in text) else ""
    head = _HEAD.format(title=escaped(title), hangul=hangul, colours=_defined(colours))
    return [(head + text + "\n" + _TAIL).encode()]


def _defined(colours: Colours) -> str:
    rows = [_colour(name, str(getattr(colours, name))) for name in NAMES]
    rows += [_colour(f"ink{name}", ink(colours, name)) for name in INKS]
    return "\n".join(rows) + f"\n\\pagecolor{{{_named('canvas')}}}"


def _named(name: str) -> str:
    return "gv" + name.replace("_", "")


def _colour(name: str, value: str) -> str:
    return f"\\definecolor{{{_named(name)}}}{{HTML}}{{{QColor(value).name()[1:].upper()}}}"


# --- frames, cards and signs


def _frames(scene: Scene) -> list[str]:
    """Boxes of opened modules, their titles at the upper left."""
    lines: list[str] = []
    for number, group in enumerate(scene.graph.groups):
        rect = frame_of(scene, number)
        corners = _point(rect.left(), rect.top()), _point(rect.right(), rect.bottom())
        lines.append(f"\\draw[gv frame] {corners[0]} rectangle {corners[1]};")
        kind = f" {{\\footnotesize {escaped(group.kind)}}}" if group.kind else ""
        words = f"\\textbf{{{escaped(group.title)}}}{kind}"
        lines.append(f"\\node[gv title] at {corners[0]} {{{words}}};")
    return lines


def _vertex(picture: Picture, place: int) -> list[str]:
    scene = picture.scene
    plan, face, rect = scene.plans[place], picture.face(place), scene.ends[place].rect
    centre = _point(rect.center().x(), rect.center().y())
    size = (
        f"minimum width={_bp(rect.width())}bp, minimum height={_bp(rect.height())}bp, "
        f"text width={_bp(rect.width() - 14)}bp"
    )
    shape = "gv sign" if plan.round else "gv card"
    faint = f", opacity={FAINT}, text opacity=1" if face.faint else ""
    head = f"\\node[{shape}, {_rim(plan, face)}, {size}{faint}] (n{place}) at {centre}"
    words = _sign_words(plan, face) if plan.round else _card_words(plan, face, scene.language)
    lines = [f"{head} {{{words}}};"]
    if plan.round and plan.name:
        tone = "inkgradient" if face.ran else "inkquiet"
        said = escaped(" ".join((*plan.notes, plan.name)))
        under = getattr(plan, "under", False)
        side, end = ("below", "south") if under else ("right", "east")
        lines.append(
            f"\\node[{side}=3bp, inner sep=2bp, text={_named(tone)}, "
            f"font=\\sffamily\\footnotesize] at (n{place}.{end}) {{{said}}};"
        )
    return lines


def _rim(plan: Plan, face: Face) -> str:
    if face.light:
        return f"draw={_named(face.light)}, fill={_named(face.light + '_tint')}, line width=2.2bp"
    hue = RIMS[plan.rim] if not plan.round or plan.rim != "plain" else "quiet"
    width = 1.5 if plan.rim in ("leaf", "loss") else 1.1
    dashed = ", dashed" if plan.rim == "constant" else ""
    return f"draw={_named(hue)}, fill={_named(TINTS[plan.rim])}, line width={width}bp{dashed}"


def _sign_words(plan: Plan, face: Face) -> str:
    tone = "inkquiet" if face.faint else "inktext"
    return f"\\textcolor{{{_named(tone)}}}{{\\large {escaped(plan.title)}}}"


def _card_words(plan: Plan, face: Face, language: str) -> str:
    tone = _named("inkquiet" if face.faint else "inktext")
    meta = f" {{\\footnotesize\\textcolor{{gvinkquiet}}{{{escaped(plan.meta)}}}}}"
    size = "\\footnotesize" if plan.compact else "\\large"
    title = f"{size}\\textbf{{{escaped(plan.title)}}}"
    lines = [f"\\textcolor{{{tone}}}{{{title}}}{meta if plan.meta else ''}"]
    if face.value:
        lines.append(_said(word("value", language), face.value, "value", bold=False))
    if face.grad:
        hue = "gradient" if face.has_grad else "quiet"
        more = " ".join(one for one in (face.grad, face.more, face.note) if one)
        norm = face.has_grad and plan.vertex.kind in ("module", "fold")
        label = word("grad norm" if norm else "grad", language)
        lines.append(_said(label, more, hue, bold=face.has_grad))
    return r"\\ ".join(lines)


def _said(label: str, text: str, hue: str, *, bold: bool) -> str:
    numbers = _matrix(text, bold=bold) if "\n" in text else " ".join(map(_whole, text.split()))
    words = f"{escaped(label)} {numbers}"
    shown = f"\\textbf{{{words}}}" if bold else words
    return f"\\textcolor{{{_named('ink' + hue)}}}{{{shown}}}"


def _whole(word: str) -> str:
    """A word that is not broken: a minus at a line's end would be lost."""
    return f"\\mbox{{{_MINUS.sub('$-$', escaped(word))}}}"


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
    return f"\\text{{{_MINUS.sub('$-$', escaped(text))}}}"


# --- arrows


def _links(picture: Picture) -> list[str]:
    scene, lines = picture.scene, []
    apart = scene.view != "grad_fn"
    for place, pair in enumerate(scene.lines):
        link = scene.graph.links[place]
        happened = scene.link_made[place] <= picture.step
        flowed = bool(picture.flowed[place])
        name = f"% n{link.source} -> n{link.target}"
        if not happened or apart or not flowed:
            faint = "" if happened else f", opacity={FAINT}"
            arrow = pair.forward if apart else pair.backward
            lines.append(f"\\path[gv forward{faint}] {_way(arrow)}; {name}")
        if flowed:
            lines.append(f"\\path[gv back] {_way(pair.backward)}; {name}")
    return lines


def _way(arrow: Arrow) -> str:
    """The curve of an arrow, on to its tip."""
    words: list[str] = []
    path: QPainterPath = arrow.line
    place = 0
    while place < path.elementCount() - 1:
        element = path.elementAt(place)
        if element.isMoveTo():
            words.append(_point(element.x, element.y))
        elif element.isLineTo():
            words.append(f"-- {_point(element.x, element.y)}")
        else:
            one, two, end = (path.elementAt(place + k) for k in range(3))
            words.append(
                f".. controls {_point(one.x, one.y)} and {_point(two.x, two.y)} .. "
                f"{_point(end.x, end.y)}"
            )
            place += 2
        place += 1
    return " ".join([*words, f"-- {_point(*arrow.tip)}"])


def _labels(picture: Picture) -> list[str]:
    """What gradients were sent, beside their arrows."""
    scene, lines = picture.scene, []
    for label in scene.labels:
        y = label.rect.top() + LINE / 2
        for link in label.links:
            text = contribution(scene.tape, scene.index, scene.graph, link, picture.step)
            if text and picture.flowed[link]:
                sign = "" if scene.view == "grad_fn" else "+ "
                where = _point(label.rect.left(), y)
                lines.append(
                    f"\\node[anchor=west, inner sep=0bp, text=gvinkgradient, "
                    f"font=\\sffamily\\footnotesize] at {where} {{{escaped(sign + text)}}};"
                )
            y += LINE
    return lines


def _notes(scene: Scene) -> list[str]:
    """What a lecturer added: arrows, and notes over them."""
    found = (ends_of(scene, scene.arrangement, one) for one in scene.arrangement.arrows)
    ways = (" -- ".join(_point(*end.toTuple()) for end in ends) for ends in found if ends)
    lines = [f"\\path[gv forward, draw=gvtext] {way};" for way in ways]
    for note in scene.arrangement.notes:
        rect = note_rect(note)
        size = f"inner sep={_bp(PAD)}bp, text width={_bp(rect.width() - 2 * PAD)}bp"
        words = r"\\ ".join(rf"\strut {escaped(line)}" for line in note.text.split("\n"))
        lines.append(f"\\node[gv note, {size}] at {_point(rect.x(), rect.y())} {{{words}}};")
    return lines


def _point(x: float, y: float) -> str:
    return f"({_bp(x)},{_bp(y)})"


def _bp(pixels: float) -> str:
    return f"{pixels * POINTS:.2f}".rstrip("0").rstrip(".")
