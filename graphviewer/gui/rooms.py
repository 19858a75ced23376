"""What the window asks of a page that is not imported before it is shown."""

from __future__ import annotations

from typing import Protocol


class Room(Protocol):
    """A page with all that makes it work."""

    def export(self) -> None:
        """Ask where to save what the page shows."""
        ...

    def copy(self) -> None:
        """Put a picture of it on the clipboard."""
        ...

    def keep(self) -> None:
        """Remember how the page stands."""
        ...
