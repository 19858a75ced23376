"""The presets: named configs to begin with, and the programs of their models."""

from __future__ import annotations

from graphviewer.runs.config import Batches, Config, Data, Loss, Model, Optimizer
from graphviewer.runs.layer_code import code
from graphviewer.runs.preset_row import Preset, on_images, on_table
from graphviewer.runs.preset_sources import (
    Shape,
    lenet,
    linear_scratch,
    logistic_scratch,
    lstm_rows,
    mlp_scratch,
    network,
    softmax_scratch,
    softmax_zeros,
)

__all__ = ["PRESETS", "Preset", "UnknownPreset", "preset", "source_of"]


class UnknownPreset(Exception):
    """There is no preset of that name. `str()` is the whole message."""

    def __init__(self, name: str) -> None:
        names = ", ".join(one.name for one in PRESETS)
        super().__init__(f"There is no preset {name!r}. There are: {names}.")


PRESETS: tuple[Preset, ...] = (
    Preset(
        "softmax",
        {"en": "Softmax regression", "ko": "소프트맥스 회귀"},
        {
            "en": "One linear layer: a template of each class, seen in its first weights.",
            "ko": "선형 층 하나. 첫 가중치에서 클래스마다의 틀이 보입니다.",
        },
        "7.1",
        on_images("softmax"),
        lambda shape, outputs: network(shape, (outputs,)),
        scratch=softmax_scratch,
    ),
    Preset(
        "mlp-256",
        {"en": "MLP 784-256-10", "ko": "MLP 784-256-10"},
        {
            "en": "One hidden layer with ReLU. With Adam at 0.001 it does better still.",
            "ko": "ReLU 은닉층 하나. 학습률 0.001의 Adam을 쓰면 더 좋아집니다.",
        },
        "7.2",
        on_images("mlp-256"),
        lambda shape, outputs: network(shape, (256, outputs), "ReLU"),
        scratch=lambda shape, outputs: mlp_scratch(shape, outputs, 256),
    ),
    Preset(
        "mlp-100",
        {"en": "MLP 784-100-10, small learning rate", "ko": "MLP 784-100-10, 작은 학습률"},
        {
            "en": "Still climbing after ten epochs: what a small learning rate costs.",
            "ko": "열 에폭 뒤에도 계속 좋아집니다. 작은 학습률의 대가입니다.",
        },
        "7.3",
        on_images("mlp-100", 0.01),
        lambda shape, outputs: network(shape, (100, outputs), "ReLU"),
        scratch=lambda shape, outputs: mlp_scratch(shape, outputs, 100),
    ),
    Preset(
        "mlp-3",
        {"en": "MLP 784-784-256-10", "ko": "MLP 784-784-256-10"},
        {
            "en": "Two hidden layers: watch the gap between training and validation.",
            "ko": "은닉층 둘. 학습과 검증의 차이를 보세요.",
        },
        "7.4",
        on_images("mlp-3"),
        lambda shape, outputs: network(shape, (784, 256, outputs), "ReLU"),
    ),
    Preset(
        "mlp-3-dropout",
        {"en": "MLP 784-784-256-10 with dropout", "ko": "드롭아웃을 쓴 MLP 784-784-256-10"},
        {
            "en": "Dropout(0.3) after each hidden layer makes the gap smaller.",
            "ko": "은닉층마다 Dropout(0.3)을 두면 차이가 줄어듭니다.",
        },
        "7.4",
        on_images("mlp-3-dropout"),
        lambda shape, outputs: network(shape, (784, 256, outputs), "ReLU", "Dropout"),
    ),
    Preset(
        "mlp-3-batchnorm",
        {"en": "MLP 784-784-256-10 with batch norm", "ko": "배치 정규화를 쓴 MLP 784-784-256-10"},
        {
            "en": "BatchNorm1d before each ReLU: faster, and another model in eval mode.",
            "ko": "ReLU마다 앞에 BatchNorm1d. 더 빨리 배우고, 평가 모드에서는 다른 모델이 됩니다.",
        },
        "7.4",
        on_images("mlp-3-batchnorm"),
        lambda shape, outputs: network(shape, (784, 256, outputs), "BatchNorm1d", "ReLU"),
    ),
    Preset(
        "lenet",
        {"en": "LeNet, as it was", "ko": "원래의 LeNet"},
        {
            "en": "Sigmoid and average pooling, as in the nineties: slow to start.",
            "ko": "1990년대처럼 시그모이드와 평균 풀링. 시작이 느립니다.",
        },
        "7.5",
        on_images("lenet", 0.005, "adam"),
        lambda shape, outputs: lenet(shape, outputs, "Sigmoid", "AvgPool2d"),
    ),
    Preset(
        "lenet-relu",
        {"en": "LeNet with ReLU", "ko": "ReLU를 쓴 LeNet"},
        {
            "en": "ReLU, max pooling and Adam: a small network that sees shapes.",
            "ko": "ReLU, 최대 풀링, Adam. 모양을 보는 작은 신경망입니다.",
        },
        "7.5",
        on_images("lenet-relu", 0.001, "adam", size=64),
        lambda shape, outputs: lenet(shape, outputs, "ReLU", "MaxPool2d"),
    ),
    Preset(
        "ten-logistic",
        {"en": "Ten logistic regressions", "ko": "로지스틱 회귀 열 개"},
        {
            "en": "One for each class, on images of 8x8; each says yes or no by itself.",
            "ko": "8x8 이미지에서 클래스마다 하나. 저마다 따로 예, 아니요를 말합니다.",
        },
        "6.10",
        Config(
            data=Data(name="fashion-8x8"),
            model=Model(preset="ten-logistic"),
            loss=Loss(name="bce", reduction="sum"),
            optimizer=Optimizer(lr=0.001),
        ),
        lambda shape, outputs: network(shape, (outputs,), last="Sigmoid"),
    ),
    Preset(
        "lstm-rows",
        {"en": "LSTM over the rows of an image", "ko": "이미지의 행을 읽는 LSTM"},
        {
            "en": "Reads an image as a sequence: 28 time steps of 28 pixels.",
            "ko": "이미지를 시퀀스로 읽습니다. 픽셀 28개씩 28 시간 단계입니다.",
        },
        "8.1",
        on_images("lstm-rows", 0.001, "adam"),
        program=lstm_rows,
    ),
    Preset(
        "linear",
        {"en": "Linear regression", "ko": "선형 회귀"},
        {
            "en": "Finds w = (2, -3.4), b = 4.2 again. MSE at 0.015 steps as half the MSE at 0.03.",
            "ko": "w = (2, -3.4), b = 4.2를 되찾습니다. 학습률 0.015의 MSE는 0.03에서"
            " MSE의 절반을 쓰는 것과 같은 걸음입니다.",
        },
        "6.3",
        Config(
            data=Data(name="line", noise=0.01),
            batches=Batches(size=32),
            model=Model(preset="linear"),
            loss=Loss(name="mse"),
            optimizer=Optimizer(lr=0.015),
            epochs=3,
        ),
        lambda shape, outputs: network(shape, (outputs,)),
        scratch=lambda shape, outputs: linear_scratch(shape, outputs, zeros=False),
    ),
    Preset(
        "linear-3",
        {"en": "Linear regression with three inputs", "ko": "입력이 셋인 선형 회귀"},
        {
            "en": "Five students' marks, from zeros: the learning rate must be tiny here.",
            "ko": "학생 다섯 명의 점수, 0에서 시작. 학습률이 아주 작아야 합니다.",
        },
        "6.1",
        on_table("linear-3", "scores", Loss(name="mse"), 1e-5, 100, scratch=True),
        lambda shape, outputs: network(shape, (outputs,)),
        scratch=lambda shape, outputs: linear_scratch(shape, outputs, zeros=True),
    ),
    Preset(
        "logistic",
        {"en": "Logistic regression", "ko": "로지스틱 회귀"},
        {
            "en": "Failed or passed, from zeros; the boundary is a line.",
            "ko": "합격과 불합격, 0에서 시작. 경계는 직선입니다.",
        },
        "6.5",
        on_table("logistic", "pass-fail", Loss(name="bce"), 0.05, 1000, scratch=True),
        lambda shape, _: network(shape, (1,), last="Sigmoid"),
        scratch=lambda shape, _: logistic_scratch(shape),
    ),
    Preset(
        "softmax-4",
        {"en": "Softmax classifier with four inputs", "ko": "입력이 넷인 소프트맥스 분류기"},
        {
            "en": "At learning rate 1 the loss jumps before it ends near 0.",
            "ko": "학습률 1에서는 손실이 튀다가 0 가까이에서 끝납니다.",
        },
        "6.7",
        on_table("softmax-4", "three-classes", Loss(), 1.0, 1000, scratch=True),
        lambda shape, outputs: network(shape, (outputs,)),
        scratch=softmax_zeros,
    ),
    Preset(
        "net-2-2-1",
        {"en": "Net 2-2-1", "ko": "2-2-1 신경망"},
        {
            "en": "Two hidden units with sigmoid meet the targets 5, 6, 9 and 10.",
            "ko": "시그모이드 은닉 유닛 둘이 목푯값 5, 6, 9, 10을 맞춥니다.",
        },
        "6.8",
        on_table("net-2-2-1", "net-2-2-1", Loss(name="mse"), 0.05, 1000),
        lambda shape, outputs: network(shape, (2, outputs), "Sigmoid"),
    ),
    Preset(
        "xor",
        {"en": "XOR", "ko": "XOR"},
        {
            "en": "No line parts these classes; one hidden layer does.",
            "ko": "직선으로는 나눌 수 없고, 은닉층 하나면 됩니다.",
        },
        "6.9",
        on_table("xor", "xor", Loss(), 0.05, 200, optimizer="adam"),
        lambda shape, outputs: network(shape, (8, outputs), "Tanh"),
    ),
)

_BY_NAME = {one.name: one for one in PRESETS}


def preset(name: str) -> Preset:
    """The preset of that name. Raises UnknownPreset."""
    found = _BY_NAME.get(name)
    if found is None:
        raise UnknownPreset(name)
    return found


def source_of(model: Model, shape: Shape, outputs: int) -> str:
    """The program that defines `model`, for examples of `shape` and so many outputs.

    A preset without matrices written out gives its only program. Raises UnknownPreset, and
    ValueError for layers that cannot be written.
    """
    if model.source:
        return model.source
    if model.layers:
        return code(model.layers)
    row = preset(model.preset)
    if model.variant == "scratch" and row.scratch is not None:
        return row.scratch(shape, outputs)
    if row.program is not None:
        return row.program(shape, outputs)
    return code(row.layers(shape, outputs) if row.layers is not None else ())
