"""What part of a plane is shown, as it is moved and zoomed. `View.x` is x and `View.left` is y."""

from __future__ import annotations

from typing import Literal

from graphviewer.gui.charts.step_axes import Span, View
from graphviewer.gui.charts.step_view import told_apart

Ways = Literal["both", "x", "y"]


def zoomed(view: View, factor: float, at: tuple[float, float], ways: Ways = "both") -> View:
    """`factor` times as little of it, the same at a place; as it was if that went too far."""
    x = _scaled(view.x, factor, at[0]) if ways != "y" else view.x
    y = _scaled(view.left, factor, at[1]) if ways != "x" else view.left
    found = View(x, y)
    return found if possible(found) else view


def moved(view: View, x: float, y: float) -> View:
    """What is shown when one looks so much further right and up."""
    found = View((view.x[0] + x, view.x[1] + x), (view.left[0] + y, view.left[1] + y))
    return found if possible(found) else view


def even(view: View, width: float, height: float) -> View:
    """The view with one unit as long across as it is up: the shorter direction shows more."""
    if width <= 0 or height <= 0:
        return view
    across, up = view.x[1] - view.x[0], view.left[1] - view.left[0]
    unit = max(across / width, up / height)
    return View(_about(view.x, unit * width), _about(view.left, unit * height))


def possible(view: View) -> bool:
    """Whether the view is of numbers that can be told apart."""
    return all(told_apart(span) for span in (view.x, view.left))


def _scaled(span: Span, factor: float, at: float) -> Span:
    return at + (span[0] - at) / factor, at + (span[1] - at) / factor


def _about(span: Span, width: float) -> Span:
    middle = (span[0] + span[1]) / 2
    return middle - width / 2, middle + width / 2
