"""What the numbers of a network are at a step: elements of what the tape recorded, nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from graphviewer.graphs.network import Layer, Network, bias_place
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

Element = np.generic
# the derivative of an activation by z, from z and a
SLOPES: dict[str, Callable[[float, float], float]] = {
    "relu": lambda z, _a: float(z > 0),
    "sigmoid": lambda _z, a: a * (1 - a),
    "tanh": lambda _z, a: 1 - a * a,
}
ROUNDING = 64  # how many times the dtype's rounding a sum may be off


class Terms(NamedTuple):
    """A sum as it was computed: products of two numbers, what is added, and the outcome."""

    pairs: tuple[tuple[Element, Element], ...]
    added: Element | None
    total: Element


class Numbers:
    """The numbers of a network at a step. Layers count from 0, the input; None: not there yet, or
    not kept."""

    def __init__(self, tape: Tape, index: TapeIndex, network: Network, step: int) -> None:
        self.tape, self.index, self.network, self.step = tape, index, network, step
        self.now = network.at(step)

    # --- one by one

    def activation(self, layer: int, unit: int) -> Element | None:
        """What a neuron gives on."""
        return self._element(self.network.tensor(self.now, layer), layer, unit)

    def before(self, layer: int, unit: int) -> Element | None:
        """z, before the activation function."""
        return self._element(self._of(layer).z, layer, unit)

    def delta(self, layer: int, unit: int) -> Element | None:
        """The gradient of z, once all of it has arrived; of the input its own."""
        tensor = self._of(layer).z if layer else self.network.tensor(self.now, 0)
        return self._arrived(tensor, layer, unit)

    def activation_gradient(self, layer: int, unit: int) -> Element | None:
        """The gradient of what a neuron gives on, once all of it has arrived."""
        return self._arrived(self.network.tensor(self.now, layer), layer, unit)

    def weight(self, layer: int, unit: int, source: int, step: int | None = None) -> Element | None:
        """The weight into a neuron from one of the layer before, now or at another step."""
        place = self.network.weight_place(self.now, layer, unit, source)
        return self._kept(self._of(layer).weight, place, self.step if step is None else step)

    def weight_gradient(self, layer: int, unit: int, source: int) -> Element | None:
        """Its gradient: the element of `.grad`, to which all examples have added."""
        place = self.network.weight_place(self.now, layer, unit, source)
        return self._gradient(self._of(layer).weight, place)

    def bias(self, layer: int, unit: int, step: int | None = None) -> Element | None:
        """What is added in a neuron; None too where nothing is."""
        bias = self._of(layer).bias if layer else None
        if bias is None:
            return None
        place = bias_place(self.tape, bias, unit)
        return self._kept(bias, place, self.step if step is None else step)

    def bias_gradient(self, layer: int, unit: int) -> Element | None:
        """The gradient of a bias: the element of `.grad`."""
        bias = self._of(layer).bias if layer else None
        return None if bias is None else self._gradient(bias, bias_place(self.tape, bias, unit))

    def _of(self, layer: int) -> Layer:
        return self.now.layers[layer - 1]

    def _element(self, tensor: int, layer: int, unit: int) -> Element | None:
        if not self.index.exists_at(tensor, self.step):
            return None
        return self._kept(tensor, self.network.place(self.now, layer, unit), self.step)

    def _kept(self, tensor: int, place: int, step: int) -> Element | None:
        value = self.index.value_at(tensor, step)
        return None if value is None else element(self.tape.values[value], place)

    def _arrived(self, tensor: int, layer: int, unit: int) -> Element | None:
        state = self.index.gradient_at(tensor, self.step)
        if state is None or not (state.complete or state.consumed):
            return None
        whole = self.index.partial_sum(state)
        place = self.network.place(self.now, layer, unit)
        return None if whole is None else element(whole, place)

    def _gradient(self, tensor: int, place: int) -> Element | None:
        if not self.tape.tensors[tensor].is_leaf:
            state = self.index.gradient_at(tensor, self.step)
            whole = self.index.partial_sum(state) if state is not None and state.complete else None
            return None if whole is None else element(whole, place)
        found = self.index.leaf_grad_at(tensor, self.step)
        if found is None or found.value is None:
            return None
        return element(self.tape.values[found.value], place)

    # --- sums

    def forward_sum(self, layer: int, unit: int) -> Terms | None:
        """z as the sum it is: weight times activation, and the bias, as they were then.

        None where a number was not kept, or where they do not add up to what was recorded.
        """
        then = self.tape.ops[self._of(layer).op].step
        total = self.before(layer, unit)
        sources = range(self.network.widths[layer - 1])
        pairs = [
            (self.weight(layer, unit, k, then), self.activation(layer - 1, k)) for k in sources
        ]
        bias = self.bias(layer, unit, then)
        return _checked(pairs, bias, total)

    def backward_sum(self, layer: int, unit: int) -> Terms | None:
        """The gradient of a hidden neuron's activation: weights times the next layer's deltas.

        None at the last layer, before all of it has arrived, and where it does not add up: then
        something else used the layer too.
        """
        if layer >= len(self.now.layers):
            return None
        then = self.tape.ops[self._of(layer + 1).op].step
        targets = range(self.network.widths[layer + 1])
        pairs = [(self.weight(layer + 1, k, unit, then), self.delta(layer + 1, k)) for k in targets]
        return _checked(pairs, None, self.activation_gradient(layer, unit))

    def slope(self, layer: int, unit: int) -> float | None:
        """The derivative of the activation at z, where it is one of the well-known functions."""
        of = self._of(layer)
        if of.a == of.z:
            return 1.0
        names = [self.tape.ops[op].name.strip("_") for op in of.functions]
        z, a = self.before(layer, unit), self.activation(layer, unit)
        if len(names) != 1 or names[0] not in SLOPES or z is None or a is None:
            return None
        return SLOPES[names[0]](as_float(z), as_float(a))

    def chain(self, layer: int, unit: int) -> tuple[float, Terms] | None:
        """Slope and sum whose product is the recorded delta; None where it is not, or not known."""
        found, slope = self.backward_sum(layer, unit), self.slope(layer, unit)
        delta = self.delta(layer, unit)
        if found is None or slope is None or delta is None:
            return None
        product = slope * as_float(found.total)
        allowed = _off(delta) * abs(as_float(found.total))
        return (slope, found) if abs(product - as_float(delta)) <= allowed else None

    # --- scales

    def activation_range(self, layer: int) -> tuple[float, float]:
        """The least and the greatest of what a layer's drawn neurons give on, 0 among them."""
        found = [self.activation(layer, unit) for unit in self.network.shown[layer]]
        known = [
            0.0,
            *(x for one in found if one is not None and math.isfinite(x := as_float(one))),
        ]
        return min(known), max(known)

    def largest_delta(self) -> float:
        """The largest there is of any drawn neuron when the present backward run is over."""
        run = self.index.run_at(self.step)
        if run is None:
            return 0.0
        over = Numbers(self.tape, self.index, self.network, max(self.step, self.index.run_end(run)))
        if over.now != self.now:
            over = self
        return _largest(
            over.delta(layer, unit)
            for layer in range(1, len(self.network.widths))
            for unit in self.network.shown[layer]
        )

    def largest_weight(self) -> float:
        """The largest weight drawn."""
        shown = self.network.shown
        return _largest(
            self.weight(layer, unit, source)
            for layer in range(1, len(shown))
            for unit in shown[layer]
            for source in shown[layer - 1]
        )


