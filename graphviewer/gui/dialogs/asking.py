"""The questions and messages of the window, in the present language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from graphviewer.gui.dialogs.question import Answer, Question, Role


def unsaved(parent: QWidget, filename: str) -> Question:
    """Save, discard or cancel, before changes would be lost. Answers save, discard, cancel."""
    title = QCoreApplication.translate("Dialogs", "Save the changes to {name}?")
    return Question(
        parent,
        title.format(name=filename),
        QCoreApplication.translate("Dialogs", "Otherwise they are lost."),
        (
            Answer("save", QCoreApplication.translate("Dialogs", "Save")),
            Answer(
                "discard",
                QCoreApplication.translate("Dialogs", "Discard"),
                Role.DestructiveRole,
            ),
            Answer("cancel", QCoreApplication.translate("Dialogs", "Cancel"), Role.RejectRole),
        ),
    )


def trust(parent: QWidget, filename: str) -> Question:
    """Whether a file that is not one of ours may run. Answers restricted, trusted, cancel."""
    title = QCoreApplication.translate("Dialogs", "Run {name}?")
    return Question(
        parent,
        title.format(name=filename),
        QCoreApplication.translate(
            "Dialogs",
            "This file does not come with graphviewer. Restricted, it can compute with PyTorch "
            "but reach no other files, no network and no other programs. Trust it only if you "
            "know what it does.",
        ),
        (
            Answer("restricted", QCoreApplication.translate("Dialogs", "Run restricted")),
            Answer("trusted", QCoreApplication.translate("Dialogs", "Trust and run")),
            Answer("cancel", QCoreApplication.translate("Dialogs", "Cancel"), Role.RejectRole),
        ),
        icon=QMessageBox.Icon.Warning,
    )


def trusted(parent: QWidget, paths: Sequence[str]) -> Question:
    """Which files are trusted. Answers close, forget."""
    none = QCoreApplication.translate("Dialogs", "There are none.")
    answers = [Answer("close", QCoreApplication.translate("Dialogs", "Close"), Role.RejectRole)]
    if paths:
        forget = QCoreApplication.translate("Dialogs", "Forget all")
        answers.append(Answer("forget", forget, Role.DestructiveRole))
    return Question(
        parent,
        QCoreApplication.translate("Dialogs", "Files that run unrestricted while unchanged"),
        "\n".join(paths) or none,
        answers,
        icon=QMessageBox.Icon.Information,
    )


def message(parent: QWidget, title: str, text: str) -> Question:
    """Something did not work: what, where and what to do."""
    return Question(
        parent,
        title,
        text,
        (Answer("close", QCoreApplication.translate("Dialogs", "Close"), Role.RejectRole),),
        icon=QMessageBox.Icon.Warning,
    )


def about(parent: QWidget, version: str, torch: str, qt: str) -> Question:
    """What this program is."""
    return Question(
        parent,
        f"graphviewer {version}",
        QCoreApplication.translate(
            "Dialogs",
            "Step through PyTorch's autograd, forward and backward, with every number on screen.",
        )
        + f"\n\nPyTorch {torch or '—'} · Qt {qt}\nMIT License",
        (Answer("close", QCoreApplication.translate("Dialogs", "Close"), Role.RejectRole),),
        icon=QMessageBox.Icon.Information,
    )
