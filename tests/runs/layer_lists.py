"""Lists of layers as hypothesis draws them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS, Option

SMALL = {"in_features", "out_features", "num_features", "normalized_shape", "in_channels"} | {
    "out_channels",
    "channels",
    "height",
    "width",
}


def _values(option: Option) -> st.SearchStrategy[Any]:
    if isinstance(option.default, bool):
        return st.booleans()
    if isinstance(option.default, float):
        return st.floats(option.low, option.high)
    if option.name in SMALL:
        return st.sampled_from((1, 2, 3, 4, 6, 12, 36))
    return st.integers(int(option.low), min(int(option.high), 4))


@st.composite
def layer(draw: st.DrawFn) -> Layer:
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    return Layer(
        kind=kind.name,
        options={
            one.name: draw(_values(one))
            for one in kind.options
            if one.required or draw(st.booleans())
        },
    )


lists = st.lists(layer(), max_size=6).map(tuple)
