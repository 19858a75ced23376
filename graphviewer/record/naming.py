"""What to call the functions the program calls, and their plain arguments."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import signature
from types import FunctionType
from typing import Any

import torch
from torch import Tensor

# Operator methods whose names differ from the function that torch's documentation names.
_OPERATORS = {
    "truediv": "div",
    "rtruediv": "rdiv",
    "floordiv": "floor_divide",
    "mod": "remainder",
    "rmod": "remainder",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
    "invert": "bitwise_not",
}
_MODULES = {
    "torch._C._nn": "torch.nn.functional",
    "torch._tensor": "torch.Tensor",
    "torch.functional": "torch",
    "torch.serialization": "torch",
    "torch._C._linalg": "torch.linalg",
    "torch._C._fft": "torch.fft",
    "torch._C._special": "torch.special",
    "torch._VF": "torch",
}
_TEXT = 60
_ITEMS = 6
_DEPTH = 4
_LONG = 64
_NO_DEFAULT = ""
# Parameters of lazy modules before their first forward: tensors without a shape.
_LAZY = frozenset(
    {torch.nn.parameter.UninitializedParameter, torch.nn.parameter.UninitializedBuffer}
)


def function_name(function: Callable[..., Any]) -> tuple[str, str]:
    """The short and the qualified name of a PyTorch function: ("mul", "torch.Tensor.mul")."""
    raw = getattr(function, "__name__", type(function).__name__)
    attribute: Any = getattr(function, "__self__", None)
    if raw in ("__get__", "__set__", "__delete__"):
        name = getattr(attribute, "__name__", raw)
        return name, f"torch.Tensor.{name}"
    if isinstance(function, torch._ops.OpOverload):  # linear.default, as exported programs call it
        name = function.overloadpacket.__name__
        return name, f"torch.ops.{function.namespace}.{name}"
    name = raw
    if raw.startswith("__") and raw.endswith("__"):
        plain = raw.strip("_")
        if plain.startswith("i") and f"__{plain[1:]}__" in dir(Tensor):
            name = _OPERATORS.get(plain[1:], plain[1:]) + "_"
        else:
            name = _OPERATORS.get(plain, plain)
    module = getattr(function, "__module__", None) or "torch"
    where = getattr(function, "__qualname__", "")
    if getattr(function, "__objclass__", None) is not None or where.startswith(
        ("Tensor.", "TensorBase.", "_TensorBase.")
    ):
        return name, f"torch.Tensor.{raw}"
    if type(attribute).__name__ == "type" and attribute.__name__ == "_VariableFunctionsClass":
        return name, f"torch.{raw}"
    return name, f"{_MODULES.get(module, module)}.{raw}"


def tensors_in(arguments: Iterable[Any], found: list[Tensor], depth: int = 0) -> list[Tensor]:
    """Every tensor among the arguments, in lists, tuples and dicts too, in order, with repeats."""
    for one in arguments:
        if isinstance(one, Tensor):
            if type(one) not in _LAZY:
                found.append(one)
        elif depth < _DEPTH and isinstance(one, (list, tuple)):
            if one and (len(one) <= _LONG or isinstance(one[0], Tensor)):
                tensors_in(one, found, depth + 1)
        elif depth < _DEPTH and isinstance(one, dict):
            tensors_in(one.values(), found, depth + 1)
    return found


def constants(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any], code: str
) -> tuple[str, ...]:
    """The arguments that are no tensors, as short text; of defaults those the code has written.

    PyTorch's Python functions pass on all their parameters, given or not.
    """
    found = [text for one in args if (text := _constant(one)) is not None]
    if "None" in found and "None" not in code:
        found = [text for text in found if text != "None"]
    usual = _defaults(function) if kwargs else {}
    found.extend(
        f"{key}={text}"
        for key, one in kwargs.items()
        if (text := _constant(one)) is not None
        and (usual.get(key, _NO_DEFAULT) != text or f"{key}=" in code.replace(" ", ""))
    )
    return tuple(found)


@cache
def _defaults(function: Callable[..., Any]) -> dict[str, str | None]:
    """The defaults of a Python function's parameters, as `constants` would write them."""
    if not isinstance(function, FunctionType):
        return {}
    parameters = signature(function).parameters.values()
    return {one.name: _constant(one.default) for one in parameters if one.default is not one.empty}


def _constant(value: Any, depth: int = 0) -> str | None:
    if isinstance(value, (bool, int, float, complex)) or value is None:
        return str(value)
    if isinstance(value, Tensor):
        return None
    if isinstance(value, str):
        return repr(value[:_TEXT])
    if isinstance(value, slice):
        ends = ["" if end is None else _short(end) for end in (value.start, value.stop)]
        step = "" if value.step is None else f":{_short(value.step)}"
        return ":".join(ends) + step
    if value is Ellipsis:
        return "..."
    if isinstance(value, (list, tuple)):
        return _items(value, depth)
    if isinstance(value, (torch.dtype, torch.device, torch.layout, torch.memory_format)):
        return str(value)
    return str(getattr(value, "__name__", type(value).__name__))[:_TEXT]


def _items(value: list[Any] | tuple[Any, ...], depth: int) -> str | None:
    if depth >= _DEPTH:
        return "..."
    parts = [text for one in value[:_ITEMS] if (text := _constant(one, depth + 1)) is not None]
    if not parts and value:
        return None
    if len(value) > _ITEMS:
        parts.append("...")
    left, right = ("[", "]") if isinstance(value, list) else ("(", ")")
    return left + ", ".join(parts) + right


def _short(value: Any) -> str:
    return "…" if isinstance(value, Tensor) else str(value)[:_TEXT]
