"""The few words the canvas itself writes, in each language."""

from __future__ import annotations

from graphviewer.explain.numbers import shape

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "value": "value",
        "grad": "grad",
        "not yet": "not yet",
        "gone": "not kept",
        "none": "None",
        "leaf": "leaf",
        "loss": "loss",
        "root": "root",
        "constant": "no grad",
        "older": "from before",
        "scalar": "scalar",
        "arrived": "{0} of {1} arrived",
        "counted": "{0} of {1}",
        "arriving": "+ {0} arriving",
        "lost": "{0} not kept",
        "returning": "{0} arriving",
        "returned": "{0} returned",
        "overview": "OVERVIEW",
        "draws": "Drag from where the arrow starts to its end, or Enter at both · Esc cancels",
        "graph": "Graph",
        "module": "module",
        "neuron": "neuron",
        "fold": "fold",
        "opens": "double click opens",
        "grad norm": "grad norm",
        "tied": "{} shared with {}",
        "to open": "Double-click or Enter opens it",
        "to close": "Double-click or Enter closes it",
        "not kept": "computed from the recorded factors; PyTorch keeps no such tensor",
        "from recorded": "(PyTorch's own, recorded)",
        "from formula": "(by the rule, on recorded numbers)",
        "from exact": "",
        "tensor": "tensor",
        "operation": "operation",
        "node": "grad_fn node",
        "empty": "Nothing recorded yet",
        "drawing": "drawing…",
    },
    "ko": {
        "value": "값",
        "grad": "grad",
        "not yet": "아직 없음",
        "gone": "보관 안 됨",
        "none": "None",
        "leaf": "리프",
        "loss": "손실",
        "root": "시작",
        "constant": "기울기 없음",
        "older": "이전에서",
        "scalar": "스칼라",
        "arrived": "{1}개 중 {0}개 도착",
        "counted": "{1}개 중 {0}개",
        "arriving": "+ {0} 도착",
        "lost": "{0} 보관 안 됨",
        "returning": "{0} 도착",
        "returned": "{0} 반환",
        "overview": "전체 보기",
        "draws": "화살표가 시작할 곳에서 끝날 곳까지 끌거나 두 곳에서 Enter · Esc로 취소",
        "graph": "그래프",
        "module": "모듈",
        "neuron": "뉴런",
        "fold": "묶음",
        "opens": "두 번 클릭하면 열립니다",
        "grad norm": "grad 노름",
        "tied": "{}개는 {}와(과) 공유",
        "to open": "두 번 클릭하거나 Enter를 누르면 펼칩니다",
        "to close": "두 번 클릭하거나 Enter를 누르면 접습니다",
        "not kept": "기록된 인수로 계산한 값입니다. PyTorch에는 이런 텐서가 없습니다",
        "from recorded": "(PyTorch가 계산한 값, 기록됨)",
        "from formula": "(기록된 수에 규칙을 적용한 값)",
        "from exact": "",
        "tensor": "텐서",
        "operation": "연산",
        "node": "grad_fn 노드",
        "empty": "아직 기록된 것이 없습니다",
        "drawing": "그리는 중…",
    },
}


def word(key: str, language: str) -> str:
    """One of the canvas's words."""
    return _WORDS[language][key]


def shape_told(lengths: tuple[int, ...], language: str) -> str:
    """`[2×3]`, or `scalar`."""
    return shape(lengths) if lengths else word("scalar", language)


def kind_of(dtype: str, lengths: tuple[int, ...], language: str) -> str:
    """What a card says a tensor is: `float32 [2×3]`, `scalar`."""
    return f"{dtype} {shape(lengths)}" if lengths else word("scalar", language)


def arrived(count: int, expected: int, language: str) -> str:
    """How many contributions of a sum have arrived: `1 of 2 arrived`."""
    return word("arrived", language).format(count, expected)


def counted(count: int, total: int, language: str) -> str:
    """How many of all: `1 of 2`."""
    return word("counted", language).format(count, total)


def counts(tensors: int, operations: int, leaves: int | None, language: str) -> str:
    """What the expression view shows: `4 tensors · 3 operations · 1 leaf`."""
    parts = [
        (number, *words)
        for number, words in zip((tensors, operations, leaves), _COUNTED[language], strict=True)
        if number is not None
    ]
    return " · ".join((one if n == 1 else many).format(n) for n, one, many in parts)


