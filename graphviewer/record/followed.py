"""What a hook did to a leaf and to its `.grad` once the engine had changed that."""

from __future__ import annotations

import weakref

from torch import Tensor

from graphviewer.record.entries import same_numbers
from graphviewer.record.recorder import Recorder
from graphviewer.record.values import snapshot
from graphviewer.tape.value import Value


class Followed:
    """One call of such a hook."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._value: int | None = None
        self._gradient: Value | None = None

    def look(self, leaf: Tensor) -> None:
        """See the leaf as it is before the hook is called."""
        entry = self._recorder.tensors.find(leaf)
        self._value = None if entry is None else entry.value
        self._gradient = self._numbers(leaf)

    def _numbers(self, leaf: Tensor) -> Value | None:
        """What is in `.grad`, whatever its version says: `.data` and NumPy write unseen."""
        return None if leaf.grad is None else snapshot(leaf.grad, self._recorder.cap)

    def write(self, ref: weakref.ref[Tensor], line: int | None) -> None:
        """Write what is another now as update steps of a line."""
        tensors, writer, leaf = self._recorder.tensors, self._recorder.writer, ref()
        entry = None if leaf is None else tensors.find(leaf)
        if leaf is None or entry is None:
            return
        row = entry.row
        if tensors.renew(entry, leaf) is not None:
            tensors.renew_aliases(entry)
        if entry.value != self._value:
            writer.step("update", line=line, tensor=row, before=self._value, after=entry.value)
        if not same_numbers(self._gradient, self._numbers(leaf)):
            tensors.forget_gradient(entry, leaf)
        before, after = writer.grads.get(row), tensors.gradient(entry, leaf)
        if before != after:
            writer.step("update", line=line, tensor=row, before=before, after=after, of_grad=True)
