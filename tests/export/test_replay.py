"""The page to step through: read as HTML, and driven in Chromium."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graphviewer.explain.equation import Big, Cases, Fence, Frac, Matrix, Root, Row, Script, Text
from graphviewer.graphs.data import View
from graphviewer.gui.export.layers import Layers
from graphviewer.gui.export.marks import Mark
from graphviewer.gui.export.mathml import mathml
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.render import export
from graphviewer.record.program import record
from graphviewer.session.margins import current_line
from graphviewer.session.viewing import Look
from graphviewer.tape.tape import Tape
from tests.export.browser import Browser
from tests.export.sample import HOSTILE, NAMES, hostile, layer, loop, modules, product

pytestmark = pytest.mark.usefixtures("qtbot")
TOLD = "document.getElementById('{}').textContent"


def made(folder: Path, tape: Tape, language: str = "en", look: Look | None = None) -> Path:
    path = folder / "replay.html"
    steps = range(len(tape.steps))
    export(tape, path, Options(format="html", what="steps"), steps, look or Look(), language)
    return path


class Page(HTMLParser):
    """Collects tags with their attributes, and the text of scripts and of the data."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.texts["script"][0])
        return found


def test_a_program_without_tensors_is_a_page_without_a_graph(tmp_path: Path) -> None:
    assert "<h1" in made(tmp_path, record("print(1)\n")).read_text(encoding="utf-8")


def test_it_needs_nothing_else_and_allows_nothing_else(tmp_path: Path) -> None:
    page = Page(made(tmp_path, layer()))
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none'; img-src data:; script-src 'sha256-")
    assert "unsafe" not in policy
    for tag, attributes in page.tags:
        for name, value in attributes.items():
            assert name != "style"
            assert not name.startswith("on")
            if name in ("src", "href", "xlink:href") and value is not None:
                assert value.startswith(("#", "data:")), (tag, value)


def test_the_graph_is_there_once_and_steps_say_what_changes(tmp_path: Path) -> None:
    path = made(tmp_path, product())
    page = Page(path)
    data = page.data
    assert (data["format"], data["count"], len(data["steps"])) == (1, 7, 7)
    assert sum(tag == "svg" and "viewbox" in about and about.get("id") == "picture"
               for tag, about in page.tags) == 1  # fmt: skip
    marks = [about for tag, about in page.tags if tag == "g" and "class" in about]
    shown = {k for k, about in enumerate(marks) if " h" not in str(about["class"])}
    assert shown == set(data["steps"][0]["t"])
    assert path.stat().st_size < 100_000


def test_a_step_tells_what_the_window_tells(tmp_path: Path) -> None:
    tape = product()
    steps = Page(made(tmp_path, tape)).data["steps"]
    marked = [current_line(tape, at)[0] for at in range(len(steps))]
    assert [one["line"] for one in steps] == marked
    step = steps[3]
    assert (step["kind"], step["head"], step["phrase"]) == ("backward", "MulBackward0", "c = a * b")
    assert "other factor" in step["why"]
    assert step["maths"]


def test_what_cards_say_is_told_where_it_is_news(tmp_path: Path) -> None:
    cards = {card["name"]: card["says"] for card in Page(made(tmp_path, product())).data["cards"]}
    assert [row[0] for row in cards["a"]] == [0, 3, 4]
    assert cards["a"][-1][1:] == ["3", "4", 0, 1]


def test_no_name_becomes_a_tag(tmp_path: Path) -> None:
    path = made(tmp_path, hostile())
    page = Page(path)
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert HOSTILE in page.texts["title"][0] + page.texts["h1"][0]
    assert path.read_text(encoding="utf-8").count("</script>") == 2
    names = {card["name"] for card in page.data["cards"]}
    assert any("]]>" in name or '"quoted"' in name for name in names)
    assert page.texts["li"][2:3] == [NAMES[2]]


def test_every_kind_of_mathematics_has_its_element() -> None:
    x, two = Text("x"), Text("2", "number", "gradient")
    whole = Row(
        (
            Frac(x, two), Script(x, two, x), Script(x, two), Script(x, sub=x), Root(x),
            Big("Σ", below=x, above=two), Big("Σ", below=x), Fence(x), Matrix(((x, two),)),
            Cases(((x, two),)), Text(" ", "operator"), Text(" + ", "operator"), Text("if", "word"),
        )
    )  # fmt: skip
    said = json.dumps(mathml(whole))
    for tag in ("mfrac", "msubsup", "msup", "msub", "msqrt", "munderover", "munder", "mtable",
                "mtext", "mspace"):  # fmt: skip
        assert f'["{tag}", ' in said
    assert '{"class": "gradient"}' in said


def test_layers_keep_each_pictures_order() -> None:
    a, b, c, d = ((Mark(name, ""), Mark(name, "")) for name in "abcd")
    pictures = [[a, b, c], [a, d, c, b], [b, b, a], [c]]
    layers = Layers()
    for picture in pictures:
        deque(layers.add(picture), 0)
    order = layers.order
    assert sorted(order) == list(range(len(layers.marks)))
    for picture, seen in zip(pictures, layers.seen, strict=True):
        assert [layers.marks[number] for number in order if number in seen] == picture


