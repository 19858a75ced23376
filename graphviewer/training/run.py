"""A state on its way from one batch to the last."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from torch import Tensor

from graphviewer.runs.news import Closed, TrainingNews
from graphviewer.runs.orders import TrainingOrder
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.asked import Asked
from graphviewer.training.failures import diverged, first_bad
from graphviewer.training.frames import Frames
from graphviewer.training.judging import epochs_between, judged
from graphviewer.training.keeping import Keeper, Why
from graphviewer.training.preview import preview
from graphviewer.training.rewind import Rewind, check_finite
from graphviewer.training.state import State
from graphviewer.training.teams import Team
from graphviewer.training.telemetry import NotFinite
from graphviewer.training.update import Update
from graphviewer.training.watch import Watch

_NAP = 0.01  # seconds between two looks for orders while the run is paused
_SIGN_OF_LIFE = 1.0
Tell = Callable[[TrainingNews], None]
Take = Callable[[], Sequence[TrainingOrder]]
Emit = Callable[[Meta | Part], None]


class Stopped(Exception):
    """Stop was asked for."""


class Run:
    """Trains, and between two batches does what it is asked."""

    def __init__(
        self, state: State, tell: Tell, take: Take, emit: Emit, keeper: Keeper, team: Team
    ) -> None:
        self._state = state
        self._tell_outside = tell
        self._take = take
        self._emit = emit
        self._keeper = keeper
        self._team = team
        team.differ(state.others, state.device)
        state.others = ()  # from here they go on, or are not there any more
        self._update = Update(state, team.wrap(state.module), self._mean)
        self._frames = Frames(state, self._tell)
        self._rewind = Rewind(state)
        self._watch = Watch(state, tell)
        self._x: Tensor | None = None  # the batch trained on when something was last told
        self._evaluating = False
        self._sign = 0.0  # when an evaluation last told that it goes on
        self._ending: Stopped | NotFinite | None = None
        self.asked = Asked()

    def _mean(self, objective: Tensor) -> Tensor:
        """What the processes make small together: all have to search in the same way."""
        return self._team.gather(objective, None).loss

    def to_the_end(self) -> Closed:
        """Train; how it ended."""
        self._rewind.remember()
        try:
            try:
                self._epochs()
            except Stopped:
                self._frames.tell()
                self._checkpoint("stop")
                return Closed(reason="stopped", step=self._state.step)
        except NotFinite as error:
            return self._diverged(error)
        self._checkpoint("end")
        return Closed(reason="finished", step=self._state.step)

    # --- batches

    def _epochs(self) -> None:
        """What is left of the run."""
        state = self._state
        if state.step and not state.batch and state.sums:
            self._after_epoch()  # the checkpoint was made before that
        while state.step < state.steps:
            self._epoch()
            self._after_epoch()
        if isinstance(self._ending, NotFinite):
            raise self._ending
        check_finite(state)

    def _epoch(self) -> None:
        """The batches of this epoch that are left."""
        state = self._state
        if self._team.size == 1:
            for x, y in state.rest_of_epoch():
                self._between()
                self._batch(x, y)
        else:
            for indices in state.order(state.epoch)[state.batch :]:
                self._between()
                self._shared_batch(indices)

    def _between(self) -> None:
        orders = self._take()
        if orders or self.asked.anything:
            self._answer(orders)

    def _batch(self, x: Tensor, y: Tensor) -> None:
        state, frames = self._state, self._frames
        rate = state.optimizer.param_groups[0]["lr"]
        look = frames.due(alone=self.asked.paused)
        loss, outputs = self._update(x, y, look=look)
        frames.add(loss, outputs, y, rate)
        if look is not None:
            self._after_frame(x)
            self._checkpoint("time")

    def _shared_batch(self, indices: Tensor) -> None:
        """A batch of which other processes have their parts; all end after the same one."""
        state, frames, team = self._state, self._frames, self._team
        mine, share = team.share(indices, state.config.loss.reduction)
        x, y = state.examples(mine)
        rate = state.optimizer.param_groups[0]["lr"]
        look = frames.due(alone=self.asked.paused)
        loss, outputs = self._update(x, y, share, look)
        state.others = ()  # they go on
        right = state.loss.right(outputs, y).sum() if state.data.classes else None
        if right is not None and not share:
            right = right * 0
        keep = look is not None and self._keeper.wants("time")
        told = team.gather(loss * share, right, stop=self._ending is not None, keep=keep)
        frames.add_counted(told.loss, told.right, len(indices), rate)
        if told.stop or told.keep:
            self._ask_others()
        if told.stop:
            raise self._ending or Stopped
        if look is not None:
            try:
                self._after_frame(x)
            except NotFinite as error:
                self._end_with(error)
                return
        if keep:
            self._checkpoint("time")

    def _after_frame(self, x: Tensor) -> None:
        self._frames.tell()
        self._x = x
        self._watch.show(x)
        if not self._team.rank:
            self._rewind.remember()

    def _after_epoch(self) -> None:
        state = self._state
        self._ask_others()  # the first may end now, and is not there to be told later
        every = epochs_between(state)
        if state.epoch % every == 0 or state.step == state.steps:
            self._frames.evaluations = -(-(state.config.epochs - state.epoch) // every)
            try:
                self._evaluate(epoch_is_over=True)
            except NotFinite as error:
                self._end_with(error)
                return
            state.sums.clear()
            self._checkpoint("epoch")

    # --- what is told and kept

    def _tell(self, news: TrainingNews) -> None:
        self._keeper.hear(news)
        self._tell_outside(news)

    def _ask_others(self) -> None:
        """Have the generators of all processes, for a checkpoint: all ask at the same step."""
        self._state.others = self._team.chances(self._state.device)

    def _checkpoint(self, why: Why) -> None:
        saved = self._keeper.checkpoint(self._state, why)
        if saved is not None:
            self._tell_outside(saved)

    def _evaluate(self, *, epoch_is_over: bool = False) -> None:
        if self._team.rank:
            return
        state, frames = self._state, self._frames
        frames.tell("evaluating")
        began, self._evaluating = time.perf_counter(), True
        self._sign = began
        try:
            self._tell(judged(state, self._between_chunks, epoch_is_over=epoch_is_over))
        finally:
            self._evaluating = False
        frames.meter.evaluation = time.perf_counter() - began
        frames.meter.pause()

    # --- what is asked

    def _answer(self, orders: Sequence[TrainingOrder]) -> None:
        """Between two batches: do what was asked, and wait as long as the run is paused."""
        asked, told = self.asked, 0.0
        while True:
            self._hear(orders)
            if asked.stop:
                self._end_with(Stopped())
                return
            if asked.evaluate:
                asked.evaluate, told = False, 0.0
                self._evaluate()
            if not asked.waits:
                break
            told = self._wait(told)
            orders = self._take()
        asked.batches = max(0, asked.batches - 1)
        if told:
            self._frames.meter.pause()
            self._frames.tell()

    def _wait(self, told: float) -> float:
        """Wait a little; say now and then that the run is paused. When that was said last."""
        now = time.perf_counter()
        if now - told > _SIGN_OF_LIFE:
            self._frames.tell("paused")
            if not told:
                self._watch.show_now(self._x)  # of this state, not of one before
            if not told and not self._evaluating:
                self._checkpoint("pause")
            told = now
        time.sleep(_NAP)
        return told

    def _between_chunks(self) -> None:
        """Between two parts of an evaluation: what cannot wait until it is over."""
        told = 0.0
        if time.perf_counter() - self._sign > _SIGN_OF_LIFE:  # who follows from afar waits for it
            self._frames.tell("evaluating")
            self._sign = time.perf_counter()
        self._hear(self._take())
        while self.asked.waits and not self.asked.stop:
            told = self._wait(told)
            self._hear(self._take())
        if self.asked.stop:
            self._end_with(Stopped())
        if told:
            self._frames.tell("evaluating")

    def _end_with(self, ending: Stopped | NotFinite) -> None:
        """End now; processes that train together end after the same batch, the next one."""
        if self._team.size == 1:
            raise ending
        self._ending = self._ending or ending

    def _hear(self, orders: Sequence[TrainingOrder]) -> None:
        """Take orders in, and show what is to be shown: others may come meanwhile."""
        asked = self.asked
        for order in orders:
            asked.hear(order)
        while asked.previews:
            self._tell_outside(preview(asked.previews.pop(0)))
        if asked.inside and not self._evaluating:
            asked.inside = False
            self._frames.meter.pause()
            self._watch.look_inside(self._emit, self._stop_has_come)
            self._hear(())
        if asked.looks:
            asked.looks = False
            self._watch.use(asked.look)
            self._watch.show(self._x)

    def _stop_has_come(self) -> bool:
        """Whether to break off a recording."""
        for order in self._take():
            self.asked.hear(order)
        return self.asked.stop

    # --- the end

    def _diverged(self, error: NotFinite) -> Closed:
        """The end of a run whose numbers are no numbers any more.

        The state is then just before the batch where that began, if it can be found again.
        """
        state, step, loss, bad = self._state, error.step, error.loss, None
        alone = Update(state, state.module)  # other processes have no part in this
        if not self._team.rank and self._rewind.to_before(alone, error.step):
            step, loss = state.step + 1, None  # if nothing is found below the loss was finite
            bad = first_bad(state.module, *state.coming(), state.loss, state.optimizer)
        rate = state.optimizer.param_groups[0]["lr"]
        return diverged(step, loss, rate, bad)

    def linger(self, wanted: Callable[[], bool]) -> None:
        """Show what is looked at of the model as the run has left it."""
        self._watch.show_now(self._x)
        while wanted():
            self.asked.stop = False  # it was obeyed; a recording does not end before it began
            self._hear(self._take())
            time.sleep(2 * _NAP)
