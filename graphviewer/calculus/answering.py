"""Answers a question, in parts where an answer is long: the asker may have asked anew meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from graphviewer.formulas.answers import Answer, CurveDrawn, Refused
from graphviewer.formulas.questions import Curve, Question
from graphviewer.runs.array import array


def answer(question: Question) -> Iterator[Answer]:
    """The parts of an answer."""
    match question:
        case Curve():
            yield _curve(question)
        case _:
            yield Refused(message="This question cannot be answered yet.")


def _curve(question: Curve) -> CurveDrawn:
    x = torch.linspace(question.low, question.high, question.many, dtype=torch.float64)
    x.requires_grad_()
    y = torch.sigmoid(x)
    (slope,) = torch.autograd.grad(y.sum(), x)
    rows = torch.stack([y.detach(), slope])
    return CurveDrawn(x=array(x.detach().numpy(), "float64"), rows=array(rows.numpy(), "float64"))
