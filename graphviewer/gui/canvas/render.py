"""A view of a tape at a step as a file: PNG, SVG or PDF. The caller makes the QGuiApplication."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem
from graphviewer.graphs.data import View
from graphviewer.graphs.expression import names_within
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.iterations import Iterations
from graphviewer.session.scopes import Scopes
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

MARGIN = 24.0
LARGEST = 16_000  # pixels on a side of a PNG
NO_MEMORY = "The picture could not be painted: there was not enough memory for it."
FORMATS = (".png", ".svg", ".pdf")


class RenderError(ValueError):
    """A picture could not be written; the message says why."""


def render(
    tape: Tape,
    index: TapeIndex,
    view: View,
    step: int,
    path: Path,
    colours: Colours = LIGHT,
    scale: float = 2.0,
    language: str = "en",
) -> None:
    """Write the picture. `scale` is pixels a scene pixel, for PNG. Raises RenderError.

    Of a loop too large to be read as a whole it is the iteration of the step.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise RenderError(f"{path.name}: pictures end in {', '.join(FORMATS)}")
    span = _span(tape, step)
    index.look_within({} if span is None else names_within(tape, index, span))
    scene = Scene(tape, index, view, language, span=span)
    picture = Picture(scene, step, colours)
    area = scene.bounds.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    {".png": _png, ".svg": _svg, ".pdf": _pdf}[kind](picture, area, buffer, scale)
    try:
        atomic.write(path, [bytes(buffer.data().data())])
    except FileProblem as problem:
        raise RenderError(str(problem)) from problem


def _span(tape: Tape, step: int) -> Span | None:
    scopes = Scopes(tape, Iterations(tape))
    scope = scopes.at(step) if scopes.wanted else None
    return scope.span if scope is not None else None


def _draw(painter: QPainter, picture: Picture, area: QRectF, scale: float) -> None:
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    painter.fillRect(area, QColor(picture.colours.canvas))
    picture.paint(painter, area, "full")


def _png(picture: Picture, area: QRectF, buffer: QBuffer, scale: float) -> None:
    scale = min(scale, LARGEST / max(area.width(), area.height()))
    size = QSize(round(area.width() * scale), round(area.height() * scale))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(picture.colours.canvas))
    painter = QPainter(image)
    _draw(painter, picture, area, scale)
    painter.end()
    if not QImageWriter(buffer, b"png").write(image):
        raise RenderError(NO_MEMORY)


def _svg(picture: Picture, area: QRectF, buffer: QBuffer, _scale: float) -> None:
    writer = QSvgGenerator()
    writer.setOutputDevice(buffer)
    size = area.size().toSize()
    writer.setSize(size)
    writer.setViewBox(QRect(0, 0, size.width(), size.height()))
    writer.setTitle("graphviewer")
    painter = QPainter()
    if not painter.begin(writer):
        raise RenderError(NO_MEMORY)
    _draw(painter, picture, area, 1.0)
    painter.end()


def _pdf(picture: Picture, area: QRectF, buffer: QBuffer, _scale: float) -> None:
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    writer.setTitle("graphviewer")
    size = QSizeF(area.width() * 72 / 96, area.height() * 72 / 96)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter()
    if not painter.begin(writer):
        raise RenderError(NO_MEMORY)
    _draw(painter, picture, area, 1.0)
    painter.end()
