"""Which views of a tape have something to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphviewer.graphs.data import View
from graphviewer.graphs.modules import has_modules
from graphviewer.graphs.neurons import has_neurons
from graphviewer.graphs.scalars import has_scalars
from graphviewer.tape.tape import Tape

_NEEDED: Mapping[View, Callable[[Tape], bool]] = {
    "modules": has_modules,
    "scalars": has_scalars,
    "neurons": has_neurons,
}


def possible(tape: Tape, view: View) -> bool:
    """Whether a view shows what it is for; expression and grad_fn always do."""
    needed = _NEEDED.get(view)
    return needed is None or needed(tape)
