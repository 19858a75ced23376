"""Makes a page of each lesson, and a table of them all, from what stands beside each lesson.

    python tools/lesson_pages.py

A test makes them again and compares.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from graphviewer.files.figures import words_of
from graphviewer.files.lessons import LANGUAGES, Lesson, lessons

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TRAIN_TABLE = DOCS / "lessons-train.md"
# An id in a docstring or a comment: "7.4", "7.1, 7.2, 7.3", "lesson 5.2".
IDENTIFIER = re.compile(r"(?<![\w.])[1-9]\.\d{1,2}(?![\w]|\.\d)")
WORDS = {
    "en": {
        "aim": "Aim",
        "program": "Program",
        "questions": "Questions",
        "figures": "What it comes to",
        "figure": "figure",
        "kind": "held by",
        "number": "number",
        "within": "number, within {within:g}",
        "printed": "printed line",
        "error": "It ends with PyTorch's own `{error}`, at its line: that error is the lesson.",
        "watch": "While it runs the watch charts {names}.",
        "open": "Open it",
        "how": "In the window: Ctrl+L, type `{id}`, Enter; Ctrl+Enter opens a copy to change. "
        "Or run `{file}` with plain Python.",
        "train": "It goes on on the Train page with the preset `{choice}`.",
        "functions": "It goes on on the Functions page with `{choice}`.",
        "descent": "It goes on on the Descent page with `{choice}`.",
        "tests": "Tests",
        "every": "As for every lesson, under plain Python and on the recording: its output, "
        "figures and error, and that every step is explained.",
        "all": "all lessons",
        "other": "한국어",
    },
    "ko": {
        "aim": "목표",
        "program": "프로그램",
        "questions": "질문",
        "figures": "나와야 하는 것",
        "figure": "값",
        "kind": "확인하는 것",
        "number": "수",
        "within": "수, 오차 {within:g} 이내",
        "printed": "출력된 줄",
        "error": "이 프로그램은 PyTorch의 `{error}`로 그 줄에서 끝난다. 이 오류가 강의의 내용이다.",
        "watch": "실행하는 동안 값 추적 패널에 {names}의 그래프가 그려진다.",
        "open": "열기",
        "how": "창에서 Ctrl+L을 누르고 `{id}`를 입력한 뒤 Enter. Ctrl+Enter는 고쳐 볼 사본을 연다. "
        "파이썬으로 그냥 실행하려면 `{file}`.",
        "train": "학습 페이지에서 프리셋 `{choice}`로 이어진다.",
        "functions": "함수 페이지에서 `{choice}`로 이어진다.",
        "descent": "하강 페이지에서 `{choice}`로 이어진다.",
        "tests": "테스트",
        "every": "모든 강의와 마찬가지로 출력, 값, 오류, 그리고 스텝마다의 설명을 "
        "파이썬으로 실행한 것과 기록한 것에서 확인한다.",
        "all": "모든 강의",
        "other": "English",
    },
}
TITLES = {"en": "The lessons", "ko": "강의"}
LEADS = {
    "en": "Every lesson is a plain PyTorch program under [examples](../examples) that runs "
    "unchanged under Python, opens in the window and is stepped through there. What a lesson "
    "comes to stands beside it and is checked by `tests/lessons/test_plain.py` under plain "
    "Python and by `tests/lessons/test_recorded.py` on the recording; further tests are named "
    "in the last column. Made by `tools/lesson_pages.py`.",
    "ko": "모든 강의는 [examples](../examples)에 있는 평범한 PyTorch 프로그램이다. "
    "파이썬으로 그대로 실행되고, 창에서 열어 한 스텝씩 따라갈 수 있다. "
    "강의마다 나와야 하는 값이 옆에 적혀 있으며 `tests/lessons/test_plain.py`가 파이썬으로, "
    "`tests/lessons/test_recorded.py`가 기록에서 확인한다. 그 밖의 테스트는 "
    "마지막 열에 있다. `tools/lesson_pages.py`가 만든다.",
}
COLUMNS = {
    "en": ("lesson", "aim", "comes to", "goes on", "further tests"),
    "ko": ("강의", "목표", "나와야 하는 것", "이어지는 곳", "그 밖의 테스트"),
}
PAGES = {
    "en": {"train": "Train", "functions": "Functions", "descent": "Descent"},
    "ko": {"train": "학습", "functions": "함수", "descent": "하강"},
}
ON_TRAIN = {
    "en": "How each is shown on the Train page, and what it reaches there: "
    "[the lessons on training](lessons-train.md).",
    "ko": "학습 페이지에서 어떻게 보이고 무엇에 이르는지는 "
    "[학습에 관한 강의](lessons-train.md)(영어)에 있다.",
}
MOST_WORDS = 60  # letters of the figures in the table


def pages() -> dict[Path, str]:
    """Every page by its path: two of all lessons, and two of each lesson."""
    found: dict[Path, str] = {}
    for language in LANGUAGES:
        found[DOCS / _name("lessons", language)] = _table(language)
        for one in lessons():
            found[DOCS / "lessons" / _name(one.id, language)] = _page(one, language)
    return found


def _name(stem: str, language: str) -> str:
    return f"{stem}.md" if language == "en" else f"{stem}.{language}.md"


# --- one lesson


def _page(one: Lesson, language: str) -> str:
    words = WORDS[language]
    other = "ko" if language == "en" else "en"
    home = _name("lessons", language)
    parts = [
        f"# {one.id} {one.title[language]}",
        f"[{words['all']}](../{home}) · [{words['other']}]({_name(one.id, other)})",
        f"**{words['aim']}.** {_plain(one.aim[language])}",
        f"```python\n{one.source().rstrip()}\n```",
        _plain(one.note[language]),
        f"## {words['questions']}",
        "\n".join(f"{n}. {_plain(q[language])}" for n, q in enumerate(one.questions, 1)),
        *_figures(one, words),
        f"## {words['open']}",
        words["how"].format(id=one.id, file=one.path.relative_to(ROOT).as_posix()),
    ]
    if one.page is not None:
        parts.append(words[one.page.name].format(choice=one.page.choice))
    if language == "en" and one.id in _train_rows():
        parts.append(_train_rows()[one.id])
    parts += [f"## {words['tests']}", "\n".join([f"- {words['every']}", *_test_lines(one.id)])]
    return "\n\n".join(parts) + "\n"


def _figures(one: Lesson, words: dict[str, str]) -> Iterator[str]:
    if one.figures:
        yield f"## {words['figures']}"
        rows = [f"| {words['figure']} | {words['kind']} |", "|---|---|"]
        for figure in one.figures:
            kind = "printed" if figure.printed else "within" if figure.within else "number"
            held = words[kind].format(within=figure.within)
            rows.append(f"| `{_cell(words_of(figure))}` | {held} |")
        yield "\n".join(rows)
    if one.error:
        yield words["error"].format(error=one.error)
    if one.watch:
        yield words["watch"].format(names=", ".join(f"`{name}`" for name in one.watch))


def _test_lines(identifier: str) -> list[str]:
    return [f"- `{file}`: {', '.join(names)}" for file, names in tests_of(identifier).items()]


def _plain(text: str) -> str:
    """Words as Markdown: what would be read as a mark is not."""
    return re.sub(r"([*_<>\[\]|])", r"\\\1", " ".join(text.split()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")


# --- all lessons


def _table(language: str) -> str:
    other = "ko" if language == "en" else "en"
    parts = [
        f"# {TITLES[language]}",
        f"[{WORDS[language]['other']}]({_name('lessons', other)})",
        LEADS[language],
    ]
    for section, group in groupby(lessons(), key=lambda one: int(one.id.partition(".")[0])):
        found = tuple(group)
        parts.append(f"## {section}. {found[0].group.title[language]}")
        if section == 7:  # on training
            parts.append(ON_TRAIN[language])
        rows = [f"| {' | '.join(COLUMNS[language])} |", "|---|---|---|---|---|"]
        rows += [_row(one, language) for one in found]
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _row(one: Lesson, language: str) -> str:
    told = [f"`{_cell(words_of(figure))}`" for figure in one.figures]
    if one.error:
        told.append(f"`{one.error}`")
    shown: list[str] = []
    room = MOST_WORDS
    for words in told:
        room -= len(words)
        if shown and room < 0:
            shown.append("…")
            break
        shown.append(words)
    goal = f"{PAGES[language][one.page.name]}: `{one.page.choice}`" if one.page is not None else ""
    held = ", ".join(f"`{Path(file).name}`" for file in tests_of(one.id))
    title = f"[{one.id} {_plain(one.title[language])}](lessons/{_name(one.id, language)})"
    return f"| {title} | {_plain(one.aim[language])} | {', '.join(shown)} | {goal} | {held} |"


@cache
def _train_rows() -> dict[str, str]:
    """Of the table of lessons on training: how each is shown there, and what it comes to."""
    found = {}
    for line in TRAIN_TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        identifier = cells[0].partition(" ")[0].lstrip("| ")
        if re.fullmatch(r"7\.\d+", identifier):
            shown = cells[1].replace("](", "](../")
            found[identifier] = f"On FashionMNIST: {shown}. What it comes to: {cells[2]}."
    return found


# --- the tests that name a lesson


def tests_of(identifier: str) -> dict[str, tuple[str, ...]]:
    """The tests that name a lesson, by file: those that hold for every lesson aside."""
    return {
        file: tuple(names)
        for file, by_lesson in _tests().items()
        if (names := by_lesson.get(identifier))
    }


@cache
def _tests() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if path.name == "test_words.py":
            continue  # names lessons only to search for them
        named = path.parent.name == "lessons"
        by_lesson: dict[str, list[str]] = {}
        for test in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
                for identifier in sorted(_named(test, whole=named)):
                    by_lesson.setdefault(identifier, []).append(test.name)
        if by_lesson:
            found[path.relative_to(ROOT).as_posix()] = by_lesson
    return found


def _named(test: ast.FunctionDef, *, whole: bool) -> set[str]:
    """The ids in a test's docstring; with `whole` the strings in it that are an id as well."""
    said = ast.get_docstring(test) or ""
    spoken = whole or re.search(r"\b[Ll]essons?\b|\b[Rr]ows?\b", said)
    found = set(IDENTIFIER.findall(said)) if spoken else set()
    if whole:
        found |= _strings(test)
        tables = (node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute))
        found |= {one for table in tables for one in _facts().get(table, ())}
    return found & {one.id for one in lessons()}


def _strings(where: ast.AST) -> set[str]:
    """The strings that are an id."""
    every = (node.value for node in ast.walk(where) if isinstance(node, ast.Constant))
    return {one for one in every if isinstance(one, str) and IDENTIFIER.fullmatch(one)}


@cache
def _facts() -> dict[str, set[str]]:
    """The tables of tests/lessons/facts.py, and the lessons each speaks of."""
    tree = ast.parse((ROOT / "tests/lessons/facts.py").read_text(encoding="utf-8"))
    rows = (node for node in tree.body if isinstance(node, ast.AnnAssign) and node.value)
    return {row.target.id: _strings(row) for row in rows if isinstance(row.target, ast.Name)}


def main() -> int:
    """Write every page, and remove those of lessons that are gone."""
    found = pages()
    (DOCS / "lessons").mkdir(exist_ok=True)
    for path, text in found.items():
        path.write_text(text, encoding="utf-8")
    for path in (DOCS / "lessons").glob("*.md"):
        if path not in found:
            path.unlink()
    print(f"{len(found)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
