"""What layers and neurons are called: as the program does, if it does."""

from __future__ import annotations

from graphviewer.graphs.data import Neuron
from graphviewer.graphs.network import Network
from graphviewer.gui.canvas.scalar_numbers import subscripted
from graphviewer.gui.canvas.texts import cut
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

LONGEST = 10  # characters of a tensor's name


def layer_name(index: TapeIndex, network: Network, layer: int, step: int) -> str:
    """What the program calls a layer's activations; x, h1, h2, out where it has no name for it."""
    tensor = network.tensor(network.at(step), layer)
    if index.names(tensor):
        return cut(index.plain_name(tensor), LONGEST)
    if layer == 0:
        return "x"
    return "out" if layer == len(network.widths) - 1 else f"h{layer}"


def name_of(tape: Tape, index: TapeIndex, network: Network, one: Neuron, step: int) -> str:
    """`h[2]`, `h[0,2]` for the first example of a batch: the element as the program would name it,
    or its layer's letter with the neuron's number where the program has no name."""
    now = network.at(step)
    tensor = network.tensor(now, one.layer)
    name = layer_name(index, network, one.layer, step)
    if not index.names(tensor):
        return f"{name}[{one.unit}]"
    place = network.place(now, one.layer, one.unit)
    return subscripted(name, tape.tensors[tensor].shape, place)
