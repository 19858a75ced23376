"""A file of weights as a table of text, and as a tree of modules."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from graphviewer.files.models import values
from graphviewer.files.models.data import Entry, Weights

MOST_NORMS = 64 * 1024**2  # numbers read for the norms of one table


class Branch(Struct):
    """A module by its path, with its own tensors and the modules within it."""

    name: str
    path: str
    entries: list[Entry]
    inner: dict[str, Branch]

    @property
    def count(self) -> int:
        """How many numbers its tensors and those within it hold."""
        own = sum(entry.count for entry in self.entries)
        return own + sum(one.count for one in self.inner.values())


MOST_DEPTH = 40


def joined(branch: Branch) -> Branch:
    """A module that holds one module and nothing else, as one with it: `encoder.layers`."""
    name = branch.name
    while len(branch.inner) == 1 and not branch.entries:
        (branch,) = branch.inner.values()
        name = f"{name}.{branch.name}"
    return Branch(name, branch.path, branch.entries, branch.inner)


def tree(weights: Weights) -> Branch:
    """The tensors by modules: `body.0.weight` is the weight of module `0` in module `body`."""
    root = Branch("", "", [], {})
    for entry in weights.entries:
        place = root
        for part in entry.name.split(".")[:-1][:MOST_DEPTH]:
            path = f"{place.path}.{part}" if place.path else part
            place = place.inner.setdefault(part, Branch(part, path, [], {}))
        place.entries.append(entry)
    return root


def text(weights: Weights) -> str:
    """A line a tensor: name, dtype, shape, how many numbers, norm. Raises FileProblem."""
    rows = [("name", "dtype", "shape", "numbers", "norm"), *_rows(weights)]
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    lines = [
        "  ".join(
            cell.rjust(width) if at > 2 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    counts = (len(weights.entries), "tensor"), (weights.count, "number"), (weights.bytes, "byte")
    total = (f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    return "\n".join(
        [*lines, ", ".join(total), *(f"{name}: {said}" for name, said in weights.about), ""]
    )


def _rows(weights: Weights) -> Iterator[tuple[str, str, str, str, str]]:
    left = MOST_NORMS
    for entry in weights.entries:
        said = ""
        if entry.count <= left and values.readable(entry):
            left -= entry.count
            said = f"{values.norm(values.numbers(weights.path, entry)):.4g}"
        yield plain(entry.name), entry.dtype, shape_text(entry.shape), f"{entry.count:,}", said


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as the window writes it: 8 × 4, or "scalar"."""
    return " × ".join(f"{one:,}" for one in shape) if shape else "scalar"


def plain(name: str) -> str:
    """A name from a file, without what would move a terminal's cursor."""
    return "".join(one if one.isprintable() else "\ufffd" for one in name)
