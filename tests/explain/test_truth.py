"""What a story says beside its equations is true of the step."""

from __future__ import annotations

import pytest
import torch

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.explanation import Explanation
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape


def tape_of(program: str) -> Tape:
    tape = record("import torch\n" + program)
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    return tape


def stories(program: str) -> list[Explanation]:
    tape = tape_of(program)
    index = TapeIndex(tape)
    return [explain(tape, index, step.index, "en") for step in tape.steps]


def grad_row(tape: Tape, tensor: int, step: int) -> str:
    rows = describe_tensor(tape, TapeIndex(tape), tensor, step, "en").rows
    return next((row.text for row in rows if row.key == "leaf_grad"), "")


def test_the_grad_row_tells_what_grad_is_at_the_playhead() -> None:
    tape = tape_of("a = torch.tensor(3., requires_grad=True)\nb = a * 2\nb.backward()\n")
    last = len(tape.steps) - 1
    assert tape.steps[last].kind == "accumulate"
    assert [grad_row(tape, 0, at) for at in (last - 1, last)] == ["None", "2"]
    assert grad_row(tape, 1, last) == "not kept (no leaf; retain_grad() keeps it)"


def test_retain_grad_keeps_the_grad_of_a_tensor_that_is_no_leaf() -> None:
    tape = tape_of(
        "a = torch.tensor(3., requires_grad=True)\nb = a * 2\nb.retain_grad()\nc = b * b\n"
        "c.backward(retain_graph=True)\nc.backward()\n"
    )
    kept = [s for s in tape.steps if s.kind == "update" and s.tensor == 1]
    assert [s.line for s in kept] == [4, 6, 7]
    assert [grad_row(tape, 1, s.index) for s in kept] == ["None", "12", "24"]
    story = explain(tape, TapeIndex(tape), kept[1].index, "en")
    assert [plain(line.maths) for line in story.equations] == ["b.grad: None → 12"]
    assert "only because of retain_grad()" in story.why


def test_a_hook_is_named_where_its_gradient_is_used() -> None:
    told = stories(
        "a = torch.tensor(2., requires_grad=True)\nb = a * 3\n"
        "_ = b.register_hook(lambda g: g * 10)\nc = b ** 2\nc.backward()\n"
    )
    (mul,) = [one for one in told if one.heading == "MulBackward0"]
    assert "The hook lambda (line 4) changed the gradient of b from 12 to 120" in mul.why
    assert not any("hook" in one.why for one in told if one is not mul)


def test_a_hook_on_a_leaf_is_named() -> None:
    told = stories(
        "a = torch.tensor(2., requires_grad=True)\n_ = a.register_hook(lambda g: -g)\n"
        "(a * 3).backward()\n"
    )
    assert "changed the gradient of a from 3 to -3" in told[-1].why


def test_a_function_of_the_programs_own_is_called_that() -> None:
    told = stories(
        "class Cube(torch.autograd.Function):\n"
        "    @staticmethod\n    def forward(ctx, x):\n        ctx.save_for_backward(x)\n"
        "        return x ** 3\n"
        "    @staticmethod\n    def backward(ctx, g):\n        x, = ctx.saved_tensors\n"
        "        return g * 3 * x ** 2\n"
        "x = torch.tensor(2., requires_grad=True)\nCube.apply(x).backward()\n"
    )
    (cube,) = [one for one in told if one.heading == "CubeBackward"]
    assert "the backward method of Cube computed these gradients" in cube.why
    assert "No rule" not in cube.why


def test_nan_is_named_where_it_comes_up_and_nowhere_else() -> None:
    told = stories(
        "x = torch.tensor([-1., 4.], requires_grad=True)\ny = x.sqrt()\nz = y * 2\n"
        "z.sum().backward()\n"
    )
    born = [one.phrase for one in told if "become NaN" in one.why]
    assert born == ["y = x.sqrt()"]  # on the way back the saved result is NaN already


def test_an_optimizer_is_said_to_move_a_parameter() -> None:
    told = stories(
        "w = torch.tensor([1., -2.], requires_grad=True)\nopt = torch.optim.Adam([w], lr=0.1)\n"
        "(w ** 2).sum().backward()\nopt.step()\n"
    )
    assert told[-1].why.startswith("The optimizer moves w by its own formula")


def test_what_else_changes_on_the_same_memory_is_named() -> None:
    told = stories("a = torch.arange(6.)\nx = a.view(2, 3)\nx[:, -1] = 0\n")
    assert told[-1].why.endswith("a shares its memory and changes with it.")


