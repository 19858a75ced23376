"""When a training goes wrong: what went wrong first, and what can be done about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import torch
from msgspec import Struct
from torch import Tensor, nn

from graphviewer.record.naming import tensors_in
from graphviewer.runs.news import Closed
from graphviewer.training.calls import Calls
from graphviewer.training.copies import copied, copied_optimizer
from graphviewer.training.quiet import generators_kept

# These put infinity where the program wants it, in front of a softmax, and mean no harm.
_MASKS = frozenset({"masked_fill", "masked_fill_", "full", "full_like", "where", "fill_", "triu"})
_LETTERS = "KMGTPE"
_AMOUNT = re.compile(
    r"(?:tried to allocate|Unable to allocate) ([\d.]+) (bytes|[KMGTPE]i?B)", re.IGNORECASE
)
_TOTAL = re.compile(r"total capacity of ([\d.]+ [KMGT]i?B) of which ([\d.]+ [KMGT]i?B) is free")
_SIGNS = ("out of memory", "can't allocate memory", "Unable to allocate", "_ALLOC_FAILED")
_USUAL = 0.1  # the largest learning rate that is advised


class Bad(Struct, frozen=True):
    """The first value that is not finite: `where` is a module, a parameter, "x", "y" or "loss"."""

    where: str
    message: str


def first_bad(
    module: nn.Module,
    x: Tensor,
    y: Tensor,
    criterion: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer | None = None,
) -> Bad | None:
    """Where NaN or infinity comes up first when a batch is trained on; None if nowhere.

    Looks at the batch and the parameters, then at the forward pass call by call, then at each
    parameter's gradient as it arrives, then, with an optimizer, at what its update (unclipped)
    makes of the parameters. Running statistics that broke do no harm in training. Works on copies,
    as they would be trained next; nothing of the training changes.
    """
    for name, tensor in (("x", x), ("y", y)):
        if how := _not_finite(tensor):
            return Bad(name, f"The batch's {name} holds {how}: the data are at fault.")
    for name, tensor in module.named_parameters():
        if how := _not_finite(tensor):
            return Bad(name, f"{name} holds {how} before the batch: an earlier update did that.")
    with generators_kept(module), torch.enable_grad():
        twin, memo = copied(module)
        bad = _forward_and_backward(twin, x, y, criterion)
        if bad is not None or optimizer is None or isinstance(optimizer, torch.optim.LBFGS):
            return bad
        copied_optimizer(optimizer, memo).step()
    for name, tensor in twin.named_parameters():
        if how := _not_finite(tensor):
            told = f"All gradients are finite, but the update leaves {name} with {how}."
            return Bad(name, told)
    return None


def _forward_and_backward(
    module: nn.Module, x: Tensor, y: Tensor, criterion: Callable[[Tensor, Tensor], Tensor]
) -> Bad | None:
    suspects = _Suspects()
    with suspects.watched(module):
        loss = criterion(module(x.detach().clone()), y)
    if suspects.bad is not None and _not_finite(loss):
        return suspects.bad
    if how := _not_finite(loss):
        return Bad("loss", f"The loss is {how}.")
    return _backward(module, loss)


def _backward(module: nn.Module, loss: Tensor) -> Bad | None:
    """The first parameter whose gradient arrives broken."""
    arrived: list[Bad] = []

    def look(name: str) -> Callable[[Tensor], None]:
        def seen(gradient: Tensor) -> None:
            if not arrived and (how := _not_finite(gradient)):
                told = f"The loss is finite, but the gradient of {name} holds {how}"
                arrived.append(Bad(name, f"{told}: the first going backward."))

        return seen

    for name, parameter in module.named_parameters():
        if parameter.requires_grad:
            parameter.register_hook(look(name))  # type: ignore[no-untyped-call]
    torch.autograd.backward(loss)
    return arrived[0] if arrived else None


class _Suspects(Calls):
    """Finds the first call that makes something that is not finite."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: Bad | None = None

    def called(self, function: str, args: tuple[Any, ...], result: object) -> None:
        """Look at what has been made."""
        if self.bad is not None or function in _MASKS:
            return
        for made in tensors_in([result], []):
            if how := _not_finite(made):
                where, label = self._place()
                given = [_largest(one) for one in tensors_in(args, []) if one.is_floating_point()]
                largest = f", from numbers up to {max(given):.3g}" if given else ""
                self.bad = Bad(where, f"{function} in {label} gave {how}{largest}.")
                return

    def _place(self) -> tuple[str, str]:
        """Where the forward pass is, and how to say so."""
        if not self.inside:
            return "loss", "the loss"
        path, part = self.inside[-1]
        return path or "model", f"{path or 'model'} ({type(part).__name__})"


