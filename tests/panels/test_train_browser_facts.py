"""What the data browser counts and pads, and what a preview sends it."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from msgspec.structs import replace

from graphviewer.data.load import load
from graphviewer.gui.train.browser_collate import collate, tokens, vocabulary
from graphviewer.gui.train.browser_facts import balance, baseline
from graphviewer.gui.train.browser_order_map import rows
from graphviewer.gui.train.browser_padding import SENTENCES
from graphviewer.runs.config import Augment, Batches, Config, Data
from graphviewer.runs.news import BatchSeen, Told
from graphviewer.runs.orders import Preview
from graphviewer.training.preview import preview

DATA = Data(train=300, validation=40)


def test_the_baseline_is_what_the_most_frequent_class_gets_right() -> None:
    loaded = load(DATA)
    name, share = baseline(loaded)
    most = np.bincount(loaded.train.y).argmax()
    assert name == loaded.classes[most]
    assert share == pytest.approx(float(np.mean(loaded.validation.y == most)))


def test_targets_of_a_regression_are_counted_in_bins() -> None:
    found = balance(load(Data(name="scores")))
    assert found.names[0] == "142 – 147.4"
    assert found.train == (1, 1, 0, 0, 0, 0, 0, 2, 0, 1)


def test_a_large_batch_sends_its_first_examples() -> None:
    wanted = Config(data=DATA, batches=Batches(size=300), augment=Augment(resize=128))
    seen = preview(Preview(config=wanted))
    assert isinstance(seen, BatchSeen)
    assert seen.size == 300
    assert seen.x.shape == (122, 1, 128, 128)  # 2 million numbers
    whole = preview(Preview(config=replace(wanted, augment=Augment())))
    assert isinstance(whole, BatchSeen)
    assert whole.indices.numpy()[:122].tolist() == seen.indices.numpy().tolist()


def test_a_batch_too_large_to_look_at_is_refused() -> None:
    large = Config(
        data=replace(DATA, train=3000), batches=Batches(size=3000), augment=Augment(resize=256)
    )
    told = preview(Preview(config=large))
    assert isinstance(told, Told)
    assert "too large" in told.title


def test_rows_end_where_the_known_indices_end() -> None:
    first = np.arange(10)
    found = rows(first, 4, 100, 16)
    assert [(row.indices, row.size) for row in found] == [
        ((0, 1, 2, 3), 4), ((4, 5, 6, 7), 4), ((8, 9), 4),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("by_length", [False, True])
def test_padding_is_what_pytorch_pads(size: int, by_length: bool) -> None:
    sequences = tokens(SENTENCES)
    ids = vocabulary(sequences)
    order = sorted(sequences, key=len) if by_length else sequences
    tensors = [torch.tensor([ids[word] for word in one]) for one in order]
    batches = collate(sequences, size, by_length=by_length)
    for place, batch in enumerate(batches):
        some = tensors[place * size : (place + 1) * size]
        wanted = torch.nn.utils.rnn.pad_sequence(some, batch_first=True, padding_value=0)
        assert torch.equal(torch.from_numpy(batch.ids), wanted)
        lengths = torch.tensor([len(one) for one in some])
        mask = torch.arange(wanted.shape[1]) < lengths[:, None]
        assert torch.equal(torch.from_numpy(batch.mask), mask)
    assert sum(len(batch.lengths) for batch in batches) == len(sequences)
