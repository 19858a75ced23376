"""What each operation of a formula is in torch: of tensors, or of floats beside a tensor."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

Value = Tensor | float
Operation = Callable[..., Tensor]


def _tensors(*values: Value) -> list[Tensor]:
    """The values as tensors of the dtype that those among them have."""
    dtype = next(one.dtype for one in values if isinstance(one, Tensor))
    return [one if isinstance(one, Tensor) else torch.tensor(one, dtype=dtype) for one in values]


def _whole(of_tensors: Operation) -> Operation:
    """An operation that wants tensors only."""

    def of_values(*values: Value) -> Tensor:
        return of_tensors(*_tensors(*values))

    return of_values


def _truth(of_tensors: Operation) -> Operation:
    """A comparison, as 1 or 0."""

    def of_values(*values: Value) -> Tensor:
        whole = _tensors(*values)
        return of_tensors(*whole).to(whole[0].dtype)

    return of_values


def _floored(a: Tensor, b: Tensor) -> Tensor:
    return torch.div(a, b, rounding_mode="floor")


def _prelu(x: Tensor, alpha: float) -> Tensor:
    return functional.prelu(x, torch.tensor([alpha], dtype=x.dtype))


def _normal(x: Tensor, mu: Tensor, sigma: Tensor) -> Tensor:
    """The normal density of mean mu and deviation sigma; NaN where sigma is not above 0."""
    z = (x - mu) / sigma
    density = torch.exp(-z * z / 2) / (sigma * math.sqrt(2 * math.pi))
    return torch.where(sigma > 0, density, torch.nan)


def _share(t: Tensor, *row: Tensor) -> Tensor:
    """The first number's share in the softmax of a row divided by the temperature t."""
    shape = max((one.shape for one in row), key=len)  # the others are single numbers
    return torch.softmax(torch.stack([one.expand(shape) for one in row]) / t, 0)[0]


OPERATIONS: dict[str, Operation] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
    "neg": operator.neg,
    "floordiv": _whole(_floored),
    "mod": _whole(torch.remainder),
    "lt": _truth(torch.lt),
    "le": _truth(torch.le),
    "gt": _truth(torch.gt),
    "ge": _truth(torch.ge),
    "eq": _truth(torch.eq),
    "ne": _truth(torch.ne),
    "and": _truth(torch.logical_and),
    "or": _truth(torch.logical_or),
    "not": _truth(torch.logical_not),
    "step": _truth(lambda x: x >= 0),
    "minimum": _whole(torch.minimum),
    "maximum": _whole(torch.maximum),
    "clamp": _whole(torch.clamp),
    "normal": _whole(_normal),
    "softmax": _whole(_share),
    "sin": torch.sin,
    "cos": torch.cos,
    "tan": torch.tan,
    "asin": torch.asin,
    "acos": torch.acos,
    "atan": torch.atan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "tanh": torch.tanh,
    "asinh": torch.asinh,
    "acosh": torch.acosh,
    "atanh": torch.atanh,
    "exp": torch.exp,
    "log": torch.log,
    "log2": torch.log2,
    "log10": torch.log10,
    "sqrt": torch.sqrt,
    "abs": torch.abs,
    "sign": torch.sign,
    "floor": torch.floor,
    "ceil": torch.ceil,
    "round": torch.round,
    "erf": torch.erf,
    "sigmoid": torch.sigmoid,
    "relu": functional.relu,
    "relu6": functional.relu6,
    "silu": functional.silu,
    "gelu": functional.gelu,
    "selu": functional.selu,
    "softsign": functional.softsign,
    "mish": functional.mish,
    "softplus": functional.softplus,
    "leaky_relu": functional.leaky_relu,
    "prelu": _prelu,
    "elu": functional.elu,
    "hardtanh": functional.hardtanh,
}
