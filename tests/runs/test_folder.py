"""A run's folder: written while it goes on, read at the same time, by another process too."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs

from graphviewer.disk.problem import CannotWrite, FileProblem
from graphviewer.runs import folder
from graphviewer.runs.array import array
from graphviewer.runs.config import Config
from graphviewer.runs.environment import differences, environment
from graphviewer.runs.folder import RunBusy, RunFolder, RunThere
from graphviewer.runs.metrics import BadTable, Table
from graphviewer.runs.news import (
    Closed,
    Evaluated,
    LayerPoint,
    Opened,
    Parameter,
    Points,
    Progress,
    TrainingNews,
)
from graphviewer.runs.run import Follower, NotARun, Run
from graphviewer.runs.status import is_alive, now, standing

CONFIG = Config(title="mine", epochs=3)
DONE = Closed(reason="finished", step=30)


@dataclass
class Clock:
    """A clock that is set."""

    time: float = 0.0

    def __call__(self) -> float:
        return self.time


def opened(step: int = 0) -> Opened:
    return Opened(
        config=CONFIG,
        source="model = 1\n",
        parameters=(Parameter("0.weight", (3, 2)), Parameter('a,"b', ())),
        batches=10,
        train=100,
        validation=2,
        kind="points",
        shape=(2,),
        classes=("yes", "no"),
        origin="made up",
        sample=False,
        step=step,
    )


def points(first: int, losses: list[float]) -> Points:
    steps = array(range(first, first + len(losses)), "int64")
    return Points(steps, {"loss": array(losses, "float64")})


def started(path: Path, clock: Clock | None = None) -> RunFolder:
    folder.create(path, CONFIG)
    writer = RunFolder(path, clock or Clock())
    writer.claim()
    writer.begin(opened(), environment(threads=1, device="cpu"))
    return writer


def resumed(path: Path, step: int) -> RunFolder:
    writer = RunFolder(path, Clock())
    writer.claim()
    writer.begin(opened(step), environment(threads=1, device="cpu"))
    return writer


def test_what_was_told_is_read_again_to_the_last_digit(tmp_path: Path) -> None:
    run = started(tmp_path / "a")
    losses = [0.1, 1 / 3, 1e-300, float("nan")]
    run.points(points(1, losses))
    evaluated = Evaluated(step=4, epoch=0.4, loss=2 / 3, train_loss=0.5)
    run.evaluated(evaluated)
    run.close(DONE)
    read = Run(tmp_path / "a")
    assert read.config == CONFIG
    assert read.source == "model = 1\n"
    assert read.steps.tolist() == [1, 2, 3, 4]
    np.testing.assert_array_equal(read.series("loss"), losses)
    assert np.isnan(read.series("accuracy")).all()
    assert read.evaluations == [evaluated] == [read.last_evaluation]
    assert read.standing == "finished"
    assert read.opened.parameters == opened().parameters
    assert differences(read.environment, environment(threads=2, device="cpu")) == ["threads 1 → 2"]


def test_a_table_is_followed_while_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    table = Table(path)
    assert table.refresh()[1].size == table.rows.size == 0
    path.write_text("step,loss\n1,0.5\n2,0.2")  # the last line is half written
    anew, rows = table.refresh()
    assert (anew, rows.tolist()) == (False, [[1, 0.5]])
    with path.open("a") as file:
        file.write("5\n3,\n")
    anew, rows = table.refresh()
    assert (anew, rows[0].tolist(), np.isnan(rows[1, 1])) == (False, [2, 0.25], True)
    assert table.steps.tolist() == [1, 2, 3]
    path.write_text("step,loss\n1,7.0\n")
    anew, rows = table.refresh()
    assert (anew, rows.tolist(), table.rows.tolist()) == (True, [[1, 7.0]], [[1, 7.0]])


@pytest.mark.parametrize("line", ["1,2,3", "1", "1,loss", "", "\x00"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "metrics.csv").write_text(f"step,loss\n1,0.5\n{line}\n")
    with pytest.raises(BadTable, match=r"metrics\.csv: the line .* is not 2 numbers"):
        Table(tmp_path / "metrics.csv").refresh()


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("name,loss\nx,0.5\n")
    with pytest.raises(BadTable, match="does not begin with the columns step"):
        Table(tmp_path / "metrics.csv").refresh()


def test_a_resumed_run_forgets_what_it_will_do_again(tmp_path: Path) -> None:
    run = started(tmp_path / "a")
    run.points(points(1, [1, 2, 3, 4, 5]))
    for step in (2, 4):
        run.evaluated(Evaluated(step=step, epoch=step / 10, loss=0.0))
        run.layers(layers(step))
    run.flush()
    with (tmp_path / "a" / folder.METRICS).open("a") as file:
        file.write("6,0.")  # killed while it wrote
    again = resumed(tmp_path / "a", 3)
    again.points(points(4, [40, 50]))
    again.close(DONE)
    read = Run(tmp_path / "a")
    assert read.steps.tolist() == [1, 2, 3, 4, 5]
    assert read.series("loss").tolist() == [1, 2, 3, 40, 50]
    assert [one.step for one in read.evaluations] == [2]


def layers(step: int) -> LayerPoint:
    return LayerPoint(step, *(array([scale * step, 1.0], "float64") for scale in (1, 2, 3)))


def test_a_run_is_followed_as_if_it_were_ours(tmp_path: Path) -> None:
    clock = Clock()
    run = started(tmp_path / "a", clock)
    follower = Follower(tmp_path / "a")
    first = follower.news()
    assert [type(one) for one in first] == [Opened, Progress]
    assert opened_of(first).folder == str(tmp_path / "a")
    assert follower.news() == []

    clock.time = 1.0
    run.points(points(1, [3.0, 2.0]))
    run.layers(layers(2))
    predicted = array([1, 0], "int64")
    run.evaluated(Evaluated(step=2, epoch=0.2, loss=1.0, predicted=predicted))
    run.progress(Progress(state="running", step=2, steps=30, epoch=0, batch=2))
    told = follower.news()
    assert [type(one) for one in told] == [Points, LayerPoint, Evaluated, Progress]
    assert told[1] == layers(2)
    assert isinstance(told[2], Evaluated)
    assert told[2].predicted == predicted

    again = resumed(tmp_path / "a", 1)
    again.close(DONE)
    told = follower.news()
    assert [type(one) for one in told] == [Opened, Points, Closed]
    assert told[-1] == DONE
    assert follower.news() == []


def opened_of(news: list[TrainingNews]) -> Opened:
    return next(one for one in news if isinstance(one, Opened))


def test_norms_of_layers_become_seldom(tmp_path: Path) -> None:
    run = started(tmp_path / "a")
    for step in range(100_000):
        run.layers(layers(step))
    run.flush()
    table = Table(tmp_path / "a" / folder.LAYERS)
    table.refresh()
    assert table.steps[:500].tolist() == list(range(500))
    assert 2_000 < len(table.rows) < 6_000
    assert table.columns[1:3] == ("gradient 0.weight", 'gradient a,"b')


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", CONFIG)
    with pytest.raises(RunThere, match="holds a run already"):
        folder.create(tmp_path / "a", CONFIG)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "thesis.txt").touch()
    with pytest.raises(RunThere, match="not empty"):
        folder.create(tmp_path / "b", CONFIG)


def test_what_holds_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARun, match="There is no folder"):
        Run(tmp_path / "a")
    with pytest.raises(NotARun, match="holds no training run"):
        Run(tmp_path)


@pytest.mark.parametrize("name", [folder.OPENED, folder.ENVIRONMENT, folder.STATUS])
def test_a_spoilt_file_is_named(tmp_path: Path, name: str) -> None:
    started(tmp_path / "a").close(DONE)
    run = Run(tmp_path / "a")
    (tmp_path / "a" / name).write_text("{")
    with pytest.raises(FileProblem, match=f"{name} is not what a run writes"):
        print(run.opened, run.environment, run.status)


# --- alive or not


def test_a_run_of_a_process_that_is_gone_is_interrupted(tmp_path: Path) -> None:
    started(tmp_path / "a")
    status = folder.read_status(tmp_path / "a")
    assert status.pid == os.getpid()
    assert standing(status) == "running"
    gone = type(status)(
        state="running", started=now(), updated=now(), pid=2**22 + 1, host=status.host
    )
    assert standing(gone) == "interrupted"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_a_killed_process_its_parent_did_not_look_after_is_gone(tmp_path: Path) -> None:
    started(tmp_path / "a")
    status = folder.read_status(tmp_path / "a")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        child = structs.replace(status, pid=process.pid)
        assert standing(child) == "running"
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert standing(child) == "interrupted"


def test_a_run_elsewhere_is_believed_for_half_a_minute(tmp_path: Path) -> None:
    started(tmp_path / "a")
    status = folder.read_status(tmp_path / "a")
    far = type(status)(state="running", started=now(), updated=now(), pid=1, host="far away")
    assert is_alive(far)
    assert not is_alive(far, now() + timedelta(minutes=1))


def test_two_processes_do_not_write_one_run(tmp_path: Path) -> None:
    started(tmp_path / "a")
    path = tmp_path / "a" / folder.STATUS
    path.write_text(path.read_text().replace(f'"pid": {os.getpid()}', f'"pid": {os.getppid()}'))
    with pytest.raises(RunBusy, match=f"process {os.getppid()} works on this run"):
        RunFolder(tmp_path / "a").claim()


# --- a disk that is full


def test_a_full_disk_is_told_and_what_was_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(tmp_path / "a")
    run.points(points(1, [1.0]))
    run.flush()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    run.points(points(2, [2.0]))
    with pytest.raises(CannotWrite, match="No space left on device"):
        run.flush()
    monkeypatch.undo()
    assert Run(tmp_path / "a").series("loss").tolist() == [1.0]
