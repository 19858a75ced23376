"""Which views a tape has something to show in; the others say why not.

Neurons can be chosen all the same: it says in its middle why there are none.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction

from graphviewer.graphs.data import View
from graphviewer.graphs.possible import possible
from graphviewer.gui.actions import QT_TRANSLATE_NOOP
from graphviewer.gui.appearance import Appearance
from graphviewer.session.session import Session
from graphviewer.tape.tape import Part, Tape

GROWTH = 1.25  # a growing tape is looked at again when it has so many times the ops
WHY_NOT: Mapping[View, str] = {
    "modules": QT_TRANSLATE_NOOP("ViewOffers", "The program calls no modules of torch.nn."),
    "scalars": QT_TRANSLATE_NOOP(
        "ViewOffers", "No operation has only tensors of up to 64 elements."
    ),
    "neurons": QT_TRANSLATE_NOOP(
        "ViewOffers",
        "No chain of fully connected layers begins at the input; convolutions and recurrent "
        "layers are not drawn as neurons.",
    ),
}
SPEAKING: frozenset[View] = frozenset(("neurons",))  # they say themselves why they are empty


class ViewOffers(QObject):
    """Keeps the actions of views enabled while they have something to show or to say.

    A program that ends with nothing to show in the chosen view is shown as an expression.
    """

    def __init__(
        self,
        parent: QObject,
        actions: Mapping[str, QAction],
        session: Session,
        appearance: Appearance,
    ) -> None:
        super().__init__(parent)
        self._actions, self._session = actions, session
        self._enough = 0  # ops from which on the tape is looked at again
        session.tape_opened.connect(self._on_session_tape_opened)
        session.tape_grew.connect(self._on_session_tape_grew)
        appearance.language_changed.connect(self._on_language_changed)
        self._offer()

    def _on_session_tape_opened(self, _tape: Tape | None) -> None:
        self._offer()
        self._turn_back()

    def _on_session_tape_grew(self, part: Part) -> None:
        tape = self._session.tape
        if tape is not None and (part.end is not None or len(tape.ops) >= self._enough):
            self._offer()
            self._turn_back()

    def _on_language_changed(self, _language: str) -> None:
        self._offer()

    def _offer(self) -> None:
        tape = self._session.tape
        self._enough = 0 if tape is None else int(len(tape.ops) * GROWTH) + 1
        for view, why in WHY_NOT.items():
            action = self._actions[f"view_{view}"]
            offered = tape is None or possible(tape, view)
            action.setEnabled(offered or view in SPEAKING)
            said = "" if offered else QCoreApplication.translate("ViewOffers", why)
            if said or action.toolTip() != action.text():
                action.setToolTip(said)

    def _turn_back(self) -> None:
        tape = self._session.tape
        if tape is not None and tape.end is not None:
            for view in WHY_NOT:
                if self._actions[f"view_{view}"].isChecked() and not possible(tape, view):
                    self._actions["view_expression"].trigger()
