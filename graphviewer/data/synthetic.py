"""Data sets that are made: the same noise and seed give the same numbers on every machine."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.data.loaded import Examples, Floats, Labels, Loaded
from graphviewer.data.tables import itself
from graphviewer.runs.config import Data

LINE_W = (2.0, -3.4)
LINE_B = 4.2
LINE_EXAMPLES = 1000  # of training, and as many of validation
POINTS = (200, 100)  # of each class, in training and in validation
COPIES = (50, 25)  # of each corner of XOR, when there is noise
TURNS = 1.5  # of each spiral
CLASSES = ("0", "1")


def line(config: Data) -> Loaded:
    """y = 2 x1 - 3.4 x2 + 4.2 + noise: x and noise are normal, of deviation 1 and `noise`."""
    random = np.random.default_rng(config.seed)
    x = random.normal(size=(2 * LINE_EXAMPLES, 2))
    y = x @ np.array(LINE_W) + LINE_B + random.normal(size=len(x)) * config.noise
    inputs, targets = x.astype(np.float32), y.astype(np.float32)[:, None]
    train = Examples(inputs[:LINE_EXAMPLES], targets[:LINE_EXAMPLES])
    validation = Examples(inputs[LINE_EXAMPLES:], targets[LINE_EXAMPLES:])
    origin = f"made: y = 2 x1 - 3.4 x2 + 4.2 with noise {config.noise:g}, seed {config.seed}"
    return Loaded("table", train, validation, (), origin)


def xor(config: Data) -> Loaded:
    """The four corners of the unit square, class 1 where one of the two numbers is 1.

    With noise there are many normal copies of each corner.
    """
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float64)
    labels = np.array([0, 1, 1, 0], np.int64)
    if config.noise == 0:
        return itself(corners, labels, CLASSES, "the four rows of XOR")
    random = np.random.default_rng(config.seed)
    train, validation = (
        _scattered(corners.repeat(many, axis=0), labels.repeat(many), config.noise, random)
        for many in COPIES
    )
    return _points(train, validation, "XOR", config)


def moons(config: Data) -> Loaded:
    """Two half circles of radius 1, one below the other and moved by (1, -0.5)."""
    random = np.random.default_rng(config.seed)
    train, validation = (_scattered(*_moons(many), config.noise, random) for many in POINTS)
    return _points(train, validation, "two moons", config)


def spirals(config: Data) -> Loaded:
    """Two spirals of one and a half turns, the second the first turned by half a circle."""
    random = np.random.default_rng(config.seed)
    train, validation = (_scattered(*_spirals(many), config.noise, random) for many in POINTS)
    return _points(train, validation, "two spirals", config)


def _moons(many: int) -> tuple[npt.NDArray[np.float64], Labels]:
    angle = np.linspace(0, np.pi, many)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    return np.concatenate([upper, lower]), np.arange(2, dtype=np.int64).repeat(many)


def _spirals(many: int) -> tuple[npt.NDArray[np.float64], Labels]:
    radius = np.linspace(0.1, 1, many)
    angle = 2 * np.pi * TURNS * radius
    one = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return np.concatenate([one, -one]), np.arange(2, dtype=np.int64).repeat(many)


def _scattered(
    x: npt.NDArray[np.float64], y: Labels, noise: float, random: np.random.Generator
) -> Examples:
    """The points moved by normal noise, in random order, so that the first n hold all classes."""
    order = random.permutation(len(x))
    moved: Floats = (x + random.normal(size=x.shape) * noise).astype(np.float32)
    return Examples(moved[order], y[order])


def _points(train: Examples, validation: Examples, name: str, config: Data) -> Loaded:
    origin = f"made: {name} with noise {config.noise:g}, seed {config.seed}"
    return Loaded("points", train, validation, CLASSES, origin)
