"""How the graph is looked at, and the way back."""

from __future__ import annotations

from graphviewer.graphs.data import PLAIN, Shaping
from graphviewer.session.viewing import Look, Viewing


def test_each_view_keeps_what_is_shown_of_it_and_edits_can_be_undone() -> None:
    viewing = Viewing()
    told: list[Look] = []
    viewing.changed.connect(told.append)
    viewing.shape(Shaping(chains=True))
    viewing.set_view("grad_fn")
    assert viewing.look.shaping == PLAIN
    viewing.set_view("expression")
    assert viewing.look.shaping.chains
    viewing.undo()
    assert viewing.look.shaping == PLAIN
    viewing.redo()
    assert viewing.look.shaping.chains
    viewing.forget()
    assert not viewing.past.can_undo
    assert viewing.look.shaping == PLAIN
    assert len(told) == 6
