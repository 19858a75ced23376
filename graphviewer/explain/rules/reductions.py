"""Rules for operations that bring many numbers together: sums, means, norms, extremes."""

from __future__ import annotations

import math

import numpy as np

from graphviewer.explain.rules.rule import (
    Array,
    Env,
    MissingOperand,
    Rule,
    Shape,
    axes_of,
    restored,
    signed,
)

SUM = (
    (
        "Every summand has slope 1 in the sum, so each gets the upstream gradient: it is copied "
        "to all of them."
    ),
    "합에서 각 항의 기울기는 1이므로, 상류 기울기가 모든 원소에 그대로 복사됩니다.",
)
SUM_DIM = (
    "Each summand gets the gradient of the sum it went into: copied back along the summed axis.",
    "각 원소는 자신이 더해진 합의 기울기를 받습니다. 합한 축을 따라 복사됩니다.",
)
MEAN = (
    (
        "A mean is a sum divided by the count n, so each element gets an equal share of the "
        "upstream gradient."
    ),
    "평균은 합을 개수 n으로 나눈 것이므로, 각 원소가 상류 기울기를 똑같이 나누어 받습니다.",
)
PROD = (
    "The derivative of a product by one factor is the product of all the others.",
    "곱을 한 인수로 미분하면 나머지 모든 인수의 곱이 됩니다.",
)
EXTREME_ALL = (
    "Only the largest (smallest) element moves the result; several equal ones share the gradient.",
    "가장 큰(작은) 원소만 결과를 움직입니다. 같은 값이 여럿이면 기울기를 똑같이 나눕니다.",
)
EXTREME_NAN = (
    (
        "Where the result is NaN no element equals it, and PyTorch shares the gradient among none "
        "of them: 0/0 is NaN."
    ),
    (
        "결과가 NaN인 곳에서는 그것과 같은 원소가 없으므로, PyTorch가 기울기를 0개로 나누어 "
        "0/0, 곧 NaN이 됩니다."
    ),
)
EXTREME = (
    "The gradient goes back to the place the extreme value was taken from; all others get 0.",
    "기울기는 최댓값(최솟값)을 가져온 자리로만 돌아가고, 나머지는 0입니다.",
)
SORTED = (
    "Each gradient goes back to the place its element stood at before it was sorted.",
    "각 기울기는 원소가 정렬되기 전에 있던 자리로 돌아갑니다.",
)
TOP = (
    "The gradients go back to the places the k elements were taken from; all others get 0.",
    "기울기는 k개의 원소를 가져온 자리로 돌아가고, 나머지는 0을 받습니다.",
)
NORM = (
    (
        "The gradient of a length points along the vector itself: x divided by its norm. "
        "Where that is 0 there is none, and PyTorch sends 0."
    ),
    (
        "벡터 길이의 기울기는 그 벡터의 방향, 즉 x를 노름으로 나눈 것입니다. "
        "노름이 0이면 기울기가 없으며, PyTorch는 0을 보냅니다."
    ),
)
CUMSUM = (
    (
        "An element is in its own sum and every later one, so its gradient is the sum from there "
        "to the end."
    ),
    "한 원소는 그 자리 이후의 모든 누적합에 들어가므로, 기울기는 그 자리부터 끝까지의 합입니다.",
)


def _sizes(e: Env) -> Shape:
    sizes = e.optional("self_sym_sizes")
    if sizes is not None:
        return tuple(int(n) for n in sizes)
    self = e.optional("self")
    return tuple(np.shape(self)) if self is not None else e.shape


def _spread(e: Env) -> Array:
    shape = _sizes(e)
    return np.broadcast_to(restored(e.g, e, shape), shape)


def _spread_all(e: Env) -> Array:
    return np.broadcast_to(e.g, _sizes(e))


def _mean_count(e: Env) -> Array:
    shape = _sizes(e)
    axes = axes_of(e.optional("dim"), len(shape))
    return np.asarray(math.prod(shape[axis] for axis in axes), dtype=e.g.dtype)


def _others(values: Array, axis: int) -> Array:
    """Along an axis, for each element the product of all the others (right with zeros too)."""
    ones = np.ones_like(np.take(values, [0], axis))
    length = values.shape[axis]
    head = np.take(values, range(length - 1), axis)
    tail = np.flip(np.take(values, range(1, length), axis), axis)
    before = np.concatenate([ones, np.cumprod(head, axis)], axis)
    after = np.flip(np.concatenate([ones, np.cumprod(tail, axis)], axis), axis)
    return before * after


