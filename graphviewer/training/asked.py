"""What a run was asked and has not done yet."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from graphviewer.runs.orders import Control, Inside, Look, Preview, Train, TrainingOrder


@dataclass
class Asked:
    """The orders that have come, as what is to be done."""

    paused: bool = False
    batches: int = 0  # to be done although the run is paused
    stop: bool = False
    evaluate: bool = False
    inside: bool = False
    looks: bool = False  # what to watch has changed
    look: Look = field(default_factory=Look)
    previews: list[Preview] = field(default_factory=list)

    def hear(self, order: TrainingOrder) -> None:
        """One more order."""
        match order:
            case Control("pause"):
                self.paused, self.batches = True, 0
            case Control("resume"):
                self.paused = False
            case Control("one_batch"):
                self.paused, self.batches = True, self.batches + 1
            case Control("stop"):
                self.stop = True
            case Control("evaluate"):
                self.evaluate = True
            case Inside():
                self.inside = True
            case Look():
                self.look, self.looks = order, True
            case Preview():
                self.previews.append(order)
            case Train():
                logging.getLogger(__name__).warning("a run is under way: no second one is begun")

    @property
    def anything(self) -> bool:
        """Whether there is something to do before the next batch."""
        return self.paused or self.inside or self.evaluate

    @property
    def waits(self) -> bool:
        """Whether no batch is to be trained on now."""
        return self.paused and not self.batches
