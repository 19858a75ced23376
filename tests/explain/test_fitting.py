"""What is said is true of this call: its options, its numbers, its optimizer, its place."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.explain.explanation import Explanation
from graphviewer.explain.rules.rule import MissingOperand, sum_to
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Fact, Saved
from graphviewer.tape.tape import Tape

X = (
    "import torch\nimport torch.nn.functional as F\n"
    "x = torch.tensor([1.0, -2.0], requires_grad=True)\n"
)
Z = (
    X
    + "z = torch.tensor([[1.0, 2.0], [0.5, -1.0]], requires_grad=True)\nt = torch.tensor([1, 0])\n"
)


def stories(tape: Tape) -> list[Explanation]:
    index = TapeIndex(tape)
    return [explain(tape, index, step.index, "en") for step in tape.steps]


def story(source: str, heading: str) -> Explanation:
    return next(one for one in stories(record(source)) if one.heading == heading)


def equations(told: Explanation) -> str:
    return "\n".join(plain(line.maths) for line in told.equations)


@pytest.mark.parametrize(
    ("source", "node"),
    [
        (X + "x.norm(p=1).backward()\n", "LinalgVectorNormBackward0"),
        (X + "x.var(unbiased=False).backward()\n", "VarBackward0"),
        (X + "F.gelu(x, approximate='tanh').sum().backward()\n", "GeluBackward0"),
        (X + "F.selu(x).sum().backward()\n", "EluBackward0"),
        (Z + "torch.addmm(z, z, z.detach(), beta=2, alpha=3).sum().backward()\n", "AddmmBackward0"),
        (
            Z + "F.avg_pool2d(z[None, None], 2, divisor_override=3).sum().backward()\n",
            "AvgPool2DBackward0",
        ),
        (
            Z + "F.cross_entropy(z, t, weight=torch.tensor([1.0, 2.0])).backward()\n",
            "NllLossBackward0",
        ),
        (
            X + "F.binary_cross_entropy_with_logits(x, torch.ones(2), weight=x.detach() + 3)"
            ".backward()\n",
            "BinaryCrossEntropyWithLogitsBackward0",
        ),
        (
            X + "c = torch.tensor(1 + 2j, requires_grad=True)\n(c * 1j).real.backward()\n",
            "MulBackward0",
        ),
    ],
)
def test_no_formula_is_told_that_does_not_hold(source: str, node: str) -> None:
    told = story(source, node)
    assert not told.formula
    assert told.check is None
    assert "does not cover the options or numbers of this call" in told.why


@pytest.mark.parametrize(
    ("source", "node"),
    [
        (X + "x.norm().backward()\n", "LinalgVectorNormBackward0"),
        (X + "x.var().backward()\n", "VarBackward0"),
        (X + "F.gelu(x).sum().backward()\n", "GeluBackward0"),
        (Z + "F.cross_entropy(z, t).backward()\n", "NllLossBackward0"),
    ],
)
def test_the_usual_call_has_its_formula(source: str, node: str) -> None:
    told = story(source, node)
    assert told.formula
    assert told.check is not None
    assert told.check.verdict != "differs"


def test_an_ignored_example_is_not_counted() -> None:
    source = Z + "F.cross_entropy(z, torch.tensor([1, -100])).backward()\n"
    assert "/1" in equations(story(source, "NllLossBackward0"))


@pytest.mark.parametrize(
    "call",
    [
        "F.cross_entropy(z, t, reduction='sum')",
        "F.cross_entropy(z, t, weight=torch.ones(2))",
        "F.cross_entropy(z, t, label_smoothing=0.1)",
        "F.mse_loss(z, z.detach() * 2, reduction='sum')",
        "torch.add(z, z, alpha=2)",
        "torch.norm(z, p=1)",
    ],
)
def test_a_call_with_options_is_told_as_it_is_written(call: str) -> None:
    name = call.partition("(")[0].rpartition(".")[2].removesuffix("_loss")
    told = equations(story(Z + f"a = {call}\n", name if name != "mse" else "mse_loss"))
    assert told.startswith(f"a = {call.partition('(')[0]}(")


LOOP = """import torch
w = torch.tensor({start}, requires_grad=True)
optimizer = torch.optim.{optimizer}
for i in range(3):
    optimizer.zero_grad()
    ({loss}).sum().backward()
    optimizer.step()
