"""PyTorch's own samples, recorded and not: no difference, nothing left behind."""

from __future__ import annotations

import pytest

from tests.exactness.sweep import sweep, swept
from tests.exactness.work import Work

pytest.importorskip("expecttest", reason="PyTorch's samples import it")
_PARTS = 4
_MINUTES = 60.0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_operator_and_module_is_recorded_as_it_ran(part: int) -> None:
    tally = swept(Work(part, _PARTS, everything=False))
    assert not tally.problems, "\n".join(tally.problems[:40])
    assert tally.trials["op"]
    assert tally.trials["module"]


@pytest.mark.slow
@pytest.mark.timeout(4 * 60 * _MINUTES)
def test_every_sample_is_recorded_as_it_ran() -> None:
    tally = sweep(parts=16, jobs=2, everything=True)
    assert not tally.problems, "\n".join(tally.problems[:40])
    assert not tally.unused
