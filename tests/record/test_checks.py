"""Gradients of leaves beside finite differences: right ones agree, wrong ones differ."""

from __future__ import annotations

import pytest
import torch

from graphviewer.files.lessons import Lesson, lessons
from graphviewer.record.checks import check
from graphviewer.record.checks_differences import difference
from graphviewer.record.program import record
from graphviewer.record.replay_recipes import Recipes
from graphviewer.tape.rows import Check
from graphviewer.tape.tape import Tape
from tests.record.made import program
from tests.record.oracle import bound, recorded
from tests.record.programs import HEAD, PROGRAMS, RAISING

SECONDS = 60
OWN = """
class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        print("forward")
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return {factor} * g * x
x = torch.tensor([1., 2.], requires_grad=True)
w = torch.tensor([3., 4.], requires_grad=True)
(Own.apply(x) * w).sum().backward()
"""
X = "x = torch.tensor([-1., 0., 2.], requires_grad=True)\n"


def checked(source: str) -> Tape:
    return recorded(HEAD + source, check_seconds=SECONDS)


def of(tape: Tape, name: str) -> Check:
    """The newest check of the leaf of a name."""
    number = tape.tensors[bound(tape, name)].object
    return [one for one in tape.checks if tape.tensors[one.tensor].object == number][-1]


def verdicts(tape: Tape) -> set[str]:
    return {one.verdict for one in tape.checks}


# The slope at 0, and that of the larger of two equals.
ODD_LESSONS = {"4.1": ["kink"], "4.4": ["kink"], "7.5": ["kink"]}
# many passes through what shorter lessons have too
LONG = {"6.5", "6.6", "6.7", "6.8", "6.10", "7.16"}
SHORT = [one for one in lessons() if one.id not in LONG]


@pytest.mark.parametrize("one", SHORT, ids=lambda one: str(one.id))
def test_every_lesson_agrees(one: Lesson) -> None:
    tape = recorded(one.source(), check_seconds=SECONDS)
    assert verdicts(tape) <= {"agrees", "rounding", *ODD_LESSONS.get(one.id, ())}
    brought = any(step.kind == "accumulate" for step in tape.steps)
    assert bool(tape.checks) == (brought or any(run.kind == "grad" for run in tape.runs))


def test_a_window_run_checks_unasked() -> None:
    assert verdicts(record(HEAD + X + "x.exp().sum().backward()\n")) == {"agrees"}


@pytest.mark.parametrize("seed", range(30))
def test_no_random_program_differs(seed: int) -> None:
    tape = checked(program(seed) + "loss.backward()\n")
    assert len(tape.checks) == 3
    assert verdicts(tape) <= {"agrees", "rounding"}


# What stands in the way in programs that cannot be held against differences in full.
ODD = {
    "reentrant checkpoint": {"op:CheckpointFunction", "root"},
    "hooks": {"hook:lambda"},
    "signs and nans": {"differences"},
    "complex": {"complex"},
}


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name not in RAISING])
def test_programs_agree_or_say_why_not(name: str) -> None:
    tape = checked(PROGRAMS[name])
    odd = {one.about for one in tape.checks if one.verdict not in ("agrees", "rounding")}
    assert odd == ODD.get(name, set())


def test_a_wrong_backward_differs() -> None:
    tape = checked(OWN.format(factor=1))
    wrong = of(tape, "x")
    assert wrong.verdict == "differs"
    assert (wrong.element, wrong.recorded) == (1, 8.0)
    assert wrong.numeric == pytest.approx(16.0, rel=1e-9)
    assert of(tape, "w").verdict == "agrees"


def test_a_right_backward_agrees_and_prints_once() -> None:
    tape = checked(OWN.format(factor=2))
    assert verdicts(tape) == {"agrees"}
    assert tape.output == "forward\n"


@pytest.mark.parametrize("call", ["torch.relu(x)", "x.abs()", "x.clamp(0, 5)", "x.round() * x"])
def test_where_there_is_no_derivative_is_a_kink(call: str) -> None:
    source = X.replace("0.", "0.5") if "round" in call else X
    found = of(checked(f"{source}({call}).sum().backward()\n"), "x")
    assert (found.verdict, found.element) == ("kink", 1)


def test_a_kink_nearby_is_none() -> None:
    source = (
        "x = torch.tensor([1e-6, -3e-7, 1.], requires_grad=True)\ntorch.relu(x).sum().backward()\n"
    )
    assert verdicts(checked(source)) == {"agrees"}


@pytest.mark.parametrize("call", ["F.dropout(x, 0.5)", "x.bernoulli() * x", "F.gumbel_softmax(x)"])
def test_numbers_drawn_on_the_way_to_the_loss_are_random(call: str) -> None:
    source = f"x = torch.tensor([.2, .5, .7], requires_grad=True)\n({call} * x).sum().backward()\n"
    assert of(checked(source), "x").verdict == "random"


@pytest.mark.parametrize("call", ["x * torch.randn(3)", "F.dropout(x, 0.5, training=False)"])
def test_numbers_drawn_beside_the_graph_are_held(call: str) -> None:
    assert verdicts(checked(f"{X}({call}).sum().backward()\n")) == {"agrees"}


@pytest.mark.parametrize(
    "call",
    [
        "x * x.detach()",
        "x * x.data",
        "x * x[2].item()",
        "x * x.argmax()",
        "torch.where(x > 0, x, 0.5 * x)",
        "x[x.max(0).indices] * x",
    ],
)
def test_what_autograd_takes_as_constant_is_held(call: str) -> None:
    assert of(checked(f"{X}({call}).sum().backward()\n"), "x").verdict == "agrees"


