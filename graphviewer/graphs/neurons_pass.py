"""Chains of affine layers: ways through a network."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from graphviewer.graphs.network import Pass
from graphviewer.graphs.neurons_find import Finder, Found
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape


def passes_in(tape: Tape, ops: Sequence[Op]) -> list[Pass]:
    """Every chain of layers whose input nothing that learns has made, by their first products."""
    finder = Finder(tape, ops)
    found = finder.layers()
    goes_on = {one.before for one in found}
    chains = [
        _chain(found, number)
        for number, one in enumerate(found)
        if number not in goes_on and not one.mixed and not finder.goes_on(one)
    ]
    return [
        _pass(tape, finder, chain)
        for chain in chains
        if chain and chain[0].plain and len({one.columns for one in chain}) == 1
    ]


def _chain(found: Sequence[Found], last: int) -> list[Found]:
    """The layers up to one; none where one of them is no plain layer."""
    chain: list[Found] = []
    number: int | None = last
    while number is not None:
        one = found[number]
        if one.mixed:
            return []
        chain.insert(0, one)
        number = one.before
    return chain


def _pass(tape: Tape, finder: Finder, chain: Sequence[Found]) -> Pass:
    layers = []
    for one, after in zip(chain, [*chain[1:], None], strict=True):
        if after is None:
            a, functions = finder.output(one.layer.z)
        else:
            a, functions = after.layer.x, after.between
        layers.append(replace(one.layer, a=a, functions=functions))
    first = chain[0]
    count = math.prod(tape.tensors[first.layer.x].shape) // first.inputs
    return Pass(tuple(layers), tape.ops[first.layer.op].step, count, first.columns and count > 1)
