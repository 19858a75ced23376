"""The points of a regression: how many, how far they scatter, and by which seed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.formulas.limits import EXAMPLES
from graphviewer.formulas.questions import Regression
from graphviewer.gui.descent.fields import FieldLine
from graphviewer.gui.fields.entry import NumberEntry
from graphviewer.session.descending import MOST_NOISE, MOST_SEED


class PointsFields(QWidget):
    """Shows a Regression. `edited` carries another in its place."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._held = Regression()
        self.many = NumberEntry(2, EXAMPLES, whole=True)
        self.noise = NumberEntry(0.0, MOST_NOISE)
        self.seed = NumberEntry(0, MOST_SEED, whole=True)
        self.entries = (self.many, self.noise, self.seed)
        self._lines = [FieldLine(entry) for entry in self.entries]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for entry, line in zip(self.entries, self._lines, strict=True):
            column.addWidget(line)
            entry.numbered.connect(self._on_entry_numbered)

    def show_points(self, held: Regression) -> None:
        """Show what is held."""
        self._held = held
        self.many.show_number(held.many)
        self.noise.show_number(held.noise)
        self.seed.show_number(held.seed)

    def _on_entry_numbered(self, _value: float) -> None:
        many, noise, seed = (entry.value for entry in self.entries)
        made = replace(self._held, many=int(many), noise=noise, seed=int(seed))
        if made != self._held:
            self.edited.emit(made)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        told = (
            (translate("Descent", "Points"), translate("Descent", "How many points the line fits")),
            (
                translate("Descent", "Noise"),
                translate("Descent", "Standard deviation of the points about y = 2x + 1"),
            ),
            (
                translate("Descent", "Seed"),
                translate(
                    "Descent",
                    "Another number draws other points; the same number draws the same ones",
                ),
            ),
        )
        for line, (text, tip) in zip(self._lines, told, strict=True):
            line.say(text, tip)
