"""Real recordings are explained to the last step, with agreeing checks and live references."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from pathlib import Path
from typing import get_args

import pytest

from graphviewer.explain.equation import (
    Big,
    Cases,
    Fence,
    Frac,
    Math,
    Matrix,
    Ref,
    Root,
    Row,
    Script,
    plain,
)
from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.explain.numbers import short
from graphviewer.explain.shown import result_maths
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.py"))
MOST = 300  # steps of a tape: those of a long loop are alike
HEAD = "import torch\nimport torch.nn.functional as F\n"
PROGRAMS: dict[str, str] = {
    "fan-in": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * x
z = torch.sin(x) + y
(z * x).sum().backward()
""",
    "stretched": """
x = torch.arange(3.0, requires_grad=True)
m = torch.ones(2, 3, requires_grad=True)
(m * x + 1).mean().backward()
""",
    "classifier": """
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for _ in range(2):
    loss = F.cross_entropy(net(torch.rand(5, 3)), torch.tensor([0, 1, 1, 0, 1]))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
""",
    "by hand": """
w = torch.tensor([1.0, -2.0], requires_grad=True)
for _ in range(3):
    loss = ((w - 3) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
""",
    "cut": """
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    k = x * 2
(x * k.detach()).sum().backward()
""",
    "second": """
x = torch.tensor([1.0, 2.0], requires_grad=True)
(first,) = torch.autograd.grad((torch.sigmoid(x) * x**3).sum(), x, create_graph=True)
first.sum().backward()
""",
    "in place": """
x = torch.ones(2, 3, requires_grad=True)
y = x * 2
y[:, 0] = 5
y += x
y.mul_(3)
y.sum().backward()
""",
    "shapes": """
x = torch.arange(6.0, requires_grad=True)
m = x.view(2, 3).T.reshape(-1).unsqueeze(0)
torch.cat([m, m * 2]).flatten()[torch.tensor([0, 3, 3])].sum().backward()
""",
    "half": """
x = torch.linspace(-1, 1, 7).bfloat16().requires_grad_()
F.gelu(x).sum().backward()
""",
    "mixed": """
x = torch.ones(3, requires_grad=True)
(x.double() / 3).sum().backward()
""",
    "large": """
x = torch.ones(100, 100, requires_grad=True)
(x @ x).sum().backward()
""",
    "no rule": """
x = torch.tensor([2.0, 3.0], requires_grad=True)
torch.lgamma(x).sum().backward()
""",
    "not finite": """
x = torch.tensor([0.0, -1.0], requires_grad=True)
torch.log(x).sum().backward()
""",
    "custom": """
class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x
    @staticmethod
    def backward(ctx, g):
        return 2 * g
x = torch.ones(2, requires_grad=True)
Twice.apply(x).sum().backward()
""",
    "device of nowhere": "torch.ones(2) @ torch.ones(3)",
    "fails": "x = torch.ones(2)\nx.sum().backward()",
}
SOURCES = {path.stem: path.read_text("utf-8") for path in EXAMPLES}
SOURCES |= {name: HEAD + source for name, source in PROGRAMS.items()}


@pytest.fixture(scope="module")
def tapes() -> dict[str, Tape]:
    """Recordings made so far, so that each program runs once."""
    return {}


def taped(tapes: dict[str, Tape], name: str) -> Tape:
    """The recording of a program."""
    if name not in tapes:
        tapes[name] = record(SOURCES[name])
    return tapes[name]


def stories(tape: Tape) -> Iterator[Explanation]:
    """Every step in both languages; of a tape longer than MOST so many spread evenly."""
    index = TapeIndex(tape)
    last = len(tape.steps) - 1
    few = {round(last * at / MOST) for at in range(MOST + 1)}
    for step in sorted(few) if last > MOST else range(last + 1):
        for language in get_args(Language):
            yield explain(tape, index, step, language)


