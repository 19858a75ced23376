"""The config of the next training run, remembered from one start to the next, and of a run."""

from __future__ import annotations

from pathlib import Path

import msgspec

from graphviewer.gui.memory import Memory
from graphviewer.runs import folder as run_folder
from graphviewer.runs import toml
from graphviewer.runs.config import Config
from graphviewer.session.training import Training

_MOST = 100_000  # characters of a config that are kept among the settings


def kept_config(memory: Memory) -> Config:
    """The config as it was left, or a new one."""
    try:
        return msgspec.json.decode(memory.settings.config, type=Config)
    except msgspec.MsgspecError:  # none yet, or one of another version
        return Config()


def keep_config(memory: Memory, config: Config) -> None:
    """Remember a config."""
    text = msgspec.json.encode(config).decode()
    memory.keep(config=text if len(text) <= _MOST else "")


def config_kept(training: Training, folder: str) -> Config:
    """The config of the run that is shown, as its folder has it. Raises a FileProblem."""
    if training.opened is not None:
        return training.opened.config
    return toml.read(Path(folder) / run_folder.CONFIG)
