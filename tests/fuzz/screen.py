"""What the window says after each statement of a program, beside what plain PyTorch holds then."""

from __future__ import annotations

import ast
import contextlib
import io
import random
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from msgspec import Struct, field
from torch import Tensor, nn

from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.numbers import short
from graphviewer.session.margins import Margins
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.fuzz.bits import Bits, bits, equal, of_value
from tests.fuzz.bits import shown as text_of
from tests.fuzz.check import recorded
from tests.record.watched import MARK, marked


class Held(Struct):
    """What a tensor was at a moment."""

    numbers: Bits | None
    grad: Bits | None
    facts: dict[str, str]
    large: bool


class Judged(Struct):
    """How much was compared, and what is false."""

    answers: int = 0
    wrong: list[str] = field(default_factory=list)


def _tensors(space: dict[str, Any]) -> Iterator[tuple[str, Tensor]]:
    for name, one in space.items():
        if isinstance(one, Tensor):
            yield name, one
        elif isinstance(one, nn.Module):
            yield from ((f"{name}.{path}", each) for path, each in one.named_parameters())


def _held(tensor: Tensor) -> Held | None:
    if torch._C._functorch.is_functorch_wrapped_tensor(tensor) or tensor.is_nested:
        return None
    leaf = tensor.is_leaf
    grad = tensor.grad if leaf or tensor.retains_grad else None
    facts = {
        "dtype": str(tensor.dtype).removeprefix("torch."),
        "requires_grad": "yes" if tensor.requires_grad else "no",
        "version": "0" if tensor.is_inference() else str(tensor._version),
    }
    return Held(bits(tensor), bits(grad), facts, tensor.numel() > 4096)


class Moments:
    """Each statement run by itself, and every named tensor looked at after it."""

    def __init__(self, source: str) -> None:
        self.seen: list[dict[str, Held]] = []
        self.lines: list[int] = []
        self.raised = ""
        space: dict[str, Any] = {"__name__": "__main__"}
        torch.manual_seed(0)
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002  # as the recorder seeds
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for statement in ast.parse(source).body:
                try:
                    exec(compile(ast.Module([statement], []), "program.py", "exec"), space)
                except Exception as error:  # noqa: BLE001  # some programs are meant to fail
                    self.raised = f"{type(error).__name__}: {error}"
                    break
                held = {name: _held(one) for name, one in _tensors(space)}
                self.seen.append({name: one for name, one in held.items() if one is not None})
        torch.set_grad_enabled(True)


def judge(source: str) -> Judged:
    """Hold what is shown of a program against plain PyTorch."""
    moments, tape, found = Moments(source), recorded(marked(source)), Judged()
    if tape.end is None or tape.end.message:
        found.wrong.append(f"the tape's end: {tape.end}")
    raised = "" if tape.error is None else f"{tape.error.type}: {tape.error.message}"
    if raised != moments.raised:
        found.wrong.append(f"raised {raised!r}, plainly {moments.raised!r}")
    marks = [step.index for step in tape.steps if step.text.startswith(MARK)]
    screen = _Screen(tape, found)
    for number, (position, seen) in enumerate(zip(marks, moments.seen, strict=False)):
        screen.moment(position, seen, f"after statement {number}")
    if len(marks) != len(moments.seen):
        found.wrong.append(f"{len(marks)} statements, plainly {len(moments.seen)}")
    screen.words()
    return found