def _other_factors(e: Env) -> Array:
    values = np.asarray(e.self)
    if values.size == 0:
        return np.zeros_like(values)
    return _others(values.reshape(-1), 0).reshape(values.shape)


def _prod_dim(e: Env) -> Array:
    if np.ndim(e.self) == 0:
        return e.g
    (axis,) = axes_of(e.dim, np.ndim(e.self))
    return restored(e.g, e, np.shape(e.self)) * _others(e.self, axis)


def _share(e: Env) -> Array:
    """1 where the extreme lies, shared among equals."""
    hit = e.self == restored(np.asarray(e.result), e, np.shape(e.self))
    axes = axes_of(e.optional("dim"), np.ndim(e.self))
    count = hit.sum(axis=axes, keepdims=True)
    return (hit / count).astype(e.g.dtype)


def _extreme_all(e: Env) -> Array:
    return restored(e.g, e, np.shape(e.self)) * _share(e)


def _put_back(e: Env) -> Array:
    """Scatter the upstream gradient to the saved indices along `dim`."""
    shape = _sizes(e)
    if not shape:
        return e.g
    axis = signed(int(e.dim)) % len(shape)
    indices, gradient = np.asarray(e.indices), e.g
    if indices.ndim < len(shape):
        indices = np.expand_dims(indices, axis)
        gradient = np.expand_dims(gradient, axis)
    out = np.zeros(shape, gradient.dtype)
    np.put_along_axis(out, indices.astype(np.int64), gradient, axis)
    return out


def _norm(e: Env) -> Array:
    x = np.asarray(e.self)
    order = e.optional("ord")
    if order is None:
        order = e.optional("p")
    order = 2.0 if order is None else float(order)
    length = restored(np.asarray(e.result), e, x.shape)
    g = restored(e.g, e, x.shape)
    if order == 0:
        return np.zeros_like(x)
    if order == 1:
        return g * np.sign(x)
    if order == 2:
        return np.where(length == 0, 0, x * (g / np.where(length == 0, 1, length)))
    if math.isinf(order):
        hit = np.abs(x) == length
        axes = axes_of(e.optional("dim"), x.ndim)
        return np.sign(x) * hit * (g / hit.sum(axis=axes, keepdims=True))
    slope = np.sign(x) * np.abs(x) ** (order - 1)
    return np.where(length == 0, 0, slope * g / np.where(length == 0, 1, length) ** (order - 1))


def _cumsum(e: Env) -> Array:
    if e.g.ndim == 0:
        return e.g
    axis = signed(int(e.dim)) % e.g.ndim
    return np.flip(np.cumsum(np.flip(e.g, axis), axis, dtype=e.g.dtype), axis)


def _correction(e: Env) -> float:
    correction = e.optional("correction")
    return 1.0 if correction is None else float(correction)


def _centred(e: Env) -> tuple[Array, float]:
    x = np.asarray(e.self)
    axes = axes_of(e.optional("dim"), x.ndim)
    count = math.prod(x.shape[axis] for axis in axes)
    if count in (0, _correction(e)):
        raise MissingOperand("no degrees of freedom")
    return x - x.mean(axis=axes, keepdims=True), count - _correction(e)


def _var(e: Env) -> Array:
    centred, freedom = _centred(e)
    return restored(e.g, e, centred.shape) * (2 / freedom) * centred


def _std(e: Env) -> Array:
    centred, freedom = _centred(e)
    spread = restored(np.asarray(e.result), e, centred.shape)
    slope = centred / (freedom * np.where(spread == 0, np.ones_like(spread), spread))
    return restored(e.g, e, centred.shape) * np.where(spread == 0, np.zeros_like(slope), slope)


def _logsumexp(e: Env) -> Array:
    x = np.asarray(e.self)
    return restored(e.g, e, x.shape) * np.exp(x - restored(np.asarray(e.result), e, x.shape))


def _ones(e: Env) -> Array:
    return np.ones(_sizes(e), e.g.dtype)


ONES = {"ones": ("1", _ones)}
COUNTED = {"n": ("n", _mean_count)}
COUNT = {**COUNTED, **ONES}

