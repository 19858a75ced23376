"""The balance of a data set, counted once more without NumPy, and the draws without the loop."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

from graphviewer.data.load import load
from graphviewer.data.loaded import Examples, Loaded
from graphviewer.gui.train.browser_balance import BalanceTab
from graphviewer.gui.train.browser_facts import BINS, balance, baseline
from graphviewer.runs.config import Batches, Config, Data, SamplerName
from graphviewer.runs.news import BatchSeen
from graphviewer.runs.orders import Preview
from graphviewer.training.preview import preview

CLASSES = ("fashion-8x8", "pass-fail", "three-classes", "xor", "moons", "spirals")
TARGETS = ("scores", "line", "net-2-2-1")


def in_classes(examples: Examples, classes: tuple[str, ...]) -> tuple[int, ...]:
    counted = Counter(classes[int(label)] for label in examples.y)
    return tuple(counted[name] for name in classes)


def in_bins(examples: Examples, low: float, high: float) -> list[int]:
    """How many targets are in each of ten bins; the last has its upper edge."""
    counts, width = [0] * BINS, (high - low) / BINS
    for row in examples.y:
        counts[min(BINS - 1, int((float(row[0]) - low) / width))] += 1
    return counts


def shown(qtbot: QtBot, loaded: Loaded) -> tuple[str, str]:
    tab = BalanceTab()
    qtbot.addWidget(tab)
    tab.show_loaded(loaded)
    return tab.bars.told(), tab.told.text()


@pytest.mark.parametrize("most", [(0, 0), (7, 3), (1, 1)])
@pytest.mark.parametrize("name", CLASSES)
def test_classes_are_counted_right(qtbot: QtBot, name: str, most: tuple[int, int]) -> None:
    loaded = load(Data(name=name, train=most[0], validation=most[1]))
    counts = [in_classes(one, loaded.classes) for one in (loaded.train, loaded.validation)]
    assert [balance(loaded).train, balance(loaded).validation] == counts
    told, said = shown(qtbot, loaded)
    rows = zip(loaded.classes, *counts, strict=True)
    assert told == ", ".join(f"{one} {train:,} / {rest:,}" for one, train, rest in rows)
    always, share = baseline(loaded)
    assert f"“{always}”" in said
    assert counts[0][loaded.classes.index(always)] == max(counts[0])
    right = sum(loaded.classes[int(label)] == always for label in loaded.validation.y)
    assert share == right / len(loaded.validation)


@pytest.mark.parametrize("most", [(0, 0), (7, 3)])
@pytest.mark.parametrize("name", TARGETS)
def test_targets_are_counted_right(name: str, most: tuple[int, int]) -> None:
    loaded = load(Data(name=name, train=most[0], validation=most[1]))
    every = [float(row[0]) for one in (loaded.train, loaded.validation) for row in one.y]
    found = balance(loaded)
    for counts, part in ((found.train, loaded.train), (found.validation, loaded.validation)):
        own = in_bins(part, min(every), max(every))
        assert sum(counts) == len(part)
        # a target on an edge may be in either of two bins by rounding
        assert sum(abs(one - other) for one, other in zip(counts, own, strict=True)) <= 2


def test_a_table_out_of_balance_is_told_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    labels = ["b"] * 17 + ["a"] * 2 + ["c"] * 41
    path.write_text("x,y\n" + "".join(f"{n},{label}\n" for n, label in enumerate(labels)))
    loaded = load(Data(name="table", path=str(path)))
    found = balance(loaded)
    for counts in (found.train, found.validation):  # a table is the one and the other
        assert dict(zip(found.names, counts, strict=True)) == Counter(labels)
    assert "“c”" in shown(qtbot, loaded)[1]


@pytest.mark.parametrize("sampler", ["shuffled", "in_order", "balanced", "with_replacement"])
@pytest.mark.parametrize("epoch", [0, 3])
def test_what_an_epoch_draws_is_what_torch_draws(sampler: SamplerName, epoch: int) -> None:
    data = Data(name="three-classes")
    seen = preview(
        Preview(config=Config(data=data, batches=Batches(size=3, sampler=sampler)), epoch=epoch)
    )
    assert isinstance(seen, BatchSeen)
    assert seen.drawn is not None
    y = [int(label) for label in load(data).train.y]
    source = torch.Generator().manual_seed(epoch)  # the run's seed is 0
    counts = Counter(y)
    drawn = {
        "shuffled": lambda: torch.randperm(len(y), generator=source),
        "in_order": lambda: torch.arange(len(y)),
        "with_replacement": lambda: torch.randint(len(y), (len(y),), generator=source),
        "balanced": lambda: torch.multinomial(
            torch.tensor([1 / counts[one] for one in y], dtype=torch.float64),
            len(y),
            replacement=True,
            generator=source,
        ),
    }[sampler]().tolist()
    assert seen.drawn.examples == len(drawn)
    assert seen.drawn.different == len(set(drawn))
    assert seen.drawn.batches == -(-len(drawn) // 3)
    assert seen.drawn.first.numpy().tolist() == drawn
    told = Counter(y[one] for one in drawn)
    assert seen.drawn.classes.numpy().tolist() == [told[one] for one in sorted(set(y))]
