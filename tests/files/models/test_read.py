"""What is read of a file is what PyTorch and safetensors read of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from graphviewer.files.models import read, table, values
from graphviewer.files.models.data import Entry, Weights

KINDS = {
    "net.safetensors": "safetensors",
    "net.pt": "state_dict",
    "old.pt": "state_dict",
    "wrapped.pt": "state_dict",
    "net.pt2": "exported",
}


@pytest.mark.parametrize("name", KINDS)
def test_every_tensor_is_found_with_its_numbers(
    folder: Path, state: Mapping[str, Tensor], name: str
) -> None:
    found = read.read(folder / name)
    assert found.kind == KINDS[name]
    assert {one.name for one in found.entries} == set(state)
    assert found.count == sum(one.numel() for one in state.values())
    for entry in found.entries:
        real = state[entry.name]
        assert entry.shape == tuple(real.shape)
        assert f"torch.{entry.dtype}" == str(real.dtype)
        assert np.array_equal(values.numbers(found.path, entry), real.numpy())


def test_parameters_of_an_exported_program_are_told_from_buffers(folder: Path) -> None:
    found = read.read(folder / "net.pt2")
    learned = {one.name for one in found.entries if one.learned}
    assert learned == {"fc1.weight", "fc1.bias", "bn.weight", "bn.bias", "fc2.weight", "fc2.bias"}


def test_a_checkpoint_says_which_key_leads_to_its_state_dict(folder: Path) -> None:
    found = read.read(folder / "wrapped.pt")
    assert found.inside == ("state_dict",)
    assert ("epoch", "3") in found.about


def test_an_exported_program_tells_its_inputs_and_outputs(folder: Path) -> None:
    found = read.read(folder / "reader.pt2")
    tokens, scale = found.inputs
    assert (tokens.name, tokens.shape, tokens.example) == ("tokens", (0, 5), (2, 5))
    assert (tokens.dtype, tokens.tokens) == ("int64", 11)
    assert (scale.name, scale.shape, scale.dtype) == ("scale", (), "float32")
    assert (tokens.keyword, scale.keyword) == ("", "scale")
    assert found.outputs == ('["logits"]', '["inner"][0]', '["inner"][1]')


@pytest.mark.parametrize("dtype", ["bfloat16", "float16", "float64", "int64", "bool", "complex64"])
def test_other_dtypes_are_read_as_pytorch_reads_them(tmp_path: Path, dtype: str) -> None:
    made = torch.arange(12).reshape(3, 4).to(getattr(torch, dtype))
    torch.save({"t": made}, tmp_path / "t.pt")
    found = read.read(tmp_path / "t.pt")
    wide = made.float() if dtype == "bfloat16" else made
    assert np.array_equal(values.numbers(found.path, found.entries[0]), wide.numpy())


def test_a_view_is_read_through_its_strides(tmp_path: Path) -> None:
    base = torch.randn(6, 8)
    torch.save({"t": base[1:5:2, 3:7].T}, tmp_path / "t.pt")
    found = read.read(tmp_path / "t.pt")
    assert np.array_equal(values.numbers(found.path, found.entries[0]), base[1:5:2, 3:7].T.numpy())


def test_a_large_tensor_is_sampled_and_its_facts_are_of_all(tmp_path: Path) -> None:
    made = torch.randn(300, 400)
    save_file({"t": made}, tmp_path / "t.safetensors")
    found = read.read(tmp_path / "t.safetensors")
    numbers = values.numbers(found.path, found.entries[0])
    shown = values.value(found.entries[0], numbers)
    assert shown.stats is not None
    assert not shown.complete
    assert shown.stats.max == made.max().item()
    assert values.norm(numbers) == pytest.approx(made.double().norm().item())


def test_tensors_fold_into_modules_with_their_counts(folder: Path) -> None:
    root = table.tree(read.read(folder / "net.pt"))
    assert {name: branch.count for name, branch in root.inner.items()} == {
        "fc1": 40,
        "bn": 33,
        "fc2": 27,
    }


def test_the_table_of_text_has_a_line_a_tensor(folder: Path) -> None:
    lines = table.text(read.read(folder / "net.safetensors")).splitlines()
    row = next(line for line in lines if line.startswith("fc1.weight"))
    assert row.split()[1:6] == ["float32", "8", "×", "4", "32"]
    assert "9 tensors, 100 numbers, 404 bytes" in lines


def test_an_exported_program_of_any_batch_size_is_read(tmp_path: Path) -> None:
    # its sample input carries attributes of its own
    sizes = ({0: torch.export.Dim.DYNAMIC},)
    made = torch.export.export(torch.nn.Linear(3, 2), (torch.ones(2, 3),), dynamic_shapes=sizes)
    torch.export.save(made, tmp_path / "m.pt2")
    (given,) = read.read(tmp_path / "m.pt2").inputs
    assert given.shape == (0, 3)


def test_a_module_with_nothing_but_one_module_is_shown_as_one_with_it() -> None:
    names = ("encoder.layers.0.weight", "encoder.layers.1.weight")
    entries = tuple(Entry(name=name, shape=(2,), dtype="float32") for name in names)
    root = table.tree(Weights(path=Path("m"), kind="safetensors", entries=entries))
    shown = table.joined(root.inner["encoder"])
    assert (shown.name, list(shown.inner), shown.count) == ("encoder.layers", ["0", "1"], 4)