def pieces(maths: Math) -> Iterator[Math]:
    """A piece of mathematics and all it is made of."""
    yield maths
    inside: tuple[Math | None, ...] = ()
    match maths:
        case Row(items=items):
            inside = items
        case Frac(top=top, bottom=bottom):
            inside = (top, bottom)
        case Script(base=base, sup=sup, sub=sub):
            inside = (base, sup, sub)
        case Root(body=body) | Fence(body=body):
            inside = (body,)
        case Big(below=below, above=above):
            inside = (below, above)
        case Matrix(rows=rows):
            inside = tuple(cell for row in rows for cell in row)
        case Cases(rows=choices):
            inside = tuple(part for choice in choices for part in choice)
    for one in inside:
        if one is not None:
            yield from pieces(one)


def references(story: Explanation) -> Iterator[Ref]:
    """What an explanation points at."""
    maths = [line.maths for line in story.equations]
    maths += [story.result_name] if story.result_name is not None else []
    for one in maths:
        for piece in pieces(one):
            ref = getattr(piece, "ref", None)
            if ref is not None:
                yield ref
    if story.focus is not None:
        yield story.focus


@pytest.mark.parametrize("name", SOURCES)
def test_every_step_is_told_in_both_languages(tapes: dict[str, Tape], name: str) -> None:
    for story in stories(taped(tapes, name)):
        assert story.heading
        assert story.phase
        assert story.why, story
        assert story.kind not in ("backward", "accumulate") or story.equations
        assert "{" not in story.why


@pytest.mark.parametrize("name", SOURCES)
def test_every_check_agrees(tapes: dict[str, Tape], name: str) -> None:
    for story in stories(taped(tapes, name)):
        assert story.check is None or story.check.verdict != "differs", story


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_gradient_of_a_lesson_is_checked(tapes: dict[str, Tape], name: str) -> None:
    for story in stories(taped(tapes, name)):
        if story.kind in ("backward", "accumulate") and story.heading != "CopySlices":
            assert story.check is not None, story
            assert story.formula


@pytest.mark.parametrize("name", SOURCES)
def test_every_reference_resolves(tapes: dict[str, Tape], name: str) -> None:
    tape = taped(tapes, name)
    tables: dict[str, Sized] = {
        "tensor": tape.tensors,
        "gradient": tape.tensors,
        "node": tape.nodes,
        "op": tape.ops,
    }
    for story in stories(tape):
        for ref in references(story):
            assert 0 <= ref.id < len(tables[ref.kind])


@pytest.mark.parametrize("name", SOURCES)
def test_the_result_on_screen_is_the_recorded_value(tapes: dict[str, Tape], name: str) -> None:
    tape = taped(tapes, name)
    for story in stories(tape):
        results = [line for line in story.equations if line.kind == "result"]
        if story.result is None or not results or story.kind == "update":
            continue
        value = tape.values[story.result]
        expected = {short(value), plain(result_maths(value, "value"))}
        assert any(text in plain(results[0].maths) for text in expected), story


@pytest.mark.parametrize("name", SOURCES)
def test_every_tensor_is_described_at_every_step(tapes: dict[str, Tape], name: str) -> None:
    tape = taped(tapes, name)
    index = TapeIndex(tape)
    for tensor in tape.tensors:
        for step in (-1, len(tape.steps) // 2, len(tape.steps) - 1):
            facts = describe_tensor(tape, index, tensor.id, step, "ko")
            assert facts.name
            assert {"shape", "dtype", "device", "grad_fn"} <= {row.key for row in facts.rows}


def found(tapes: dict[str, Tape], name: str, text: str) -> bool:
    """Whether some English sentence of a program's story has a text."""
    return any(text in story.why for story in stories(taped(tapes, name)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fan-in", "x: 1 of 4 gradients have arrived."),
        ("fan-in", "x: with this one all 4 gradients of this run have arrived and are added."),
        ("stretched", "The gradient is summed over axis 0, because x was stretched"),
        ("by hand", "A step of gradient descent with learning rate 0.1"),
        ("by hand", "w.grad is set to None"),
        ("classifier", "A step of gradient descent with learning rate 0.1"),
        ("classifier", "elements are switched off here"),
        ("cut", "Recording is off here, as inside torch.no_grad()"),
        ("second", "This node was built by an earlier backward run"),
        ("no rule", "No rule is written for LgammaBackward0"),
        ("fails", "Create the leaf with requires_grad=True"),
    ],
)
def test_what_matters_is_named(tapes: dict[str, Tape], name: str, text: str) -> None:
    assert found(tapes, name, text)
