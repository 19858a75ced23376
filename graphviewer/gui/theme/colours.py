"""Every colour of the window and what it means: Okabe and Ito's hues, safe for the colour-blind."""

from __future__ import annotations

from msgspec import Struct


class Colours(Struct, frozen=True, kw_only=True):
    """One theme's colours, as #rrggbb. Text has contrast 4.5:1 or more on every ground."""

    name: str
    dark: bool
    window: str  # behind panels
    surface: str  # panels, cards
    canvas: str  # behind the graph
    text: str
    quiet: str  # captions, secondary text
    border: str
    value: str  # a forward value
    gradient: str
    leaf: str  # a leaf that wants a gradient
    loss: str  # the root of a backward run
    constant: str  # no gradient flows
    error: str
    value_tint: str
    gradient_tint: str
    leaf_tint: str
    loss_tint: str
    error_tint: str
    accent: str  # the primary button, focus
    on_accent: str
    arrow: str  # forward arrows


LIGHT = Colours(
    name="light",
    dark=False,
    window="#FFFFFF",
    surface="#FFFFFF",
    canvas="#FAFBFD",
    text="#1B2430",
    quiet="#5B6878",
    border="#DDE3EA",
    value="#0072B2",
    gradient="#D55E00",
    leaf="#009E73",
    loss="#B0578D",
    constant="#8FA3B5",
    error="#C1272D",
    value_tint="#E6F2F9",
    gradient_tint="#FDEDE2",
    leaf_tint="#E8F6F1",
    loss_tint="#FBF0F7",
    error_tint="#FBE9EA",
    accent="#0072B2",
    on_accent="#FFFFFF",
    arrow="#8FA3B5",
)
DARK = Colours(
    name="dark",
    dark=True,
    window="#14191F",
    surface="#1B222A",
    canvas="#11161B",
    text="#E8EDF2",
    quiet="#9AA8B6",
    border="#323D49",
    value="#56B4E9",
    gradient="#F0915A",
    leaf="#3CC79B",
    loss="#D98BBB",
    constant="#8FA3B5",
    error="#FF6B6B",
    value_tint="#17303F",
    gradient_tint="#3B2719",
    leaf_tint="#15342B",
    loss_tint="#3A2533",
    error_tint="#3F1D20",
    accent="#2678B4",
    on_accent="#FFFFFF",
    arrow="#6C7F91",
)
THEMES: dict[str, Colours] = {"light": LIGHT, "dark": DARK}