RULES: tuple[Rule, ...] = (
    Rule(
        node="SumBackward0",
        inputs=("self",),
        forward="\\sum @self",
        backward=("@g · @ones",),
        vjp=(_spread_all,),
        why=SUM,
        terms=ONES,
    ),
    Rule(
        node="SumBackward1",
        inputs=("self",),
        forward="\\sum_{@dim} @self",
        backward=("@g · @ones",),
        vjp=(_spread,),
        why=SUM_DIM,
        terms=ONES,
    ),
    Rule(
        node="MeanBackward0",
        inputs=("self",),
        forward="\\w{mean}(@self)",
        backward=("\\frac{@g}{@n} · @ones",),
        vjp=(lambda e: _spread_all(e) / _mean_count(e),),
        why=MEAN,
        terms=COUNT,
    ),
    Rule(
        node="MeanBackward1",
        inputs=("self",),
        forward="\\w{mean}_{@dim}(@self)",
        backward=("\\frac{@g}{@n} · @ones",),
        vjp=(lambda e: _spread(e) / _mean_count(e),),
        why=MEAN,
        terms=COUNT,
    ),
    Rule(
        node="ProdBackward0",
        inputs=("self",),
        forward="\\prod @self",
        backward=("@g · @others",),
        vjp=(lambda e: e.g * _other_factors(e),),
        why=PROD,
        terms={"others": ("\\prod_{j ≠ i} @self_{j}", _other_factors)},
    ),
    Rule(
        node="ProdBackward1",
        inputs=("self",),
        forward="\\prod_{@dim} @self",
        backward=("@g · \\prod_{j ≠ i @along} @self_{j}",),
        vjp=(_prod_dim,),
        why=PROD,
    ),
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward=f"\\w{{{word}}}(@self)",
            backward=("@g · @share",),
            vjp=(_extreme_all,),
            why=EXTREME_ALL,
            terms={"share": ("1_{@self = @result}", _share)},
        )
        for node, word in (
            ("MaxBackward1", "max"),
            ("MinBackward1", "min"),
            ("AmaxBackward0", "max"),
            ("AminBackward0", "min"),
        )
    ),
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward=f"\\w{{{word}}}_{{@dim}}(@self)",
            backward=("\\w{scatter}(@g)",),
            vjp=(_put_back,),
            why=why,
        )
        for node, word, why in (
            ("MaxBackward0", "max", EXTREME),
            ("MinBackward0", "min", EXTREME),
            ("SortBackward0", "sort", SORTED),
            ("TopkBackward0", "topk", TOP),
        )
    ),
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward="\\norm{@self}",
            backward=("@g · \\frac{@self}{\\norm{@self}_{@axes}}",),
            vjp=(_norm,),
            why=NORM,
        )
        for node in ("LinalgVectorNormBackward0", "NormBackward0", "NormBackward1")
    ),
    Rule(
        node="CumsumBackward0",
        inputs=("self",),
        forward="\\w{cumsum}(@self)",
        backward=("\\sum_{j ≥ i @along} @g_{j}",),
        vjp=(_cumsum,),
        why=CUMSUM,
    ),
    Rule(
        node="VarBackward0",
        inputs=("self",),
        forward="\\w{var}(@self)",
        backward=("@g · \\frac{2}{@n − 1} (@self − \\w{mean}_{@axes}(@self))",),
        vjp=(_var,),
        terms=COUNTED,
        why=(
            (
                "The variance is the sum of the squared distances from the mean over n − 1, so its "
                "slope is twice the distance over n − 1."
            ),
            (
                "분산은 평균과의 차이를 제곱해 더한 것을 n − 1로 나눈 값이므로, 기울기는 그 차이의 "
                "2배를 n − 1로 나눈 것입니다."
            ),
        ),
    ),
    Rule(
        node="StdBackward0",
        inputs=("self",),
        forward="\\w{std}(@self)",
        backward=("@g · \\frac{@self − \\w{mean}_{@axes}(@self)}{(@n − 1) · @result}",),
        vjp=(_std,),
        terms=COUNTED,
        why=(
            (
                "The slope of the standard deviation is that of the variance divided by twice "
                "the deviation. Where that is 0 there is none, and PyTorch sends 0."
            ),
            (
                "표준편차의 기울기는 분산의 기울기를 표준편차의 2배로 나눈 것입니다. "
                "표준편차가 0이면 기울기가 없으며, PyTorch는 0을 보냅니다."
            ),
        ),
    ),
    Rule(
        node="LogsumexpBackward0",
        inputs=("self",),
        forward="\\w{ln} \\sum \\w{exp}(@self)",
        backward=("@g · \\w{softmax}_{@axes}(@self)",),
        vjp=(_logsumexp,),
        why=(
            "The gradient of log-sum-exp is the softmax.",
            "log-sum-exp의 기울기는 소프트맥스입니다.",
        ),
    ),
)
