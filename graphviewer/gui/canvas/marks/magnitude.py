"""Arrows of the gradient coloured by its size, on a logarithmic scale with a legend."""

from __future__ import annotations

import math
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from graphviewer.gui.canvas.marks.numbers import sent_along
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.value import COMPLEX, FLOATING, Value

VANISHING, EXPLODING = 1e-6, 1e2  # root mean square of a gradient's numbers
LOW, HIGH = -8.0, 4.0  # powers of ten at the ends of the scale
STOPS = {  # sequential: from pale to strong in a light theme, the other way round in a dark one
    False: ("#EBC3A2", "#E0914F", "#C4521A", "#7A1F10", "#3A0A14"),
    True: ("#4A3A30", "#8A5A36", "#D07A3C", "#F5B37A", "#FFEFD9"),
}
THIN, THICK = 1.2, 5.0
Floats = npt.NDArray[np.float64]
_KNOWN: WeakKeyDictionary[Scene, dict[tuple[int, int], Floats]] = WeakKeyDictionary()


def size_of(value: Value) -> float:
    """Root mean square of a value's finite numbers; NaN where it has none."""
    if value.stats is not None:
        finite = value.size - value.stats.nans - value.stats.infs
        return value.stats.norm / math.sqrt(finite) if finite else math.nan
    if value.dtype not in FLOATING and value.dtype not in COMPLEX:
        return math.nan
    numbers = np.abs(value.array().astype(np.complex128 if value.dtype in COMPLEX else np.float64))
    finite_ones = numbers[np.isfinite(numbers)]
    return float(np.sqrt(np.mean(finite_ones**2))) if finite_ones.size else math.nan


def sizes(scene: Scene, step: int, flowed: npt.NDArray[np.bool_]) -> Floats:
    """For each link the size of what it has sent back in the run at a step; NaN for none."""
    run = scene.index.run_at(step)
    if run is None:
        return np.full(len(flowed), math.nan)
    kept = _KNOWN.setdefault(scene, {})
    last = scene.index.run_end(run)
    found = kept.get((run, last))
    if found is None:
        found = kept[run, last] = np.full(len(flowed), math.nan)
        for place in np.flatnonzero(scene.flows(run) <= last).tolist():
            values = [scene.tape.values[ref] for ref in sent_along(scene, place, last, run)]
            found[place] = max((size_of(value) for value in values), default=math.nan)
    return np.where(flowed, found, math.nan)


def level(size: Floats) -> Floats:
    """Where on the scale sizes lie, 0 to 1; zero and NaN at its low end."""
    with np.errstate(divide="ignore", invalid="ignore"):
        at = (np.log10(size) - LOW) / (HIGH - LOW)
    return np.clip(np.nan_to_num(at, nan=0.0, neginf=0.0, posinf=1.0), 0.0, 1.0)


def told(size: float) -> str:
    """Which word a size deserves: "vanishing", "exploding", or none."""
    if math.isnan(size):
        return ""
    if size < VANISHING:
        return "vanishing"
    return "exploding" if size > EXPLODING else ""
