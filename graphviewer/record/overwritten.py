"""Notices numbers that NumPy or others wrote into memory they share with tensors."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from graphviewer.record.entries import Entry, same_numbers, version_of
from graphviewer.record.recorder import Recorder
from graphviewer.record.values import same_sample, snapshot
from graphviewer.tape.rows import OUTSIDE

_MOST_GROUPS = 16  # the newest: they are looked at after each statement
_MOST_NUMBERS = 1 << 17  # that are compared then; of further large ones only a sample is


class Overwritten:
    """Compares the numbers of tensors on memory of others with what the tape says."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._compared = 0

    def check(self, line: Callable[[], int | None]) -> None:
        """Write an update step for each memory that has other numbers, at the line asked for."""
        recorder = self._recorder
        if recorder.writer.full or recorder.crowded:
            return
        try:
            self._compared = 0
            with torch._C.DisableTorchFunction():
                for group in recorder.tensors.outside.groups[-_MOST_GROUPS:]:
                    for entry in tuple(group.entries.values()):
                        tensor = entry.ref()
                        if tensor is not None and self._differs(entry, tensor):
                            self._tell(entry, tensor, line())
                            break
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            recorder.failed("memory shared with others", error)

    def _differs(self, entry: Entry, tensor: Tensor) -> bool:
        if version_of(tensor) != entry.version:
            return False  # PyTorch's own change is told with the tensor's next use
        self._compared += tensor.numel()
        cap, known = self._recorder.cap, entry.numbers
        if known is not None and tensor.numel() > cap and self._compared > _MOST_NUMBERS:
            return not same_sample(tensor, known, cap)
        return not same_numbers(snapshot(tensor, cap), known)

    def _tell(self, entry: Entry, tensor: Tensor, line: int | None) -> None:
        recorder = self._recorder
        recorder.before_step()
        changed = recorder.tensors.renew(entry, tensor)
        if changed is None:
            return
        recorder.tensors.renew_aliases(entry)
        owner = recorder.tensors.owner_of(tensor)
        leaf = None if owner is None else owner.ref()
        if owner is not None and leaf is not None:
            recorder.tensors.gradient(owner, leaf)
        recorder.writer.step(
            "update",
            line=line,
            tensor=entry.row if owner is None else owner.row,
            before=changed.before,
            after=changed.after,
            of_grad=owner is not None,
            text=OUTSIDE,
        )
