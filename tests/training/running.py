"""Runs configs in tests, and trains the same by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn import functional

from graphviewer.runs.config import Augment, Batches, Config, Data, Model, Optimizer
from graphviewer.runs.news import Closed, Opened, TrainingNews
from graphviewer.runs.orders import Train, TrainingOrder
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.augment import augmented, changes
from graphviewer.training.batches import augment_generator
from graphviewer.training.keeping import NoKeeper
from graphviewer.training.loop import train
from graphviewer.training.state import State

MLP = """import torch
from torch import nn
model = nn.Sequential(nn.Flatten(), nn.Linear({inputs}, 16), nn.ReLU(), {middle}nn.Linear(16, 10))
"""


def config(
    middle: str = "",
    *,
    optimizer: Optimizer | None = None,
    size: int = 64,
    resize: int = 0,
    examples: int = 300,
) -> Config:
    """A small one: 300 images make 5 batches, the last of them short, twice."""
    side = resize or 28
    return Config(
        data=Data(train=examples, validation=50),
        model=Model(source=MLP.format(inputs=side * side, middle=middle and f"{middle}, ")),
        optimizer=optimizer or Optimizer(),
        batches=Batches(size=size),
        augment=Augment(resize=resize),
        epochs=2,
        seed=3,
        threads=1,
    )


class Watcher(NoKeeper):
    """Keeps hold of the state."""

    state: State

    def begin(self, opened: Opened, state: State) -> None:
        """It begins."""
        del opened
        self.state = state


class Ran:
    """A run and all it told."""

    def __init__(
        self,
        wanted: Config,
        orders: Iterable[Sequence[TrainingOrder]] = (),
        *,
        paused: bool = False,
    ) -> None:
        self.news: list[TrainingNews] = []
        self.parts: list[Meta | Part] = []
        self._orders = iter(orders)
        keeper = Watcher()
        order = Train(config=wanted, paused=paused)
        self.closed = train(order, self.news.append, self._take, self.parts.append, keeper=keeper)
        if hasattr(keeper, "state"):
            self.state = keeper.state

    def _take(self) -> Sequence[TrainingOrder]:
        return next(self._orders, ())

    def told(self, kind: type) -> list[TrainingNews]:
        """News of one kind."""
        return [one for one in self.news if isinstance(one, kind)]

    @property
    def weights(self) -> dict[str, Tensor]:
        """All the model holds at the end."""
        return self.state.module.state_dict()


def same(left: dict[str, Tensor], right: dict[str, Tensor]) -> bool:
    """Whether all numbers are the same, bit for bit."""
    return left.keys() == right.keys() and all(torch.equal(left[n], right[n]) for n in left)


def _cut(state: State, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
    """The batches of an epoch, made one by one."""
    wanted, data = state.config, state.data
    drawn = torch.Generator().manual_seed(wanted.seed + epoch)
    order = torch.randperm(len(data.x), generator=drawn)
    for batch, chosen in enumerate(order.split(wanted.batches.size)):  # type: ignore[no-untyped-call]
        x = data.x[chosen].float() / 255
        if changes(wanted.augment):
            source = augment_generator(wanted.seed, epoch, batch)
            x = augmented(data.x[chosen], wanted.augment, source)
        yield x, data.y[chosen]


def _model(wanted: Config) -> nn.Module:
    torch.manual_seed(wanted.seed)
    names: dict[str, nn.Module] = {}
    exec(wanted.model.source, names)
    return names["model"]


def _closure(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    clip: float,
    l2: float,
    x: Tensor,
    y: Tensor,
    seen: list[float],
) -> float:
    optimizer.zero_grad()
    loss = functional.cross_entropy(model(x), y)
    seen.append(loss.item())
    if l2:
        squares = [one.square().sum() for one in model.parameters() if one.dim() > 1]
        loss = loss + torch.stack(squares).sum() * (l2 / 2)
    torch.autograd.backward(loss)
    if clip:
        nn.utils.clip_grad_norm_(model.parameters(), clip)
    return loss.item()


def by_hand(
    state: State,
    make: Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer],
    schedule: Callable[[torch.optim.Optimizer], torch.optim.lr_scheduler.LRScheduler] | None = None,
    *,
    every_step: bool = False,
    clip: float = 0.0,
    l2: float = 0.0,
) -> tuple[dict[str, Tensor], list[float], list[float]]:
    """Train the state's config in a plain loop: weights, losses and learning rates.

    Of the state only the data is used: examples are cut, shuffled and made floats here.
    """
    model = _model(state.config)
    optimizer = make(model.parameters())
    scheduler = schedule(optimizer) if schedule is not None else None
    losses, rates = [], []

    closure = partial(_closure, model, optimizer, clip, l2)
    for epoch in range(state.config.epochs):
        for x, y in _cut(state, epoch):
            seen: list[float] = []
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step(partial(closure, x, y, seen))
            losses.append(seen[0])
            if scheduler is not None and every_step:
                scheduler.step()
        if scheduler is not None and not every_step:
            scheduler.step()
    return model.state_dict(), losses, rates


def changed(wanted: Config, **rows: object) -> Config:
    """The config with other rows."""
    return replace(wanted, **rows)


def values(ran: Ran, name: str) -> list[float]:
    """A series that was told, whole."""
    found: list[float] = []
    for one in ran.news:
        if type(one).__name__ == "Points":
            found += one.values[name].numpy().tolist()  # type: ignore[union-attr]
    return found


def is_closed(news: TrainingNews) -> bool:
    """Whether these news end a run."""
    return isinstance(news, Closed)
