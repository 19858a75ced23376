"""The graph behind a tensor that was made outside a recording: its nodes, and what they hold."""

from __future__ import annotations

from types import FrameType

import torch
from torch import Tensor

from graphviewer.record.calls import Calls
from graphviewer.record.inline import NO_SOURCE, text_of
from graphviewer.record.leaves import Leaves
from graphviewer.record.places import Places
from graphviewer.record.program import describe
from graphviewer.record.recorder import Recorder
from graphviewer.record.variables import Variables
from graphviewer.record.writer import NOT_RECORDED, Limits, Writer
from graphviewer.tape import rows
from graphviewer.tape.tape import Tape

_NEVER = float("inf")


def graph_of(tensor: Tensor, frame: FrameType) -> Tape:
    """A tape of one step, the tensor, and of the nodes that lead to it.

    Leaves have their values and their `.grad`, saved tensors theirs where they can be read; what
    else was computed on the way is gone. `frame` gives the names: it is who asks.
    """
    filename = frame.f_code.co_filename
    source, name = text_of(filename)
    line = frame.f_lineno if source else None
    tape = Tape(meta=describe(source or NO_SOURCE, name, seed=None))
    writer = Writer(tape.extend, Limits(), _NEVER)
    recorder = Recorder(writer, Places("", ""), tape.meta.value_cap)
    with torch._C.DisableTorchFunction(), torch.no_grad():
        _walk(recorder, tensor, line)
        names = Variables(recorder, Calls(recorder, Leaves(recorder)))
        names.frame = frame
        names.look(last=True)
        names.frame = None
    writer.notes.append(rows.Note(step=0, kind="walked"))
    writer.end(rows.End(reason="finished"), None)
    return tape


def _walk(recorder: Recorder, tensor: Tensor, line: int | None) -> None:
    """Write the tensor and its graph, and the gradients that lie in the leaves already."""
    writer, nodes, tensors = recorder.writer, recorder.nodes, recorder.tensors
    op = nodes.op = writer.take_op()
    nodes.found = []
    entry = tensors.reserve(tensor)
    tensors.write(entry, tensor, "", op)
    nodes.op = None
    leaves = [(one, one.ref()) for one in tensors.leaves()]
    inputs = tuple(one.row for one, _ in leaves)
    row = rows.Op(
        id=op,
        name=NOT_RECORDED,
        qualified=NOT_RECORDED,
        step=0,
        inputs=inputs,
        outputs=(entry.row,),
        nodes=tuple(nodes.found),
    )
    writer.ops.append(row)
    writer.step("forward", line=line, op=op, inputs=inputs, outputs=(entry.row,))
    for one, leaf in leaves:
        after = None if leaf is None else tensors.gradient(one, leaf)
        if after is not None:
            writer.step("update", line=line, tensor=one.row, after=after, of_grad=True)