"""


def moves(start: str, optimizer: str, loss: str) -> list[str]:
    tape = record(LOOP.format(start=start, optimizer=optimizer, loss=loss))
    rows = zip(tape.steps, stories(tape), strict=True)
    return [told.why for step, told in rows if step.kind == "update" and not step.of_grad]


@pytest.mark.parametrize(
    ("optimizer", "loss"),
    [
        ("SGD([w], lr=0.1, momentum=0.9)", "w * w"),
        ("SGD([w], lr=0.1, momentum=0.9)", "w * 3"),
        ("SGD([w], lr=0.1, weight_decay=0.5)", "w * w"),
        ("Adam([w], lr=0.1)", "w"),
        ("RMSprop([w], lr=0.1)", "w * w"),
    ],
)
def test_one_element_does_not_make_a_learning_rate(optimizer: str, loss: str) -> None:
    said = moves("1.0", optimizer, loss)
    assert said
    assert not any("learning rate" in why or "−" in why for why in said)


def test_momentum_on_a_steady_gradient_is_no_learning_rate() -> None:
    said = moves("[1.0, 2.0]", "SGD([w], lr=0.1, momentum=0.9)", "w * torch.tensor([3.0, 5.0])")
    assert [why.split()[-4] for why in said] == ["−0.1", "−0.19", "−0.271"]
    assert not any("learning rate" in why for why in said)


@pytest.mark.parametrize("start", ["1.0", "[1.0, 2.0]"])
def test_plain_descent_has_its_rate(start: str) -> None:
    said = moves(start, "SGD([w], lr=0.1)", "w * w")
    assert all(why.startswith("A step of gradient descent with learning rate 0.1") for why in said)


def test_of_a_run_that_failed_nobody_knows_how_many_gradients_come() -> None:
    source = (
        X + "e = x.exp()\nl = x.sum() + (x * 3).sum() + (e * e).sum()\ne.add_(1)\nl.backward()\n"
    )
    said = " ".join(told.why for told in stories(record(source)))
    assert "with this one all" not in said


def test_after_a_gap_no_infinity_is_called_the_first() -> None:
    tape = record(X + "a = x * 2\nb = 1 / (a - a)\n")
    born = next(
        step for step in tape.steps if step.op is not None and "/" in tape.ops[step.op].code
    )
    index = TapeIndex(tape)
    assert "first infinity" in explain(tape, index, born.index, "en").why
    tape.steps[0] = replace(tape.steps[0], kind="skip", text="3")
    assert "first infinity" not in explain(tape, index, born.index, "en").why


@pytest.mark.parametrize(
    "call",
    [
        "F.dropout(x, 0.5)",
        "F.dropout(x, p=0.5)",
        "torch.nn.Dropout(0.5)(x)",
        "torch.nn.Sequential(torch.nn.Identity(), torch.nn.Dropout(0.5))(x)",
        "F.dropout(x[0], 0.25)",
        "F.feature_alpha_dropout(x[None, :, None], 0.5, True)",
    ],
)
def test_an_option_of_a_call_is_not_what_a_gradient_is_multiplied_by(call: str) -> None:
    told = story(f"{X}torch.manual_seed(0)\ny = {call}\ny.sum().backward()\n", "MulBackward0")
    symbols = [line for line in equations(told).splitlines() if line.startswith("∂")]
    assert symbols
    assert {line.rpartition(" · ")[2] for line in symbols} <= {"mask", "0", "1.333"}


COMPLEX = "v = torch.tensor(2.0, requires_grad=True)\nw = torch.tensor(1.5, requires_grad=True)\n"


@pytest.mark.parametrize(
    ("made", "node"),
    [
        ("v * 1j + w", "MulBackward0"),
        ("v * 1j + w", "AddBackward0"),
        ("torch.complex(v, w) / w", "DivBackward0"),
    ],
)
def test_a_formula_for_real_numbers_is_not_said_of_complex_ones(made: str, node: str) -> None:
    """PyTorch sends the conjugate of the derivative, and to a real input the real part."""
    told = story(f"{X}{COMPLEX}z = {made}\nz.abs().backward()\n", node)
    assert not told.formula
    assert "J(" in equations(told)


def test_complex_factors_stand_in_brackets() -> None:
    told = story(f"{X}{COMPLEX}z = torch.complex(v, w)\nz.abs().backward()\n", "AbsBackward0")
    assert equations(told).splitlines()[1:] == [
        "= 1 · sign(2+1.5j)",
        "= 1 · (0.8+0.6j)",
        "= 0.8+0.6j",
    ]


@pytest.mark.parametrize(
    "saved",
    [
        Saved(name="result", fact=True),
        Saved(name="result", value=0),
        Saved(name="result[99999999999999]", value=0),
    ],
)
def test_what_no_node_of_the_kind_saves_is_not_computed_with(saved: Saved) -> None:
    tape = record(
        "import torch\nw = torch.ones(4, 3)\nx = torch.ones(2, 3, requires_grad=True)\n"
        "x.relu().sum().backward()\n"
    )
    relu = next(node for node in tape.nodes if node.name == "ReluBackward0")
    tape.nodes[relu.id] = replace(relu, saved=(saved,))
    step = next(one.index for one in tape.steps if one.node == relu.id)
    assert explain(tape, TapeIndex(tape), step, "en").check is None


def test_a_term_whose_numbers_are_none_is_explained() -> None:
    tape = record(X + "x.log_softmax(0).sum().backward()\n")
    node = next(one for one in tape.nodes if one.name == "LogSoftmaxBackward0")
    saved = [Saved(name=one.name, fact="x") if one.name == "result" else one for one in node.saved]
    tape.nodes[node.id] = replace(node, saved=tuple(saved))
    assert all(one.heading for one in stories(tape))


@pytest.mark.parametrize("dim", [float("nan"), "x", (None,), (1, "y")])
@pytest.mark.parametrize("call", ["z.sum(1)", "z.transpose(0, 1)", "z.amax(1)", "z.softmax(1)"])
def test_axes_that_are_none_are_not_told(call: str, dim: Fact) -> None:
    tape = record(Z + f"{call}.sum().backward()\n")
    for node in tape.nodes:
        saved = tuple(
            Saved(name=one.name, fact=dim) if one.name.startswith("dim") else one
            for one in node.saved
        )
        tape.nodes[node.id] = replace(node, saved=saved)
    assert all(one.heading for one in stories(tape))


def test_a_number_fits_every_shape_and_other_lengths_fit_none() -> None:
    assert sum_to(np.array(2.0), (1, 3)).tolist() == [[2.0, 2.0, 2.0]]
    assert sum_to(np.ones((4, 2, 3)), (1, 3)).tolist() == [[8.0, 8.0, 8.0]]
    with pytest.raises(MissingOperand):
        sum_to(np.ones((4, 3)), (2, 3))
