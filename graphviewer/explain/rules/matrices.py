"""Rules for products of vectors and matrices."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule

DOT = (
    "The dot product's derivative by one vector is the other, scaled by the upstream gradient.",
    "내적을 한 벡터로 미분하면 다른 벡터가 되며, 상류 기울기를 곱합니다.",
)
MM = (
    (
        "The upstream gradient is multiplied by the other factor transposed, on the side where "
        "that factor stood."
    ),
    "상류 기울기에 다른 인수의 전치를, 그 인수가 있던 쪽에서 곱합니다.",
)
MV = (
    (
        "By the matrix the gradient is an outer product; by the vector it is the transposed "
        "matrix times the upstream gradient."
    ),
    "행렬에 대한 기울기는 외적이고, 벡터에 대한 기울기는 전치행렬과 상류 기울기의 곱입니다.",
)
ADDMM = (
    (
        "The bias gets the upstream gradient, summed where it was repeated for a batch; each "
        "factor gets it times the other transposed."
    ),
    (
        "편향은 상류 기울기를 받는데, 배치에 맞추어 반복되었으면 그 축을 따라 더한 것입니다. 각 "
        "인수는 다른 인수의 전치를 곱한 것을 받습니다."
    ),
)


def _scale(e: Env, name: str) -> Array:
    value = e.optional(name)
    return 1 if value is None else value


def _swap(array: Array) -> Array:
    return np.swapaxes(array, -1, -2)


RULES: tuple[Rule, ...] = (
    Rule(
        node="DotBackward0",
        inputs=("self", "tensor"),
        forward="@self · @tensor",
        backward=("@g · @tensor", "@g · @self"),
        vjp=(lambda e: e.g * e.tensor, lambda e: e.g * e.self),
        why=DOT,
    ),
    Rule(
        node="MmBackward0",
        inputs=("self", "mat2"),
        forward="@self @mat2",
        backward=("@g @mat2^{T}", "@self^{T} @g"),
        vjp=(lambda e: e.g @ e.mat2.T, lambda e: e.self.T @ e.g),
        why=MM,
    ),
    Rule(
        node="MvBackward0",
        inputs=("self", "vec"),
        forward="@self @vec",
        backward=("@g @vec^{T}", "@self^{T} @g"),
        vjp=(lambda e: np.outer(e.g, e.vec), lambda e: e.self.T @ e.g),
        why=MV,
    ),
    Rule(
        node="BmmBackward0",
        inputs=("self", "mat2"),
        forward="@self @mat2",
        backward=("@g @mat2^{T}", "@self^{T} @g"),
        vjp=(lambda e: e.g @ _swap(e.mat2), lambda e: _swap(e.self) @ e.g),
        why=MM,
    ),
    Rule(
        node="AddmmBackward0",
        inputs=("self", "mat1", "mat2"),
        forward="@self + @mat1 @mat2",
        backward=("@g", "@g @mat2^{T}", "@mat1^{T} @g"),
        vjp=(
            lambda e: e.g * _scale(e, "beta"),
            lambda e: (e.g @ e.mat2.T) * _scale(e, "alpha"),
            lambda e: (e.mat1.T @ e.g) * _scale(e, "alpha"),
        ),
        why=ADDMM,
    ),
    Rule(
        node="AddmvBackward0",
        inputs=("self", "mat", "vec"),
        forward="@self + @mat @vec",
        backward=("@g", "@g @vec^{T}", "@mat^{T} @g"),
        vjp=(
            lambda e: e.g * _scale(e, "beta"),
            lambda e: np.outer(e.g, e.vec) * _scale(e, "alpha"),
            lambda e: (e.mat.T @ e.g) * _scale(e, "alpha"),
        ),
        why=ADDMM,
    ),
    Rule(
        node="BaddbmmBackward0",
        inputs=("self", "batch1", "batch2"),
        forward="@self + @batch1 @batch2",
        backward=("@g", "@g @batch2^{T}", "@batch1^{T} @g"),
        vjp=(
            lambda e: e.g * _scale(e, "beta"),
            lambda e: (e.g @ _swap(e.batch2)) * _scale(e, "alpha"),
            lambda e: (_swap(e.batch1) @ e.g) * _scale(e, "alpha"),
        ),
        why=ADDMM,
    ),
)
