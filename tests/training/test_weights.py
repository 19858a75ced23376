from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from graphviewer.disk.problem import FileProblem, MissingFile
from graphviewer.training import weights


def net(hidden: int = 4) -> nn.Sequential:
    return nn.Sequential(nn.Linear(3, hidden), nn.BatchNorm1d(hidden), nn.Linear(hidden, 2))


def same(one: nn.Module, other: nn.Module) -> bool:
    ours, theirs = one.state_dict(), other.state_dict()
    return ours.keys() == theirs.keys() and all(torch.equal(ours[k], theirs[k]) for k in ours)


@pytest.mark.parametrize("name", ["w.safetensors", "w.pt"])
def test_what_is_saved_loads_bit_for_bit(tmp_path: Path, name: str) -> None:
    one, other = net(), net()
    weights.save(one, tmp_path / name)
    report = weights.load(other, tmp_path / name)
    assert report.fits
    assert same(one, other)
    assert weights.told(report, name).kind == "info"


@pytest.mark.parametrize("key", ["state_dict", "model"])
def test_wrapped_state_dicts_are_found(tmp_path: Path, key: str) -> None:
    one, other = net(), net()
    torch.save({key: one.state_dict(), "epoch": 3}, tmp_path / "w.pth")
    assert weights.load(other, tmp_path / "w.pth").fits
    assert same(one, other)


def test_nothing_is_loaded_where_something_does_not_fit(tmp_path: Path) -> None:
    weights.save(net(5), tmp_path / "w.safetensors")
    module = nn.Sequential(nn.Linear(3, 4), nn.Identity(), nn.Linear(4, 2), nn.Linear(2, 2))
    before = {name: value.clone() for name, value in module.state_dict().items()}
    report = weights.load(module, tmp_path / "w.safetensors")
    assert report.loaded == ()
    assert report.missing == ("3.weight", "3.bias")
    assert "1.running_mean" in report.unexpected
    assert weights.Mismatch("0.weight", (5, 3), (4, 3)) in report.mismatched
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    told = weights.told(report, "w.safetensors")
    assert told.kind == "warning"
    assert "0.weight is [5, 3] in the file, [4, 3] in the model." in told.text
    part = weights.load(module, tmp_path / "w.safetensors", partial=True)
    assert part.loaded == ("2.bias",)


def test_a_pickled_model_is_refused_with_how_to_convert_it(tmp_path: Path) -> None:
    torch.save(net(), tmp_path / "w.pt")
    with pytest.raises(weights.NotWeights, match="pickled") as caught:
        weights.load(net(), tmp_path / "w.pt")
    assert "state_dict" in caught.value.advice


@pytest.mark.parametrize("name", ["w.safetensors", "w.pt"])
def test_a_file_cut_short_is_said_to_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    weights.save(net(), path)
    whole = path.read_bytes()
    for length in (0, 5, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(FileProblem):
            weights.load(net(), path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        weights.load(net(), tmp_path / "none.pt")
    torch.save([1, 2], tmp_path / "list.pt")
    with pytest.raises(weights.NotWeights, match="no tensors"):
        weights.load(net(), tmp_path / "list.pt")
    (tmp_path / "text.pt").write_text("weights")
    with pytest.raises(weights.NotWeights):
        weights.load(net(), tmp_path / "text.pt")


def test_tied_weights_are_saved_under_both_names(tmp_path: Path) -> None:
    one, other = net(2), net(2)
    one[2].weight = nn.Parameter(torch.ones(2, 2))
    one.append(nn.Linear(2, 2))
    one[3].weight = one[2].weight
    weights.save(one, tmp_path / "w.safetensors")
    other.append(nn.Linear(2, 2))
    assert weights.load(other, tmp_path / "w.safetensors").fits


@pytest.mark.parametrize("junk", [b"hello world", b"PK\x03\x04junk", b"\x80\x02}q\x00."])
@pytest.mark.parametrize("name", ["w.safetensors", "w.pt"])
def test_junk_is_no_file_of_weights(tmp_path: Path, name: str, junk: bytes) -> None:
    (tmp_path / name).write_bytes(junk)
    with pytest.raises(weights.NotWeights, match="is no whole file of weights"):
        weights.load(net(), tmp_path / name)
