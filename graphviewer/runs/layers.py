"""What becomes of an example's shape, layer by layer, as PyTorch would have it; without PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from msgspec import Struct

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS, Kind, Option, Value, new, with_options
from graphviewer.runs.layer_problem import Fix, Problem, What, mended

__all__ = ["KINDS", "Fix", "Problem", "Shaped", "mended", "new", "shapes", "with_options"]

Shape = tuple[int, ...]


class Shaped(Struct, frozen=True):
    """What leaves a layer. `shape` None: it has a problem, or one before it has."""

    shape: Shape | None
    parameters: int = 0  # numbers that are trained
    problem: Problem | None = None


class _Wrong(Exception):
    def __init__(self, what: What, *fixes: Fix, **values: str | float) -> None:
        super().__init__(what)
        self.problem = Problem(what, values, fixes)


def shapes(layers: tuple[Layer, ...], shape: Shape) -> tuple[Shaped, ...]:
    """One row a layer, for examples of `shape`, which has an axis at least: the batch is left out.

    After the first problem shapes are unknown, but parameters and options are still looked at.
    """
    rows: list[Shaped] = []
    arriving: Shape | None = shape
    for layer in layers:
        row = _row(layer, arriving)
        arriving = row.shape
        rows.append(row)
    return tuple(rows)


def _row(layer: Layer, arriving: Shape | None) -> Shaped:
    parameters = 0
    try:
        options = _options(layer)
        parameters = _parameters(layer.kind, options)
        if arriving is None:
            return Shaped(None, parameters)
        return Shaped(_LEAVING[layer.kind](layer, options, arriving), parameters)
    except _Wrong as wrong:
        return Shaped(None, parameters, wrong.problem)


# --- options


def _options(layer: Layer) -> dict[str, Value]:
    """All options, those that are not given as PyTorch has them. Raises _Wrong."""
    kind = KINDS.get(layer.kind)
    if kind is None:
        raise _Wrong("unknown_kind", layer=layer.kind)
    for name in layer.options:
        if kind.option(name) is None:
            rest = {one: value for one, value in layer.options.items() if one != name}
            fix = Fix("replace", Layer(kind=layer.kind, options=rest))
            raise _Wrong("unknown_option", fix, layer=layer.kind, option=name)
    return {one.name: _value(layer, kind, one) for one in kind.options}


def _value(layer: Layer, kind: Kind, option: Option) -> Value:
    if option.name not in layer.options:
        first = option.default if option.default is not None else layer.options.get("kernel_size")
        if option.required or first is None:
            fix = Fix("replace", new(layer.kind, **layer.options))
            raise _Wrong("missing_option", fix, layer=kind.name, option=option.name)
        return first
    value = layer.options[option.name]
    whole = not isinstance(option.default, float)
    if not option.low <= value <= option.high or (whole and value != int(value)):
        near = max(option.low, min(value, option.high))  # in this order nan becomes low
        within = int(near) if whole else near
        raise _Wrong(
            "out_of_bounds",
            Fix("replace", with_options(layer, **{option.name: within})),
            layer=kind.name,
            option=option.name,
            value=value,
            low=f"{option.low:g}" if option.low < 1e6 else f"{option.low:.0f}",
            high=f"{option.high:,.0f}" if option.high > 1 else f"{option.high:g}",
        )
    return value


def _parameters(kind: str, options: dict[str, Value]) -> int:
    match kind:
        case "Linear":
            return int(options["out_features"] * (options["in_features"] + options["bias"]))
        case "Conv2d":
            window = int(options["kernel_size"]) ** 2
            inputs = int(options["in_channels"]) // int(options["groups"])
            return int(options["out_channels"] * (inputs * window + options["bias"]))
        case "BatchNorm1d" | "BatchNorm2d":
            return int(2 * options["num_features"] * options["affine"])
        case "LayerNorm":
            scale = options["normalized_shape"] * options["elementwise_affine"]
            return int(scale * (1 + options["bias"]))
    return 0


# --- shapes


def _axis(layer: Layer, axis: int, shape: Shape) -> int:
    """The axis, counted from 0 with the batch. Raises _Wrong."""
    axes = len(shape) + 1
    if not -axes <= axis < axes:
        raise _Wrong("axis", layer=layer.kind, axis=axis, arrives=written(shape))
    if axis % axes == 0:
        raise _Wrong("batch_axis", layer=layer.kind)
    return axis % axes


def _flatten(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    start = _axis(layer, int(options["start_dim"]), shape) - 1
    end = _axis(layer, int(options["end_dim"]), shape) - 1
    if start > end:
        raise _Wrong("axis", layer=layer.kind, axis=end + 1, arrives=written(shape))
    return (*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :])


def _unflatten(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    wanted = tuple(int(options[name]) for name in ("channels", "height", "width"))
    if shape[0] != prod(wanted):
        raise _Wrong("sizes", layer=layer.kind, arrives=written(shape), expected=written(wanted))
    return (*wanted, *shape[1:])


def _linear(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    expected = int(options["in_features"])
    if shape[-1] != expected:
        _refuse_features(layer, "in_features", expected, shape)
    return (*shape[:-1], int(options["out_features"]))


def _layer_norm(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    expected = int(options["normalized_shape"])
    if shape[-1] != expected:
        _refuse_features(layer, "normalized_shape", expected, shape)
    return shape


def _refuse_features(layer: Layer, option: str, expected: int, shape: Shape) -> None:
    change = Fix("replace", with_options(layer, **{option: shape[-1]}))
    flatten = len(shape) > 1 and prod(shape) == expected
    raise _Wrong(
        "features_image" if flatten else "features",
        *((Fix("insert", new("Flatten")), change) if flatten else (change,)),
        layer=layer.kind,
        expected=expected,
        arrives=written(shape),
    )


def _refuse_axes(layer: Layer, expected: str, shape: Shape, *fixes: Fix) -> None:
    raise _Wrong("axes", *fixes, layer=layer.kind, expected=expected, arrives=written(shape))


def _refuse_channels(layer: Layer, option: str, expected: int, shape: Shape) -> None:
    fix = Fix("replace", with_options(layer, **{option: shape[0]}))
    raise _Wrong("channels", fix, layer=layer.kind, expected=expected, arrives=written(shape))


def _conv(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    inputs, outputs = int(options["in_channels"]), int(options["out_channels"])
    groups = int(options["groups"])
    if inputs % groups or outputs % groups:
        raise _Wrong(
            "groups",
            Fix("replace", with_options(layer, groups=1)),
            layer=layer.kind,
            groups=groups,
            inputs=inputs,
            outputs=outputs,
        )
    if len(shape) != 3:
        _refuse_axes(layer, "channels x height x width", shape)
    if shape[0] != inputs:
        _refuse_channels(layer, "in_channels", inputs, shape)
    reach = int(options["dilation"]) * (int(options["kernel_size"]) - 1) + 1
    padding, stride = int(options["padding"]), int(options["stride"])
    if min(shape[1:]) + 2 * padding < reach:
        raise _Wrong("window", layer=layer.kind, window=reach, arrives=written(shape))
    sides = ((side + 2 * padding - reach) // stride + 1 for side in shape[1:])
    return (outputs, *sides)


def _pool(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    """For [height, width] PyTorch takes the batch for channels, which comes to the same."""
    if len(shape) not in (2, 3):
        _refuse_axes(layer, "channels x height x width", shape)
    window, padding = int(options["kernel_size"]), int(options["padding"])
    if 2 * padding > window:
        fix = Fix("replace", with_options(layer, padding=window // 2))
        raise _Wrong("padding", fix, layer=layer.kind, padding=padding, window=window)
    sides = tuple(_pooled(side, options) for side in shape[-2:])
    if min(sides) < 1:
        raise _Wrong("window", layer=layer.kind, window=window, arrives=written(shape))
    return (*shape[:-2], *sides)


def _pooled(side: int, options: dict[str, Value]) -> int:
    """As PyTorch's pooling_output_shape: a window must begin inside, or in the left border."""
    window, padding = int(options["kernel_size"]), int(options["padding"])
    stride = int(options["stride"])
    room = side + 2 * padding - window
    if not options["ceil_mode"]:
        return room // stride + 1
    steps = -(-room // stride) + 1
    return steps - 1 if (steps - 1) * stride >= side + padding else steps


def _softmax(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    _axis(layer, int(options["dim"]), shape)
    return shape


def _batch_norm_1d(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    if len(shape) == 3:
        instead = Layer(kind="BatchNorm2d", options=layer.options)
        _refuse_axes(layer, "features, or channels x length", shape, Fix("replace", instead))
    if len(shape) > 2:
        _refuse_axes(layer, "features, or channels x length", shape)
    return _normalised(layer, options, shape)


def _batch_norm_2d(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    if len(shape) != 3:
        instead = Fix("replace", Layer(kind="BatchNorm1d", options=layer.options))
        fixes = (instead,) if len(shape) < 3 else ()
        _refuse_axes(layer, "channels x height x width", shape, *fixes)
    return _normalised(layer, options, shape)


def _normalised(layer: Layer, options: dict[str, Value], shape: Shape) -> Shape:
    expected = int(options["num_features"])
    if shape[0] != expected:
        _refuse_channels(layer, "num_features", expected, shape)
    return shape


_LEAVING: dict[str, Callable[[Layer, dict[str, Value], Shape], Shape]] = {
    "Flatten": _flatten,
    "Unflatten": _unflatten,
    "Linear": _linear,
    "Conv2d": _conv,
    "MaxPool2d": _pool,
    "AvgPool2d": _pool,
    "Softmax": _softmax,
    "LogSoftmax": _softmax,
    "BatchNorm1d": _batch_norm_1d,
    "BatchNorm2d": _batch_norm_2d,
    "LayerNorm": _layer_norm,
    **dict.fromkeys(
        ("ReLU", "LeakyReLU", "GELU", "Sigmoid", "Tanh", "Dropout"),
        lambda _layer, _options, shape: shape,
    ),
}


def written(shape: Shape) -> str:
    """A shape as the graph writes it: [1×28×28]."""
    return "[" + "×".join(map(str, shape)) + "]"
