"""Hooks of tensors and nodes: order, before and after, name and line, removal, nothing left."""

from __future__ import annotations

import torch
from torch import Tensor

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.files.show import show
from graphviewer.listing import listed
from graphviewer.tape.index import TapeIndex
from tests.record.everything import (
    HEAD,
    array,
    hooked,
    leaf_grads,
    run_plainly,
    steps,
    values,
    whys,
)
from tests.record.oracle import bound, recorded

TENSORS = """
seen = []
a = torch.tensor(3., requires_grad=True)
b = a * 2
def double(g):
    seen.append(g.item())
    return g * 2
handle = b.register_hook(double)
_ = b.register_hook(lambda g: g + 1)
_ = b.register_hook(lambda g: seen.append(g.item()))
_ = a.register_hook(lambda g: -g)
c = b * a
c.backward(retain_graph=True)
handle.remove()
c.backward()
print(seen, a.grad.item())
"""


def test_hooks_of_tensors_change_nothing_but_what_they_change() -> None:
    tape = recorded(HEAD + TENSORS)
    assert leaf_grads(tape, TENSORS, "a")
    space = run_plainly(TENSORS)
    assert tape.output == f"{space['seen']} {space['a'].grad.item()}\n"


def test_each_change_is_told_in_its_order_with_name_and_line() -> None:
    tape = recorded(HEAD + TENSORS)
    told = [
        (one.hook, one.line, before.item(), after.item()) for one, before, after in hooked(tape)
    ]
    assert told == [
        ("double", 8, 3.0, 6.0),
        ("lambda", 12, 6.0, 7.0),
        ("lambda", 14, 20.0, -20.0),  # 7 * 2 + 6 arrived at a
        ("lambda", 12, 3.0, 4.0),
        ("lambda", 14, 14.0, -14.0),
    ]
    kinds = [tape.steps[one.step].kind for one in tape.hooked]
    assert kinds == ["backward", "backward", "accumulate", "backward", "accumulate"]


def test_what_followed_the_last_hook_is_what_the_formula_used() -> None:
    tape = recorded(HEAD + TENSORS)
    for one in tape.hooked[1:3]:
        assert one.input_nr == 0
        assert one.after == tape.steps[one.step].gradients_in[0]


def test_the_user_reads_of_each_hook() -> None:
    tape = recorded(HEAD + TENSORS)
    english, korean = (" ".join(whys(tape, "backward", one)) for one in ("en", "ko"))
    assert "The hook double (line 8) changed the gradient of b from 3 to 6." in english
    assert "훅 double(8번째 줄)이 b의 기울기를 3에서 6으로 바꾸었습니다." in korean
    shown = show(tape)["hooked"]
    assert isinstance(shown, list)
    assert shown[0] == {
        "step": tape.hooked[0].step, "input_nr": 0, "edge": None, "before": 3.0, "after": 6.0,
        "hook": "double", "line": 8,
    }  # fmt: skip


def test_hooks_of_nodes_tell_gradient_in_and_out() -> None:
    source = """
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(6., requires_grad=True)
c = a * b
def pre(gradients):
    return (gradients[0] * 10,)
def post(sent, used):
    return tuple(g * 0.5 for g in sent)
first = c.grad_fn.register_prehook(pre)
_ = c.grad_fn.register_hook(post)
c.backward(retain_graph=True)
first.remove()
c.backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a", "b")
    told = [(one.input_nr, one.edge, b.item(), c.item()) for one, b, c in hooked(tape)]
    first = [(0, None, 1.0, 10.0), (None, 0, 60.0, 30.0), (None, 1, 30.0, 15.0)]
    assert told == [*first, (None, 0, 6.0, 3.0), (None, 1, 3.0, 1.5)]
    assert [(one.hook, one.line) for one in tape.hooked[:2]] == [("pre", 8), ("post", 10)]
    assert (
        "The hook pre (line 8) changed the gradient of c from 1 to 10." in whys(tape, "backward")[0]
    )
    story = explain(tape, TapeIndex(tape), steps(tape, "backward")[0].index, "en")
    assert "= 60 → 30" in [plain(line.maths) for line in story.equations]


def test_hooks_after_accumulation_have_their_own_steps() -> None:
    source = """
