"""Facts of section 8: an LSTM over a sentence."""

from __future__ import annotations

import numpy as np

from graphviewer.files.lessons import lesson
from tests.lessons.oracle import Unrecorded
from tests.lessons.recording import recorded, unrecorded

TOKENS = ["I", "love", "coding", ".", "Just", "kidding", "."]


def test_the_sentence_has_seven_tokens_of_which_two_are_the_same() -> None:
    names = unrecorded("8.1").names
    assert names["words"] == TOKENS
    numbers = recorded("8.1").value("numbers")
    assert [names["known"][number] for number in numbers] == TOKENS


def test_the_last_output_is_h_and_the_shapes_are_the_lectures() -> None:
    tape = recorded("8.1")
    out, h = (np.array(tape.value(name)) for name in ("out", "last_h"))
    assert out.shape == (7, 1, 5)
    assert h.shape == (1, 1, 5)
    assert np.array_equal(out[-1], h[0])


def test_word_by_word_is_the_whole_sentence() -> None:
    tape = recorded("8.1")
    steps = [step.detach().numpy() for step in unrecorded("8.1").names["steps"]]
    np.testing.assert_allclose(np.concatenate(steps), tape.value("out"), rtol=1e-12)
    np.testing.assert_allclose(tape.value("h"), tape.value("last_h"), rtol=1e-12)
    np.testing.assert_allclose(tape.value("c"), tape.value("last_c"), rtol=1e-12)


def test_the_cell_is_the_textbooks() -> None:
    """Gates i, f, g, o from x and h; c' = f c + i g; h' = o tanh c', in NumPy."""
    tape = recorded("8.1")
    w, u, b, d = (
        np.array(tape.value(f"lstm.{kind}_l0"))
        for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    h, c = np.zeros(5), np.zeros(5)
    for x in np.array(tape.value("x"))[:, 0]:
        i, f, g, o = np.split(w @ x + b + u @ h + d, 4)
        c = c / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
        h = np.tanh(c) / (1 + np.exp(-o))
    np.testing.assert_allclose(np.array(tape.value("h"))[0, 0], h, rtol=1e-12)


def test_the_graph_is_unrolled_gate_by_gate() -> None:
    """Seven calls of one module with the same four weights, three sigmoids and two tanh in each."""
    tape = recorded("8.1").tape
    names = [node.name for node in tape.nodes]
    assert names.count("SigmoidBackward0") == 7 * 3
    assert names.count("TanhBackward0") == 7 * 2
    assert names.count("AccumulateGrad") == 5
    calls = [op.within for op in tape.ops if op.module == "lstm" and op.nodes]
    assert calls == [(f"lstm#{one}:LSTM",) for one in range(1, 8)]


def test_every_word_has_a_gradient_and_the_dot_that_of_both_places() -> None:
    """The gradient of the dot's row is the sum of those at its two places."""
    tape = recorded("8.1")
    rows = np.array(tape.grads("embedding.weight")[-1])
    assert np.all(np.linalg.norm(rows, axis=1) > 0)
    at_places = np.array(tape.gradient("x"))[:, 0]
    dot = tape.value("numbers")[-1]
    np.testing.assert_allclose(rows[dot], at_places[3] + at_places[6], rtol=1e-12)


def test_the_whole_sentence_has_the_same_gradient() -> None:
    """Backward through one call gives what backward through seven gives."""
    call = "h.sum().backward()"
    whole = "_, (last, _) = lstm(x)\nlast.sum().backward()"
    source = lesson("8.1").source()
    assert call in source
    once, seven = (
        ran.names["embedding"].weight.grad.numpy()
        for ran in (Unrecorded(source.replace(call, whole)), unrecorded("8.1"))
    )
    np.testing.assert_allclose(once, seven, rtol=1e-12)
