"""What is painted under the arrows, along them and over the cards, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviewer.gui.canvas.group_frames import paint_frames
from graphviewer.gui.canvas.mark_layers import paint_along, paint_grounds, paint_marks
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.neuron_edges import paint_network
from graphviewer.gui.canvas.notes import paint_notes
from graphviewer.gui.canvas.scalar_labels import paint_locals

# paints what of a picture is in view, some of them in parts; the painter stands in scene pixels,
# and is given back so
Layer = Callable[[QPainter, Moment, QRectF, Detail], Iterator[None] | None]

UNDER: tuple[Layer, ...] = (paint_grounds, paint_frames, paint_network)
ALONG: tuple[Layer, ...] = (paint_along,)
OVER: tuple[Layer, ...] = (paint_locals, paint_marks, paint_notes)
