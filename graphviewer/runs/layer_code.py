"""A list of layers as ordinary PyTorch."""

from __future__ import annotations

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS, Option, Value


def code(layers: tuple[Layer, ...]) -> str:
    """A program that defines `model` as these layers in a row.

    Raises ValueError for a kind or an option there is not, or one that is missing.
    """
    lines = "".join(f"    {_call(layer)},\n" for layer in layers)
    inside = f"\n{lines}" if lines else ""
    return f"import torch\nfrom torch import nn\n\nmodel = nn.Sequential({inside})\n"


def _call(layer: Layer) -> str:
    kind = KINDS.get(layer.kind)
    if kind is None:
        raise ValueError(f"there is no layer {layer.kind}")
    unknown = layer.options.keys() - {one.name for one in kind.options}
    if unknown:
        raise ValueError(f"{layer.kind} has no {', '.join(sorted(unknown))}")
    if layer.kind == "Unflatten":
        sizes = ", ".join(_written(layer, one) for one in kind.options)
        return f"nn.Unflatten(1, ({sizes}))"
    first = [_written(layer, one) for one in kind.options if one.required and one.name != "dim"]
    named = [
        f"{one.name}={_written(layer, one)}"
        for one in kind.options
        if one.name == "dim" or (one.name in layer.options and not one.required)
    ]
    return f"nn.{layer.kind}({', '.join(first + named)})"


def _written(layer: Layer, option: Option) -> str:
    value: Value | None = layer.options.get(option.name)
    if value is None:
        raise ValueError(f"{layer.kind} needs {option.name}")
    return repr(value)
