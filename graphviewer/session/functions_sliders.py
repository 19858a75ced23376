"""The sliders of a formula's constants: from where to where they go, and where they begin."""

from __future__ import annotations

import math

from msgspec import Struct

NOTCHES = 1000  # places of a slider
FINEST = 1e-300  # from end to end


class Slider(Struct, frozen=True):
    """A constant's number, and the range its slider has. The number may lie outside it."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Raises ValueError where the numbers between the ends cannot be told apart."""
        if not (math.isfinite(self.value) and FINEST < self.high - self.low < math.inf):
            raise ValueError("a slider goes from a number to a larger one")

    @property
    def notch(self) -> int:
        """The place of the slider that is nearest to the number, from 0 to NOTCHES."""
        share = (self.value - self.low) / (self.high - self.low)
        return round(NOTCHES * min(1.0, max(0.0, share)))

    def at(self, notch: int) -> float:
        """The number at a place: a round one, as fine as the places are."""
        width = self.high - self.low
        digits = 1 - math.floor(math.log10(width / NOTCHES)) if width < 1e300 else 0
        exact = self.low + width * (notch / NOTCHES)
        return round(exact, digits)


_USUAL = {
    "mu": Slider(0.0, -5.0, 5.0),
    "μ": Slider(0.0, -5.0, 5.0),
    "sigma": Slider(1.0, 0.1, 5.0),
    "σ": Slider(1.0, 0.1, 5.0),
    "alpha": Slider(1.0, 0.0, 5.0),
    "α": Slider(1.0, 0.0, 5.0),
    "slope": Slider(0.01, 0.0, 1.0),
    "T": Slider(1.0, 0.1, 5.0),
    "t": Slider(1.0, 0.1, 5.0),
    "beta": Slider(1.0, 0.1, 5.0),
    "n": Slider(2.0, 0.0, 10.0),
}
_OTHER = Slider(1.0, -5.0, 5.0)


def usual(name: str) -> Slider:
    """The slider that a constant has at first."""
    return _USUAL.get(name, _OTHER)
