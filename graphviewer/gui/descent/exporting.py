"""The picture and its ways as files: PNG, SVG, PDF, an animation, the steps as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from threading import Event

from PIL import Image
from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter

from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.map import Map
from graphviewer.gui.descent.scale import WIDTH, Scale
from graphviewer.gui.descent.solid import Solid
from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.descent.ways import WaysPlane
from graphviewer.gui.export.animation import as_pillow, encoded_frames
from graphviewer.gui.export.job import Aside, Job
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.palette import Palette
from graphviewer.gui.export.raster import encoded
from graphviewer.gui.export.vector import paged, svg_of

KINDS = ("png", "svg", "pdf", "gif", "webp", "csv")
SHARP = 2  # pixels of a picture for each on screen
FRAMES, FRAME_MS = 100, 60  # of an animation at most, and how long each is shown
SAMPLES = 6  # frames whose colours make the palette


class Board:
    """A twin of a picture that is not on screen, with its scale; it can stand at any step."""

    def __init__(self, picture: WaysPlane, shown: Sequence[Shown], step: int) -> None:
        self._twin = type(picture)()
        self._twin.resize(picture.size())
        self._twin.set_colours(picture.colours)
        self._twin.set_words(picture.words.bottom, picture.words.left)
        self._twin.show_view(picture.view)
        self._twin.set_marks(picture.minima, picture.start)
        ground: Ground | None = picture.ground
        self._twin.set_ground(ground)
        self._scale: Scale | None = None
        if isinstance(self._twin, Map) and isinstance(picture, Map):
            self._twin.set_filled(picture.filled)
            if picture.contours is not None:
                self._scale = Scale()
                self._scale.resize(WIDTH, picture.height())
                self._scale.set_colours(picture.colours)
                self._scale.set_levels(picture.contours.levels)
        if isinstance(self._twin, Solid) and isinstance(picture, Solid):
            self._twin.settle(picture.camera)
        self._shown = tuple(shown)
        self.go(step)

    @property
    def size(self) -> QSizeF:
        """In pixels on screen."""
        wide = WIDTH if self._scale is not None else 0
        return QSizeF(self._twin.width() + wide, self._twin.height())

    def go(self, step: int) -> None:
        """Stand at a step."""
        self._twin.show_walkers(self._shown, step)

    def paint(self, painter: QPainter) -> None:
        """Draw it from the origin on."""
        self._twin.paint(painter)
        if self._scale is not None:
            painter.save()
            painter.setClipping(False)
            painter.translate(QPointF(self._twin.width(), 0))
            self._scale.paint(painter)
            painter.restore()

    def frame(self) -> QImage:
        """It as pixels, on what was kept of the step before."""
        image = QImage(self.size.toSize(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.drawPixmap(0, 0, self._twin.grab())
        if self._scale is not None:
            painter.drawPixmap(self._twin.width(), 0, self._scale.grab())
        painter.end()
        return image

    def image(self, sharp: int = 1) -> QImage:
        """It as pixels."""
        size: QSize = self.size.toSize() * sharp
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(sharp)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image


def job_of(kind: str, board: Board, shown: Sequence[Shown], last: int, title: str) -> Job:
    """What makes a file: png, svg, pdf, gif, webp or csv; the animations go up to a step."""
    match kind:
        case "svg":
            return svg_of(board.size, board.paint, title)
        case "pdf":
            return paged(board.size, board.paint, title)
        case "gif" | "webp":
            return _film(board, last, Options(format="gif" if kind == "gif" else "webp"))
        case "csv":
            return _table(shown)
    return _png(board)


def _png(board: Board) -> Job:
    image = board.image(SHARP)

    def encode(_stop: Event) -> bytes:
        return encoded(image)

    data: bytes = yield Aside(encode)
    return [data]


def _film(board: Board, last: int, options: Options) -> Job:
    """All walkers from the start to a step, each frame as many steps on."""
    count = min(FRAMES, last + 1)
    steps = [round(at * last / max(1, count - 1)) for at in range(count)]
    frames: list[Image.Image] = []
    for at, step in enumerate(steps):
        board.go(step)
        frames.append(as_pillow(board.frame(), clear=False))
        yield 0.8 * (at + 1) / count
    if options.format == "gif":
        palette = Palette(frames[:: max(1, count // SAMPLES)])
        for at, frame in enumerate(frames):
            frames[at] = palette.reduced(frame)
            yield 0.8 + 0.1 * at / count

    def encode(stop: Event) -> bytes:
        return encoded_frames(frames, options, stop, FRAME_MS)

    data: bytes = yield Aside(encode)
    return [data]


def _table(shown: Sequence[Shown]) -> Job:
    """Every step of every walker that is shown, numbers in full."""
    yield 0.0
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(("walker", "step", "x", "y", "loss", "gradient_norm"))
    for one in shown:
        for step in range(len(one.trail)):
            place = [*(repr(at) for at in one.trail.points[step].tolist()), ""][:2]
            loss, norm = float(one.trail.loss[step]), float(one.trail.norm[step])
            writer.writerow((one.name, step, *place, repr(loss), repr(norm)))
    return [held.getvalue().encode()]
