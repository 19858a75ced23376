"""Files that could run something are refused with the way to convert them; nothing of them runs."""

from __future__ import annotations

import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from graphviewer.disk.problem import FileProblem
from graphviewer.files.models import pickled, read
from graphviewer.files.models.problem import NotAModel
from tests.files.models.conftest import Touch, evil

MUTATIONS = 250


def refusal(path: Path) -> NotAModel:
    with pytest.raises(NotAModel) as caught:
        read.read(path)
    return caught.value


@pytest.mark.parametrize(
    ("name", "reason", "line"),
    [
        ("whole.pt", "pickled", "torch.save(model.state_dict()"),
        ("ts.pt", "torchscript", "torch.jit.load('ts.pt')"),
    ],
)
def test_a_pickled_model_is_refused_with_the_lines_that_convert_it(
    folder: Path, name: str, reason: str, line: str
) -> None:
    problem = refusal(folder / name)
    assert problem.reason == reason
    assert line in problem.advice


@pytest.mark.parametrize("name", ["m.pkl", "m.joblib", "m.pt", "m.ckpt"])
def test_a_bare_pickle_is_refused_and_does_not_run(tmp_path: Path, canary: Path, name: str) -> None:
    (tmp_path / name).write_bytes(evil(canary))
    assert refusal(tmp_path / name).reason == "pickle"
    assert not canary.exists()


@pytest.mark.parametrize("archive", [True, False])
def test_an_object_among_tensors_is_refused_and_does_not_run(
    tmp_path: Path, canary: Path, archive: bool
) -> None:
    content = {"w": torch.ones(2), "x": Touch(canary)}
    torch.save(content, tmp_path / "m.pt", _use_new_zipfile_serialization=archive)
    problem = refusal(tmp_path / "m.pt")
    assert problem.reason == "checkpoint"
    assert 'checkpoint["state_dict"]' in problem.advice
    assert "Path.touch" in problem.detail or "getattr" in problem.detail
    assert not canary.exists()


def test_what_is_accepted_pytorch_reads_with_weights_only(folder: Path) -> None:
    for name in ("net.pt", "old.pt", "wrapped.pt"):
        found = read.read(folder / name)
        content: Any = torch.load(folder / name, weights_only=True)
        for key in found.inside:
            content = content[key]
        assert set(content) == {one.name for one in found.entries}


# --- exported programs


