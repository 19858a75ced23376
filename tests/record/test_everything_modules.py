"""The module each op runs in, and what hooks of modules do."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from tests.record.everything import HEAD, hooked, leaf_grads, run_plainly
from tests.record.oracle import grad_of, recorded, same

NESTED = """
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.body = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Sequential(nn.Linear(3, 2)))
        self.rest = nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])
        self.named = nn.ModuleDict({"last": nn.Linear(2, 1)})
    def forward(self, x):
        x = self.body(self.first(x)) * 2
        for i in range(2):
            x = self.rest[i](x)
        return self.named["last"](x)
net = Block()
out = net(torch.ones(1, 2))
out.sum().backward()
"""


class Paths:
    """The module paths of the calls of leaf modules, by PyTorch's own names."""

    def __init__(self, source: str) -> None:
        self.seen: list[str] = []
        space = run_plainly(source)
        net: nn.Module = space["net"]
        for path, module in net.named_modules():
            if not list(module.children()):
                module.register_forward_hook(lambda *_, path=path: self.seen.append(f"net.{path}"))
        net(torch.ones(1, 2))


def test_every_op_has_the_path_of_its_module() -> None:
    tape = recorded(HEAD + NESTED)
    told = [op.module for op in tape.ops if op.module and op.name != "mul"]
    assert told == Paths(NESTED).seen
    assert next(op.module for op in tape.ops if op.name == "mul") == "net"


def test_a_module_called_twice_and_a_shared_one_keep_their_path() -> None:
    source = """
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2)
        self.b = self.a
    def forward(self, x):
        return self.b(self.a(x))
net = Tied()
net(net(torch.ones(1, 2))).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert [op.module for op in tape.ops if op.name == "linear"] == ["net.a"] * 4
    assert leaf_grads(tape, source, "net.a.weight", "net.a.bias")


def test_full_backward_hooks_tell_gradient_before_and_after() -> None:
    source = """
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
def double(module, into, out):
    return tuple(None if g is None else g * 2 for g in into)
def tenfold(module, out):
    return (out[0] * 10,)
_ = net[0].register_full_backward_hook(double)
_ = net[1].register_full_backward_pre_hook(tenfold)
x = torch.ones(1, 2, requires_grad=True)
net(x).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "x", "net.0.weight", "net.0.bias")
    changes = hooked(tape)
    assert [(one.hook, one.edge) for one, _, _ in changes] == [("tenfold", 0), ("double", 0)]
    (_, before, after), (_, into, doubled) = changes
    assert (10 * before == after).all()
    assert (2 * into == doubled).all()


def test_forward_hooks_that_change_the_result_are_recorded() -> None:
    source = """
net = nn.Linear(2, 2)
_ = net.register_forward_pre_hook(lambda m, args: (args[0] + 1,))
_ = net.register_forward_hook(lambda m, args, out: out * 3)
x = torch.ones(1, 2, requires_grad=True)
net(x).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert [op.name for op in tape.ops[-5:]] == ["ones", "add", "linear", "mul", "sum"]
    assert leaf_grads(tape, source, "x", "net.weight", "net.bias")


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("layers", [1, 2])
def test_recurrent_modules_give_pytorchs_gradients(kind: str, layers: int) -> None:
    source = f"""
net = nn.{kind}(2, 3, num_layers={layers}, bidirectional={layers == 2})
out, state = net(torch.ones(4, 1, 2))
out.sum().backward()
"""
    tape = recorded(HEAD + source)
    space = run_plainly(source)
    for name, parameter in space["net"].named_parameters():
        assert same(grad_of(tape, f"net.{name}"), parameter.grad), name


def test_a_part_that_a_loop_takes_out_keeps_its_path() -> None:
    source = """
class Deep(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2) for _ in range(3)])
    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
net = Deep()
out = net(torch.ones(1, 2))
alias = net.layers[1]
again = alias(out)
"""
    tape = recorded(HEAD + source)
    told = [op.module for op in tape.ops if op.name == "linear"]
    assert told == [*(f"net.layers.{place}" for place in range(3)), "net.layers.1"]


CALLS = """
class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.parts = nn.ModuleList([nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 2), nn.Tanh())])
    def forward(self, x):
        for part in self.parts:
            x = part(x) * 2
        return self.parts[0](x)
net = Pair()
out = net(net(torch.ones(1, 2)))
torch.relu(out).sum().backward()
"""


def calls_around_ops(source: str) -> list[tuple[str, ...]]:
    """For each call of a leaf module the calls around it and itself, by hooks of the test's own."""
    net: nn.Module = run_plainly(source)["net"]
    paths = {id(module): f"net.{path}" if path else "net" for path, module in net.named_modules()}
    count: dict[str, int] = {}
    running: list[str] = []
    found: list[tuple[str, ...]] = []

    def enter(module: nn.Module, _args: object) -> None:
        path = paths[id(module)]
        count[path] = count.get(path, 0) + 1
        running.append(f"{path}#{count[path]}:{type(module).__name__}")
        if not list(module.children()):
            found.append(tuple(running))

    for module in net.modules():
        module.register_forward_pre_hook(enter)
        module.register_forward_hook(lambda *_: running.pop() and None)
    net(net(torch.ones(1, 2)))
    return found


def test_every_op_has_the_calls_of_modules_around_it() -> None:
    tape = recorded(HEAD + CALLS)
    told = [op.within for op in tape.ops if op.name in ("linear", "tanh")]
    assert told == calls_around_ops(CALLS)
    assert {op.within for op in tape.ops if op.name == "mul"} == {
        ("net#1:Pair",),
        ("net#2:Pair",),
    }
    assert [op.within for op in tape.ops if op.name == "relu"] == [()]


def test_a_module_that_fails_is_left_again() -> None:
    source = """
class Bad(nn.Module):
    def forward(self, x):
        raise ValueError("no")
net = Bad()
x = torch.ones(2, requires_grad=True)
try:
    net(x)
except ValueError:
    pass
(x * 2).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert all(op.within == () for op in tape.ops)
