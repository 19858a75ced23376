"""What is kept of values is little, and what is shown is the same as if nothing were."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.numbers import short
from graphviewer.gui.canvas import heat, texts
from graphviewer.gui.canvas.recent import Recent
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.tape.value import Value


def value(number: float, count: int) -> Value:
    data = np.full(count, number, np.float64).tobytes()
    return Value(dtype="float64", shape=(1, count), data=data)


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Recent[str] = Recent(2, 100)
    kept.keep("a", "A", 1)
    kept.keep("b", "B", 1)
    assert kept.get("a") == "A"
    kept.keep("c", "C", 1)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("A", None, "C")
    assert kept.bytes == 2


def test_it_takes_no_more_room_than_it_may() -> None:
    kept: Recent[str] = Recent(100, 10)
    for number in range(50):
        kept.keep(number, "made", 3)
        assert kept.bytes <= 10
    assert len(kept) == 3
    assert kept.keep("large", "made", 11) == "made"
    assert kept.get("large") is None


def test_what_is_made_anew_counts_once() -> None:
    kept: Recent[str] = Recent(100, 10)
    kept.keep("a", "A", 4)
    kept.keep("b", "B", 4)
    kept.keep("a", "later", 6)
    assert (kept.get("a"), kept.get("b"), kept.bytes) == ("later", "B", 10)


@pytest.mark.usefixtures("qapp")
def test_large_tensors_of_many_steps_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "SHORT", Recent[str](4_096, 100_000))
    monkeypatch.setattr(heat, "MAPS", Recent[heat.Map](512, 100_000))
    for number in range(40):
        one = value(float(number), 1000)
        for _ in range(2):  # made, and kept
            assert texts.in_short(one) == short(one)
            image, low, high = heat._picture(one, LIGHT, centred=True)
            assert (low, high) == (-number, number)
            wanted = heat._map(one, LIGHT, centred=True)[0]
            assert image == wanted
    assert 0 < len(texts.SHORT) <= 12
    assert 0 < len(heat.MAPS) <= 8
    assert max(texts.SHORT.bytes, heat.MAPS.bytes) <= 100_000
