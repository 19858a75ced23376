"""What a program does with `x.grad` itself: reads it, sets it, asks for it to be kept."""

from __future__ import annotations

from types import FrameType

from torch import Tensor

from graphviewer.record.call import Call
from graphviewer.record.entries import Entry
from graphviewer.record.leaves import Leaves
from graphviewer.record.recorder import Recorder


class Grads:
    """Writes the steps of it."""

    def __init__(self, recorder: Recorder, leaves: Leaves) -> None:
        self._recorder = recorder
        self._leaves = leaves
        self._writer = recorder.writer
        self._tensors = recorder.tensors
        self._nodes = recorder.nodes
        self._places = recorder.places

    def got(self, call: Call, caller: FrameType | None) -> None:
        """The program looked at `x.grad`: from now on that tensor is known as the gradient of x."""
        gradient = call.result
        if not isinstance(gradient, Tensor):
            return
        owner, known, _ = call.inputs[0]
        tensors = self._tensors
        if tensors.is_leaf(known, owner) and owner.requires_grad:
            self._leaves.look(known, owner, self._places.site(call.frame).line)
        value = tensors.gradient(known, owner)
        tensors.keep_gradient(known, gradient, value)
        if tensors.find(gradient) is None and caller is not None and self._places.owns(caller):
            entry = tensors.reserve(gradient)
            name = self._places.site(call.frame).name
            tensors.write(entry, gradient, name, None, known)

    def set(self, call: Call, before: int | None) -> None:
        """The program set `x.grad`, or deleted it; `before` is the value it had."""
        tensor, entry, _ = call.inputs[0]
        after = self._tensors.gradient(entry, tensor)
        if before is None and after is None:
            return
        self._recorder.before_step()
        site = self._places.site(call.frame)
        self._writer.step(
            "update",
            line=site.line,
            tensor=entry.row,
            before=before,
            after=after,
            of_grad=True,
        )

    def beside(self, written: list[Entry], line: int | None, op: int) -> None:
        """A call wrote into these: tell of each `.grad` on their memory (`w.grad.data.zero_()`)."""
        for entry in written:
            group = entry.group
            if group is None or len(group.entries) < 2:
                continue
            for other in tuple(group.entries.values()):
                gradient = None if other is entry else other.ref()
                owner = None if gradient is None else self._tensors.owner_of(gradient)
                leaf = None if owner is None else owner.ref()
                if owner is None or leaf is None or leaf.grad is not gradient:
                    continue
                before = self._writer.grads.get(owner.row)
                after = self._tensors.gradient(owner, leaf)
                if before != after:
                    told = {"tensor": owner.row, "before": before, "after": after}
                    self._writer.step("update", line=line, op=op, of_grad=True, **told)

    def retain(self, call: Call) -> None:
        """From now on a tensor that is no leaf keeps its `.grad`: a step of its own, None to None.

        What backward puts there is written by the run that does it.
        """
        tensor, entry, _ = call.inputs[0]
        root = tensor.grad_fn
        node = None if root is None else self._nodes.known(root)
        if node is None:
            return
        if not self._recorder.retain(node, entry, tensor):
            return
        self._recorder.before_step()
        line = self._places.site(call.frame).line
        self._writer.step("update", line=line, tensor=entry.row, of_grad=True)
