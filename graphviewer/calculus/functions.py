"""Functions of x with their derivatives by autograd, and a derivative as the limit it is."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from graphviewer.calculus.compiling import Compiled, compiled
from graphviewer.formulas.answers import CurveDrawn, LimitDrawn
from graphviewer.formulas.questions import Curve, Limit
from graphviewer.formulas.reading import read
from graphviewer.runs.array import array

_SLICE = 4096  # places at a time: bounds the memory of a long formula's graph


def curve(question: Curve) -> CurveDrawn:
    """f, f', f'' at places from low to high, float64. Raises FormulaProblem."""
    function = compiled(read(question.formula), question.constants, ("x",))
    x = torch.linspace(question.low, question.high, question.many, dtype=torch.float64)
    slices = [
        torch.stack([*_derivatives(function, p, question.orders)]) for p in torch.split(x, _SLICE)
    ]
    return CurveDrawn(
        x=array(x.numpy(), "float64"), rows=array(torch.cat(slices, 1).numpy(), "float64")
    )


def _derivatives(function: Compiled, x: Tensor, orders: int) -> Iterator[Tensor]:
    """The function at x and each derivative; where one is not finite, the next ones are NaN too.

    Autograd alone would give log a derivative where it has no value.
    """
    x = x.clone().requires_grad_()
    y = function(x)
    there = torch.ones_like(x, dtype=torch.bool)
    for order in range(orders + 1):
        there = there & y.detach().isfinite()
        yield y.detach().where(there, torch.nan)
        if order < orders:
            y = slope(y, x, create_graph=order + 1 < orders)


def slope(y: Tensor, x: Tensor, *, create_graph: bool = False) -> Tensor:
    """dy/dx of each element; 0 where y does not depend on x."""
    if not y.requires_grad:
        return torch.zeros_like(x)
    (found,) = torch.autograd.grad(
        y, x, torch.ones_like(y), create_graph=create_graph, materialize_grads=True
    )
    return found


def limit(question: Limit) -> LimitDrawn:
    """Quotients of differences in the question's dtype, beside autograd's derivative.

    The derivative and the errors are float64, at the place as the dtype holds it. A quotient is
    NaN where it is not finite. Raises FormulaProblem.
    """
    function = compiled(read(question.formula), question.constants, ("x",))
    dtype = {"float32": torch.float32, "float64": torch.float64}[question.dtype]
    x = torch.tensor(question.at, dtype=dtype)
    steps = round(question.most * question.each) + 1
    h = (10.0 ** -(torch.arange(steps, dtype=torch.float64) / question.each)).to(dtype)
    after = function(x + h)
    if question.central:
        quotient = (after - function(x - h)) / (2 * h)
    else:
        quotient = (after - function(x.expand_as(h))) / h
    exact = x.double().requires_grad_()
    value = function(exact)
    derivative = slope(value, exact) if value.isfinite() else torch.tensor(torch.nan)
    found = quotient.double()
    found = found.where(found.isfinite(), torch.nan)
    return LimitDrawn(
        h=array(h.double().numpy(), "float64"),
        quotient=array(found.numpy(), "float64"),
        error=array((found - derivative).abs().numpy(), "float64"),
        slope=float(derivative),
        value=float(value.detach()),
    )
