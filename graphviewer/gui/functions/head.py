"""What stands over the plots: where the cursor is, and what is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from graphviewer.gui.fields.controls import flat
from graphviewer.gui.fields.entry import NumberEntry
from graphviewer.gui.functions.save_menu import PlotsMenu
from graphviewer.gui.theme import fonts

FURTHEST = 1e9  # the cursor goes


class Head(QWidget):
    """A field for the cursor's x and buttons. `save.wanted`: csv, png, svg, pdf or copy."""

    x_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.word = QLabel("x =")
        self.word.setFont(fonts.sans(15))
        self.entry = NumberEntry(-FURTHEST, FURTHEST)
        self.entry.setFixedWidth(110)
        self.second, self.limit = flat(checkable=True), flat(checkable=True)
        self.whole = flat()
        self.save = PlotsMenu()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(4)
        row.addWidget(self.word)
        row.addWidget(self.entry)
        row.addStretch(1)
        for button in (self.second, self.limit, self.whole, self.save):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.entry.numbered.connect(self.x_wanted)
        self.retranslate()

    def buttons(self) -> tuple[QToolButton, ...]:
        """The buttons, from left to right."""
        return self.second, self.limit, self.whole, self.save

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        said = translate("Functions", "The x that is read out")
        self.entry.setAccessibleName(said)
        self.second.setText("f ″")
        self.second.setToolTip(translate("Functions", "Draw the second derivatives as well"))
        self.second.setAccessibleName(translate("Functions", "Second derivatives"))
        self.limit.setText(translate("Functions", "Limit"))
        self.limit.setToolTip(translate("Functions", "The derivative as a limit, at x"))
        self.whole.setText(translate("Functions", "Show all"))
        self.whole.setToolTip(translate("Functions", "Show everything again (double click, or 0)"))
        self.save.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
