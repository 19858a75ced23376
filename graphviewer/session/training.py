"""What the Train page stands on: the config being edited and the training run that is shown."""

from __future__ import annotations

from typing import Literal

from graphviewer.runs import fits
from graphviewer.runs.config import Config
from graphviewer.runs.news import (
    Answer,
    BatchSeen,
    Boundary,
    Closed,
    Evaluated,
    Histograms,
    Images,
    LayerPoint,
    Opened,
    Points,
    Progress,
    TrainingNews,
)
from graphviewer.runs.orders import Look
from graphviewer.session.event import Event
from graphviewer.session.past import Past
from graphviewer.session.series import Series, add_layers, add_points

State = Literal["idle", "starting", "running", "paused", "evaluating"]
_NEWEST: dict[type, str] = {  # news of which only the newest counts -> where it is kept
    Histograms: "histograms",
    Answer: "answer",
    Boundary: "boundary",
    BatchSeen: "batch",
    Progress: "progress",
    Closed: "closed",
}


class Training:
    """The config with its past, and what the run that is shown has told so far.

    `config_changed`: the config is another. `state_changed`: idle, starting, running, ...
    `heard`: news has been taken in; listeners look at its type. `look_changed`: other pictures
    are wanted. `cleared`: another run is shown, empty so far.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._past: Past[Config] = Past()
        self.state: State = "idle"
        self.look = Look()
        self.config_changed: Event[Config] = Event()
        self.state_changed: Event[State] = Event()
        self.look_changed: Event[Look] = Event()
        self.heard: Event[TrainingNews] = Event()
        self.cleared: Event[None] = Event()
        self._forget()

    def _forget(self) -> None:
        self.opened: Opened | None = None
        self.points = Series()
        self.layers = {kind: Series() for kind in ("gradient", "weight", "update")}
        self.evaluations: list[Evaluated] = []
        self.histograms: Histograms | None = None
        self.images: dict[tuple[str, str], Images] = {}  # by what and name
        self.answer: Answer | None = None
        self.boundary: Boundary | None = None
        self.batch: BatchSeen | None = None
        self.progress: Progress | None = None
        self.closed: Closed | None = None

    # --- the config

    def edit(self, config: Config) -> None:
        """Use another config; the one before can be had back."""
        if config != self.config:
            self._past.leave(self.config)
            self._use(config)

    @property
    def can_undo(self) -> bool:
        """Whether there is a config before this one."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a config was undone."""
        return self._past.can_redo

    def undo(self) -> None:
        """The config before this one, if there is one."""
        if self.can_undo:
            self._use(self._past.undo(self.config))

    def redo(self) -> None:
        """The config that was undone last, if there is one."""
        if self.can_redo:
            self._use(self._past.redo(self.config))

    def _use(self, config: Config) -> None:
        self.config = config
        self.config_changed.emit(config)

    # --- the run

    @property
    def busy(self) -> bool:
        """Whether a training run is under way."""
        return self.state != "idle"

    def begin(self) -> None:
        """Another run begins: what the last one told goes."""
        self.show_nothing()
        self.set_state("starting")

    def show_nothing(self) -> None:
        """Forget the run that is shown."""
        self._forget()
        self.cleared.emit(None)

    def set_state(self, state: State) -> None:
        """How the run stands."""
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def set_look(self, look: Look) -> None:
        """Want these pictures and no others."""
        if look != self.look:
            self.look = look
            self.look_changed.emit(look)

    def take(self, news: TrainingNews) -> None:
        """Take in what the training process told. Raises ValueError for numbers that do not fit."""
        fits.check(news, self.opened)
        match news:
            case Opened():
                self._open(news)
            case Points():
                add_points(self.points, news)
            case LayerPoint() if self.opened is not None:
                names = tuple(one.name for one in self.opened.parameters)
                add_layers(self.layers, news, names)
            case Evaluated():
                self.evaluations.append(news)
            case Images():
                self.images[news.what, news.name] = news
            case _ if type(news) in _NEWEST:
                setattr(self, _NEWEST[type(news)], news)
            case _:
                pass  # told and done with
        self.heard.emit(news)
        if isinstance(news, Progress):
            self.set_state(news.state)
        elif isinstance(news, Closed):
            self.set_state("idle")

    def _open(self, opened: Opened) -> None:
        """A run begins, or goes on after a step: what it will do once more is forgotten."""
        self.opened, self.closed = opened, None
        for series in (self.points, *self.layers.values()):
            series.cut(opened.step)
        self.evaluations = [one for one in self.evaluations if one.step <= opened.step]
