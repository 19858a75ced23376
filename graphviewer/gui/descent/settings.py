"""The settings of the Descent page: the surface, the start, how many steps, and the walkers."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviewer.formulas.answers import Refused
from graphviewer.formulas.questions import Plain, Regression, Walker
from graphviewer.gui.descent.fields import FieldLine
from graphviewer.gui.descent.points import PointsFields
from graphviewer.gui.descent.walker_card import WalkerCard, kind_name
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.entry import Entry, NumberEntry
from graphviewer.gui.fields.leaving import take_away
from graphviewer.gui.formula_told import told
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.descending import (
    MOST_WALKERS,
    STEPS,
    Descending,
    Descent,
    Listed,
    about,
    added,
    changed,
    flat,
    removed,
)
from graphviewer.session.descent_choices import FORMULA, begun, surface_of
from graphviewer.session.descent_choices import ROWS as SURFACES
from graphviewer.session.walker_kinds import ROWS as KINDS
from graphviewer.session.walker_kinds import with_kind


class DescentSettings(QScrollArea):
    """Shows the state and edits it. `undo_wanted` and the like come from the fields.

    `let_go`: a rate was slid with the mouse, and that is over.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    let_go = Signal()

    def __init__(self, descent: Descent) -> None:
        super().__init__()
        self._descent = descent
        self._colours = LIGHT
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.surface, self.formula = Choice(), Entry()
        self.wrong = QLabel()
        self.start_x, self.start_y = NumberEntry(-1e6, 1e6), NumberEntry(-1e6, 1e6)
        self.points, self.steps = PointsFields(), Choice()
        self.add, self.full = QPushButton(), QLabel()
        self.cards: dict[int, WalkerCard] = {}
        self._refused: Refused | None = None
        self._heads = QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._join()
        descent.changed.connect(self._on_changed)
        self.retranslate()

    def _lay_out(self) -> None:
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(18, 12, 14, 12)
        self._column.setSpacing(5)
        for head in self._heads:
            head.setProperty("role", "caption")
        self._heads[1].setContentsMargins(0, 10, 0, 0)
        self.wrong.setProperty("role", "wrong")
        self.wrong.setWordWrap(True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        self.formula_line, self.steps_line = FieldLine(self.formula, 20), FieldLine(self.steps)
        start = QWidget()
        places = QHBoxLayout(start)
        places.setContentsMargins(0, 0, 0, 0)
        places.addWidget(self.start_x, 1)
        places.addWidget(self.start_y, 1)
        self.start_line = FieldLine(start)
        self.add.setProperty("role", "button")
        self.add.setProperty("scale", "small")
        menu = QMenu(self.add)
        for row in KINDS:
            menu.addAction("").setData(row.key)
        self.add.setMenu(menu)
        above = (self._heads[0], self.surface, self.formula_line, self.wrong, self.points)
        for part in (*above, self.start_line, self.steps_line, self._heads[1]):
            self._column.addWidget(part)
        self.full.setProperty("role", "quiet")
        self.full.setWordWrap(True)
        self._column.addWidget(self.full)
        self._column.addWidget(self.add)
        self._column.addStretch(1)
        self.setWidget(body)

    def _join(self) -> None:
        self.surface.picked.connect(self._on_surface_picked)
        self.formula.typed.connect(self._on_formula_typed)
        self.start_x.numbered.connect(self._on_start_numbered)
        self.start_y.numbered.connect(self._on_start_numbered)
        self.steps.picked.connect(self._on_steps_picked)
        self.add.menu().triggered.connect(self._on_add_triggered)
        self.points.edited.connect(self._on_points_edited)
        for entry in (self.formula, self.start_x, self.start_y, *self.points.entries):
            entry.undo_wanted.connect(self.undo_wanted)
            entry.redo_wanted.connect(self.redo_wanted)

    # --- what is shown

    def _on_changed(self, _before: Descending) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the state."""
        state = self._descent.state
        surface = surface_of(state)
        self.surface.offer(surface_names(), state.choice)
        if isinstance(surface, Plain) and not self.formula.pending:
            self.formula.show_text(surface.formula)
        self.formula_line.setVisible(isinstance(surface, Plain))
        self.points.setVisible(isinstance(surface, Regression))
        self.points.show_points(state.regression)
        self.start_x.show_number(state.start[0])
        self.start_y.setVisible(not flat(surface) and len(state.start) > 1)
        self.start_y.show_number((*state.start, 0.0)[1])
        names = {str(one): f"{one:,}" for one in sorted({*STEPS, state.steps})}
        self.steps.offer(names, str(state.steps))
        self._show_cards(state, surface.many if isinstance(surface, Regression) else 0)
        full = len(state.walkers) >= MOST_WALKERS
        self.add.setEnabled(not full)
        self.full.setVisible(full)

    def _show_cards(self, state: Descending, examples: int) -> None:
        keys = [one.key for one in state.walkers]
        for key in [key for key in self.cards if key not in keys]:
            take_away(self.cards.pop(key), self._column, self.add)
        first = self._column.indexOf(self._heads[1]) + 1
        for at, one in enumerate(state.walkers):
            if one.key not in self.cards:
                self.cards[one.key] = self._card(one)
            card = self.cards[one.key]
            if self._column.indexOf(card) != first + at:
                self._column.removeWidget(card)
                self._column.insertWidget(first + at, card)
                card.show()
            card.show_walker(one, examples=examples)
            card.set_full(len(keys) >= MOST_WALKERS)

    def _card(self, one: Listed) -> WalkerCard:
        card = WalkerCard(one)
        card.set_colours(self._colours)
        card.edited.connect(self._on_card_edited)
        card.settled.connect(self._descent.settle)
        card.let_go.connect(self.let_go)
        card.undo_wanted.connect(self.undo_wanted)
        card.redo_wanted.connect(self.redo_wanted)
        card.copied.connect(self._on_card_copied)
        card.gone.connect(self._on_card_gone)
        return card

    def show_wrong(self, refused: Refused | None) -> None:
        """Say why the surface cannot be shown; None: it can."""
        self._refused = refused
        why = told(refused) if refused is not None else ""
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        self.formula.setAccessibleDescription(why)
        if bool(self.formula.property("wrong")) != bool(why):
            self.formula.setProperty("wrong", bool(why))
            self.formula.style().unpolish(self.formula)
            self.formula.style().polish(self.formula)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        for card in self.cards.values():
            card.set_colours(colours)

    # --- edits

    def _on_surface_picked(self, choice: str) -> None:
        state = self._descent.state
        if choice == FORMULA:
            surface = surface_of(state)
            formula = surface.formula if isinstance(surface, Plain) else "x**2 + y**2"
            self._descent.edit(replace(state, choice=FORMULA, formula=formula))
            self.formula.setFocus()
            self.formula.selectAll()
        elif choice != state.choice:
            self._descent.edit(begun(choice, state))

    def _on_formula_typed(self, text: str) -> None:
        self.formula.show_text(text)
        self._descent.edit(replace(self._descent.state, choice=FORMULA, formula=text.strip()))

    def _on_start_numbered(self, _value: float) -> None:
        start: tuple[float, ...] = (self.start_x.value, self.start_y.value)
        if len(self._descent.state.start) == 1:
            start = start[:1]
        self._descent.edit(replace(self._descent.state, start=start))

    def _on_points_edited(self, points: Regression) -> None:
        self._descent.edit(about(self._descent.state, points))

    def _on_steps_picked(self, steps: str) -> None:
        self._descent.edit(replace(self._descent.state, steps=int(steps)))

    def _on_add_triggered(self, action: QAction) -> None:
        walker = with_kind(Walker(kind="SGD"), str(action.data()))
        self._descent.edit(added(self._descent.state, walker))

    def _on_card_edited(self, one: Listed, gesture: str) -> None:
        self._descent.edit(changed(self._descent.state, one), gesture)

    def _on_card_copied(self, key: int) -> None:
        one = self._descent.state.walker(key)
        self._descent.edit(added(self._descent.state, one.walker, one.batch, after=key))

    def _on_card_gone(self, key: int) -> None:
        self._descent.edit(removed(self._descent.state, key))

    # --- words

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Descent", "Settings of the descent"))
        self._heads[0].setText(translate("Descent", "Surface").upper())
        self._heads[1].setText(translate("Descent", "Walkers").upper())
        self.surface.setAccessibleName(translate("Descent", "Surface"))
        self.formula_line.say("f", translate("Descent", "Any formula in x and y, or in x alone"))
        self.start_line.say(
            translate("Descent", "Start"), translate("Descent", "Also a click in the picture")
        )
        self.start_x.setAccessibleName(translate("Descent", "Start, x"))
        self.start_y.setAccessibleName(translate("Descent", "Start, y"))
        self.points.retranslate()
        self.steps_line.say(translate("Descent", "Steps"))
        self.add.setText(translate("Descent", "Add a walker"))
        said = translate("Descent", "{most} walkers at most: remove one to add another.")
        self.full.setText(said.format(most=MOST_WALKERS))
        for action in self.add.menu().actions():
            action.setText(kind_name(str(action.data())))
        for card in self.cards.values():
            card.retranslate()
        self.show_wrong(self._refused)
        self.refresh()


def surface_names() -> dict[str, str]:
    """The surfaces by their keys, in the present language."""
    translate = QCoreApplication.translate
    names = {
        "beale": translate("Descent", "Beale"),
        "rosenbrock": translate("Descent", "Rosenbrock"),
        "saddle": translate("Descent", "Saddle"),
        "ellipse": translate("Descent", "Ellipse"),
        "himmelblau": translate("Descent", "Himmelblau"),
        "curve": translate("Descent", "Curve: x alone"),
        "steepest": translate("Descent", "Ellipse: line search"),
        "regression": translate("Descent", "Regression: w and b"),
        "landscape": translate("Descent", "Network's loss"),
        "landscape-skip": translate("Descent", "Network's loss: skip connections"),
    }
    return {row.key: names[row.key] for row in SURFACES} | {
        FORMULA: translate("Descent", "A formula of your own")
    }