_COUNTED = {
    "en": (
        ("{} tensor", "{} tensors"),
        ("{} operation", "{} operations"),
        ("{} leaf", "{} leaves"),
    ),
    "ko": (("텐서 {}개",) * 2, ("연산 {}개",) * 2, ("리프 {}개",) * 2),
}


def unused_told(modules: int, language: str) -> str:
    """How many modules the program made and never used."""
    if language == "ko":
        return f"쓰이지 않은 모듈 {modules:,}개"
    return f"{modules:,} module{'' if modules == 1 else 's'} not used"


def node_counts(nodes: int, edges: int, language: str) -> str:
    """What the grad_fn view shows."""
    if language == "ko":
        return f"grad_fn 노드 {nodes}개 · 간선 {edges}개"
    return (
        f"{nodes} grad_fn node{'' if nodes == 1 else 's'} · {edges} edge{'' if edges == 1 else 's'}"
    )


def parameters(count: int, language: str) -> str:
    """How many numbers a module learns."""
    if language == "ko":
        return f"매개변수 {count:,}개"
    return f"{count:,} parameter{'' if count == 1 else 's'}"


def step_counts(count: int, kind: str, language: str) -> str:
    """How many operations, nodes or modules come each time."""
    if language == "ko":
        noun = {"op": "연산", "node": "노드"}.get(kind, "모듈")
        return f"{noun} {count:,}개"
    noun = {"op": "operation", "node": "node"}.get(kind, "module")
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def folded_counts(times: int, steps: str, others: int, language: str) -> str:
    """What is folded in a graph: how often the same steps, and in how many other places."""
    if language == "ko":
        more = f" 외 {others}곳" if others else ""
        return f"묶음: 같은 {steps} × {times:,}번{more}; 두 번 클릭하면 열립니다"
    more = f" and {others} more" if others else ""
    same = steps.removeprefix("1 ")
    return f"folded: {times:,} times the same {same}{more}; double click opens"


def module_counts(modules: int, calls: int, operations: int, language: str) -> str:
    """What the modules view shows: modules, how often they were called, operations outside them."""
    if language == "ko":
        times = f"(호출 {calls}번)" if calls != modules else ""
        return f"모듈 {modules}개{times} · 연산 {operations}개"
    times = f" in {calls} calls" if calls != modules else ""
    return (
        f"{modules} module{'' if modules == 1 else 's'}{times} · "
        f"{operations} operation{'' if operations == 1 else 's'}"
    )


def scalar_counts(scalars: int, signs: int, language: str) -> str:
    """What the scalars view shows: elements of tensors, and signs between them."""
    if language == "ko":
        return f"스칼라 {scalars}개 · 연산 기호 {signs}개"
    return (
        f"{scalars} scalar{'' if scalars == 1 else 's'} · {signs} sign{'' if signs == 1 else 's'}"
    )


def place_in_loop(kind: str, number: int, total: int | None, language: str) -> str:
    """Which part of a loop is shown: `iteration 12 of 300`; the total where it is known."""
    told = _PLACES[language][kind, total is not None]
    return told.format(number=f"{number:,}", total=f"{total or 0:,}")


_PLACES = {
    "en": {
        ("iteration", True): "iteration {number} of {total}",
        ("iteration", False): "iteration {number}",
        ("next", True): "next kept: iteration {number} of {total}",
        ("next", False): "next kept: iteration {number}",
        ("before", True): "before the first iteration",
        ("before", False): "before the first iteration",
        ("after", True): "after iteration {number} of {total}",
        ("after", False): "after iteration {number}",
    },
    "ko": {
        ("iteration", True): "반복 {number} / {total}",
        ("iteration", False): "반복 {number}",
        ("next", True): "다음 보관 반복: {number} / {total}",
        ("next", False): "다음 보관 반복: {number}",
        ("before", True): "첫 반복 이전",
        ("before", False): "첫 반복 이전",
        ("after", True): "반복 {number} / {total} 이후",
        ("after", False): "반복 {number} 이후",
    },
}
