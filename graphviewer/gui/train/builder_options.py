"""The options of one layer as fields, with PyTorch's names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from graphviewer.gui.fields.controls import RealSpin, Spin, Tick
from graphviewer.gui.theme import fonts
from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS, Option

MOST_WHOLE = 2**31 - 1


class LayerOptions(QWidget):
    """`changed` carries an option's name and its new value."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._layer: Layer | None = None
        self.fields: dict[str, QWidget] = {}

    def show_layer(self, layer: Layer | None, language: str) -> None:
        """Show a layer's options; a field that has the focus keeps it."""
        same = layer is not None and self._layer is not None and layer.kind == self._layer.kind
        self._layer = layer
        if not same:
            self._build(layer, language)
        kind = KINDS.get(layer.kind) if layer is not None else None
        if layer is None or kind is None:
            return
        for option in kind.options:
            self._set(option, layer)

    def _build(self, layer: Layer | None, language: str) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields.clear()
        kind = KINDS.get(layer.kind) if layer is not None else None
        if kind is None:
            return
        about = QLabel(kind.about.get(language, kind.about["en"]))
        about.setWordWrap(True)
        about.setProperty("role", "quiet")
        self._form.addRow(about)
        for option in kind.options:
            field = self._field(option)
            field.setObjectName(option.name)
            tip = option.tip.get(language, option.tip["en"])
            field.setToolTip(tip)
            field.setAccessibleName(option.name)
            field.setAccessibleDescription(tip)
            word = QLabel(option.name)
            word.setFont(fonts.mono(13))
            word.setToolTip(tip)
            word.setBuddy(field)
            self._form.addRow(word, field)
            self.fields[option.name] = field

    def _field(self, option: Option) -> QWidget:
        if isinstance(option.default, bool):
            box = Tick()
            box.toggled.connect(self._on_field_changed)
            return box
        field: QSpinBox | QDoubleSpinBox
        if isinstance(option.default, float):
            field = RealSpin()
            field.setDecimals(6)
            field.setSingleStep(0.05)
            field.setRange(option.low, option.high)
        else:
            field = Spin()
            field.setRange(int(option.low), min(MOST_WHOLE, int(option.high)))
        field.setKeyboardTracking(False)
        field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        field.valueChanged.connect(self._on_field_changed)
        return field

    def _set(self, option: Option, layer: Layer) -> None:
        """Show a value without telling it as a change."""
        field = self.fields[option.name]
        value = layer.options.get(option.name, option.default)
        if value is None:  # as large as the window
            value = layer.options.get("kernel_size", 1)
        field.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(float(value))
        elif isinstance(field, QSpinBox):
            field.setValue(int(value))
        field.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _on_field_changed(self, value: object) -> None:
        self.changed.emit(self.sender().objectName(), value)


def no_layer() -> str:
    """What stands where no layer is chosen."""
    return QCoreApplication.translate("TrainBuilder", "Choose a layer, or add one.")
