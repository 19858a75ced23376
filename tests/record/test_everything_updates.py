"""Optimizers, clipping, zero_grad and running statistics: each change with before and after."""

from __future__ import annotations

import inspect
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

from tests.record.everything import HEAD, array, leaf_grads, run_plainly, steps, values, whys
from tests.record.oracle import bound, recorded

NEEDS_SPARSE = {"SparseAdam"}
MATRICES_ONLY = {"Muon"}
OPTIMIZERS = sorted(
    name
    for name, kind in vars(torch.optim).items()
    if inspect.isclass(kind)
    and issubclass(kind, torch.optim.Optimizer)
    and kind is not torch.optim.Optimizer
    and name not in NEEDS_SPARSE
)


def program(name: str, options: str = "") -> str:
    names = "u" if name in MATRICES_ONLY else "u, v"
    return f"""
u = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True)
v = torch.tensor([1., -1.], requires_grad=True)
opt = torch.optim.{name}([{names}], lr=0.1{options})
def closure():
    opt.zero_grad()
    loss = ((u @ v) ** 2).sum() + (u * u).sum()
    loss.backward()
    return loss
for _ in range(3):
    opt.step(closure)
"""


def continues(tape: Any, name: str) -> bool:
    """Whether the update steps of a tensor go on where the one before left off."""
    moves = [s for s in steps(tape, "update") if s.tensor == bound(tape, name) and not s.of_grad]
    pairs = pairwise(moves)
    return bool(moves) and all(one.after == two.before for one, two in pairs)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_moves_each_parameter_in_steps_of_its_own(name: str) -> None:
    source = program(name)
    tape = recorded(HEAD + source)
    assert values(tape, source, "u", "v")
    assert leaf_grads(tape, source, "u", "v")
    assert continues(tape, "u")
    last = [s for s in steps(tape, "update") if s.tensor == bound(tape, "u") and not s.of_grad][-1]
    assert (array(tape, last.after) == run_plainly(source)["u"].detach().numpy()).all()


@pytest.mark.parametrize("options", [", foreach=True", ", foreach=False", ", fused=True"])
@pytest.mark.parametrize("name", ["SGD", "Adam", "AdamW", "Adagrad"])
def test_the_fast_ways_of_an_optimizer_are_recorded_alike(name: str, options: str) -> None:
    source = program(name, options)
    tape = recorded(HEAD + source)
    assert values(tape, source, "u", "v")
    assert continues(tape, "u")


def test_sparse_gradients_and_their_optimizer() -> None:
    source = """
table = nn.Embedding(4, 2, sparse=True)
opt = torch.optim.SparseAdam(table.parameters())
table(torch.tensor([0, 2])).sum().backward()
opt.step()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "table.weight")
    assert leaf_grads(tape, source, "table.weight")


def test_lbfgs_tells_every_move_before_the_closure_that_sees_it() -> None:
    tape = recorded(HEAD + program("LBFGS", ", max_iter=4"))
    closures = [step.index for step in steps(tape, "backward") if step.gradients_in]
    moves = [
        s.index for s in steps(tape, "update") if s.tensor == bound(tape, "u") and not s.of_grad
    ]
    assert len(moves) > 3
    assert min(closures) < min(moves) < max(closures)
    assert continues(tape, "u")


def test_parameter_groups_move_by_their_own_rates() -> None:
    source = """
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
opt = torch.optim.SGD([{"params": [a], "lr": 0.5}, {"params": [b]}], lr=0.25)
(a + b).sum().backward()
opt.step()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "a", "b")
    told = whys(tape, "update")
    assert "learning rate 0.5" in told[0]
    assert "learning rate 0.25" in told[1]


@pytest.mark.parametrize("to_none", [True, False])
def test_zero_grad_is_a_step_for_each_parameter(to_none: bool) -> None:
    source = f"""
a = torch.ones(2, requires_grad=True)
opt = torch.optim.SGD([a], lr=0.5)
(a * 3).sum().backward()
opt.zero_grad(set_to_none={to_none})
"""
    tape = recorded(HEAD + source)
    (step,) = steps(tape, "update")
    assert step.of_grad
    assert array(tape, step.before).tolist() == [3.0, 3.0]
    assert step.after is None if to_none else not array(tape, step.after).any()


