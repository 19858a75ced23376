"""What is wrong with a layer where it stands: as data, in words, and what would mend it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.runs.config import Layer

What = Literal[
    "unknown_kind",
    "unknown_option",
    "missing_option",
    "out_of_bounds",
    "features",
    "features_image",
    "channels",
    "axes",
    "window",
    "padding",
    "groups",
    "axis",
    "sizes",
    "batch_axis",
]

_WORDS: dict[What, dict[str, str]] = {
    "unknown_kind": {
        "en": "There is no layer {layer}.",
        "ko": "{layer}라는 층은 없습니다.",
    },
    "unknown_option": {
        "en": "{layer} has no option {option}.",
        "ko": "{layer}에는 {option} 옵션이 없습니다.",
    },
    "missing_option": {
        "en": "{layer} needs {option}.",
        "ko": "{layer}에는 {option} 값이 필요합니다.",
    },
    "out_of_bounds": {
        "en": "{option} of {layer} is {value}; it must be from {low} to {high}.",
        "ko": "{layer}의 {option} 값이 {value}입니다. {low}에서 {high}까지여야 합니다.",
    },
    "features": {
        "en": "{layer} expects {expected} inputs, but what arrives is {arrives}.",
        "ko": "{layer}에는 입력 {expected}개가 필요한데 들어오는 것은 {arrives}입니다.",
    },
    "features_image": {
        "en": "{layer} expects {expected} inputs, but what arrives is {arrives}: put Flatten"
        " before it.",
        "ko": "{layer}에는 입력 {expected}개가 필요한데 들어오는 것은 {arrives}입니다. 앞에"
        " Flatten을 두세요.",
    },
    "channels": {
        "en": "{layer} expects {expected} channels, but what arrives is {arrives}.",
        "ko": "{layer}에는 채널 {expected}개가 필요한데 들어오는 것은 {arrives}입니다.",
    },
    "axes": {
        "en": "{layer} takes {expected}, but what arrives is {arrives}.",
        "ko": "{layer}에는 {expected} 꼴이 필요한데 들어오는 것은 {arrives}입니다.",
    },
    "window": {
        "en": "The window of {layer} does not fit: {window} against {arrives} with its padding.",
        "ko": "{layer}의 창이 맞지 않습니다. 창은 {window}이고 들어오는 것은 패딩을 더한"
        " {arrives}입니다.",
    },
    "padding": {
        "en": "The padding of {layer} is {padding}; it may be half of its window of {window}.",
        "ko": "{layer}의 패딩이 {padding}입니다. 창 {window}의 절반까지만 됩니다.",
    },
    "groups": {
        "en": "The {groups} groups of {layer} must divide its {inputs} and {outputs} channels.",
        "ko": "{layer}의 묶음 수 {groups}로 채널 {inputs}개와 {outputs}개가 나누어떨어져야 합니다.",
    },
    "axis": {
        "en": "{layer} is told axis {axis}, but what arrives is {arrives}.",
        "ko": "{layer}에 축 {axis}이 주어졌는데 들어오는 것은 {arrives}입니다.",
    },
    "sizes": {
        "en": "{layer} cannot fold {arrives} into {expected}.",
        "ko": "{layer}로 {arrives}을(를) {expected} 꼴로 접을 수 없습니다.",
    },
    "batch_axis": {
        "en": "{layer} is told the axis of the batch: that would mix examples.",
        "ko": "{layer}에 배치의 축이 주어졌습니다. 예시들이 서로 섞입니다.",
    },
}


class Fix(Struct, frozen=True):
    """A change of the list that mends a problem: a layer before, or this one in its place."""

    what: Literal["insert", "replace"]
    layer: Layer


class Problem(Struct, frozen=True):
    """What is wrong, with the numbers that its sentence names. Any one of `fixes` mends it."""

    what: What
    values: dict[str, str | int | float]
    fixes: tuple[Fix, ...] = ()

    def text(self, language: str = "en") -> str:
        """The sentence, in English where there is no other."""
        words = _WORDS[self.what]
        return words.get(language, words["en"]).format(**self.values)


def mended(layers: tuple[Layer, ...], index: int, fix: Fix) -> tuple[Layer, ...]:
    """The list with the problem of the layer at `index` mended."""
    after = layers[index:] if fix.what == "insert" else layers[index + 1 :]
    return (*layers[:index], fix.layer, *after)
