"""Networks found in tapes, however they were written, and their numbers held against torch's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Shaping
from graphviewer.graphs.network import Network
from graphviewer.graphs.neurons import example_key, has_neurons
from graphviewer.graphs.neurons_at import Numbers
from graphviewer.graphs.neurons_why import why_not
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.oracle import plain, recorded

HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\ntorch.manual_seed(3)\n"
LEAVES = """
W = torch.randn(3, 4, requires_grad=True)
b = torch.randn(4, requires_grad=True)
V = torch.randn(4, 2, requires_grad=True)
c = torch.randn(2, requires_grad=True)
"""
TURNED = LEAVES.replace("(3, 4", "(4, 3").replace("(4, 2", "(2, 4")
BATCH, ONE = "X = torch.randn(5, 3)\n", "X = torch.randn(3)\n"
END = "KEEP\nloss = (o ** 2).mean()\nloss.backward()\n"
WAYS = {
    "x @ W + b": HEAD + BATCH + LEAVES + "z = X @ W + b\nh = torch.relu(z)\no = h @ V + c\n" + END,
    "b + x @ W": HEAD + BATCH + LEAVES + "z = b + X @ W\nh = z.sigmoid()\no = c + h @ V\n" + END,
    "mm in place": HEAD
    + BATCH
    + LEAVES
    + "z = X.mm(W)\nz += b\nh = torch.tanh(z)\no = h.mm(V) + c\n"
    + END,
    "one example": HEAD + ONE + LEAVES + "z = X @ W + b\nh = torch.relu(z)\no = h @ V + c\n" + END,
    "addmm": HEAD
    + BATCH
    + LEAVES
    + "z = torch.addmm(b, X, W)\nh = 1 / (1 + (-z).exp())\no = torch.addmm(c, h, V)\n"
    + END,
    "W @ x": HEAD + ONE + TURNED + "z = W @ X + b\nh = torch.relu(z)\no = V @ h + c\n" + END,
    "mv": HEAD + ONE + TURNED + "z = W.mv(X) + b\nh = torch.relu(z)\no = V.mv(h) + c\n" + END,
    "x @ W.T": HEAD
    + BATCH
    + TURNED
    + "z = X @ W.T + b\nh = torch.tanh(z)\no = h @ V.t() + c\n"
    + END,
    "F.linear": HEAD
    + BATCH
    + TURNED
    + "z = F.linear(X, W, b)\nh = F.relu(z)\no = F.linear(h, V, c)\n"
    + END,
    "nn.Linear": HEAD
    + BATCH
    + """
