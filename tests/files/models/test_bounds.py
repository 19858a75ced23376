"""What a file says of itself is bounded before it costs memory or time, or is shown."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import torch
from msgspec.structs import replace

from graphviewer.files.models import inputs, pickles, program, read, values
from graphviewer.files.models.pickled import Damaged
from graphviewer.files.models.problem import NotAModel

HEAD = "import torch.nn as nn\n"


def saved(path: Path, what: object, **options: bool) -> Path:
    torch.save(what, path, **options)
    return path


def test_a_tensor_of_one_number_many_times_is_read_only_while_it_is_small(tmp_path: Path) -> None:
    path = saved(tmp_path / "wide.pt", {"w": torch.full((1,), 2.0).expand(3)})
    (entry,) = read.read(path).entries
    assert (entry.stride, entry.size) == ((0,), 4)
    assert values.numbers(path, entry).tolist() == [2, 2, 2]
    assert not values.readable(replace(entry, shape=(2**33,)))  # 32 GB


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("part", ["conj", "neg"])
def test_numbers_that_pytorch_turns_while_it_reads_are_not_shown(
    tmp_path: Path, part: str, old: bool
) -> None:
    whole = torch.tensor([1 + 2j, 3 - 4j]).conj()
    made = whole if part == "conj" else whole.imag
    path = saved(tmp_path / "turned.pt", {"w": made}, _use_new_zipfile_serialization=not old)
    (entry,) = read.read(path).entries
    assert entry.shape == (2,)
    assert not values.readable(entry)


def test_numbers_of_a_machine_with_the_other_byte_order_are_not_shown(tmp_path: Path) -> None:
    path, turned = saved(tmp_path / "net.pt", {"w": torch.ones(2)}), tmp_path / "big.pt"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(turned, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"big" if name.endswith("byteorder") else old.read(name))
    assert [values.readable(one) for one in read.read(path).entries] == [True]
    assert [values.readable(one) for one in read.read(turned).entries] == [False]


def test_a_number_of_thousands_of_digits_is_not_written_out(tmp_path: Path) -> None:
    path = saved(tmp_path / "long.pt", {"state_dict": {"w": torch.ones(2)}, "n": 10**5000, "m": 3})
    assert read.read(path).about == (("n", "…"), ("m", "3"))


def test_one_list_given_to_many_calls_comes_to_an_end() -> None:
    """Each OrderedDict is made of the same long list: 200 million values in 3 MB."""
    start = b"\x80\x02ccollections\nOrderedDict\nq\x00]q\x01(" + b"h\x00" * 20_000 + b"e"
    calls = b"h\x00h\x01\x85R0" * 10_000
    with pytest.raises(Damaged, match="never ends"):
        pickles.read(BytesIO(start + calls + b"."))


def test_a_tensor_has_no_thousand_dimensions() -> None:
    made = torch.zeros(1).as_strided((1,) * 64, (0,) * 64)
    file = BytesIO()
    torch.save({"w": made}, file, _use_new_zipfile_serialization=False)
    data = file.getvalue()
    assert b"K\x01" * 64 in data
    more = data.replace(b"K\x01" * 64, b"K\x01" * 65, 1)
    with pytest.raises(Damaged, match="dimensions"):
        _content(BytesIO(more))


def _content(file: BytesIO) -> object:
    """The fourth pickle of the older form: the tensors."""
    return [pickles.read(file) for _ in range(4)][-1]


@pytest.mark.parametrize(
    "text",
    [
        "class A(nn.Module):\n    def __init__(self):\n        n = " + "+".join(["f(1)"] * 1500),
        f"model = nn.Sequential(nn.Linear({'+'.join(['1'] * 1500)}, 2))\n",
    ],
)
def test_a_sum_of_thousands_is_told_to_be_too_deep(text: str) -> None:
    with pytest.raises(NotAModel, match="nested too deeply"):
        program.find(Path("net.py"), HEAD + text)


def test_a_class_made_of_itself_takes_something() -> None:
    text = "class A(nn.Module): pass\nclass B(A): pass\nclass A(B): pass\n"
    found = program.find(Path("net.py"), HEAD + text)
    assert {(one.name, one.takes) for one in found.candidates} == {("A", ("x",)), ("B", ("x",))}


@pytest.mark.parametrize("text", ["[1e999, 2]", "-1e999", "[[1], [-1e999]]"])
def test_a_number_beyond_all_is_no_value(text: str) -> None:
    """Written into the program it would be the name `inf`."""
    with pytest.raises(inputs.BadInput):
        inputs.values_of(text)
