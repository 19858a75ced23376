"""How far the course has been gone through: which lessons were seen, and which one was last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.files.lessons import Lesson


class Progress(Struct, frozen=True, kw_only=True):
    """What is remembered of the course, by the lessons' ids."""

    seen: tuple[str, ...] = ()  # opened, and their last step reached; in that order
    last: str = ""  # opened last

    def opened(self, identifier: str) -> Progress:
        """The same once a lesson was opened."""
        return replace(self, last=identifier)

    def reached_end(self, identifier: str) -> Progress:
        """The same once a lesson's last step was reached."""
        return self if identifier in self.seen else replace(self, seen=(*self.seen, identifier))

    def of_groups(self, lessons: Sequence[Lesson]) -> dict[str, tuple[int, int]]:
        """For each group how many of its lessons were seen, and how many there are."""
        every = Counter(one.group.name for one in lessons)
        seen = Counter(one.group.name for one in lessons if one.id in self.seen)
        return {name: (seen[name], count) for name, count in every.items()}

    def next_up(self, lessons: Sequence[Lesson]) -> Lesson | None:
        """Where to go on: the last lesson, or if it was seen the next that was not.

        The first one not seen where none was opened or all after it were seen; None at the end.
        """
        last = next((at for at, one in enumerate(lessons) if one.id == self.last), 0)
        ahead = (*lessons[last:], *lessons[:last])
        return next((one for one in ahead if one.id not in self.seen), None)
