"""GUI tests leave nothing behind, keep their settings to themselves, and use Qt's own dialogs."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.engine.trainer import Trainer
from graphviewer.gui import application
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.window import MainWindow
from graphviewer.session.mailbox import Mailbox
from tests.gui import rehearsed
from tests.gui.train_hands import Form, page_of

SharedEngine = tuple[Engine, Mailbox[Happening]]
RUN_MS = 60_000
Make = Callable[[Path | None], MainWindow]
ENDING_S = 5.0
OF_ENGINE = ("engine", "trainer", "calculator", "child-")  # names of the engines' threads


def children() -> set[int]:
    """The processes this one has started and not yet buried."""
    found: set[int] = set()
    tasks = Path(f"/proc/{os.getpid()}/task")
    for task in tasks.iterdir() if tasks.is_dir() else ():
        try:
            found.update(int(pid) for pid in (task / "children").read_text().split())
        except OSError:
            continue  # the thread has ended meanwhile
    return found


def live_timers() -> list[QTimer]:
    """Timers that still run."""
    # By type: isinstance() asks an object for its __class__, and some of torch's then warn.
    return [one for one in gc.get_objects() if issubclass(type(one), QTimer) and _runs(one)]


def _runs(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:
        return False  # deleted in C++


@pytest.fixture(scope="session")
def rehearsals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tapes of programs that have run are kept."""
    return tmp_path_factory.mktemp("rehearsals")


@pytest.fixture(scope="module")
def engine_command(rehearsals: Path) -> Sequence[str]:
    """What the engine starts; modules about runs themselves have the real process instead."""
    return rehearsed.command(rehearsals)


@pytest.fixture(scope="module")
def shared_engine(engine_command: Sequence[str]) -> Iterator[SharedEngine]:
    """One engine for a module's tests."""
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put, command=engine_command)
    engine.start_spare()
    threads, processes = set(threading.enumerate()), children()
    yield engine, mailbox
    engine.close()
    deadline = time.monotonic() + ENDING_S  # a killed process's readers end a moment later
    while _threads_of_engine() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _threads_of_engine(), threads
    assert not children() & processes


def _threads_of_engine() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith(OF_ENGINE)]


@pytest.fixture(scope="module")
def shared_trainer(shared_engine: SharedEngine) -> Iterator[Trainer]:
    """A trainer whose processes only count batches, for a module's tests."""
    stub = "from tests.engine.training_stub import light; light()"
    trainer = Trainer(shared_engine[1].put, command=(sys.executable, "-c", stub))
    trainer.warm()
    yield trainer
    trainer.close()


@pytest.fixture(scope="module", autouse=True)
def what_was_here() -> None:
    """Sets aside what the module began with: looking for what a test leaves would walk it all."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a window, a thread, a timer or a child process.

    What the shared engine keeps between tests is looked at when the module ends.
    """
    sharing = bool({"make", "window", "training_window"} & set(request.fixturenames))
    threads, processes = set(threading.enumerate()), children()
    yield
    for _ in range(3):
        qapp.processEvents()
        QApplication.sendPostedEvents(None, 0)
        qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    gc.collect()
    windows = [one for one in QApplication.topLevelWidgets() if _shown(one)]
    assert not windows, f"windows left open: {windows}"
    deadline = time.monotonic() + ENDING_S  # a killed process ends a moment later
    while not sharing and time.monotonic() < deadline:
        if not (children() - processes or set(_threads_of_engine()) - threads):
            break
        time.sleep(0.01)
    left = [one for one in threading.enumerate() if one not in threads and one.is_alive()]
    of_engine = [one for one in left if one.name.startswith(OF_ENGINE)]
    assert not left or (sharing and left == of_engine), left
    assert sharing or children() <= processes, "a child process is left"
    assert not live_timers(), "a timer still runs"


def _shown(widget: QWidget) -> bool:
    return widget.isVisible() and widget.windowType() != Qt.WindowType.ToolTip


@pytest.fixture(autouse=True)
def own_dialogs(qapp: QApplication) -> None:
    """Native file dialogs cannot be driven by a test."""
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    """A settings file of the test's own."""
    return tmp_path / "settings.json"


def owned(parent: QObject, name: str) -> QObject:
    """A child by its object name."""
    found = parent.findChild(QObject, name)
    assert found is not None, name
    return found


@pytest.fixture
def make(
    qapp: QApplication, qtbot: QtBot, settings_path: Path, shared_engine: SharedEngine
) -> Iterator[Make]:
    engine, mailbox = shared_engine
    windows: list[MainWindow] = []

    def made(file: Path | None) -> MainWindow:
        window = application.make(qapp, engine, mailbox, Memory(settings_path), file)
        window.appearance.set_language("en")
        window.resize(1400, 860)
        window.show()
        windows.append(window)
        return window

    yield made
    for window in windows:
        _end(window)
    qtbot.wait(1)


@pytest.fixture
def training_window(
    qapp: QApplication,
    qtbot: QtBot,
    settings_path: Path,
    shared_engine: SharedEngine,
    shared_trainer: Trainer,
) -> Iterator[MainWindow]:
    """A window on its Train page; in Explore is a program that has not run."""
    engine, mailbox = shared_engine
    memory = Memory(settings_path)
    memory.keep(runs=str(settings_path.with_name("runs")))
    program = settings_path.with_name("program.py")
    program.write_text("x = 1\n", encoding="utf-8")
    made = application.make(qapp, engine, mailbox, memory, program, shared_trainer)
    made.appearance.set_language("en")
    made.resize(1400, 860)
    made.show()
    made.pages.show_page("train")
    yield made
    _end(made)
    qtbot.wait(1)


def _end(window: MainWindow) -> None:
    """Close a window; the next test begins in English, as the application does."""
    window.document.edit(window.document.saved_source)
    if window.appearance.language != "en":
        window.appearance.set_language("en")
    window.close()
    window.deleteLater()


@pytest.fixture
def page(training_window: MainWindow) -> TrainPage:
    """The Train page of a window."""
    return page_of(training_window)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """The settings without their page."""
    made = Form()
    qtbot.addWidget(made.settings)
    made.settings.resize(320, 700)
    made.settings.show()
    return made


@pytest.fixture
def window(make: Make, qtbot: QtBot) -> MainWindow:
    """A window that shows the first lesson, a * b; it has run."""
    made = make(None)
    wait_for_run(made, qtbot)
    return made


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    """The graph of the window."""
    return window.page.canvas


@pytest.fixture
def at_rest(canvas: Canvas, qtbot: QtBot) -> None:
    """In the first lesson's graph nothing glides, and it has the keys."""
    canvas.set_motion(False)
    canvas.setFocus()

    def drawn() -> bool:
        return canvas.scene is not None and canvas.scene.place_of("tensor c") is not None

    qtbot.waitUntil(drawn)


def wait_for_run(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.state.busy, timeout=RUN_MS)
