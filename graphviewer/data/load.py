"""Loads the data set that a config names."""

from __future__ import annotations

import dataclasses

from graphviewer.data import fashion
from graphviewer.data.loaded import Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data


def load(config: Data) -> Loaded:
    """The examples the config asks for: of each set the first `train` and `validation` ones.

    Raises DataProblem.
    """
    if config.name != "fashion-mnist":
        raise DataProblem(f'There is no data set "{config.name}".')
    loaded = fashion.load(config.path)
    return dataclasses.replace(
        loaded,
        train=loaded.train.first(config.train),
        validation=loaded.validation.first(config.validation),
    )