p = torch.tensor([1., 2.], requires_grad=True)
def learn(parameter):
    with torch.no_grad():
        parameter -= 0.1 * parameter.grad
    parameter.grad = None
_ = p.register_post_accumulate_grad_hook(learn)
(p * p).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "p")
    accumulate = steps(tape, "accumulate")[0]
    assert array(tape, accumulate.after).tolist() == [2.0, 4.0]
    updates = [step for step in steps(tape, "update") if step.index > accumulate.index]
    assert [(step.of_grad, step.after is None) for step in updates] == [
        (False, False),
        (True, True),
    ]
    moved = run_plainly(source)["p"].detach().numpy()
    assert (array(tape, updates[0].after) == moved).all()


def test_hooks_that_only_look_leave_no_row() -> None:
    source = """
a = torch.ones(2, requires_grad=True)
_ = a.register_hook(print)
_ = a.register_hook(lambda g: g.clone())
(a * 2).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert tape.hooked == []
    assert tape.output == "tensor([2., 2.])\n"


def test_a_hook_that_removes_itself_or_adds_another_stays_so() -> None:
    source = """
a = torch.ones(2, requires_grad=True)
calls = []
def once(g):
    calls.append("once")
    handle.remove()
    a.register_hook(lambda g: calls.append("later"))
handle = a.register_hook(once)
for _ in range(3):
    (a * 2).sum().backward()
left = [getattr(hook, "__name__", "") for hook in a._backward_hooks.values()]
print(calls, left)
"""
    tape = recorded(HEAD + source)
    space = run_plainly(source)
    assert tape.output == f"{space['calls']} {space['left']}\n"


def test_nothing_of_ours_is_left() -> None:
    before = (Tensor.register_hook, Tensor.register_post_accumulate_grad_hook)
    init = torch.utils.hooks.BackwardHook.__init__
    recorded(HEAD + TENSORS)
    assert before == (Tensor.register_hook, Tensor.register_post_accumulate_grad_hook)
    assert torch.utils.hooks.BackwardHook.__init__ is init


def test_a_hook_that_fails_ends_the_program_as_it_would() -> None:
    source = """
a = torch.ones(2, requires_grad=True)
def fail(g):
    raise ValueError("no")
a.register_hook(fail)
(a * 2).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert tape.error is not None
    assert (tape.error.type, tape.error.message, tape.error.line) == ("ValueError", "no", 7)


def test_the_listing_has_hooks_between_the_steps() -> None:
    lines = listed(recorded(HEAD + TENSORS)).splitlines()
    (place,) = [number for number, line in enumerate(lines) if "double: b" in line]
    assert "3 → 6" in lines[place]
    assert "lambda: b" in lines[place + 1]
    assert "MulBackward0" in lines[place - 1]


def test_a_backward_run_inside_a_hook_keeps_both_in_order() -> None:
    source = """
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
_ = b.register_hook(lambda g: g * 3)
def inner(g):
    with torch.enable_grad():
        (b * g.detach()).sum().backward()
    return g * 2
_ = a.register_hook(inner)
(a * 5).sum().backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a", "b")
    told = [
        (tape.tensors[tape.steps[one.step].tensor or 0].id, b.tolist())
        for one, _, b in hooked(tape)
    ]
    assert told == [(bound(tape, "b"), [15.0, 15.0]), (bound(tape, "a"), [10.0, 10.0])]


def test_hooks_in_a_second_backward_run_see_the_graph_of_the_first() -> None:
    source = """
x = torch.tensor(2., requires_grad=True)
y = x ** 3
_ = y.register_hook(lambda g: g * 2)
(g,) = torch.autograd.grad(y, x, create_graph=True)
(g * g).backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "x")
    assert values(tape, source, "g")
    assert hooked(tape)[0][2].item() == 2.0
