"""A config as a TOML file, as people write it and as a run folder keeps it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes
from graphviewer.runs.config import Config
from graphviewer.runs.keys import ConfigProblem, config_of

MAX_BYTES = 4 * 1024**2


class BadConfig(FileProblem):
    """A file that is no config; the message names the key or the line."""


def loads(text: str) -> Config:
    """The config that a TOML text stands for; what it leaves out is as `Config` has it.

    Raises ConfigProblem with the key, or the line where the text is no TOML.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigProblem(f"this is no TOML: {error}") from error
    except RecursionError as error:
        raise ConfigProblem("this is no config: its tables are too deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise ConfigProblem(f"this is no config: {error}") from error
    return config_of(plain)


def dumps(config: Config) -> str:
    """The config as a TOML text, every setting written out; `loads` gives the same back."""
    plain: dict[str, Any] = msgspec.to_builtins(config)
    lines = "\r" not in config.model.source  # TOML turns a bare \r\n of many lines into \n
    return tomli_w.dumps(plain, multiline_strings=lines and "\r" not in config.title)


def read(path: str | Path) -> Config:
    """The config in a file. Raises a FileProblem: BadConfig where the text is no config."""
    data = read_bytes(path, MAX_BYTES)
    try:
        return loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise BadConfig(path, f"{path} is no config: it is not UTF-8 text.") from error
    except ConfigProblem as problem:
        raise BadConfig(path, f"{path} is no config: {problem}.") from problem


def write(config: Config, path: str | Path) -> None:
    """Put the config into a file, all or nothing. Raises a FileProblem."""
    atomic.write(path, [dumps(config).encode()])
