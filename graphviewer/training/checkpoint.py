"""A training between two batches as one safetensors file: what it takes to go on bit for bit.

Tensors are named "model.*", "optimizer.*", "scheduler.*", "random.*", and "others.*": the random
generators of other processes that train the same model. How they hang together stands as JSON in
the file's metadata. A checksum covers the whole file. Nothing is pickled.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes
from graphviewer.training import chance
from graphviewer.training.packing import CannotPack, pack, unpack
from graphviewer.training.state import State

FORMAT = "graphviewer checkpoint 1"
MAX_BYTES = 64 * 1024**3
_LENGTH = 8  # bytes of the header's length, as safetensors begins
_MOST_NAMED = 8
_PARTS = ("model", "optimizer", "scheduler", "random")
# what comes of a file with a right checksum in which values are not what `save` writes
_MADE_UP = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,  # RecursionError, too
    TypeError,
    ValueError,
)
_NO_SUM = b'"crc":"00000000"'


class CheckpointProblem(FileProblem):
    """A file that no training can go on from; the message says why."""


@dataclass(frozen=True)
class Kept:
    """What a checkpoint holds, read and checked but not yet used."""

    tensors: Mapping[str, Tensor]
    plain: Mapping[str, Any]

    @property
    def step(self) -> int:
        """Batches trained on."""
        return int(self.plain["step"])


def save(state: State, path: Path) -> None:
    """Write a checkpoint, all or nothing. Raises a FileProblem."""
    tensors: dict[str, Tensor] = {}
    scheduler = None if state.scheduler is None else state.scheduler.state_dict()
    try:
        plain = {
            "step": state.step,
            "batches": state.batches,
            "sums": state.sums,
            "model": pack(_model(state.module), "model", tensors),
            "optimizer": pack(state.optimizer.state_dict(), "optimizer", tensors),
            "scheduler": pack(scheduler, "scheduler", tensors),
            "random": pack(chance.state(state.device), "random", tensors),
            "others": pack(list(state.others), "others", tensors),
            "torch": torch.__version__,
        }
    except CannotPack as error:
        raise CheckpointProblem(path, f"This training cannot be saved: {error}.") from error
    metadata = {"format": FORMAT, "crc": "00000000", "state": json.dumps(plain)}
    atomic.write(path, _with_sum(safetensors.torch.save(tensors, metadata)))


def read(path: Path) -> Kept:
    """Read and check a checkpoint. Raises CheckpointProblem or another FileProblem."""
    data = read_bytes(path, MAX_BYTES)
    metadata = _metadata(data)
    if metadata.get("format") != FORMAT:
        raise CheckpointProblem(path, f"{path} is no checkpoint of a training, or is cut short.")
    end = _header_end(data)
    said = f'"crc":"{metadata.get("crc")}"'.encode()
    whole = _sum(data[:end].replace(said, _NO_SUM, 1), memoryview(data)[end:])
    if metadata.get("crc") != whole:
        raise CheckpointProblem(path, f"{path} was altered or cut short: its checksum is wrong.")
    try:
        return Kept(safetensors.torch.load(data), json.loads(metadata["state"]))
    except (SafetensorError, KeyError, ValueError, RecursionError) as error:
        raise CheckpointProblem(path, f"{path} is no checkpoint: {error}.") from error


def restore(state: State, path: Path) -> None:
    """Make a fresh state that of a checkpoint, random generators included.

    Raises a FileProblem: CheckpointProblem where the checkpoint is of another model, optimizer or
    number of batches; the state is as it was then. One that was made up may break on the way.
    """
    kept = read(path)
    try:
        parts = [unpack(kept.plain[name], kept.tensors) for name in _PARTS]
        others = unpack(kept.plain.get("others", []), kept.tensors)
        step, sums, batches = (kept.plain[name] for name in ("step", "sums", "batches"))
        if not isinstance(step, int) or step < 0:
            raise ValueError(f"step {step!r}")
        model, optimizer, scheduler, found = parts
        difference = _difference(_model(state.module), model)
        difference = difference or _other_rule(state, optimizer, scheduler, batches)
        if not difference:
            _put(state, model, optimizer, scheduler)
            state.step, state.sums = step, {name: float(one) for name, one in sums.items()}
            chance.restore(found, state.device)
            state.others = tuple(others)
    except torch.OutOfMemoryError:
        raise
    except _MADE_UP as error:
        said = str(error).partition("\n")[0]
        raise CheckpointProblem(path, f"{path} is no checkpoint: {said}.") from error
    if difference:
        raise CheckpointProblem(path, f"{path} is of another training. {difference}")


def _put(state: State, model: Mapping[str, Tensor], optimizer: Any, scheduler: Any) -> None:  # noqa: ANN401 - whatever was packed
    with torch.no_grad():
        for name, tensor in _model(state.module).items():
            tensor.copy_(model[name])
    state.optimizer.load_state_dict(optimizer)
    if state.scheduler is not None:
        state.scheduler.load_state_dict(scheduler)


def _model(module: nn.Module) -> dict[str, Tensor]:
    """Parameters and buffers, those that `state_dict` leaves out too."""
    return {**dict(module.named_parameters()), **dict(module.named_buffers())}


def _difference(here: Mapping[str, Tensor], kept: Mapping[str, Tensor]) -> str:
    """In what the model here is not the one that was kept; empty if in nothing."""
    both = [name for name in here if name in kept]
    changed = [name for name in both if _kind(here[name]) != _kind(kept[name])]
    shapes = [f"{name} {_kind(kept[name])}, here {_kind(here[name])}" for name in changed]
    sentences = (
        ("The model has, and the checkpoint has not:", [name for name in here if name not in kept]),
        ("The checkpoint has, and the model has not:", [name for name in kept if name not in here]),
        ("Of another shape:", shapes),
    )
    return " ".join(f"{says} {_listed(names)}." for says, names in sentences if names)


def _kind(tensor: Tensor) -> str:
    return f"{str(tensor.dtype).removeprefix('torch.')}{list(tensor.shape)}"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return "; ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _other_rule(
    state: State, optimizer: Mapping[str, Any], scheduler: Mapping[str, Any] | None, batches: int
) -> str:
    """In what optimizer, schedule and batches are not those that were kept."""
    mine = None if state.scheduler is None else state.scheduler.state_dict()
    if set(mine or ()) != set(scheduler or ()):
        return "Its schedule of the learning rate is another."
    here = state.optimizer.state_dict()["param_groups"]
    groups = optimizer["param_groups"]
    if [set(group) for group in here] != [set(group) for group in groups]:
        return "Its optimizer is another."
    if [len(group["params"]) for group in here] != [len(group["params"]) for group in groups]:
        return "Its optimizer has another number of parameters."
    if state.batches != batches:
        return f"Its epochs have {batches:,} batches; here they have {state.batches:,}."
    return ""


# --- the file


def _header_end(data: bytes) -> int:
    return _LENGTH + int.from_bytes(data[:_LENGTH], "little")


def _metadata(data: bytes) -> dict[str, str]:
    """The metadata of a safetensors file; empty where there is none to be read."""
    try:
        header = json.loads(data[_LENGTH : _header_end(data)])
    except (ValueError, RecursionError):
        return {}
    found = header.get("__metadata__") if isinstance(header, dict) else None
    return found if isinstance(found, dict) else {}


def _with_sum(data: bytes) -> Iterable[bytes | memoryview]:
    end = _header_end(data)
    head, body = data[:end], memoryview(data)[end:]
    return head.replace(_NO_SUM, f'"crc":"{_sum(head, body)}"'.encode(), 1), body


def _sum(head: bytes, body: memoryview) -> str:
    return f"{zlib.crc32(body, zlib.crc32(head)):08x}"
