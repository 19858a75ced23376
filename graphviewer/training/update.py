"""One batch: forward, backward, update, schedule."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from graphviewer.training.schedules import RHYTHMS
from graphviewer.training.state import State


class Update:
    """What is done with every batch; the state is a step further then.

    `forward` is the model as it is called in training. `mean` gives the mean of a loss over the
    processes that train together.
    """

    def __init__(
        self, state: State, forward: nn.Module, mean: Callable[[Tensor], Tensor] | None = None
    ) -> None:
        self._state = state
        self._module = state.module
        self._forward = forward
        self._loss = state.loss
        self._l2 = state.config.loss.l2
        self._clip = state.config.clip
        self._optimizer = state.optimizer
        groups = state.optimizer.param_groups
        self._parameters = [one for group in groups for one in group["params"]]
        self._schedule = state.scheduler
        self._each_step = RHYTHMS[state.config.schedule.name] == "step"
        self._mean = mean
        self._searches = isinstance(state.optimizer, torch.optim.LBFGS)

    def __call__(
        self, x: Tensor, y: Tensor, share: float = 1.0, look: Callable[[], None] | None = None
    ) -> tuple[Tensor, Tensor]:
        """Train on a batch; its loss, without the l2 term, and outputs, as they were before.

        The loss is multiplied by `share`. `look` is called when gradients are there, before they
        are clipped.
        """
        loss, outputs, objective = self._gradients(x, y, share)
        if look is not None:
            look()
        self._clip_gradients()
        if self._searches:
            first = [objective]  # LBFGS begins with what has just been computed

            def again() -> float:
                if first:
                    return self._whole(first.pop())
                objective = self._gradients(x, y, share)[2]
                self._clip_gradients()
                return self._whole(objective)

            self._optimizer.step(again)
        else:
            self._optimizer.step()
        self._state.step += 1
        if self._schedule is not None and (self._each_step or not self._state.batch):
            self._schedule.step()
        return loss.detach(), outputs.detach()

    def _gradients(self, x: Tensor, y: Tensor, share: float) -> tuple[Tensor, Tensor, Tensor]:
        # what optimizer.zero_grad() does, without its 5 us of bookkeeping; a parameter that the
        # optimizer does not have keeps its gradient
        for parameter in self._parameters:
            parameter.grad = None
        outputs = self._forward(x)
        loss = self._loss(outputs, y)
        objective = loss if share == 1.0 else loss * share
        if self._l2:
            objective = objective + self._loss.penalty(self._module)
        objective.backward()  # type: ignore[no-untyped-call]
        return loss, outputs, objective

    def _whole(self, objective: Tensor) -> float:
        return objective.item() if self._mean is None else self._mean(objective).item()

    def _clip_gradients(self) -> None:
        if self._clip:
            nn.utils.clip_grad_norm_(self._module.parameters(), self._clip)
