"""PyTorch's own optimizers as a Walker names them, over one point."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

from graphviewer.formulas.questions import Walker

_WHOLE = ("max_iter", "max_eval", "history_size")


def optimizer(walker: Walker, point: Tensor) -> Optimizer:
    """The optimizer over a point, as one makes it in a program. torch's ValueError goes through."""
    settings: dict[str, Any] = {"lr": walker.lr, **walker.options}
    betas = settings.pop("beta1", 0.9), settings.pop("beta2", 0.999)
    match walker.kind:
        case "SGD":
            settings |= {"momentum": walker.momentum, "nesterov": walker.nesterov}
            return torch.optim.SGD([point], **settings)
        case "RMSprop":
            return torch.optim.RMSprop([point], momentum=walker.momentum, **settings)
        case "Adagrad":
            return torch.optim.Adagrad([point], **settings)
        case "Adam" | "AdamW":
            kind = torch.optim.Adam if walker.kind == "Adam" else torch.optim.AdamW
            settings["amsgrad"] = bool(settings.get("amsgrad", 0))
            return kind([point], betas=betas, **settings)
        case "LBFGS":
            wolfe = bool(settings.pop("strong_wolfe", 0))
            settings |= {name: int(settings[name]) for name in _WHOLE if name in settings}
            return torch.optim.LBFGS(
                [point], line_search_fn="strong_wolfe" if wolfe else None, **settings
            )
        case "steepest":
            raise ValueError("steepest descent is no optimizer of torch's")