@pytest.mark.parametrize(
    ("call", "symbols"),
    [
        ("torch.autograd.grad(y, x, create_graph=True)", "∂y/∂x"),
        ("torch.autograd.grad(y, (x, w), create_graph=True)", "∂y/∂x, ∂y/∂w"),
    ],
)
def test_autograd_grad_is_told_as_the_gradients_it_returns(call: str, symbols: str) -> None:
    tape = tape_of(
        "x = torch.tensor(3., requires_grad=True)\nw = torch.tensor(2., requires_grad=True)\n"
        f"y = x**3 * w\ng = {call}\ng[0].backward()\n"
    )
    index = TapeIndex(tape)
    (grad,) = [op for op in tape.ops if op.name == "grad"]
    assert plain(explain(tape, index, grad.step, "en").equations[0].maths).endswith(symbols)
    built = [s.index for s in tape.steps if s.node is not None and tape.nodes[s.node].run == 0]
    assert all("torch.autograd.grad(" in explain(tape, index, s, "ko").phrase for s in built)


@pytest.mark.parametrize(
    ("module", "node", "word"),
    [
        ("nn.Conv2d(1, 1, 2)", "ConvolutionBackward0", "kernel"),
        ("nn.BatchNorm2d(1)", "NativeBatchNormBackward0", "batch"),
        ("nn.LayerNorm(4)", "NativeLayerNormBackward0", "feature"),
        ("nn.MaxPool2d(2)", "MaxPool2DWithIndicesBackward0", "maximum"),
    ],
)
def test_a_layer_says_why_and_its_rule_agrees(module: str, node: str, word: str) -> None:
    told = stories(
        "from torch import nn\nx = torch.arange(32.).reshape(2, 1, 4, 4).requires_grad_()\n"
        f"m = {module}\nm(x).sum().backward()\n"
    )
    (story,) = [one for one in told if one.heading == node]
    assert word in story.why
    assert story.check is not None
    assert story.check.verdict != "differs"
    assert story.equations


def test_a_sum_whose_terms_cancel_is_not_said_to_differ() -> None:
    """A bias before a batch norm has no gradient but what rounding leaves of it."""
    told = stories(
        "from torch import nn\ntorch.manual_seed(0)\n"
        "net = nn.Sequential(nn.Conv2d(1, 1, 2), nn.BatchNorm2d(1), nn.PReLU(), nn.MaxPool2d(2),"
        " nn.Flatten(), nn.LayerNorm(4), nn.Linear(4, 2))\n"
        "y = torch.tensor([0, 1])\n"
        "nn.functional.cross_entropy(net(torch.rand(2, 1, 5, 5)), y).backward()\n"
    )
    checks = [one.check for one in told if one.kind == "backward"]
    assert {one.verdict for one in checks if one is not None} <= {"exact", "rounding"}
    assert None not in checks


def test_versions_are_torchs_own() -> None:
    program = (
        "x = torch.ones(3, requires_grad=True)\ny = x * 2\nv = y[0:2]\nv.mul_(3)\ny += 1\n"
        "y[2] = 7.\nu = y.detach()\nu.add_(1)\nd = y.data\nd.add_(1)\n"
        "e = d[0]\ne.add_(1)\nz = torch.zeros(2)\nz.zero_()\ntorch.mul(z, 2, out=z)\nz[0] = 0\n"
        "w = torch.zeros(2)\nw.data -= 1\n"
    )
    space: dict[str, torch.Tensor] = {}
    exec("import torch\n" + program, space)  # the unrecorded run to compare with
    tape = tape_of(program)
    index = TapeIndex(tape)
    for name in "xyvudezw":
        tensor = max(one.tensor for one in tape.bindings if one.name == name)
        rows = describe_tensor(tape, index, tensor, len(tape.steps) - 1, "en").rows
        (said,) = [row.text for row in rows if row.key == "version"]
        assert said.split()[0] == str(space[name]._version), name


def test_a_use_in_a_loop_is_listed_once() -> None:
    tape = tape_of("w = torch.ones(2, requires_grad=True)\nfor _ in range(3):\n    y = w * 2\n")
    rows = describe_tensor(tape, TapeIndex(tape), 0, len(tape.steps) - 1, "en").rows
    assert [row.text for row in rows if row.key == "used_by"] == ["y = w * 2 (×3)"]


def test_a_comparison_is_said_to_stop_the_gradient() -> None:
    told = stories("x = torch.ones(2, requires_grad=True)\nm = x > 1\nd = x.data\n")
    assert told[1].why == (
        "The result is of dtype bool: it changes in jumps, so no gradient flows back through it."
    )
    assert told[2].why.startswith(".data shares the numbers but cuts the graph")


def test_going_over_a_tensor_is_told_as_unbind() -> None:
    told = stories("for row in torch.eye(2):\n    y = row * 2\n")
    assert plain(told[1].equations[0].maths) == "row₁, row₂ = unbind(torch.eye(2), 0)"


