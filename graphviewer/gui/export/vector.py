"""Pictures without pixels: SVG whose letters are outlines, PDF with its fonts inside."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import groupby, islice
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from graphviewer.disk.xml_text import printable
from graphviewer.gui.export.ending import Ending
from graphviewer.gui.export.job import Aside, ExportError, Job
from graphviewer.gui.export.marks import Mark, Marks, Painting
from graphviewer.gui.export.raster import NO_MEMORY
from graphviewer.gui.export.sheet import Sheet

AT_ONCE = 2000  # lines written without a look at whether anybody still waits
DPI = 96  # a scene pixel is a CSS pixel


def svg(sheet: Sheet, title: str, scale: float = 1.0) -> Job:
    """An SVG that looks the same wherever it is opened; `scale` is of its own size."""
    return (yield from svg_of(sheet.size, sheet.paint, title, scale))


def svg_of(size: QSizeF, paint: Painting, title: str, scale: float = 1.0) -> Job:
    """The same of anything that paints itself."""
    marks, title = Marks(), printable(title)
    yield 0.0
    found = yield from marks.of(size, paint)
    width, height = size.width(), size.height()
    said = " · ".join(mark.text for mark in found if mark.text)
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width * scale:g}" height="{height * scale:g}"'
        f' viewBox="0 0 {width:g} {height:g}" role="img" aria-label={quoteattr(title)}>'
    )
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        root,
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(said)}</desc>",
        defined(marks),
        '<g fill-rule="evenodd">',
        "",
    ]
    body = yield from _written(grouped(found))
    return ["\n".join(head).encode(), *body, b"</g>\n</svg>\n"]


def _written(lines: Iterator[str]) -> Generator[float, None, list[bytes]]:
    """Lines as a file has them, in slices."""
    found: list[bytes] = []
    while some := list(islice(lines, AT_ONCE)):
        found.append(("\n".join(some) + "\n").encode())
        yield 1.0
    return found


def defined(marks: Marks) -> str:
    """The letters, each once."""
    outlines = marks.glyphs.outlines.items()
    letters = "".join(
        f'<path id="{key}" fill-rule="nonzero" d="{data}"/>\n' for key, data in outlines
    )
    return f"<defs>\n{letters}</defs>"


def grouped(marks: list[Mark]) -> Iterator[str]:
    """Marks one after the other; those of one style share a group."""
    for style, members in groupby(marks, key=lambda mark: mark.style):
        yield f"<g{style}>"
        for mark in members:
            yield mark.body
        yield "</g>"


def pdf(sheet: Sheet, title: str) -> Job:
    """A PDF of one page as large as the picture."""
    return (yield from paged(sheet.size, sheet.paint, title))


def paged(size: QSizeF, paint: Painting, title: str) -> Job:
    """The same of anything that paints itself."""
    yield 0.0
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = writing(buffer, title, size)
    painter = painting(writer)
    ending = Ending(painter, writer, buffer)
    try:
        yield from paint(painter) or ()
        yield Aside(ending)
    finally:
        ending.give_up()
    return [bytes(buffer.data().data())]


def writing(buffer: QBuffer, title: str, size: QSizeF) -> QPdfWriter:
    """A writer of pages of a size in pixels, without margins."""
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("graphviewer")
    points = QSizeF(size.width() * 72 / DPI, size.height() * 72 / DPI)
    page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    return writer


def painting(writer: QPdfWriter) -> QPainter:
    """Begins to paint the pages. Raises ExportError."""
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError(NO_MEMORY)
    # else heat maps are JPEG, whose cells take on something of their neighbours' colours
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    return painter
