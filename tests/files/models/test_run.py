"""The program that is written gives the gradients of a plain run, alone and recorded."""

from __future__ import annotations

import ast
import contextlib
import io
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from graphviewer.files.models import program, read, writing
from graphviewer.files.models.inputs import Input
from graphviewer.files.models.writing import Goal, Wanted
from graphviewer.record import program as recording
from graphviewer.tape.index import TapeIndex
from tests.files.models.conftest import Reader, net

X = Input(kind="arange", shape=(2, 4))


def paired(folder: Path, name: str, goal: Goal, **more: object) -> Wanted:
    """The weights of a file in the program's model."""
    found = program.find(folder / "net.py", (folder / "net.py").read_text())
    wanted = Wanted(
        weights=read.read(folder / name),
        program=found,
        candidate=found.candidates[0],
        inputs=(X,),
        goal=goal,
        evaluation=bool(more.get("evaluation", True)),
    )
    writing.check(wanted)
    return wanted


def ran(source: str) -> nn.Module:
    """The model after the program has run as Python runs it."""
    space: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, "m.py", "exec"), space)
    model = space["model"]
    assert isinstance(model, nn.Module)
    return model


def plain(goal: Goal) -> nn.Module:
    """The same without any file."""
    model = net().eval()
    y = model(torch.arange(8, dtype=torch.float32).reshape(2, 4))
    losses: dict[str, Callable[[], Tensor]] = {
        "element": lambda: y[1, 2],
        "cross_entropy": lambda: nn.functional.cross_entropy(y, torch.tensor([2, 0])),
        "mean": y.mean,
        "sum": y.sum,
    }
    torch.autograd.backward(losses[goal.root]())
    return model


ODD = 'a"\\b\n\udc80\u202e\x7f\U0001f600한'  # a lone surrogate, and letters that turn the line


def test_a_key_that_cannot_be_saved_as_text_is_escaped_and_the_same(folder: Path) -> None:
    wanted = paired(folder, "wrapped.pt", Goal())
    assert wanted.weights is not None
    assert wanted.program is not None
    weights = replace(wanted.weights, inside=(ODD,), path=folder / ODD)
    asked = replace(wanted, weights=weights, program=replace(wanted.program, path=folder / ODD))
    source = writing.text(asked)
    source.encode()
    assert not set(source) & set("\udc80\u202e\x7f")
    texts = [one.value for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Constant)]
    assert texts.count(ODD) == 2


GOALS = (
    Goal(),
    Goal(root="mean"),
    Goal(root="element", numbers="1, 2"),
    Goal(root="cross_entropy", numbers="2, 0"),
)


def gradients(model: nn.Module) -> dict[str, torch.Tensor]:
    return {name: one.grad for name, one in model.named_parameters() if one.grad is not None}


def assert_same(model: nn.Module, other: nn.Module) -> None:
    found, wanted = gradients(model), gradients(other)
    assert set(found) == set(wanted) != set()
    for name, gradient in wanted.items():
        torch.testing.assert_close(found[name], gradient, rtol=0, atol=0)


@pytest.mark.parametrize("name", ["net.safetensors", "net.pt", "old.pt", "wrapped.pt"])
@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.root)
def test_weights_in_a_program_give_the_gradients_of_a_plain_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, goal: Goal
) -> None:
    monkeypatch.chdir(folder)
    assert_same(ran(writing.text(paired(folder, name, goal))), plain(goal))


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.root)
def test_an_exported_program_gives_the_gradients_of_a_plain_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, goal: Goal
) -> None:
    monkeypatch.chdir(folder)
    wanted = Wanted(weights=read.read(folder / "net.pt2"), inputs=(X,), goal=goal)
    found, other = gradients(ran(writing.text(wanted))), gradients(plain(goal))
    assert set(found) == set(other)
    for name, gradient in other.items():
        torch.testing.assert_close(found[name], gradient)


def test_an_output_inside_a_dict_can_be_gone_back_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    tokens = Input(name="tokens", kind="values", text="[[1, 2, 3, 4, 5]]", dtype="int64")
    scale = Input(name="scale", kind="ones", shape=())
    wanted = Wanted(
        weights=read.read(folder / "reader.pt2"),
        inputs=(tokens, scale),
        goal=Goal(output='["inner"][0]', root="sum"),
    )
    model = ran(writing.text(wanted))
    rows = gradients(model)["table.weight"].sum(dim=1)
    assert rows.tolist() == [0, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0]
    assert Reader().out.weight.grad is None


@pytest.mark.parametrize("name", ["net.safetensors", "net.pt2"])
def test_recorded_it_gives_the_same_gradients_by_modules(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(folder)
    wanted = Wanted(weights=read.read(folder / name), inputs=(X,))
    if name != "net.pt2":
        wanted = paired(folder, name, Goal())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tape = recording.record(writing.text(wanted))
    assert tape.error is None
    assert tape.end is not None
    assert not tape.end.message
    index, last = TapeIndex(tape), len(tape.steps) - 1
    by_name = {index.name(one.id): one.id for one in tape.tensors}
    for path, gradient in gradients(plain(Goal())).items():
        found = index.leaf_grad_at(by_name[f"model.{path}"], last)
        assert found is not None
        assert found.value is not None
        shown = torch.tensor(tape.values[found.value].array())
        torch.testing.assert_close(shown, gradient)
    modules = {call.rpartition(":")[2] for op in tape.ops for call in op.within}
    assert {"Net", "Linear", "BatchNorm1d"} <= modules


def test_loading_a_model_is_no_row_of_steps_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    wanted = Wanted(weights=read.read(folder / "net.pt2"), inputs=(X,))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tape = recording.record(writing.text(wanted))
    names = [op.name for op in tape.ops]
    assert names == ["unflatten", "arange", "reshape", "linear", "batch_norm", "relu", "linear",
                     "sum"]  # fmt: skip


def test_weights_that_do_not_fit_are_reported_by_pytorch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"fc1.weight": torch.ones(8, 4), "fc2.bias": torch.ones(9)}, "m.pt")
    torch.save({"fc1.weight": torch.ones(8, 4), "fc2.bias": torch.ones(9)}, folder / "m.pt")
    wanted = paired(folder, "m.pt", Goal())
    with pytest.raises(RuntimeError, match=r"(?s)Missing key.*size mismatch for fc2\.bias"):
        ran(writing.text(wanted))
    fitting = Wanted(
        weights=wanted.weights,
        program=wanted.program,
        candidate=wanted.candidate,
        inputs=(X,),
        loading="fitting",
    )
    model = ran(writing.text(fitting))
    weight = model.get_parameter("fc1.weight")
    assert torch.equal(weight, torch.ones(8, 4))
