"""GUI tests leave nothing behind, keep their settings to themselves, and use Qt's own dialogs."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget


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
    return [one for one in gc.get_objects() if isinstance(one, QTimer) and _runs(one)]


def _runs(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:
        return False  # deleted in C++


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a window, a thread, a timer or a child process."""
    threads, processes = set(threading.enumerate()), children()
    yield
    for _ in range(3):
        qapp.processEvents()
        QApplication.sendPostedEvents(None, 0)
        qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    gc.collect()
    windows = [one for one in QApplication.topLevelWidgets() if _shown(one)]
    assert not windows, f"windows left open: {windows}"
    assert not [one for one in threading.enumerate() if one not in threads and one.is_alive()]
    assert children() <= processes, "a child process is left"
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
