"""A batch shown before anything is trained."""

from __future__ import annotations

import numpy as np

from graphviewer.runs.config import Augment, Data
from graphviewer.runs.news import BatchSeen, Told
from graphviewer.runs.orders import Preview
from graphviewer.training.loop import preview
from tests.training.running import Ran, changed, config


def test_a_preview_is_the_batch_the_model_is_trained_on() -> None:
    wanted = changed(config(resize=32), augment=Augment(resize=32, flip_vertical=1.0))
    seen = preview(Preview(config=wanted, epoch=1, batch=2))
    assert isinstance(seen, BatchSeen)
    ran = Ran(wanted)
    ran.state.step = 5 + 2
    x, y = ran.state.coming()
    assert np.array_equal(seen.x.numpy(), x.numpy())
    assert np.array_equal(seen.y.numpy(), y.numpy())
    assert seen.plain.shape == (64, 1, 28, 28)


def test_a_preview_of_what_is_not_there_says_so() -> None:
    told = preview(Preview(config=changed(config(), data=Data(name="none"))))
    assert isinstance(told, Told)
    assert told.kind == "warning"
