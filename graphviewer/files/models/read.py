"""Opens a file of a model by what it begins with, whatever it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from graphviewer.disk.problem import CannotRead, IsAFolder, MissingFile, reason_of
from graphviewer.files.models import exported, safetensors, torch_file
from graphviewer.files.models.archive import MAGIC, Archive
from graphviewer.files.models.data import Weights
from graphviewer.files.models.problem import NotAModel, Reason

SUFFIXES = (".safetensors", ".pt", ".pth", ".pt2", ".bin", ".ckpt", ".pkl", ".pickle", ".joblib")
PATTERNS = " ".join(f"*{suffix}" for suffix in SUFFIXES)  # for a dialog that chooses files
# Other kinds of files that models come in, by what they begin with.
_OTHERS = {
    b"\x89HDF": "an HDF5 file, as Keras writes them",
    b"GGUF": "a GGUF file",
    b"\x1f\x8b": "compressed with gzip",
    b"\x93NUMPY": "a NumPy array",
    b"%PDF": "a PDF document",
    b"\x08": "perhaps an ONNX file",
}


def is_model(path: str | Path) -> bool:
    """Whether a file is opened as a model, by its name."""
    return Path(path).suffix.lower() in SUFFIXES


def read(path: str | Path) -> Weights:
    """What a file says about its model. Nothing in it is run. Raises FileProblem."""
    path = Path(path)
    try:
        with _opened(path) as file:
            return _read(path, file)
    except FileNotFoundError:
        raise MissingFile(path) from None
    except OSError as error:
        raise CannotRead(path, reason_of(error)) from error


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise IsAFolder(path)
    if path.exists() and not path.is_file():
        raise CannotRead(path, "it is no ordinary file")
    try:
        return path.open("rb")
    except ValueError as error:  # a NUL in the name
        raise CannotRead(path, str(error)) from error


def _read(path: Path, file: BinaryIO) -> Weights:
    size = os.fstat(file.fileno()).st_size
    head = file.read(16)
    file.seek(0)
    if head.startswith(MAGIC):
        archive = Archive(path, file, 0, size)
        if exported.is_exported(archive):
            return exported.read(path, archive, file)
        return torch_file.read_archive(path, archive)
    # first: its length may begin with the byte that pickles begin with
    if path.suffix.lower() == ".safetensors" or safetensors.looks_like(head, size):
        return safetensors.read(path, file, size)
    if head.startswith(b"\x80"):
        return torch_file.read_old(path, file, size)
    raise NotAModel(path, *_kind_of(path, head))


def _kind_of(path: Path, head: bytes) -> tuple[Reason, str]:
    if path.suffix.lower() in (".pkl", ".pickle", ".joblib"):
        return "pickle", "by its name"
    if not head:
        return "damaged", "it is empty"
    kind = next((words for magic, words in _OTHERS.items() if head.startswith(magic)), "")
    return "other kind", kind or "neither safetensors nor written by torch.save or torch.export"
