"""A model's parameters and buffers as a file of weights, without pickled code."""

from __future__ import annotations

import pickle
import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from safetensors.torch import save as save_safetensors
from torch import Tensor, nn

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes
from graphviewer.runs.news import Told

MAX_BYTES = 64 * 1024**3
_WRAPPERS = ("state_dict", "model")
# what the readers of safetensors, zip and pickle raise for bytes that are none
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    SafetensorError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
)


class NotWeights(FileProblem):
    """The file holds no weights that can be read safely. `advice` says what to do."""

    def __init__(self, path: str | Path, message: str, advice: str) -> None:
        super().__init__(path, message)
        self.advice = advice


@dataclass(frozen=True)
class Mismatch:
    """A name that the file and the model both have, with other shapes."""

    name: str
    file: tuple[int, ...]
    model: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """What became of each name. `loaded` is empty where nothing was changed."""

    loaded: tuple[str, ...]
    missing: tuple[str, ...]  # the model has it, the file has not
    unexpected: tuple[str, ...]  # the file has it, the model has not
    mismatched: tuple[Mismatch, ...]

    @property
    def fits(self) -> bool:
        """Every name of the model is in the file, no other, and all shapes agree."""
        return not (self.missing or self.unexpected or self.mismatched)


def save(module: nn.Module, path: str | Path) -> None:
    """Write the state_dict, as safetensors or, for .pt and .pth, as torch.save does.

    All or nothing. Raises FileProblem.
    """
    path = Path(path)
    # shared tensors are written twice: both names are there for whoever reads them
    state = {
        name: value.detach().cpu().contiguous().clone()
        for name, value in module.state_dict().items()
        if isinstance(value, Tensor)
    }
    if path.suffix in (".pt", ".pth"):
        atomic.write(path, [_torch_bytes(state)])
    else:
        atomic.write(path, [save_safetensors(state)])


def _torch_bytes(state: dict[str, Tensor]) -> bytes:
    buffer = BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def load(module: nn.Module, path: str | Path, *, partial: bool = False) -> Report:
    """Put the file's weights into the module, or nothing at all where they do not fit.

    `partial`: take what fits and leave the rest as it is. Reads safetensors, and a state_dict that
    torch.save wrote, also inside {"state_dict": ...} or {"model": ...}. Raises FileProblem, of
    which NotWeights has `advice`.
    """
    path = Path(path)
    found = read(path)
    own = {name: value for name, value in module.state_dict().items() if isinstance(value, Tensor)}
    both = [name for name in own if name in found]
    mismatched = tuple(
        Mismatch(name, tuple(found[name].shape), tuple(own[name].shape))
        for name in both
        if found[name].shape != own[name].shape
    )
    other = {one.name for one in mismatched}
    fitting = tuple(name for name in both if name not in other)
    report = Report(
        fitting,
        tuple(name for name in own if name not in found),
        tuple(name for name in found if name not in own),
        mismatched,
    )
    if not report.fits and not partial:
        return Report((), report.missing, report.unexpected, report.mismatched)
    with torch.no_grad():
        for name in fitting:
            own[name].copy_(found[name])
    return report


def read(path: Path) -> dict[str, Tensor]:
    """The tensors in a file of weights, by name, on the CPU. Raises FileProblem."""
    data = read_bytes(path, MAX_BYTES)
    try:
        if path.suffix == ".safetensors":
            return load_safetensors(data)
        content = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise _pickled(path) from error
    except _BROKEN as error:
        raise NotWeights(
            path,
            f"{path} is no whole file of weights: it is cut short, or of another kind.",
            "Save it again with torch.save(model.state_dict(), ...) or as safetensors.",
        ) from error
    return _state_in(path, content)


def _pickled(path: Path) -> NotWeights:
    return NotWeights(
        path,
        f"{path} holds a pickled model or other objects, not only tensors. Reading it could run"
        " any program that its author put inside.",
        "Where you trust it, convert it in Python: model = torch.load(file, weights_only=False);"
        " torch.save(model.state_dict(), 'weights.pt').",
    )


def _state_in(path: Path, content: object) -> dict[str, Tensor]:
    """The state_dict, taken out of its wrapper if it has one."""
    if isinstance(content, dict):
        for key in _WRAPPERS:
            inner = content.get(key)
            if isinstance(inner, dict):
                return _state_in(path, inner)
        tensors = {str(name): one for name, one in content.items() if isinstance(one, Tensor)}
        if tensors:
            return tensors
    raise NotWeights(
        path,
        f"{path} holds no tensors by name.",
        "Save a model's state_dict: torch.save(model.state_dict(), 'weights.pt').",
    )


def told(report: Report, path: str | Path) -> Told:
    """A report in words."""
    name = Path(path).name
    if report.fits:
        return Told(title=f"Weights loaded from {name}", text=f"{len(report.loaded)} tensors.")
    lines = []
    if report.missing:
        lines.append(f"Missing in the file: {', '.join(report.missing)}.")
    if report.unexpected:
        lines.append(f"Not in the model: {', '.join(report.unexpected)}.")
    lines += [
        f"{one.name} is {list(one.file)} in the file, {list(one.model)} in the model."
        for one in report.mismatched
    ]
    title = (
        f"Some weights loaded from {name}"
        if report.loaded
        else f"The weights of {name} do not fit: nothing was loaded"
    )
    return Told(title=title, text="\n".join(lines), kind="warning")
