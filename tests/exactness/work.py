"""A process of the sweep: tries the trials of some subjects and says each before it begins."""

from __future__ import annotations

import faulthandler
import gc
import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import torch

from tests.exactness.samples import Subject, Trial, subjects
from tests.exactness.trying import Report, tried

_LONGEST = 120.0  # seconds for one trial; then the process says where it is and ends


@dataclass(frozen=True)
class Work:
    """What a process is to do: every `parts`-th subject from `part` on."""

    part: int
    parts: int
    everything: bool
    only: str = ""  # subjects with this in their name
    done: int = 0  # trials to pass over: they were tried before the process died

    def of(self, all_subjects: list[Subject]) -> list[Subject]:
        """The subjects of this part."""
        wanted = [one for one in all_subjects if self.only in one.name]
        return wanted[self.part :: self.parts]


def main(order: str) -> None:
    """Do the work described; lines of JSON come out, the last of which says that all is done."""
    warnings.simplefilter("ignore")  # samples warn of much
    torch.set_num_threads(1)
    # a recorder asks whether anything is frozen; Python counts a million objects to tell
    vars(gc)["get_freeze_count"] = lambda: 1
    work = Work(**json.loads(order))
    everyone = subjects()
    for subject in work.of(everyone)[:1]:
        for trial in subject.trials(
            everything=False
        ):  # what is imported at first use is in memory then
            tried(trial)
            break
    number = 0
    for subject, trial in _trials(work, everyone):
        number += 1
        if number <= work.done:
            continue
        _say({"start": trial.label, "number": number})
        faulthandler.dump_traceback_later(_LONGEST, exit=True)
        report = _tried(trial)
        faulthandler.cancel_dump_traceback_later()
        whose = {"subject": subject.name, "kind": subject.kind}
        _say(asdict(report) | whose | {"nodes": sorted(report.nodes)})
    _say({"end": number})


def _trials(work: Work, everyone: list[Subject]) -> Iterator[tuple[Subject, Trial]]:
    for subject in work.of(everyone):
        for trial in subject.trials(everything=work.everything):
            if trial.number == 0:
                # What is there now is not gone through again after each trial. Not before the first
                # sample is there: many subjects make all of them, thousands, to give the first.
                gc.collect()
                gc.freeze()
            yield subject, trial


def _tried(trial: Trial) -> Report:
    try:
        return tried(trial)
    except Exception as error:  # noqa: BLE001  # the sweep goes on; it is among the problems
        told = f"trying failed: {type(error).__name__}: {error}"
        return Report(trial.label, trial.dtype, problems=[told])


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
