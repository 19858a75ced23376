"""One palette for all pictures of a GIF: nothing flickers, and what is plain stays what it is.

Pillow's own mapping onto a palette looks at six bits of a colour: white became grey.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

COLOURS, EXACT = 256, 176  # of a palette, and those of them that are kept as they are
AT_ONCE = 4096  # colours compared with the palette at a time
Packed = npt.NDArray[np.uint32]


class Palette:
    """The colours that most pixels of some pictures have, and means of the others."""

    def __init__(self, pictures: Sequence[Image.Image]) -> None:
        found, counts = np.unique(
            np.concatenate([_packed(one).ravel() for one in pictures]), return_counts=True
        )
        ranked = found[np.argsort(-counts, kind="stable")]
        colours = _unpacked(ranked[:COLOURS])
        if len(ranked) > COLOURS:
            others = Image.fromarray(_unpacked(ranked[EXACT:])[None])
            means = others.quantize(COLOURS - EXACT, method=Image.Quantize.MEDIANCUT).getpalette()
            rest = np.array(means, np.uint8).reshape(-1, 3)
            colours = np.concatenate([colours[:EXACT], rest])[:COLOURS]
        self._colours = colours
        self._nearest = np.zeros(1 << 24, np.uint8)
        self._known = np.zeros(1 << 24, bool)

    def reduced(self, picture: Image.Image) -> Image.Image:
        """A picture in the palette's colours, each pixel in the nearest."""
        packed = _packed(picture)
        fresh = np.unique(packed[~self._known[packed]])
        for start in range(0, len(fresh), AT_ONCE):
            some = fresh[start : start + AT_ONCE]
            apart = _unpacked(some)[:, None].astype(np.int32) - self._colours[None]
            self._nearest[some] = (apart * apart).sum(-1).argmin(-1)
        self._known[fresh] = True
        made = Image.fromarray(self._nearest[packed])
        made.putpalette(self._colours.tobytes())
        return made


def _packed(picture: Image.Image) -> Packed:
    pixels = np.asarray(picture).astype(np.uint32)
    red, green, blue = (pixels[..., channel] for channel in range(3))
    return (red << np.uint32(16)) | (green << np.uint32(8)) | blue


def _unpacked(packed: Packed) -> npt.NDArray[np.uint8]:
    return np.stack([packed >> 16, packed >> 8, packed], axis=-1).astype(np.uint8)
