"""What each lesson shows, known independently of the app: outputs, gradients, nodes, errors."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from graphviewer.files.lessons import Figure

Numbers = float | list[Any]

# Lesson -> lines of its output. A line that ends in "..." is only begun.
OUTPUT: dict[str, tuple[str, ...]] = {
    "1.1": ("tensor(4.) tensor(3.)",),
    "1.2": ("12.0 tensor([4., 4., 4.])",),
    "1.3": ("tensor(8.)",),
    "1.5": ("28.0 tensor([ 0.,  4.,  8., 12.])", "tensor([True, True, True, True])"),
    "1.6": (
        "tensor([ 0.,  4.,  8., 12.])",
        "tensor([ 1.,  5.,  9., 13.])",
        "tensor([1., 1., 1., 1.])",
    ),
    "1.7": ("grad can be implicitly created only for scalar outputs", "tensor([0., 2., 4., 6.])"),
    "1.8": ("tensor([True, True, True, True])", "tensor([True, True, True, True])"),
    "1.9": ("tensor(800.) True",),
    "1.10": (
        "SumBackward0",
        "AddBackward0",
        "MulBackward0",
        "SinBackward0",
        "AccumulateGrad",
        "True",
    ),
    "1.11": ("False False", "tensor(12.)"),
    "1.12": (
        "tensor([[10., 20.],",
        "        [ 6., -2.]])",
        "tensor([70.,  0.]) tensor([70.,  0.])",
    ),
    "1.13": ("27.0", "tensor(18.)"),
    "1.14": ("tensor([0., 1., 0., 3., 4., 0.]) 1", "0", "1"),
    "3.1": (
        "[3.25, 0.0]",
        "[3.25, 0.0]",
        "[[3.25, 0.0]]",
        "tensor([[ 1.,  0.],",
        "        [ 2.,  0.],",
        "        [-1., -0.]]) tensor([1., 0.])",
    ),
    "3.2": ("6.5 6.5", "True"),
    "3.3": ("tensor([0.0561, 4.7129]...", "2.3845...", "2.3845..."),
    "3.4": ("True", "True"),
    "3.5": ("tensor([ 0.7054, -0.7405,  0.0351])", "tensor([ 0.7054, -0.7405,  0.0351])"),
    "7.12": (
        "tensor([6., 8.]) None",
        "tensor([12., 16.]) tensor(15.)",
        "tensor(25.) tensor([2.4000, 3.2000]) tensor(3.0000)",
        "tensor(3.1623) tensor(1.7000)",
        "None None",
    ),
    "7.13": ("True", "tensor(True)", "True", "True"),
    "7.15": ("True", "cpu"),
}

# Lesson, tensor on the way -> the gradient that arrived at it in the last run that reached it.
GRADIENTS: dict[tuple[str, str], Numbers] = {
    ("1.1", "c"): 1.0,
    ("1.2", "b"): [4.0, 4.0, 4.0],
    ("1.2", "c"): [1.0, 1.0, 1.0],
    ("1.2", "d"): 1.0,
    ("1.3", "z"): 1.0,
    ("3.4", "o"): [0.5],
    ("3.4", "h"): [1.0, 0.5, -0.5],
    ("3.4", "z"): [0.0, 0.5, -0.5],
    # Of equal cells in a patch max_pool2d takes the first.
    ("7.5", "maps"): [[[[0, 1, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]]],
}

# Lesson -> every autograd node it makes, sorted.
NODES: dict[str, tuple[str, ...]] = {
    "1.1": ("AccumulateGrad", "AccumulateGrad", "MulBackward0"),
    "1.2": ("AccumulateGrad", "AddBackward0", "MulBackward0", "SumBackward0"),
    "1.3": ("AccumulateGrad", "AddBackward0", "MulBackward0", "PowBackward0"),
    "1.5": ("AccumulateGrad", "DotBackward0", "MulBackward0"),
    "1.10": ("AccumulateGrad", "AddBackward0", "MulBackward0", "SinBackward0", "SumBackward0"),
    "4.4": ("AccumulateGrad", "AccumulateGrad", "PreluKernelBackward0", "SumBackward0"),
    "7.5": (
        "AccumulateGrad",
        "ConvolutionBackward0",
        "MaxPool2DWithIndicesBackward0",
        "ReluBackward0",
        "SumBackward0",
    ),
}

# Lesson -> type, text in the message, and the source line of the error it ends with.
ERRORS: dict[str, tuple[str, str, str]] = {
    "1.11": (
        "RuntimeError",
        "Trying to backward through the graph a second time",
        "y.backward()  # the saved tensors are gone",
    ),
    "1.14": (
        "RuntimeError",
        "[torch.FloatTensor [2, 3]], which is output 0 of Exp, is at version 1; expected version 0",
        "y.sum().backward()",
    ),
    "7.15": (
        "RuntimeError",
        "Expected all tensors to be on the same device"
        if torch.cuda.is_available()
        else "Tensor on device cpu is not on the expected device meta!",
        "y = W @ x + b",
    ),
}

# Lessons with tensors on the meta device, which have no numbers.
NO_NUMBERS = () if torch.cuda.is_available() else ("7.15",)


# Lessons that measure time or draw without a seed: no two runs print the same.
UNREPEATABLE: tuple[str, ...] = ("2.11",)


def assert_figure(figure: Figure, dtype: str, found: Any) -> None:
    """Numbers are a figure's, of its shape; without a tolerance equal as written in their dtype."""
    wanted = np.array(figure.value)
    assert np.shape(found) == wanted.shape, (figure.name, found)
    if figure.within:
        np.testing.assert_allclose(found, wanted, rtol=0, atol=figure.within)
    else:
        np.testing.assert_array_equal(np.array(found, dtype=dtype), wanted.astype(dtype))


def agrees(printed: str, wanted: tuple[str, ...]) -> bool:
    """Whether the printed lines are the wanted ones, "..." standing for any rest."""
    lines = printed.splitlines()
    return len(lines) == len(wanted) and all(
        line.startswith(text[:-3]) if text.endswith("...") else line == text
        for line, text in zip(lines, wanted, strict=True)
    )
