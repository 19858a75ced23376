"""What a hook or a backward method changes beside the gradients is on the screen after the run."""

from __future__ import annotations

import pytest

from tests.record.everything import HEAD, every_step_is_told, run_plainly, twice
from tests.record.oracle import bound, grad_of, recorded, same, value_of

BEGIN = """
w = torch.tensor([1., 2.], requires_grad=True)
a = torch.tensor([3., 4.], requires_grad=True)
k = torch.ones(2)
b = a * w
"""
END = "(b + b).sum().backward()\nc = w * k\n"
PROGRAMS = {
    "by data": "_ = b.register_hook(lambda g: (w.data.add_(1), None)[1])\n",
    "no gradient wanted": "_ = b.register_hook(lambda g: (k.add_(1), None)[1])\n",
    "by numpy": "_ = b.register_hook(lambda g: (k.numpy().fill(5), None)[1])\n",
    "a gradient in place": "w.grad = torch.ones(2)\n"
    "_ = b.register_hook(lambda g: (w.grad.data.zero_(), None)[1])\n",
    "a gradient set": """
def put(g):
    w.grad = torch.ones(2)
_ = b.register_hook(put)
""",
    "after another leaf": """
def learn(p):
    with torch.no_grad():
        k.add_(p.grad)
_ = a.register_post_accumulate_grad_hook(learn)
""",
    "backward method": twice("k.data.mul_(5)", "return g * 2") + "b = Twice.apply(b)\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_values_and_gradients_are_pytorchs(name: str) -> None:
    source = BEGIN + PROGRAMS[name] + END
    tape, space = recorded(HEAD + source), run_plainly(source)
    for tensor in ("w", "a", "k", "b", "c"):
        assert same(value_of(tape, tensor), space[tensor]), tensor
    for leaf in ("w", "a"):
        assert same(grad_of(tape, leaf), space[leaf].grad), leaf
    assert every_step_is_told(tape)
    made = tape.tensors[bound(tape, "c")].step
    last = [s for s in tape.steps[:made] if s.kind == "update" and not s.of_grad]
    assert bool(last) is (not name.startswith("a gradient"))  # told before the next statement


LARGE = "k = torch.ones(100, 100)\na = torch.ones(100, 100, requires_grad=True)\nb = a * 3\n"
WRITTEN = {
    "a constant by data": "_ = b.register_hook(lambda g: (k.data.mul_(5), None)[1])\n",
    "one cell that no sample has": "_ = b.register_hook("
    "lambda g: (k.data[0, 1].fill_(5), None)[1])\n",
    "a constant by numpy": "_ = b.register_hook(lambda g: (k.numpy().fill(5), None)[1])\n",
    "a leaf": "_ = b.register_hook(lambda g: (a.data.mul_(5), None)[1])\n",
    "after a leaf": "_ = a.register_post_accumulate_grad_hook("
    "lambda p: (p.data.sub_(p.grad), k.data.add_(1), None)[2])\n",
    "by a node's": "_ = b.grad_fn.register_hook(lambda *_: (k.data.mul_(5), None)[1])\n",
    "a view": "v = k[1]\n_ = b.register_hook(lambda g: (v.data.mul_(5), None)[1])\n",
    "a .grad": "a.grad = torch.ones(100, 100)\n"
    "_ = b.register_hook(lambda g: (a.grad.data.mul_(5), None)[1])\n",
    "a backward method": twice("k.data.mul_(5)", "return g * 2") + "b = Twice.apply(b)\n",
    "without a hook": "k.numpy()[0, :50] = 7\n",
    "one cell without a hook": "k.numpy()[0, 1] = 7\n",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_of_large_tensors_sample_and_statistics_are_of_now(name: str) -> None:
    source = LARGE + WRITTEN[name] + "b.sum().backward()\nn = 1\n"
    tape, space = recorded(HEAD + source), run_plainly(source)
    shown = {one: (value_of(tape, one), space[one]) for one in ("a", "b", "k")}
    shown["a.grad"] = grad_of(tape, "a"), space["a"].grad
    for what, (value, tensor) in shown.items():
        assert same(value, tensor), what
        assert value is not None
        assert value.stats is not None
        exact = tensor.detach().double()
        assert (value.stats.min, value.stats.max) == (exact.min().item(), exact.max().item()), what
        told = value.stats.mean, value.stats.std, value.stats.norm
        truth = exact.mean(), exact.std(correction=0), exact.norm()
        assert told == pytest.approx([one.item() for one in truth]), what
