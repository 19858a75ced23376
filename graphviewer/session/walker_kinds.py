"""The kinds of walkers one can choose, what each can be told beside its rate, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.formulas.questions import Walker
from graphviewer.session.descending import Descending, Listed

Kind = Literal["SGD", "RMSprop", "Adagrad", "Adam", "AdamW", "LBFGS", "steepest"]
RATES = (1e-5, 10.0)  # learning rates the slider goes from and to
MOST_RATE = 1e6  # that can be typed
USUAL_MOMENTUM = 0.9


class Option(Struct, frozen=True):
    """A number torch.optim takes, by its name there; `usual` is what torch takes by itself.

    It lies from `low` to `high`, or `below` that: what torch refuses cannot be typed.
    """

    name: str
    usual: float
    whole: bool = False
    low: float = 0.0
    high: float = 1e6
    below: bool = False

    def takes(self, value: float) -> bool:
        """Whether torch takes this number."""
        within = self.low <= value < self.high if self.below else self.low <= value <= self.high
        return within and (not self.whole or value == int(value))


_DECAY = Option("weight_decay", 0.0)
_MOMENTS = (
    Option("beta1", 0.9, high=1.0, below=True),
    Option("beta2", 0.999, high=1.0, below=True),
    Option("eps", 1e-8),
)


class KindRow(Struct, frozen=True):
    """A row of the list of kinds. `momentum`: it can be told one; `rate`: it has one."""

    key: str
    kind: Kind
    options: tuple[Option, ...] = ()
    momentum: bool = False
    rate: bool = True


ROWS: tuple[KindRow, ...] = (
    KindRow("SGD", "SGD", (_DECAY,)),
    KindRow("Momentum", "SGD", (_DECAY,), momentum=True),
    KindRow("Nesterov", "SGD", (_DECAY,), momentum=True),
    KindRow(
        "RMSprop", "RMSprop", (Option("alpha", 0.99), Option("eps", 1e-8), _DECAY), momentum=True,
    ),
    KindRow("Adagrad", "Adagrad", (Option("lr_decay", 0.0), Option("eps", 1e-10), _DECAY)),
    KindRow("Adam", "Adam", (*_MOMENTS, _DECAY)),
    KindRow("AdamW", "AdamW", (*_MOMENTS, Option("weight_decay", 0.01))),
    KindRow(
        "LBFGS", "LBFGS",
        (
            Option("max_iter", 20, whole=True, low=1, high=1000),
            Option("history_size", 100, whole=True, low=1, high=1000),
        ),
    ),
    KindRow("steepest", "steepest", rate=False),
)  # fmt: skip
_BY_KEY = {row.key: row for row in ROWS}


def row_of(walker: Walker) -> KindRow:
    """The row of a walker's kind."""
    if walker.kind == "SGD" and walker.nesterov:
        return _BY_KEY["Nesterov"]
    if walker.kind == "SGD" and walker.momentum:
        return _BY_KEY["Momentum"]
    return _BY_KEY[walker.kind]


def with_kind(walker: Walker, key: str) -> Walker:
    """A walker of another kind: its rate stays, the options of its old kind go."""
    row = _BY_KEY[key]
    momentum = 0.0
    if key in ("Momentum", "Nesterov"):
        momentum = walker.momentum or USUAL_MOMENTUM
    options = {} if row.kind != walker.kind else walker.options
    return replace(
        walker, kind=row.kind, momentum=momentum, nesterov=key == "Nesterov", options=options
    )


def legal(state: Descending) -> Descending:
    """The state with walkers that torch makes: a number it would refuse is what is usual.

    For what was kept by an earlier version, or written by hand.
    """
    walkers = tuple(replace(one, walker=_legal(one.walker)) for one in state.walkers)
    return replace(state, walkers=walkers)


def _legal(walker: Walker) -> Walker:
    row = row_of(walker)
    known = {one.name: one for one in row.options}
    told = walker.options.items()
    options = {name: held for name, held in told if name in known and known[name].takes(held)}
    usual = USUAL_MOMENTUM if row.key == "Nesterov" else 0.0
    apt = row.momentum and 0 <= walker.momentum <= 1 and (walker.momentum or not usual)
    return replace(
        walker,
        lr=walker.lr if 0 <= walker.lr <= MOST_RATE else Walker(kind="SGD").lr,
        momentum=walker.momentum if apt else usual,
        nesterov=row.key == "Nesterov",
        options=options,
    )


def with_option(walker: Walker, option: Option, value: float) -> Walker:
    """A walker with an option; one that is as usual is not told."""
    options = {name: held for name, held in walker.options.items() if name != option.name}
    if value != option.usual:
        options[option.name] = value
    return replace(walker, options=options)


def short(number: float) -> str:
    """A number as one would say it: 0.05, 1e-05."""
    return f"{number:.4g}"


class Words(Struct, frozen=True):
    """What names are made of, in the present language."""

    steepest: str
    batch: str  # with {n}
    whole: str  # all examples


def title(one: Listed, all_of_them: Sequence[Listed], words: Words) -> str:
    """A walker's name in a list: its kind, and what tells it from others of that kind."""
    row = row_of(one.walker)
    found = [words.steepest if row.key == "steepest" else row.key]
    alike = [other for other in all_of_them if row_of(other.walker) is row]
    batches = len({other.batch for other in alike}) > 1
    if row.rate and (not batches or len({other.walker.lr for other in alike}) > 1):
        found.append(short(one.walker.lr))
    if len({other.walker.momentum for other in alike}) > 1:
        found.append(f"β {short(one.walker.momentum)}")
    if batches:
        found.append(words.batch.format(n=one.batch) if one.batch else words.whole)
    return " · ".join(found)
