"""What a keeper does between the loop and the disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from safetensors.numpy import load_file

from graphviewer.disk.problem import CannotWrite
from graphviewer.runs import folder
from graphviewer.runs.config import Batches, Config, Data, Model, Optimizer
from graphviewer.runs.news import Closed, Progress, Saved, Told, TrainingNews
from graphviewer.runs.orders import Control, Train, TrainingOrder
from graphviewer.runs.run import Run
from graphviewer.training import checkpoint, keeper, loop
from graphviewer.training.state import State

NET = "from torch import nn\n\nmodel = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 2))\n"
CONFIG = Config(
    data=Data(name="moons"),
    batches=Batches(size=20),
    model=Model(source=NET),
    optimizer=Optimizer(name="adam", lr=0.01),
    epochs=4,
    threads=1,
)


class Loop:
    """A loop that is stopped after so many looks for orders."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.news: list[TrainingNews] = []
        self._left = stop_after

    def take(self) -> Sequence[TrainingOrder]:
        self._left -= 1
        return (Control("stop"),) if self._left < 0 else ()

    def train(self, run: Path, config: Config = CONFIG, *, resume: bool = False) -> Closed:
        order = Train(config=config, folder=str(run), resume=resume)
        return loop.train(order, self.news.append, self.take, self.news.append)  # type: ignore[arg-type]


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only the superuser mounts a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_run_leaves_all_its_files(tmp_path: Path) -> None:
    watched = Loop()
    assert watched.train(tmp_path / "a").reason == "finished"
    run = Run(tmp_path / "a")
    assert run.config == CONFIG
    assert run.source == NET
    assert run.standing == "finished"
    assert len(run.evaluations) == 4
    assert run.opened.classes
    assert run.environment.versions["torch"]
    assert len(run.environment.checksum) == 64
    assert set(load_file(tmp_path / "a" / folder.WEIGHTS)) == {
        "0.weight",
        "0.bias",
        "2.weight",
        "2.bias",
    }
    saved = [one for one in watched.news if isinstance(one, Saved)]
    assert saved[-1].step == checkpoint.read(tmp_path / "a" / folder.CHECKPOINT).step
    assert run.steps.tolist() == list(range(1, saved[-1].step + 1))


def test_a_stopped_run_goes_on_in_the_same_folder(tmp_path: Path) -> None:
    Loop().train(tmp_path / "through")
    assert Loop(7).train(tmp_path / "a").reason == "stopped"
    assert Run(tmp_path / "a").standing == "stopped"
    again = Loop()
    assert again.train(tmp_path / "a", Config(), resume=True).reason == "finished"
    assert not [one for one in again.news if isinstance(one, Told)]
    weights = [(tmp_path / name / folder.WEIGHTS).read_bytes() for name in ("a", "through")]
    assert weights[0] == weights[1]


def test_another_number_of_threads_is_told(tmp_path: Path) -> None:
    Loop(7).train(tmp_path / "a")
    path = tmp_path / "a" / folder.ENVIRONMENT
    path.write_text(path.read_text().replace('"threads": 1', '"threads": 7'))
    again = Loop()
    again.train(tmp_path / "a", resume=True)
    told = [one for one in again.news if isinstance(one, Told)]
    assert [one.title for one in told] == ["Resumed with: threads 7 → 1"]


def test_a_run_is_not_resumed_on_other_examples(tmp_path: Path) -> None:
    Loop(7).train(tmp_path / "a")
    path = tmp_path / "a" / folder.CONFIG
    path.write_text(path.read_text().replace('name = "moons"', 'name = "spirals"'))
    closed = Loop().train(tmp_path / "a", resume=True)
    assert closed.reason == "failed"
    assert closed.message.startswith("The run began with other examples")
    assert closed.advice == "Resume it where its data is, or begin a new run."


def test_a_run_of_another_architecture_is_refused_and_stays(tmp_path: Path) -> None:
    Loop(7).train(tmp_path / "a")
    before = (tmp_path / "a" / folder.CHECKPOINT).read_bytes()
    path = tmp_path / "a" / folder.CONFIG
    path.write_text(path.read_text().replace("nn.Linear(8, 2)", "nn.Linear(8, 2), nn.Linear(2, 2)"))
    closed = Loop().train(tmp_path / "a", resume=True)
    assert closed.reason == "failed"
    assert "The model has, and the checkpoint has not: 3.weight; 3.bias" in closed.message
    assert (tmp_path / "a" / folder.CHECKPOINT).read_bytes() == before


