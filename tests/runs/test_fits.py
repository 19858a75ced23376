"""News that cannot be shown is refused where it comes in."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviewer.runs.array import Array, Dtype, array
from graphviewer.runs.fits import check
from graphviewer.runs.news import (
    Answer,
    BatchSeen,
    Boundary,
    Evaluated,
    Histogram,
    Histograms,
    Images,
    LayerPoint,
    Points,
    Progress,
    TrainingNews,
)
from tests.runs.test_folder import layers, opened, points


def zeros(*shape: int, dtype: Dtype = "float32") -> Array:
    return array(np.zeros(shape), dtype)


def boundary(outputs: Array, left: float = 0.0) -> Boundary:
    return Boundary(step=1, left=left, right=1.0, bottom=0.0, top=1.0, outputs=outputs)


def evaluated(**found: Array) -> Evaluated:
    return Evaluated(step=1, epoch=0.1, loss=math.inf, **found)  # type: ignore[arg-type]


def batch(x: Array) -> BatchSeen:
    indices = zeros(2, dtype="int64")
    return BatchSeen(epoch=0, batch=0, indices=indices, x=x, y=indices, plain=zeros(2, 2))


def progress(left: float | None) -> Progress:
    return Progress(state="running", step=1, steps=2, epoch=0, batch=1, left=left)


FITS: list[TrainingNews] = [
    opened(),
    points(1, [math.nan, math.inf]),
    layers(2),
    evaluated(),
    evaluated(confusion=zeros(2, 2, dtype="int64"), predicted=array([1, 0], "int64")),
    Images(step=1, what="weights", name="a", images=zeros(0, 3, 3)),
    Answer(step=1, example=-1, image=zeros(3), probabilities=zeros(2, dtype="float64")),
    boundary(zeros(3, 4, 2)),
    batch(zeros(2, 2)),
    progress(None),
]
DO_NOT: list[TrainingNews] = [
    opened(-1),
    Points(zeros(1, 1, dtype="int64"), {}),
    Points(array([2**62], "int64"), {"loss": zeros(1, dtype="float64")}),
    Points(array([1, 2], "int64"), {"loss": zeros(1, dtype="float64")}),
    LayerPoint(1, *[zeros(3, dtype="float64")] * 3),
    Histograms(1, (Histogram("a", "weight", 0.0, 1.0, zeros(2, 2, dtype="int64")),)),
    Evaluated(step=1, epoch=math.nan, loss=1.0),
    evaluated(confusion=zeros(2, dtype="int64")),
    evaluated(confusion=zeros(2, 2)),
    evaluated(predicted=array([1, 2], "int64")),
    Images(step=1, what="weights", name="a", images=zeros(3, 3)),
    Answer(step=1, example=0, image=zeros(3), probabilities=zeros(2, 2, dtype="float64")),
    boundary(zeros(3, 2)),
    boundary(zeros(3, 4, 2), math.nan),
    batch(zeros(3, 2)),
    progress(math.nan),
]


@pytest.mark.parametrize("news", FITS, ids=lambda news: type(news).__name__)
def test_what_fits_is_taken(news: TrainingNews) -> None:
    check(news, opened())


@pytest.mark.parametrize("news", DO_NOT, ids=lambda news: type(news).__name__)
def test_what_does_not_fit_is_refused_with_its_kind(news: TrainingNews) -> None:
    with pytest.raises(ValueError, match=f"^{type(news).__name__}: "):
        check(news, opened())
