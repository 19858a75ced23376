"""The kinds of layers a list can have: each a class of torch.nn, with its options as a table."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.runs.config import Layer

Words = dict[str, str]  # language ("en", "ko") -> words
Value = bool | int | float
Group = Literal["shape", "linear", "convolution", "activation", "normalisation"]

MOST = 1_000_000  # of units, channels and the like


class Option(Struct, frozen=True):
    """One argument of a layer. `default` is PyTorch's, or where it has none what we begin with.

    A required option is always written; `default` None: as large as `kernel_size`.
    """

    name: str
    default: Value | None
    low: float
    high: float
    tip: Words
    required: bool = False


class Kind(Struct, frozen=True):
    """One class of torch.nn. So many options may stand without a name, in this order."""

    name: str
    group: Group
    about: Words
    options: tuple[Option, ...] = ()
    unnamed: int = 8

    def option(self, name: str) -> Option | None:
        """The option of that name, if the kind has it."""
        return next((one for one in self.options if one.name == name), None)


def _count(name: str, first: int, en: str, ko: str) -> Option:
    return Option(name, first, 1, MOST, {"en": en, "ko": ko}, required=True)


def _whole(name: str, first: int | None, low: int, high: int, en: str, ko: str) -> Option:
    return Option(name, first, low, high, {"en": en, "ko": ko})


def _part(name: str, first: float, high: float, en: str, ko: str) -> Option:
    return Option(name, first, 0.0, high, {"en": en, "ko": ko})


def _switch(name: str, en: str, ko: str, *, first: bool) -> Option:
    return Option(name, first, 0, 1, {"en": en, "ko": ko})


_BIAS = _switch(
    "bias", "Add a learned constant to each output", "출력마다 학습되는 상수를 더함", first=True
)
_IN_PLACE = _switch(
    "inplace",
    "Write the result over the input, which saves memory",
    "입력 위에 결과를 써서 메모리를 아낌",
    first=False,
)
_KERNEL = Option(
    "kernel_size",
    2,
    1,
    1024,
    {"en": "Height and width of the window", "ko": "창의 높이와 너비"},
    required=True,
)
_PADDING = _whole("padding", 0, 0, 1024, "Border added on each side", "양쪽에 덧대는 테두리")
_CEIL = _switch(
    "ceil_mode", "Windows that hang over the edge count too", "가장자리를 넘는 창도 셈", first=False
)
_POOL = (
    _KERNEL,
    _whole("stride", None, 1, 1024, "Step of the window", "창이 움직이는 간격"),
    _PADDING,
    _CEIL,
)
_EPS = Option(
    "eps",
    1e-5,
    1e-12,  # PyTorch refuses to train a batch norm with 0
    1.0,
    {"en": "Added to the variance before the root", "ko": "제곱근 전에 분산에 더하는 값"},
)
_NORM = (
    _count("num_features", 64, "Channels that arrive", "들어오는 채널 수"),
    _EPS,
    _part(
        "momentum",
        0.1,
        1.0,
        "Share of the new batch in the running statistics",
        "이동 통계에 새 배치가 들어가는 비율",
    ),
    _switch("affine", "Learn a scale and a shift", "배율과 이동을 학습함", first=True),
)
_DIM = Option(
    "dim",
    1,
    -8,
    8,
    {"en": "Axis whose numbers sum to 1; 0 is the batch", "ko": "합이 1이 되는 축. 0은 배치"},
    required=True,
)

_ROWS = (
    Kind(
        "Flatten",
        "shape",
        {"en": "Lays an example out as one row", "ko": "예시 하나를 한 줄로 폄"},
        (
            _whole(
                "start_dim", 1, -8, 8, "First axis to join; 0 is the batch", "합칠 첫 축. 0은 배치"
            ),
            _whole(
                "end_dim", -1, -8, 8, "Last axis to join; -1 is the last", "합칠 끝 축. -1은 마지막"
            ),
        ),
    ),
    Kind(
        "Unflatten",
        "shape",
        {"en": "Folds a row into channels of images", "ko": "한 줄을 채널과 이미지로 접음"},
        (
            _count("channels", 1, "Channels", "채널 수"),
            _count("height", 28, "Rows of the image", "이미지의 행 수"),
            _count("width", 28, "Columns of the image", "이미지의 열 수"),
        ),
    ),
    Kind(
        "Linear",
        "linear",
        {"en": "Each output a weighted sum of the inputs", "ko": "출력마다 입력의 가중합"},
        (
            _count("in_features", 784, "Inputs of an example", "예시의 입력 수"),
            _count("out_features", 10, "Outputs of an example", "예시의 출력 수"),
            _BIAS,
        ),
    ),
    Kind(
        "Conv2d",
        "convolution",
        {"en": "Slides small filters over an image", "ko": "작은 필터를 이미지 위로 움직임"},
        (
            _count("in_channels", 1, "Channels that arrive", "들어오는 채널 수"),
            _count(
                "out_channels",
                6,
                "Filters, one a channel that leaves",
                "필터 수, 곧 나가는 채널 수",
            ),
            Option(
                "kernel_size",
                5,
                1,
                1024,
                {"en": "Height and width of a filter", "ko": "필터의 높이와 너비"},
                required=True,
            ),
            _whole("stride", 1, 1, 1024, "Step of the filter", "필터가 움직이는 간격"),
            _PADDING,
            _whole(
                "dilation",
                1,
                1,
                1024,
                "Distance between the filter's points",
                "필터 점 사이의 간격",
            ),
            _whole(
                "groups", 1, 1, MOST, "Groups of channels kept apart", "따로 다루는 채널 묶음 수"
            ),
            _BIAS,
        ),
    ),
    Kind(
        "MaxPool2d",
        "convolution",
        {"en": "Keeps the largest number of each window", "ko": "창마다 가장 큰 수를 남김"},
        _POOL,
        unnamed=3,  # the fourth is dilation
    ),
    Kind(
        "AvgPool2d",
        "convolution",
        {"en": "Keeps the mean of each window", "ko": "창마다 평균을 남김"},
        _POOL,
    ),
    Kind(
        "ReLU",
        "activation",
        {"en": "Negative numbers become 0", "ko": "음수는 0이 됨"},
        (_IN_PLACE,),
    ),
    Kind(
        "LeakyReLU",
        "activation",
        {"en": "Negative numbers are made small", "ko": "음수는 작아짐"},
        (
            _part("negative_slope", 0.01, 1.0, "Slope below 0", "0 아래의 기울기"),
            _IN_PLACE,
        ),
    ),
    Kind("GELU", "activation", {"en": "A smooth ReLU", "ko": "매끄러운 ReLU"}),
    Kind("Sigmoid", "activation", {"en": "Squeezes into 0 to 1", "ko": "0과 1 사이로 누름"}),
    Kind("Tanh", "activation", {"en": "Squeezes into -1 to 1", "ko": "-1과 1 사이로 누름"}),
    Kind(
        "Softmax",
        "activation",
        {"en": "Turns scores into probabilities", "ko": "점수를 확률로 바꿈"},
        (_DIM,),
    ),
    Kind(
        "LogSoftmax",
        "activation",
        {"en": "Logarithm of the softmax's probabilities", "ko": "소프트맥스 확률의 로그"},
        (_DIM,),
    ),
    Kind(
        "Dropout",
        "normalisation",
        {"en": "Sets some numbers to 0 while training", "ko": "학습하는 동안 일부를 0으로 만듦"},
        (_part("p", 0.5, 1.0, "Probability of becoming 0", "0이 될 확률"),),
    ),
    Kind(
        "BatchNorm1d",
        "normalisation",
        {"en": "Mean 0 and variance 1 over the batch", "ko": "배치에서 평균 0, 분산 1"},
        _NORM,
    ),
    Kind(
        "BatchNorm2d",
        "normalisation",
        {"en": "Mean 0 and variance 1 of each channel", "ko": "채널마다 평균 0, 분산 1"},
        _NORM,
    ),
    Kind(
        "LayerNorm",
        "normalisation",
        {"en": "Mean 0 and variance 1 within an example", "ko": "예시 안에서 평균 0, 분산 1"},
        (
            _count("normalized_shape", 256, "Numbers along the last axis", "마지막 축의 수"),
            _EPS,
            _switch(
                "elementwise_affine",
                "Learn a scale and a shift",
                "배율과 이동을 학습함",
                first=True,
            ),
            _BIAS,
        ),
    ),
)

KINDS = {row.name: row for row in _ROWS}


def new(kind: str, **options: Value) -> Layer:
    """A layer with these options, and what is required besides. Raises KeyError for no kind."""
    first = {
        one.name: one.default
        for one in KINDS[kind].options
        if one.required and one.default is not None
    }
    return Layer(kind=kind, options=first | options)


def with_options(layer: Layer, **options: Value) -> Layer:
    """The layer with these options changed."""
    return replace(layer, options=layer.options | options)
