"""`graphviewer train`: a training run in the terminal.

Exit status: 0 fine, 1 the training failed, 2 wrong use, 130 interrupted (what was done is saved).
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from graphviewer.data.files import chosen
from graphviewer.disk.folders import data_folder
from graphviewer.disk.problem import FileProblem
from graphviewer.runs import folder, shelf, toml
from graphviewer.runs.config import Config
from graphviewer.runs.keys import ConfigProblem, assigned
from graphviewer.runs.news import Closed, Evaluated, Opened, Progress, Told, TrainingNews
from graphviewer.runs.orders import Train
from graphviewer.runs.presets import PRESETS, UnknownPreset, preset
from graphviewer.runs.run import Run
from graphviewer.session.share import decimal, percent

FINE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
_SECONDS = 0.1  # between two pictures of the bar
_BAR = 24  # columns


def train(options: argparse.Namespace) -> tuple[int, str]:
    """Do as the words say; the exit status, and what to complain of."""
    if options.list:
        for row in PRESETS:
            print(f"{row.name:<16} {row.title[options.language]}")
        return FINE, ""
    try:
        order = _order(options)
        before = _exchanged(order)
    except (ConfigProblem, UnknownPreset, FileProblem) as problem:
        return MISUSED, str(problem)
    from graphviewer.training import headless

    terminal = Terminal(sys.stderr, quiet=options.quiet)
    closed, interrupted = headless.run(order, terminal.hear)
    terminal.clear()
    if before is not None and terminal.opened is None:  # it did not go on
        toml.write(before, Path(order.folder) / folder.CONFIG)
    if closed.reason not in ("finished", "stopped"):
        return FAILED, " ".join(filter(None, (closed.message, closed.advice)))
    if not terminal.is_first:
        return FINE, ""
    print(_last_line(closed, terminal.evaluated, order.folder))
    if options.tensorboard:
        from graphviewer.training import tensorboard
        from graphviewer.training.problem import CannotTrain

        try:
            tensorboard.export(Run(order.folder), Path(order.folder) / "tensorboard")
        except CannotTrain as problem:
            return MISUSED, f"{problem.message} {problem.advice}"
    return (INTERRUPTED if interrupted and closed.reason == "stopped" else FINE), ""


# --- what is to be trained


def _order(options: argparse.Namespace) -> Train:
    if options.resume is not None:
        return _resumed(options)
    if options.config is None:
        raise ConfigProblem("name a config file or a preset; --list lists them")
    config = _placed(_changed(_config(options.config), options), Path.cwd())
    where = options.output
    if where is None:
        where = shelf.new_path(data_folder("runs"), config, date.today())  # noqa: DTZ011 - theirs
    elif _is_first() and (where / folder.CONFIG).exists():
        raise ConfigProblem(f"{where} holds a run already: --resume it, or name another folder")
    return Train(config=config, folder=str(where.absolute()))


def _config(name: str) -> Config:
    """The config in a file, or the preset of that name."""
    path = Path(name)
    if path.suffix != ".toml" and not path.is_file():
        return preset(name).config
    return _placed(toml.read(path), path.absolute().parent)


def _placed(config: Config, beside: Path) -> Config:
    """The config with what it names, named from a folder: it may be read from another one later."""
    data, model = config.data, config.model
    if data.path:
        data = replace(data, path=str(beside / chosen(data.path)))
    if model.weights:
        model = replace(model, weights=str(beside / chosen(model.weights)))
    return replace(config, data=data, model=model)


def _changed(config: Config, options: argparse.Namespace) -> Config:
    words = list(options.set)
    if options.epochs is not None:
        words.append(f"epochs={options.epochs}")
    if options.device is not None:
        words.append(f'device="{options.device}"')
    return assigned(config, words)


def _resumed(options: argparse.Namespace) -> Train:
    """Go on with a run. Its config holds, but for the device and the number of epochs."""
    if options.config is not None or options.output is not None or options.set:
        raise ConfigProblem(
            "a run goes on with its own config in its own folder: only --device and --epochs may be"
            " given with --resume"
        )
    run = Run(options.resume)
    if not run.can_resume:
        raise ConfigProblem(f"{run.path} has no checkpoint to go on from")
    config = _changed(run.config, options)
    _check_longer(run, config.epochs)
    if config.epochs != run.config.epochs and config.schedule.name in ("cosine", "one_cycle"):
        raise ConfigProblem(
            f"the schedule {config.schedule.name} was made for {run.config.epochs} epochs, so their"
            " number stays"
        )
    return Train(config=config, folder=str(run.path.absolute()), resume=True)


def _check_longer(run: Run, epochs: int) -> None:
    """Raises ConfigProblem where the checkpoint is of a later epoch."""
    if epochs < run.config.epochs:
        status = run.status
        done = math.ceil((status.saved or 0) / run.opened.batches) if status is not None else 0
        if epochs < done:
            raise ConfigProblem(f"{run.path} is in epoch {done} already: --epochs counts them all")


def _exchanged(order: Train) -> Config | None:
    """Give the run that goes on the order's config; the one it had, if that was another."""
    if not order.resume or not _is_first():
        return None
    path = Path(order.folder) / folder.CONFIG
    before = toml.read(path)
    if before == order.config:
        return None
    toml.write(order.config, path)
    return before


