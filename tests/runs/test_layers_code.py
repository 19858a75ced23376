from __future__ import annotations

import pytest
from hypothesis import given

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_code import code
from graphviewer.runs.layer_read import CannotRead, read
from graphviewer.runs.layers import new
from tests.runs.layer_lists import lists

LINEAR = Layer(kind="Linear", options={"in_features": 784, "out_features": 10})


@given(lists)
def test_what_is_written_reads_back(layers: tuple[Layer, ...]) -> None:
    assert read(code(layers)) == layers


def test_the_code_is_ordinary_pytorch() -> None:
    layers = (new("Flatten"), new("Linear", out_features=256), new("ReLU"))
    assert code(layers) == (
        "import torch\nfrom torch import nn\n\nmodel = nn.Sequential(\n    nn.Flatten(),\n"
        "    nn.Linear(784, 256),\n    nn.ReLU(),\n)\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "import torch.nn as nn\nmodel = nn.Sequential(nn.Linear(28 * 28, 10))",
        "import torch\nmodel = torch.nn.Sequential(torch.nn.Linear(784, out_features=10))",
        '"""Mine."""\nfrom torch.nn import *\n# all\nmodel = (Sequential((Linear((784), 10))))',
        "from torch import nn\nmodel = nn.Sequential(\n    # one\n    nn.Linear(\n 784,\n 10),\n)",
    ],
)
def test_programs_written_by_hand_are_read(source: str) -> None:
    assert read(source) == (LINEAR,)


def test_a_square_window_is_one_number() -> None:
    (conv,) = read(
        "from torch import nn\nmodel = nn.Sequential(nn.Conv2d(1, 6, (5, 5), padding=2))"
    )
    assert conv.options == {"in_channels": 1, "out_channels": 6, "kernel_size": 5, "padding": 2}


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("model = (", 1, "not Python"),
        ("import torch\n", 1, "does not define"),
        ("x = 1\nmodel = nn.Sequential()", 1, "Only"),
        ("from mine import Linear\nmodel = nn.Sequential(Linear(1, 2))", 1, "Only"),
        ("model = nn.Linear(1, 2)", 1, "must be"),
        ("model = nn.Sequential(\n    nn.LSTM(1, 2),\n)", 2, "nn.LSTM"),
        ("model = nn.Sequential(\n\n    nn.Sequential(),\n)", 3, "inside another"),
        ("model = nn.Sequential(nn.Linear(n, 2))", 1, "not a number"),
        ("model = nn.Sequential(nn.Linear(2))", 1, "needs out_features"),
        ("model = nn.Sequential(nn.Linear(2, 3, device=0))", 1, "no option"),
        ("model = nn.Sequential(nn.Linear(2, 3, in_features=2))", 1, "twice"),
        ("model = nn.Sequential(nn.MaxPool2d(2, 2, 0, 2))", 1, "more arguments"),
        ("model = nn.Sequential(*layers)", 1, "Each entry"),
        (f"model = nn.Sequential(nn.Linear({'+'.join('1' * 2000)}, 2))", 1, "nested too deep"),
        (f"model = nn.Sequential(nn.Linear({'9' * 4000} * {'9' * 4000}, 2))", 1, "larger than"),
    ],
)
def test_anything_else_is_refused_with_its_line(source: str, line: int, why: str) -> None:
    with pytest.raises(CannotRead, match=why) as caught:
        read(source)
    assert caught.value.line == line