def _not_finite(tensor: Tensor) -> str:
    """How much of a tensor is not finite, in words; empty if nothing."""
    if not (tensor.is_floating_point() or tensor.is_complex()) or not tensor.numel():
        return ""
    with torch.no_grad():
        if bool(tensor.isfinite().all()):
            return ""
        nans, infinite = int(tensor.isnan().sum()), int(tensor.isinf().sum())
    if tensor.numel() == 1:
        return "NaN" if nans else "infinite"
    parts = [f"{nans:,} NaN"] if nans else []
    parts += [f"{infinite:,} infinite"] if infinite else []
    return f"{' and '.join(parts)} of {tensor.numel():,} values"


def _largest(tensor: Tensor) -> float:
    with torch.no_grad():
        return float(tensor.detach().abs().max()) if tensor.numel() else 0.0


def diverged(step: int, loss: float | None, rate: float, bad: Bad | None = None) -> Closed:
    """The end of a training whose numbers are not finite any more; `rate` is the learning rate.

    With `bad` it says what broke first, at that step; else that the loss had, or if that is None
    the weights.
    """
    message = f"After step {step:,} some weights are not finite."
    if loss is not None:
        message = f"The loss is {loss:g} at step {step:,}."
    if bad is not None:
        message = f"At step {step:,} numbers stopped being finite. {bad.message}"
    lower = min(rate / 10, _USUAL)
    return Closed(
        reason="diverged",
        step=step,
        message=message,
        advice=f"Lower the learning rate ({rate:g} here), say to {lower:g}, or clip gradients.",
        where="" if bad is None else bad.where,
    )


def memory(error: BaseException, *, step: int, batch: int) -> Closed | None:
    """The end of a training that ran out of memory; None if the error says something else.

    Knows Python's and NumPy's MemoryError, PyTorch's on the CPU and those of CUDA, ROCm and Metal.
    """
    text = str(error)
    if not isinstance(error, (MemoryError, torch.OutOfMemoryError)) and not (
        isinstance(error, RuntimeError) and any(sign in text for sign in _SIGNS)
    ):
        return None
    device = isinstance(error, torch.OutOfMemoryError) or "CU" in text or "MPS" in text
    parts = [f"The {'memory of the device' if device else 'memory'} is used up"]
    wanted = _AMOUNT.search(text)
    if wanted is not None:
        parts.append(f": {_size(wanted)} more were wanted")
    total = _TOTAL.search(text)
    if total is not None:
        parts.append(f", {total[2]} of {total[1]} are free")
    return Closed(
        reason="memory", step=step, message="".join(parts) + ".", advice=_advice(batch, device)
    )


def _advice(batch: int, device: bool) -> str:
    smaller = f"Lower the batch size ({batch:,} here)" if batch > 1 else "Make the batch smaller"
    other = "train on the CPU" if device else "close other programs"
    return f"{smaller}, make the layers smaller, or {other}."


def _size(found: re.Match[str]) -> str:
    """An amount in the largest unit that leaves it above 1."""
    letter = found[2][0].upper()
    power = _LETTERS.index(letter) + 1 if letter in _LETTERS else 0
    size = float(found[1]) * 1024**power
    power = 0
    while size >= 1024 and power < len(_LETTERS):
        size, power = size / 1024, power + 1
    return f"{size:,.1f} {_LETTERS[power - 1]}iB" if power else f"{size:,.0f} bytes"
