"""What is told of the batches: measured at display rate, so that training hardly notices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from graphviewer.runs.array import array
from graphviewer.runs.news import LayerPoint, Parameter, Points
from graphviewer.training.state import State

_NOTHING = float("nan")
_Numbers = npt.NDArray[np.float64]
_Whole = npt.NDArray[np.int64]


class NotFinite(Exception):
    """The loss of step `step` is no finite number."""

    def __init__(self, step: int, loss: float) -> None:
        super().__init__(f"The loss is {loss} at step {step}.")
        self.step = step
        self.loss = loss


def parameters(state: State) -> tuple[Parameter, ...]:
    """The model's parameters as they are told of."""
    had = {id(one) for group in state.optimizer.param_groups for one in group["params"]}
    return tuple(
        Parameter(name, tuple(one.shape), one.requires_grad and id(one) in had)
        for name, one in state.module.named_parameters()
    )


class Batches:
    """The batches since the last message: nothing is computed before somebody is told.

    Losses stay on the device; accuracies are counted for all these batches at once.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._losses: list[Tensor] = []
        self._outputs: list[Tensor] = []
        self._targets: list[Tensor] = []
        self._rates: list[float] = []
        self._norms: list[tuple[int, Tensor]] = []  # which of these batches, norm

    def add(self, loss: Tensor, outputs: Tensor, y: Tensor, rate: float) -> None:
        """One more, trained on at this learning rate."""
        self._losses.append(loss)
        self._outputs.append(outputs)
        self._targets.append(y)
        self._rates.append(rate)

    def measure(self, norms: Tensor) -> None:
        """The batch under way has gradients of these norms [parameters]."""
        self._norms.append((len(self._losses), norms))

    def points(self) -> Points | None:
        """What is to be told of them; they are forgotten then. Raises NotFinite."""
        if not self._losses:
            return None
        count = len(self._losses)
        first = self._state.step - count + 1
        losses = torch.stack(self._losses).double().cpu().numpy()
        sizes = np.array([len(one) for one in self._targets])
        values = {"loss": losses, "lr": np.array(self._rates)}
        right = self._right(sizes)
        if right is not None:
            values["accuracy"] = right / sizes
        norms = np.full(count, _NOTHING)
        for place, told in self._norms:
            norms[place] = float(told.norm())
        values["grad_norm"] = norms
        self._sum(losses, sizes, right)
        self.forget()
        if not np.isfinite(losses).all():
            bad = int(np.argmin(np.isfinite(losses)))
            raise NotFinite(first + bad, float(losses[bad]))
        steps = array(np.arange(first, first + count), "int64")
        return Points(steps, {name: array(one, "float64") for name, one in values.items()})

    def forget(self) -> None:
        """Tell nothing of these."""
        for one in (self._losses, self._outputs, self._targets, self._rates, self._norms):
            one.clear()

    def _sum(self, losses: _Numbers, sizes: _Whole, right: _Whole | None) -> None:
        """Add to the sums of the epoch."""
        sums = self._state.sums
        whole = losses if self._state.config.loss.reduction == "sum" else losses * sizes
        sums["loss"] = sums.get("loss", 0.0) + float(whole.sum())
        sums["examples"] = sums.get("examples", 0.0) + float(sizes.sum())
        if right is not None:
            sums["right"] = sums.get("right", 0.0) + float(right.sum())

    def _right(self, sizes: _Whole) -> _Whole | None:
        """How many examples of each batch were classified rightly; None of a regression."""
        if not self._state.loss.classes:
            return None
        outputs, y = torch.cat(self._outputs), torch.cat(self._targets)
        right = self._state.loss.right(outputs, y).cpu().numpy()
        return np.add.reduceat(right, np.concatenate([[0], sizes.cumsum()[:-1]]), dtype=np.int64)


class Layers:
    """Norms of each parameter, of its gradient and of its last change."""

    def __init__(self, state: State) -> None:
        named = dict(state.module.named_parameters())
        self._parameters: Sequence[Tensor] = [one.detach() for one in named.values()]
        self._owners = list(named.values())
        self._before: list[Tensor] = []
        self._gradients: Tensor | None = None

    def gradients(self) -> Tensor:
        """The norm of each parameter's gradient, [parameters]; NaN where there is none."""
        there = [(n, one.grad) for n, one in enumerate(self._owners) if one.grad is not None]
        norms = torch.full((len(self._owners),), _NOTHING, device=self._parameters[0].device)
        if there:
            found = torch._foreach_norm([gradient for _, gradient in there])
            norms[[n for n, _ in there]] = torch.stack(found).to(norms.dtype)
        return norms

    def before(self, gradients: Tensor) -> None:
        """The update comes next."""
        self._gradients = gradients
        self._before = [one.clone() for one in self._parameters]

    def point(self, step: int) -> LayerPoint | None:
        """What the update changed; None if there was no `before`."""
        if self._gradients is None:
            return None
        weight = _norms(self._parameters)
        change = _norms(torch._foreach_sub(self._parameters, self._before))
        told = [self._gradients, weight, change / weight]
        self._gradients, self._before = None, []
        return LayerPoint(step, *(array(one.double().cpu().numpy(), "float64") for one in told))


def _norms(tensors: Sequence[Tensor]) -> Tensor:
    return torch.stack(torch._foreach_norm(list(tensors)))
