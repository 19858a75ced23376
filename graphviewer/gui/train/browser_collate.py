"""Sequences of different lengths as a batch: what `pad_sequence` makes, and the mask beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

PAD = 0  # the id that fills up


class Padded(Struct, frozen=True):
    """One batch. `ids` int64 [sequences, longest], filled up with PAD; `lengths` before that.

    `words` are the tokens as they are written.
    """

    words: tuple[tuple[str, ...], ...]
    lengths: tuple[int, ...]
    ids: npt.NDArray[np.int64]

    @property
    def mask(self) -> npt.NDArray[np.bool_]:
        """True where there is a token, [sequences, longest]."""
        columns = np.arange(self.ids.shape[1])
        found: npt.NDArray[np.bool_] = columns < np.array(self.lengths)[:, None]
        return found


def tokens(text: str) -> tuple[tuple[str, ...], ...]:
    """A sequence a line, a token a word; empty lines are left out."""
    return tuple(tuple(line.split()) for line in text.splitlines() if line.split())


def vocabulary(sequences: Sequence[Sequence[str]]) -> dict[str, int]:
    """An id for each different token, from 1 in the order they come; 0 is padding."""
    found: dict[str, int] = {}
    for sequence in sequences:
        for token in sequence:
            found.setdefault(token, len(found) + 1)
    return found


def collate(
    sequences: Sequence[tuple[str, ...]], size: int, *, by_length: bool = False
) -> tuple[Padded, ...]:
    """Batches of so many sequences, each padded to its own longest. `by_length`: sorted first."""
    ids = vocabulary(sequences)
    order = sorted(sequences, key=len) if by_length else list(sequences)
    return tuple(_padded(order[at : at + size], ids) for at in range(0, len(order), size))


def _padded(sequences: Sequence[tuple[str, ...]], ids: dict[str, int]) -> Padded:
    lengths = tuple(len(one) for one in sequences)
    found = np.full((len(sequences), max(lengths)), PAD, np.int64)
    for row, sequence in enumerate(sequences):
        found[row, : len(sequence)] = [ids[token] for token in sequence]
    return Padded(tuple(sequences), lengths, found)
