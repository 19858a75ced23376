"""An exported program (.pt2): its weights, its inputs and outputs, and whether it may be loaded."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graphviewer.files.models import exported_safe, pickled, pickles
from graphviewer.files.models.archive import Archive
from graphviewer.files.models.data import MOST_DIMENSIONS, SIZES, Entry, Given, Weights, fits
from graphviewer.files.models.json_text import loads
from graphviewer.files.models.problem import NotAModel

MOST_JSON = 24 * 1024**2  # bytes: the window waits while they are looked at
_PROGRAM = "models/model.json"
_SAMPLE = "data/sample_inputs/model.pt"
_LISTS = ("data/weights/model_weights_config.json", "data/constants/model_constants_config.json")
_DTYPES = {
    1: "uint8", 2: "int8", 3: "int16", 4: "int32", 5: "int64", 6: "float16", 7: "float32",
    8: "float64", 10: "complex64", 11: "complex128", 12: "bool", 13: "bfloat16", 28: "uint16",
    29: "float8_e4m3fn", 30: "float8_e5m2", 34: "uint32", 35: "uint64",
}  # fmt: skip
_BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)
_Json = dict[str, "object"]


def is_exported(archive: Archive) -> bool:
    """Whether an archive is one of torch.export.save, of any version."""
    return "models/model.json" in archive or any(
        name in archive for name in ("archive_format", "serialized_exported_program.json")
    )


def read(path: Path, archive: Archive, file: BinaryIO) -> Weights:
    """Read what it says of itself. Raises NotAModel, also for what could run something."""
    if _PROGRAM not in archive:
        old = "serialized_exported_program.json" in archive
        raise NotAModel(path, "exported old", "PyTorch 2.7 or before" if old else "no program")
    _check_parts(path, archive)
    try:
        program = loads(archive.read(_PROGRAM, MOST_JSON))
        lists = [loads(archive.read(name, MOST_JSON)) for name in _LISTS]
        _check_pickles(path, lists)
        for one in (program, *lists):
            exported_safe.check(one)
        _check_sample(path, archive, file)
        return _weights(path, archive, program, lists[0])
    except exported_safe.Unsafe as found:
        raise NotAModel(path, "exported code", str(found)) from found
    except _BROKEN as error:
        raise NotAModel(path, "damaged", f"its program cannot be read ({error!r})") from error


def _check_parts(path: Path, archive: Archive) -> None:
    for name in archive.names:
        if name.startswith("data/aotinductor/"):
            raise NotAModel(path, "exported code", "compiled native code")
        folder, _, last = name.rpartition("/")
        if folder in ("data/weights", "data/constants") and (
            last.endswith(".pt") or last.startswith(("custom_obj", "opaque"))
        ):
            raise NotAModel(path, "exported pickle", name)
        try:
            exported_safe.check_part(name)
        except exported_safe.Unsafe as found:
            raise NotAModel(path, "exported code", str(found)) from found


def _check_pickles(path: Path, lists: list[object]) -> None:
    for one in lists:
        for name, row in _of(one, "config").items():
            if _of(row).get("use_pickle"):
                raise NotAModel(path, "exported pickle", name)


def _check_sample(path: Path, archive: Archive, file: BinaryIO) -> None:
    """The sample inputs are tensors: torch.export.load unpickles them."""
    if _SAMPLE not in archive:
        raise NotAModel(path, "damaged", "its sample inputs are missing")
    start, size = archive.place(_SAMPLE)
    if not size:
        return
    sample = Archive(path, file, start, size)
    for name in sample.names:
        exported_safe.check_sample_part(name)
    try:
        pickles.read(BytesIO(sample.read("data.pkl", pickles.MOST_BYTES)))
    except pickled.Refused as found:
        raise NotAModel(path, "exported pickle", f"sample inputs: {found}") from found
    except pickled.Damaged as error:
        raise NotAModel(path, "damaged", f"its sample inputs: {error}") from error


def _of(one: object, *keys: str) -> _Json:
    """The dict under these keys. Raises TypeError or KeyError."""
    for key in keys:
        one = _of(one)[key]
    if not isinstance(one, dict):
        raise TypeError("something else than a dict")
    return one


def _list(one: object, *keys: str) -> list[object]:
    found = _of(one, *keys[:-1])[keys[-1]]
    if not isinstance(found, list):
        raise TypeError("something else than a list")
    return found


def _weights(path: Path, archive: Archive, program: object, config: object) -> Weights:
    entries = tuple(
        _entry(path, archive, name, _of(row)) for name, row in _of(config, "config").items()
    )
    graph = _of(program, "graph_module", "graph")
    signature = _of(program, "graph_module", "signature")
    call = _of(_list(program, "graph_module", "module_call_graph")[0], "signature")
    version = str(_of(program).get("torch_version", ""))
    return Weights(
        path=path,
        kind="exported",
        entries=entries,
        about=(("torch", version),) if version else (),
        inputs=_inputs(graph, signature, str(call["in_spec"])),
        outputs=_outputs(signature, str(call["out_spec"])),
    )


def _entry(path: Path, archive: Archive, name: str, row: _Json) -> Entry:
    meta = _of(row, "tensor_meta")
    start, size = archive.place(f"data/weights/{row['path_name']}")
    entry = Entry(
        name=name,
        shape=_sizes(meta, "sizes")[1],
        dtype=_dtype(meta),
        start=start,
        size=size,
        offset=_whole(meta["storage_offset"])[1],
        stride=_sizes(meta, "strides")[1],
        learned=bool(row.get("is_param")),
    )
    if size and entry.dtype in SIZES and not fits(entry):
        raise NotAModel(path, "damaged", f"the numbers of {name!r} reach beyond their storage")
    return entry


def _dtype(meta: _Json) -> str:
    number = meta["dtype"]
    return _DTYPES.get(number, "unknown") if isinstance(number, int) else "unknown"


def _sizes(meta: _Json, key: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sizes with 0 for any, and those of the example."""
    both = [_whole(one) for one in _list(meta, key)]
    if len(both) > MOST_DIMENSIONS:
        raise ValueError(f"{len(both)} dimensions")
    return tuple(one[0] for one in both), tuple(one[1] for one in both)