def test_a_function_without_a_derivative_is_said_to_have_none() -> None:
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="not implemented"):
        (7 // x).sum().backward()  # type: ignore[no-untyped-call]
    told = stories("x = torch.ones(2, requires_grad=True)\ny = 7 // x\n")
    assert told[-1].why.startswith("PyTorch has no derivative for this function")


def test_a_line_of_the_program_is_the_line_python_counts() -> None:
    told = stories("# page\x0c break, \u2028 separator\nx = torch.ones(2)\nprint(1)\n")
    assert told[-1].phrase == "print(1)"


def test_of_a_long_printed_line_it_is_said_that_it_goes_on() -> None:
    (told,) = stories("print('\\n' + '1' * 200 + '\\n' + '2' * 201)\n")
    first, second = (plain(line.maths) for line in told.equations)
    assert (first, second) == ("1" * 200, "2" * 199 + "…")
    assert told.equations[0].label == "Output"


def test_numbers_that_are_added_at_places_leave_the_old_gradient_whole() -> None:
    head = "x = torch.ones(3, requires_grad=True)\nv = torch.ones(1, requires_grad=True)\n"
    end = "y = x.index_put((torch.tensor([1]),), v, accumulate={})\ny.sum().backward()\n"
    told = next(s for s in stories(head + end.format("True")) if s.heading == "IndexPutBackward0")
    assert plain(told.equations[0].maths) == "∂L/∂x = ∂L/∂y"
    assert "were added to the old ones" in told.why
    told = next(s for s in stories(head + end.format("False")) if s.heading == "IndexPutBackward0")
    assert plain(told.equations[0].maths) == "∂L/∂x = keep(∂L/∂y)"
    assert "everywhere else to the old ones" in told.why


@pytest.mark.parametrize("padding", [0, None])
def test_a_row_that_is_padding_gets_no_gradient_though_it_was_picked(padding: int | None) -> None:
    told = stories(
        "E = torch.ones(3, 2, requires_grad=True)\ni = torch.tensor([0, 2])\n"
        f"y = torch.nn.functional.embedding(i, E, padding_idx={padding})\ny.sum().backward()\n"
    )
    story = next(s for s in told if s.heading == "EmbeddingBackward0")
    assert ("Row 0, the padding_idx, gets 0" in story.why) == (padding is not None)
    last = "[0 0; 0 0; 1 1]" if padding is not None else "[1 1; 0 0; 1 1]"
    assert plain(story.equations[-1].maths) == f"= {last}"


def test_torch_tensor_shares_what_has_its_dtype_already() -> None:
    told = stories(
        "import numpy as np\na = np.ones(2, dtype=np.float32)\nb = np.ones(2)\n"
        "s = torch.Tensor(a)\nc = torch.Tensor(b)\na[0] = b[0] = 7\nprint(s.tolist(), c.tolist())\n"
    )
    assert plain(told[-1].equations[0].maths) == "[7.0, 1.0] [1.0, 1.0]"
    assert all("memory that has that dtype already it shares" in one.why for one in told[:2])


def test_infinity_beside_nan_that_came_in_is_nobodys_first() -> None:
    assert "infinite" not in stories("x = torch.tensor([float('nan'), 0.])\ny = 1 / x\n")[-1].why


STEPPED = (
    "w = torch.tensor([1., 2., 3.], requires_grad=True)\n(w * w).sum().backward()\n"
    "with torch.no_grad():\n    w {}\n"
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("-= 0.1 * w.grad", "gradient descent with learning rate 0.1"),
        ("+= 0.1 * w.grad", "changed outside the graph"),
        ("-= 0.1 * w.grad + 1e-5", "changed outside the graph"),
        ("-= 0.1 * w.grad * torch.tensor([1., 1., 1.0001])", "changed outside the graph"),
    ],
)
def test_only_a_step_against_the_gradient_is_called_descent(change: str, said: str) -> None:
    assert said in stories(STEPPED.format(change))[-1].why


@pytest.mark.parametrize(
    ("change", "said"), [("zero_()", "is set to zero"), ("mul_(2)", "is changed by the program")]
)
def test_a_gradient_is_only_said_to_be_zeroed_if_it_is(change: str, said: str) -> None:
    told = stories(f"w = torch.ones(2, requires_grad=True)\nw.sum().backward()\nw.grad.{change}\n")
    assert f"w.grad {said}" in told[-1].why


@pytest.mark.parametrize(("reduction", "count"), [("mean", 3), ("sum", 1)])
def test_a_loss_is_divided_by_the_count_for_a_mean_alone(reduction: str, count: int) -> None:
    told = stories(
        "x = torch.ones(3, requires_grad=True)\ny = torch.zeros(3)\n"
        f"L = torch.nn.functional.mse_loss(x, y, reduction='{reduction}')\nL.backward()\n"
    )
    (story,) = (s for s in told if s.heading == "MseLossBackward0")
    assert plain(story.equations[0].maths) == f"∂L/∂x = ∂L/∂L · 2/{count}(x − y)"


@pytest.mark.parametrize(("seed", "name"), [("1.", "L"), ("2.", "(v · L)"), ("0.", "(v · L)")])
def test_a_loss_that_a_run_weighs_is_not_called_by_its_name_alone(seed: str, name: str) -> None:
    told = stories(
        "x = torch.tensor(3., requires_grad=True)\nL = x * x\n"
        f"L.backward(gradient=torch.tensor({seed}))\n"
    )
    (grad,) = (s for s in told if s.kind == "accumulate")
    assert plain(grad.equations[0].maths) == f"x.grad ← ∂{name}/∂x"
