"""What is made small: the losses of a config, and what a model's outputs say of the classes."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from graphviewer.runs.config import Loss as LossConfig
from graphviewer.runs.config import LossName
from graphviewer.training.answers import predictions
from graphviewer.training.problem import CannotTrain

_FUNCTIONS: dict[LossName, Callable[..., Tensor]] = {
    "cross_entropy": functional.cross_entropy,
    "nll": functional.nll_loss,
    "bce": functional.binary_cross_entropy,
    "bce_with_logits": functional.binary_cross_entropy_with_logits,
    "mse": functional.mse_loss,
}
BY_INDEX = ("cross_entropy", "nll")  # these take the class's index, the others numbers


class Loss:
    """A loss as a config says, for `classes` classes; 0 classes is a regression.

    Called with outputs [n, k] and targets it gives a scalar, without the l2 term. Targets are
    class indices, int64 [n], or float32 [n, k] of a regression. Classes meet bce, bce_with_logits
    and mse as one-hot rows, or as 0 and 1 if there are two of them and the model has one output.
    """

    def __init__(
        self, config: LossConfig, classes: int, device: torch.device | str = "cpu"
    ) -> None:
        if not classes and config.name != "mse":
            raise CannotTrain(
                f"The loss {config.name} is for classes, and this data set has numbers as targets.",
                "Choose mse.",
            )
        self.config = config
        self.classes = classes
        self._function = _FUNCTIONS[config.name]
        self._by_index = config.name in BY_INDEX
        self._one_hot = torch.eye(classes, device=device)

    def __call__(self, outputs: Tensor, y: Tensor) -> Tensor:
        """The loss of a batch. Raises CannotTrain for outputs of a shape that does not fit."""
        wanted = self._wanted(outputs, y)
        return self._function(outputs, wanted, reduction=self.config.reduction)

    def _wanted(self, outputs: Tensor, y: Tensor) -> Tensor:
        """The targets in the form the loss takes them."""
        if self.classes and outputs.shape == (len(y), self.classes):
            return y if self._by_index else self._one_hot.index_select(0, y)
        if self.classes == 2 and not self._by_index and outputs.shape == (len(y), 1):
            return y[:, None].to(outputs.dtype)
        if not self.classes and outputs.shape == y.shape:
            return y
        # without this, PyTorch would stretch [n] and [n, 1] to [n, n] and train on nonsense
        expected = (len(y), self.classes) if self.classes else tuple(y.shape)
        raise CannotTrain(
            f"For {len(y)} examples the model gives {_shape(outputs.shape)}, but {self.config.name}"
            f" wants {_shape(expected)} here.",
            "Change the model's last layer, or end it with nn.Flatten().",
        )

    def penalty(self, module: nn.Module) -> Tensor:
        """The l2 term: `l2` times half the squares of all trained weights.

        Weights are parameters of two dimensions or more; biases and the scales of normalisations
        are left out.
        """
        weights = [one for one in module.parameters() if one.requires_grad and one.dim() > 1]
        squares = [weight.square().sum() for weight in weights]
        return torch.stack(squares).sum() * (self.config.l2 / 2) if squares else torch.zeros(())

    def right(self, outputs: Tensor, y: Tensor) -> Tensor:
        """Which of outputs [n, k] name their class: bool [n]. Of equal outputs the first counts."""
        if outputs.shape[1] == 1:
            predicted, _ = predictions(outputs, self.config.name, classes=self.classes)
        else:
            predicted = outputs.argmax(1)
        return predicted == y


def _shape(shape: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, shape)) + "]"
