"""A lesson's figures against a tape: agreeing, differing, and what a tape cannot tell."""

from __future__ import annotations

import pytest

from graphviewer.files.figures import is_printed, judged, words_of
from graphviewer.files.lessons import Figure, Numbers
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

PROGRAM = """\
import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.ones(2, requires_grad=True)
big = torch.zeros(5000)
small = torch.tensor(0.1)
total = 0.0
for k in range(3):
    loss = (x * x).sum()
    loss.backward()
    total = total + loss.item()
net = torch.nn.Linear(2, 1)
bad = torch.tensor(float("nan"))
print("loss", 5.0)
a = x * 2
a[0] = 7
whole = torch.tensor(3)
wave = torch.tensor(1 + 0j)
"""


@pytest.fixture(scope="module")
def index() -> TapeIndex:
    return TapeIndex(record(PROGRAM))


@pytest.mark.parametrize(
    ("name", "value", "within", "verdict"),
    [
        ("x", [1.0, 2.0], 0, "agrees"),
        ("x", [1.0, 2.1], 0, "differs"),
        ("x", [1.0, 2.1], 0.2, "agrees"),
        ("x", [1.0], 0, "differs"),
        ("x.grad", [6, 12], 0, "agrees"),
        ("x.shape", [2], 0, "agrees"),
        ("net.weight.shape", [1, 2], 0, "agrees"),
        ("small", 0.1, 0, "agrees"),
        ("whole", 3, 0, "agrees"),
        ("whole", 3.5, 0, "differs"),
        ("whole", True, 0, "differs"),
        ("wave", 1, 0, "agrees"),
        ("wave", 2, 0, "differs"),
        ("bad", float("nan"), 0, "agrees"),
        ("a", [7.0, 4.0], 0, "agrees"),
        ("total", 15.0, 0, "agrees"),
        ("total", 14.0, 0, "unknown"),
        ("y.grad", [0.0, 0.0], 0, "differs"),
        ("big", [0.0] * 5000, 0, "unknown"),
        ("nobody", 1.0, 0, "unknown"),
        ("nobody.grad", 1.0, 0, "unknown"),
    ],
)
def test_a_number(index: TapeIndex, name: str, value: Numbers, within: float, verdict: str) -> None:
    assert judged(Figure(name=name, value=value, within=within), index).verdict == verdict


@pytest.mark.parametrize(
    ("printed", "verdict"), [("loss 5.0", "agrees"), ("lo...", "agrees"), ("5.0", "differs")]
)
def test_a_line(index: TapeIndex, printed: str, verdict: str) -> None:
    assert judged(Figure(printed=printed), index).verdict == verdict


def test_what_the_tape_has_instead_is_told(index: TapeIndex) -> None:
    assert judged(Figure(name="x", value=[1, 1]), index).found == "[1 2]"
    assert judged(Figure(name="y.grad", value=[1, 1]), index).found == "None"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(name="x.grad", value=[0, 4, 8, 12]), "x.grad = [0 4 8 12]"),
        (Figure(name="c", value=1.234567, within=1e-6), "c ≈ 1.235"),
        (Figure(name="c", value=12.0, within=0.5), "c ≈ 12"),
        (Figure(name="ok", value=True), "ok = True"),
        (Figure(printed="cost 1.566340"), "cost 1.566340"),
        (Figure(printed="cost..."), "cost…"),
    ],
)
def test_a_figure_in_words(figure: Figure, words: str) -> None:
    assert words_of(figure) == words


def test_a_line_is_whole_unless_its_rest_is_left_open() -> None:
    assert is_printed("a...", ["b", "abc"])
    assert not is_printed("ab", ["abc"])
