"""What is on screen of a model while it trains: only that is made, and it takes little time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from graphviewer.runs.news import Told, TrainingNews
from graphviewer.runs.orders import Look
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training import pictures
from graphviewer.training.augment import resized
from graphviewer.training.inside import Moment, record_step
from graphviewer.training.models import FILENAME
from graphviewer.training.progress import Pace
from graphviewer.training.spread import histograms
from graphviewer.training.state import State

_SHARE = 0.01  # of the time, for each kind of picture


class Watch:
    """Makes the pictures and histograms that are looked at."""

    def __init__(self, state: State, tell: Callable[[TrainingNews], None]) -> None:
        self._state = state
        self._tell = tell
        self._look = Look()
        self._paces: dict[str, Pace] = {}
        self._made: set[str] = set()  # what was made before: the first of a kind takes long
        self._steps: dict[str, int] = {}  # what was told last of each kind
        self._area: pictures.Area | None = None

    def use(self, look: Look) -> None:
        """Look at these from now on."""
        self._look = look
        self._steps.clear()
        self._forget_when()

    def _forget_when(self) -> None:
        self._paces = {
            "histograms": Pace(0.25, _SHARE),
            "images": Pace(0.25, _SHARE),
            "answer": Pace(0.1, _SHARE),
            "boundary": Pace(0.1, _SHARE),
        }

    def show_now(self, x: Tensor | None = None) -> None:
        """Tell what is looked at and was last told of an earlier step."""
        self._forget_when()
        self.show(x, again=False)

    def show(self, x: Tensor | None, *, again: bool = True) -> None:
        """Tell what is looked at and due.

        `x` is the batch just trained on; without it there are no histograms.
        """
        look = self._look
        wanted: dict[str, Callable[[], Iterator[TrainingNews]]] = {}
        if look.histograms and x is not None:
            wanted["histograms"] = lambda: self._histograms(x)
        if look.images:
            wanted["images"] = self._images
        drawn = look.drawn is not None and self._state.data.kind == "images"
        if drawn or look.example >= 0:
            wanted["answer"] = self._answer
        if look.boundary and self._state.data.x.shape[1:] == (2,):
            wanted["boundary"] = self._boundary
        for name, make in wanted.items():
            if again or self._steps.get(name) != self._state.step:
                self._show(name, make)

    def _show(self, name: str, make: Callable[[], Iterator[TrainingNews]]) -> None:
        pace = self._paces[name]
        if not pace.due(time.perf_counter()):
            return
        began = time.thread_time()
        try:
            for news in make():
                self._tell(news)
        except Exception as error:  # noqa: BLE001 - the model's program may refuse one example
            self._look = Look()
            self._warn("The model cannot be shown this way.", error)
        cost = time.thread_time() - began
        pace.done(time.perf_counter(), cost if name in self._made else 0.0)
        self._made.add(name)
        self._steps[name] = self._state.step

    def _warn(self, title: str, error: Exception) -> None:
        self._tell(Told(title=title, text=f"{type(error).__name__}: {error}", kind="warning"))

    def _histograms(self, x: Tensor) -> Iterator[TrainingNews]:
        yield histograms(self._state.module, x, step=self._state.step)

    def _images(self) -> Iterator[TrainingNews]:
        state = self._state
        shape = tuple(state.prepare(state.data.x[:1]).shape[1:])
        found = pictures.first_weights(state.module, shape, step=state.step)
        if found is not None:
            yield found

    def _answer(self) -> Iterator[TrainingNews]:
        state, look = self._state, self._look
        example, index = self._drawn(), -1
        if example is None:
            index = min(look.example, len(state.data.validation_x) - 1)
            example = state.prepare(state.data.validation_x[index : index + 1])[0]
        loss, classes = state.config.loss.name, len(state.data.classes)
        yield pictures.answer(
            state.module, example, loss=loss, classes=classes, step=state.step, index=index
        )
        if look.images:
            yield from pictures.features(state.module, example, step=state.step)

    def _drawn(self) -> Tensor | None:
        """The drawn image in the size of the data's; None if there is none."""
        data, drawn = self._state.data, self._look.drawn
        if drawn is None or data.kind != "images":
            return None
        image = torch.tensor(drawn.numpy(), dtype=torch.float32, device=data.x.device)
        size = self._state.config.augment.resize or data.x.shape[-1]
        return resized(image[None, None], size)[0]

    def _boundary(self) -> Iterator[TrainingNews]:
        state = self._state
        if self._area is None:
            self._area = pictures.area(state.data.x)
        yield pictures.boundary(
            state.module,
            self._area,
            loss=state.config.loss.name,
            classes=len(state.data.classes),
            step=state.step,
            device=state.device,
        )

    # --- one step

    def look_inside(
        self, emit: Callable[[Meta | Part], None], stopping: Callable[[], bool]
    ) -> None:
        """Record the batch that comes next, or after the last would come.

        The run goes on as if that had not been.
        """
        state = self._state
        x, y = state.coming()
        moment = Moment(
            module=state.module,
            optimizer=state.optimizer,
            x=x,
            y=y,
            loss=state.config.loss,
            clip=state.config.clip,
            classes=len(state.data.classes),
            epoch=state.epoch,
            batch=state.batch,
            batches=state.batches,
            source=state.source,
            filename=FILENAME,
        )
        try:
            record_step(moment, emit, stopping=stopping)
        except Exception as error:  # noqa: BLE001 - a model of one's own may refuse to be copied
            self._warn("This step cannot be looked inside.", error)
