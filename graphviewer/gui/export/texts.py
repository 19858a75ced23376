"""The words of the Export dialog, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.export.estimate import Estimate
from graphviewer.gui.export.options import Format, Paper, Theme

KILO, MEGA = 1000, 1_000_000


def names() -> dict[Format, str]:
    """What each format is called."""
    translate = QCoreApplication.translate
    return {
        "png": translate("Export", "PNG picture"),
        "svg": translate("Export", "SVG drawing"),
        "pdf": translate("Export", "PDF document"),
        "gif": translate("Export", "GIF animation"),
        "webp": translate("Export", "WebP animation"),
        "html": translate("Export", "Web page to step through"),
        "tikz": translate("Export", "LaTeX (TikZ)"),
        "dot": translate("Export", "DOT"),
        "graphml": translate("Export", "GraphML"),
        "json": translate("Export", "JSON"),
    }


def uses() -> dict[Format, str]:
    """What each format is good for."""
    translate = QCoreApplication.translate
    return {
        "png": translate("Export", "For slides and documents; any size."),
        "svg": translate("Export", "Sharp at any size; looks the same without our fonts."),
        "pdf": translate("Export", "Sharp at any size; of several steps a handout, a step a page."),
        "gif": translate("Export", "Plays everywhere; 256 colours."),
        "webp": translate("Export", "Every colour, and smaller than GIF; for browsers."),
        "html": translate("Export", "One file that needs no network; steps with the arrow keys."),
        "tikz": translate("Export", "A document of its own, with every card where it stands."),
        "dot": translate("Export", "The graph for Graphviz, with names, shapes and numbers."),
        "graphml": translate("Export", "The graph for networkx, yEd or Gephi."),
        "json": translate("Export", "The graph as data, every number exact."),
    }


def themes() -> dict[Theme, str]:
    """The colours to choose from."""
    translate = QCoreApplication.translate
    return {
        "screen": translate("Export", "As on screen"),
        "light": translate("Export", "Light"),
        "dark": translate("Export", "Dark"),
    }


def papers() -> dict[Paper, str]:
    """The pages to choose from."""
    translate = QCoreApplication.translate
    return {
        "a4": translate("Export", "A4, upright"),
        "slides": translate("Export", "Slides, 16:9"),
    }


def told(found: Estimate) -> str:
    """How large it will be, in a line."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if found.width:
        text = translate("Export", "{width} × {height} pixels")
        parts.append(text.format(width=f"{found.width:,}", height=f"{found.height:,}"))
    if found.seconds:
        text = translate("Export", "{count} pictures, {seconds} s")
        parts.append(text.format(count=f"{found.count:,}", seconds=f"{found.seconds:g}"))
    elif found.count > 1:
        parts.append(translate("Export", "{count} steps").format(count=f"{found.count:,}"))
    parts.append(translate("Export", "about {size}").format(size=size_of(found.bytes)))
    return " · ".join(parts)


def size_of(count: int) -> str:
    """Bytes as people say them, to two figures."""
    if count >= MEGA:
        return f"{count / MEGA:.2g} MB" if count < 100 * MEGA else f"{count / MEGA:.0f} MB"
    kilo = max(1, round(count / KILO))
    return f"{kilo if kilo < 100 else round(kilo, -1)} KB"
