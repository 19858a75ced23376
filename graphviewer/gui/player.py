"""Plays the tape: moves the session's playhead step by step while a timer runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from graphviewer.session import playback
from graphviewer.session.session import Session
from graphviewer.tape.tape import Tape


class Player(QObject):
    """Play, pause and single steps. `playing_changed`: `playing` is another."""

    playing_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.speed = 1.0
        self._rest = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        session.tape_opened.connect(self._on_session_tape_opened)

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the actions do."""
        return {
            "first": self.first,
            "back": self.back,
            "play": self.toggle,
            "step": self.step,
            "last": self.last,
            "iteration_back": self.iteration_back,
            "iteration_next": self.iteration_next,
            "page_back": self.back,
            "page_step": self.step,
        }

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    def set_speed(self, speed: float) -> None:
        """Play at another speed from now on."""
        self.speed = speed
        self._timer.setInterval(playback.tick_ms(speed))

    def toggle(self) -> None:
        """Play, or pause when playing."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from the playhead; from the start when it stands at the end."""
        if self._session.length < 2:
            return
        self._session.go(playback.start(self._session.position, self._session.length))
        self._rest = 0.0
        self._clock.start()
        self._timer.start(playback.tick_ms(self.speed))
        self.playing_changed.emit()

    def pause(self) -> None:
        """Stop playing."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit()

    def first(self) -> None:
        """Pause and go to the first step."""
        self.pause()
        self._session.go_first()

    def back(self) -> None:
        """Pause and go one step back."""
        self.pause()
        self._session.go_back()

    def step(self) -> None:
        """Pause and go one step on."""
        self.pause()
        self._session.go_next()

    def last(self) -> None:
        """Pause and go to the last step."""
        self.pause()
        self._session.go_last()

    def iteration_back(self) -> None:
        """Pause and go to the kept iteration before."""
        self.pause()
        self._session.go_iteration(-1)

    def iteration_next(self) -> None:
        """Pause and go to the next kept iteration."""
        self.pause()
        self._session.go_iteration(1)

    def _on_timer_timeout(self) -> None:
        tick = playback.Tick(self._session.position, self._rest, ended=False)
        moved = playback.advance(tick, self._session.length, self._clock.restart(), self.speed)
        self._rest = moved.rest
        self._session.go(moved.position)
        if moved.ended:
            self.pause()

    def _on_session_tape_opened(self, _tape: Tape | None) -> None:
        self.pause()
