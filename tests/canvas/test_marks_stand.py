"""Marks stand clear of words and of each other, and explain themselves."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.mark_layers import size_words, tip_at
from graphviewer.gui.canvas.marks.book import book_of, rect_of
from graphviewer.gui.canvas.marks.kinds import KINDS, Wanted
from graphviewer.gui.canvas.marks.legend import kinds_in
from graphviewer.gui.canvas.marks.magnitude import sizes, told
from graphviewer.gui.canvas.marks.words import KIND_WORDS
from graphviewer.gui.canvas.planned import BESIDE_DROP, BESIDE_SIGN, CIRCLE, NOTE, UNDER_LINE
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of
from graphviewer.layout.data import Direction
from tests.canvas.marked import LOST, MIXED, OFTEN, TWICE, VIEWS, WRITTEN, badges, moment

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("source", [MIXED, WRITTEN, TWICE, LOST, OFTEN])
def test_no_mark_covers_words_another_card_or_another_mark(
    source: str, view: View, direction: Direction
) -> None:
    at = moment(source, view=view, direction=direction)
    scene = at.scene
    chips = [chip.rect for chip in book_of(scene).chips(scene) if chip.lines]
    rects = [rect_of(badge) for badge in badges(at)]
    words = [_name_of(scene, place) for place in range(len(scene.plans))]
    for number, rect in enumerate(rects):
        assert not any(rect.intersects(name) for name in words)
        assert not any(rect.intersects(other) for other in rects[:number])
        assert not any(rect.intersects(label.rect) for label in scene.labels)
        assert not any(rect.intersects(chip) for chip in chips)
        for place in range(len(scene.plans)):
            inside = scene.ends[place].rect.adjusted(0, 7, 0, -7)
            assert not rect.intersects(inside), (scene.plans[place].title, rect)
    for chip in chips:
        assert not any(chip.intersects(scene.ends[k].rect) for k in range(len(scene.plans)))
        assert not any(chip.intersects(QRectF(label.rect)) for label in scene.labels)


def _name_of(scene: Scene, place: int) -> QRectF:
    """Where the letters of the name beside a sign stand; nothing for a card."""
    plan = scene.plans[place]
    if not plan.round or not plan.name or plan.under:
        return QRectF()
    middle = scene.y[place] + CIRCLE / 2 + BESIDE_DROP + UNDER_LINE * len(plan.notes) / 2
    left = scene.ends[place].rect.right() + BESIDE_SIGN
    return QRectF(left, middle - 5.5, width_of(plan.name, NOTE), 10)


def test_a_mark_explains_itself_where_it_is_pointed_at_in_both_languages() -> None:
    for language in ("en", "ko"):
        at = moment(MIXED, language=language)
        for badge in badges(at):
            assert tip_at(at, rect_of(badge).center()) == badge.tip
        for chip in book_of(at.scene).chips(at.scene):
            assert chip.tip in tip_at(at, chip.rect.center())
        assert all(all(KIND_WORDS[language][kind]) for kind in KINDS)


def test_kinds_can_be_hidden_and_the_legend_lists_those_there_are() -> None:
    at = moment(MIXED, wanted=Wanted(frozenset({"saved"})))
    assert {badge.kind for badge in badges(at)} == {"saved"}
    assert kinds_in(at.scene) == {"fan_in", "stretched", "cut", "in_place", "saved", "hook", "dead"}
    assert kinds_in(moment("import torch\na = torch.ones(2)\nb = a + 1").scene) == set()


FADING = """
import torch
x = torch.tensor(3., requires_grad=True)
h = x
for k in range(6):
    h = torch.sigmoid(h * 4)
L = h + (x * 1000) ** 2
L.backward()
"""


@pytest.mark.parametrize("direction", ["down", "right"])
def test_words_on_vanishing_and_exploding_gradients_cover_nothing(direction: Direction) -> None:
    at = moment(FADING, direction=direction, wanted=Wanted(magnitude=True))
    scene = at.scene
    found = sizes(scene, at.step, at.flowed)
    flagged = [key for size in found.tolist() if (key := told(size))]
    words = list(size_words(at, np.arange(len(scene.graph.links))))
    assert {text for _, text in words} == {"vanishing", "exploding"}
    assert len(flagged) / 2 < len(words) <= len(flagged)
    marks = [rect_of(badge) for badge in badges(at)]
    for number, (rect, _) in enumerate(words):
        assert not any(rect.intersects(other) for other, _ in words[:number])
        assert not any(rect.intersects(mark) for mark in marks)
        assert not any(rect.intersects(end.rect) for end in scene.ends)
