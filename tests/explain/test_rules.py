"""No formula on screen is wrong: every rule gives what torch's own node gave."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own convention)

from graphviewer.explain.equation import Text
from graphviewer.explain.rules.rule import Rule
from graphviewer.explain.rules.table import EVERY, RULES, short_name
from graphviewer.explain.template import operands, typeset
from tests.explain.test_layer_rules import OF_LAYERS
from tests.explain.torchside import Ran, held, pull, run

T = torch.Tensor
NOT_EXECUTABLE = {"CopySlices"}  # PyTorch hides the inner node from Python


def leaf(*shape: int, dtype: torch.dtype = torch.float64, seed: int = 0) -> T:
    """A leaf of distinct positive numbers."""
    generator = torch.Generator().manual_seed(seed + sum(shape))
    numbers = torch.rand(shape, generator=generator, dtype=torch.float64) + 0.3
    return numbers.to(dtype).requires_grad_()


def signed_leaf(*shape: int, seed: int = 5) -> T:
    """A leaf of numbers of both signs."""
    return (leaf(*shape, seed=seed) - 0.8).detach().requires_grad_()


def together(x: T, y: T) -> tuple[T, T]:
    """Two tensors stretched to one shape."""
    shape = np.broadcast_shapes(tuple(x.shape), tuple(y.shape))
    return x.expand(shape), y.expand(shape)


def _mse(x: T, y: T, reduction: str) -> T:
    left, right = together(x, y)
    return F.mse_loss(left, right, reduction=reduction)


def _inplace(change: Callable[[T, T], object], *shape: int) -> T:
    x, y = leaf(*shape), leaf(*shape, seed=1)
    z = x * 1
    change(z, y)
    return z * 2


def _second(function: Callable[[T], T], *shape: int) -> T:
    x = signed_leaf(*shape)
    (first,) = torch.autograd.grad(function(x).sum(), x, create_graph=True)
    return (first * leaf(*shape, seed=3).detach()).sum()


CLASSES = torch.tensor([0, 2, 1])
SHAPES: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    ((3, 4), (3, 4)),
    ((3, 4), (4,)),
    ((2, 1, 3), (4, 1)),
)
BINARY: dict[str, Callable[[T, T], T]] = {
    "add": lambda x, y: x + y,
    "add alpha": lambda x, y: torch.add(x, y, alpha=3),
    "sub": lambda x, y: x - y,
    "sub alpha": lambda x, y: torch.sub(x, y, alpha=3),
    "mul": lambda x, y: x * y,
    "square by mul": lambda x, y: x * x + y,
    "div": lambda x, y: x / y,
    "rsub of two": lambda x, y: torch.rsub(x, y, alpha=3),
    "pow": lambda x, y: x**y,
    "maximum": torch.maximum,
    "minimum": torch.minimum,
    "where": lambda x, y: torch.where(x > y, x, y),
    "mse": lambda x, y: F.mse_loss(*together(x, y)),
    "mse sum": lambda x, y: _mse(x, y, "sum"),
    "mse none": lambda x, y: _mse(x, y, "none"),
    "bce": lambda x, y: F.binary_cross_entropy(*together(x.sigmoid(), y.sigmoid())),
    "bce logits": lambda x, y: F.binary_cross_entropy_with_logits(*together(x, y)),
    "huber": lambda x, y: F.huber_loss(*together(3 * x, y)),
    "smooth l1": lambda x, y: F.smooth_l1_loss(*together(3 * x, y)),
    "lerp free copy": lambda x, y: torch.stack(together(x, y)),
}
UNARY: dict[str, Callable[[T], T]] = {
    "add one": lambda x: x + 1,
    "rsub": lambda x: 1 - x,
    "rsub alpha": lambda x: torch.rsub(x, 1.0, alpha=2),
    "scale": lambda x: 2 * x,
    "divide": lambda x: x / 3,
    "neg": lambda x: -x,
    "cube": lambda x: x**3,
    "to the 0": lambda x: x**0,
    "2 to the x": lambda x: 2**x,
    "exp": torch.exp,
    "expm1": torch.expm1,
    "log": lambda x: torch.log(x.abs()),
    "log2": lambda x: torch.log2(x.abs()),
    "log10": lambda x: torch.log10(x.abs()),
    "log1p": lambda x: torch.log1p(x.abs()),
    "sqrt": lambda x: torch.sqrt(x.abs()),
    "rsqrt": lambda x: torch.rsqrt(x.abs()),
    "reciprocal": lambda x: 1 / x,
    "sin": torch.sin,
    "cos": torch.cos,
    "tan": torch.tan,
    "atan": torch.atan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "erf": torch.erf,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "leaky relu": lambda x: F.leaky_relu(x, 0.1),
    "gelu": F.gelu,
    "gelu tanh": lambda x: F.gelu(x, approximate="tanh"),
    "softplus": F.softplus,
    "softplus steep": lambda x: F.softplus(x, beta=50),
    "silu": F.silu,
    "elu": F.elu,
    "log sigmoid": F.logsigmoid,
    "abs": torch.abs,
    "clamp": lambda x: x.clamp(-0.2, 0.3),
    "clamp above": lambda x: x.clamp(max=0.1),
    "clamp_min": lambda x: torch.clamp_min(x, 0.1),
    "clamp_max": lambda x: torch.clamp_max(x, 0.1),
    "hardtanh": lambda x: F.hardtanh(x, -0.2, 0.3),
    "sign": torch.sign,
    "floor": torch.floor,
    "round": torch.round,
    "ceil": torch.ceil,
    "trunc": torch.trunc,
    "alias": torch.ops.aten.alias,
    "reshape alias": lambda x: torch.ops.aten._reshape_alias(x, (x.numel(),), (1,)),
    "old norm": lambda x: torch.ops.aten.norm.Scalar(x, 3),
    "old norm 0": lambda x: torch.ops.aten.norm.ScalarOpt_dim(x, 2, [0]),
    "squeeze of dims": lambda x: torch.ops.aten.squeeze.dims(x.unsqueeze(0), [0]),
    "masked": lambda x: x.masked_fill(x > 0, 0.0),
    "masked tensor": lambda x: x.masked_fill(x > 0, x.sum()),
    "sum": torch.sum,
    "sum 0": lambda x: x.sum(0),
    "sum -1": lambda x: x.sum(-1, keepdim=True),
    "mean": torch.mean,
    "mean 0": lambda x: x.mean(0),
    "mean -1": lambda x: x.mean(-1, keepdim=True),
    "prod": torch.prod,
    "prod 0": lambda x: x.prod(0),
    "prod with zeros": lambda x: (x * (x > 0)).prod(-1, keepdim=True),
    "max": torch.max,
    "max of equals": lambda x: (x * 0).max(),
    "min": torch.min,
    "amax": lambda x: x.amax(0),
    "amin": lambda x: x.amin(-1, keepdim=True),
    "max 0": lambda x: x.max(0).values,
    "max -1": lambda x: x.max(-1, keepdim=True).values,
    "min 0": lambda x: x.min(0).values,
    "sort": lambda x: x.sort().values,
    "topk": lambda x: x.topk(2).values,
    "norm": lambda x: x.norm(),
    "norm of 0": lambda x: (x * 0).norm(),
    "norm 1": lambda x: x.norm(1),
    "norm 3": lambda x: torch.linalg.vector_norm(x, 3, dim=-1),
    "norm inf": lambda x: torch.linalg.vector_norm(x, float("inf")),
    "norm 0": lambda x: x.norm(2, dim=0),
    "cumsum": lambda x: x.cumsum(0),
    "var": torch.var,
    "var 0": lambda x: x.var(0, unbiased=False),
    "std": lambda x: x.std(-1),
    "std of equals": lambda x: (x * 0 + 1).std(0),
    "logsumexp": lambda x: x.logsumexp(-1),
    "softmax": lambda x: x.softmax(-1),
    "log softmax": lambda x: x.log_softmax(0),
    "t": lambda x: x.flatten(1).t() if x.ndim > 1 else x.t(),
    "transpose": lambda x: x.transpose(0, -1),
    "permute": lambda x: x.permute(*range(x.ndim - 1, -1, -1)),
    "roundabout permute": lambda x: x.reshape(1, 2, 3, -1).permute(3, 0, 2, 1),
    "view": lambda x: x.view(-1),
    "reshape": lambda x: x.transpose(0, -1).reshape(-1),
    "expand": lambda x: x.expand(2, *x.shape),
    "stretch": lambda x: x.unsqueeze(1).expand(x.shape[0], 3, *x.shape[1:]),
    "repeat": lambda x: x.repeat(2, *[1] * (x.ndim - 1), 3),
    "squeeze": lambda x: x.unsqueeze(0).squeeze(),
    "squeeze 0": lambda x: x.unsqueeze(0).squeeze(0),
    "squeeze -1": lambda x: x.unsqueeze(-1).squeeze((0, -1)),
    "select": lambda x: x[0],
    "last column": lambda x: x[..., -1],
    "slice": lambda x: x[..., 1:3],
    "every other": lambda x: x[..., ::2],
    "index": lambda x: x[torch.tensor([0, 1, 0])],
    "index two": lambda x: x.flatten(1)[torch.tensor([0, 1]), torch.tensor([1, 0])],
    "mask": lambda x: x[x > 0],
    "index select": lambda x: x.index_select(-1, torch.tensor([1, 1])),
    "gather": lambda x: x.gather(-1, torch.zeros_like(x, dtype=torch.long)),
    "embedding": lambda x: F.embedding(torch.tensor([[0, 1], [1, 0]]), x.flatten(1)),
    "as strided": lambda x: x.as_strided((2, 2), (1, 2)),
    "clone": torch.clone,
    "to float": lambda x: x.float() * 3,
    "cat": lambda x: torch.cat([x, x * 2, torch.ones_like(x)], -1),
    "cat constants first": lambda x: torch.cat([torch.ones_like(x), x], 0),
    "unbind": lambda x: x.unbind(-1)[1],
    "split": lambda x: torch.split(x, 2, -1)[0],
    "split in sizes": lambda x: torch.split(x, [1, x.shape[-1] - 1], -1)[1],
    "safe softmax": lambda x: torch.ops.aten._safe_softmax(x, -1),
    "unsafe split": lambda x: torch.unsafe_split(x, 2, -1)[0],
    "flip": lambda x: x.flip(0),
    "roll": lambda x: x.roll(1, -1),
    "roll all": lambda x: x.roll(1),
    "tril": lambda x: x.tril(),
    "triu": lambda x: x.triu(1),
}
MANY: dict[str, Callable[[], T]] = {
    "dot": lambda: leaf(4) @ leaf(4, seed=1),
    "dot 1": lambda: leaf(1) @ leaf(1, seed=1),
    "mm": lambda: leaf(3, 4) @ leaf(4, 2),
    "mm 1": lambda: leaf(1, 4) @ leaf(4, 3),
    "mv": lambda: leaf(3, 4) @ leaf(4),
    "mv 1": lambda: leaf(2, 1) @ leaf(1),
    "vm": lambda: leaf(4) @ leaf(4, 2),
    "bmm": lambda: leaf(2, 3, 4) @ leaf(2, 4, 5),
    "bmm stretched": lambda: leaf(2, 3, 4) @ leaf(4, 5),
    "linear": lambda: F.linear(leaf(3, 4), leaf(2, 4), leaf(2)),
    "linear of a vector": lambda: F.linear(leaf(4), leaf(2, 4), leaf(2)),
    "addmm": lambda: torch.addmm(leaf(3, 2), leaf(3, 4), leaf(4, 2), beta=2, alpha=3),
    "addmv": lambda: torch.addmv(leaf(3), leaf(3, 4), leaf(4), beta=2, alpha=3),
    "baddbmm": lambda: torch.baddbmm(leaf(1, 5), leaf(2, 3, 4), leaf(2, 4, 5), alpha=3),
    "cross entropy": lambda: F.cross_entropy(leaf(3, 4), CLASSES),
    "cross entropy sum": lambda: F.cross_entropy(leaf(3, 4), CLASSES, reduction="sum"),
    "cross entropy none": lambda: F.cross_entropy(leaf(3, 4), CLASSES, reduction="none"),
    "cross entropy of one": lambda: F.cross_entropy(leaf(4), CLASSES[1]),
    "cross entropy weights": lambda: F.cross_entropy(
        leaf(3, 4), CLASSES, weight=leaf(4, seed=2).detach(), ignore_index=2
    ),
    "cross entropy of nobody": lambda: F.cross_entropy(leaf(2, 4), torch.tensor([-100, -100])),
    "nll": lambda: F.nll_loss(leaf(3, 4).log_softmax(1), CLASSES),
    "bce weight": lambda: F.binary_cross_entropy(
        leaf(3, 4).sigmoid(), leaf(3, 4, seed=2).detach() / 2, weight=leaf(4).detach()
    ),
    "logits pos_weight": lambda: F.binary_cross_entropy_with_logits(
        leaf(3, 4), leaf(3, 4, seed=2), pos_weight=leaf(4).detach(), reduction="sum"
    ),
    "zero_": lambda: _inplace(lambda z, _: z.zero_(), 3),
    "fill_": lambda: _inplace(lambda z, _: z.fill_(2), 3, 2),
    "fill_ tensor": lambda: _inplace(lambda z, y: z.fill_(y.detach().sum()), 3),
    "fill": lambda: torch.fill(leaf(3), 2.0),
    "copy_": lambda: _inplace(lambda z, y: z.copy_(y), 3),
    "copy_ stretched": lambda: _inplace(lambda z, y: z.copy_(y[0]), 3, 2),
    "put": lambda: _inplace(lambda z, _: z.__setitem__(z > 0.8, 0.0), 3, 4),
    "put rows": lambda: _inplace(lambda z, y: z.__setitem__(torch.tensor([0, 2]), y[:2]), 3, 4),
    "put stretched": lambda: _inplace(lambda z, y: z.__setitem__(torch.tensor([0, 2]), y[0]), 3, 4),
    "second of cube": lambda: _second(lambda x: x**3, 3),
    "second of sigmoid": lambda: _second(torch.sigmoid, 3, 2),
    "second of tanh": lambda: _second(torch.tanh, 3),
    "second of relu": lambda: _second(lambda x: torch.relu(x) ** 2, 3, 4),
    "second of softmax": lambda: _second(lambda x: x.softmax(-1) ** 2, 3, 4),
    "second of log softmax": lambda: _second(lambda x: x.log_softmax(-1) ** 2, 3, 4),
    "second of mse": lambda: _second(lambda x: F.mse_loss(x, x**2), 3),
    "second of cross entropy": lambda: _second(lambda x: F.cross_entropy(x, CLASSES), 3, 4),
    "second of softplus": lambda: _second(F.softplus, 3),
    "second of a mean": lambda: _second(lambda x: x.mean() ** 2, 3),
    "second of a slice": lambda: _second(lambda x: x[:2] ** 2, 3),
    "second of an item": lambda: _second(lambda x: x[0] ** 2, 3),
}
SEEN: set[str] = set()


def check(ran: list[Ran], tolerance: float = 1e-12) -> None:
    """Each node's rule gives what the node sent along each of its edges."""
    SEEN.update(held(ran, tolerance))


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
@pytest.mark.parametrize("name", BINARY)
def test_a_rule_of_two_operands_gives_torchs_gradient(
    name: str, shapes: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    check(run(BINARY[name](leaf(*shapes[0]), leaf(*shapes[1], seed=1))))


@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 5)], ids=str)
@pytest.mark.parametrize("name", UNARY)
def test_a_rule_of_one_operand_gives_torchs_gradient(name: str, shape: tuple[int, ...]) -> None:
    if len(shape) > 2 and name == "t":
        shape = (5, 2)
    out = UNARY[name](signed_leaf(*shape))
    if out.requires_grad:
        weights = leaf(*out.shape, seed=9).detach().to(out.dtype)
        check(run(out, lambda: pull(out, weights)))


