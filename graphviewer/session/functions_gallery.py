"""The functions one can choose from, and what a lesson calls them."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from graphviewer.session.functions_sliders import Slider

Group = Literal["activations", "densities", "others"]
Made = tuple[str, dict[str, Slider]]  # a formula, and sliders that are not as usual


class Entry(Struct, frozen=True):
    """A choice: functions with their sliders. `title` is a name that no language translates."""

    id: str
    title: str
    group: Group
    made: tuple[Made, ...]


def _one(
    name: str, title: str, formula: str, group: Group = "activations", **sliders: Slider
) -> Entry:
    return Entry(name, title, group, ((formula, sliders),))


def _normal(mu: float, sigma: float) -> Made:
    sliders = {"mu": Slider(mu, -5.0, 5.0), "sigma": Slider(sigma, 0.1, 5.0)}
    return "normal(x, mu, sigma)", sliders


DENSITIES = ((0.0, 1.0), (0.0, 2.0), (3.0, 1.0))  # mean and standard deviation
GALLERY: tuple[Entry, ...] = (
    _one("relu", "ReLU", "relu(x)"),
    _one("sigmoid", "sigmoid", "sigmoid(x)"),
    _one("tanh", "tanh", "tanh(x)"),
    _one("leaky_relu", "LeakyReLU", "leaky_relu(x, alpha)", alpha=Slider(0.01, 0.0, 1.0)),
    _one("prelu", "pReLU", "prelu(x, alpha)", alpha=Slider(0.1, 0.0, 1.0)),
    _one("elu", "ELU", "elu(x, alpha)"),
    _one("gelu", "GELU", "gelu(x)"),
    _one("silu", "SiLU", "silu(x)"),
    _one("softplus", "softplus", "softplus(x, beta)"),
    _one("softmax", "softmax", "softmax(x, 0, 1, t=T)"),
    *(
        Entry(
            f"normal_{mu:g}_{sigma:g}", f"({mu:g}, {sigma:g})", "densities", (_normal(mu, sigma),)
        )
        for mu, sigma in DENSITIES
    ),
    Entry(
        "normal",
        ", ".join(f"({mu:g}, {sigma:g})" for mu, sigma in DENSITIES),
        "densities",
        tuple(_normal(mu, sigma) for mu, sigma in DENSITIES),
    ),
    _one("sin", "sin x", "sin(x)", "others"),
    _one("parabola", "a x²", "a*x^2", "others"),
    _one("cubic", "x³ − 3x", "x^3 - 3*x", "others"),
    _one("exp", "eˣ", "exp(x)", "others"),
    _one("abs", "|x|", "abs(x)", "others"),
)
LIMIT = "limit"  # what a lesson calls the derivative as a limit
_NUMBER = re.compile(r"(x|h)\s*=(?!=)\s*(.+)")


class Chosen(Struct, frozen=True):
    """What a lesson goes on with: functions, whether the limit is shown, and of what x and h."""

    made: tuple[Made, ...] = ()
    limit: bool = False
    x: float | None = None
    h: float | None = None


def chosen(choice: str) -> Chosen:
    """What a lesson names, with semicolons between: "relu; tanh", "limit; x^3; x = 1.5; h = 0.1".

    A word is an entry of the gallery, a formula, "limit", or what x or h is. Raises ValueError
    where that is no number.
    """
    known = {one.id: one.made for one in GALLERY}
    words = [word for name in choice.split(";") if (word := name.strip())]
    numbers = {found[1]: float(found[2]) for word in words if (found := _NUMBER.fullmatch(word))}
    named = [word for word in words if word != LIMIT and not _NUMBER.fullmatch(word)]
    made = tuple(one for word in named for one in known.get(word, ((word, {}),)))
    return Chosen(made, LIMIT in words, numbers.get("x"), numbers.get("h"))


def first() -> tuple[Made, ...]:
    """What the page shows when it is opened for the first time."""
    return chosen("sigmoid").made
