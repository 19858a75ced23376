"""A config's model: its program is run, and what it calls `model` is tried once."""

from __future__ import annotations

import linecache
import random
import sys
import traceback
import types
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from graphviewer.runs.config import Model
from graphviewer.runs.layers import shapes
from graphviewer.runs.presets import UnknownPreset, source_of
from graphviewer.training import chance

FILENAME = "model.py"  # what the program is called in tracebacks and tapes
NAMESPACE = "__model__"


class ModelProblem(Exception):
    """A program gives no model that fits. `line` is of the program, counted from 1; 0: none."""

    def __init__(self, message: str, advice: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.line = line


@dataclass(frozen=True)
class Built:
    """A model in training mode on the CPU, and the program that made it."""

    module: nn.Module
    source: str


def build(model: Model, shape: tuple[int, ...], outputs: int, seed: int) -> Built:
    """Run the model's program with all random generators seeded, and try what it made.

    `shape` is of one example as the model sees it, float32. One forward in eval mode on two
    examples of zeros must give [2, outputs], or [2, 1] for two classes; lazy layers get their
    sizes from it, and random generators do not notice. Raises ModelProblem.
    """
    if model.layers and not model.source:
        _refuse(model, shape)
    try:
        source = source_of(model, shape, outputs)
    except UnknownPreset as error:
        raise ModelProblem(str(error), "Choose one of the presets.") from error
    except ValueError as error:
        raise ModelProblem(f"The layers give no program: {error}.", "Correct the layer.") from error
    _seed(seed)
    module = _model_in(_run(source))
    module.train()
    _try(module, shape, outputs)
    return Built(module, source)


def _refuse(model: Model, shape: tuple[int, ...]) -> None:
    """Say what does not fit in a list of layers better than PyTorch would."""
    for index, row in enumerate(shapes(model.layers, shape)):
        if row.problem is not None:
            raise ModelProblem(
                f"Layer {index + 1} of {len(model.layers)} does not fit. {row.problem.text()}",
                "Correct it in the list of layers.",
            )


def _seed(seed: int) -> None:
    torch.manual_seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - programs draw from this one
    random.seed(seed)


def _run(source: str) -> dict[str, object]:
    """The names that the program leaves."""
    space = types.ModuleType(NAMESPACE)
    space.__file__ = FILENAME
    sys.modules[NAMESPACE] = space  # classes look their module up
    linecache.cache[FILENAME] = (len(source), None, source.splitlines(keepends=True), FILENAME)
    try:
        exec(compile(source, FILENAME, "exec", dont_inherit=True), space.__dict__)  # noqa: S102
    except SyntaxError as error:
        raise ModelProblem(
            f"Line {error.lineno or 0} of the model's program is not Python: {error.msg}.",
            "Correct that line.",
            error.lineno or 0,
        ) from error
    except SystemExit as error:
        raise ModelProblem(
            "The model's program ends Python instead of defining model.",
            "Take exit() and sys.exit() out.",
            _line(error),
        ) from error
    except Exception as error:
        raise _failed("The model's program fails", error) from error
    return vars(space)


def _model_in(names: dict[str, object]) -> nn.Module:
    if "model" not in names:
        raise ModelProblem(
            "The program does not define `model`.",
            "Give the name model to what shall be trained: model = nn.Sequential(...).",
        )
    found = names["model"]
    if isinstance(found, nn.Module):
        return found
    if isinstance(found, type) and issubclass(found, nn.Module):
        raise ModelProblem(
            f"`model` is the class {found.__name__} itself, not a model made of it.",
            f"Write model = {found.__name__}().",
        )
    raise ModelProblem(
        f"`model` is of type {type(found).__name__}, not an nn.Module.",
        "Only an nn.Module has parameters that can be trained.",
    )


def _try(module: nn.Module, shape: tuple[int, ...], outputs: int) -> None:
    """One forward in eval mode. Modes, gradients and random generators are as before."""
    device = torch.device("cpu")
    drawn = chance.state(device)
    modes = {one: one.training for one in module.modules()}
    module.eval()
    try:
        with torch.no_grad():
            result = module(torch.zeros(2, *shape))
    except Exception as error:
        raise _failed(f"The model cannot take examples of shape {_shape(shape)}", error) from error
    finally:
        for one, mode in modes.items():
            one.training = mode
        chance.restore(drawn, device)
    _check(result, outputs)
    if not any(one.requires_grad for one in module.parameters()):
        raise ModelProblem(
            "The model has no parameter that can be trained.",
            "Give it a layer such as nn.Linear, or an nn.Parameter.",
        )


def _check(result: object, outputs: int) -> None:
    if not isinstance(result, Tensor):
        raise ModelProblem(
            f"The model gives a {type(result).__name__}, not a tensor.",
            "Return one tensor from forward: one row of outputs an example.",
        )
    shape = tuple(result.shape)
    if shape == (2, outputs) or (outputs == 2 and shape == (2, 1)):
        return
    expected = f"{outputs} output" + ("" if outputs == 1 else "s")
    raise ModelProblem(
        f"For 2 examples the model gives outputs of shape {_shape(shape)}; the data wants"
        f" {_shape((2, outputs))}: {expected} an example.",
        f"Let the last layer give {expected}."
        if len(shape) == 2
        else "Put nn.Flatten() where examples must become rows.",
    )


def _failed(what: str, error: Exception) -> ModelProblem:
    line = _line(error)
    at = f" at line {line}" if line else ""
    return ModelProblem(
        f"{what}{at}: {type(error).__name__}: {error}",
        "Correct that line." if line else "Look at the layers' sizes.",
        line,
    )


def _line(error: BaseException) -> int:
    """The innermost line of the program where it went wrong, 0 if none."""
    lines = [
        one.lineno or 0
        for one in traceback.extract_tb(error.__traceback__)
        if one.filename == FILENAME
    ]
    return lines[-1] if lines else 0


def _shape(shape: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, shape)) + "]"
