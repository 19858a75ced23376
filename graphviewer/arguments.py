"""The words of the command line, and what each may be followed by."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TypeAlias

from graphviewer import __version__
from graphviewer.cli_render import add_words
from graphviewer.gui.export.options import suffixes

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """The parser, and the names of its commands."""
    whole = argparse.ArgumentParser(
        prog="graphviewer",
        description="Step through PyTorch's autograd. With a FILE or nothing: open the window.",
        usage="graphviewer [FILE]\n       graphviewer COMMAND ...",
    )
    whole.add_argument("--version", action="version", version=f"graphviewer {__version__}")
    commands = whole.add_subparsers(
        prog="graphviewer", dest="command", metavar="COMMAND", required=True
    )

    _add_window(commands)
    for add in (_add_record, _add_show, _add_render):
        add(commands).add_argument(
            "--device", default="cpu", help="cpu (default), cuda, cuda:1 or mps"
        )
    for add in (_add_train, _add_lessons, _add_doctor):
        add(commands)
    for name in ("show", "render", "lessons", "train"):
        commands.choices[name].add_argument("--language", choices=("en", "ko"), default=_language())
    return whole, frozenset(commands.choices)


def _add_window(commands: Commands) -> argparse.ArgumentParser:
    window = commands.add_parser("window", help="open the window (also without this word)")
    window.add_argument("file", nargs="?", type=Path, metavar="FILE", help="program, tape or model")
    return window


def _add_record(commands: Commands) -> argparse.ArgumentParser:
    record = commands.add_parser("record", help="run a program and keep its tape")
    record.add_argument("file", type=Path, metavar="FILE.py")
    record.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.tape")
    return record


def _add_show(commands: Commands) -> argparse.ArgumentParser:
    show = commands.add_parser(
        "show", help="print the steps of a program or tape, or the tensors of a file of weights"
    )
    show.add_argument("file", type=Path, metavar="FILE.{py,tape,safetensors,pt,pt2}")
    show.add_argument("--step", type=int, metavar="N", help="explain step N; they count from 0")
    show.add_argument("--json", action="store_true", help="one JSON object (see docs/tape.md)")
    return show


def _add_render(commands: Commands) -> argparse.ArgumentParser:
    render = commands.add_parser("render", help="draw the graph of a program or tape to a file")
    render.add_argument("file", type=Path, metavar="FILE")
    render.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help=f"what its name ends in decides: {suffixes()} (see docs/export.md)",
    )
    add_words(render)
    return render


def _add_train(commands: Commands) -> argparse.ArgumentParser:
    train = commands.add_parser(
        "train",
        help="train a model as a config or preset says",
        description="Train a model and keep the run in a folder (see docs/runs.md). Also"
        " under torchrun: torchrun --nproc_per_node 2 -m graphviewer train mlp-256",
    )
    train.add_argument("config", nargs="?", metavar="CONFIG.toml|PRESET")
    train.add_argument("--list", action="store_true", help="list the presets")
    train.add_argument("--resume", type=Path, metavar="RUN", help="go on where this run ended")
    train.add_argument("-o", "--output", type=Path, metavar="RUN", help="the new run's folder")
    train.add_argument("--device", metavar="D", help="cpu, cuda, cuda:1 or mps")
    train.add_argument("--epochs", type=int, metavar="N", help="so many in all")
    train.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="change a setting, such as optimizer.lr=0.5; may be repeated",
    )
    train.add_argument(
        "--tensorboard", action="store_true", help="in the end write RUN/tensorboard too"
    )
    train.add_argument("--quiet", action="store_true", help="tell only how it ended")
    return train


def _add_lessons(commands: Commands) -> argparse.ArgumentParser:
    teach = commands.add_parser("lessons", help="list the lessons, print or copy them")
    teach.add_argument("id", nargs="?", metavar="ID", help="of a lesson, such as 1.2")
    teach.add_argument("--copy", type=Path, metavar="DIR", help="copy the program(s) into DIR")
    return teach


def _add_doctor(commands: Commands) -> argparse.ArgumentParser:
    return commands.add_parser("doctor", help="look whether all that is needed is there")


def _language() -> str:
    """The language of the terminal, as far as there is one of ours."""
    wanted = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ko" if next(filter(None, wanted), "").startswith("ko") else "en"
