"""The program that loads a model, makes its input, runs it and goes back: plain PyTorch."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from graphviewer.files.models import parsing
from graphviewer.files.models.data import Weights
from graphviewer.files.models.inputs import Input, code
from graphviewer.files.models.program import Candidate, Program, without_main

Root = Literal["sum", "mean", "element", "cross_entropy", "none"]
Loading = Literal["strict", "fitting"]
_OUTPUT = re.compile(
    r"(\[\d{1,6}\]|\[\"\w{1,80}\"\]|\['\w{1,80}'\]|\.[A-Za-z_]\w{0,80})*", re.ASCII
)
_NUMBERS = re.compile(r"-?\d{1,9}(\s*,\s*-?\d{1,9}){0,63}", re.ASCII)
_SHORT_BATCH = 8


class Goal(Struct, frozen=True, kw_only=True):
    """What backward starts from. `output` is what is written behind the result, such as [0]."""

    output: str = ""
    root: Root = "sum"
    numbers: str = ""  # where the element is, or which classes are right


class Wanted(Struct, frozen=True, kw_only=True):
    """All that the program is written from. Without a program it is that of a .pt2."""

    weights: Weights | None = None
    program: Program | None = None
    candidate: Candidate | None = None
    arguments: str = ""  # what the class is called with
    loading: Loading = "strict"
    inputs: tuple[Input, ...] = ()
    goal: Goal = Goal()
    evaluation: bool = True


class BadGoal(Exception):
    """What was asked for cannot be gone back from; `field` is output, numbers or arguments."""

    def __init__(self, field: Literal["output", "numbers", "arguments"]) -> None:
        super().__init__(field)
        self.field = field


def check(wanted: Wanted) -> None:
    """The texts are what they should be and nothing else. Raises BadGoal."""
    goal = wanted.goal
    if not _OUTPUT.fullmatch(goal.output):
        raise BadGoal("output")
    if goal.root in ("element", "cross_entropy") and not _NUMBERS.fullmatch(goal.numbers.strip()):
        raise BadGoal("numbers")
    if not _is_call(f"f({wanted.arguments})") or "\n" in wanted.arguments:
        raise BadGoal("arguments")


def _is_call(text: str) -> bool:
    """Whether a text is one call of `f` and nothing else."""
    try:
        tree = parsing.expression(text)
    except parsing.NotPython:
        return False
    match tree:
        case ast.Call(func=ast.Name("f")):
            return True
    return False


def folder_of(wanted: Wanted) -> Path:
    """Where the program runs: beside the weights, else beside the program it is made of."""
    one = wanted.weights or wanted.program
    assert one is not None, "neither weights nor a program"
    return one.path.absolute().parent


def text(wanted: Wanted) -> str:
    """The program. `check` and `inputs.check` must have passed."""
    body = [*_model(wanted), *_forward(wanted), *_backward(wanted)]
    if wanted.program is None:
        return "\n".join([*_imports(wanted), "", *body, ""])
    own = without_main(wanted.program.source)
    first = f"# --- added to {_printed(wanted.program.path.name)}: one run, forward and backward"
    return "\n".join([own, "", first, *_imports(wanted), "", *body, ""])


def _imports(wanted: Wanted) -> list[str]:
    kind = wanted.weights.kind if wanted.weights is not None else ""
    lines = ["import warnings", ""] if kind == "exported" else []
    lines.append("import torch")
    if kind == "safetensors":
        lines.append("from safetensors.torch import load_file")
    if kind == "exported":
        lines.append("from torch.export import load, unflatten")
    if wanted.goal.root == "cross_entropy":
        lines.append("from torch.nn import functional as F")
    if kind == "exported":  # torch.export.load warns of torch's own code
        lines += ["", 'warnings.filterwarnings("ignore", category=FutureWarning)']
    return lines


def _model(wanted: Wanted) -> list[str]:
    """Make the model, give it its weights, and say which way it works."""
    weights, made = wanted.weights, wanted.candidate
    lines = ["torch.manual_seed(0)"]
    if weights is not None and weights.kind == "exported":
        # its training mode is part of the graph
        return [*lines, f"model = unflatten(load({_file(weights)}))"]
    assert made is not None, "a program without a model"
    name = made.name
    if made.call:
        name = "model"
        lines.append(f"model = {made.name}({wanted.arguments})")
    if weights is not None:
        lines += _loaded(weights, name, wanted.loading)
    lines.append(f"{name}.eval()" if wanted.evaluation else f"{name}.train()")
    return lines


def _name(wanted: Wanted) -> str:
    made = wanted.candidate
    return made.name if made is not None and not made.call else "model"


def _loaded(weights: Weights, name: str, loading: Loading) -> list[str]:
    if weights.kind == "safetensors":
        lines = [f"state = load_file({_file(weights)})"]
    else:
        lines = [f'state = torch.load({_file(weights)}, map_location="cpu", weights_only=True)']
    lines += [f"state = state[{_literal(key)}]" for key in weights.inside]
    names = [entry.name for entry in weights.entries]
    if all(one.startswith("module.") for one in names):  # as nn.DataParallel saves them
        lines.append('state = {n.removeprefix("module."): t for n, t in state.items()}')
    if loading == "strict":
        return [*lines, f"print({name}.load_state_dict(state))"]
    return [
        *lines,
        f"own = {name}.state_dict()",
        "fits = {n: t for n, t in state.items() if n in own and t.shape == own[n].shape}",
        'print("mismatched", [n for n in state if n in own and n not in fits])',
        f"print({name}.load_state_dict(fits, strict=False))",
        'print("not in the model", [n for n in state if n not in own])',
    ]


def _file(weights: Weights) -> str:
    return _literal(weights.path.name)


def _literal(text: str) -> str:
    """A text as Python reads it back, in double quotes."""
    return _printed(json.dumps(text, ensure_ascii=False))


def _printed(text: str) -> str:
    """A text with whatever cannot be printed escaped; lone surrogates cannot even be saved."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def _forward(wanted: Wanted) -> list[str]:
    lines = []
    for one in wanted.inputs:
        lines.append(f"{one.name} = {code(one)}")
        if one.grad:
            lines.append(f"{one.name}.requires_grad_()")
    asked = wanted.weights.inputs if wanted.weights is not None else ()
    keywords = {one.name: f"{one.keyword}=" for one in asked if one.keyword}
    given = ", ".join(f"{keywords.get(one.name, '')}{one.name}" for one in wanted.inputs)
    return ["", *lines, f"{_result(wanted)} = {_name(wanted)}({given})"]


def _result(wanted: Wanted) -> str:
    return "output" if any(one.name == "y" for one in wanted.inputs) else "y"


def _backward(wanted: Wanted) -> list[str]:
    goal = wanted.goal
    start = _result(wanted) + goal.output
    match goal.root:
        case "none":
            return []
        case "element":
            loss = f"{start}[{_spaced(goal.numbers)}]"
        case "cross_entropy":
            right = f"target = torch.tensor({_classes(wanted)})"
            return [right, f"loss = F.cross_entropy({start}, target)", "loss.backward()"]
        case _:
            loss = f"{start}.{goal.root}()"
    return [f"loss = {loss}", "loss.backward()"]


def _classes(wanted: Wanted) -> str:
    """The right class of each example: one number is that of all."""
    numbers = _spaced(wanted.goal.numbers)
    shape = wanted.inputs[0].shape if wanted.inputs else ()
    batch = shape[0] if shape else 1
    if "," in numbers:
        return f"[{numbers}]"
    return f"[{numbers}] * {batch}" if batch > _SHORT_BATCH else str([int(numbers)] * batch)


def _spaced(numbers: str) -> str:
    return ", ".join(part.strip() for part in numbers.split(","))
