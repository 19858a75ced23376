"""Whether news can be shown: a process or a folder that is not trusted may tell anything."""

from __future__ import annotations

import math
from collections.abc import Iterator

from graphviewer.runs.array import Array
from graphviewer.runs.news import (
    Answer,
    BatchSeen,
    Boundary,
    Evaluated,
    Histograms,
    Images,
    LayerPoint,
    Opened,
    Points,
    Progress,
    TrainingNews,
)

MOST = 2**53  # float64 holds whole numbers exactly up to here
_SIDE = 4096  # of an image
_OUTPUTS = 4096  # over the plane


def check(news: TrainingNews, opened: Opened | None) -> None:
    """Raises ValueError where numbers do not fit each other, or not the run that was opened."""
    for what, fits in _rules(news, opened):
        if not fits:
            raise ValueError(f"{type(news).__name__}: {what}")


def _rules(news: TrainingNews, opened: Opened | None) -> Iterator[tuple[str, bool]]:
    """What has to be so, in an order in which each rule may rely on those before it."""
    step = getattr(news, "step", 0)
    yield f"step {step}", 0 <= step <= MOST
    match news:
        case Opened():
            many = news.batches, news.train, news.validation
            yield "it has no examples", all(1 <= one <= MOST for one in many)
            yield f"examples of shape {news.shape}", _example(news)
        case Points():
            yield "steps", len(news.steps.shape) == 1 and _between(news.steps, 0, MOST)
            lengths = [one.shape == news.steps.shape for one in news.values.values()]
            yield "a column is not as long as its steps", all(lengths)
        case LayerPoint() if opened is not None:
            norms = [one.shape for one in (news.gradient, news.weight, news.update)]
            yield "norms of other parameters", norms == [(len(opened.parameters),)] * 3
        case Histograms():
            yield "counts in no row", all(len(one.counts.shape) == 1 for one in news.rows)
        case Evaluated():
            yield f"epoch {news.epoch}", 0 <= news.epoch <= MOST
            yield "its predictions do not fit", opened is None or _predicted(news, opened)
        case Images():
            sides = news.images.shape[1:]
            yield "they are none", len(sides) == 2 and all(1 <= one <= _SIDE for one in sides)
        case Answer():
            yield "probabilities in no row", len(news.probabilities.shape) == 1
        case Boundary():
            edges = news.left, news.right, news.bottom, news.top
            yield "its edges", all(map(math.isfinite, edges))
            outputs = news.outputs.shape
            yield "its outputs", len(outputs) == 3 and 1 <= outputs[-1] <= _OUTPUTS
        case Progress():
            counted = news.steps, news.epoch, news.batch
            yield "how far it is", all(0 <= one <= MOST for one in counted)
            yield "how fast it is", math.isfinite(news.per_second) and math.isfinite(news.left or 0)
        case BatchSeen():
            rows = [one.shape[:1] for one in (news.indices, news.x, news.y, news.plain)]
            yield "other numbers of examples", all(one and one == rows[0] for one in rows)
        case _:
            pass


def _example(opened: Opened) -> bool:
    """Whether this is a shape of one example."""
    axes, most = (3, _SIDE) if opened.kind == "images" else (1, MOST)
    return len(opened.shape) == axes and all(1 <= one <= most for one in opened.shape)


def _between(numbers: Array, low: int, high: int) -> bool:
    values = numbers.numpy()
    return bool(((values >= low) & (values <= high)).all())


def _predicted(found: Evaluated, opened: Opened) -> bool:
    """Whether confusion matrix and predictions are of so many classes and examples."""
    classes, examples = len(opened.classes), opened.validation
    wanted = (
        (found.confusion, "int64", (classes, classes)),
        (found.predicted, "int64", (examples,)),
        (found.confidence, "float32", (examples,)),
    )
    if any(one and (one.dtype, one.shape) != (kind, shape) for one, kind, shape in wanted):
        return False
    return found.predicted is None or _between(found.predicted, 0, classes - 1)
