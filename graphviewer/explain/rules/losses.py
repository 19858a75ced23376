"""Rules for softmax and the loss functions."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule, Vjp, signed

NONE, MEAN = 0, 1  # PyTorch's `reduction`; 2 is the sum
BCE_FLOOR = 1e-12  # PyTorch keeps the denominator x(1 − x) from falling below this
SOFTMAX = (
    "Raising one score lowers the other probabilities: hence the weighted mean that is subtracted.",
    "한 점수를 올리면 다른 확률이 줄어들기 때문에, 가중 평균을 빼 줍니다.",
)
LOG_SOFTMAX = (
    "Each score gets its own upstream gradient less its probability's share of their sum.",
    "각 점수는 자신의 상류 기울기에서, 전체 합에 자신의 확률을 곱한 만큼을 뺀 값을 받습니다.",
)
NLL = (
    (
        "Only the entry of the true class is in the loss, with a minus sign, divided by the "
        "number of examples that are not ignored for a mean."
    ),
    "정답 클래스의 항만 음의 부호로 손실에 들어가며, 평균이면 무시하지 않은 표본 수로 나눕니다.",
)
MSE = (
    "The derivative of a squared error is twice the error, divided by the count for a mean.",
    "제곱 오차의 도함수는 오차의 2배이며, 평균이면 개수로 나눕니다.",
)
HUBER = (
    (
        "Up to delta the derivative is the error itself, beyond it plus or minus delta, divided by "
        "the count for a mean."
    ),
    "오차가 delta 이하이면 도함수는 오차 자체이고, 넘으면 ±delta입니다. 평균이면 개수로 나눕니다.",
)
SMOOTH_L1 = (
    (
        "Up to beta the derivative is the error over beta, beyond it plus or minus 1, divided by "
        "the count for a mean."
    ),
    (
        "오차가 beta보다 작으면 도함수는 오차를 beta로 나눈 값이고, 넘으면 ±1입니다. 평균이면 "
        "개수로 나눕니다."
    ),
)
BCE = (
    "The error x − y is divided by x(1 − x), which makes confident mistakes weigh heavily.",
    "오차 x − y를 x(1 − x)로 나누므로, 확신하고 틀린 경우의 기울기가 매우 커집니다.",
)
LOGITS = (
    (
        "With the sigmoid inside the loss the derivative is prediction minus target, divided by "
        "the count for a mean."
    ),
    ("시그모이드가 손실 안에 있으면 도함수는 예측에서 목표를 뺀 값이고, 평균이면 개수로 나눕니다."),
)


def _axis(e: Env) -> int:
    return signed(int(e.dim))


def _softmax(e: Env) -> Array:
    y = e.result
    return y * (e.g - (e.g * y).sum(axis=_axis(e), keepdims=True)) if np.ndim(y) else e.g * 0


def _log_softmax(e: Env) -> Array:
    if np.ndim(e.result) == 0:
        return e.g * 0
    return e.g - np.exp(e.result) * e.g.sum(axis=_axis(e), keepdims=True)


def count(e: Env) -> Array:
    """What a mean divides by, 1 otherwise."""
    size = np.size(e.self) if int(e.reduction) == MEAN else 1
    return np.asarray(size, dtype=e.g.dtype)


def _mse_slope(e: Env) -> Array:
    return 2 * (e.self - e.target) / count(e)


def _rows(e: Env, shape: tuple[int, ...]) -> tuple[Array, Array, Array]:
    """For a class-index loss: rows, target classes, weight of each row (0 where ignored)."""
    target = np.atleast_1d(np.asarray(e.target)).astype(np.int64).reshape(-1)
    ignored = target == signed(int(e.ignore_index))
    safe = np.where(ignored, 0, target)
    weights = e.optional("weight")
    per_class = np.ones(shape[-1]) if weights is None else np.asarray(weights)
    return np.arange(len(target)), safe, np.where(ignored, 0, per_class[safe]).astype(e.g.dtype)


def _nll_slope(e: Env) -> Array:
    shape = tuple(np.shape(e.self))
    rows, target, weight = _rows(e, shape)
    out = np.zeros((len(rows), shape[-1]), dtype=e.g.dtype)
    total = (weight.sum() if int(e.reduction) == MEAN else 1) or 1  # all may be ignored
    out[rows, target] = np.where(weight == 0, weight, -weight / total)
    return out.reshape(shape)


def _nll(e: Env) -> Array:
    g = e.g.reshape(-1, 1) if np.ndim(e.self) > 1 and np.ndim(e.g) == 1 else e.g
    return g * _nll_slope(e)


def nll_back(e: Env) -> Array:
    """The loss's own linear map, for the second derivative."""
    grid = e.g.reshape(-1, e.g.shape[-1])
    rows, target, weight = _rows(e, e.g.shape)
    picked = -weight * grid[rows, target]
    if int(e.reduction) == NONE:
        return picked.reshape(e.shape)
    total = picked.sum(dtype=e.g.dtype)
    return total / weight.sum() if int(e.reduction) == MEAN else total