# --- in a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Browser:
    browser.told.clear()
    browser.open(made(tmp_path, product()))
    return browser


def place(browser: Browser) -> str:
    return str(browser.value(TOLD.format("place")))


def test_keys_step_through_it(shown: Browser) -> None:
    assert place(shown).startswith("Step 1 of 7")
    for key, step in (("ArrowRight", 2), ("End", 7), ("ArrowRight", 7), ("ArrowLeft", 6),
                      ("Home", 1), ("PageDown", 2)):  # fmt: skip
        shown.press(key)
        assert place(shown).startswith(f"Step {step} of 7"), key
    assert shown.complaints == []


def test_a_step_shows_its_words_line_values_and_maths(shown: Browser) -> None:
    for _ in range(4):
        shown.press("ArrowRight")
    assert shown.value(TOLD.format("head")) == "AccumulateGrad"
    rows = shown.value(
        "[...document.querySelectorAll('#rows tr')]"
        ".map(row => [...row.children].map(cell => cell.textContent))"
    )
    assert ["a", "3", "4"] in rows
    line = shown.value("document.querySelector('#program li[aria-current=step]').textContent")
    assert line == "a = torch.tensor(3.0, requires_grad=True)"  # as in the window: the leaf
    assert shown.value("document.querySelectorAll('#maths math').length") > 0
    assert shown.value("document.querySelector('#maths math').getBoundingClientRect().height") > 5


def test_buttons_and_the_timeline_step_through_it(shown: Browser) -> None:
    shown.value("document.getElementById('next').click()")
    assert place(shown).startswith("Step 2 of 7")
    x, y = shown.value(
        "(() => { const b = document.getElementById('bands').getBoundingClientRect();"
        " return [b.left + b.width * 4.5 / 7, b.top + b.height / 2]; })()"
    )
    shown.click(x, y)
    assert place(shown).startswith("Step 5 of 7")
    shown.value("document.getElementById('last').click()")
    assert shown.value("document.getElementById('next').disabled") is True


def test_steps_look_the_same_whichever_way_one_comes(shown: Browser) -> None:
    hidden = "[...document.getElementById('marks').children].map(m => m.classList.contains('h'))"
    forward = []
    for _ in range(7):
        forward.append(shown.value(hidden))
        shown.press("ArrowRight")
    shown.press("End")
    for step in reversed(range(7)):
        assert shown.value(hidden) == forward[step]
        shown.press("ArrowLeft")


def test_a_card_is_framed_by_a_click_and_by_the_keyboard(shown: Browser) -> None:
    frame = "document.getElementById('frame').getAttribute('visibility')"
    assert shown.value(frame) == "hidden"
    shown.value("document.querySelector('#rows button').focus()")
    shown.press("Enter")
    shown.value("document.querySelector('#rows button').click()")
    assert shown.value(frame) == "visible"
    shown.press("Escape")
    assert shown.value(frame) == "hidden"


def test_the_system_decides_between_light_and_dark(shown: Browser) -> None:
    ground = "getComputedStyle(document.getElementById('graph')).backgroundColor"
    colours = []
    for scheme in ("light", "dark"):
        shown.ask("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])  # fmt: skip
        colours.append(shown.value(ground))
    shown.ask("Emulation.setEmulatedMedia", features=[])
    assert colours == ["rgb(250, 251, 253)", "rgb(17, 22, 27)"]


def test_harm_is_not_done(browser: Browser, tmp_path: Path) -> None:
    browser.told.clear()
    browser.open(made(tmp_path, hostile()))
    for _ in range(7):
        browser.press("ArrowRight")
    assert browser.value("document.title") == f"{HOSTILE}.py"
    assert browser.value("document.scripts.length") == 2
    assert browser.complaints == []


def test_a_loop_is_shown_by_its_iterations_in_korean(browser: Browser, tmp_path: Path) -> None:
    browser.told.clear()
    browser.open(made(tmp_path, loop(), "ko"))
    browser.press("End")
    assert re.match(r"스텝 \d+ / \d+ · ", place(browser))
    assert browser.value("document.querySelectorAll('#rows tr').length") > 3
    assert browser.complaints == []


@pytest.mark.parametrize(("view", "sign"), [("modules", "grad norm "), ("neurons", "δ ")])
def test_a_norm_and_a_delta_are_called_so(tmp_path: Path, view: View, sign: str) -> None:
    cards = Page(made(tmp_path, modules(), look=Look(view=view))).data["cards"]
    kinds = {"modules": ("net", "0", "2"), "neurons": ("h1[0]", "out[0]")}[view]
    found = [
        says[2] for card in cards for says in card["says"] if says[4] and card["name"] in kinds
    ]
    assert found
    assert all(one.startswith(sign) for one in found), found
