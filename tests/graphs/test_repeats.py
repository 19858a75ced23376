"""Runs in sequences, held against trying everything."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from graphviewer.graphs.repeats import Run, Steps, candidates, chosen, sequence


def runs_in(steps: Steps) -> list[Run]:
    return chosen(steps, candidates(steps), 0, len(steps.labels))


def by_trying(kinds: str) -> set[Run]:
    """Every maximal run of equal kinds, by their periods; of things that touch nothing."""
    found: set[Run] = set()
    for period in range(1, len(kinds) // 2 + 1):
        start = 0
        while start + 2 * period <= len(kinds):
            stop = start + period
            while stop < len(kinds) and kinds[stop] == kinds[stop - period]:
                stop += 1
            if (times := (stop - start) // period) >= 2:
                found.add(Run(start, period, times))
            start = max(start + 1, stop - period + 1)
    return found


def primitive(run: Run, kinds: str) -> bool:
    part = kinds[run.start : run.start + run.period]
    return part not in (part + part)[1:-1]


@pytest.mark.parametrize("seed", range(30))
def test_every_run_of_kinds_is_found(seed: int) -> None:
    chance = random.Random(seed)
    kinds = "".join(chance.choice("ab") * chance.randint(1, 3) for _ in range(8))
    kinds = kinds + kinds[: chance.randint(0, len(kinds))] + "c" + kinds[-4:] * 3
    steps = sequence(kinds, [()] * len(kinds))
    saving = {run for run in by_trying(kinds) if (run.times - 1) * run.period >= 3}
    stretches = {(run.period, run.times) for run in candidates(steps)}
    assert {(r.period, r.times) for r in saving if primitive(r, kinds)} <= stretches


@pytest.mark.parametrize("period", [1, 2, 3, 7, 12])
@pytest.mark.parametrize("times", [5, 12, 100])
def test_a_repeated_body_between_other_steps_is_one_run(period: int, times: int) -> None:
    kinds = [*range(100, 103), *[k % period for k in range(period * times)], *range(200, 203)]
    things = [(k, k + 1) for k in range(len(kinds))]
    assert runs_in(sequence(kinds, things)) == [Run(3, period, times)]


def test_the_same_steps_wired_otherwise_are_no_repetition() -> None:
    kinds = "abcd" * 2
    chained = [(k, k + 1) for k in range(8)]
    crossed = [*chained[:5], (4, 6), *chained[6:]]
    assert runs_in(sequence(kinds, chained)) == [Run(0, 4, 2)]
    assert runs_in(sequence(kinds, crossed)) == []


def test_the_first_repetition_may_take_from_elsewhere_what_the_others_hand_on() -> None:
    things = [("zeros", "W", "h0"), ("h0", "z0")]
    things += [
        part for t in range(1, 6) for part in ((f"h{t - 1}", "W", f"h{t}"), (f"h{t}", f"z{t}"))
    ]
    assert runs_in(sequence("mt" * 6, things)) == [Run(0, 2, 6)]


def test_runs_do_not_overlap() -> None:
    chance = random.Random(1)
    kinds = "".join(chance.choice(("ab", "abc", "aab")) for _ in range(200))
    found = runs_in(sequence(kinds, [()] * len(kinds)))
    assert found
    assert all(one.stop <= other.start for one, other in pairwise(found))
