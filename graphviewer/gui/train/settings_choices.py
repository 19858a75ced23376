"""What can be chosen in the settings, in the present language."""

from __future__ import annotations

from msgspec import inspect
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from graphviewer.data.catalogue import SETS
from graphviewer.gui.i18n import Language
from graphviewer.gui.train.form_values import kind_of
from graphviewer.runs.config import Config
from graphviewer.runs.presets import PRESETS, preset

Choices = dict[str, str]  # what the config holds -> what the user reads

OWN_LAYERS, OWN_PROGRAM = "own layers", "own program"  # no preset's names
# PyTorch's own names are the same in every language.
_TORCH = {
    "loss.name": {
        "cross_entropy": "CrossEntropyLoss",
        "nll": "NLLLoss",
        "bce": "BCELoss",
        "bce_with_logits": "BCEWithLogitsLoss",
        "mse": "MSELoss",
    },
    "optimizer.name": {
        "sgd": "SGD",
        "rmsprop": "RMSprop",
        "adam": "Adam",
        "adamw": "AdamW",
        "adagrad": "Adagrad",
        "lbfgs": "LBFGS",
    },
}


def choices(path: str, config: Config, language: Language) -> Choices:
    """What a setting can be, in the order it is offered."""
    if path == "model.preset":
        return _presets(config, language)
    if path == "data.name":
        return {one.name: one.title[language] for one in SETS}
    if path in _TORCH:
        return _TORCH[path]
    kind = kind_of(path)
    assert isinstance(kind, inspect.LiteralType)
    words = _words()[path]
    return {key: text for key, text in words.items() if key in kind.values}


def _presets(config: Config, language: Language) -> Choices:
    """The presets; a model of the user's own stands above them while there is one."""
    found = {}
    if config.model.source:
        found[OWN_PROGRAM] = QCoreApplication.translate("Settings", "Own program")
    elif config.model.layers:
        found[OWN_LAYERS] = QCoreApplication.translate("Settings", "Own layers")
    return found | {one.name: one.title[language] for one in PRESETS}


def chosen(path: str, config: Config) -> str:
    """Which of the choices a config has made."""
    if path == "model.preset":
        if config.model.source:
            return OWN_PROGRAM
        return OWN_LAYERS if config.model.layers else config.model.preset
    table, name = path.split(".")
    return str(getattr(getattr(config, table), name))


def _words() -> dict[str, Choices]:
    translate = QCoreApplication.translate
    return {
        "model.variant": {
            "concise": translate("Settings", "with layers"),
            "scratch": translate("Settings", "from scratch"),
        },
        "batches.sampler": {
            "shuffled": translate("Settings", "shuffled"),
            "in_order": translate("Settings", "in order"),
            "balanced": translate("Settings", "balanced classes"),
            "with_replacement": translate("Settings", "with replacement"),
        },
        "loss.reduction": {
            "mean": translate("Settings", "mean"),
            "sum": translate("Settings", "sum"),
        },
        "schedule.name": {
            "constant": translate("Settings", "constant"),
            "step": translate("Settings", "in steps"),
            "exponential": translate("Settings", "exponential"),
            "cosine": translate("Settings", "cosine"),
            "linear_warmup": translate("Settings", "linear warm-up"),
            "one_cycle": translate("Settings", "one cycle"),
        },
    }


def with_preset(config: Config, name: str) -> Config:
    """The preset's config, with what belongs to this machine left as it is."""
    if name in (OWN_LAYERS, OWN_PROGRAM):
        return config
    wanted = preset(name).config
    place = config.data.path if config.data.name == wanted.data.name else ""
    return replace(
        wanted,
        data=replace(wanted.data, path=place),
        device=config.device,
        threads=config.threads,
    )
