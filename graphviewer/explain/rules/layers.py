"""Rules for normalisation, dropout and PReLU."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule, Vjp

BATCH = (
    (
        "x̂ is the normalised input, δ its gradient: upstream times the weight, if any. "
        "Every example "
        "takes part in mean μ and deviation σ of the batch, so the mean of δ and its part along "
        "x̂ are taken away."
    ),
    (
        "x̂은 정규화한 입력이고, δ는 x̂의 기울기, 곧 상류 기울기에 (있다면) 가중치를 곱한 값입니다. "
        "배치의 "
        "모든 표본이 평균 μ와 표준편차 σ에 관여하므로, δ에서 평균과 x̂ 방향 성분을 뺍니다."
    ),
)
EVALUATION = (
    (
        "In eval mode mean μ and deviation σ are the running ones, constants: this is a scale and "
        "a shift, and the gradient gets the same scale."
    ),
    (
        "평가 모드에서 μ와 σ는 이동 평균으로 구해 둔 상수입니다. 배율과 이동일 뿐이므로, "
        "기울기에도 같은 배율이 곱해집니다."
    ),
)
LAYER = (
    (
        "x̂ is the normalised input, δ its gradient: upstream times the weight, if any. "
        "Every feature of "
        "the example takes part in mean μ and deviation σ, so the mean of δ and its part along x̂ "
        "are taken away."
    ),
    (
        "x̂은 정규화한 입력이고, δ는 x̂의 기울기, 곧 상류 기울기에 (있다면) 가중치를 곱한 값입니다. "
        "표본의 "
        "모든 특성이 평균 μ와 표준편차 σ에 관여하므로, δ에서 평균과 x̂ 방향 성분을 뺍니다."
    ),
)
GROUP = (
    (
        "x̂ is the normalised input, δ its gradient: upstream times the weight, if any. "
        "Every element of a "
        "group of channels takes part in its mean μ and deviation σ, so the mean of δ and its part "
        "along x̂ are taken away."
    ),
    (
        "x̂은 정규화한 입력이고, δ는 x̂의 기울기, 곧 상류 기울기에 (있다면) 가중치를 곱한 값입니다. "
        "채널 "
        "그룹의 모든 원소가 평균 μ와 표준편차 σ에 관여하므로, δ에서 평균과 x̂ 방향 성분을 뺍니다."
    ),
)
HAT = "\\w{x\u0302}"  # the normalised input: no program can have a variable of that name
BENT = "\\frac{1}{@sigma} · (@to − \\w{mean}_{@axes}(@to) − @z · \\w{mean}_{@axes}(@to · @z))"
DROPOUT = (
    (
        "The gradient passes the same mask as the values: dropped elements get 0, kept ones are "
        "scaled by 1/(1 − p)."
    ),
    "기울기도 값과 같은 마스크를 거칩니다. 꺼진 원소는 0이고, 남은 원소는 1/(1 − p)배가 됩니다.",
)
PRELU = (
    (
        "Where the input is positive the gradient passes whole; elsewhere it is scaled by the "
        "slope. The slope is learned too: it gets the inputs that were not positive."
    ),
    (
        "입력이 양수이면 기울기가 그대로 통과하고, 아니면 음수 쪽 기울기 값이 곱해집니다. 이 값도 "
        "학습하므로, 양수가 아닌 입력들을 돌려받습니다."
    ),
)


def _of_channels(array: Array, ndim: int) -> Array:
    """One number a channel, as axis 1 of an array of so many axes."""
    return np.asarray(array).reshape(-1, *[1] * (ndim - 2))


def _batch_axes(e: Env) -> tuple[int, ...]:
    return (0, *range(2, e.g.ndim))


def _batch_statistics(e: Env) -> tuple[Array, Array]:
    """Mean and 1/deviation of each channel, as the forward pass had them."""
    eps = e.optional("eps")
    eps = e.epsilon if eps is None else eps  # cuDNN's node calls it so
    if e.training:
        return e.result1, e.result2
    return e.running_mean, (1 / np.sqrt(e.running_var + eps)).astype(e.g.dtype)


def _batch_z(e: Env) -> Array:
    mean, scale = _batch_statistics(e)
    return (e.input - _of_channels(mean, e.g.ndim)) * _of_channels(scale, e.g.ndim)


def _batch_sigma(e: Env) -> Array:
    return 1 / _batch_statistics(e)[1]


def _batch_to_z(e: Env) -> Array:
    weight = e.optional("weight")
    return e.g if weight is None else e.g * _of_channels(weight, e.g.ndim)


def _batch_input(e: Env) -> Array:
    weight = e.optional("weight")
    factor = _batch_statistics(e)[1] * (1 if weight is None else weight)
    g, axes = e.g, _batch_axes(e)
    if e.training:
        z = _batch_z(e)
        along = z * (g * z).mean(axis=axes, keepdims=True, dtype=g.dtype)
        g = g - g.mean(axis=axes, keepdims=True, dtype=g.dtype) - along
    return g * _of_channels(factor, g.ndim)


def _batch_weight(e: Env) -> Array:
    return (e.g * _batch_z(e)).sum(axis=_batch_axes(e), dtype=e.g.dtype)


def _batch_bias(e: Env) -> Array:
    return e.g.sum(axis=_batch_axes(e), dtype=e.g.dtype)


def _batch(node: str, *, training: bool, affine: bool) -> Rule:
    factor = "\\frac{@weight}{@sigma}" if affine else "\\frac{1}{@sigma}"
    only = {} if affine else {"weight": None}
    z = "\\frac{@input − μ}{σ}"
    return Rule(
        node=node,
        inputs=("input", "weight", "bias"),
        forward=f"{z} · @weight + @bias" if affine else z,
        backward=(BENT if training else f"{factor} · @g", "@over @g · @z", "@over @g"),
        vjp=(_batch_input, _batch_weight, _batch_bias),
        why=BATCH if training else EVALUATION,
        terms={"z": (HAT, _batch_z), "sigma": ("σ", _batch_sigma), "to": ("δ", _batch_to_z)},
        when={"training": training, **only},
    )


def _normalised(e: Env) -> tuple[Array, Array, Array, Array]:
    """Of layer and group norm: input and weighted gradient in rows, mean and 1/deviation of each.

    A row is what is normalised together.
    """
    weight, rows = e.optional("weight"), np.size(e.result1)
    weighted = e.g if weight is None else e.g * _stretched_weight(e, weight)
    mean, scale = (np.asarray(one).reshape(rows, 1) for one in (e.result1, e.result2))
    many = e.input.size // max(rows, 1)  # an empty batch has no rows to tell it from
    return e.input.reshape(rows, many), weighted.reshape(rows, many), mean, scale


def _stretched_weight(e: Env, weight: Array) -> Array:
    return weight if e.optional("group") is None else _of_channels(weight, e.g.ndim)


def _row_z(e: Env) -> Array:
    x, _, mean, scale = _normalised(e)
    return ((x - mean) * scale).reshape(e.input.shape)


def _row_sigma(e: Env) -> Array:
    _, _, _, scale = _normalised(e)
    return 1 / scale


def _row_to_z(e: Env) -> Array:
    return _normalised(e)[1].reshape(e.g.shape)


def _row_input(e: Env) -> Array:
    """The bracket multiplied out, as PyTorch's kernels do it: rounding is alike then."""
    x, g, mean, scale = _normalised(e)
    many = x.dtype.type(x.shape[1])
    along = (g * x).sum(axis=1, keepdims=True, dtype=x.dtype)
    total = g.sum(axis=1, keepdims=True, dtype=x.dtype)
    slope = (total * mean - along) * scale**3 / many
    return (g * scale + slope * x - slope * mean - total * scale / many).reshape(e.input.shape)


