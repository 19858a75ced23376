"""A network of fully connected layers, as it was found in a tape: tensors and ops by id."""

from __future__ import annotations

import math

from msgspec import Struct

from graphviewer.tape.tape import Tape


class Layer(Struct, frozen=True):
    """What one pass computed in an affine layer: z = W x + b for each example, then a = f(z).

    `x` is what the product reads and `a` what the next layer reads; without an activation `a` is
    `z`. `weight` is the tensor the program keeps: with `turned` an element a [input, output], else
    a [output, input] as nn.Linear has it.
    """

    op: int
    x: int
    weight: int
    z: int
    a: int
    turned: bool = False
    bias: int | None = None
    functions: tuple[int, ...] = ()  # ops that make `a` of `z`, in their order


class Pass(Struct, frozen=True):
    """One way through the network. `columns`: examples are along the last axis, W @ X."""

    layers: tuple[Layer, ...]
    first: int  # the step of the first product
    examples: int = 1
    columns: bool = False
    loss: int | None = None  # where a backward run started, if not at the output itself


class Network(Struct, frozen=True):
    """A network and its passes in their order; `widths` begin with the input's.

    `shown` are the neurons drawn of each layer, and `example` the one they are drawn for.
    """

    widths: tuple[int, ...]
    passes: tuple[Pass, ...]
    shown: tuple[tuple[int, ...], ...] = ()
    example: int = 0

    def at(self, step: int) -> Pass:
        """The pass under way or over last at a step; the first before any."""
        return next((one for one in reversed(self.passes) if one.first <= step), self.passes[0])

    def example_of(self, one: Pass) -> int:
        """The example shown of a pass: its last where it has fewer."""
        return min(self.example, one.examples - 1)

    def tensor(self, one: Pass, layer: int) -> int:
        """The activations of a layer, 0 being the input."""
        return one.layers[layer - 1].a if layer else one.layers[0].x

    def place(self, one: Pass, layer: int, unit: int) -> int:
        """Where a neuron's number stands, flattened, in its layer's tensors."""
        example = self.example_of(one)
        if one.columns:
            return unit * one.examples + example
        return example * self.widths[layer] + unit

    def weight_place(self, one: Pass, layer: int, unit: int, source: int) -> int:
        """Where the weight from a neuron of the layer before stands, flattened."""
        if one.layers[layer - 1].turned:
            return source * self.widths[layer] + unit
        return unit * self.widths[layer - 1] + source


def bias_place(tape: Tape, bias: int, unit: int) -> int:
    """Where a neuron's bias stands: one number may serve the whole layer."""
    return unit if math.prod(tape.tensors[bias].shape) > 1 else 0
