"""The menu of devices: those that are absent stay in it, greyed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from graphviewer.engine.protocol import Device
from graphviewer.gui.runner import absent

CPU = Device("cpu", "CPU")


class Devices(QObject):
    """Keeps the menu and what is chosen. `chosen` carries the Device."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menu = QMenu(parent)
        self.menu.setToolTipsVisible(True)
        self._group = QActionGroup(self.menu)
        self._group.triggered.connect(self._on_group_triggered)
        self.wanted = "cpu"
        self._devices: tuple[Device, ...] = ()
        self.set_devices((CPU,))

    def set_devices(self, devices: Sequence[Device]) -> None:
        """List what the engine found; the wanted one is chosen again if it is there."""
        self._devices = tuple(devices) or (CPU,)
        for old in self._group.actions():
            self._group.removeAction(old)
            self.menu.removeAction(old)
            old.deleteLater()
        for device in self._devices:
            reason = absent(device)
            label = f"{device.label} — {reason}" if reason else device.label
            action = QAction(label, self.menu)
            action.setCheckable(True)
            action.setData(device.name)
            action.setEnabled(device.available)
            action.setToolTip(reason or device.label)
            self._group.addAction(action)
            self.menu.addAction(action)
        self._choose(self.wanted)

    def retranslate(self) -> None:
        """Say the reasons in the present language."""
        self.set_devices(self._devices)

    def want(self, name: str) -> None:
        """Choose a device by name, now or when it turns out to be there."""
        self.wanted = name
        self._choose(name)

    def _choose(self, name: str) -> None:
        available = {device.name: device for device in self._devices if device.available}
        device = available.get(name, available.get("cpu", CPU))
        for action in self._group.actions():
            action.setChecked(action.data() == device.name)
        self.chosen.emit(device)

    def _on_group_triggered(self, action: QAction) -> None:
        self.want(str(action.data()))
