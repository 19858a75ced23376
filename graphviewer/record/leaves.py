"""Notices that the `.grad` of a leaf changed where nothing of ours could see how."""

from __future__ import annotations

import torch
from torch import Tensor

from graphviewer.record.entries import Entry, version_of
from graphviewer.record.recorder import Recorder

UNSEEN = "unseen"  # the text of such a step


class Leaves:
    """Compares the `.grad` of known leaves, by identity and version, with what the tape says."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def check(self, line: int | None) -> None:
        """Write an update step for each leaf whose `.grad` is another than the tape says."""
        recorder = self._recorder
        if recorder.writer.full:
            return
        try:
            with torch._C.DisableTorchFunction():
                for entry in recorder.tensors.leaves():
                    leaf = entry.ref()
                    if leaf is not None:
                        self.look(entry, leaf, line)
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            recorder.failed("gradients of leaves", error)

    def look(self, entry: Entry, leaf: Tensor, line: int | None) -> None:
        """The same for one leaf."""
        gradient, kept = leaf.grad, entry.grad
        if gradient is None:
            if kept is None:
                return
        elif kept is not None and kept.ref() is gradient:
            version = version_of(gradient)
            known = self._recorder.tensors.find(gradient)
            if version in (kept.version, None if known is None else known.version):
                return
        before = self._recorder.writer.grads.get(entry.row)
        after = self._recorder.tensors.gradient(entry, leaf)
        if before is None and after is None:
            return
        self._recorder.before_step()
        self._recorder.writer.step(
            "update",
            line=line,
            tensor=entry.row,
            before=before,
            after=after,
            of_grad=True,
            text=UNSEEN,
        )
