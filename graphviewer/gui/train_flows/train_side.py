"""What the Train page stands on. The page itself is made when it is first shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.disk.folders import data_folder
from graphviewer.disk.problem import FileProblem
from graphviewer.engine.happening import Happening
from graphviewer.engine.protocol import Device
from graphviewer.engine.trainer import Trainer
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.flows.edit_flow import Past
from graphviewer.gui.memory import Memory
from graphviewer.gui.train_flows.model_trust import ModelTrust
from graphviewer.gui.train_flows.trainer_like import TrainerLike
from graphviewer.gui.train_flows.training_flow import TrainingFlow
from graphviewer.gui.train_flows.training_recall import keep_config, kept_config
from graphviewer.runs.config import Config
from graphviewer.session.mailbox import Mailbox
from graphviewer.session.training import Training

log = logging.getLogger(__name__)


class RoomLike(Protocol):
    """What is needed of the page and its panels, once they are there."""

    def keep(self) -> None:
        """Remember how the page stands."""
        ...

    def finish(self) -> None:
        """The window closes."""
        ...

    def show_run(self, path: Path) -> None:
        """Show the run in a folder."""
        ...


class TrainSide(QObject):
    """Joins the Training, the flow and the page.

    `inside_ready` carries an InsideStep. `swept`: `sweep` is another run of a sweep.
    """

    inside_ready = Signal(object)
    swept = Signal()

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        appearance: Appearance,
        mailbox: Mailbox[Happening],
        memory: Memory,
        trainer: TrainerLike | None = None,
    ) -> None:
        """`trainer`: one that somebody else will close; without it one is made when needed."""
        super().__init__(window)
        self._actions, self._appearance = actions, appearance
        self._mailbox, self._memory, self._given = mailbox, memory, trainer
        self.room: RoomLike | None = None
        self.sweep = (0, 0)  # which run of how many; none: no sweep is under way
        self.training = Training(kept_config(memory))
        programs = ModelTrust(memory, window)
        self.flow = TrainingFlow(self.training, self._trainer, self._new_folder, programs, self)
        self.flow.changed.connect(self._on_flow_changed)
        self.flow.inside_ready.connect(self.inside_ready)
        self._on_flow_changed()

    def _trainer(self) -> TrainerLike:
        return self._given or Trainer(self._mailbox.put)

    def root(self) -> Path:
        """The folder that holds the runs."""
        chosen = self._memory.settings.runs
        return Path(chosen) if chosen else data_folder("runs")

    def _new_folder(self, config: Config) -> Path:
        from graphviewer.runs import shelf  # noqa: PLC0415 - not at the window's start

        return shelf.new_path(self.root(), config, datetime.now(UTC).astimezone().date())

    def title(self, config: Config) -> str:
        """What a run of a config is called."""
        from graphviewer.runs import shelf  # noqa: PLC0415 - as above

        return shelf.title(config)

    def shown_name(self) -> str:
        """What the run is called that is shown; before one is, what the next would be."""
        opened = self.training.opened
        if opened is not None and self.flow.folder:
            return Path(self.flow.folder).name
        return self.title(opened.config if opened is not None else self.training.config)

    def weights(self) -> Path | None:
        """The file of weights that the run that is shown left, if it did."""
        if self.training.busy or not self.flow.folder:
            return None
        path = Path(self.flow.folder) / "weights.safetensors"
        return path if path.is_file() else None

    def show_run(self, path: Path) -> None:
        """Show the run in a folder; the page is there."""
        if self.room is not None:
            self.room.show_run(path)

    def make(self) -> QWidget:
        """The page, for the first time; a process for training warms up meanwhile."""
        from graphviewer.gui.train_flows.train_room import TrainRoom  # noqa: PLC0415 - as above

        self.flow.warm()
        room = TrainRoom(self._actions, self._appearance, self._memory, self.flow, self.root, self)
        self.room = room
        room.runs.swept.connect(self._on_runs_swept)
        return room.page

    @property
    def past(self) -> Past:
        """The settings are what is undone."""
        return self.training

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        flow = self.flow
        return {
            "train_start": flow.start_or_pause,
            "train_resume": flow.resume,
            "train_batch": flow.one_batch,
            "train_stop": flow.stop,
            "train_inside": flow.look_inside,
        }

    def choose_preset(self, name: str) -> None:
        """Take a preset's config, as if it was chosen among the settings."""
        from graphviewer.gui.train.settings_choices import with_preset  # noqa: PLC0415 - as above

        self.training.edit(with_preset(self.training.config, name))

    def set_device(self, device: Device) -> None:
        """Train on this device from the next run on."""
        self.flow.device = device.name

    def keep(self) -> None:
        """Remember the config, and how the page stands."""
        keep_config(self._memory, self.training.config)
        if self.room is not None:
            self.room.keep()

    def close(self) -> None:
        """End what is under way, so that it can be resumed."""
        if self.room is not None:
            self.room.finish()
        self.flow.close(ours=self._given is None)
        self._empty_trash()

    def _empty_trash(self) -> None:
        """What was deleted can be brought back until the window closes."""
        from graphviewer.runs import shelf  # noqa: PLC0415 - not at the window's start

        try:
            shelf.empty_trash(self.root())
        except FileProblem as problem:
            log.warning("%s", problem)

    def _on_flow_changed(self) -> None:
        self._actions["train_stop"].setEnabled(self.training.busy)
        self._actions["train_resume"].setEnabled(self.flow.can_resume)
        ours = not self.flow.watching
        self._actions["train_start"].setEnabled(ours)
        self._actions["train_batch"].setEnabled(ours)
        self._actions["train_inside"].setEnabled(ours and not self.flow.looking)
        self._actions["train_weights"].setEnabled(self.weights() is not None)

    def _on_runs_swept(self, at: int, count: int) -> None:
        self.sweep = (at, count)
        self.swept.emit()
