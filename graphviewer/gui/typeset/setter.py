"""Sets equations: each kind of Math becomes a Box, by the font's own measures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from graphviewer.explain.equation import (
    Big,
    Cases,
    Fence,
    Frac,
    Math,
    Matrix,
    Ref,
    Role,
    Root,
    Row,
    Script,
    Text,
)
from graphviewer.gui.typeset.alphabets import styled
from graphviewer.gui.typeset.box import Area, Box, Mark, joined
from graphviewer.gui.typeset.code import set_code
from graphviewer.gui.typeset.mathfont import EM, math_font

SCRIPT = 0.72  # size of scripts, and of fractions inside fractions
MEDIUM, THICK, THIN = 4 / 18, 5 / 18, 3 / 18  # spaces in ems, as TeX has them
RELATIONS = frozenset("=≈≠≤≥<>→⇒∈≡∝←:")
BINARY = frozenset("+-−·×÷⊙*∗@±/∘")
SQUARE = QPainterPath()
SQUARE.addRect(QRectF(0, 0, 1, 1))


def space_around(text: str) -> float:
    """The space on either side of an operator, in ems."""
    sign = text.strip()
    if sign in RELATIONS:
        return THICK
    if sign in BINARY:
        return THIN if sign in "·/" else MEDIUM
    return 0.0


def set_math(math: Math, size: float, role: Role = "plain", depth: int = 0) -> Box:
    """The box of an equation at `size` pixels an em. `role` is what pieces without one inherit."""
    own: Role = getattr(math, "role", "plain")
    role = own if own != "plain" else role
    match math:
        case Text():
            box = _text(math, size, role)
        case Row():
            box = _row(math.items, size, role, depth)
        case Frac():
            box = _fraction(math, size, role, depth)
        case Script():
            box = scripted(set_math(math.base, size, role, depth), math, size, role, depth)
        case Root():
            box = _root(set_math(math.body, size, role, depth), size, role)
        case Big():
            box = _big(math, size, role, depth)
        case Fence():
            box = fenced(set_math(math.body, size, role, depth), math.left, math.right, size, role)
        case Matrix():
            box = _matrix(math, size, role, depth)
        case Cases():
            box = _cases(math, size, role, depth)
    return _pointing(box, getattr(math, "ref", None), role)


def _pointing(box: Box, ref: Ref | None, role: Role) -> Box:
    if ref is None:
        return box
    area = Area(0.0, -box.up, box.width, box.down, ref, role)
    return box._replace(areas=(area, *box.areas))


def _text(text: Text, size: float, role: Role) -> Box:
    if text.style == "code":
        return set_code(text.text, size, role)
    font = math_font()
    scale = size / EM
    bold = role == "gradient"
    shown = text.text.strip() if text.style == "operator" else text.text
    marks: list[Mark] = []
    x = up = down = 0.0
    for char in shown:
        if char in " \u00a0":
            x += 0.26 * size
            continue
        face, glyph = font.find(styled(char, text.style, bold))
        if not glyph:
            face, glyph = font.find(char)
        advance, above, below = face.metrics(glyph)
        marks.append(Mark(face.outline(glyph), x, 0.0, scale, scale, role))
        x += advance * size
        up, down = max(up, above * size), max(down, below * size)
    if text.style != "operator":
        up, down = max(up, 0.68 * size), max(down, 0.02 * size)
    return Box(x, up, max(down, 0.0), tuple(marks))


def _row(items: tuple[Math, ...], size: float, role: Role, depth: int) -> Box:
    placed: list[tuple[Box, float, float]] = []
    x = 0.0
    for place, item in enumerate(items):
        box = set_math(item, size, role, depth)
        before, after = spaces(items, place)
        x += before * size
        placed.append((box, x, 0.0))
        x += box.width + after * size
    return joined(placed, x)


def spaces(items: tuple[Math, ...], place: int) -> tuple[float, float]:
    """Space around an item of a row, in ems: operators breathe, signs of a number do not."""
    item = items[place]
    if isinstance(item, Big):
        return 0.0, THIN
    if not isinstance(item, Text) or item.style != "operator":
        return 0.0, 0.0
    if item.text.strip() == ",":
        return 0.0, THIN
    around = space_around(item.text)
    last = place == len(items) - 1
    previous = items[place - 1] if place else None
    unary = item.text.strip() in "+-−" and (
        previous is None or (isinstance(previous, Text) and previous.style == "operator")
    )
    if unary:
        return 0.0, 0.0
    return (around if place else 0.0), (0.0 if last and around < THICK else around)


def _rule(x: float, y: float, width: float, thick: float, role: Role) -> Mark:
    return Mark(SQUARE, x, y, width, thick, role)


def _fraction(frac: Frac, size: float, role: Role, depth: int) -> Box:
    font = math_font()
    inner = size if depth == 0 else size * SCRIPT
    top = set_math(frac.top, inner, role, depth + 1)
    bottom = set_math(frac.bottom, inner, role, depth + 1)
    axis, thick = font.constant("axis") * size, max(1.0, font.constant("rule") * size)
    gap = 0.17 * size if depth == 0 else font.constant("num_gap") * size * 1.5
    width = max(top.width, bottom.width) + 0.16 * size
    side = 0.08 * size
    over = axis + thick / 2 + gap + top.down
    under = -axis + thick / 2 + gap + bottom.up
    box = joined(
        (
            (top, side + (width - top.width) / 2, -over),
            (bottom, side + (width - bottom.width) / 2, under),
        ),
        width + 2 * side,
    )
    rule = _rule(side, -axis - thick / 2, width, thick, role)
    return box._replace(marks=(*box.marks, rule))


def scripted(base: Box, script: Script, size: float, role: Role, depth: int) -> Box:
    """A base that is set already, with its scripts."""
    font = math_font()
    role = getattr(script.base, "role", "plain") if role == "plain" else role
    small = size * SCRIPT
    placed = [(base, 0.0, 0.0)]
    width = base.width
    at = base.width + 0.04 * size
    if script.sup is not None:
        sup = set_math(script.sup, small, role, depth + 1)
        rise = max(font.constant("sup_up") * size, base.up - 0.38 * size + sup.down)
        placed.append((sup, at, -rise))
        width = max(width, at + sup.width)
    if script.sub is not None:
        sub = set_math(script.sub, small, role, depth + 1)
        drop = max(font.constant("sub_down") * size, base.down + 0.06 * size)
        if script.sup is not None:
            drop = max(drop, sub.up - 0.12 * size)
        placed.append((sub, at, drop))
        width = max(width, at + sub.width)
    return joined(placed, width + 0.03 * size)


def _root(body: Box, size: float, role: Role) -> Box:
    font = math_font()
    gap, thick = font.constant("root_gap") * size * 1.4, max(1.0, font.constant("root_rule") * size)
    need = body.up + body.down + gap + thick
    glyph, stretch = font.grown("√", need / size)
    advance, above, _ = font.face.metrics(glyph)
    scale = size / EM
    top = -(body.up + gap + thick)
    sign = Mark(
        font.face.outline(glyph), 0.0, top + above * size * stretch, scale, scale * stretch, role
    )
    x = advance * size
    box = joined(((body, x, 0.0),), x + body.width + 0.06 * size)
    bar = _rule(x - 0.03 * size, top, body.width + 0.07 * size, thick, role)
    return box._replace(marks=(*box.marks, sign, bar), up=-top)


def _big(big: Big, size: float, role: Role, depth: int) -> Box:
    font = math_font()
    glyph = font.large(big.symbol) if depth == 0 else font.face.glyph(big.symbol)
    if not glyph:
        sign = _text(Text(big.symbol, "word"), size, role)
    else:
        advance, above, below = font.face.metrics(glyph)
        scale = size / EM
        middle = (above - below) / 2 - font.constant("axis")
        mark = Mark(font.face.outline(glyph), 0.0, middle * size, scale, scale, role)
        sign = Box(advance * size, (above - middle) * size, (below + middle) * size, (mark,))
    small = size * SCRIPT
    limits = [
        (set_math(limit, small, role, depth + 1), above_it)
        for limit, above_it in ((big.above, True), (big.below, False))
        if limit is not None
    ]
    width = max([sign.width, *(box.width for box, _ in limits)])
    placed = [(sign, (width - sign.width) / 2, 0.0)]
    for box, above_it in limits:
        y = -(sign.up + 0.12 * size + box.down) if above_it else sign.down + 0.12 * size + box.up
        placed.append((box, (width - box.width) / 2, y))
    return joined(placed, width)


def fenced(body: Box, left: str, right: str, size: float, role: Role) -> Box:
    """A body in brackets that grow with it."""
    axis = math_font().constant("axis") * size
    half = max(body.up - axis, body.down + axis, 0.45 * size)
    first, last = _bracket(left, half, axis, size, role), _bracket(right, half, axis, size, role)
    pad = 0.05 * size if left.strip() else 0.0
    x = first.width + pad
    placed = ((first, 0.0, 0.0), (body, x, 0.0), (last, x + body.width + pad, 0.0))
    return joined(placed, x + body.width + pad + last.width)


def _bracket(char: str, half: float, axis: float, size: float, role: Role) -> Box:
    if not char.strip():
        return Box(0.0, 0.0, 0.0)
    font = math_font()
    glyph, stretch = font.grown(char, 2 * half / size)
    advance, above, below = font.face.metrics(glyph)
    scale = size / EM
    middle = (above - below) / 2 * stretch * size
    y = middle - axis
    mark = Mark(font.face.outline(glyph), 0.0, y, scale, scale * stretch, role)
    return Box(advance * size, above * size * stretch - y, below * size * stretch + y, (mark,))


def _matrix(matrix: Matrix, size: float, role: Role, depth: int) -> Box:
    rows = [[set_math(cell, size, role, depth + 1) for cell in row] for row in matrix.rows]
    columns = max((len(row) for row in rows), default=0)
    widths = [
        max((row[c].width for row in rows if c < len(row)), default=0) for c in range(columns)
    ]
    gap = 0.55 * size
    body = _grid(rows, widths, gap, size, "right")
    return fenced(body, matrix.left, matrix.right, size, role)


def _grid(rows: list[list[Box]], widths: list[float], gap: float, size: float, align: str) -> Box:
    """Cells in columns, the whole centred on the axis."""
    lead = 0.28 * size if len(rows) > 1 else 0.0
    heights = [
        (
            max([0.68 * size, *(cell.up for cell in row)]),
            max((cell.down for cell in row), default=0),
        )
        for row in rows
    ]
    total = sum(up + down for up, down in heights) + lead * max(0, len(rows) - 1)
    axis = math_font().constant("axis") * size
    y = -axis - total / 2
    if len(rows) == 1:
        y = -heights[0][0]  # one row keeps the baseline
    placed: list[tuple[Box, float, float]] = []
    for row, (up, down) in zip(rows, heights, strict=True):
        x = 0.0
        for cell, width in zip(row, widths, strict=False):
            placed.append((cell, x + (width - cell.width if align == "right" else 0.0), y + up))
            x += width + gap
        y += up + down + lead
    return joined(placed, sum(widths) + gap * max(0, len(widths) - 1))


def _cases(cases: Cases, size: float, role: Role, depth: int) -> Box:
    rows = [[set_math(cell, size, role, depth + 1) for cell in row] for row in cases.rows]
    widths = [max((row[c].width for row in rows), default=0.0) for c in range(2)]
    body = _grid(rows, widths, 0.9 * size, size, "left")
    return fenced(body, "{", "", size, role)
