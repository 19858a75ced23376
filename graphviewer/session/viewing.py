"""How the graph is looked at: which view, what of it, which way. Every change can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.graphs.data import PLAIN, Shaping, View
from graphviewer.session.event import Event
from graphviewer.session.past import Past
from graphviewer.tape.arrangement import NOTHING, Arrangement

Direction = Literal["down", "right"]


class Look(Struct, frozen=True):
    """A view with what is shown of each. Equal looks give the same picture."""

    view: View = "expression"
    direction: Direction = "down"
    shapings: Mapping[View, Shaping] = {}
    arrangements: Mapping[str, Arrangement] = {}  # by `picture`

    @property
    def shaping(self) -> Shaping:
        """What is shown of the present view."""
        return self.shapings.get(self.view, PLAIN)

    @property
    def picture(self) -> str:
        """What is arranged by itself: each view in each direction."""
        return f"{self.view} {self.direction}"

    @property
    def arrangement(self) -> Arrangement:
        """What is arranged in the present picture."""
        return self.arrangements.get(self.picture, NOTHING)


class Viewing:
    """Holds the look. `changed` carries the new one."""

    def __init__(self) -> None:
        self.look = Look()
        self.past: Past[Look] = Past()
        self.changed: Event[Look] = Event()

    def set_view(self, view: View) -> None:
        """Show another view; that is no edit, and is not undone."""
        self._become(replace(self.look, view=view))

    def set_direction(self, direction: Direction) -> None:
        """Lay the graph out from top to bottom, or from left to right."""
        self._become(replace(self.look, direction=direction))

    def shape(self, shaping: Shaping) -> None:
        """Show more or less of the present view."""
        if shaping != self.look.shaping:
            self.past.leave(self.look)
            self._become(
                replace(self.look, shapings={**self.look.shapings, self.look.view: shaping})
            )

    def arrange(self, arrangement: Arrangement, picture: str = "") -> None:
        """Arrange the present picture otherwise, or the one that is named."""
        look = self.look
        picture = picture or look.picture
        if arrangement != look.arrangements.get(picture, NOTHING):
            self.past.leave(look)
            arrangements = {**look.arrangements, picture: arrangement}
            self._become(replace(look, arrangements=arrangements))

    def bring(self, arrangements: Mapping[str, Arrangement]) -> None:
        """Show what was arranged in another document; there is nothing to undo in it yet."""
        self.past = Past()
        self._become(replace(self.look, arrangements=dict(arrangements)))

    def undo(self) -> None:
        """Back to how it was before the last edit. Raises IndexError if there was none."""
        self._become(self.past.undo(self.look))

    def redo(self) -> None:
        """Once more what was undone last. Raises IndexError if nothing was."""
        self._become(self.past.redo(self.look))

    def forget(self) -> None:
        """Another tape: what was shown of the one before does not matter, how is kept."""
        self.past = Past()
        self._become(replace(self.look, shapings={}))

    def _become(self, look: Look) -> None:
        if look != self.look:
            self.look = look
            self.changed.emit(look)