def rewritten(
    source: Path, target: Path, change: Callable[[str, bytes], bytes | None], **more: bytes
) -> Path:
    """A copy of an archive with its parts changed, left out (None) or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        root = old.namelist()[0].partition("/")[0]
        for name in old.namelist():
            data = change(name.partition("/")[2], old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more.items():
            new.writestr(f"{root}/{name.replace('__', '/')}", data)
    return target


def same(_name: str, data: bytes) -> bytes:
    return data


def edited(old: str, new: str) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if name != "models/model.json":
            return data
        text = data.decode()
        assert old in text
        return text.replace(old, new).encode()

    return change


def test_a_rewritten_exported_program_is_read(folder: Path, tmp_path: Path) -> None:
    path = rewritten(folder / "reader.pt2", tmp_path / "m.pt2", same)
    assert read.read(path).inputs == read.read(folder / "reader.pt2").inputs


SCALE = '"arg": {"as_tensor": {"name": "scale"}}, "kind": 1'
EVIL = "__import__('os').system('true')"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("torch.ops.aten.linear.default", "torch.hub.load"),
        ("torch.ops.aten.linear.default", "torch.ops.aten.from_file.default"),
        ("torch.ops.aten.linear.default", "torch.ops.other.run.default"),
        ("torch.ops.aten.linear.default", "torch.ops.aten.save.default"),
        ("torch.ops.aten.linear.default", "torch.ops.aten.linear.__init__"),
        ("torch.ops.aten.linear.default", "#other:run"),
        ('"min_val": 2', '"min_val": "2"'),
        ('"name": "tokens"', f'"name": "tokens={EVIL}"'),
        ("Symbol('s", f"{EVIL} or Symbol('s"),
        ("Symbol('s", "Add('__import__"),
        ("positive=True", f"positive={EVIL}"),
        ('"guards_code": []', f'"guards_code": ["{EVIL}"]'),
        ("builtins.tuple", "collections.defaultdict"),
        ('"fqn": "table"', f'"fqn": "{EVIL}"'),
        ('"parameter_name": "table.weight"', f'"parameter_name": "{EVIL}"'),
        ('"custom_obj_values": {}', '"custom_obj_values": {"a": 1}'),
        (SCALE, SCALE.replace('"as_tensor": {"name": "scale"}', '"as_operator": "torch.load"')),
    ],
)
def test_an_exported_program_with_more_than_usual_in_it_is_refused(
    folder: Path, tmp_path: Path, old: str, new: str
) -> None:
    path = rewritten(folder / "reader.pt2", tmp_path / "m.pt2", edited(old, new))
    assert refusal(path).reason == "exported code"


def test_a_pickle_in_an_exported_program_is_refused(
    folder: Path, tmp_path: Path, canary: Path
) -> None:
    torch.save((Touch(canary),), tmp_path / "inputs.pt")
    inputs = (tmp_path / "inputs.pt").read_bytes()

    def change(name: str, data: bytes) -> bytes:
        return inputs if name.endswith("sample_inputs/model.pt") else data

    path = rewritten(folder / "net.pt2", tmp_path / "m.pt2", change)
    assert refusal(path).reason == "exported pickle"

    def pickled(name: str, data: bytes) -> bytes:
        weights = name.endswith("weights_config.json")
        return data.replace(b'"use_pickle": false', b'"use_pickle": true', 1) if weights else data

    path = rewritten(folder / "net.pt2", tmp_path / "w.pt2", pickled)
    assert refusal(path).reason == "exported pickle"
    assert not canary.exists()


def test_torchscript_as_sample_input_is_refused(folder: Path, tmp_path: Path) -> None:
    script = (folder / "ts.pt").read_bytes()

    def change(name: str, data: bytes) -> bytes:
        return script if name.endswith("sample_inputs/model.pt") else data

    path = rewritten(folder / "net.pt2", tmp_path / "m.pt2", change)
    assert refusal(path).reason == "exported code"


@pytest.mark.parametrize("part", ["data__aotinductor__model__a.so", "models__other.json", "x.py"])
def test_an_exported_program_with_other_parts_is_refused(
    folder: Path, tmp_path: Path, part: str
) -> None:
    path = rewritten(folder / "net.pt2", tmp_path / "m.pt2", same, **{part: b"{}"})
    assert refusal(path).reason == "exported code"


# --- damaged files


def test_a_compressed_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m/data.pkl", b"\0" * 10_000_000)
    assert refusal(path).reason == "compressed"


def test_a_part_that_is_there_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.pt"
    with zipfile.ZipFile(folder / "net.pt") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("net/DATA.pkl", b"")
    assert refusal(path).reason == "damaged"


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"{",
        b'{"a": 1}',
        b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}',
        b'{"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 8]}}',
        b'{"a": {"dtype": "F32", "shape": [true], "data_offsets": [0, 8]}}',
        b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 99]}}',
        b'{"a": {"dtype": "F32", "shape": [99999999999999999], "data_offsets": [0, 8]}}',
        b'{"__metadata__": 3}',
        b"[" * 50_000,
    ],
)
def test_a_wrong_header_of_safetensors_is_told(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header + b"\0" * 8)
    assert refusal(path).reason == "damaged"


def test_a_header_longer_than_its_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(struct.pack("<Q", 2**62) + b"{}")
    assert refusal(path).reason == "damaged"


@pytest.mark.parametrize("name", ["net.safetensors", "net.pt", "old.pt", "net.pt2", "reader.pt2"])
def test_mutated_files_are_read_or_refused_and_nothing_else(
    folder: Path, tmp_path: Path, name: str
) -> None:
    whole, chance = (folder / name).read_bytes(), random.Random(name)
    path = tmp_path / name
    for _ in range(MUTATIONS):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)
        try:
            read.read(path)
        except FileProblem:
            continue


def test_mutated_pickles_make_nothing(tmp_path: Path, canary: Path) -> None:
    whole, chance = evil(canary), random.Random(5)
    path = tmp_path / "m.pkl"
    for _ in range(MUTATIONS):
        data = bytearray(whole)
        data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with pytest.raises(FileProblem):
            read.read(path)
    assert not canary.exists()


def test_a_pickle_that_doubles_itself_costs_nothing(tmp_path: Path) -> None:
    # [x, x] of [x, x] of ...: 2 ** 60 leaves, if anybody walked to them
    body = b"\x80\x02]" + b"".join(
        b"q" + bytes([at]) + b"](h" + bytes([at]) + b"h" + bytes([at]) + b"e" for at in range(60)
    )
    path = tmp_path / "m.pkl"
    path.write_bytes(body + b".")
    assert refusal(path).reason == "pickle"


def test_lengths_in_a_pickle_are_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "m.pkl"
    path.write_bytes(b"\x80\x04\x8e" + struct.pack("<Q", 2**60) + b"abc")
    assert refusal(path).reason == "damaged"


def test_names_that_lead_to_code_are_never_known() -> None:
    assert not any(
        name.startswith(("builtins", "os.", "posix", "subprocess", "torch.hub", "torch.load"))
        for name in pickled.KNOWN
    )


@pytest.mark.parametrize("data", [b"", b"GGUF....", b"hello, world of files"])
def test_files_of_other_kinds_are_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "m.pt").write_bytes(data)
    assert refusal(tmp_path / "m.pt").reason in ("other kind", "damaged")


def test_metadata_are_kept_as_texts(folder: Path) -> None:
    assert json.dumps(read.read(folder / "net.safetensors").about) == '[["made", "by a test"]]'
