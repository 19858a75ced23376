"""A list of layers being edited: add, remove, move, change, mend; each step can be undone."""

from __future__ import annotations

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import Value, new, with_options
from graphviewer.runs.layer_problem import Fix, mended
from graphviewer.runs.layers import Shape, Shaped, shapes
from graphviewer.session.event import Event
from graphviewer.session.past import Past

Layers = tuple[Layer, ...]


class LayerList:
    """`changed`: the layers are others. `chosen` is the place of the selected layer, or -1."""

    def __init__(self, layers: Layers, shape: Shape) -> None:
        self.shape = shape  # of one example
        self.layers = layers
        self.chosen = len(layers) - 1
        self._past: Past[tuple[Layers, int]] = Past()
        self.changed: Event[None] = Event()

    @property
    def rows(self) -> tuple[Shaped, ...]:
        """What leaves each layer."""
        return shapes(self.layers, self.shape)

    @property
    def parameters(self) -> int:
        """Numbers that are trained, in all layers."""
        return sum(row.parameters for row in self.rows)

    @property
    def fits(self) -> bool:
        """Whether an example passes through all layers."""
        return all(row.problem is None for row in self.rows)

    # --- edits

    def replace(self, layers: Layers, chosen: int) -> None:
        """Have other layers."""
        if layers == self.layers:
            self.chosen = chosen
            return
        self._past.leave((self.layers, self.chosen))
        self._use(layers, chosen)

    def add(self, kind: str) -> None:
        """Put a layer after the chosen one, made to fit what arrives there."""
        at = self.chosen + 1
        layers = (*self.layers[:at], new(kind), *self.layers[at:])
        row = shapes(layers[: at + 1], self.shape)[at]
        if row.problem is not None:
            fits = [fix for fix in row.problem.fixes if fix.what == "replace"]
            layers = mended(layers, at, fits[0]) if fits else layers
        self.replace(layers, at)

    def remove(self) -> None:
        """Take the chosen layer out."""
        at = self.chosen
        if 0 <= at < len(self.layers):
            self.replace((*self.layers[:at], *self.layers[at + 1 :]), min(at, len(self.layers) - 2))

    def move(self, by: int) -> None:
        """Move the chosen layer up (-1) or down (1)."""
        at = self.chosen
        to = at + by
        if 0 <= at < len(self.layers) and 0 <= to < len(self.layers):
            layers = list(self.layers)
            layers.insert(to, layers.pop(at))
            self.replace(tuple(layers), to)

    def change(self, name: str, value: Value) -> None:
        """Give the chosen layer's option another value."""
        at = self.chosen
        if 0 <= at < len(self.layers):
            changed = with_options(self.layers[at], **{name: value})
            self.replace((*self.layers[:at], changed, *self.layers[at + 1 :]), at)

    def mend(self, at: int, fix: Fix) -> None:
        """Mend the problem of a layer."""
        self.replace(mended(self.layers, at, fix), at)

    # --- the past

    @property
    def can_undo(self) -> bool:
        """Whether there was an edit."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was undone."""
        return self._past.can_redo

    def undo(self) -> None:
        """Take the last edit back."""
        if self.can_undo:
            self._use(*self._past.undo((self.layers, self.chosen)))

    def redo(self) -> None:
        """Do once more what was undone."""
        if self.can_redo:
            self._use(*self._past.redo((self.layers, self.chosen)))

    def _use(self, layers: Layers, chosen: int) -> None:
        self.layers, self.chosen = layers, chosen
        self.changed.emit(None)
