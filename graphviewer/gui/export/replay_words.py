"""The words of a page to step through."""

from __future__ import annotations

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "program": "Program",
        "graph": "Graph",
        "step": "Step",
        "tensors": "In the graph",
        "name": "Name",
        "value": "Value",
        "grad": "Gradient",
        "later": "not yet",
        "first": "First step",
        "back": "Step back",
        "play": "Play",
        "pause": "Pause",
        "next": "Step",
        "last": "Last step",
        "timeline": "Timeline",
        "place": "Step {step} of {count}",
        "larger": "Larger",
        "smaller": "Smaller",
        "fit": "Fit",
        "keys": "← → one step · Home End first and last · Space play · + − 0 zoom",
        "script": "Stepping needs JavaScript; this is the first step.",
        "select": "Selected",
    },
    "ko": {
        "program": "프로그램",
        "graph": "그래프",
        "step": "스텝",
        "tensors": "그래프에 있는 것",
        "name": "이름",
        "value": "값",
        "grad": "기울기",
        "later": "아직 없음",
        "first": "첫 스텝",
        "back": "이전 스텝",
        "play": "재생",
        "pause": "일시 정지",
        "next": "다음 스텝",
        "last": "마지막 스텝",
        "timeline": "타임라인",
        "place": "스텝 {step} / {count}",
        "larger": "확대",
        "smaller": "축소",
        "fit": "맞춤",
        "keys": "← → 한 스텝 · Home End 처음과 끝 · Space 재생 · + − 0 확대와 축소",
        "script": "스텝을 넘기려면 JavaScript가 필요합니다. 지금은 첫 스텝이 보입니다.",
        "select": "선택",
    },
}


def words_of(language: str) -> dict[str, str]:
    """Every word in a language."""
    return _WORDS[language]
