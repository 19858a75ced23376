"""What the list of runs says, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.train.chart_card import number
from graphviewer.runs.status import Standing
from graphviewer.session.runs import RunRow
from graphviewer.session.share import decimal


def standing(how: Standing | None) -> str:
    """How a run stands."""
    translate = QCoreApplication.translate
    words: dict[Standing | None, str] = {
        "starting": translate("Runs", "starting"),
        "running": translate("Runs", "running"),
        "paused": translate("Runs", "paused"),
        "evaluating": translate("Runs", "running"),
        "finished": translate("Runs", "finished"),
        "stopped": translate("Runs", "stopped"),
        "diverged": translate("Runs", "diverged"),
        "memory": translate("Runs", "out of memory"),
        "failed": translate("Runs", "failed"),
        "interrupted": translate("Runs", "interrupted"),
        None: translate("Runs", "cannot be read"),
    }
    return words[how]


def cells(row: RunRow) -> tuple[str, ...]:
    """A row of the list: name, how it stands, epochs, losses, accuracy, time."""
    out = row.outcome
    if out is None:
        return (row.name, standing(row.standing), "", "", "", "")
    last = out.last
    accuracy = "" if out.best_accuracy is None else decimal(out.best_accuracy)
    return (
        row.name,
        standing(row.standing),
        f"{last.epoch:g}" if last is not None else "",
        number(last.loss) if last is not None else "",
        accuracy,
        duration(out.seconds),
    )


def heads() -> tuple[str, ...]:
    """The columns of the list."""
    translate = QCoreApplication.translate
    return (
        translate("Runs", "Run"),
        translate("Runs", "State"),
        translate("Runs", "Epochs"),
        translate("Runs", "Validation loss"),
        translate("Runs", "Best accuracy"),
        translate("Runs", "Time"),
    )


def duration(seconds: float) -> str:
    """Hours, minutes and seconds."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def buttons() -> dict[str, tuple[str, str]]:
    """What each button says, and its tooltip."""
    translate = QCoreApplication.translate
    return {
        "show": (translate("Runs", "Show"), translate("Runs", "Show the run's charts")),
        "resume": (
            translate("Runs", "Resume"),
            translate("Runs", "Go on from the last checkpoint"),
        ),
        "rename": (translate("Runs", "Rename…"), ""),
        "delete": (translate("Runs", "Delete"), translate("Runs", "Delete the run (Del)")),
        "undo": (
            translate("Runs", "Undo"),
            translate("Runs", "Bring back what was deleted last"),
        ),
        "export": (
            translate("Runs", "Export…"),
            translate("Runs", "Put the whole run into a zip file"),
        ),
        "open": (
            translate("Runs", "Other folder…"),
            translate("Runs", "A run that lies elsewhere; it is followed while it goes on"),
        ),
    }
