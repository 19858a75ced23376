"""Makes the README's pictures from the real window: `python tools/pictures.py`.

With `--all DIR`: every scene in both languages, both themes and both sizes, to look at.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pictures are the same with fonts bundled
# The checkout's own package, whatever is installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.gui import application
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.runs.presets import preset
from graphviewer.session.mailbox import Mailbox

README = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WAIT, SETTLE = 300.0, 0.6  # seconds: for a run, for what moves to come to rest
EPOCHS = 5  # of a training run
LARGE, SMALL = (1600, 1000), (1280, 720)


class Picture(Struct, frozen=True):
    """A lesson in mid-backward: at the step that ran `node` first."""

    lesson: str
    node: str
    language: str = "en"
    theme: str = "light"
    size: tuple[int, int] = LARGE

    @property
    def name(self) -> str:
        """The file's name."""
        width, height = self.size
        return f"lesson-{self.lesson}-{self.language}-{self.theme}-{width}x{height}.png"


class Trained(Struct, frozen=True):
    """The Train page when a preset has been trained."""

    preset: str = "mlp-256"
    language: str = "en"
    theme: str = "light"
    size: tuple[int, int] = LARGE

    @property
    def name(self) -> str:
        """The file's name."""
        width, height = self.size
        return f"train-{self.preset}-{self.language}-{self.theme}-{width}x{height}.png"


SCENES = (("1.1", "MulBackward0"), ("1.2", "MulBackward0"), ("3.4", "ReluBackward0"))
SHOWN = (
    Picture("1.2", "MulBackward0"),
    Picture("3.4", "ReluBackward0", theme="dark"),
    Picture("1.1", "MulBackward0", language="ko", size=SMALL),
)
TRAINED = (Trained(),)
EVERY_TRAINED = tuple(
    Trained(preset, language, theme, size)
    for preset, language, theme, size in product(
        ("mlp-256", "xor", "lenet-relu"), ("en", "ko"), ("light", "dark"), (LARGE, SMALL)
    )
)
EVERY = tuple(
    Picture(lesson, node, language, theme, size)
    for (lesson, node), language, theme, size in product(
        SCENES, ("en", "ko"), ("light", "dark"), (LARGE, SMALL)
    )
)


def main() -> int:
    """Make the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="make every picture, into DIR")
    wanted = parser.parse_args()
    folder = wanted.all or README
    folder.mkdir(parents=True, exist_ok=True)
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put)
    try:
        engine.start_spare()
        app = QApplication(sys.argv[:1])
        with tempfile.TemporaryDirectory() as settings:
            memory = Memory(Path(settings) / "settings.json")
            window = application.make(app, engine, mailbox, memory, None)
            window.show()
            for picture in EVERY if wanted.all else SHOWN:
                take(app, window, picture, folder / picture.name)
                print(folder / picture.name)
            memory.keep(runs=str(Path(settings) / "runs"))
            for trained in EVERY_TRAINED if wanted.all else TRAINED:
                train(app, window, trained, folder / trained.name)
                print(folder / trained.name)
            window.close()
    finally:
        engine.close()
    return 0


def take(app: QApplication, window: MainWindow, picture: Picture, path: Path) -> None:
    """Bring the window into the picture's state and save what it shows."""
    window.resize(*picture.size)
    window.appearance.set_theme(picture.theme)
    window.appearance.set_language(picture.language)
    window.files.open_lesson(picture.lesson)
    until(app, lambda: finished(window))
    window.session.go(step_of(window, picture.node))
    settle(app)  # the camera shows the step's surroundings, as the window itself does
    if not window.grab().save(str(path)):
        raise OSError(f"{path} cannot be written")


def train(app: QApplication, window: MainWindow, picture: Trained, path: Path) -> None:
    """Train a preset for a few epochs on the Train page, and save what it shows."""
    window.resize(*picture.size)
    window.appearance.set_theme(picture.theme)
    window.appearance.set_language(picture.language)
    window.pages.show_page("train")
    training = window.train.training
    wanted = preset(picture.preset).config
    training.edit(replace(wanted, epochs=min(EPOCHS, wanted.epochs)))
    settle(app)
    window.commands["train_start"].trigger()
    until(app, lambda: training.closed is not None)
    settle(app)
    if not window.grab().save(str(path)):
        raise OSError(f"{path} cannot be written")


def finished(window: MainWindow) -> bool:
    """Whether the program shown has run to its end."""
    tape = window.session.tape
    return tape is not None and tape.end is not None


def step_of(window: MainWindow, node: str) -> int:
    """The first step at which the engine ran a node of this name."""
    tape = window.session.tape
    assert tape is not None
    return next(
        step.index
        for step in tape.steps
        if step.kind == "backward" and step.node is not None and tape.nodes[step.node].name == node
    )


def settle(app: QApplication) -> None:
    """Let what moves come to rest."""
    rest = time.monotonic() + SETTLE
    until(app, lambda: time.monotonic() > rest)


def until(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let Qt work until something holds."""
    end = time.monotonic() + WAIT
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
