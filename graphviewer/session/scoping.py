"""Whether the graph of the iteration is shown or that of the whole program: chosen per document."""

from __future__ import annotations

import weakref

from graphviewer.graphs.expression import names_within
from graphviewer.session.document import Document
from graphviewer.session.event import Event
from graphviewer.session.scopes import Scope
from graphviewer.session.session import Session
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape


class Scoping:
    """Until the user chooses, a loop whose whole graph could not be read is shown by iterations.

    `changed`: another of the two is shown, or there is no choice any more, or one again.
    """

    def __init__(self, session: Session, document: Document) -> None:
        self._session = session
        self._document = document
        self._chosen: dict[str, bool] = {}  # by document
        self._told = (False, False)
        self._names: dict[int, str] = {}
        self._names_of: object = None  # what they were found for
        self.changed: Event[None] = Event()

    @property
    def possible(self) -> bool:
        """Whether there are iterations to choose from."""
        scopes = self._session.scopes
        return scopes is not None and scopes.possible

    @property
    def by_iteration(self) -> bool:
        """Whether the iteration is shown."""
        scopes = self._session.scopes
        if scopes is None or not scopes.possible:
            return False
        return self._chosen.get(self._document.key, scopes.wanted)

    def choose(self, *, by_iteration: bool) -> None:
        """Show the iteration, or the whole program."""
        self._chosen[self._document.key] = by_iteration
        self.look()

    def look(self) -> Scope | None:
        """The scope to show now; None for the whole tape. Names are then those used within it."""
        session = self._session
        told = (self.possible, self.by_iteration)
        if told != self._told:
            self._told = told
            self.changed.emit(None)
        if session.scopes is None or session.tape is None or session.index is None:
            return None
        scope = session.scopes.at(session.position) if self.by_iteration else None
        self._name(session.tape, session.index, scope)
        return scope

    def _name(self, tape: Tape, index: TapeIndex, scope: Scope | None) -> None:
        """Call tensors as within a scope; looked for once a scope, not a step."""
        rows = len(tape.steps), len(tape.tensors), len(tape.bindings), tape.end is None
        names_of = None if scope is None else (weakref.ref(index), scope.span, rows)
        if names_of != self._names_of:
            self._names = {} if scope is None else names_within(tape, index, scope.span)
            self._names_of = names_of
        index.look_within(self._names)
