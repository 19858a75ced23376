"""What the pointer is told of a neuron: its sums and its chain rule, in the numbers recorded."""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.explain.numbers import scalar
from graphviewer.graphs.data import Neuron
from graphviewer.graphs.neurons_at import Element, Numbers, Terms
from graphviewer.gui.canvas.neuron_cards import written
from graphviewer.gui.canvas.neuron_legend import loss_name
from graphviewer.gui.canvas.neuron_names import layer_name, name_of
from graphviewer.gui.canvas.neuron_words import said
from graphviewer.gui.canvas.scene import Scene

MOST_TERMS = 6
DIGITS = 6


def tip(scene: Scene, place: int, step: int) -> list[str]:
    """z as a sum, a as a function of it, delta by the chain rule; the loss's own numbers."""
    network = scene.graph.network
    assert network is not None
    one = scene.graph.neurons[scene.graph.vertices[place].ref]
    if one.layer >= len(network.widths):
        plan = scene.plans[place]
        return [f"{plan.title}    {plan.meta}"]
    numbers = Numbers(scene.tape, scene.index, network, step)
    name = name_of(scene.tape, scene.index, network, one, step)
    lines = [name]
    if numbers.now.examples > 1:
        example = network.example_of(numbers.now) + 1
        lines[0] += f"    {said('example', scene.language, example, numbers.now.examples)}"
    if not scene.index.exists_at(_first(numbers, one.layer), step):
        return lines
    if one.layer == 0:
        return [*lines, f"x = {_full(numbers.activation(0, one.unit), scene)}"]
    lines += _forward(scene, numbers, one)
    lines += _backward(scene, numbers, one)
    return [*lines, *_bias(scene, numbers, one)]


def _first(numbers: Numbers, layer: int) -> int:
    now = numbers.now
    return now.layers[layer - 1].z if layer else numbers.network.tensor(now, 0)


def _full(number: Element | None, scene: Scene) -> str:
    return said("not kept", scene.language) if number is None else scalar(number, 9)


def _forward(scene: Scene, numbers: Numbers, one: Neuron) -> list[str]:
    of = numbers.now.layers[one.layer - 1]
    z = numbers.before(one.layer, one.unit)
    found = numbers.forward_sum(one.layer, one.unit)
    sign = " + b" if of.bias is not None else ""
    lines = [f"z = Σ w·{_letter(scene, numbers, one.layer - 1)}{sign} = {_full(z, scene)}"]
    if found is not None:
        lines.insert(1, f"  = {_sum(found)}")
    elif z is not None:
        lines.append(f"  {said('weights not kept', scene.language)}")
    if of.a != of.z and scene.index.exists_at(of.a, numbers.step):
        names = [scene.tape.ops[op].name.strip("_") for op in of.functions]
        a = numbers.activation(one.layer, one.unit)
        function = names[0] if len(names) == 1 else "f"
        lines.append(f"a = {function}(z) = {_full(a, scene)}")
    return lines


def _letter(scene: Scene, numbers: Numbers, layer: int) -> str:
    return layer_name(scene.index, numbers.network, layer, numbers.step)


def _sum(found: Terms) -> str:
    """`0.5·1 + (-1)·2 + … + 0.25`, in the order of the neurons."""
    pairs: Sequence[tuple[Element, Element]] = found.pairs
    told = [f"{_factor(left)}·{_factor(right)}" for left, right in pairs[:MOST_TERMS]]
    if len(pairs) > MOST_TERMS:
        told[-1] = "…"
        told.append(f"{_factor(pairs[-1][0])}·{_factor(pairs[-1][1])}")
    if found.added is not None:
        told.append(_factor(found.added))
    return " + ".join(told)


def _factor(number: Element) -> str:
    text = scalar(number, DIGITS)
    return f"({text})" if text.startswith("-") else text


def _backward(scene: Scene, numbers: Numbers, one: Neuron) -> list[str]:
    delta = numbers.delta(one.layer, one.unit)
    if delta is None:
        return []
    told = _full(delta, scene)
    found = numbers.chain(one.layer, one.unit)
    if found is None:
        return [f"δ = ∂{loss_name(scene, numbers)}/∂z = {told}"]
    slope, sums = found
    return [
        f"δ = f′(z) · Σ w·δ = {told}",
        f"  = {scalar(slope, DIGITS)} · ({_sum(sums)})",
    ]


def _bias(scene: Scene, numbers: Numbers, one: Neuron) -> list[str]:
    bias = numbers.bias(one.layer, one.unit)
    if bias is None:
        return []
    gradient = numbers.bias_gradient(one.layer, one.unit)
    line = f"b = {written(bias)}"
    if gradient is not None:
        line += f"    {said('gradient of', scene.language, 'b')} = {scalar(gradient, 9)}"
        if numbers.now.examples > 1:
            line += f"  ({said('of batch', scene.language)})"
    return [line]
