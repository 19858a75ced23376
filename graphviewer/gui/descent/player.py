"""Plays the walkers: moves the playhead of all of them together while a timer runs."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from graphviewer.gui.descent.asking import Asking
from graphviewer.session import playback
from graphviewer.session.descending import Descent

FRAME_MS = 16


class DescentPlayer(QObject):
    """Play, pause and single steps. `playing_changed`: `playing` or `waiting` is another."""

    playing_changed = Signal()

    def __init__(self, descent: Descent, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._descent, self._asking = descent, asking
        self._rest = 0.0
        self._waiting = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        asking.walked.connect(self._on_asking_walked)
        asking.broke.connect(self._on_asking_broke)

    @property
    def playing(self) -> bool:
        """Whether it plays, or will as soon as it can."""
        return self._timer.isActive() or self._waiting

    @property
    def waiting(self) -> bool:
        """Whether it is to play once the first steps have come."""
        return self._waiting

    def toggle(self) -> None:
        """Play, or pause when playing."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from the playhead; from the start when it stands at the end.

        Before there are steps it waits for them; where none will come nothing happens.
        """
        if self._asking.longest < 1:
            self._wait(waiting=not self._asking.ended)
            return
        if self._asking.ended and self._descent.position >= self._asking.longest:
            self._descent.go(0)
        self._rest = 0.0
        self._clock.start()
        self._timer.start(self._interval())
        self.playing_changed.emit()

    def _wait(self, *, waiting: bool) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.playing_changed.emit()

    def _on_asking_walked(self) -> None:
        if not self._waiting:
            return
        if self._asking.longest >= 1:
            self._waiting = False
            self.play()
        elif self._asking.ended:  # refused, or at rest where it began
            self._wait(waiting=False)

    def _on_asking_broke(self, _why: str) -> None:
        self._wait(waiting=False)

    def _interval(self) -> int:
        return max(FRAME_MS, round(1000 / self._descent.state.speed))

    def pause(self) -> None:
        """Stop playing."""
        if self.playing:
            self._waiting = False
            self._timer.stop()
            self.playing_changed.emit()

    def first(self) -> None:
        """Pause and go to the start."""
        self.pause()
        self._descent.go(0)

    def back(self) -> None:
        """Pause and go one step back."""
        self.pause()
        self._descent.go(self._descent.position - 1)

    def step(self) -> None:
        """Pause and go one step on."""
        self.pause()
        self._descent.go(min(self._descent.position + 1, self._asking.longest))

    def last(self) -> None:
        """Pause and go to the last step of the walker that came furthest."""
        self.pause()
        self._descent.go(self._asking.longest)

    def _on_timer_timeout(self) -> None:
        elapsed, speed = self._clock.restart(), self._descent.state.speed
        self._timer.setInterval(self._interval())
        tick = playback.Tick(self._descent.position, self._rest, ended=False)
        length = self._asking.reached + 1
        if self._descent.position >= length - 1 and not self._asking.ended:
            return  # further steps are still to come
        moved = playback.advance(tick, length, elapsed, speed)
        self._rest = moved.rest
        self._descent.go(moved.position)
        if moved.ended and self._asking.ended:
            self.pause()