first, second = nn.Linear(3, 4), nn.Linear(4, 2)
W, b, V, c = first.weight, first.bias, second.weight, second.bias
z = first(X)
h = torch.tanh(z)
o = second(h)
"""
    + END,
    "W @ X": HEAD
    + "X = torch.randn(3, 5)\n"
    + TURNED.replace("(4, r", "(4, 1, r").replace("(2, r", "(2, 1, r")
    + "z = W @ X + b\nh = torch.relu(z)\no = V @ h + c\n"
    + END,
}


def network_of(tape: Tape, index: TapeIndex, **more: Any) -> Network:
    found = build(tape, index, "neurons", **more).network
    assert found is not None
    return found


def grid(array: Any, *, columns: bool, width: int) -> np.ndarray[Any, Any]:
    """A row an example, a column a neuron."""
    whole = array.detach().numpy()
    return np.asarray(whole.T if columns else whole).reshape(-1, width)


@pytest.mark.parametrize("way", WAYS)
def test_every_number_of_every_neuron_is_what_torch_has(way: str) -> None:
    tape = recorded(WAYS[way].replace("KEEP", ""))
    torch_has, _, _ = plain(WAYS[way].replace("KEEP", "z.retain_grad(); o.retain_grad()"))
    index = TapeIndex(tape)
    columns = way == "W @ X"
    inputs = grid(torch_has["X"], columns=columns, width=3)
    for example in range(len(inputs)):
        shaping = Shaping(opened=frozenset({example_key(example)}))
        network = network_of(tape, index, shaping=shaping)
        assert network.widths == (3, 4, 2)
        at = Numbers(tape, index, network, len(tape.steps) - 1)
        assert [at.activation(0, k) for k in range(3)] == inputs[example].tolist()
        for layer, (z, a) in enumerate((("z", "h"), ("o", "o")), 1):
            width = network.widths[layer]
            for unit in range(width):
                kept = [torch_has[a], torch_has[z], torch_has[z].grad]
                found = [at.activation(layer, unit), at.before(layer, unit), at.delta(layer, unit)]
                wanted = [grid(one, columns=columns, width=width)[example, unit] for one in kept]
                assert found == wanted


@pytest.mark.parametrize("way", WAYS)
def test_weights_biases_and_their_gradients_are_torchs(way: str) -> None:
    tape = recorded(WAYS[way].replace("KEEP", ""))
    torch_has, _, _ = plain(WAYS[way].replace("KEEP", ""))
    index = TapeIndex(tape)
    network = network_of(tape, index)
    at = Numbers(tape, index, network, len(tape.steps) - 1)
    for layer, (weight, bias) in enumerate((("W", "b"), ("V", "c")), 1):
        shape = (network.widths[layer], network.widths[layer - 1])
        for found, tensor in (
            (at.weight, torch_has[weight]),
            (at.weight_gradient, torch_has[weight].grad),
        ):
            whole = tensor.detach().numpy()
            whole = whole if whole.shape == shape else whole.T
            assert [[found(layer, j, i) for i in range(shape[1])] for j in range(shape[0])] == (
                whole.tolist()
            )
        biases = torch_has[bias]
        assert [at.bias(layer, j) for j in range(shape[0])] == biases.flatten().tolist()
        gradients = biases.grad.flatten().tolist()
        assert [at.bias_gradient(layer, j) for j in range(shape[0])] == gradients


@pytest.mark.parametrize("way", WAYS)
def test_sums_and_the_chain_rule_give_what_was_recorded(way: str) -> None:
    tape = recorded(WAYS[way].replace("KEEP", ""))
    index = TapeIndex(tape)
    at = Numbers(tape, index, network_of(tape, index), len(tape.steps) - 1)
    for unit in range(4):
        terms = at.forward_sum(1, unit)
        assert terms is not None
        assert terms.added is not None
        told = sum(float(w) * float(x) for w, x in terms.pairs) + float(terms.added)
        assert told == pytest.approx(float(at.before(1, unit)), rel=1e-5, abs=1e-6)  # type: ignore[arg-type]
        if way == "addmm":  # a sigmoid by hand: no function whose slope is known
            assert at.chain(1, unit) is None
            continue
        found = at.chain(1, unit)
        assert found is not None
        slope, sums = found
        delta = slope * sum(float(w) * float(d) for w, d in sums.pairs)
        assert delta == pytest.approx(float(at.delta(1, unit)), rel=1e-5, abs=1e-6)  # type: ignore[arg-type]


def test_a_layer_used_elsewhere_too_has_no_sum_that_would_be_wrong() -> None:
    source = WAYS["x @ W + b"].replace("(o ** 2).mean()", "(o ** 2).mean() + (h ** 2).sum()")
    tape = recorded(source.replace("KEEP", ""))
    index = TapeIndex(tape)
    at = Numbers(tape, index, network_of(tape, index), len(tape.steps) - 1)
    sums = [at.backward_sum(1, unit) for unit in range(4) if at.activation(1, unit)]
    assert sums
    assert not any(sums)


ODD = {
    "a ReLU in place": "nn.Linear(2, 3), nn.ReLU(inplace=True), nn.Linear(3, 1)",
    "dropout between": "nn.Linear(2, 3), nn.ReLU(), nn.Dropout(0.5), nn.Linear(3, 1)",
    "one layer used twice": "*(shared := (nn.Linear(2, 2), nn.Tanh())), *shared, nn.Linear(2, 1)",
    "without an activation": "nn.Linear(2, 3), nn.Linear(3, 1)",
    "batch norm": "nn.Linear(2, 3), nn.BatchNorm1d(3).eval(), nn.ReLU(), nn.Linear(3, 1)",
    "softmax at the end": "nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2), nn.Softmax(-1)",
    "log softmax at the end": "nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2), nn.LogSoftmax(-1)",
    "flatten first": "nn.Flatten(), nn.Linear(2, 3), nn.ELU(), nn.Linear(3, 1), nn.ELU()",
    "a bias for none": "nn.Linear(2, 3, bias=False), nn.Sigmoid(), nn.Linear(3, 1)",
}


@pytest.mark.parametrize("layers", ODD.values(), ids=ODD)
def test_every_layer_adds_up_however_odd_the_network(layers: str) -> None:
    source = f"net = nn.Sequential({layers})\nnet(torch.tensor([[1.0, -2.0]])).sum().backward()\n"
    tape = recorded(HEAD + source)
    index = TapeIndex(tape)
    network = network_of(tape, index)
    assert len(network.widths) == 1 + layers.count("nn.Linear") + layers.count("*shared")
    at = Numbers(tape, index, network, len(tape.steps) - 1)
    for layer in range(1, len(network.widths)):
        for unit in network.shown[layer]:
            assert at.forward_sum(layer, unit) is not None
            last = layer == len(network.widths) - 1
            assert last or at.backward_sum(layer, unit) is not None


def test_a_perceptron_of_one_vector_is_a_network_of_one_layer() -> None:
    source = "w = torch.randn(3, requires_grad=True)\nX = torch.randn(4, 3)\ny = X @ w\n"
    tape = recorded(HEAD + source + "y.sum().backward()\n")
    network = network_of(tape, TapeIndex(tape))
    assert (network.widths, network.passes[0].examples) == ((3, 1), 4)


NOT_DRAWN = {
    "before": """
