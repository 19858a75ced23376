"""The functions one can choose from, and what a lesson calls them."""

from __future__ import annotations

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


def chosen(choice: str) -> tuple[Made, ...]:
    """What a lesson names: entries or formulas, with a semicolon between them."""
    known = {one.id: one.made for one in GALLERY} | {LIMIT: (("sin(x)", {}),)}
    found: list[Made] = []
    for name in choice.split(";"):
        word = name.strip()
        found.extend(known.get(word, ((word, {}),)) if word else ())
    return tuple(found)


def first() -> tuple[Made, ...]:
    """What the page shows when it is opened for the first time."""
    return chosen("sigmoid")