def element(value: Value, place: int) -> Element | None:
    """The element of a value at a flattened place; None where it was not kept."""
    if place % value.stride or place // value.stride >= value.kept:
        return None
    return cast("Element", value.array().ravel()[place // value.stride])


def as_float(number: Element) -> float:
    """A real element in Python's own."""
    return float(cast("np.floating[npt.NBitBase]", number))


def negative(number: Element) -> bool:
    """Whether it is less than 0."""
    return as_float(number) < 0


def _off(number: Element) -> float:
    """How far off its dtype may be, as a share."""
    return ROUNDING * float(np.finfo(np.dtype(number.dtype).name).eps)


def _largest(numbers: Iterable[Element | None]) -> float:
    known = (abs(as_float(one)) for one in numbers if one is not None)
    return max((one for one in known if math.isfinite(one)), default=0.0)


def _checked(
    pairs: Sequence[tuple[Element | None, Element | None]],
    added: Element | None,
    total: Element | None,
) -> Terms | None:
    known = [(left, right) for left, right in pairs if left is not None and right is not None]
    if total is None or len(known) < len(pairs) or not np.issubdtype(total.dtype, np.floating):
        return None
    products = [as_float(left) * as_float(right) for left, right in known]
    rest = as_float(added) if added is not None else 0.0
    size = sum(map(abs, products)) + abs(rest)
    allowed = _off(total) * max(size, abs(as_float(total)))
    if not abs(sum(products) + rest - as_float(total)) <= allowed:
        return None
    return Terms(tuple(known), added, total)
