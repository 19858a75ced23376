"""The rule of an LSTM layer that runs as one node: backpropagation through time."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, MissingOperand, Rule, TooLarge, Vjp

LSTM = 2  # PyTorch's `mode`
MOST_WORK = 1 << 25  # multiplications of a pass over the sequence

THROUGH_TIME = (
    (
        "All time steps of the layer are one node. The gradient goes back through time, last step "
        "first: δ is that of the sums inside the gates, and each weight's is added up over all "
        "steps."
    ),
    (
        "층의 모든 시간 단계가 노드 하나입니다. 기울기는 마지막 단계부터 시간을 거슬러 갑니다. "
        "δ는 게이트 안의 합에 대한 기울기이고, 각 가중치의 기울기는 모든 단계에 걸쳐 더해집니다."
    ),
)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _forward(e: Env, x: Array) -> tuple[Array, Array, Array]:
    """Of each step: the gates i, f, g, o beside one another, and h and c from before it on."""
    steps, batch, size = len(x), x.shape[1], int(e.hidden_size)
    h = np.empty((steps + 1, batch, size), x.dtype)
    c = np.empty_like(h)
    h[0], c[0] = e.hx_.reshape(batch, size), e.cx_.reshape(batch, size)
    gates = np.empty((steps, batch, 4 * size), x.dtype)
    for t in range(steps):
        sums = x[t] @ e.weight0.T + h[t] @ e.weight1.T
        if e.has_biases:
            sums = sums + e.weight2 + e.weight3
        i, f, g, o = np.split(sums, 4, axis=1)
        i, f, g, o = _sigmoid(i), _sigmoid(f), np.tanh(g), _sigmoid(o)
        gates[t] = np.concatenate((i, f, g, o), axis=1)
        c[t + 1] = f * c[t] + i * g
        h[t + 1] = o * np.tanh(c[t + 1])
    return gates, h, c


def _upstream(e: Env, place: int, shape: tuple[int, ...]) -> Array:
    """The gradient of the outputs, of the last h or the last c; zeros where it was not used."""
    gradient = e.gs[place] if place < len(e.gs) else None
    return np.zeros(shape, e.g.dtype) if gradient is None else gradient.reshape(shape).copy()


def _through_time(e: Env) -> tuple[Array, Array, Array, Array, Array]:
    """Gradients of the sums inside the gates, and of the first h and c; inputs and states too."""
    if int(e.mode) != LSTM or e.batch_sizes:
        raise MissingOperand("the rule is written for LSTMs over sequences of one length")
    if e.input.shape[0] * (e.input.shape[1] + 1) * (e.weight0.size + e.weight1.size) > MOST_WORK:
        raise TooLarge("a pass over the sequence")
    x = e.input[::-1] if e.reverse else e.input
    gates, h, c = _forward(e, x)
    given = _upstream(e, 0, h[1:].shape)
    given = given[::-1] if e.reverse else given
    back_h, back_c = _upstream(e, 1, h[0].shape), _upstream(e, 2, c[0].shape)
    sums = np.empty_like(gates)
    for t in reversed(range(len(x))):
        i, f, g, o = np.split(gates[t], 4, axis=1)
        back_h = back_h + given[t]
        bent = np.tanh(c[t + 1])
        back_c = back_c + back_h * o * (1 - bent**2)
        parts = (
            back_c * g * i * (1 - i),
            back_c * c[t] * f * (1 - f),
            back_c * i * (1 - g**2),
            back_h * bent * o * (1 - o),
        )
        sums[t] = np.concatenate(parts, axis=1)
        back_c = back_c * f
        back_h = sums[t] @ e.weight1
    return sums, back_h, back_c, x, h


def _to_input(e: Env) -> Array:
    found = _through_time(e)[0] @ e.weight0
    return found[::-1] if e.reverse else found


def _to_weights(e: Env) -> Array:
    sums, _, _, x, _ = _through_time(e)
    return np.einsum("tbg,tbi->gi", sums, x, optimize=True)


def _to_recurrent(e: Env) -> Array:
    sums, _, _, _, h = _through_time(e)
    return np.einsum("tbg,tbh->gh", sums, h[:-1], optimize=True)


def _to_bias(e: Env) -> Array:
    return _through_time(e)[0].sum(axis=(0, 1), dtype=e.g.dtype)


def _to_first(place: int) -> Vjp:
    return lambda e: _through_time(e)[place].reshape(e.shape)


RULES: tuple[Rule, ...] = (
    Rule(
        node="MkldnnRnnLayerBackward0",
        inputs=("input", "weight0", "weight1", "weight2", "weight3", "hx_", "cx_"),
        forward="\\w{LSTM}(@input)",
        backward=(
            "δ @weight0",
            "\\sum_{t} δ_{t}^{T} x_{t}",
            "\\sum_{t} δ_{t}^{T} h_{t − 1}",
            "\\sum_{t} δ_{t}",
            "\\sum_{t} δ_{t}",
            "δ_{1} @weight1",
            "f_{1} · \\w{grad}_{c_{1}}",
        ),
        vjp=(
            _to_input,
            _to_weights,
            _to_recurrent,
            _to_bias,
            _to_bias,
            _to_first(1),
            _to_first(2),
        ),
        why=THROUGH_TIME,
    ),
)
