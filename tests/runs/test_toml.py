"""A config as TOML and by keys: it comes back as it was, and what is wrong is named."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviewer.runs import toml
from graphviewer.runs.config import Batches, Config, Layer, Model, Optimizer
from graphviewer.runs.keys import ConfigProblem, assigned, changed, flat
from tests.house.sources import ROOT

numbers = st.floats(1e-30, 1e30)
names = st.text(max_size=60).filter(lambda text: text.isprintable())
texts = st.text(max_size=200)
shares = st.floats(0, 1, exclude_max=True)
layers = st.builds(
    Layer,
    kind=names,
    options=st.dictionaries(names, st.booleans() | st.integers(-(2**40), 2**40) | numbers),
)
configs = st.builds(
    Config,
    title=texts,
    batches=st.builds(Batches, size=st.integers(1, 10**9), drop_last=st.booleans()),
    model=st.builds(
        Model,
        layers=st.lists(layers, max_size=4).map(tuple),
        source=st.text(max_size=500),
        variant=st.sampled_from(("concise", "scratch")),
    ),
    optimizer=st.builds(
        Optimizer,
        name=st.sampled_from(("sgd", "lbfgs")),
        lr=numbers,
        betas=st.tuples(shares, shares),
    ),
    clip=numbers,
    device=names,
)


@given(configs)
def test_a_config_comes_back_as_it_was(config: Config) -> None:
    assert toml.loads(toml.dumps(config)) == config


@given(configs)
def test_a_config_comes_back_from_its_keys(config: Config) -> None:
    assert changed(Config(), flat(config)) == config


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    config = Config(title="한글 π", model=Model(source='model = f("""x""")\n\\n\n'))
    toml.write(config, tmp_path / "a.toml")
    assert toml.read(tmp_path / "a.toml") == config


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'\xef\xbb\xbftitle = "x"\r\n[optimizer]\r\nlr = 1\r\n')
    assert toml.read(tmp_path / "a.toml") == Config(title="x", optimizer=Optimizer(lr=1.0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("epochs = ", "this is no TOML: Invalid value (at end of document)"),
        ("seed = 1\nepochs == 2", "(at line 2, column 9)"),
        ("epoch = 3", "epoch: there is no such setting; did you mean epochs?"),
        ("[optimizer]\nlearning_rate = 3", "optimizer.learning_rate: there is no such setting"),
        ("[optimiser]\nlr = 3", "optimiser: there is no such setting; did you mean optimizer?"),
        ("[optimizer]\nlr = -1", "optimizer.lr: -1 is not a number above 0"),
        ("[optimizer]\nlr = nan", "optimizer.lr: nan is not a finite number"),
        ("[optimizer]\nlr = 'high'", "optimizer.lr: 'high' is not a number above 0"),
        ("[optimizer]\nmomentum = 1", "momentum: 1 is not a number at least 0 and below 1"),
        ("[optimizer]\nname = 'adan'", "'adan' is not one of sgd, rmsprop, adam"),
        ("[optimizer]\nbetas = [0.9, 2]", "optimizer.betas[1]: Expected float < 1.0"),
        ("epochs = 2.5", "epochs: 2.5 is not a whole number at least 1 and at most 1,000,000,000"),
        ("threads = 200_000", "threads: 200000 is not a whole number at least 0 and at most 1,024"),
        ("batches = 64", "batches: this is a table of settings (size, sampler, drop_last)"),
        ("device = 3", "device: 3 is not text of at most 200 characters"),
        ("model.layers = [{}]", "model.layers[0]: Object missing required field kind"),
        ("[model]\nlayers = 3", "model.layers: 3 is not a list of tables of settings"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigProblem) as caught:
        toml.loads(text)
    assert said in str(caught.value)


def test_a_number_of_thousands_of_digits_is_none() -> None:
    with pytest.raises(ConfigProblem, match="this is no config"):
        toml.loads(f"epochs = {'9' * 10_000}")


def test_a_file_that_is_no_config_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(toml.BadConfig, match=r"a\.toml is no config: it is not UTF-8 text"):
        toml.read(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("optimizer.lr=0.5", "optimizer.lr", 0.5),
        ("lr = 1", "optimizer.lr", 1.0),
        ("seed=3", "seed", 3),
        ("size=64", "batches.size", 64),
        ("optimizer.name=adam", "optimizer.name", "adam"),
        ("title=2026", "title", "2026"),
        ('title="a=b"', "title", "a=b"),
        ("betas=[0.5, 0.75]", "optimizer.betas", (0.5, 0.75)),
        ("drop_last=true", "batches.drop_last", True),
    ],
)
def test_a_setting_is_changed_by_words(words: str, key: str, value: Any) -> None:
    config = assigned(Config(), [words])
    assert {name: new for name, new in flat(config).items() if new != flat(Config())[name]} == {
        key: value
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lr", "write KEY=VALUE"),
        ("lrr=1", "lrr: there is no such setting; did you mean lr?"),
        ("name=x", "name: it could be data.name or loss.name or optimizer.name or schedule.name"),
        ("epochs=many", "epochs: 'many' is not a whole number"),
    ],
)
def test_wrong_words_are_refused(words: str, said: str) -> None:
    with pytest.raises(ConfigProblem) as caught:
        assigned(Config(), [words])
    assert said in str(caught.value)


def test_the_document_shows_what_a_file_may_leave_out() -> None:
    document = (ROOT / "docs" / "runs.md").read_text(encoding="utf-8")
    example = document.partition("```toml\n")[2].partition("```")[0]
    assert toml.loads(example) == Config()
    plain = msgspec.to_builtins(Config())
    shown = {(table, key) for table, rows in tomllib.loads(example).items() for key in _keys(rows)}
    every = {(table, key) for table, rows in plain.items() for key in _keys(rows)}
    assert every - shown == {("model", "layers"), ("model", "source")}


def _keys(rows: object) -> tuple[str, ...]:
    return tuple(rows) if isinstance(rows, dict) else ("",)
