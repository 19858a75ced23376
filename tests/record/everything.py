"""What the tests of test_everything_*.py share: a program's truth under plain PyTorch."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt
import torch

from graphviewer.explain.explain import explain
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Hooked, Step
from graphviewer.tape.tape import Tape
from tests.record.oracle import grad_of, plain, same, value_of

HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n"
Array = npt.NDArray[Any]


def twice(*backward: str) -> str:
    """A custom Function that doubles, as a program writes it, with the lines of its backward."""
    head = ("@staticmethod", "def forward(ctx, x):", "    return x * 2", "@staticmethod")
    lines = [*head, "def backward(ctx, g):", *(f"    {line}" for line in backward)]
    text = "".join(f"    {line}\n" for line in lines)
    return f"class Twice(torch.autograd.Function):\n{text}"


def run_plainly(source: str) -> dict[str, Any]:
    """The names a program is left with when nothing records it."""
    space, _, raised = plain(HEAD + source)
    assert raised is None, raised
    return space


def live(space: dict[str, Any], name: str) -> torch.Tensor:
    """The tensor of a name, which may be a module's path."""
    first, _, rest = name.partition(".")
    found = space[first]
    if rest and isinstance(found, torch.nn.Module):
        held = dict(found.named_parameters()) | dict(found.named_buffers())
        found = held[rest]
    assert isinstance(found, torch.Tensor)
    return found


def leaf_grads(tape: Tape, source: str, *names: str) -> bool:
    """Whether the `.grad` of each leaf is bit for bit what plain PyTorch leaves there."""
    space = run_plainly(source)
    return all(same(grad_of(tape, name), live(space, name).grad) for name in names)


def values(tape: Tape, source: str, *names: str) -> bool:
    """The same for what each tensor holds at the end."""
    space = run_plainly(source)
    return all(same(value_of(tape, name), live(space, name)) for name in names)


def array(tape: Tape, ref: int | None) -> Array:
    """The numbers of a value that is there."""
    assert ref is not None
    return tape.values[ref].array()


def hooked(tape: Tape) -> list[tuple[Hooked, Array, Array]]:
    """What each hook changed: the row, the numbers before, the numbers after."""
    return [(one, array(tape, one.before), array(tape, one.after)) for one in tape.hooked]


def steps(tape: Tape, kind: str) -> list[Step]:
    """The steps of a kind, in order."""
    return [step for step in tape.steps if step.kind == kind]


def whys(tape: Tape, kind: str, language: Any = "en") -> list[str]:
    """What the user is told of each step of a kind."""
    index = TapeIndex(tape)
    return [explain(tape, index, step.index, language).why for step in steps(tape, kind)]


def every_step_is_told(tape: Tape) -> bool:
    """Whether each step has words in both languages."""
    index = TapeIndex(tape)
    return all(
        explain(tape, index, step.index, language).why or step.kind == "print"
        for step in tape.steps
        for language in ("en", "ko")
    )
