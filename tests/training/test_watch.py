"""What is looked at while a model trains, while it waits, and when it is done."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from graphviewer.runs.array import array
from graphviewer.runs.config import Batches, Config, Data, Model, Optimizer
from graphviewer.runs.news import (
    Answer,
    Boundary,
    Closed,
    Histograms,
    Images,
    Told,
    TrainingNews,
)
from graphviewer.runs.orders import Control, Inside, Look, Preview, Train, TrainingOrder
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.loop import train
from tests.training.running import Ran, changed, config

XOR = "from torch import nn\nmodel = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2))\n"


def test_all_that_is_looked_at_is_told() -> None:
    ran = Ran(config(), [(), (Look(histograms=True, images=True, example=3),)])
    kinds = {type(one) for one in ran.news}
    assert {Histograms, Images, Answer} <= kinds
    answers = [one for one in ran.news if isinstance(one, Answer)]
    assert {one.example for one in answers} == {3}
    assert answers[0].image.shape == (28, 28)


def test_nothing_is_made_that_nobody_looks_at() -> None:
    ran = Ran(config())
    assert not any(isinstance(one, Histograms | Images | Answer | Boundary) for one in ran.news)


def test_a_look_is_answered_while_the_run_is_paused() -> None:
    orders: list[tuple[TrainingOrder, ...]] = [
        (Look(example=1),),
        (),
        (Look(example=2),),
        (Control("stop"),),
    ]
    ran = Ran(config(), orders, paused=True)
    answers = [one for one in ran.news if isinstance(one, Answer)]
    assert [(one.step, one.example) for one in answers] == [(0, 1), (0, 2)]


def test_a_drawn_image_is_made_the_size_of_the_others() -> None:
    drawn = array(np.ones((10, 10), np.float32), "float32")
    ran = Ran(config(), [(Look(drawn=drawn, example=1),)], paused=False)
    answer = next(one for one in ran.news if isinstance(one, Answer))
    assert answer.example == -1
    assert answer.image.numpy() == pytest.approx(np.ones((28, 28)))


def test_a_drawing_is_passed_over_where_there_are_no_images() -> None:
    wanted = Config(data=Data(name="xor"), model=Model(source=XOR), epochs=2, threads=1)
    ran = Ran(wanted, [(Look(drawn=array(np.ones((10, 10)), "float32")),)])
    assert not any(isinstance(one, Answer | Told) for one in ran.news)


def test_points_of_the_plane_have_a_boundary() -> None:
    wanted = Config(
        data=Data(name="moons"),
        model=Model(source=XOR),
        batches=Batches(size=32),
        epochs=2,
        threads=1,
    )
    ran = Ran(wanted, [(Look(boundary=True),)])
    boundary = next(one for one in ran.news if isinstance(one, Boundary))
    assert boundary.outputs.shape[2] == 2


class Lingering:
    """A run that is asked something when it is over."""

    def __init__(self, wanted: Config, *orders: TrainingOrder) -> None:
        self.news: list[TrainingNews] = []
        self.parts: list[Meta | Part] = []
        self._orders = list(orders)
        order = Train(config=wanted)
        train(order, self.news.append, self._take, self.parts.append, linger=self._waits)

    def _over(self) -> bool:
        return any(isinstance(one, Closed) for one in self.news)

    def _take(self) -> Sequence[TrainingOrder]:
        return [self._orders.pop(0)] if self._orders and self._over() else ()

    def _waits(self) -> bool:
        return bool(self._orders)


def test_a_run_that_is_over_still_answers() -> None:
    ran = Lingering(config(), Look(example=1), Control("pause"), Look(example=2), Inside())
    closed = next(n for n, one in enumerate(ran.news) if isinstance(one, Closed))
    after = [one for one in ran.news[closed + 1 :] if isinstance(one, Answer)]
    assert [one.example for one in after] == [1, 2]
    # of the batch that would come next
    assert "epoch 3, batch 1 of 5" in ran.parts[0].source  # type: ignore[union-attr]


def test_a_run_that_was_stopped_can_be_looked_inside() -> None:
    parts: list[Meta | Part] = []
    news: list[TrainingNews] = []
    order = Train(config=config())
    orders: list[Sequence[TrainingOrder]] = [(), (Control("stop"),), (Inside(),)]

    def take() -> Sequence[TrainingOrder]:
        return orders.pop(0) if orders else ()

    train(order, news.append, take, parts.append, linger=lambda: bool(orders))
    assert isinstance(news[-1], Closed)
    ends = [one.end for one in parts if isinstance(one, Part) and one.end is not None]
    assert [one.reason for one in ends] == ["finished"]


def test_the_batch_where_a_run_broke_can_be_looked_inside() -> None:
    wanted = changed(config(optimizer=Optimizer(name="adam", lr=1e30)), epochs=20)
    ran = Lingering(wanted, Inside())
    closed = next(one for one in ran.news if isinstance(one, Closed))
    meta, *_, last = ran.parts
    assert closed.reason == "diverged"
    epoch, batch = divmod(closed.step - 1, 5)
    assert f"epoch {epoch + 1}, batch {batch + 1} of 5" in meta.source  # type: ignore[union-attr]
    assert last.end is not None  # type: ignore[union-attr]


def test_a_model_that_refuses_one_example_is_told_about() -> None:
    source = (
        "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.f = nn.Linear(784, 10)\n"
        "    def forward(self, x):\n        assert len(x) > 1\n"
        "        return self.f(x.flatten(1))\nmodel = Net()\n"
    )
    ran = Ran(changed(config(), model=Model(source=source)), [(Look(example=1),)])
    assert ran.closed.reason == "finished"
    told = [one for one in ran.news if isinstance(one, Told)]
    assert [one.kind for one in told] == ["warning"]


def test_a_preview_that_takes_too_much_is_told_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise RuntimeError("you tried to allocate 4 PB")

    monkeypatch.setattr("graphviewer.training.preview.examples", full)
    ran = Ran(config(), [(), (Preview(config=config()),)])
    assert ran.closed.reason == "finished"
    assert [one.text for one in ran.told(Told) if isinstance(one, Told)] == [
        "you tried to allocate 4 PB"
    ]
