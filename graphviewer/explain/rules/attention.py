"""The rule of attention as one node."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule

ATTENTION = (
    (
        "α is the softmax of the scores, a row a query. The values get the gradient through α "
        "transposed; δ is what softmax sends to the scores, and queries and keys get it through "
        "each other."
    ),
    (
        "α는 점수의 소프트맥스이고 한 행이 질의 하나입니다. 값은 α의 전치를 곱한 기울기를 받고, "
        "δ는 소프트맥스가 점수로 보내는 기울기로서 질의와 키가 서로를 곱해 받습니다."
    ),
)


def _shares(e: Env) -> Array:
    """The attention weights of every query."""
    scores = e.query @ np.swapaxes(e.key, -1, -2) * _attention_scale(e)
    mask = e.optional("attn_mask")
    if mask is not None:
        scores = scores + mask
    if e.is_causal:
        later = np.triu(np.ones(scores.shape[-2:], bool), 1)
        scores = np.where(later, -np.inf, scores).astype(e.g.dtype)
    return np.exp(scores - e.logsumexp[..., None])


def _attention_scale(e: Env) -> Array:
    scale = e.optional("scale")
    root = 1 / np.sqrt(e.query.shape[-1]) if scale is None else float(scale)
    return np.asarray(root, e.g.dtype)


def _to_scores(e: Env) -> Array:
    p = _shares(e)
    sent = e.g @ np.swapaxes(e.value, -1, -2)
    return p * (sent - (sent * p).sum(axis=-1, keepdims=True))


RULES: tuple[Rule, ...] = (
    Rule(
        node="ScaledDotProductFlashAttentionForCpuBackward0",
        inputs=("query", "key", "value"),
        forward="\\w{softmax}(\\frac{@query @key^{T}}{\\sqrt{d}}) @value",
        backward=(
            "\\frac{1}{\\sqrt{d}} δ @key",
            "\\frac{1}{\\sqrt{d}} δ^{T} @query",
            "α^{T} @g",
        ),
        vjp=(
            lambda e: _to_scores(e) @ e.key * _attention_scale(e),
            lambda e: np.swapaxes(_to_scores(e), -1, -2) @ e.query * _attention_scale(e),
            lambda e: np.swapaxes(_shares(e), -1, -2) @ e.g,
        ),
        why=ATTENTION,
        when={"scale": None, "dropout_p": 0.0},
    ),
)