@pytest.mark.parametrize("name", MANY)
def test_a_rule_of_matrices_losses_and_changes_in_place_gives_torchs_gradient(name: str) -> None:
    out = MANY[name]()
    weights = leaf(*out.shape, seed=9).detach()
    check(run(out, lambda: pull(out, weights)))


@pytest.mark.parametrize("name", UNARY)
def test_the_rules_hold_in_float32_too(name: str) -> None:
    x = signed_leaf(3, 4).detach().float().requires_grad_()
    out = UNARY[name](x)
    if out.requires_grad:
        check(run(out), 2e-5)


def test_every_row_was_held_to_torch() -> None:
    missing = set(RULES) - SEEN - NOT_EXECUTABLE - set(OF_LAYERS)
    assert not missing


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.node)
def test_a_row_is_complete(rule: Rule) -> None:
    # a rule in words only (CopySlices) is shown as upstream times Jacobian
    assert len(rule.backward) == (len(rule.inputs) if rule.backward or rule.vjp else 0)
    assert len(rule.vjp) in (0, len(rule.inputs))
    assert all(rule.why)
    assert all(sentence.endswith(".") for sentence in rule.why)
    for template in (rule.forward, *rule.backward, *(term for term, _ in rule.terms.values())):
        typeset(template, Text)
        assert "@" not in template or operands(template)


def test_a_namespace_is_no_part_of_a_nodes_name() -> None:
    assert short_name("torch::autograd::CopySlices") == "CopySlices"