def test_what_no_grad_computed_is_held() -> None:
    source = X + "y = x.exp()\nwith torch.no_grad():\n    s = y.sum()\n(y / s).prod().backward()\n"
    assert verdicts(checked(source)) == {"agrees"}


@pytest.mark.parametrize(
    "update",
    [
        "with torch.no_grad():\n        w -= 0.1 * w.grad\n    w.grad = None",
        "w.data -= 0.1 * w.grad\n    w.grad.zero_()",
        "opt.step()\n    opt.zero_grad()",
    ],
)
def test_of_a_loop_the_first_and_the_last_runs_are_checked(update: str) -> None:
    source = f"""
w = torch.tensor([1., 2.], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.05, momentum=0.5)
for step in range(10):
    loss = ((w * w) - 1).pow(2).sum()
    loss.backward()
    {update}
"""
    tape = checked(source)
    assert [one.run for one in tape.checks] == [0, 1, 2, 7, 8, 9]
    assert verdicts(tape) <= {"agrees", "rounding"}


def test_changes_in_place_and_views_are_followed() -> None:
    source = """
x = torch.tensor([3., 1.], requires_grad=True)
buffer = torch.zeros(3, 2)
row = buffer[0]
row += x
buffer[1] = x * 2
buffer[2].copy_(x).neg_()
(buffer * buffer).sum().backward()
"""
    assert of(checked(source), "x").verdict == "agrees"


def test_a_value_changed_by_numpy_is_unchecked() -> None:
    source = X + "y = x * 2\ny.detach().numpy()[0] = 7.\n(y * y).sum().backward()\n"
    found = of(checked(source), "x")
    assert (found.verdict, found.about) == ("unchecked", "op:mul")


@pytest.mark.parametrize("where", ["x", "y"])
def test_a_hook_that_changes_a_gradient_is_no_difference(where: str) -> None:
    source = f"{X}y = x * 2\n{where}.register_hook(lambda g: g * 10)\ny.sum().backward()\n"
    found = of(checked(source), "x")
    assert (found.verdict, found.about.partition(":")[0]) == ("unchecked", "hook")


def test_given_gradients_and_several_roots_are_followed() -> None:
    source = X + "y, z = x * x, x.exp()\n"
    source += "torch.autograd.backward([y, z], [torch.tensor([1., -0., 3.]), torch.arange(3.)])\n"
    assert verdicts(checked(source)) == {"agrees"}


def test_a_gradient_of_a_gradient_is_followed() -> None:
    source = X + "(g,) = torch.autograd.grad(x.sin().prod() * x.sum(), x, create_graph=True)\n"
    tape = checked(source + "(g * g).sum().backward()\n")
    assert [one.run for one in tape.checks] == [0, 1]
    assert verdicts(tape) == {"agrees"}


def test_a_large_leaf_is_looked_at_here_and_there() -> None:
    tape = checked("x = torch.rand(30, 30, requires_grad=True)\n(x @ x).sum().backward()\n")
    assert of(tape, "x").about == "64/900"


def test_what_is_not_kept_whole_is_unchecked() -> None:
    tape = checked("x = torch.rand(80, 80, requires_grad=True)\n(x * x).sum().backward()\n")
    assert (of(tape, "x").verdict, of(tape, "x").about) == ("unchecked", "size")


def test_what_overflowed_in_its_dtype_is_rounding() -> None:
    tape = checked("x = torch.tensor([100.], requires_grad=True)\nx.exp().sum().backward()\n")
    assert of(tape, "x").verdict == "rounding"


def test_cancellation_is_no_difference() -> None:
    source = "x = torch.tensor([1.234], requires_grad=True)\n"
    found = of(checked(source + "(((x + 1e6) - 1e6) ** 2).sum().backward()\n"), "x")
    assert found.verdict in ("rounding", "unchecked")


def test_random_numbers_go_on_as_they_would() -> None:
    source = HEAD + X + "F.dropout(x, 0.5).sum().backward()\n"
    recorded(source)
    plain = torch.rand(3)
    recorded(source, check_seconds=SECONDS)
    assert torch.equal(torch.rand(3), plain)


@pytest.mark.parametrize(("seconds", "stopped"), [(60.0, True), (0.0, False)])
def test_a_stop_and_the_end_of_the_time_end_the_checks(seconds: float, stopped: bool) -> None:
    tape = checked(X + "x.exp().sum().backward()\n")
    assert check(tape, {}, seconds, lambda: stopped) == ()


def test_recipes_hold_no_tensor() -> None:
    source = (
        "x = torch.rand(3, requires_grad=True)\ny = x[0, None] * 2 + torch.stack([x, x]).sum()\n"
    )
    kept: list[Recipes] = []
    original = Recipes.__init__

    def keep(self: Recipes, recorder: object) -> None:
        kept.append(self)
        original(self, recorder)  # type: ignore[arg-type]  # as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recipes, "__init__", keep)
        checked(source)
    recipes = kept[0].by_op().values()
    held = [(one.args, tuple(one.kwargs.values())) for one in recipes]
    assert held
    assert "tensor(" not in repr(held)


@pytest.mark.parametrize(
    ("power", "claimed", "finding"),
    [(3, 12.0, "agrees"), (3, 12.001, "rough"), (3, 12.1, "differs"), (1, 1.0, "agrees")],
)
def test_differences_of_a_power(power: int, claimed: float, finding: str) -> None:
    found = difference(lambda by: (2.0 + by) ** power, 2.0, claimed, abs(claimed))
    assert found.finding == finding


def test_differences_at_the_end_of_a_domain_say_nothing() -> None:
    assert difference(lambda by: by**0.5 if by >= 0 else float("nan"), 0.0, 1.0, 1.0).finding == (
        "rough"
    )
