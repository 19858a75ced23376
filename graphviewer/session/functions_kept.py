"""How the Functions page stands, as text to remember it by."""

from __future__ import annotations

import math

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from graphviewer.session.functions import Functions, Place, Plot, added, with_formula
from graphviewer.session.functions_gallery import first

MOST = 100_000  # characters that are kept


class _Kept(Struct, frozen=True):
    plot: Plot
    place: Place


def kept(text: str) -> Functions:
    """The page as it was left; as it is at first where the text says nothing that can be used."""
    try:
        found = msgspec.json.decode(text, type=_Kept)
    except msgspec.MsgspecError:  # none yet, or of another version
        return Functions(added(Plot(), first()), Place())
    plot, place = found.plot, found.place
    if len({one.key for one in plot.functions}) < len(plot.functions):
        return Functions(added(Plot(), first()), Place())
    whole = tuple(with_formula(one, one.formula) for one in plot.functions)
    if not (math.isfinite(place.x) and _usable(place.span)):
        place = Place()
    return Functions(replace(plot, functions=whole), place)


def _usable(span: tuple[float, float]) -> bool:
    low, high = span
    return math.isfinite(low) and math.isfinite(high) and 1e-6 < high - low < 1e9


def keeping(functions: Functions) -> str:
    """The text to remember."""
    text = msgspec.json.encode(_Kept(functions.plot, functions.place)).decode()
    return text if len(text) <= MOST else ""