def _layer_axes(e: Env) -> tuple[int, ...]:
    return tuple(range(e.g.ndim - len(e.normalized_shape)))


def _rows_norm(node: str, why: tuple[str, str], axes: Vjp, *, affine: bool) -> Rule:
    z = "\\frac{@input − μ}{σ}"
    return Rule(
        node=node,
        inputs=("input", "weight", "bias"),
        forward=f"{z} · @weight + @bias" if affine else z,
        backward=(
            BENT,
            "@over @g · @z",
            "@over @g",
        ),
        vjp=(
            _row_input,
            lambda e: (e.g * _row_z(e)).sum(axis=axes(e), dtype=e.g.dtype),
            lambda e: e.g.sum(axis=axes(e), dtype=e.g.dtype),
        ),
        why=why,
        terms={"z": (HAT, _row_z), "sigma": ("σ", _row_sigma), "to": ("δ", _row_to_z)},
        when={} if affine else {"weight": None},
    )


def _kept(e: Env) -> Array:
    p = float(e.p)
    factor = 0.0 if p == 1 else 1 / (1 - p)
    return e.result1 * np.asarray(factor, e.g.dtype)


RULES: tuple[Rule, ...] = (
    *(
        _batch(node, training=training, affine=affine)
        for node in ("NativeBatchNormBackward0", "CudnnBatchNormBackward0")
        for affine in (False, True)
        for training in (True, False)
    ),
    *(
        _rows_norm("NativeLayerNormBackward0", LAYER, _layer_axes, affine=affine)
        for affine in (False, True)
    ),
    *(
        _rows_norm("NativeGroupNormBackward0", GROUP, _batch_axes, affine=affine)
        for affine in (False, True)
    ),
    Rule(
        node="NativeDropoutBackward0",
        inputs=("input",),
        forward="\\w{dropout}(@input)",
        backward=("@g · @local",),
        vjp=(lambda e: e.g * _kept(e),),
        why=DROPOUT,
        terms={
            "local": ("\\frac{@mask}{1 − @p}", _kept),
            "mask": ("\\w{mask}", lambda e: e.result1),
        },
    ),
    Rule(
        node="PreluKernelBackward0",
        inputs=("self", "weight"),
        forward="\\w{PReLU}(@self, @weight)",
        backward=("@g · @local", "@g · @negative"),
        vjp=(
            lambda e: e.g * np.where(e.self > 0, 1, e.weight),
            lambda e: e.g * np.where(e.self > 0, 0, e.self),
        ),
        why=PRELU,
        terms={
            "local": (
                "\\cases{1|@self > 0;@weight|@self ≤ 0}",
                lambda e: np.where(e.self > 0, 1, e.weight).astype(e.g.dtype),
            ),
            "negative": (
                "\\cases{0|@self > 0;@self|@self ≤ 0}",
                lambda e: np.where(e.self > 0, 0, e.self).astype(e.g.dtype),
            ),
        },
    ),
)
