"""What a training run has to say to the user, as notices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.notice import Notice
from graphviewer.gui.training_told import in_language
from graphviewer.runs.news import Closed, Told


def closed_notice(closed: Closed, *, lookable: bool) -> Notice | None:
    """What to say at the end of a run; one that ended as it should says nothing more."""
    if closed.reason == "finished" or (
        closed.reason == "stopped" and not (closed.message or closed.advice)
    ):
        return None
    translate = QCoreApplication.translate
    titles = {
        "stopped": translate("Training", "Stopped after step {n}."),
        "diverged": translate("Training", "Training diverged at step {n}."),
        "memory": translate("Training", "Training ran out of memory at step {n}."),
        "failed": translate("Training", "Training failed at step {n}."),
    }
    title = titles[closed.reason].format(n=f"{closed.step:,}")
    parts = [in_language(closed.message), in_language(closed.advice)]
    return Notice(
        kind="info" if closed.reason == "stopped" else "error",
        title=title,
        text=" ".join(part for part in parts if part),
        act="look" if lookable and closed.reason == "diverged" else "",
    )


def told_notice(told: Told) -> Notice:
    """Something the process says that ends nothing."""
    return Notice(
        kind="info" if told.kind == "info" else "stale",
        title=in_language(told.title),
        text=in_language(told.text),
    )


def watched() -> Notice:
    """The run is not ours to pause."""
    return Notice(
        kind="info",
        title=QCoreApplication.translate("Training", "Another process trains this run."),
        text=QCoreApplication.translate(
            "Training", "It is only watched here; Stop ends the watching, not the run."
        ),
    )


def restricted() -> Notice:
    """A program that is not trusted runs behind walls."""
    return Notice(
        kind="info",
        title=QCoreApplication.translate("Training", "This run is restricted: it is not kept."),
        text=QCoreApplication.translate(
            "Training",
            "Its program reaches no files, no network and no other programs, so it cannot be "
            "resumed later.",
        ),
    )


def interrupted(name: str) -> Notice:
    """The newest run was left unfinished by a process that died."""
    title = QCoreApplication.translate("Training", "{name} was interrupted.")
    return Notice(
        kind="info",
        title=title.format(name=name),
        text=QCoreApplication.translate("Training", "It can go on after its last checkpoint."),
        act="resume",
    )


def not_resumed(why: str) -> Notice:
    """A folder is not that of a run any more."""
    title = QCoreApplication.translate("Training", "The run cannot be resumed.")
    return Notice(kind="error", title=title, text=why)


def unusable(why: str) -> Notice:
    """The process told numbers that do not fit."""
    title = QCoreApplication.translate("Training", "What the training told cannot be used.")
    return Notice(kind="error", title=title, text=why)


def broken(why: str) -> Notice:
    """No process for training can be had."""
    title = QCoreApplication.translate("Training", "The model could not be trained.")
    return Notice(kind="error", title=title, text=why)
