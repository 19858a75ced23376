"""`graphviewer train`: what it prints, its exit status, and what it says of wrong words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer import cli_train
from graphviewer.cli import main
from graphviewer.runs import folder, shelf, toml
from graphviewer.runs.config import Batches, Config, Data, Model, Schedule
from graphviewer.runs.presets import PRESETS
from graphviewer.runs.run import Run

NET = "from torch import nn\n\nmodel = nn.Linear(2, 2)\n"
SMALL = Config(
    title="small",
    data=Data(name="moons"),
    batches=Batches(size=50),
    model=Model(source=NET),
    epochs=2,
    threads=1,
)
Said = pytest.CaptureFixture[str]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file of a small config; runs go into a folder of the test's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "data"))
    toml.write(SMALL, tmp_path / "small.toml")
    return str(tmp_path / "small.toml")


def test_presets_are_listed(capsys: Said) -> None:
    assert main(["train", "--list", "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [one.name for one in PRESETS]


def test_one_step_is_one(config: str, tmp_path: Path, capsys: Said) -> None:
    words = ["--epochs", "1", "--set", "batches.size=1000"]
    assert main(["train", config, "-o", str(tmp_path / "run"), *words]) == 0
    assert capsys.readouterr().out.startswith("finished after 1 step:")


def test_a_run_is_told_line_by_line_and_summed_up(
    config: str, tmp_path: Path, capsys: Said
) -> None:
    run = tmp_path / "run"
    assert main(["train", config, "-o", str(run)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("finished after")
    assert "validation loss" in out
    assert "accuracy" in out
    assert out.splitlines()[-1] == str(run)
    lines = err.splitlines()
    assert lines[0].startswith("small: 6 parameters")
    assert [line.split(":")[0] for line in lines[2:]] == ["epoch 1", "epoch 2"]
    assert "\r" not in err
    assert Run(run).standing == "finished"


def test_quiet_tells_only_the_end(config: str, tmp_path: Path, capsys: Said) -> None:
    assert main(["train", config, "-o", str(tmp_path / "run"), "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert len(out.splitlines()) == 2


def test_a_run_without_a_name_goes_to_the_others(config: str, capsys: Said) -> None:
    assert main(["train", config, "--quiet"]) == 0
    where = Path(capsys.readouterr().out.splitlines()[-1])
    assert shelf.runs(where.parent) == [where]
    assert where.name.endswith(" small")


def test_settings_are_changed_by_words(config: str, tmp_path: Path) -> None:
    run = tmp_path / "run"
    words = ["--set", "lr=0.25", "--set", "optimizer.momentum=0.5", "--epochs", "1"]
    assert main(["train", config, "-o", str(run), "--device", "cpu", "--quiet", *words]) == 0
    kept = Run(run).config
    assert (kept.optimizer.lr, kept.optimizer.momentum, kept.epochs) == (0.25, 0.5, 1)


def test_a_finished_run_is_trained_further(config: str, tmp_path: Path, capsys: Said) -> None:
    run = str(tmp_path / "run")
    main(["train", config, "-o", run, "--quiet"])
    assert main(["train", "--resume", run, "--epochs", "3"]) == 0
    assert "after step" in capsys.readouterr().err
    assert len(Run(run).evaluations) == 3


def test_a_run_that_cannot_go_on_keeps_its_config(
    config: str, tmp_path: Path, capsys: Said
) -> None:
    run = tmp_path / "run"
    main(["train", config, "-o", str(run), "--quiet"])
    kept, status = Run(run).config, Run(run).status
    assert main(["train", "--resume", str(run), "--device", "cuda:99", "--epochs", "5"]) == 1
    assert "cuda:99" in capsys.readouterr().err
    assert Run(run).config == kept
    assert Run(run).status == status


def test_a_home_of_nobody_is_a_folder_like_others(config: str, capsys: Said) -> None:
    path = Path(config)
    path.write_text(path.read_text().replace('path = ""', 'path = "~nobody-is-called-so/x"'))
    assert main(["train", config, "--set", "data.name=csv"]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_what_a_config_names_lies_beside_it(tmp_path: Path) -> None:
    named = Config(data=Data(name="idx", path="images"), model=Model(weights="~/w.safetensors"))
    toml.write(named, tmp_path / "a.toml")
    read = cli_train._config(str(tmp_path / "a.toml"))
    assert read.data.path == str(tmp_path / "images")
    assert read.model.weights == str(Path.home() / "w.safetensors")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name a config file or a preset"),
        (["mlp-999"], "There is no preset 'mlp-999'"),
        (["nowhere.toml"], "There is no file nowhere.toml"),
        (["mlp-256", "--set", "lrr=1"], "lrr: there is no such setting; did you mean lr?"),
        (["mlp-256", "--epochs", "0"], "epochs: 0 is not a whole number at least 1"),
        (["--resume", "nowhere"], "There is no folder nowhere"),
        (["mlp-256", "--resume", "x"], "only --device and --epochs"),
    ],
)
def test_wrong_words_are_named(words: list[str], said: str, capsys: Said) -> None:
    assert main(["train", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_wrong_config_is_named_with_its_key(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.toml").write_text("[optimizer]\nlr = -1\n")
    assert main(["train", str(tmp_path / "a.toml")]) == 2
    assert (
        "a.toml is no config: optimizer.lr: -1 is not a number above 0" in capsys.readouterr().err
    )


def test_a_run_is_not_written_over(config: str, tmp_path: Path, capsys: Said) -> None:
    main(["train", config, "-o", str(tmp_path / "run"), "--quiet"])
    before = (tmp_path / "run" / folder.WEIGHTS).read_bytes()
    assert main(["train", config, "-o", str(tmp_path / "run")]) == 2
    assert "holds a run already" in capsys.readouterr().err
    assert (tmp_path / "run" / folder.WEIGHTS).read_bytes() == before


def test_a_run_without_a_checkpoint_cannot_be_resumed(tmp_path: Path, capsys: Said) -> None:
    folder.create(tmp_path / "run", SMALL)
    assert main(["train", "--resume", str(tmp_path / "run")]) == 2
    assert "no checkpoint to go on from" in capsys.readouterr().err


def test_a_schedule_over_all_epochs_keeps_their_number(tmp_path: Path, capsys: Said) -> None:
    folder.create(tmp_path / "run", Config(schedule=Schedule(name="cosine")))
    (tmp_path / "run" / folder.CHECKPOINT).touch()
    assert main(["train", "--resume", str(tmp_path / "run"), "--epochs", "99"]) == 2
    assert "made for 10 epochs" in capsys.readouterr().err


def test_a_run_is_not_made_shorter_than_it_is(config: str, tmp_path: Path, capsys: Said) -> None:
    run = str(tmp_path / "run")
    main(["train", config, "-o", run, "--quiet"])
    assert main(["train", "--resume", run, "--epochs", "1"]) == 2
    assert "in epoch 2 already" in capsys.readouterr().err
    assert Run(run).config.epochs == 2


def test_paths_among_the_words_are_from_here_and_hold_elsewhere(
    config: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "\n".join(f"{n},1,{n % 2}" for n in range(8))
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "rows.csv").write_text(rows)
    monkeypatch.chdir(tmp_path / "here")
    words = ["--set", "data.name=table", "--set", "data.path=rows.csv"]
    assert main(["train", config, "-o", str(tmp_path / "run"), *words, "--quiet"]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["train", "--resume", str(tmp_path / "run"), "--epochs", "3", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--device", "cuda:77"], "cuda:77"),
        (["--set", "model.source='model = 3'"], "model"),
        (["--set", "data.name=idx", "--set", "data.path=/nowhere"], "/nowhere"),
    ],
)
def test_a_training_that_fails_says_why(
    words: list[str], said: str, config: str, tmp_path: Path, capsys: Said
) -> None:
    assert main(["train", config, "-o", str(tmp_path / "run"), *words]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_a_truncated_checkpoint_is_told(config: str, tmp_path: Path, capsys: Said) -> None:
    run = tmp_path / "run"
    main(["train", config, "-o", str(run), "--quiet"])
    data = (run / folder.CHECKPOINT).read_bytes()
    (run / folder.CHECKPOINT).write_bytes(data[:-7])
    assert main(["train", "--resume", str(run), "--epochs", "3"]) == 1
    assert "was altered or cut short" in capsys.readouterr().err
    assert len(Run(run).evaluations) == 2


# --- TensorBoard


def test_tensorboard_reads_a_run(config: str, tmp_path: Path) -> None:
    accumulators = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    run = tmp_path / "run"
    assert main(["train", config, "-o", str(run), "--quiet", "--tensorboard"]) == 0
    read = accumulators.EventAccumulator(str(run / "tensorboard")).Reload()
    kept = Run(run)
    losses = [event.value for event in read.Scalars("batch/loss")]
    assert losses == pytest.approx(kept.series("loss").tolist())
    assert [event.step for event in read.Scalars("epoch/accuracy")] == [
        one.step for one in kept.evaluations
    ]


def test_without_tensorboard_one_is_told_how_to_get_it(
    config: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch.utils.tensorboard", None)
    assert main(["train", config, "-o", str(tmp_path / "run"), "--tensorboard"]) == 2
    assert 'pip install "graphviewer[tensorboard]"' in capsys.readouterr().err
    assert Run(tmp_path / "run").standing == "finished"
