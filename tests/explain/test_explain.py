"""The story of a small tape written by hand is the one a lecturer would tell."""

from __future__ import annotations

import string
from typing import get_args

import numpy as np
import pytest

from graphviewer.explain.check import compare
from graphviewer.explain.equation import Ref, Row, Text, plain
from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.explain.words.errors import ADVICE, advice
from graphviewer.explain.words.table import WORDS, word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_tape
from graphviewer.tape.tape import Tape
from tests.explain.sample import sample, value


@pytest.fixture
def tape() -> Tape:
    """The tape of c = b * b."""
    return sample()


def told(tape: Tape, step: int, language: Language = "en") -> Explanation:
    """The story of a step."""
    return explain(tape, TapeIndex(tape), step, language)


def lines(explanation: Explanation) -> list[str]:
    """Its equations as text."""
    return [plain(line.maths) for line in explanation.equations]


def test_the_sample_is_a_legal_tape(tape: Tape) -> None:
    check_tape(tape)


def test_a_product_of_a_tensor_with_itself_sums_two_gradients(tape: Tape) -> None:
    story = told(tape, 5)
    assert (story.heading, story.phrase) == ("MulBackward0", "c = b * b")
    assert lines(story) == [
        "∂d/∂b = ∂d/∂c · b + ∂d/∂c · b",
        "= [1 1 1] · [2 2 2] + [1 1 1] · [2 2 2]",
        "= [4 4 4]",
    ]
    assert story.why.startswith("b is used twice, so its two gradients are added.")
    assert story.check is not None
    assert story.check.verdict == "exact"
    assert (story.result, story.focus) == (2, Ref("gradient", 1))


def test_the_same_in_korean(tape: Tape) -> None:
    story = told(tape, 5, "ko")
    assert story.equations[0].label == "연쇄 법칙"
    assert story.why.startswith("b는 두 번 쓰였으므로 두 기울기를 더합니다.")


def test_every_factor_knows_its_tensor(tape: Tape) -> None:
    maths = told(tape, 5).equations[0].maths
    assert isinstance(maths, Row)
    right = maths.items[2]
    assert isinstance(right, Row)
    first = right.items[0]
    assert isinstance(first, Row)
    assert first.items[2] == Text("b", "name", "plain", Ref("tensor", 1))


def test_the_run_says_where_it_starts(tape: Tape) -> None:
    assert told(tape, 4).why.startswith("The run starts here with ∂d/∂d = 1.")


def test_a_forward_step_shows_its_numbers(tape: Tape) -> None:
    assert lines(told(tape, 2)) == ["c = b · b", "= [2 2 2] · [2 2 2]", "= [4 4 4]"]


def test_a_new_leaf_is_told_by_its_value(tape: Tape) -> None:
    assert lines(told(tape, 0)) == ["a = [1 1 1]"]


def test_the_leaf_takes_its_gradient_in(tape: Tape) -> None:
    story = told(tape, 7)
    assert lines(story) == ["a.grad ← ∂d/∂a", "= [4 4 4]"]
    assert story.check is not None
    assert story.check.verdict == "exact"


def test_a_print_shows_what_was_printed(tape: Tape) -> None:
    assert lines(told(tape, 8)) == ["tensor([4., 4., 4.])"]


def test_a_changed_gradient_differs_from_the_rule(tape: Tape) -> None:
    tape.values[1] = value(2, 2, 2.5)
    tape.values.append(value(2, 2, 2))
    tape.tensors[1] = tape.tensors[1].__class__(
        **{name: getattr(tape.tensors[1], name) for name in tape.tensors[1].__struct_fields__}
        | {"value": 5}
    )
    check = told(tape, 5).check
    assert check is not None
    assert (check.verdict, check.difference) == ("differs", 0.5)


@pytest.mark.parametrize(
    ("recorded", "made", "verdict"),
    [
        ([1, np.nan], [1, np.nan], "exact"),
        ([1, 2], [1, np.nan], "differs"),
        ([1, np.inf], [1, np.inf], "exact"),
        ([1, 1 + 2**-23], [1, 1], "rounding"),
        ([1, 1.001], [1, 1], "differs"),
    ],
)
def test_the_check_knows_rounding_from_error(
    recorded: list[float], made: list[float], verdict: str
) -> None:
    array = np.asarray(made, np.float32)
    assert compare(value(*recorded), array, array.astype(np.float64))[0] == verdict


def test_a_node_without_a_rule_still_shows_its_gradients(tape: Tape) -> None:
    node = tape.nodes[2]
    fields = {name: getattr(node, name) for name in node.__struct_fields__}
    tape.nodes[2] = node.__class__(**fields | {"name": "LgammaBackward0"})
    story = told(tape, 5)
    assert not story.formula
    assert story.check is None
    assert lines(story)[0] == "∂d/∂b = ∂d/∂c · J(∂c/∂b) + ∂d/∂c · J(∂c/∂b)"
    assert lines(story)[-1] == "= [4 4 4]"


def test_a_tensors_facts_follow_the_playhead(tape: Tape) -> None:
    index = TapeIndex(tape)
    before, after = (describe_tensor(tape, index, 1, step, "en") for step in (3, 5))
    texts = {row.key: row.text for row in after.rows}
    assert texts["grad_fn"] == "AddBackward0"
    assert texts["saved_by"] == "MulBackward0 (self, other; freed)"
    assert texts["used_by"] == "c = b * b"
    assert (before.gradient, before.arrived) == (None, 0)
    assert (after.arrived, after.expected, after.value) == (2, 2, 1)
    assert after.gradient_name is not None
    assert plain(after.gradient_name) == "∂d/∂b"
    assert describe_tensor(tape, index, 0, 8, "ko").leaf_grad == 2


def _placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same_things(key: str) -> None:
    english, korean = WORDS[key]
    assert english
    assert korean
    assert _placeholders(english) == _placeholders(korean)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("b", "b는"),
        ("x", "x는"),
        ("n", "n은"),
        ("W1", "W1은"),
        ("loss", "loss는"),
        ("line", "line은"),
        ("as_tensor", "as_tensor는"),
    ],
)
def test_korean_particles_fit_how_a_name_is_read(name: str, start: str) -> None:
    assert word("twice_2", "ko", name=name).startswith(start)


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("Trying to backward through the graph a second time", "retain_graph=True"),
        ("grad can be implicitly created only for scalar outputs", "gradient=v"),
        ("has been modified by an inplace operation: [torch.FloatTensor [3]]", "clone()"),
        ("a leaf Variable that requires grad is being used in an in-place operation.", "no_grad"),
        ("element 0 of tensors does not require grad and does not have a grad_fn", "requires_grad"),
        ("Expected all tensors to be on the same device, but found", ".to(device)"),
        ("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", ".T"),
        ("The size of tensor a (3) must match the size of tensor b (4)", "unsqueeze()"),
    ],
)
def test_common_errors_come_with_advice(message: str, hint: str) -> None:
    assert all(hint in (advice(message, language) or "") for language in get_args(Language))


def test_every_advice_is_in_both_languages() -> None:
    assert all(english and korean for _, (english, korean) in ADVICE)
    assert advice("something never seen", "en") is None
