"""Hooks registered while a run goes on, on nodes and on leaves' nodes: which, and what they did."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import torch

from graphviewer.record.inline import recording
from tests.record.everything import (
    HEAD,
    array,
    every_step_is_told,
    hooked,
    leaf_grads,
    run_plainly,
    steps,
    twice,
)
from tests.record.oracle import grad_of, recorded, same

BEGIN = """
told = []
def tells(name, change):
    def hook(*given):
        old = given[0][0] if isinstance(given[0], tuple) else given[0]
        old = old.clone()
        new = change(old)
        told.append((name, old.tolist(), new.tolist()))
        return (new,) if isinstance(given[0], tuple) else new
    return hook
a = torch.tensor([1., 2.], requires_grad=True)
b = a * 3
c = b * 4
late = tells("late", lambda g: g * 100)
first = tells("first", lambda g: g + 1)
"""
END = "c.sin().sum().backward()\n"
CHANGING = {
    "another tensor": "_ = c.register_hook(lambda g: b.register_hook(late) and None)\n",
    "a tensor with a hook": "_ = b.register_hook(first)\n"
    "_ = c.register_hook(lambda g: b.register_hook(late) and None)\n",
    "a leaf": "_ = b.register_hook(lambda g: a.register_hook(late) and None)\n",
    "a node in hand": "f = b.grad_fn\n"
    "_ = c.register_hook(lambda g: f.register_prehook(late) and None)\n",
    "a node found there": "_ = c.register_hook("
    "lambda g: b.grad_fn.register_prehook(late) and None)\n",
    "after a node": "_ = c.register_hook(lambda g: b.grad_fn.register_hook("
    "lambda sent, used: (sent[0] * 4, *sent[1:])) and None)\n",
    "before a leaf is added to": "f = b.grad_fn.next_functions[0][0]\n"
    "_ = f.register_prehook(late)\n",
    "between two runs": "c.sum().backward(retain_graph=True)\n_ = b.register_hook(late)\n"
    "_ = a.register_hook(first)\n_ = b.grad_fn.register_prehook(first)\n",
}


@pytest.mark.parametrize("name", CHANGING)
def test_each_hook_is_told_with_what_it_was_given_and_gave(name: str) -> None:
    source = BEGIN + CHANGING[name] + END
    tape, space = recorded(HEAD + source), run_plainly(source)
    assert same(grad_of(tape, "a"), space["a"].grad)
    seen = [(before.tolist(), after.tolist()) for _, before, after in hooked(tape)]
    if space["told"]:
        assert seen == [(before, after) for _, before, after in space["told"]]
        assert {(one.hook, one.line) for one in tape.hooked} == {("hook", 7)}
    else:
        ((before, after),) = seen
        assert after == [4 * one for one in before]
        assert (tape.hooked[0].hook, tape.hooked[0].edge) == ("lambda", 0)
    for one, before_it, after_it in hooked(tape):
        step = tape.steps[one.step]
        ref = step.gradients_in[0] if one.edge is None else step.gradients_out[0]
        last = [other for other in tape.hooked if other.step == one.step][-1]
        assert last.after == ref
        assert before_it.tolist() != after_it.tolist()
    assert every_step_is_told(tape)


CHANGES = {
    "after a leaf is added to": "f = b.grad_fn.next_functions[0][0]\n"
    "_ = f.register_hook(lambda sent, used: (a.grad.mul_(3), None)[1])\n",
    "after a leaf, in mid-run": "_ = b.register_hook(lambda g: "
    "a.register_post_accumulate_grad_hook(lambda p: (p.grad.mul_(9), None)[1]) and None)\n",
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_a_grad_afterwards_is_a_step_of_its_own(name: str) -> None:
    plainly = run_plainly(BEGIN + END)["a"].grad
    source = BEGIN + CHANGES[name] + END
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a")
    (added,) = steps(tape, "accumulate")
    assert array(tape, added.gradients_in[0]).tolist() == plainly.tolist()
    assert array(tape, added.after).tolist() == plainly.tolist()
    update = tape.steps[added.index + 1]
    assert (update.kind, update.of_grad, update.before) == ("update", True, added.after)
    assert tape.hooked == []


ANYTHING = """
import functools
class Anything:
    def __getattr__(self, name):
        return self
    def __call__(self, *given):
        kept.append(given)
kept = []
double = functools.partial(torch.Tensor.mul, torch.tensor(2.))
again = functools.partial(tuple.__add__, ())
keep = functools.partial(list.append, kept)
_ = a.register_hook(double)
_ = b.register_hook(Anything())
_ = b.grad_fn.register_prehook(again)
_ = b.grad_fn.register_prehook(keep)
_ = b.grad_fn.register_hook(Anything())
_ = c.register_hook(keep)
_ = a.register_post_accumulate_grad_hook(keep)
_ = a.register_post_accumulate_grad_hook(Anything())
"""


def test_a_hook_may_be_whatever_can_be_called() -> None:
    source = BEGIN + ANYTHING + END
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a")
    assert tape.error is None
    assert tape.end is not None
    assert not tape.end.message
    (changed,) = hooked(tape)
    assert (changed[2] == 2 * changed[1]).all()


OTHERS = """
w = torch.tensor([5., 6.], requires_grad=True)
a = torch.tensor([1., 2.], requires_grad=True)
b = a * 3
def put(*given):
    a.grad = torch.ones(2)
def drop(*given):
    a.grad = None
def scale(*given):
    a.grad.data.mul_(3)
"""
BEFORE = {
    "after another leaf": "_ = w.register_post_accumulate_grad_hook({})\n",
    "of another leaf": "_ = w.register_hook({})\n",
    "of a tensor": "_ = b.register_hook({})\n",
    "of a node": "_ = b.grad_fn.register_prehook({})\n",
    "of its own node": "_ = b.grad_fn.next_functions[0][0].register_prehook({})\n",
    "a backward method": twice("{}()", "return g * 2") + "b = Twice.apply(b)\n",
}


@pytest.mark.parametrize("what", ["put", "drop", "scale"])
@pytest.mark.parametrize("name", BEFORE)
def test_a_grad_that_a_hook_of_others_changed_is_added_to_as_it_is(name: str, what: str) -> None:
    had = "" if what == "put" else "a.grad = torch.tensor([7., 8.])\n"
    source = OTHERS + had + BEFORE[name].replace("{}", what) + "(b * w).sum().backward()\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    assert same(grad_of(tape, "a"), space["a"].grad)
    (added,) = [one for one in steps(tape, "accumulate") if one.tensor != 0]
    arrived = array(tape, added.gradients_in[0])
    if what == "drop":
        assert added.before is None
        assert array(tape, added.after).tolist() == arrived.tolist()
        return
    before = {"put": [1.0, 1.0], "scale": [21.0, 24.0]}[what]
    assert array(tape, added.before).tolist() == before
    assert array(tape, added.after).tolist() == (arrived + before).tolist()


def test_nothing_of_ours_stays_on_a_node() -> None:
    given: list[Any] = []

    def hook(*gradients: Any) -> None:
        given.append(gradients)

    with recording(__file__, sys._getframe()):
        a = torch.ones(2, requires_grad=True)
        b = a * 2
        assert b.grad_fn is not None
        handle = b.grad_fn.register_prehook(hook)
        torch.autograd.backward(b.sum(), retain_graph=True)
    table = handle.hooks_dict_ref()
    assert table is not None
    assert list(table.values()) == [hook]
    torch.autograd.backward(b.sum())
    assert len(given) == 2
    handle.remove()
    assert not table