net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3))
net(torch.randn(2, 1, 4, 4)).sum().backward()
""",
    "none": """
first, second = nn.Linear(3, 3), nn.Linear(3, 3)
h = torch.relu(first(torch.randn(2, 3)))
(h + second(h)).sum().backward()
""",
    "recurrent": """
U, V = torch.randn(3, 2, requires_grad=True), torch.randn(2, 2, requires_grad=True)
h = torch.zeros(2)
for x in torch.randn(4, 3):
    h = torch.tanh(x @ U + h @ V)
h.sum().backward()
""",
    "gates": """
gates = nn.Linear(5, 12)
h, c = torch.zeros(1, 3), torch.zeros(1, 3)
for x in torch.randn(3, 1, 2):
    i, f, g, o = gates(torch.cat([x, h], 1)).chunk(4, 1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    h = o.sigmoid() * c.tanh()
h.sum().backward()
""",
    "cell": """
cell, head = nn.LSTMCell(2, 3), nn.Linear(3, 1)
h, c = torch.zeros(1, 3), torch.zeros(1, 3)
for x in torch.randn(2, 1, 2):
    h, c = cell(x, (h, c))
head(h).sum().backward()
""",
    "einsum": """
W = torch.randn(2, 3, requires_grad=True)
torch.einsum("bi,oi->bo", torch.randn(4, 3), W).sum().backward()
""",
    "apart": """
x = torch.tensor(2.0, requires_grad=True)
(x * x).backward()
""",
    "halves": """
first, second = nn.Linear(2, 4), nn.Linear(2, 1)
second(first(torch.randn(3, 2)).chunk(2, 1)[0]).sum().backward()
""",
}


REASONS = {
    "before": ("before", "conv2d"),
    "none": ("joined", "add"),
    "recurrent": ("joined", "add"),
    "gates": ("joined", "cat"),
    "halves": ("joined", "chunk"),
    "cell": ("before", "lstm_cell"),
    "einsum": ("unread", "einsum"),
    "apart": ("none", ""),
}


@pytest.mark.parametrize("reason", NOT_DRAWN)
def test_what_is_no_chain_of_layers_says_why(reason: str) -> None:
    tape = recorded(HEAD + NOT_DRAWN[reason])
    why = why_not(tape)
    assert why is not None
    assert (why.reason, "" if why.op is None else tape.ops[why.op].name) == REASONS[reason]
    assert not has_neurons(tape)
    assert build(tape, TapeIndex(tape), "neurons").vertices == ()
