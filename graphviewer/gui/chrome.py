"""Keeps the window's frame at the state of things: title, top bar, notices, enabled actions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from graphviewer.gui.i18n import counted
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.panels.transport import Transport
from graphviewer.gui.player import Player
from graphviewer.gui.runner import Runner, RunState
from graphviewer.gui.topbar import TopBar
from graphviewer.gui.trust import walls_told
from graphviewer.session.document import Document
from graphviewer.session.session import Session
from graphviewer.tape.tape import Part, Tape


class Chrome(QObject):
    """Listens to the models and tells the bars."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Mapping[str, QAction],
        bar: TopBar,
        notices: NoticeBar,
        transport: Transport,
        session: Session,
        document: Document,
        runner: Runner,
        player: Player,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._bar, self._notices, self._transport = bar, notices, transport
        self._session, self._document = session, document
        self._runner, self._player = runner, player
        document.changed.connect(self._on_document_changed)
        session.tape_opened.connect(self._on_session_tape_opened)
        session.tape_grew.connect(self._on_session_tape_grew)
        session.moved.connect(self._on_session_moved)
        runner.state_changed.connect(self._on_runner_state_changed)
        self._since = QElapsedTimer()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second_timeout)
        runner.noticed.connect(notices.show_notice)
        notices.acted.connect(self._on_notices_acted)
        player.playing_changed.connect(self._on_player_playing_changed)
        transport.speed_chosen.connect(player.set_speed)
        self.refresh()

    def refresh(self) -> None:
        """Bring everything up to date."""
        self._on_document_changed(None)
        self._enable()
        self._on_runner_state_changed(self._runner.state)

    def retranslate(self) -> None:
        """Say again what stands in the frame."""
        self.refresh()
        if self._notices.notice is not None:
            if self._notices.notice.kind == "stale":
                self._notices.show_notice(stale_notice())
            else:
                self._runner.report_again()

    def _on_document_changed(self, _news: None) -> None:
        notice = self._notices.notice
        if self._document.stale and not self._runner.state.busy:
            self._notices.show_notice(stale_notice())
        elif notice is not None and notice.kind == "stale":
            self._notices.show_notice(None)

    def _on_session_tape_opened(self, _tape: Tape | None) -> None:
        self._enable()

    def _on_session_tape_grew(self, _part: Part) -> None:
        self._enable()

    def _on_session_moved(self, _position: int) -> None:
        self._enable()

    def _enable(self) -> None:
        """Only what can be done now is enabled."""
        at, length = self._session.position, self._session.length
        loop = self._session.iterations
        states = {
            "first": at > 0,
            "back": at > 0,
            "page_back": at > 0,
            "play": length > 1,
            "step": at < length - 1,
            "page_step": at < length - 1,
            "last": at < length - 1,
            "iteration_back": loop is not None and loop.before(at) is not None,
            "iteration_next": loop is not None and loop.after(at) is not None,
            "save_tape": length > 0,
            "export": length > 0,
            "copy_picture": length > 0,
            "fit": length > 0,
            "zoom_in": length > 0,
            "zoom_out": length > 0,
        }
        for name, state in states.items():
            self._actions[name].setEnabled(state)

    def _on_runner_state_changed(self, state: RunState) -> None:
        self._bar.set_running(state.busy)
        self._actions["run"].setEnabled(not state.busy)
        self._actions["stop"].setEnabled(state.busy)
        if not state.busy:
            self._second.stop()
        elif not self._second.isActive():
            self._since.start()
            self._second.start()
        self._show_status()

    def _on_second_timeout(self) -> None:
        self._show_status()

    def show_reading(self, name: str) -> None:
        """Say at once that a file is being read: nothing else is painted until it is."""
        if name:
            word = QCoreApplication.translate("Chrome", "opening {name}…").format(name=name)
            self._bar.set_status(word)
            self._bar.status.repaint()
        else:
            self._show_status()

    def _show_status(self) -> None:
        state = self._runner.state
        words = {
            "idle": "",
            "starting": QCoreApplication.translate("Chrome", "starting…"),
            "running": QCoreApplication.translate("Chrome", "running · {steps} · {s} s"),
        }
        loop = self._session.iterations
        if loop is not None and loop.ran:
            words["running"] = QCoreApplication.translate(
                "Chrome", "running · iteration {i} · {steps} · {s} s"
            )
        ran = loop.ran if loop is not None else 0
        one = QCoreApplication.translate("Chrome", "1 step")
        steps = counted(state.steps, one, QCoreApplication.translate("Chrome", "{n} steps"))
        seconds = self._since.elapsed() // 1000 if state.busy else 0
        word = words[state.status].format(steps=steps, s=seconds, i=f"{ran:,}")
        guarded = self._runner.guarded
        restricted = QCoreApplication.translate("Chrome", "restricted run") if guarded else ""
        tip = walls_told(guarded.standing, guarded.missing) if guarded else ""
        self._bar.set_status(" · ".join(one for one in (restricted, word) if one), tip)

    def _on_player_playing_changed(self) -> None:
        self._transport.set_playing(self._player.playing)

    def _on_notices_acted(self, notice: Notice) -> None:
        if notice.act == "run":
            self._actions["run"].trigger()
        elif notice.act == "line":
            self._session.go_last()


def stale_notice() -> Notice:
    """The text is not the one the tape was made from."""
    return Notice(
        kind="stale",
        title=QCoreApplication.translate("Chrome", "The program has changed since it ran."),
        act="run",
    )
