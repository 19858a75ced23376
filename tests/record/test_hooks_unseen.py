"""Hooks that write where no version counter looks, and hooks of tensors that moved or are gone."""

from __future__ import annotations

import pytest

from graphviewer.explain.explain import explain
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.engine_seen import EngineSeen
from tests.record.everything import HEAD, array, every_step_is_told, hooked, twice
from tests.record.oracle import grad_of, recorded, same, value_of

BEGIN = "a = torch.tensor([1., 2.], requires_grad=True)\n"
LAYER = "m = nn.Linear(2, 2)\nx = torch.tensor([[1., 2.]], requires_grad=True)\n"
ENDS = "(b * b).sum().backward()\n"
PROGRAMS = {
    "data": "b = a * 3\ndef h(g):\n    g.data.mul_(2)\n_ = b.register_hook(h)\n" + ENDS,
    "numpy": "b = a * 3\ndef h(g):\n    g.numpy()[:] = 7\n_ = b.register_hook(h)\n" + ENDS,
    "of a leaf": "_ = a.register_hook(lambda g: (g.data.mul_(2), None)[1])\nb = a * 1\n" + ENDS,
    "kept": """b = a * 3
b.retain_grad()
_ = b.register_hook(lambda g: (g.data.mul_(2), None)[1])
"""
    + ENDS,
    "after a leaf": """
def clip(p):
    p.grad.data.clamp_(-1, 1)
def learn(p):
    p.data.sub_(p.grad.data * 0.1)
_ = a.register_post_accumulate_grad_hook(clip)
_ = a.register_post_accumulate_grad_hook(learn)
(a * a).sum().backward()
(a * a).sum().backward()
""",
    "after a leaf, by numpy": """
def five(p):
    p.grad.numpy()[:] = 5
_ = a.register_post_accumulate_grad_hook(five)
(a * a).sum().backward()
(a * a).sum().backward()
""",
    "custom function": twice("g.data.mul_(2)", "return g") + "b = Twice.apply(a)\n" + ENDS,
    "of a node": """
b = a * 3
def before(gs):
    gs[0].data.mul_(2)
def after(sent, used):
    sent[0].data.add_(1)
_ = b.grad_fn.register_prehook(before)
_ = b.grad_fn.register_hook(after)
"""
    + ENDS,
    "of a module": LAYER
    + """
def before(m, out):
    out[0].data.mul_(3)
def after(m, into, out):
    into[0].add_(1)
_ = m.register_full_backward_pre_hook(before)
_ = m.register_full_backward_hook(after)
m(x).pow(2).sum().backward()
""",
    "of a module, the old kind": LAYER
    + """
def after(m, into, out):
    return (*into[:-1], into[-1] * 2)
_ = m.register_backward_hook(after)
m(x).pow(2).sum().backward()
""",
    "sparse": """
table = nn.Embedding(4, 2, sparse=True)
_ = table.weight.register_hook(lambda g: g * 2)
table(torch.tensor([1, 1, 3])).sum().backward()
""",
    "written in place since": """
b = a * 2
_ = b.register_hook(lambda g: g * 10)
b.add_(1)
_ = b.register_hook(lambda g: g + 1)
"""
    + ENDS,
    "registered in mid-run": """
b = a * 3
c = b * 4
_ = c.register_hook(lambda g: b.register_hook(lambda g: g * 100) and None)
c.sin().sum().backward()
""",
}


def _ran(tape: Tape) -> None:
    """Every gradient of every node is what plain PyTorch's engine gave and got."""
    seen = EngineSeen(tape.meta.source)
    assert seen.raised is None
    steps = [step for step in tape.steps if step.kind in ("backward", "accumulate")]
    assert [tape.nodes[step.node or 0].name for step in steps] == [one[0] for one in seen.executed]
    for step, (name, given, sent) in zip(steps, seen.executed, strict=True):
        told = (*step.gradients_in, *step.gradients_out)
        truth = (*given, *(sent if step.kind == "backward" else ()))
        for ref, gradient in zip(told, truth, strict=True):
            assert same(None if ref is None else tape.values[ref], gradient), name
    if "a" in seen.space:
        assert same(grad_of(tape, "a"), seen.space["a"].grad)
        assert same(value_of(tape, "a"), seen.space["a"])


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_gradients_are_what_the_engine_had(name: str) -> None:
    tape = recorded(HEAD + BEGIN + PROGRAMS[name])
    assert tape.error is None
    _ran(tape)
    assert every_step_is_told(tape)
    before_and_after = [(b.tolist(), a.tolist()) for _, b, a in hooked(tape)]
    assert all(before != after for before, after in before_and_after)
    told = " ".join(explain(tape, TapeIndex(tape), s.index, "en").why for s in tape.steps)
    quiet = name in ("after a leaf", "after a leaf, by numpy", "custom function")
    assert ("changed the gradient" in told) is not quiet


def test_hooks_stay_with_the_node_of_a_tensor_that_was_written() -> None:
    tape = recorded(HEAD + BEGIN + PROGRAMS["written in place since"])
    told = [(tape.nodes[tape.steps[one.step].node or 0].name, one.line) for one in tape.hooked]
    assert told == [("AddBackward0", 9), ("MulBackward0", 7)]


def test_a_hook_of_a_tensor_that_is_gone_keeps_its_name() -> None:
    source = """
def twice(g):
    return g * 2
def forward(x):
    b = x * 3
    b.register_hook(twice)
    return (b + 1).sum()
forward(a).backward()
"""
    tape = recorded(HEAD + BEGIN + source)
    _ran(tape)
    assert [(one.hook, one.line) for one in tape.hooked] == [("twice", 6)]


def test_a_hook_that_gives_the_same_numbers_back_changed_nothing() -> None:
    source = (
        LAYER
        + """
def copies(*given):
    return tuple(one.clone() for one in given[1])
_ = m.register_full_backward_hook(copies)
_ = m.register_full_backward_pre_hook(copies)
_ = x.register_hook(lambda g: g.mul_(1))
y = m(x)
_ = y.grad_fn.register_hook(lambda sent, used: tuple(one.clone() for one in sent))
y.sum().backward()
"""
    )
    tape = recorded(HEAD + source)
    _ran(tape)
    assert tape.hooked == []


def test_a_hook_may_change_one_gradient_of_two() -> None:
    source = """
class Two(nn.Module):
    def forward(self, a, k, b):
        return a * b * k
m = Two()
def post(m, into, out):
    into[2].add_(5)
    return (into[0] * 10, None, into[2])
_ = m.register_full_backward_hook(post)
b = torch.tensor([3., 4.], requires_grad=True)
m(a, 2, b).sum().backward()
"""
    tape = recorded(HEAD + BEGIN + source)
    _ran(tape)
    told = [(one.hook, one.edge, array(tape, one.after).tolist()) for one in tape.hooked]
    assert told == [("post", 0, [60.0, 80.0]), ("post", 1, [7.0, 9.0])]


def test_of_a_hook_of_several_tensors_the_programs_function_is_named() -> None:
    source = """
from torch.autograd.graph import register_multi_grad_hook
b, c = a * 2, a * 3
def both(gradients):
    gradients[0].mul_(2)
_ = register_multi_grad_hook((b, c), both)
(b * c).sum().backward()
"""
    tape = recorded(HEAD + BEGIN + source)
    _ran(tape)
    assert [(one.hook, one.line) for one in tape.hooked] == [("both", 8)]
