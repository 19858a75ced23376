"""A rule: what a grad_fn node computes, and its vector-Jacobian product as mathematics and code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct

# A NumPy array, or a plain fact the node saved. NumPy's own types are too narrow for formulas;
# every rule is held to torch's numbers by a test instead.
Array: TypeAlias = Any
Shape = tuple[int, ...]
UNREAD = object()  # stands for saved numbers of which there is only a sample
WRAPPED = 1 << 63  # PyTorch hands out negative dimensions as unsigned 64-bit integers


class MissingOperand(LookupError):
    """A rule asks for something the node did not save or the tape did not record."""


class TooLarge(MissingOperand):
    """The rule holds, but to compute it here would stall the window."""


class Env:
    """What a rule's code sees: upstream gradients, what the node saved, its inputs' shapes.

    Saved entries are attributes by PyTorch's own names (`e.self`, `e.other`, `e.dim`).
    """

    def __init__(
        self,
        gradients: tuple[Array | None, ...],
        saved: Mapping[str, Any],
        shapes: tuple[Shape | None, ...],
        edge: int = 0,
    ) -> None:
        self._gradients = gradients
        self._saved = saved
        self._shapes = shapes
        self.edge = edge

    @property
    def g(self) -> Array:
        """The upstream gradient, the first that is defined."""
        for gradient in self._gradients:
            if gradient is not None:
                return gradient
        raise MissingOperand("no upstream gradient")

    @property
    def gs(self) -> tuple[Array | None, ...]:
        """The upstream gradient of every output of the forward op."""
        return self._gradients

    @property
    def shape(self) -> Shape:
        """Shape of the input this edge leads to."""
        return self.shape_of(self.edge)

    def shape_of(self, edge: int) -> Shape:
        """Shape of the input that edge `edge` leads to."""
        shape = self._shapes[edge] if edge < len(self._shapes) else None
        if shape is None:
            raise MissingOperand(f"the shape of input {edge} is not known")
        return shape

    def __getattr__(self, name: str) -> Array:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self.optional(name)
        if value is None:
            raise MissingOperand(f"the node saved no {name}")
        return value

    def optional(self, name: str) -> Array:
        """A saved entry that may well be None. Raises MissingOperand for a sample."""
        value = self._saved.get(name)
        if value is UNREAD or (isinstance(value, tuple) and any(one is UNREAD for one in value)):
            raise MissingOperand(f"only a sample of {name} was recorded")
        return value


Vjp = Callable[[Env], Array]


class Rule(Struct, frozen=True, kw_only=True):
    """One row of the table.

    `inputs` names the operand of each edge by PyTorch's argument names; the last one stands for all
    further edges of a node with any number of them (cat). `backward` has the mathematics of what
    is sent along each edge, from `@g` and operands, and `vjp` the same as code; the engine sums
    over stretched axes afterwards. `terms` are further operands: their mathematics and numbers.
    `why` is a sentence in English and one in Korean. `when` has options and what the node must have
    saved for them: of several rows of a node the first that fits is taken.
    """

    node: str
    inputs: tuple[str, ...]
    forward: str
    backward: tuple[str, ...]
    vjp: tuple[Vjp, ...]
    why: tuple[str, str]
    terms: Mapping[str, tuple[str, Vjp]] = {}
    when: Mapping[str, Any] = {}

    def place(self, edge: int) -> int:
        """Which entry of `inputs`, `backward` and `vjp` speaks of an edge."""
        return min(edge, len(self.inputs) - 1)


def unary(node: str, forward: str, derivative: str, local: Vjp, why: tuple[str, str]) -> Rule:
    """A rule for a function of one tensor, element by element: upstream times local derivative."""
    return Rule(
        node=node,
        inputs=("self",),
        forward=forward,
        backward=("@g · @local",),
        vjp=(lambda e: e.g * local(e),),
        why=why,
        terms={"local": (derivative, local)},
    )


def signed(number: int) -> int:
    """A dimension as the program wrote it."""
    return number - 2 * WRAPPED if number >= WRAPPED else number


def sum_to(gradient: Array, shape: Shape) -> Array:
    """Sum over the axes along which broadcasting stretched an input of this shape.

    Raises MissingOperand where the gradient is not of such an input.
    """
    if gradient.shape == shape:
        return gradient
    lead = gradient.ndim - len(shape)
    if lead > 0:
        gradient = gradient.sum(axis=tuple(range(lead)), dtype=gradient.dtype)
    lengths = zip(gradient.shape, shape[max(0, -lead) :], strict=True)
    axes = tuple(axis for axis, (made, length) in enumerate(lengths) if made != length == 1)
    if axes:
        gradient = gradient.sum(axis=axes, keepdims=True, dtype=gradient.dtype)
    try:
        return np.broadcast_to(gradient, shape) if gradient.shape != shape else gradient
    except ValueError as error:
        raise MissingOperand(str(error)) from error


def axes_of(dim: Array, ndim: int) -> tuple[int, ...]:
    """A `dim` argument as non-negative axes; None and () mean all of them."""
    if dim is None or dim == ():
        return tuple(range(ndim))
    dims = dim if isinstance(dim, tuple) else (dim,)
    return tuple(signed(int(one)) % max(ndim, 1) for one in dims)


def restored(reduced: Array, e: Env, shape: Shape) -> Array:
    """A reduced array with its reduced axes put back at length 1."""
    if e.optional("keepdim") or not shape:
        return reduced
    axes = axes_of(e.optional("dim"), len(shape))
    return reduced.reshape(tuple(1 if i in axes else n for i, n in enumerate(shape)))
