"""One walker of the list: its stroke, its kind, its learning rate, and what else it can be told."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from graphviewer.gui.descent.fields import FieldLine, RateField
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import HEIGHT, Tick
from graphviewer.gui.fields.entry import Ends, NumberEntry
from graphviewer.gui.panels.watch_pens import SWATCH, stroke_of, swatch
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.descending import Listed
from graphviewer.session.walker_kinds import ROWS, Option, Words, row_of, with_kind, with_option

BATCHES = (0, 50, 10, 1)  # examples a step sees; 0: all


class WalkerCard(QFrame):
    """Shows a walker. `edited` carries another in its place and the gesture it belongs to.

    `settled`: the gesture is over; `let_go`: with the mouse, so that nothing here needs the keys.
    `copied`, `gone`: it is to be duplicated, or removed.
    """

    edited = Signal(object, str)
    settled = Signal()
    let_go = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    copied = Signal(int)
    gone = Signal(int)

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self._listed = listed
        self._colours = LIGHT
        self.setProperty("role", "card")
        self.shown, self.stroke, self.kind = Tick(), QLabel(), Choice()
        self.more, self.rate = QToolButton(), RateField()
        self.rate_line = FieldLine(self.rate)
        self.momentum = FieldLine(NumberEntry(0.0, 1.0))
        self.batch = FieldLine(Choice())
        self.options: dict[str, FieldLine] = {}
        self._lay_out()
        self.shown.clicked.connect(self._on_shown_clicked)
        self.kind.picked.connect(self._on_kind_picked)
        self.rate.slid.connect(self._on_rate_slid)
        self.rate.settled.connect(self.settled)
        self.rate.let_go.connect(self.let_go)
        self._number(self.momentum).numbered.connect(self._on_momentum_numbered)
        for entry in (self.rate.entry, self._number(self.momentum)):
            self._join_past(entry)
        self._choice(self.batch).picked.connect(self._on_batch_picked)
        self.show_walker(listed, examples=0)

    def _lay_out(self) -> None:
        self.more.setText("⋯")
        self.more.setProperty("role", "flat")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.more)
        self.wide, self.copy, self.remove = (menu.addAction("") for _ in range(3))
        self.wide.setCheckable(True)
        self.wide.toggled.connect(self._on_wide_toggled)
        self.copy.triggered.connect(self._on_copy_triggered)
        self.remove.triggered.connect(self._on_remove_triggered)
        self.more.setMenu(menu)
        self.stroke.setFixedSize(SWATCH)
        self.shown.setFixedSize(22, HEIGHT)
        self.more.setFixedSize(34, 28)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.shown)
        head.addWidget(self.stroke)
        head.addWidget(self.kind, 1)
        head.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 6)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        for line in (self.rate_line, self.momentum, self.batch):
            self._column.addWidget(line)

    def _join_past(self, entry: NumberEntry) -> None:
        entry.undo_wanted.connect(self.undo_wanted)
        entry.redo_wanted.connect(self.redo_wanted)

    @staticmethod
    def _number(line: FieldLine) -> NumberEntry:
        assert isinstance(line.field, NumberEntry)
        return line.field

    @staticmethod
    def _choice(line: FieldLine) -> Choice:
        assert isinstance(line.field, Choice)
        return line.field

    # --- what is shown

    def set_full(self, full: bool) -> None:
        """There is no room for another one like it, or there is."""
        self.copy.setEnabled(not full)

    def show_walker(self, listed: Listed, *, examples: int) -> None:
        """Show a walker; `examples`: of the surface, a step can see some of them."""
        self._listed = listed
        row = row_of(listed.walker)
        names = {one.key: kind_name(one.key) for one in ROWS}
        self.kind.offer(names, row.key)
        self.shown.setChecked(listed.shown)
        self.rate.show_rate(listed.walker.lr)
        self.rate_line.setVisible(row.rate)
        self.momentum.setVisible(row.momentum)
        momentum = self._number(self.momentum)
        momentum.show_number(listed.walker.momentum)
        momentum.set_ends("(]" if listed.walker.nesterov else "[]")  # Nesterov's has to be some
        self.batch.setVisible(examples > 0)
        names = batch_names(listed.batch, examples)
        self._choice(self.batch).offer(names, str(listed.batch))
        self.wide.setVisible(bool(row.options))
        self._show_options()
        self.set_colours(self._colours)
        self.retranslate()

    def _show_options(self) -> None:
        wanted = row_of(self._listed.walker).options if self.wide.isChecked() else ()
        if list(self.options) != [one.name for one in wanted]:
            for line in self.options.values():
                line.hide()
                line.deleteLater()
            self.options = {one.name: self._option_line(one) for one in wanted}
        for one in wanted:
            held = self._listed.walker.options.get(one.name, one.usual)
            self._number(self.options[one.name]).show_number(held)

    def _option_line(self, option: Option) -> FieldLine:
        ends: Ends = "[)" if option.below else "[]"
        entry = NumberEntry(option.low, option.high, whole=option.whole, ends=ends)
        entry.setObjectName(option.name)
        line = FieldLine(entry)
        line.say(option.name)
        entry.numbered.connect(self._on_option_numbered)
        self._join_past(entry)
        self._column.addWidget(line)
        return line

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        icon = swatch(stroke_of(self._listed.place), colours)
        self.stroke.setPixmap(icon.pixmap(SWATCH))

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        name = kind_name(row_of(self._listed.walker).key)
        self.setAccessibleName(name)
        self.shown.setAccessibleName(translate("Descent", "{walker} is shown").format(walker=name))
        self.shown.setToolTip(translate("Descent", "Show this walker"))
        self.kind.setAccessibleName(translate("Descent", "Optimizer"))
        self.more.setAccessibleName(translate("Descent", "More about {walker}").format(walker=name))
        self.rate_line.say(translate("Settings", "Learning rate"))
        self.rate.say(
            translate("Descent", "Learning rate of {walker}").format(walker=name),
            translate("Descent", "The learning rate: how far a step goes"),
        )
        self.momentum.say(translate("Settings", "Momentum"))
        self.batch.say(
            translate("TrainBrowser", "Batch"), translate("Descent", "Examples that each step sees")
        )
        self.wide.setText(translate("Descent", "More settings"))
        self.copy.setText(translate("Descent", "Duplicate"))
        self.remove.setText(translate("Descent", "Remove"))

    # --- edits

    def _edit(self, listed: Listed, gesture: str = "") -> None:
        if listed != self._listed:
            self.edited.emit(listed, gesture)

    def _on_shown_clicked(self, shown: bool) -> None:
        self._edit(replace(self._listed, shown=shown))

    def _on_kind_picked(self, key: str) -> None:
        self._edit(replace(self._listed, walker=with_kind(self._listed.walker, key)))

    def _on_rate_slid(self, rate: float) -> None:
        walker = replace(self._listed.walker, lr=rate)
        self._edit(replace(self._listed, walker=walker), f"lr {self._listed.key}")

    def _on_momentum_numbered(self, momentum: float) -> None:
        walker = replace(self._listed.walker, momentum=momentum)
        self._edit(replace(self._listed, walker=walker))

    def _on_batch_picked(self, batch: str) -> None:
        self._edit(replace(self._listed, batch=int(batch)))

    def _on_option_numbered(self, value: float) -> None:
        name = self.sender().objectName()
        option = next(one for one in row_of(self._listed.walker).options if one.name == name)
        walker = with_option(self._listed.walker, option, value)
        self._edit(replace(self._listed, walker=walker))

    def _on_wide_toggled(self, _wide: bool) -> None:
        self._show_options()

    def _on_copy_triggered(self) -> None:
        self.copied.emit(self._listed.key)

    def _on_remove_triggered(self) -> None:
        self.gone.emit(self._listed.key)


def kind_name(key: str) -> str:
    """What a kind is called: torch.optim's own name, but for ours."""
    if key == "steepest":
        return QCoreApplication.translate("Descent", "Steepest descent")
    return key


def name_words() -> Words:
    """What walkers' names are made of."""
    translate = QCoreApplication.translate
    return Words(
        kind_name("steepest"),
        translate("Descent", "batch of {n}"),
        translate("Descent", "all examples"),
    )


def batch_names(batch: int, examples: int) -> dict[str, str]:
    """The choice of how many of the examples a step sees, the present one among them."""
    translate = QCoreApplication.translate
    names = {}
    offered = {one for one in BATCHES if one < examples} | {0, batch}
    for count in sorted(offered, key=lambda one: (one != 0, -one)):
        if count == 0:
            names["0"] = translate("Descent", "all examples")
        elif count == 1:
            names["1"] = translate("Descent", "1 example")
        else:
            names[str(count)] = translate("Descent", "{n} examples").format(n=count)
    return names
