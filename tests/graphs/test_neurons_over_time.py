"""Networks over the steps of a loop, and what is drawn of wide layers."""

from __future__ import annotations

from graphviewer.graphs.neurons import SOME
from graphviewer.graphs.neurons_at import Numbers
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape
from tests.graphs.test_neurons import BATCH, HEAD, network_of
from tests.record.oracle import plain, recorded

LOOP = (
    HEAD
    + BATCH
    + """
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
for step in range(3):
    loss = net(X).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
"""
)


def steps_of(tape: Tape, kind: str) -> list[int]:
    return [step.index for step in tape.steps if step.kind == kind]


def test_layers_and_deltas_come_at_the_steps_of_their_ops_and_nodes() -> None:
    tape = recorded(LOOP)
    index = TapeIndex(tape)
    network = network_of(tape, index)
    first = network.passes[0]
    made = [tape.tensors[network.tensor(first, layer)].step for layer in range(3)]
    for layer, step in enumerate(made):
        assert Numbers(tape, index, network, step).activation(layer, 0) is not None
        if layer:
            assert Numbers(tape, index, network, step - 1).activation(layer, 0) is None
    arrived = [
        next(
            step
            for step in steps_of(tape, "backward")
            if Numbers(tape, index, network, step).delta(layer, 0) is not None
        )
        for layer in (2, 1)
    ]
    names = [tape.nodes[tape.steps[at].node or 0].name for at in arrived]
    assert names == ["PowBackward0", "ReluBackward0"]


def test_an_update_changes_a_weight_and_the_next_pass_is_the_next_one() -> None:
    tape = recorded(LOOP)
    index = TapeIndex(tape)
    network = network_of(tape, index)
    assert len(network.passes) == 3
    weight = network.passes[0].layers[0].weight
    update = next(s for s in tape.steps if s.kind == "update" and s.tensor == weight)
    before = Numbers(tape, index, network, update.index - 1).weight(1, 0, 0)
    after = Numbers(tape, index, network, update.index).weight(1, 0, 0)
    assert before != after
    assert update.after is not None
    assert after == tape.values[update.after].array()[0, 0]
    assert network.at(network.passes[1].first) == network.passes[1]


def test_of_an_iteration_only_its_own_pass_is_drawn() -> None:
    tape = recorded(LOOP)
    index = TapeIndex(tape)
    row = tape.iterations[1]
    network = network_of(tape, index, span=Span(row.first_step, row.last_step))
    whole = network_of(tape, index)
    assert network.passes == whole.passes[1:2]


def test_of_wide_layers_some_are_drawn_whose_weights_were_kept() -> None:
    source = "X = torch.rand(4, 784)\nnet = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear"
    tape = recorded(HEAD + source + "(256, 10))\nnet(X).sum().backward()\n")
    index = TapeIndex(tape)
    network = network_of(tape, index)
    assert [len(units) for units in network.shown] == [SOME, SOME, 10]
    at = Numbers(tape, index, network, len(tape.steps) - 1)
    kept = plain(HEAD + source + "(256, 10))\n")[0]["net"]
    for layer, module in ((1, kept[0]), (2, kept[2])):
        for unit in network.shown[layer]:
            for before in network.shown[layer - 1]:
                assert at.weight(layer, unit, before) == module.weight[unit, before].item()


def test_what_was_not_kept_is_not_made_up() -> None:
    tape = recorded(HEAD + "X = torch.rand(64, 784)\nnn.Linear(784, 9)(X).sum().backward()\n")
    index = TapeIndex(tape)
    network = network_of(tape, index)
    at = Numbers(tape, index, network, len(tape.steps) - 1)
    found = [at.activation(0, unit) for unit in range(784)]
    stride = tape.values[tape.tensors[network.passes[0].layers[0].x].value or 0].stride
    assert stride > 1
    assert [unit for unit, one in enumerate(found) if one is not None] == list(
        range(0, 784, stride)
    )
    assert at.forward_sum(1, 0) is None
