"""How a training run ended, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.notice import Notice
from graphviewer.runs.news import Closed


def closed_notice(closed: Closed, *, lookable: bool) -> Notice | None:
    """What to say at the end of a run; one that ended as it should says nothing more."""
    told = closed.message or closed.advice
    if closed.reason == "finished" or (closed.reason == "stopped" and not told):
        return None
    translate = QCoreApplication.translate
    titles = {
        "stopped": translate("Training", "Stopped after step {n}."),
        "diverged": translate("Training", "Training diverged at step {n}."),
        "memory": translate("Training", "Training ran out of memory at step {n}."),
        "failed": translate("Training", "Training failed at step {n}."),
    }
    title = titles[closed.reason].format(n=f"{closed.step:,}")
    parts = [closed.message, closed.advice]
    return Notice(
        kind="info" if closed.reason == "stopped" else "error",
        title=title,
        text=" ".join(part for part in parts if part),
        act="look" if lookable and closed.reason == "diverged" else "",
    )
