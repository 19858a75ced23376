"""Everything that watches PyTorch while code runs, attached and taken off as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from graphviewer.record.backward import Backward
from graphviewer.record.calls import Calls
from graphviewer.record.clock import Clock
from graphviewer.record.leaves import Leaves
from graphviewer.record.names import Names
from graphviewer.record.optimizers import Optimizers
from graphviewer.record.output import Printed
from graphviewer.record.recorder import Recorder
from graphviewer.record.stand_ins import eager_compile, functions_recorded


class Live:
    """The parts of one recording: whoever runs code `watching` gets its steps on the tape."""

    def __init__(self, recorder: Recorder, lines: int) -> None:
        self.recorder = recorder
        leaves = Leaves(recorder)
        self.calls = Calls(recorder, leaves)
        self.names = Names(recorder, self.calls)
        self.clock = Clock(recorder, leaves, lines)
        self.printed = Printed(recorder, self.clock)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Record what this thread does with PyTorch until the block ends."""
        recorder = self.recorder
        with ExitStack() as stack:
            stack.enter_context(Backward(recorder).watching())
            stack.enter_context(Optimizers(recorder, self.calls).watching())
            stack.enter_context(self.names.watching_modules())
            stack.enter_context(functions_recorded(self.calls))
            stack.enter_context(eager_compile())
            stack.enter_context(self.calls)
            yield
