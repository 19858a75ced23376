"""What a watch hands to its chart, and what it asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QGraphicsView

from graphviewer.gui.panels.watch_pens import Stroke
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.curves import Curve


class Drawn(Struct, frozen=True):
    """One series on the chart: what it is called, its points, and how it is drawn."""

    label: str
    curve: Curve
    stroke: Stroke


class ChartLike(Protocol):
    """What the panel asks of its chart, whose module it must not import before it is shown."""

    picked: SignalInstance
    pointed: SignalInstance
    stepped: SignalInstance

    @property
    def undrawn(self) -> int: ...
    def draw(self, drawn: Sequence[Drawn]) -> None: ...
    def set_log(self, log: bool) -> None: ...
    def set_playhead(self, number: int | None) -> None: ...
    def reset(self) -> None: ...
    def set_words(self, iteration: str, value: str) -> None: ...
    def set_colours(self, colours: Colours) -> None: ...
    def widget(self) -> QGraphicsView: ...
