"""Colours for text and bars: the theme's hues, made readable where they are text."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from graphviewer.gui.theme.colours import Colours

Phase = Literal["forward", "backward", "accumulate", "update", "print", "error"]
READABLE = 4.5  # WCAG 2 AA contrast of text

# Phase -> (hue, tint), fields of Colours.
PHASES: dict[str, tuple[str, str]] = {
    "forward": ("value", "value_tint"),
    "backward": ("gradient", "gradient_tint"),
    "accumulate": ("gradient", "gradient_tint"),
    "update": ("leaf", "leaf_tint"),
    "print": ("quiet", "value_tint"),
    "error": ("error", "error_tint"),
}


def hue(colours: Colours, phase: str) -> str:
    """The colour of a phase."""
    return str(getattr(colours, PHASES.get(phase, PHASES["forward"])[0]))


def tint(colours: Colours, phase: str) -> str:
    """The background of a phase."""
    return str(getattr(colours, PHASES.get(phase, PHASES["forward"])[1]))


@lru_cache(maxsize=512)
def legible(text: str, background: str, towards: str, wanted: float = READABLE) -> str:
    """`text`, mixed with `towards` just as far as contrast with `background` asks for."""
    for share in range(0, 101, 5):
        mixed = mix(text, towards, share / 100)
        if contrast(mixed, background) >= wanted:
            return mixed
    return towards


# what text may stand on
GROUNDS = (
    "window", "surface", "canvas", "value_tint", "gradient_tint", "leaf_tint", "loss_tint",
    "error_tint",
)  # fmt: skip


@lru_cache(maxsize=64)
def ink(colours: Colours, name: str) -> str:
    """A colour of the theme as text: readable on every ground the theme has."""
    found = str(getattr(colours, name))
    for ground in GROUNDS:
        found = legible(
            found, str(getattr(colours, ground)), "#ffffff" if colours.dark else "#000000"
        )
    return found


def mix(first: str, second: str, share: float) -> str:
    """A colour between two: `share` of the second."""
    a, b = QColor(first), QColor(second)
    red = a.red() + (b.red() - a.red()) * share
    green = a.green() + (b.green() - a.green()) * share
    blue = a.blue() + (b.blue() - a.blue()) * share
    return QColor(round(red), round(green), round(blue)).name()


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)


def paint_with(widget: QWidget, colours: Colours, *, background: str | None = None) -> None:
    """Give a widget a palette of the theme, and a filled background if one is named."""
    palette = QPalette(widget.palette())
    base = QColor(background or colours.surface)
    ink, quiet = QColor(colours.text), QColor(colours.quiet)
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, base),
        (roles.Base, base),
        (roles.Button, QColor(colours.surface)),
        (roles.WindowText, ink),
        (roles.Text, ink),
        (roles.ButtonText, ink),
        (roles.PlaceholderText, quiet),
        (roles.Highlight, QColor(mix(colours.surface, colours.accent, 0.35))),
        (roles.HighlightedText, ink),
    ):
        palette.setColor(role, colour)
    widget.setPalette(palette)
    widget.setAutoFillBackground(background is not None)
