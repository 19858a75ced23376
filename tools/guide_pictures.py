"""Makes the guide's pictures from the real window, in both languages.

    python tools/guide_pictures.py

With names (`hour-start class-export`) only those are made.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.graphs.scalars import element_ref
from graphviewer.gui import application
from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.runs.presets import preset
from graphviewer.session.mailbox import Mailbox
from graphviewer.session.session import Item
from graphviewer.tape.arrangement import Arrangement, Arrow, End, Note
from tools.pictures import finished, settle, step_of, until

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "guide"
SIZE = (1280, 760)
EPOCHS = 3
DESCENT_STEPS = 12
SEEN = ("1.1", "1.2", "1.3")  # lessons
ASIDE = (190.0, 60.0)  # scene pixels from a card to the note at its left
NOTES = {"en": "Two ways back:\nadd them up", "ko": "돌아오는 길이 둘:\n더한다"}


class Stage:
    """A window that is brought into a state and then taken a picture of."""

    def __init__(self, app: QApplication, window: MainWindow, memory: Memory) -> None:
        self.app, self.window, self.memory = app, window, memory

    def lesson(self, name: str, view: str = "expression") -> None:
        """Open a lesson and wait until it has run."""
        self.window.pages.show_page("explore")
        self.window.files.open_lesson(name)
        until(self.app, lambda: finished(self.window))
        self.window.views.set_view(view)
        settle(self.app)

    def go(self, step: int) -> None:
        """Move the playhead; -1 is the last step."""
        tape = self.window.session.tape
        assert tape is not None
        self.window.session.go(step % len(tape.steps))
        settle(self.app)

    def tensor(self, name: str) -> int:
        """The id of the first tensor of this name."""
        index = self.window.session.index
        assert index is not None
        return next(one.id for one in index.tape.tensors if index.name(one.id) == name)

    def press(self, action: str) -> None:
        """Do what an action does."""
        self.window.commands[action].trigger()
        settle(self.app)


def start(stage: Stage) -> QWidget:
    """Lesson 1.1 at its first step."""
    stage.lesson("1.1")
    return stage.window


def backward(stage: Stage) -> QWidget:
    """The product's backward step."""
    stage.lesson("1.1")
    stage.go(step_of(stage.window, "MulBackward0"))
    return stage.window


def course(stage: Stage) -> QWidget:
    """The list of lessons."""
    stage.lesson("1.1")
    stage.memory.keep(lessons_seen=SEEN, lesson="1.4")
    stage.press("lessons")
    return _dialog(stage)


def error(stage: Stage) -> QWidget:
    """A lesson that ends with PyTorch's error."""
    stage.lesson("1.11")
    stage.go(-1)
    return stage.window


def scalars(stage: Stage) -> QWidget:
    """A network's scalars: the paths of one weight."""
    stage.lesson("3.2", "scalars")
    stage.go(-1)
    stage.window.session.select(Item("scalar", element_ref(stage.tensor("W0"), 4)))
    settle(stage.app)
    return stage.window


def functions(stage: Stage) -> QWidget:
    """Three functions under one cursor."""
    window = stage.window
    window.functions.show("sigmoid; relu; x*sigmoid(x)")
    window.functions.functions.put_cursor(1.5)
    window.pages.show_page("functions")
    page = window.pages.stack.currentWidget()
    assert isinstance(page, FunctionsPage)
    until(stage.app, lambda: all(page.answers.curve(one) for one in page.functions.plot.functions))
    return window


def descent(stage: Stage) -> QWidget:
    """The walkers of the ellipse after some steps."""
    window = stage.window
    window.descent.show("ellipse")
    window.pages.show_page("descent")
    until(stage.app, lambda: window.descent.asking.whole)
    window.descent.descent.go(DESCENT_STEPS)
    return window


def train(stage: Stage) -> QWidget:
    """A training run after a few epochs."""
    window = stage.window
    window.pages.show_page("train")
    wanted = preset("mlp-256").config
    window.train.training.edit(replace(wanted, epochs=EPOCHS))
    settle(stage.app)
    stage.press("train_start")
    until(stage.app, lambda: window.train.training.closed is not None)
    settle(stage.app)
    return window


def arranged(stage: Stage) -> QWidget:
    """A note in the graph, with an arrow."""
    stage.lesson("1.2")
    stage.go(step_of(stage.window, "MulBackward0"))
    canvas = stage.window.page.canvas
    assert canvas.scene is not None
    place = canvas.scene.place_of("tensor b")
    assert place is not None
    card = canvas.scene.rect(place)
    words = NOTES[stage.window.appearance.language]
    note = Note(1, card.left() - ASIDE[0], card.top() - ASIDE[1], words)
    arrow = Arrow(2, End(key=note.key), End(key="tensor b"))
    stage.window.viewing.arrange(Arrangement(notes=(note,), arrows=(arrow,)))
    return stage.window


def export(stage: Stage) -> QWidget:
    """What can be exported."""
    stage.lesson("1.2")
    stage.go(step_of(stage.window, "MulBackward0"))
    stage.press("export")
    return _dialog(stage)


def _dialog(stage: Stage) -> QWidget:
    """The dialog that is open."""
    shown = [one for one in stage.window.findChildren(QDialog) if one.isVisible()]
    return shown[-1]


SCENES: dict[str, Callable[[Stage], QWidget]] = {
    "hour-start": start,
    "hour-backward": backward,
    "hour-course": course,
    "hour-error": error,
    "hour-scalars": scalars,
    "hour-functions": functions,
    "hour-descent": descent,
    "hour-train": train,
    "class-arranged": arranged,
    "class-export": export,
}


def main() -> int:
    """Make the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*SCENES, []], metavar="NAME")
    names = parser.parse_args().names or list(SCENES)
    FOLDER.mkdir(parents=True, exist_ok=True)
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put)
    try:
        engine.start_spare()
        app = QApplication(sys.argv[:1])
        with tempfile.TemporaryDirectory() as kept:
            memory = Memory(Path(kept) / "settings.json")
            memory.keep(runs=str(Path(kept) / "runs"))
            window = application.make(app, engine, mailbox, memory, None)
            window.resize(*SIZE)
            window.show()
            stage = Stage(app, window, memory)
            for language in ("en", "ko"):
                window.appearance.set_language(language)
                for name in names:
                    take(stage, name, language)
            window.close()
    finally:
        engine.close()
    return 0


def take(stage: Stage, name: str, language: str) -> None:
    """Save what one scene shows; a dialog it opened is closed again."""
    shown = SCENES[name](stage)
    settle(stage.app)
    path = FOLDER / f"{name}-{language}.png"
    if not shown.grab().save(str(path)):
        raise OSError(f"{path} cannot be written")
    if isinstance(shown, QDialog):
        shown.reject()
        settle(stage.app)
    print(path)


if __name__ == "__main__":
    sys.exit(main())