def _is_first() -> bool:
    """Whether this process is alone, or the first of those that `torchrun` started."""
    return os.environ.get("RANK", "0") == "0"


# --- what is shown


class Terminal:
    """News of a run as lines, and on a terminal a bar below them that moves."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream = stream
        self._quiet = quiet
        self._moves = stream.isatty() and not quiet
        self._next = 0.0
        self._shown = False
        self.is_first = False  # of the processes that train together
        self.opened: Opened | None = None
        self.evaluated: Evaluated | None = None

    def hear(self, news: TrainingNews) -> None:
        """Show what is worth it."""
        match news:
            case Opened():
                self.opened = news
                self._line(_beginning(news))
            case Evaluated():
                self.evaluated = news
                self._line(f"epoch {news.epoch:g}: {_figures(news)}")
            case Told():
                self._line(f"{news.title} {news.text}".strip())
            case Progress() if self._moves and time.monotonic() >= self._next:
                self._next = time.monotonic() + _SECONDS
                self._bar(news)
            case _:
                pass
        self.is_first = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False

    def _line(self, text: str) -> None:
        if not self._quiet:
            self.clear()
            print(text, file=self._stream, flush=True)

    def _bar(self, progress: Progress) -> None:
        columns = shutil.get_terminal_size().columns
        kind = "images" if self.opened and self.opened.kind == "images" else "examples"
        text = f"\r{bar(progress, kind)}"
        self._stream.write(f"{text[:columns]}\x1b[K")
        self._stream.flush()
        self._shown = True


def bar(progress: Progress, kind: str) -> str:
    """How far a run is, on one line."""
    share = progress.step / progress.steps if progress.steps else 1.0
    full = round(_BAR * share)
    words = [
        f"{percent(share, 0):>4} {'=' * full}{'.' * (_BAR - full)}",
        f"epoch {_epoch(progress)}",
        f"step {progress.step:,}/{progress.steps:,}",
    ]
    if progress.per_second:
        words.append(f"{progress.per_second:,.0f} {kind}/s")
    if progress.left is not None:
        words.append(f"{clock(progress.left)} left")
    if progress.state != "running":
        words.append(progress.state)
    return "  ".join(words)


def _epoch(progress: Progress) -> int:
    """The epoch under way, from 1; the one that has ended while it is evaluated and at the end."""
    ended = progress.state == "evaluating" or progress.step == progress.steps
    return progress.epoch + (0 if ended and not progress.batch and progress.epoch else 1)


def clock(seconds: float) -> str:
    """Seconds as 1:05 or 2:00:03."""
    whole = max(0, round(seconds))
    hours, minutes = whole // 3600, whole // 60 % 60
    head = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{head}:{whole % 60:02}"


def _beginning(opened: Opened) -> str:
    numbers = 0
    for one in opened.parameters:
        count = 1
        for length in one.shape:
            count *= length
        numbers += count
    after = f", after step {opened.step:,}" if opened.step else ""
    return (
        f"{shelf.title(opened.config)}: {numbers:,} parameters, {opened.train:,} examples:"
        f" {opened.origin}{after}\n{opened.folder}"
    )


def _figures(evaluated: Evaluated) -> str:
    words = [f"validation loss {evaluated.loss:.4g}"]
    if evaluated.accuracy is not None:
        words.append(f"accuracy {decimal(evaluated.accuracy)}")
    if evaluated.train_loss is not None:
        words.append(f"training loss {evaluated.train_loss:.4g}")
    if evaluated.train_accuracy is not None:
        words.append(f"accuracy {decimal(evaluated.train_accuracy)}")
    return ", ".join(words)


def _last_line(closed: Closed, evaluated: Evaluated | None, where: str) -> str:
    figures = "" if evaluated is None else f": {_figures(evaluated)}"
    steps = "1 step" if closed.step == 1 else f"{closed.step:,} steps"
    return f"{closed.reason} after {steps}{figures}\n{where}"
