"""Random programs: every intermediate gradient equals what torch.autograd.grad says."""

from __future__ import annotations

import pytest

from tests.fuzz.campaign import campaign

_CHUNK = 100


@pytest.mark.parametrize("first", range(0, 300, _CHUNK))
def test_random_programs_are_recorded_as_they_run(first: int) -> None:
    report = campaign(first, _CHUNK)
    assert not report.failures, "\n".join(report.failures)
    assert report.counts.programs == _CHUNK


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(0, 10_000, 1000))
def test_ten_thousand_random_programs_are_recorded_as_they_run(first: int) -> None:
    report = campaign(first, 1000)
    assert not report.failures, "\n".join(report.failures)
