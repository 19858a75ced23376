"""Rules for the nodes a backward run builds when it is itself recorded (create_graph=True)."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.losses import count, nll_back
from graphviewer.explain.rules.rule import Array, Env, Rule, signed

SECOND = (
    (
        "This node comes from differentiating the derivative: the first backward run is now part "
        "of the graph."
    ),
    "도함수를 다시 미분하면서 생긴 노드입니다. 첫 번째 역전파 자체가 그래프의 일부가 되었습니다.",
)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _softmax_grad(e: Env) -> Array:
    y, axis = e.output, signed(int(e.dim))
    return y * (e.g - (e.g * y).sum(axis=axis, keepdims=True))


def _softmax_output(e: Env) -> Array:
    y, first, axis = e.output, e.grad_output, signed(int(e.dim))
    mean = (first * y).sum(axis=axis, keepdims=True)
    return e.g * (first - mean) - first * (e.g * y).sum(axis=axis, keepdims=True)


def _log_softmax_grad(e: Env) -> Array:
    axis = signed(int(e.dim))
    return e.g - (e.g * np.exp(e.output)).sum(axis=axis, keepdims=True)


def _log_softmax_output(e: Env) -> Array:
    total = e.grad_output.sum(axis=signed(int(e.dim)), keepdims=True)
    return -e.g * np.exp(e.output) * total


def _mse_grad(e: Env) -> Array:
    each = e.g * 2 * (e.self - e.target) / count(e)
    return each if int(e.reduction) == 0 else each.sum(dtype=e.g.dtype)


def _mse_self(e: Env) -> Array:
    return e.g * e.grad_output * 2 / count(e)


def _softplus_slope(e: Env) -> Array:
    scaled = e.self * e.beta
    return np.where(scaled > e.threshold, np.ones_like(scaled), _sigmoid(scaled))


def _softplus_self(e: Env) -> Array:
    scaled = e.self * e.beta
    s = _sigmoid(scaled)
    return e.g * e.grad_output * np.where(scaled > e.threshold, 0, e.beta * s * (1 - s))


def _pick(e: Env) -> Array:
    axis = signed(int(e.dim)) % e.g.ndim
    return np.take(e.g, signed(int(e.index)), axis)


def _cut(e: Env) -> Array:
    axis = signed(int(e.dim)) % e.g.ndim
    bounds = (e.optional("start"), e.optional("end"))
    start, end = (None if one is None else signed(int(one)) for one in bounds)
    return e.g[(slice(None),) * axis + (slice(start, end, int(e.step)),)]


RULES: tuple[Rule, ...] = (
    Rule(
        node="SigmoidBackwardBackward0",
        inputs=("grad_output", "output"),
        forward="@gradoutput · @output · (1 − @output)",
        backward=("@g · @output · (1 − @output)", "@g · @gradoutput · (1 − 2 · @output)"),
        vjp=(
            lambda e: e.g * e.output * (1 - e.output),
            lambda e: e.g * e.grad_output * (1 - 2 * e.output),
        ),
        why=SECOND,
    ),
    Rule(
        node="TanhBackwardBackward0",
        inputs=("grad_output", "output"),
        forward="@gradoutput · (1 − @output^2)",
        backward=("@g · (1 − @output^2)", "(−2) · @g · @gradoutput · @output"),
        vjp=(
            lambda e: e.g * (1 - e.output**2),
            lambda e: -2 * e.g * e.grad_output * e.output,
        ),
        why=SECOND,
    ),
    Rule(
        node="ThresholdBackwardBackward0",
        inputs=("grad_output", "self"),
        forward="@gradoutput · 1_{@self > @threshold}",
        backward=("@g · 1_{@self > @threshold}", "0"),
        vjp=(
            lambda e: e.g * (e.self > e.threshold).astype(e.g.dtype),
            lambda e: np.zeros_like(e.g),
        ),
        why=SECOND,
    ),
    Rule(
        node="SoftmaxBackwardDataBackward0",
        inputs=("grad_output", "output"),
        forward="@output · (@gradoutput − \\sum @gradoutput · @output)",
        backward=(
            "@output · (@g − \\sum_{@axes} @g · @output)",
            (
                "@g · (@gradoutput − \\sum_{@axes} @gradoutput · @output)"
                " − @gradoutput · \\sum_{@axes} @g · @output"
            ),
        ),
        vjp=(_softmax_grad, _softmax_output),
        why=SECOND,
    ),
    Rule(
        node="LogSoftmaxBackwardDataBackward0",
        inputs=("grad_output", "output"),
        forward="@gradoutput − \\w{exp}(@output) · \\sum @gradoutput",
        backward=(
            "@g − \\sum_{@axes} @g · \\w{exp}(@output)",
            "−@g · \\w{exp}(@output) · \\sum_{@axes} @gradoutput",
        ),
        vjp=(_log_softmax_grad, _log_softmax_output),
        why=SECOND,
    ),
    Rule(
        node="MseLossBackwardBackward0",
        inputs=("grad_output", "self", "target"),
        forward="@gradoutput · \\frac{2}{@n} (@self − @target)",
        backward=(
            "\\sum @g · \\frac{2}{@n} (@self − @target)",
            "@g · @gradoutput · \\frac{2}{@n}",
            "−@g · @gradoutput · \\frac{2}{@n}",
        ),
        vjp=(_mse_grad, _mse_self, lambda e: -_mse_self(e)),
        why=SECOND,
    ),
    Rule(
        node="NllLossBackwardBackward0",
        inputs=("grad_output", "self"),
        forward="\\w{NLL backward}(@gradoutput)",
        backward=("\\w{NLL}(@g)", "0"),
        vjp=(nll_back, lambda e: np.zeros_like(e.g)),
        why=SECOND,
    ),
    Rule(
        node="SoftplusBackwardBackward0",
        inputs=("grad_output", "self"),
        forward="@gradoutput · σ(@self)",
        backward=("@g · σ(@self)", "@g · @gradoutput · σ(@self) · (1 − σ(@self))"),
        vjp=(lambda e: e.g * _softplus_slope(e), _softplus_self),
        why=SECOND,
    ),
    Rule(
        node="SelectBackwardBackward0",
        inputs=("grad_output",),
        forward="\\w{scatter}(@gradoutput)",
        backward=("@g_{@index}",),
        vjp=(_pick,),
        why=SECOND,
    ),
    Rule(
        node="SliceBackwardBackward0",
        inputs=("grad_output",),
        forward="\\w{scatter}(@gradoutput)",
        backward=("\\w{slice}(@g)",),
        vjp=(_cut,),
        why=SECOND,
    ),
)