class _Screen:
    """What the window would show."""

    def __init__(self, tape: Tape, found: Judged) -> None:
        self.tape, self.found = tape, found
        self.index = TapeIndex(tape)
        self.margins = Margins(tape, self.index)

    def moment(self, position: int, seen: dict[str, Held], when: str) -> None:
        """Cards, inspector and margins at a position."""
        for name, held in seen.items():
            row = self._row(name, position)
            if row is None:
                if name != "_" and ".parametrizations." not in name:  # which has its first name
                    self._say(f"{when}: nothing is called {name}")
                continue
            self._card(name, row, position, held, when)
        self._margins(position, seen, when)

    def _row(self, name: str, position: int) -> int | None:
        rows = [b.tensor for b in self.tape.bindings if b.name == name and b.step <= position]
        if not rows:
            return None
        number = self.tape.tensors[rows[-1]].object
        same = [one.id for one in self.tape.tensors if one.object == number]
        return max(one for one in same if self.tape.tensors[one].step <= position)

    def _card(self, name: str, row: int, position: int, held: Held, when: str) -> None:
        values, who = self.tape.values, f"{when}: {name}"
        number = self.index.value_at(row, position)
        value = None if number is None else values[number]
        if held.large:
            self._stats(who, value, held.numbers)
        else:
            self._same(who, of_value(value), held.numbers)
        leaf = self.index.leaf_grad_at(row, position)
        grad = None if leaf is None or leaf.value is None else values[leaf.value]
        if not held.large:
            self._same(f"{who}.grad", of_value(grad), held.grad)
        told = {
            one.key: one.text
            for one in describe_tensor(self.tape, self.index, row, position, "en").rows
        }
        for key, truth in held.facts.items():
            said = told.get(key, "")
            self.found.answers += 1
            if said.split(" ")[0] != truth:
                self._say(f"{who}: {key} {said!r}, plainly {truth!r}")
        if grad is not None and told.get("leaf_grad") != short(grad):
            self._say(f"{who}: .grad is told as {told.get('leaf_grad')!r}, not {short(grad)!r}")

    def _stats(self, who: str, value: Any, truth: Bits | None) -> None:
        self.found.answers += 1
        if value is None or value.stats is None or truth is None:
            return self._say(f"{who}: no statistics")
        exact = np.frombuffer(truth.data, truth.dtype).astype(np.float64)
        told = value.stats.min, value.stats.max, value.stats.mean, value.stats.norm
        real = exact.min(), exact.max(), exact.mean(), np.linalg.norm(exact)
        if not np.allclose(told, real, rtol=1e-5, atol=1e-7):
            self._say(f"{who}: statistics {told}, plainly {real}")
        return None

    def _margins(self, position: int, seen: dict[str, Held], when: str) -> None:
        """What stands beside a line that gave a name its number, if nothing changed it since."""
        now = {one.line: one for one in self.margins.at(position)}
        source = ast.parse(self.tape.meta.source).body
        for statement in source:
            if statement.lineno not in now or not isinstance(statement, ast.Assign):
                continue
            target = statement.targets[0]
            margin = now[statement.end_lineno or statement.lineno]
            if not isinstance(target, ast.Name) or margin.role != "value" or not margin.about:
                continue
            held = seen.get(target.id)
            said = margin.about[0]
            if held is None or said.name != target.id or held.large or held.facts["version"] != "0":
                continue
            if self._given_again(target.id):
                continue
            self._same(f"{when}: margin of {target.id}", of_value(said.value), held.numbers)

    def _given_again(self, name: str) -> bool:
        names = [
            one
            for one in ast.walk(ast.parse(self.tape.meta.source))
            if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Store)
        ]
        unseen = ".data", "numpy"  # what is written so leaves the version alone
        return len(names) > 1 or any(one in self.tape.meta.source for one in unseen)

    def words(self) -> None:
        """Every step is told; no check of its equation differs; what arrives adds up."""
        changed = {one.step for one in self.tape.hooked if one.edge is not None}
        for step in self.tape.steps:
            hooked = step.index in changed  # then it says so
            for language in ("en", "ko"):
                told = explain(self.tape, self.index, step.index, language)
                self.found.answers += 1
                if told.check is not None and told.check.verdict == "differs" and not hooked:
                    self._say(f"step {step.index} {told.heading}: its check differs: {told.phrase}")
            for margin in self.margins.at(step.index):
                _ = margin.tooltip
            if step.kind == "accumulate":
                self._sum(step)
        for check in self.tape.checks:
            if check.verdict == "differs":
                self._say(f"a check against differences differs: {check}")

    def _sum(self, step: Any) -> None:
        given = step.gradients_in[0] if step.gradients_in else None
        values = self.tape.values
        if given is None or step.after is None:
            return
        arrived, after = values[given], values[step.after]
        if not (arrived.complete and after.complete):
            return
        before = 0 if step.before is None else values[step.before].array()
        with np.errstate(all="ignore"):
            total = np.asarray(before + arrived.array()).astype(after.array().dtype)
        self.found.answers += 1
        if not np.allclose(total, after.array(), rtol=1e-2, equal_nan=True):
            self._say(f"step {step.index}: {before} and {arrived.array()} give {after.array()}")

    def _same(self, who: str, told: Bits | None, truth: Bits | None) -> None:
        self.found.answers += 1
        if not equal(told, truth):
            self._say(f"{who}: {text_of(told)}, plainly {text_of(truth)}")

    def _say(self, text: str) -> None:
        self.found.wrong.append(text)
