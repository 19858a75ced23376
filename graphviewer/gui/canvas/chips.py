"""What is left out of the graph, each as a word that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

HEIGHT = 26


class Chips(QWidget):
    """A row of buttons over the canvas. `taken` carries the name of the one that was pressed."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.setAccessibleName(QCoreApplication.translate("Chips", "What is left out"))
        self.hide()

    def show_chips(self, texts: dict[str, str]) -> None:
        """Show these by their names, instead of those before."""
        if texts == {name: button.text()[:-3] for name, button in self.buttons.items()}:
            return
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {name: self._button(name, text) for name, text in texts.items()}
        self.setVisible(bool(texts))
        for button in self.buttons.values():
            button.ensurePolished()
        self._row.invalidate()
        self._row.activate()
        self.resize(self._row.sizeHint().width(), HEIGHT)

    def event(self, event: QEvent) -> bool:
        # buttons know their size only once they are styled
        if event.type() == QEvent.Type.LayoutRequest:
            self.resize(self._row.sizeHint().width(), HEIGHT)
        return super().event(event)

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(f"{text}  ×")
        button.setProperty("role", "chip")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        said = QCoreApplication.translate("Chips", "Take away: {what}").format(what=text)
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.clicked.connect(self._on_button_clicked)
        self._row.addWidget(button)
        return button

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.taken.emit(sender.objectName())
