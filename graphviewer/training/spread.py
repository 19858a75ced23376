"""How a model's weights, gradients and activations are spread."""

from __future__ import annotations

import math
from typing import Literal

import torch
from torch import Tensor, nn

from graphviewer.runs.array import array
from graphviewer.runs.news import Histogram, Histograms
from graphviewer.training.calls import Outputs
from graphviewer.training.quiet import undisturbed

_MOST = 1 << 17  # elements counted of one tensor, evenly picked: more would not change a picture
_FEW = 1 << 13  # elements by which the usual range is judged
_TAIL = 0.001  # share of values beyond the usual range, on each side
_WIDEST = 8e307  # so that a range's width is a number of float64
_DOUBLES = ("cpu", "cuda")  # devices with float64
_FAR = 10  # times the usual range: beyond that few values would squeeze all others into one bin
_SAME = ("Identity", "Flatten", "Unflatten")  # their output is their input
_BY_HAND = ("clamp", "clamp_min", "max", "maximum")  # a relu without its name
_SMOOTH = ("elu", "gelu", "selu", "sigmoid", "silu", "softmax", "log_softmax", "softplus", "tanh")
_FUNCTIONS = frozenset({"relu", "relu6", "leaky_relu", "hardtanh", *_BY_HAND, *_SMOOTH})


def histograms(
    module: nn.Module, x: Tensor, *, step: int, training: bool = True, bins: int = 64
) -> Histograms:
    """Histograms of each parameter, of what its `.grad` holds now, and of what each module makes.

    Modules are those without modules in them, and activation functions that the model's own code
    calls, in the order in which one forward pass of `x` (a batch as the model sees it, at least 2
    examples if it normalises) uses them; for their names see `Outputs`. `training` says in which
    mode; either way training is not disturbed: see `undisturbed`. Values are counted in `bins` bins
    from the least to the greatest, without those that are not finite, and without a few very far
    ones where such exist. Of a tensor with more than 131,072 elements at most as many are counted,
    evenly picked.
    """
    rows: list[Histogram] = []
    for name, parameter in module.named_parameters():
        if not parameter.is_floating_point():
            continue
        rows.append(_histogram(parameter.detach(), name, "weight", bins))
        if parameter.grad is not None:
            rows.append(_histogram(parameter.grad, name, "gradient", bins))

    def made(name: str, kind: str, output: Tensor) -> None:
        # at once: the next module may overwrite it
        if kind not in _SAME and output.is_floating_point() and output.dim():
            rows.append(_histogram(output, name, "activation", bins))

    with undisturbed(module, training=training), Outputs(made, _FUNCTIONS).watched(module):
        module(x)
    return Histograms(step, tuple(rows))


def _histogram(
    values: Tensor, name: str, kind: Literal["weight", "gradient", "activation"], bins: int
) -> Histogram:
    flat = values.to_dense().reshape(-1)  # an embedding's gradient can be sparse
    picked = _wide(_picked(flat, _MOST))
    zeros = float((picked == 0).double().mean()) if picked.numel() else 0.0
    finite = picked[picked.isfinite()]
    told = zeros, len(picked), len(flat)
    if not finite.numel():
        return Histogram(name, kind, 0.0, 1.0, array([0] * bins, "int64"), *told)
    low, high = _range(finite)
    counts = torch.histc(finite, bins, low, high).long().cpu().numpy()
    return Histogram(name, kind, low, high, array(counts, "int64"), *told)


def _wide(values: Tensor) -> Tensor:
    """In float64: in float32 the width of a range may be infinite, or too small to be one."""
    return (values if values.device.type in _DOUBLES else values.cpu()).double()


def _picked(flat: Tensor, most: int) -> Tensor:
    """At most so many elements, at even distances that do not fall in step with rows."""
    stride = -(-flat.numel() // most)
    while stride > 1 and math.gcd(stride, flat.numel()) > 1:
        stride += 1
    return flat[::stride] if stride > 1 else flat


def _range(finite: Tensor) -> tuple[float, float]:
    """From the least to the greatest value, or the usual ones if some are very far off."""
    ends = torch.stack(torch.aminmax(finite))
    few = _picked(finite, _FEW).sort().values
    tail = int(len(few) * _TAIL)
    usual = few[[tail, len(few) - 1 - tail]]
    low, high, usual_low, usual_high = torch.cat([ends, usual]).tolist()
    width = usual_high - usual_low
    if width > 0:
        low = max(low, usual_low - _FAR * width)
        high = min(high, usual_high + _FAR * width)
    low, high = max(low, -_WIDEST), min(high, _WIDEST)
    if low == high:
        room = abs(low) / 2 or 0.5
        return low - room, high + room
    return low, high
