"""What can be known of a config before it trains: what counts, what clashes, how large it is."""

from __future__ import annotations

from math import prod
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from graphviewer.data import catalogue, fashion
from graphviewer.data.catalogue import DataSet
from graphviewer.gui.i18n import Language
from graphviewer.gui.train.settings_rows import ROWS
from graphviewer.runs.config import Config, Layer
from graphviewer.runs.keys import flat
from graphviewer.runs.layers import shapes
from graphviewer.runs.news import Opened
from graphviewer.runs.presets import PRESETS, Preset

_NUMBERED = ("fashion-mnist", "fashion-8x8")  # data sets that the sample can stand in for


class Size(Struct, frozen=True):
    """How large a model is, as far as that is known without PyTorch."""

    parameters: int | None = None
    problem: str = ""  # why its layers do not fit together


def data_set(config: Config) -> DataSet | None:
    """The row of the catalogue that a config names, if there is one."""
    return next((one for one in catalogue.SETS if one.name == config.data.name), None)


def idle(config: Config) -> set[str]:
    """The settings that make no difference to a config."""
    values = flat(config)
    found = {row.path for row in ROWS if not row.counts(values)}
    known = data_set(config)
    if known is None:
        return found
    if not known.path:
        found.add("data.path")
    if not known.noise:
        found |= {"data.noise", "data.seed"}
    if known.kind != "images":
        found |= {row.path for row in ROWS if row.group == "augment"}
    return found


def uses_sample(config: Config) -> bool:
    """Whether FashionMNIST is wanted and only the sample that ships along is there."""
    wanted = config.data.name in _NUMBERED and not config.data.path
    return wanted and fashion.where() is None


def problems(config: Config) -> dict[str, str]:
    """What does not go together though each value alone is right: the setting, and why."""
    translate = QCoreApplication.translate
    found, known = {}, data_set(config)
    optimizer = config.optimizer
    if optimizer.name == "sgd" and optimizer.nesterov and not optimizer.momentum:
        found["optimizer.nesterov"] = translate("Form", "Nesterov needs a momentum above 0.")
    for path, place in (("data.path", config.data.path), ("model.weights", config.model.weights)):
        if place and not Path(place).expanduser().exists():
            found[path] = translate("Form", "There is nothing at this place.")
    if known is None:
        found["data.name"] = translate("Form", "There is no such data set.")
        return found
    if known.needs_path and not config.data.path:
        found["data.path"] = translate("Form", "Choose the file to read.")
    if known.regression and config.loss.name != "mse":
        found["loss.name"] = translate("Form", "These targets are numbers: choose MSELoss.")
    return {path: why for path, why in found.items() if path not in idle(config)}


def has_scratch(config: Config) -> bool:
    """Whether the model is also there as matrices from scratch."""
    row = _preset(config)
    return row is not None and row.scratch is not None


def _preset(config: Config) -> Preset | None:
    """The preset that makes the model, if one does."""
    if config.model.source or config.model.layers:
        return None
    return next((one for one in PRESETS if one.name == config.model.preset), None)


def size_of(config: Config, opened: Opened | None, language: Language) -> Size:
    """How many parameters a config's model has: as its layers tell, or a run of the same model."""
    layers, known = config.model.layers, data_set(config)
    row = _preset(config)
    if known is not None and known.shape and not config.model.source:
        shape = example(config, known)
        outputs = len(known.classes) or 1
        if row is not None and row.layers is not None:
            layers = row.layers(shape, outputs)
        if layers:
            return _of_layers(layers, shape, language)
    if opened is not None and _alike(opened.config, config):
        return Size(sum(prod(one.shape) for one in opened.parameters if one.trained))
    return Size()


def example(config: Config, known: DataSet) -> tuple[int, ...]:
    """The shape of one example as the model sees it; an image has a channel."""
    if known.kind != "images":
        return known.shape
    side = config.augment.resize
    return (1, side, side) if side else (1, *known.shape)


def _of_layers(layers: tuple[Layer, ...], shape: tuple[int, ...], language: Language) -> Size:
    rows = shapes(layers, shape)
    problem = next((row.problem for row in rows if row.problem is not None), None)
    if problem is not None:
        return Size(None, problem.text(language))
    return Size(sum(row.parameters for row in rows))


def _alike(one: Config, other: Config) -> bool:
    """Whether two configs make the same model."""
    return (one.model, one.data, one.augment.resize) == (
        other.model,
        other.data,
        other.augment.resize,
    )
