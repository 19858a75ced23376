"""The camera's short glide from one view to another."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal

from graphviewer.gui.canvas.camera import Camera

MILLISECONDS = 220


class Flight(QObject):
    """Moves a camera; jumps at once where motion is not wanted."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = True
        self._camera: Camera | None = None
        self._from = (1.0, QPointF())
        self._to = (1.0, QPointF())
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_animation_value)

    @property
    def under_way(self) -> bool:
        """Whether the camera is gliding."""
        return self._animation.state() == QVariantAnimation.State.Running

    def start(self, camera: Camera, scale: float, centre: QPointF) -> None:
        """Go to a scale and centre."""
        self.stop()
        self._camera = camera
        self._from, self._to = (camera.scale, QPointF(camera.centre)), (scale, centre)
        if self.wanted:
            self._animation.start()
        else:
            self._put(1.0)

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def arrive(self) -> None:
        """Be where it is going to, now."""
        if self.under_way:
            self.stop()
            self._put(1.0)

    def _on_animation_value(self, part: float) -> None:
        self._put(float(part))

    def _put(self, part: float) -> None:
        if self._camera is None:
            return
        (scale, centre), (to_scale, to_centre) = self._from, self._to
        self._camera.scale = scale * (to_scale / scale) ** part
        self._camera.centre = centre + (to_centre - centre) * part
        self.moved.emit()