def _whole(one: object) -> tuple[int, int]:
    """A whole number, or 0 for any and what it was in the example."""
    match one:
        case {"as_int": int(number)} if 0 <= number < 2**48:
            return number, number
        case {"as_expr": {"hint": {"as_int": int(number)}}} if 0 <= number < 2**48:
            return 0, number
        case {"as_expr": dict()}:
            return 0, 1
    raise TypeError("a size that is no whole number")


def _inputs(graph: _Json, signature: _Json, spec: str) -> tuple[Given, ...]:
    """The tensors it takes, by place, then by keyword; none where some are nested or no tensors."""
    keywords = _keywords(spec)
    values, tokens = _of(graph, "tensor_values"), _tokens(graph)
    found: list[Given] = []
    for one in _list(signature, "input_specs"):
        match one:
            case {"user_input": {"arg": {"as_tensor": {"name": str(name)}}}}:
                meta = _of(values, name)
                shape, example = _sizes(meta, "sizes")
                given = Given(
                    name=name,
                    shape=shape,
                    dtype=_dtype(meta),
                    example=example,
                    keyword=keywords[len(found)] if len(found) < len(keywords) else "",
                    tokens=tokens.get(name, 0),
                )
                found.append(given)
            case {"user_input": _} | {"constant_input": _}:
                return ()
    return tuple(found) if len(found) == len(keywords) else ()


def _keywords(spec: str) -> list[str]:
    """The keyword of each input, empty for those by place; no inputs at all where they nest."""
    by_place, by_keyword = _list(json.loads(spec)[1], "children_spec")
    places, named = _list(by_place, "children_spec"), _list(by_keyword, "children_spec")
    if any(_of(one)["type"] is not None for one in (*places, *named)):
        return []
    keys = json.loads(str(_of(by_keyword)["context"])) or []
    return [*("" for _ in places), *(str(key) for key in keys)]


def _tokens(graph: _Json) -> dict[str, int]:
    """By the names of what embeddings look up, how many rows their table has."""
    values, found = _of(graph, "tensor_values"), {}
    for node in _list(graph, "nodes"):
        match node:
            case {
                "target": "torch.ops.aten.embedding.default",
                "inputs": [
                    {"arg": {"as_tensor": {"name": str(table)}}},
                    {"arg": {"as_tensor": {"name": str(name)}}},
                    *_,
                ],
            }:
                found[name] = _sizes(_of(values, table), "sizes")[0][0]
    return found


def _outputs(signature: _Json, spec: str) -> tuple[str, ...]:
    """What to write behind the result to get each tensor of it, such as ["logits"] or [0]."""
    paths = list(_paths(json.loads(spec)[1], ""))
    said = [
        _of(one, "user_output", "arg")
        for one in _list(signature, "output_specs")
        if "user_output" in _of(one)
    ]
    both = zip(paths, said, strict=False)
    return tuple(path for path, arg in both if "as_tensor" in arg)


def _paths(node: object, before: str) -> list[str]:
    spec = _of(node)
    if spec["type"] is None:
        return [before]
    inner = _list(spec, "children_spec")
    keys = json.loads(str(spec["context"])) or range(len(inner))
    found: list[str] = []
    for key, one in zip(keys, inner, strict=True):
        found += _paths(one, f"{before}[{json.dumps(key)}]")
    return found
