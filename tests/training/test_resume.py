"""A run that was killed goes on as if nothing had been, to the last bit."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from graphviewer.disk.problem import FileProblem
from graphviewer.runs import folder, toml
from graphviewer.runs.config import Config, Schedule
from graphviewer.runs.orders import Train
from graphviewer.runs.run import Run
from graphviewer.runs.status import Status
from graphviewer.training import loop
from tests.training.kept import child, random_one, written

BATCHES = 190


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=90)
    assert process.returncode == 0, errors
    return out


def waits(process: subprocess.Popen[str], run: Path, until: Callable[[Status], bool]) -> None:
    """Until the run's status is as wanted."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(FileProblem):
            if until(folder.read_status(run)):
                return
        time.sleep(0.01)
    raise AssertionError("the run never came so far")


def in_mid_epoch(status: Status) -> bool:
    """A checkpoint lies within an epoch, and batches after it are done."""
    saved = status.saved or 0
    return saved > BATCHES and saved % BATCHES > 0 and status.step > saved + 3


def same(first: Path, second: Path) -> None:
    """The same weights and evaluations byte for byte, the same losses."""
    for name in (folder.WEIGHTS, folder.EVALUATIONS):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    one, other = Run(first), Run(second)
    for series in ("loss", "lr", "accuracy"):
        np.testing.assert_array_equal(one.series(series), other.series(series), series)
    assert one.steps.tolist() == other.steps.tolist() == list(range(1, 3 * BATCHES + 1))


def trained(order: Train) -> None:
    """Trained to its end, in this process."""
    assert loop.train(order, _nobody, tuple, _nobody).reason == "finished"


def _nobody(_told: object) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run nobody interrupted."""
    run = tmp_path_factory.mktemp("through") / "run"
    trained(Train(config=random_one(), folder=str(run)))
    return run


def test_a_run_that_was_killed_in_mid_epoch_goes_on(through: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = child(written(random_one(), tmp_path / "a.toml"), "-o", str(run), "--quiet")
    waits(process, run, in_mid_epoch)
    process.kill()
    process.communicate()
    assert Run(run).standing == "interrupted"
    finished(child("--resume", str(run), "--quiet"))
    same(through, run)


def test_a_run_without_a_checkpoint_begins_again(through: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    folder.create(run, random_one())
    (run / folder.METRICS).write_text("step,loss,accuracy,lr,grad_norm\n1,2.0,0.1,0.1,\n")
    trained(Train(config=random_one(), folder=str(run), resume=True))
    same(through, run)


def test_ctrl_c_saves_and_the_run_goes_on(through: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = child(written(random_one(), tmp_path / "a.toml"), "-o", str(run), "--quiet")
    waits(process, run, lambda status: status.step > BATCHES)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert out.startswith("stopped after")
    status = Run(run).status
    assert status is not None
    assert status.saved == status.step
    trained(Train(config=Config(), folder=str(run), resume=True))
    same(through, run)


def test_a_finished_run_is_resumed_to_more_epochs(tmp_path: Path) -> None:
    config = replace(random_one(1), schedule=Schedule())
    longer = replace(config, epochs=2)
    trained(Train(config=config, folder=str(tmp_path / "a")))
    toml.write(longer, tmp_path / "a" / folder.CONFIG)
    trained(Train(config=config, folder=str(tmp_path / "a"), resume=True))
    trained(Train(config=longer, folder=str(tmp_path / "b")))
    weights = [(tmp_path / name / folder.WEIGHTS).read_bytes() for name in "ab"]
    assert weights[0] == weights[1]
