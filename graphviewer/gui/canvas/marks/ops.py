"""The marks of an operation: beside its sign, and beside its only node in the grad_fn view."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.gui.canvas.marks.kinds import Mark
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.session.share import percent
from graphviewer.tape.cuts import DETACHING, cut_by
from graphviewer.tape.idle import Idle, idle, is_relu, unit_axis
from graphviewer.tape.rows import Op
from graphviewer.tape.value import FLOATING

MOST, SEVERAL = 0.75, 4  # share of units that are off, of so many, from which it is an alarm
HALF = 0.5  # share of zeros that is told where units cannot be counted


def op_marks(scene: Scene, op: Op) -> Iterator[Mark]:
    """What an operation did that is worth a sign."""
    language = scene.language
    how = cut_by(scene.tape, scene.index, op)
    if how and op.name not in DETACHING:
        tip = say("off_tip", language, how=how)
        yield Mark("cut", how, tip, op.step, NEVER, "cut")
    if op.in_place and op.inputs:
        tip = say("in_place_tip", language, name=scene.index.name(op.inputs[0]))
        yield Mark("in_place", say("in place", language), tip, op.step, NEVER, "in place")
    if is_relu(op) and op.outputs:
        yield from _dead(scene, op)


def _dead(scene: Scene, op: Op) -> Iterator[Mark]:
    value = scene.tape.tensors[op.outputs[0]].value
    found = idle(scene.tape.values[value], unit_axis(scene.tape, op)) if value is not None else None
    if found is None:
        return
    text, alarm = _told(found, scene.language)
    if not text:
        return
    tip = _tip(found, scene.language)
    sent = _sent(scene, op)
    ends = [step for step, _ in sent] + [NEVER]
    yield Mark("dead", text, tip, op.step, ends[0], "dead", alarm)
    for (since, more), until in zip(sent, ends[1:], strict=True):
        yield Mark("dead", text, f"{tip}\n{more}", since, until, "dead", alarm)


def _told(found: Idle, language: str) -> tuple[str, bool]:
    if found.off and found.units == 1:
        return say("off_one", language), False
    if found.off:
        text = say("off", language, off=found.off, units=found.units)
        most = found.units >= SEVERAL and found.off >= MOST * found.units
        return text, most or found.off == found.units
    share = found.zeros / found.numbers
    if not found.units and share >= HALF:
        return say("zeros", language, share=percent(share, 0)), share >= 1
    return "", False


def _tip(found: Idle, language: str) -> str:
    zeros = say("zeros_tip", language, zeros=found.zeros, total=found.numbers)
    if not found.units:
        return zeros
    told = {"off": found.off, "units": found.units, "axis": found.axis}
    return say("off_tip_units", language, **told) + "\n" + zeros


def _sent(scene: Scene, op: Op) -> list[tuple[int, str]]:
    """Steps at which the op's node sent a gradient back, and how many zeros were in it."""
    found: list[tuple[int, str]] = []
    for node in scene.tape.own_nodes(op):
        for step in scene.index.executions(node.id):
            sent = scene.tape.steps[step].gradients_out
            value = scene.tape.values[sent[0]] if sent and sent[0] is not None else None
            if value is None or value.dtype not in FLOATING:
                continue
            zeros = value.stats.zeros if value.stats else int((value.array() == 0).sum())
            told = {"zeros": zeros, "total": value.size}
            found.append((step, say("grad_zeros_tip", scene.language, **told)))
    return sorted(found)
