"""Steps as an animation: GIF for everywhere, WebP with every colour."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from threading import Event
from typing import Any

from PIL import Image
from PySide6.QtGui import QImage

from graphviewer.gui.actions import QT_TRANSLATE_NOOP
from graphviewer.gui.export.job import Aside, ExportError, GivenUp, Job
from graphviewer.gui.export.options import USUAL, Options
from graphviewer.gui.export.palette import Palette
from graphviewer.gui.export.raster import painted, pixels
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.theme.colours import Colours

MOST_BYTES = 1_500_000_000  # of all frames while they wait to be written
SAMPLES = 8  # frames whose colours make the palette
PAINTING = 0.8  # share of the work that is painting
EASY = 4  # of 0 to 6: how hard WebP tries; beyond it takes three times as long for a hundredth
TOO_MANY = QT_TRANSLATE_NOOP(
    "Export",
    "{count} pictures of {width} × {height} pixels are too many to be held. A smaller scale or "
    "fewer steps will do.",
)

Painting = Generator[float, None, Image.Image]


def animation(shots: Shots, steps: range, colours: Colours, options: Options) -> Job:
    """Each step for `options.frame` milliseconds, again and again."""
    film = yield from _film(shots, steps, colours, options)
    palette = None
    if options.format == "gif":
        palette = yield from _palette(film)
    frames: list[Image.Image] = []
    for number, step in enumerate(steps):
        frame = yield from film.frame(step)
        if palette is not None:
            frame = palette.reduced(frame)
        frames.append(frame)
        yield PAINTING * (number + 1) / len(steps)

    def encode(stop: Event) -> bytes:
        return encoded_frames(frames, options, stop, options.frame)

    data: bytes = yield Aside(encode)
    return [data]


class _Film:
    """What every frame has in common, and each of them."""

    def __init__(
        self, shots: Shots, steps: range, colours: Colours, options: Options, foot: float
    ) -> None:
        self._shots, self.steps, self._colours, self._options = shots, steps, colours, options
        self._room = (shots.room, foot)
        whole = self._sheet(steps[0]).size
        self._scale = options.scale or min(1.0, USUAL / max(whole.width(), whole.height()))
        self._size = pixels(whole.width(), whole.height(), self._scale)
        each = 1 if options.format == "gif" else 4 if options.clear else 3
        if self._size.width() * self._size.height() * each * len(steps) > MOST_BYTES:
            raise ExportError(
                TOO_MANY,
                count=f"{len(steps):,}",
                width=f"{self._size.width():,}",
                height=f"{self._size.height():,}",
            )

    def _sheet(self, step: int) -> Sheet:
        words, clear = self._options.words, self._options.clear
        return Sheet(self._shots, step, self._colours, clear=clear, words=words, room=self._room)

    def frame(self, step: int) -> Painting:
        """A step's frame."""
        image = yield from _quietly(painted(self._sheet(step), self._size, self._scale))
        return as_pillow(image, clear=self._options.clear)


def _film(
    shots: Shots, steps: range, colours: Colours, options: Options
) -> Generator[float, None, _Film]:
    """Find out what every frame needs for its graph, and for its words."""
    yield from _quietly(shots.settle(steps))
    foot = 0.0
    if options.words:
        for step in steps:
            words = Sheet(shots, step, colours, words=True, room=(shots.room, 0.0)).words
            foot = max(foot, words.height if words is not None else 0.0)
            yield 0.0
    return _Film(shots, steps, colours, options, foot)


def _palette(film: _Film) -> Generator[float | Aside, Any, Palette]:
    """The colours that some frames, the first and the last among them, need most."""
    count = min(SAMPLES, len(film.steps))
    last = len(film.steps) - 1
    chosen = sorted({round(k * last / max(1, count - 1)) for k in range(count)})
    frames: list[Image.Image] = []
    for place in chosen:
        frames.append((yield from film.frame(film.steps[place])))
        yield 0.0

    def find(_stop: Event) -> Palette:
        return Palette(frames)

    palette: Palette = yield Aside(find)
    return palette


def _quietly(work: Iterator[float]) -> Generator[float, None, Any]:
    """Work that is too small a part to tell how far it is; what it returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
        yield 0.0


def as_pillow(image: QImage, *, clear: bool) -> Image.Image:
    """A picture as Pillow has it."""
    form = QImage.Format.Format_RGBA8888 if clear else QImage.Format.Format_RGB888
    plain = image.convertToFormat(form)
    mode = "RGBA" if clear else "RGB"
    size = (plain.width(), plain.height())
    data = bytes(plain.constBits())
    return Image.frombytes(mode, size, data, "raw", mode, plain.bytesPerLine())


def encoded_frames(frames: list[Image.Image], options: Options, stop: Event, frame: int) -> bytes:
    """The file; what stays the same from one frame to the next is stored once."""

    def fed() -> Iterator[Image.Image]:
        for frame in frames[1:]:
            if stop.is_set():
                raise GivenUp
            yield frame

    file = io.BytesIO()
    common = {"save_all": True, "append_images": fed(), "duration": frame, "loop": 0}
    if options.format == "gif":
        frames[0].save(file, "GIF", optimize=False, disposal=1, **common)
    else:
        frames[0].save(file, "WEBP", lossless=True, method=EASY, **common)
    if stop.is_set():
        raise GivenUp
    return file.getvalue()
