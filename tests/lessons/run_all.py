"""Runs every lesson in one process, each as `__main__` in a namespace of its own.

One process because importing torch costs two seconds, and a lesson leaves nothing behind.
It reads a JSON object from standard input: for each file the names to look up at its end.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import torch

PART = re.compile(r"[^.\[\]]+")


def main() -> None:
    """Print one JSON object: for each file what `run` gives."""
    asked = json.load(sys.stdin)
    print(json.dumps({Path(file).stem: run(file, names) for file, names in asked.items()}))


def run(file: str, names: list[str]) -> dict[str, Any]:
    """A program's output, its error's type, message and line, and what names hold at its end."""
    output, error, line = io.StringIO(), None, None
    module = types.ModuleType("__main__")
    module.__file__ = file
    sys.modules["__main__"] = module
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(Path(file).read_text(encoding="utf-8"), file, "exec"), module.__dict__)
        except Exception as raised:  # noqa: BLE001 - whatever a lesson raises is its result
            error = [type(raised).__name__, str(raised)]
            trace = raised.__traceback__
            while trace is not None:
                if trace.tb_frame.f_code.co_filename == file:
                    line = trace.tb_lineno
                trace = trace.tb_next
    found = {name: numbers(lookup(module.__dict__, name)) for name in names}
    return {"output": output.getvalue(), "error": error, "line": line, "found": found}


def lookup(space: dict[str, Any], name: str) -> Any:
    """What "x.grad", "net.0.weight" or "layers[0]" stands for; None where there is none."""
    value: Any = space
    for part in PART.findall(name):
        key = part.strip("'")
        if isinstance(value, dict):
            value = value.get(key)
        elif key.isdigit() and not isinstance(value, torch.nn.Module):
            value = value[int(key)]
        else:
            value = getattr(value, key, None)
    return value


def numbers(value: Any) -> list[Any] | None:
    """The dtype and the numbers as lists; None where there are none."""
    if value is None:
        return None
    array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    return [str(array.dtype), array.tolist()]


if __name__ == "__main__":
    main()
