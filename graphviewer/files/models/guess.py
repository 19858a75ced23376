"""Which input a model probably takes, from the first layer in its program's text."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

BATCH = 2
_LENGTH, _SEQUENCE, _PIXELS, _VOXELS = 16, 8, 32, 8
_DEPTH = 6  # classes within classes
_IN_ROWS = frozenset({"Linear", "BatchNorm1d", "LayerNorm", "Bilinear"})
_IN_SEQUENCES = frozenset(
    {"RNN", "LSTM", "GRU", "MultiheadAttention", "TransformerEncoderLayer", "Transformer"}
)
_CALLS = 4_000  # layers looked at


class Guess(Struct, frozen=True):
    """A shape; and for numbers of tokens or classes, how many there are."""

    shape: tuple[int, ...]
    tokens: int = 0


def last_name(node: ast.expr) -> str:
    """The last part of a dotted name, as Linear of nn.Linear; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def known_numbers(body: Sequence[ast.stmt]) -> dict[str, int]:
    """The whole numbers that names are given to, one after the other."""
    found: dict[str, int] = {}
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                number = _number(value, found)
                if number is not None:
                    found[name] = number
            case ast.Assign(targets=[ast.Tuple(names)], value=ast.Tuple(given)):
                for target, value in zip(names, given, strict=False):
                    number = _number(value, found)
                    if number is not None and isinstance(target, ast.Name):
                        found[target.id] = number
    return found


def guess(
    call: ast.Call, classes: Mapping[str, ast.ClassDef], numbers: Mapping[str, int]
) -> Guess | None:
    """The input of what a call makes; None where its first layer does not tell."""
    flat = False
    for count, (name, layer, known) in enumerate(_layers(call, classes, numbers, _DEPTH)):
        if count > _CALLS:
            break
        if name == "Flatten":
            flat = True
            continue
        found = _of_layer(name, layer, known)
        if found is None:
            continue
        side = math.isqrt(found.shape[-1]) if found.shape else 0
        if flat and len(found.shape) == 2 and side > 1 and side * side == found.shape[-1]:
            return Guess((BATCH, 1, side, side))
        return found
    return None


_Layer = tuple[str, ast.Call, Mapping[str, int]]


def _layers(
    call: ast.Call, classes: Mapping[str, ast.ClassDef], numbers: Mapping[str, int], depth: int
) -> Iterator[_Layer]:
    """The layers that a call makes, in the order of the text."""
    name = last_name(call.func)
    node = classes.get(name)
    if node is None:
        yield name, call, numbers
        given = [*call.args, *(one.value for one in call.keywords)]
        for one in given:
            yield from _within(one, classes, numbers, depth)
        return
    inits = (one for one in node.body if isinstance(one, ast.FunctionDef))
    init = next((one for one in inits if one.name == "__init__"), None)
    if init is None or depth <= 0:
        return
    known = {**numbers, **_bound(init, call, numbers), **known_numbers(init.body)}
    for statement in init.body:
        yield from _within(statement, classes, known, depth - 1)


def _within(
    node: ast.AST, classes: Mapping[str, ast.ClassDef], numbers: Mapping[str, int], depth: int
) -> Iterator[_Layer]:
    if isinstance(node, ast.Call):
        yield from _layers(node, classes, numbers, depth)
        return
    for inner in ast.iter_child_nodes(node):
        yield from _within(inner, classes, numbers, depth)


def _bound(init: ast.FunctionDef, call: ast.Call, numbers: Mapping[str, int]) -> dict[str, int]:
    """What the arguments of __init__ are in this call, as far as they are whole numbers."""
    names = [one.arg for one in (*init.args.posonlyargs, *init.args.args)][1:]
    defaults = init.args.defaults
    pairs = list(zip(names[len(names) - len(defaults) :], defaults, strict=False))
    pairs += [
        (one.arg, value)
        for one, value in zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True)
        if value is not None
    ]
    pairs += zip(names, call.args, strict=False)
    pairs += [(one.arg, one.value) for one in call.keywords if one.arg is not None]
    found: dict[str, int] = {}
    for name, value in pairs:
        number = _number(value, numbers)
        if number is not None:
            found[name] = number
    return found


def _number(node: ast.expr, known: Mapping[str, int]) -> int | None:
    """A whole number as it stands in the text, through names and + - * //."""
    match node:
        case ast.Constant(int(number)) if not isinstance(number, bool) and abs(number) < 2**31:
            return number
        case ast.Name(name):
            return known.get(name)
        case ast.BinOp(left, op, right):
            one, other = _number(left, known), _number(right, known)
            if one is None or other is None:
                return None
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.FloorDiv() if other:
                    return one // other
    return None


def _of_layer(name: str, call: ast.Call, known: Mapping[str, int]) -> Guess | None:
    """The input of one layer, by its first number."""
    names = ("in_features", "in_channels", "input_size", "num_embeddings", "num_features",
             "embed_dim", "d_model", "normalized_shape", "in1_features")  # fmt: skip
    named = [one.value for one in call.keywords if one.arg in names]
    first = (*call.args, *named)[:1]
    size = _number(first[0], known) if first else None
    if size is None or size < 1:
        return None
    if name in _IN_ROWS:
        return Guess((BATCH, size))
    if name in _IN_SEQUENCES:
        return Guess((BATCH, _SEQUENCE, size))
    if name == "Embedding":
        return Guess((BATCH, _SEQUENCE), tokens=size)
    pixels = 28 if size == 1 else _PIXELS
    shapes = {
        "Conv1d": (BATCH, size, _LENGTH),
        "Conv2d": (BATCH, size, pixels, pixels),
        "Conv3d": (BATCH, size, _VOXELS, _VOXELS, _VOXELS),
        "BatchNorm2d": (BATCH, size, pixels, pixels),
        "RNNCell": (BATCH, size),
        "LSTMCell": (BATCH, size),
        "GRUCell": (BATCH, size),
    }
    return Guess(shapes[name]) if name in shapes else None
