"""Every preset: all that can be looked at of it, and that looking changes no weight."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphviewer.runs.config import Batches
from graphviewer.runs.news import Answer, Boundary, Histograms, Images, Told
from graphviewer.runs.orders import Inside, Look
from graphviewer.runs.presets import PRESETS, preset
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part, Tape
from tests.training.running import Ran, same

ALL = Look(histograms=True, images=True, boundary=True, example=1)
ROWS = [
    (one.name, variant)
    for one in PRESETS
    for variant in ("concise", "scratch")
    if variant == "concise" or one.scratch
]


def taped(parts: list[Meta | Part]) -> Tape:
    assert isinstance(parts[0], Meta)
    tape = Tape(meta=parts[0])
    for part in parts[1:]:
        assert isinstance(part, Part)
        tape.extend(part)
    return tape


@pytest.mark.parametrize(("name", "variant"), ROWS)
def test_looking_at_everything_and_inside_changes_no_weight(name: str, variant: str) -> None:
    config = preset(name).config
    config = replace(
        config,
        data=replace(config.data, train=96, validation=16),
        batches=Batches(size=32),
        model=replace(config.model, variant=variant),
        epochs=3,
        threads=1,
    )
    plain, watched = Ran(config), Ran(config, [(), (ALL, Inside())])
    assert plain.closed.reason == watched.closed.reason == "finished"
    assert same(plain.weights, watched.weights)
    assert not watched.told(Told)
    assert watched.told(Histograms)
    assert watched.told(Answer)
    data = watched.state.data
    assert bool(watched.told(Boundary)) == (data.x.shape[1:] == (2,))
    assert bool(watched.told(Images)) == (data.kind == "images" and name != "lstm-rows")
    tape = taped(watched.parts)
    check_tape(tape)
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    assert {check.verdict for check in tape.checks} <= {"agrees", "rounding", "kink", "unchecked"}