@pytest.mark.parametrize("clip", ["clip_grad_norm_([a, b], 1.0)", "clip_grad_value_([a, b], 0.5)"])
def test_clipping_is_visible_with_before_and_after(clip: str) -> None:
    source = f"""
a = torch.tensor([3., 4.], requires_grad=True)
b = torch.tensor([1.], requires_grad=True)
((a * a).sum() + b.sum()).backward()
torch.nn.utils.{clip}
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a", "b")
    moved = [step for step in steps(tape, "update") if step.tensor == bound(tape, "a")]
    assert all(step.of_grad for step in moved)
    assert array(tape, moved[0].before).tolist() == [6.0, 8.0]
    assert (array(tape, moved[-1].after) == run_plainly(source)["a"].grad.numpy()).all()


@pytest.mark.parametrize("kind", ["BatchNorm1d(2)", "InstanceNorm1d(2, track_running_stats=True)"])
def test_running_statistics_are_updates_in_training_only(kind: str) -> None:
    source = f"""
net = nn.{kind}
x = torch.randn(3, 2, 4, requires_grad=True)
net(x).sum().backward()
net.eval()
y = net(x)
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "net.running_mean", "net.running_var", "y")
    mean = bound(tape, "net.running_mean")
    (step,) = [step for step in steps(tape, "update") if step.tensor == mean]
    before, after = array(tape, step.before), array(tape, step.after)
    assert not before.any()
    assert np.any(after != before)
    assert any("running statistics" in why for why in whys(tape, "update"))
    assert any("이동 통계" in why for why in whys(tape, "update", "ko"))


@pytest.mark.parametrize("mode", ["train", "eval"])
def test_convolution_pooling_dropout_and_norms_give_pytorchs_gradients(mode: str) -> None:
    source = f"""
net = nn.Sequential(
    nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.GroupNorm(2, 4),
    nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.LayerNorm(4),
    nn.Linear(4, 3),
).{mode}()
x = torch.randn(2, 1, 10, 10, requires_grad=True)
F.cross_entropy(net(x), torch.tensor([0, 2])).backward()
"""
    tape = recorded(HEAD + source)
    names = [f"net.{name}" for name, _ in run_plainly(source)["net"].named_parameters()]
    assert leaf_grads(tape, source, "x", *names)
    dropped = [op for op in tape.ops if op.name == "dropout"]
    assert len(dropped) == (1 if mode == "train" else 0)


@pytest.mark.parametrize(
    "body",
    [
        "for p in ps: p -= 0.1 * p.grad; p.mul_(0.5)",
        "for p in ps: p.data = p.data - 0.1 * p.grad",
        "torch._foreach_add_(ps, [p.grad for p in ps], alpha=-0.1)",
    ],
)
def test_what_an_optimizer_of_the_program_does_is_told_once(body: str) -> None:
    source = f"""
class Mine(torch.optim.Optimizer):
    def __init__(self, params):
        super().__init__(params, dict())
    @torch.no_grad()
    def step(self):
        ps = self.param_groups[0]["params"]
        {body}
a = torch.tensor([1., 2.], requires_grad=True)
opt = Mine([a])
for _ in range(2):
    opt.zero_grad()
    (a * a).sum().backward()
    opt.step()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "a")
    assert continues(tape, "a")
    moves = [s for s in steps(tape, "update") if s.tensor == bound(tape, "a") and not s.of_grad]
    assert len(moves) == (4 if "mul_" in body else 2)


@pytest.mark.parametrize("how", ["step_pre", "step_post"])
def test_a_hook_that_looks_at_a_parameter_takes_its_move_from_nobody(how: str) -> None:
    source = f"""
a = torch.tensor([1., 2.], requires_grad=True)
opt = torch.optim.SGD([a], lr=0.5)
opt.register_{how}_hook(lambda *_: print(a.sum().item()))
(a * a).sum().backward()
opt.step()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "a")
    assert "learning rate 0.5" in whys(tape, "update")[0]


def test_data_is_set_in_a_step_of_its_own_only_where_it_is_other_memory() -> None:
    source = """
a = torch.tensor([1., 2.], requires_grad=True)
a.data -= 1
a.data = a.data
a.data = a.data + 1
a.data = a.data[:1]
a.data = torch.tensor([3.])
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "a")
    told = [(step.line, array(tape, step.after).tolist()) for step in steps(tape, "update")]
    first = 1 + HEAD.count("\n") + 1
    assert told == [
        (first + 1, [0.0, 1.0]),
        (first + 3, [1.0, 2.0]),
        (first + 4, [1.0]),
        (first + 5, [3.0]),
    ]
