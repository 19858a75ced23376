"""A step looked into: its tape tells what the training does, and the training does not notice."""

from __future__ import annotations

import random
from typing import Any

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from graphviewer.record.writer import Limits
from graphviewer.runs.config import Config
from graphviewer.session.session import Session
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.inside import record_step
from graphviewer.training.state import State
from graphviewer.training.update import Update
from tests.record.oracle import grad_of, same, value_of
from tests.training.steps import CASES, Case, batch, look, moment, state, taken


def trained(now: State, steps: int, *, inside: bool, classes: int = 3) -> list[Tensor]:
    """Everything there is after so many steps, with each of them looked into or none."""
    update = Update(now, now.module)
    torch.manual_seed(7)
    random.seed(7)
    for number in range(steps):
        x, y = batch(number, classes)
        if inside:
            look(now, x, y)
        update(x, y)
        now.step += 1
    kept = [one.clone() for one in now.module.state_dict().values()]
    kept += _tensors(now.optimizer.state_dict()["state"])
    kept += [one.grad for one in now.module.parameters() if one.grad is not None]
    return [*kept, torch.get_rng_state(), torch.tensor(random.random())]


def _tensors(held: Any) -> list[Tensor]:
    if isinstance(held, Tensor):
        return [held]
    if isinstance(held, dict):
        held = list(held.values())
    return [tensor for one in held for tensor in _tensors(one)] if isinstance(held, list) else []


@pytest.mark.parametrize("name", CASES)
def test_the_tape_has_the_gradients_and_weights_of_the_step_to_the_last_bit(name: str) -> None:
    case = CASES[name]
    now = case.state()
    update = Update(now, now.module)
    for number in range(2):
        update(*batch(number, case.classes))
    x, y = batch(2, case.classes)
    tape = look(now, x, y)
    check_tape(tape)
    before = [one.clone() for one in now.module.parameters()]
    loss, outputs = update(x, y)
    for key, parameter in now.module.named_parameters():
        assert same(value_of(tape, f"model.{key}"), parameter), key
        assert same(grad_of(tape, f"model.{key}"), parameter.grad), key
    after = now.module.parameters()
    assert not all(torch.equal(one, other) for one, other in zip(before, after, strict=True))
    if not isinstance(now.optimizer, torch.optim.LBFGS):
        assert same(value_of(tape, "y_hat"), outputs)
        if not now.config.loss.l2:
            assert same(value_of(tape, "loss"), loss)


@pytest.mark.parametrize("name", CASES)
def test_training_is_bit_for_bit_the_same_with_steps_looked_into(name: str) -> None:
    case = CASES[name]
    plain = trained(case.state(), 3, inside=False, classes=case.classes)
    looked = trained(case.state(), 3, inside=True, classes=case.classes)
    assert len(plain) == len(looked)
    assert all(torch.equal(one, other) for one, other in zip(plain, looked, strict=True))


def test_what_is_shared_stays_shared_and_has_one_gradient() -> None:
    now = CASES["by hand"].state()
    tape = look(now, *batch(0))
    leaves = {step.tensor for step in tape.steps if step.kind == "accumulate"}
    assert len(leaves) == len(list(now.module.parameters())) == 4


def test_the_program_reads_as_a_lecture_would_write_it() -> None:
    now = CASES["l2 and clip"].state()
    now.step = 16
    tape = look(now, *batch(0))
    assert tape.meta.source == (
        "# epoch 4, batch 2 of 5\n"
        "# SGD: lr 0.1\n"
        "# model, optimizer, x and y: as training had them\n"
        "import torch\n"
        "from torch import nn\n"
        "from torch.nn import functional as F\n"
        "\n"
        "optimizer.zero_grad()\n"
        "y_hat = model(x)\n"
        "loss = F.cross_entropy(y_hat, y)\n"
        "weights = [w for w in model.parameters() if w.requires_grad and w.dim() > 1]\n"
        "squares = [w.square().sum() for w in weights]\n"
        "loss = loss + torch.stack(squares).sum() * 0.005\n"
        "loss.backward()\n"
        "nn.utils.clip_grad_norm_(model.parameters(), 0.05)\n"
        "optimizer.step()\n"
    )
    modules = dict.fromkeys(op.module for op in tape.ops if op.module)
    assert list(modules)[:3] == ["model.0.0", "model.0.1", "model.0.2"]
    assert {"x", "y"} <= {row.name for row in tape.bindings}


BY_HAND = """\
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.randn(12, 3))

    def forward(self, x):
        flat = x.flatten(1)
        return torch.tanh(flat) @ self.w

model = Net()"""


def test_calls_stand_in_the_lines_of_the_model_that_made_them() -> None:
    space: dict[str, Any] = {}
    exec(compile(BY_HAND, "model.py", "exec"), space)
    now = state(Config(), space["model"])
    one = replace(moment(now, *batch(0)), source=BY_HAND, filename="model.py")
    tape = taken(one, Limits())
    check_tape(tape)
    assert tape.meta.source.startswith(BY_HAND + "\n\n\n# epoch 1, batch 1 of 5\n")
    lines = tape.meta.source.split("\n")
    where = [(op.name, lines[op.place.line - 1].strip()) for op in tape.ops if op.place]
    assert where == [
        ("flatten", "flat = x.flatten(1)"),
        ("tanh", "return torch.tanh(flat) @ self.w"),
        ("matmul", "return torch.tanh(flat) @ self.w"),
        ("cross_entropy", "loss = F.cross_entropy(y_hat, y)"),
    ]
    update = Update(now, now.module)
    update(*batch(0))
    assert same(value_of(tape, "model.w"), now.module.get_parameter("w"))


def test_a_recorded_step_opens_in_a_session_with_its_gradients_checked() -> None:
    case = Case(Config(), scratch=True)
    tape = look(case.state(), *batch(0), Limits(check_seconds=10))
    session = Session()
    session.open(tape)
    assert session.position == len(tape.steps) - 1
    assert {check.verdict for check in tape.checks} <= {"agrees", "rounding", "kink"}
    assert tape.checks


def test_a_model_that_fails_leaves_a_tape_and_the_training_alone() -> None:
    now = state(Config(), nn.Sequential(nn.Flatten(), nn.Linear(5, 3)))
    told: list[Meta | Part] = []
    before = torch.get_rng_state()
    record_step(moment(now, *batch(0)), told.append)
    last = told[-1]
    assert isinstance(last, Part)
    assert last.end is not None
    assert last.end.reason == "failed"
    assert torch.equal(torch.get_rng_state(), before)


def test_a_tape_does_not_grow_beyond_its_limits() -> None:
    now = CASES["sgd"].state()
    told: list[Meta | Part] = []
    record_step(moment(now, *batch(0)), told.append, limits=Limits(steps=6))
    last = told[-1]
    assert isinstance(last, Part)
    assert last.end is not None
    assert last.end.reason == "limit"
