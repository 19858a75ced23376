"""Loads the data set that a config names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from graphviewer.data import csv_images, csv_table, fashion, folder, small, synthetic, tables
from graphviewer.data.loaded import Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data

LOADERS: dict[str, Callable[[Data], Loaded]] = {
    "fashion-mnist": lambda config: fashion.load(config.path),
    "fashion-8x8": lambda config: small.load(config.path),
    "idx": lambda config: folder.load(config.path),
    "csv": csv_images.load,
    "table": csv_table.load,
    "scores": lambda _config: tables.scores(),
    "line": synthetic.line,
    "pass-fail": lambda _config: tables.pass_fail(),
    "three-classes": lambda _config: tables.three_classes(),
    "net-2-2-1": lambda _config: tables.net_2_2_1(),
    "xor": synthetic.xor,
    "moons": synthetic.moons,
    "spirals": synthetic.spirals,
}


def load(config: Data) -> Loaded:
    """The examples a config asks for: of each set the first `train` and `validation` ones.

    Raises DataProblem.
    """
    loader = LOADERS.get(config.name)
    if loader is None:
        names = ", ".join(LOADERS)
        raise DataProblem(f'There is no data set "{config.name}".', f"There are: {names}.")
    loaded = loader(config)
    return dataclasses.replace(
        loaded,
        train=loaded.train.first(config.train),
        validation=loaded.validation.first(config.validation),
    )
