"""How one cell of a result came about, in numbers: `C[0, 2] = 0·1 + 1·1 + 2·1 = 3`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.explain.cells.data import (
    LONG_NAME,
    NOWHERE,
    Array,
    Cell,
    Grid,
    Working,
    origin,
    uses,
)
from graphviewer.explain.numbers import exact, relation, scalar

MOST = 6  # numbers that are written out
OPERATORS = frozenset(
    {"+", "−", "·", "/", "==", "!=", "<", ">", "≤", "≥", "^", "and", "or", "&", "|"}
)
PAIR = 2  # operands
UNNAMED = "…"  # stands for a tensor whose expression is long
Piece = tuple[str, bool]  # a side of the equation, and whether its numbers are shown exactly


def told(working: Working, at: Cell) -> str:
    """The sentence of a cell of the result."""
    result = working.result
    if working.kind == "found":
        return _found(working, at)
    makers = {"reduced": _sum, "product": _sum, "written": _written}
    pieces = makers.get(working.kind, _cells)(working, at)
    made = result.value.array()[at]
    number = (scalar(made), _exact([made]) and all(exactly for _, exactly in pieces))
    same = any(grid.tensor == result.tensor for grid in working.operands)
    sentence = _called(result, at)
    for place, (text, exactly) in enumerate((*pieces, number)):
        if place == len(pieces) and pieces and pieces[-1][0] == text:
            break
        sign = "←" if same and place == 0 and pieces else relation(rounded=not exactly).strip()
        sentence += f" {sign} {text}"
    if working.kind == "written" and result.picked is not None and result.picked[at]:
        old = working.operands[0].value.array()[at]
        return f"{sentence}   ({scalar(old)} → {scalar(made)})"
    return sentence


def told_uses(working: Working, grid: Grid, place: int) -> str:
    """Where a cell of an operand went: `a[2, 0] = 2 → c[2, 0], c[2, 1]`."""
    shape = grid.value.shape
    at = tuple(int(part) for part in np.unravel_index(place, shape)) if shape else ()
    said = f"{_called(grid, at)} = {scalar(grid.value.array()[at])}"
    went = [tuple(map(int, one)) for one in np.argwhere(uses(grid, place, working.result.shape))]
    names = [_called(working.result, one) for one in went]
    return f"{said} → {_ends(names, ', ')}" if names else said


def _exact(cells: Sequence[np.generic]) -> bool:
    return all(exact(np.asarray(one)) for one in cells)


def _found(working: Working, at: Cell) -> str:
    """`mask[2, 1] → i[3] = 2, j[3] = 1`."""
    source = working.operands[0]
    place = np.argwhere(origin(source, at, working.result.value.shape))[0]
    results = [
        f"{_called(grid, at)} = {scalar(grid.value.array()[at])}"
        for grid in (working.result, *working.more)
    ]
    return f"{_called(source, tuple(int(part) for part in place))} → {', '.join(results)}"


def _cells(working: Working, at: Cell) -> list[Piece]:
    """Cell by cell: the names of the cells, then their numbers."""
    names, cells = [], []
    for grid in working.operands:
        found = np.argwhere(origin(grid, at, working.result.value.shape))
        if len(found) != 1 or not _takes_part(grid, at, working):
            continue
        place = tuple(int(part) for part in found[0])
        names.append(_called(grid, place))
        cells.append(grid.value.array()[place])
    if len(names) == 1:
        return [(names[0], True)]
    if len(names) != PAIR or not working.sign:
        return []
    numbers = _joined([_factor(one) for one in cells], working.sign)
    named = not any(name.startswith(UNNAMED) for name in names)
    first = [(_joined(names, working.sign), True)] if named else []
    return [*first, (numbers, _exact(cells))]


def _takes_part(grid: Grid, at: Cell, working: Working) -> bool:
    """Whether a grid's own number is in the result: not that of a mask which only chooses."""
    if working.kind != "masked" or working.sign:
        return grid.places is None or bool(np.any(grid.places != NOWHERE))
    return grid.value.dtype != "bool" and (grid.picked is None or bool(grid.picked[at]))


def _written(working: Working, at: Cell) -> list[Piece]:
    shape = working.result.value.shape
    for grid in working.operands[1:]:
        found = np.argwhere(origin(grid, at, shape))
        if len(found) == 1:
            return [(_called(grid, tuple(int(part) for part in found[0])), True)]
    return []


def _sum(working: Working, at: Cell) -> list[Piece]:
    """Many cells in one: their numbers with the sign between."""
    shape = working.result.value.shape
    taken = [list(grid.value.array()[origin(grid, at, shape)]) for grid in working.operands]
    if working.kind == "product":
        pairs = zip(taken[0], taken[1], strict=True)
        text = _ends([f"{_factor(one)}·{_factor(other)}" for one, other in pairs], " + ")
        bias = [cell for cells in taken[2:] for cell in cells]
        text = " + ".join((text, *map(_factor, bias)))
        return [(text, _exact([*taken[0], *taken[1], *bias]))]
    cells = taken[0]
    return [(_many(working.sign, cells), _exact(cells))] if cells else []


def _many(sign: str, cells: list[np.generic]) -> str:
    texts = [_factor(one) for one in cells]
    if sign == "mean":
        return f"({_ends(texts, ' + ')}) / {len(texts)}"
    if sign == "norm":
        return f"√({_ends([f'{text}²' for text in texts], ' + ')})"
    if sign in OPERATORS:
        return _ends(texts, f" {sign} ")
    return f"{sign}({_ends([scalar(one) for one in cells], ', ')})"


def _ends(texts: Sequence[str], between: str) -> str:
    """Texts with something between; of many the first ones and the last."""
    if len(texts) > MOST:
        texts = (*texts[: MOST - 2], "…", texts[-1])
    return between.join(texts)


def _joined(texts: Sequence[str], sign: str) -> str:
    if sign not in OPERATORS:
        return f"{sign}({', '.join(texts)})"
    return f" {sign} ".join(texts)


def _called(grid: Grid, place: Cell) -> str:
    """`x[1, 2]`; of a stretched tensor the place it was read from."""
    own = place[len(place) - len(grid.shape) :] if len(grid.shape) <= len(place) else place
    own = tuple(0 if length == 1 else part for part, length in zip(own, grid.shape, strict=True))
    name = grid.name if len(grid.name) <= LONG_NAME else UNNAMED
    if not own:
        return name
    index = ", ".join(map(str, own))
    loose = name and not name.replace("_", "").replace(".", "").isalnum() and " " in name
    return f"({name})[{index}]" if loose else f"{name}[{index}]"


def _factor(number: np.generic | Array) -> str:
    """A number as an operand: a negative or complex one in brackets."""
    text = scalar(np.asarray(number).flat[0])
    return f"({text})" if text.startswith("-") or np.iscomplexobj(number) else text
