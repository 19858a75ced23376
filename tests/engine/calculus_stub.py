"""A worker without torch that answers questions about curves as their formulas say."""

from __future__ import annotations

import os
import struct
import sys
import time
import types
from collections.abc import Iterator

from graphviewer.engine import protocol
from graphviewer.engine.protocol import AtLine, Device, Warm
from graphviewer.formulas.answers import Answer, Answered, CurveDrawn, Refused, Underway
from graphviewer.formulas.questions import Curve, Question
from graphviewer.runs.array import array
from tests.engine.stub import serve

Part = tuple[Answer, bool]


def answer(question: Question) -> Iterator[Part]:
    """Stands in for `graphviewer.calculus.answering.answer`."""
    assert isinstance(question, Curve)
    match question.formula:
        case "die":
            os._exit(7)
        case "fail":
            raise TypeError("a mistake of ours")
        case "hang":
            time.sleep(1000)
        case "refuse":
            yield Refused(message="no"), True
        case "long":
            for done in range(question.many):
                time.sleep(0.001)
                yield Underway(done=done, of=question.many), False
    x = array([question.low] * question.many, "float64")
    rows = array([[question.low] * question.many] * (question.orders + 1), "float64")
    yield CurveDrawn(x=x, rows=rows), True


def _never(*_: object, **__: object) -> None:
    raise AssertionError("no program was to be run")


WARM = Warm(torch="0", python="3", devices=(Device("cpu", "CPU"),))


def light() -> None:
    """A worker that is warm at once."""
    answering = types.ModuleType("graphviewer.calculus.answering")
    answering.__dict__.update(answer=answer, begin=lambda: None, prepare=lambda: None)
    package = types.ModuleType("graphviewer.calculus")
    package.__dict__["answering"] = answering
    sys.modules["graphviewer.calculus"], sys.modules[answering.__name__] = package, answering
    serve(WARM, _never)


def hostile(kind: str) -> None:
    """A process that is warm, and answers the first question with something else."""
    os.write(1, protocol.frame(WARM))
    os.read(0, 1000)
    nothing = CurveDrawn(x=array([0.0], "float64"), rows=array([0.0], "float64"))
    said = {
        "junk": b"no frame at all",
        "other": protocol.frame(AtLine(3)),
        "number": protocol.frame(Answered(number=77, answer=nothing)),
        "short": protocol.frame(Answered(number=1, answer=nothing)),
        "huge": struct.pack("<4sI", protocol.MAGIC, 2**32 - 1),
    }
    os.write(1, said[kind])
    time.sleep(1000)
