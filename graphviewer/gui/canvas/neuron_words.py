"""What is written round a network, in each language."""

from __future__ import annotations

from itertools import pairwise

from graphviewer.graphs.network import Network

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "input": "input",
        "layer": "layer {0}",
        "output": "output",
        "more": "⋮ {0:,} more",
        "example": "example {0} of {1}",
        "activation": "activation",
        "high": "greatest of its layer and 0",
        "weight": "weight",
        "delta": "δ = ∂{0}/∂z",
        "bias": "bias",
        "batch": "Gradients of weights and biases are those of the whole batch ({0} examples).",
        "sampled": "dotted: not kept in the tape (of large tensors only some elements are)",
        "weights not kept": "Not all of the weights were kept, so the sum cannot be shown.",
        "not kept": "not kept in the tape",
        "of batch": "of the whole batch",
        "gradient of": "gradient of {0}",
        "empty": "No network of fully connected layers here",
        "empty why": "Neurons are drawn for fully connected layers (nn.Linear, or {0}) in a row "
        "that begins at the input. Convolutions, recurrent layers and attention are not drawn "
        "this way: Expression and Modules show them.",
        "empty none": "Nothing in this program is multiplied by a matrix of weights.",
        "empty unread": "{0} learns, but it is not read as a fully connected layer.",
        "empty before": "The first fully connected layer reads what {0} made, which learns too.",
        "empty joined": "{0} joins what several layers made, or takes a part of it: the layers are "
        "not in a row.",
        "empty apart": "The layers are not in a row.",
        "op at": "{0} (line {1})",
        "counts": "{0} layers · {1:,} neurons · {2:,} weights",
        "one layer": "{0} layer · {1:,} neurons · {2:,} weights",
        "some": "{0}, {1} drawn",
    },
    "ko": {
        "input": "입력",
        "layer": "{0}층",
        "output": "출력",
        "more": "⋮ 외 {0:,}개",
        "example": "예시 {0} / {1}",
        "activation": "활성값",
        "high": "층의 값과 0 중 최댓값",
        "weight": "가중치",
        "delta": "δ = ∂{0}/∂z",
        "bias": "편향",
        "batch": "가중치와 편향의 기울기는 배치 전체(예시 {0}개)에 대한 값입니다.",
        "sampled": "점선: 테이프에 보관되지 않음 (큰 텐서는 일부 원소만 보관)",
        "weights not kept": "가중치가 모두 보관되지는 않아 합을 보일 수 없습니다.",
        "not kept": "테이프에 보관되지 않음",
        "of batch": "배치 전체",
        "gradient of": "{0}의 기울기",
        "empty": "완전 연결 층으로 된 신경망이 없습니다",
        "empty why": "뉴런은 입력에서 시작해 차례로 이어지는 완전 연결 층(nn.Linear 또는 {0})에 "
        "대해 그립니다. 합성곱, 순환 층, 어텐션은 이렇게 그리지 않습니다. "
        "그런 신경망은 수식 그래프와 모듈 보기에서 볼 수 있습니다.",
        "empty none": "이 프로그램에는 가중치 행렬을 곱하는 곳이 없습니다.",
        "empty unread": "{0}에 학습되는 가중치가 있지만, 완전 연결 층으로 읽히지는 않습니다.",
        "empty before": "첫 완전 연결 층이 {0}의 결과를 입력으로 받는데, 이 연산도 학습됩니다.",
        "empty joined": "{0}에서 여러 층의 결과가 합쳐지거나 일부만 쓰여, 층이 한 줄로 이어지지 "
        "않습니다.",
        "empty apart": "층이 한 줄로 이어지지 않습니다.",
        "op at": "{0}({1}행)",
        "counts": "층 {0}개 · 뉴런 {1:,}개 · 가중치 {2:,}개",
        "one layer": "층 {0}개 · 뉴런 {1:,}개 · 가중치 {2:,}개",
        "some": "{0}, 그중 {1}개 표시",
    },
}


def said(key: str, language: str, *about: object) -> str:
    """A word or sentence about a network."""
    return _WORDS[language][key].format(*about)


def network_counts(network: Network | None, language: str) -> str:
    """What the neurons view shows: `2 layers · 7 neurons · 9 weights`."""
    if network is None:
        return said("empty", language)
    layers = len(network.widths) - 1
    neurons = sum(network.widths)
    weights = sum(one * other for one, other in pairwise(network.widths))
    key = "counts" if layers > 1 else "one layer"
    told = said(key, language, layers, neurons, weights)
    drawn = sum(map(len, network.shown))
    return told if drawn == neurons else said("some", language, told, drawn)
