"""Step through PyTorch's autograd, forward and backward, with every number on screen.

In Python: `import graphviewer as gv`, then `gv.record`, `gv.show`, `gv.read` (docs/python-api.md).
Importing this brings in neither torch nor Qt; the first call that needs one does.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

__version__ = "0.3.0"

__all__ = ["FileProblem", "NoSuchTensor", "Tape", "read", "record", "show"]


class _Record(ModuleType):
    """`graphviewer.record`: the part that records, and the function that does.

    Python puts a part of a package under its name into the package; this way both have the name.
    """

    @property
    def __call__(self) -> Any:  # noqa: ANN401
        """The function itself, with no frame of ours between it and whoever calls."""
        return importlib.import_module("graphviewer.api").record


importlib.import_module("graphviewer.record").__class__ = _Record


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name in __all__:
        return getattr(importlib.import_module("graphviewer.api"), name)
    raise AttributeError(f"module 'graphviewer' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