def test_a_folder_that_holds_a_run_is_not_written_over(tmp_path: Path) -> None:
    Loop().train(tmp_path / "a")
    before = (tmp_path / "a" / folder.METRICS).read_bytes()
    closed = Loop().train(tmp_path / "a")
    assert (closed.reason, closed.step) == ("failed", 0)
    assert "holds a run already" in closed.message
    assert (tmp_path / "a" / folder.METRICS).read_bytes() == before
    assert Run(tmp_path / "a").standing == "finished"


FAILING = """from torch import nn

class Net(nn.Linear):
    batches = 0
    def forward(self, x):
        if self.training and len(x) > 2:
            self.batches += 1
            if self.batches > {most}:
                raise ValueError("not this one")
        return super().forward(x)

model = Net(2, 2)
"""
REFUSED = {
    "data": replace(CONFIG, data=Data(name="idx", path="nowhere")),
    "device": replace(CONFIG, device="cuda:99"),
    "program": replace(CONFIG, model=Model(source="model = (")),
    "optimizer": replace(CONFIG, optimizer=Optimizer(nesterov=True)),
    "weights": replace(CONFIG, model=Model(source=NET, weights="nowhere.safetensors")),
    "first batch": replace(CONFIG, model=Model(source=FAILING.format(most=0))),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_run_without_a_step_leaves_nothing(tmp_path: Path, what: str) -> None:
    closed = Loop().train(tmp_path / "a", REFUSED[what])
    assert (closed.reason, closed.step) == ("failed", 0)
    assert closed.message
    assert not list(tmp_path.iterdir())


def test_a_run_that_was_stopped_before_its_first_step_stays(tmp_path: Path) -> None:
    assert Loop(stop_after=0).train(tmp_path / "a").step == 0
    assert Run(tmp_path / "a").standing == "stopped"
    assert Loop().train(tmp_path / "a", REFUSED["device"], resume=True).reason == "finished"


def test_a_run_that_fails_after_a_step_says_so_in_its_folder(tmp_path: Path) -> None:
    model = Model(source=FAILING.format(most=2))
    closed = Loop().train(tmp_path / "a", replace(CONFIG, model=model))
    assert (closed.reason, closed.step) == ("failed", 2)
    status = Run(tmp_path / "a").status
    assert status is not None
    assert status.closed == closed


def test_a_disk_that_gets_full_ends_the_run_and_keeps_what_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = checkpoint.save

    def first_only(state: State, path: Path) -> None:
        if state.epoch > 1:
            raise CannotWrite(path, "No space left on device")
        save(state, path)

    monkeypatch.setattr(checkpoint, "save", first_only)
    monkeypatch.setattr(keeper, "SHARE", 1e9)
    closed = Loop().train(tmp_path / "a")
    monkeypatch.undo()
    assert closed.reason == "failed"
    assert "No space left on device" in closed.message
    saved = checkpoint.read(tmp_path / "a" / folder.CHECKPOINT).step
    assert closed.advice == f"The run can be resumed after step {saved:,}."
    assert Run(tmp_path / "a").standing == "failed"
    Loop().train(tmp_path / "through")
    assert Loop().train(tmp_path / "a", resume=True).reason == "finished"
    weights = [(tmp_path / name / folder.WEIGHTS).read_bytes() for name in ("a", "through")]
    assert weights[0] == weights[1]


def test_a_disk_that_is_really_full_ends_the_run(tiny: Path) -> None:
    closed = Loop().train(tiny / "a", replace(CONFIG, epochs=200))
    assert closed.reason == "failed"
    assert "No space left on device" in closed.message
    assert checkpoint.read(tiny / "a" / folder.CHECKPOINT).step > 0
    assert Run(tiny / "a").config.epochs == 200


def test_a_read_only_folder_is_told_before_anything_is_trained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    watched = Loop()
    closed = watched.train(tmp_path / "file" / "a")
    assert closed.reason == "failed"
    assert "cannot be written" in closed.message
    assert not [one for one in watched.news if isinstance(one, Progress)]