def _weight(e: Env) -> Array | float:
    weight = e.optional("weight")
    return 1.0 if weight is None else weight


def _bce_slope(e: Env) -> Array:
    x = e.self
    floor = np.maximum((1 - x) * x, np.asarray(BCE_FLOOR, dtype=x.dtype))
    return (x - e.target) / floor * _weight(e) / count(e)


def _bce_target(e: Env) -> Array:
    with np.errstate(divide="ignore"):
        return (np.log(1 - e.self) - np.log(e.self)) * _weight(e) / count(e)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _logits_slope(e: Env) -> Array:
    p, y, positive = _sigmoid(e.self), e.target, e.optional("pos_weight")
    error = p - y if positive is None else (positive * y + 1 - y) * p - positive * y
    return error * _weight(e) / count(e)


def _logits_target(e: Env) -> Array:
    positive = e.optional("pos_weight")
    if positive is None:
        return -e.self * _weight(e) / count(e)
    signs = np.log(1 - _sigmoid(e.self)) - positive * np.log(_sigmoid(e.self))
    return signs * _weight(e) / count(e)


def _huber_slope(e: Env) -> Array:
    delta = e.delta
    return np.clip(e.self - e.target, -delta, delta) / count(e)


def _smooth_l1_slope(e: Env) -> Array:
    error, beta = e.self - e.target, e.beta
    return np.where(np.abs(error) < beta, error / beta, np.sign(error)) / count(e)


def _pair(
    node: str, forward: str, slope: tuple[str, Vjp], target: tuple[str, Vjp], why: tuple[str, str]
) -> Rule:
    """A loss of a prediction and a target: upstream times a slope for either."""
    return Rule(
        node=node,
        inputs=("self", "target"),
        forward=forward,
        backward=("@g · @local", "@g · @localtarget"),
        vjp=(lambda e: e.g * slope[1](e), lambda e: e.g * target[1](e)),
        why=why,
        terms={"local": slope, "localtarget": target},
    )


RULES: tuple[Rule, ...] = (
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward="\\w{softmax}(@self)",
            backward=("@result · (@g − \\sum_{@axes} @g · @result)",),
            vjp=(_softmax,),
            why=SOFTMAX,
        )
        for node in ("SoftmaxBackward0", "SafeSoftmaxBackward0")  # the latter inside attention
    ),
    Rule(
        node="LogSoftmaxBackward0",
        inputs=("self",),
        forward="\\w{log softmax}(@self)",
        backward=("@g − @p · \\sum_{@axes} @g",),
        vjp=(_log_softmax,),
        why=LOG_SOFTMAX,
        terms={"p": ("\\w{softmax}_{@axes}(@self)", lambda e: np.exp(e.result))},
    ),
    Rule(
        node="NllLossBackward0",
        inputs=("self",),
        forward="\\w{NLL}(@self, @target)",
        backward=("@g · @local",),
        vjp=(_nll,),
        why=NLL,
        terms={"local": ("(−\\frac{1_{\\w{class} = @target}}{@n})", _nll_slope)},
    ),
    _pair(
        "MseLossBackward0",
        "\\w{MSE}(@self, @target)",
        ("\\frac{2}{@n} (@self − @target)", _mse_slope),
        ("(−\\frac{2}{@n}) (@self − @target)", lambda e: -_mse_slope(e)),
        MSE,
    ),
    _pair(
        "BinaryCrossEntropyBackward0",
        "\\w{BCE}(@self, @target)",
        ("\\frac{@self − @target}{@n · @self · (1 − @self)}", _bce_slope),
        ("\\frac{1}{@n} \\w{ln} \\frac{1 − @self}{@self}", _bce_target),
        BCE,
    ),
    _pair(
        "BinaryCrossEntropyWithLogitsBackward0",
        "\\w{BCE}(σ(@self), @target)",
        ("\\frac{1}{@n} (σ(@self) − @target)", _logits_slope),
        ("\\frac{−@self}{@n}", _logits_target),
        LOGITS,
    ),
    _pair(
        "HuberLossBackward0",
        "\\w{Huber}(@self, @target)",
        ("\\frac{1}{@n} \\w{clip}_{±@delta}(@self − @target)", _huber_slope),
        ("(−\\frac{1}{@n}) \\w{clip}_{±@delta}(@self − @target)", lambda e: -_huber_slope(e)),
        HUBER,
    ),
    _pair(
        "SmoothL1LossBackward0",
        "\\w{smooth L1}(@self, @target)",
        ("\\frac{1}{@n} \\w{clip}_{±1}(\\frac{@self − @target}{@beta})", _smooth_l1_slope),
        (
            "(−\\frac{1}{@n}) \\w{clip}_{±1}(\\frac{@self − @target}{@beta})",
            lambda e: -_smooth_l1_slope(e),
        ),
        SMOOTH_L1,
    ),
)
