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
_LARGE = 512  # examples
_Numbers = npt.NDArray[np.float64]
_Whole = npt.NDArray[np.int64]


class NotFinite(Exception):
    """The loss of step `step` is no finite number; None: the weights are none after it."""

    def __init__(self, step: int, loss: float | None = None) -> None:
        what = "The weights are" if loss is None else f"The loss is {loss},"
        super().__init__(f"{what} not finite at step {step}.")
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

    Losses stay on the device; accuracies are counted for all these batches at once. Large batches
    on the CPU are counted one by one, while their outputs are in its cache.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        large = state.config.batches.size >= _LARGE and state.device.type == "cpu"
        self._counts_now = large and bool(state.loss.classes)
        self._losses: list[Tensor] = []
        self._sizes: list[int] = []
        self._rates: list[float] = []
        self._outputs: list[Tensor] = []
        self._targets: list[Tensor] = []
        self._counts: list[Tensor] = []  # instead of outputs and targets
        self._norms: list[tuple[int, Tensor]] = []  # which of these batches, norm of all gradients

    def add(self, loss: Tensor, outputs: Tensor, y: Tensor, rate: float) -> None:
        """One more, trained on at this learning rate."""
        self._losses.append(loss)
        self._sizes.append(len(y))
        self._rates.append(rate)
        if self._counts_now:
            self._counts.append(self._state.loss.right(outputs, y).sum())
        else:
            self._outputs.append(outputs)
            self._targets.append(y)

    def add_counted(self, loss: Tensor, right: Tensor | None, size: int, rate: float) -> None:
        """One more of so many examples, of which `right` were classified rightly."""
        self._losses.append(loss)
        self._sizes.append(size)
        self._rates.append(rate)
        if right is not None:
            self._counts.append(right)

    def measure(self, norm: Tensor) -> None:
        """The gradients of the batch under way have this norm together."""
        self._norms.append((len(self._losses), norm))

    def points(self) -> tuple[Points | None, NotFinite | None]:
        """What is to be told of them, to the first whose loss is not finite; and that one.

        They are forgotten then.
        """
        if not self._losses:
            return None, None
        losses = torch.stack(self._losses).double().cpu().numpy()
        sizes = np.array(self._sizes)
        values = {"loss": losses, "lr": np.array(self._rates)}
        right = self._right(sizes)
        if right is not None:
            values["accuracy"] = right / sizes
        values["grad_norm"] = np.full(len(losses), _NOTHING)
        for place, norm in self._norms:
            values["grad_norm"][place] = float(norm)
        steps = np.arange(self._state.step - len(losses) + 1, self._state.step + 1)
        self._sum(steps, losses, sizes, right)
        self._forget()
        bad = None
        wrong = np.flatnonzero(~np.isfinite(losses))
        if len(wrong):
            bad = NotFinite(int(steps[wrong[0]]), float(losses[wrong[0]]))
            steps = steps[: wrong[0] + 1]
        told = {name: array(one[: len(steps)], "float64") for name, one in values.items()}
        return Points(array(steps, "int64"), told), bad

    def _forget(self) -> None:
        for one in (self._losses, self._sizes, self._rates, self._norms):
            one.clear()
        for tensors in (self._outputs, self._targets, self._counts):
            tensors.clear()

    def _right(self, sizes: _Whole) -> _Whole | None:
        """How many examples of each batch were classified rightly; None of a regression."""
        if not self._state.loss.classes:
            return None
        if self._counts:
            return torch.stack(self._counts).cpu().numpy()
        outputs, y = torch.cat(self._outputs), torch.cat(self._targets)
        right = self._state.loss.right(outputs, y).cpu().numpy()
        return np.add.reduceat(right, np.concatenate([[0], sizes.cumsum()[:-1]]), dtype=np.int64)

    def _sum(self, steps: _Whole, losses: _Numbers, sizes: _Whole, right: _Whole | None) -> None:
        """Add what belongs to the epoch of the latest batch to the sums of that epoch."""
        state = self._state
        epochs = (steps - 1) // state.batches
        now = epochs == epochs[-1]
        if state.sums.get("epoch") != epochs[-1]:
            state.sums = {"epoch": float(epochs[-1]), "loss": 0.0, "examples": 0.0, "right": 0.0}
        whole = losses if state.config.loss.reduction == "sum" else losses * sizes
        state.sums["loss"] += float(whole[now].sum())
        state.sums["examples"] += float(sizes[now].sum())
        if right is not None:
            state.sums["right"] += float(right[now].sum())


class Layers:
    """Norms of each parameter, of its gradient and of its last change."""

    def __init__(self, state: State) -> None:
        named = dict(state.module.named_parameters())
        self._parameters = [one.detach() for one in named.values()]
        self._owners = list(named.values())
        self._before: list[Tensor] = []
        self._gradients: Tensor | None = None

    def gradients(self) -> tuple[Tensor, Tensor]:
        """The norm of each parameter's gradient, NaN where there is none, and of all together."""
        there = [(n, one.grad) for n, one in enumerate(self._owners) if one.grad is not None]
        norms = torch.full((len(self._owners),), _NOTHING, device=self._parameters[0].device)
        found = torch.stack(torch._foreach_norm([gradient for _, gradient in there]))
        norms[[n for n, _ in there]] = found.to(norms.dtype)
        return norms, found.norm()

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
