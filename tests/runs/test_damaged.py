"""Run folders that are damaged, or made by somebody who means harm: named errors, no more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from graphviewer.disk.problem import FileProblem
from graphviewer.runs import folder
from graphviewer.runs.array import array
from graphviewer.runs.environment import environment
from graphviewer.runs.metrics import BadTable, Numbers, Rows, Table
from graphviewer.runs.news import Closed, Evaluated, LayerPoint, Opened, Progress, TrainingNews
from graphviewer.runs.run import Follower, Run
from graphviewer.runs.status import LONG, SOON, Status, now
from graphviewer.session.runs import row_of
from tests.runs.test_folder import DONE, Clock, layers, opened, points, resumed, started


def trained(path: Path) -> Path:
    run = started(path)
    run.points(points(1, [1.0, 2.0]))
    run.layers(layers(2))
    run.evaluated(Evaluated(step=2, epoch=0.2, loss=1.0, predicted=array([1, 0], "int64")))
    run.close(DONE)
    return path


def followed(path: Path) -> list[TrainingNews]:
    return Follower(path).news()


@pytest.mark.parametrize("step", ["nan", "inf", "", "-1", "1.5", "1e300"])
@pytest.mark.parametrize("name", [folder.METRICS, folder.EVALUATIONS, folder.LAYERS])
def test_a_step_is_a_whole_number(tmp_path: Path, name: str, step: str) -> None:
    path = trained(tmp_path / "a")
    columns = (path / name).read_text().splitlines()[1].count(",")
    with (path / name).open("a") as file:
        file.write(step + "," * columns + "\n")
    with pytest.raises(BadTable, match=f"{name}: the line .* begins with no step"):
        followed(path)


@pytest.mark.parametrize("name", [folder.METRICS, folder.EVALUATIONS, folder.LAYERS])
@pytest.mark.parametrize("header", ["step", "step,loss", "x" * 200_000, "", '"'])
def test_other_columns_are_refused(tmp_path: Path, name: str, header: str) -> None:
    path = trained(tmp_path / "a")
    (path / name).write_text(f"{header}\n1\n")
    with pytest.raises(BadTable):
        followed(path)
    if name == folder.EVALUATIONS:  # the list of runs reads no other
        assert name in row_of(path).problem


def test_norms_are_of_their_own_columns_when_there_are_more(tmp_path: Path) -> None:
    path = trained(tmp_path / "a")
    wanted = [one for one in followed(path) if isinstance(one, LayerPoint)]
    lines = (path / folder.LAYERS).read_text().splitlines()
    further = [f"{line},{end}" for line, end in zip(lines, ("x,y,z", "7,8,9"), strict=True)]
    (path / folder.LAYERS).write_text("\n".join(further) + "\n")
    assert [one for one in followed(path) if isinstance(one, LayerPoint)] == wanted != []


def test_a_file_of_one_endless_line_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphviewer.runs.metrics._CHUNK", 10)
    monkeypatch.setattr("graphviewer.runs.metrics._MAX_LINE", 30)
    (tmp_path / "a.csv").write_text("step" + ",a" * 50)
    with pytest.raises(BadTable, match="a line is too long"):
        Table(tmp_path / "a.csv").refresh()


def test_more_numbers_than_fit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphviewer.runs.metrics.MAX_NUMBERS", 5)
    (tmp_path / "a.csv").write_text("step,loss\n1,1\n2,1\n3,1\n")
    with pytest.raises(BadTable, match="more than 5 numbers"):
        Table(tmp_path / "a.csv").refresh()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("updated", "2026-01-01T00:00:00"),  # nobody knows where
        ("updated", "soon"),
        ("pid", 10**18),
        ("pid", -5),
        ("state", "asleep"),
    ],
)
def test_a_status_that_cannot_be_is_named(tmp_path: Path, key: str, value: object) -> None:
    path = trained(tmp_path / "a")
    plain = msgspec.json.decode((path / folder.STATUS).read_bytes())
    (path / folder.STATUS).write_bytes(msgspec.json.encode({**plain, "closed": None, key: value}))
    assert f"{folder.STATUS} is not what a run writes" in row_of(path).problem


@pytest.mark.parametrize("key", ["batches", "train", "validation"])
def test_a_run_without_examples_is_none(tmp_path: Path, key: str) -> None:
    path = trained(tmp_path / "a")
    plain = msgspec.json.decode((path / folder.OPENED).read_bytes())
    (path / folder.OPENED).write_bytes(msgspec.json.encode({**plain, key: 0}))
    with pytest.raises(FileProblem, match="it has no examples"):
        followed(path)


@pytest.mark.parametrize("predicted", [[0, 2], [-1, 0], [0, 0, 0]])
def test_predictions_of_other_classes_or_examples_are_refused(
    tmp_path: Path, predicted: list[int]
) -> None:
    path = trained(tmp_path / "a")
    found = Evaluated(step=2, epoch=0.2, loss=1.0, predicted=array(predicted, "int64"))
    (path / folder.LAST).write_bytes(msgspec.msgpack.encode(found))
    with pytest.raises(FileProblem, match="its predictions do not fit"):
        followed(path)


def test_a_run_with_damaged_series_goes_on(tmp_path: Path) -> None:
    path = trained(tmp_path / "a")
    (path / folder.METRICS).write_bytes(b"\0" * 4096 + b"\n")
    again = resumed(path, 2)
    again.points(points(3, [3.0]))
    again.close(DONE)
    assert Run(path).series("loss").tolist() == [3.0]
    assert (path / f"{folder.METRICS}.damaged").read_bytes() == b"\0" * 4096 + b"\n"


# --- resumed, paused, elsewhere


def test_a_run_that_could_not_be_resumed_stands_as_before(tmp_path: Path) -> None:
    path = trained(tmp_path / "a")
    before = folder.read_status(path)
    writer = folder.RunFolder(path, Clock())
    writer.claim()
    writer.close(Closed(reason="failed", step=0, message="There is no such device."))
    assert folder.read_status(path) == before


def test_a_pause_is_no_time_of_training(tmp_path: Path) -> None:
    clock = Clock()
    run = started(tmp_path / "a", clock)

    def progress(time: float, state: str) -> None:
        clock.time = time
        run.progress(Progress(state=state, step=1, steps=9, epoch=0, batch=1))  # type: ignore[arg-type]

    progress(10, "running")
    progress(20, "paused")
    progress(500, "paused")
    assert folder.read_status(tmp_path / "a").seconds == 20
    progress(1000, "running")
    clock.time = 1005
    run.close(DONE)
    assert folder.read_status(tmp_path / "a").seconds == 25


def test_all_series_begin_anew_if_one_does(tmp_path: Path) -> None:
    path = trained(tmp_path / "a")
    follower = Follower(path)
    follower.news()
    resumed(path, 2)
    told = follower.news()
    assert isinstance(told[0], Opened)
    assert sum(isinstance(one, Evaluated) for one in told) == 1


def test_who_hears_the_end_has_heard_what_came_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(tmp_path / "a")
    follower = Follower(tmp_path / "a")
    read = Table.refresh

    def refresh(table: Table) -> tuple[bool, Numbers]:
        found = read(table)
        if table is follower._evaluations:  # the run ends just when all tables have been read
            run.evaluated(Evaluated(step=30, epoch=3, loss=0.5))
            run.close(DONE)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Table, "refresh", refresh)
        told = follower.news()
    assert [type(one) for one in told + follower.news()][-2:] == [Evaluated, Closed]


def test_who_finds_an_evaluation_finds_its_predictions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(tmp_path / "a")
    run.evaluated(Evaluated(step=2, epoch=0.2, loss=1.0, predicted=array([1, 0], "int64")))
    seen: list[list[TrainingNews]] = []
    written = Rows.flush

    def flush(rows: Rows) -> None:
        written(rows)
        seen.append(followed(tmp_path / "a"))

    monkeypatch.setattr(Rows, "flush", flush)
    run.flush()
    told = [one for news in seen for one in news if isinstance(one, Evaluated)]
    assert told
    assert all(one.predicted is not None for one in told)


def elsewhere(path: Path, behind: timedelta) -> Status:
    """The run in the folder is of another machine whose clock is behind."""
    status = msgspec.structs.replace(
        folder.read_status(path), closed=None, host="far away", updated=now() - behind
    )
    (path / folder.STATUS).write_bytes(msgspec.json.encode(status))
    return status


def test_a_run_elsewhere_lives_while_it_tells_whatever_its_clock_says(tmp_path: Path) -> None:
    path = tmp_path / "a"
    folder.create(path, opened().config)
    writer = folder.RunFolder(path, Clock())
    writer.claim()
    writer.begin(opened(), environment(threads=1, device="cpu"))
    elsewhere(path, timedelta(minutes=5))
    clock = Clock()
    follower = Follower(path, clock)
    assert [type(one) for one in follower.news()] == [Opened, Progress]
    clock.time = SOON.seconds - 1
    assert follower.news() == []
    clock.time = SOON.seconds + 1
    (closed,) = follower.news()
    assert isinstance(closed, Closed)
    assert closed.message == "Nothing was heard from far away for 30 seconds."
    elsewhere(path, timedelta(minutes=4))
    assert [type(one) for one in follower.news()] == [Progress]


def test_a_run_elsewhere_that_was_silent_for_long_is_not_believed(tmp_path: Path) -> None:
    path = trained(tmp_path / "a")
    elsewhere(path, 2 * LONG)
    assert isinstance(followed(path)[-1], Closed)
