"""A window in this very process, kept alive by IPython's loop."""

from __future__ import annotations

import atexit
from typing import Any

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.session.mailbox import Mailbox
from graphviewer.tape.tape import Tape


class _Shown:
    """A window on screen, with all that must live as long as it does."""

    def __init__(self, app: Any, engine: Engine, window: Any) -> None:  # noqa: ANN401  # Qt's
        self._app, self._engine, self._window = app, engine, window

    def closed(self) -> None:
        """The window is gone from the screen."""
        self._engine.close()
        _shown.remove(self)

    def end(self) -> None:
        """The process ends: Qt wants its windows gone before Python is."""
        self._engine.close()
        self._window.hide()
        self._window.deleteLater()


_shown: list[_Shown] = []


def open_window(shell: Any, tape: Tape, title: str) -> bool:  # noqa: ANN401  # IPython's shell
    """Open a window on a tape beside IPython's prompt; False where IPython cannot run Qt's loop."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # nobody else here needs Qt

    from graphviewer.gui import application  # noqa: PLC0415
    from graphviewer.gui.memory import Memory  # noqa: PLC0415

    app = QApplication.instance() or QApplication(["graphviewer"])
    if not isinstance(app, QApplication):
        return False
    shell.enable_gui("qt")
    kernel = getattr(shell, "kernel", None)
    if (
        getattr(shell, "active_eventloop", None) is None
        and getattr(kernel, "eventloop", None) is None
    ):
        return False
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put)
    window = application.make_on(app, engine, mailbox, Memory(), tape, title)
    shown = _Shown(app, engine, window)
    if not _shown:
        atexit.register(_end_all)
    _shown.append(shown)
    application.when_closed(window, shown.closed)
    engine.start_spare()
    window.show()
    return True


def _end_all() -> None:
    for one in _shown:
        one.end()
    _shown.clear()
