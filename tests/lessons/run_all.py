"""Runs every lesson in one process, each as `__main__` in a namespace of its own.

One process because importing torch costs two seconds, and a lesson leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
from pathlib import Path


def main() -> None:
    """Print one JSON object: for each file its output, and its error's type, message and line."""
    results = {}
    for file in sys.argv[1:]:
        output, error, line = io.StringIO(), None, None
        with contextlib.redirect_stdout(output):
            try:
                runpy.run_path(file, run_name="__main__")
            except Exception as raised:  # noqa: BLE001 - whatever a lesson raises is its result
                error = [type(raised).__name__, str(raised)]
                trace = raised.__traceback__
                while trace is not None:
                    if trace.tb_frame.f_code.co_filename == file:
                        line = trace.tb_lineno
                    trace = trace.tb_next
        results[Path(file).stem] = {"output": output.getvalue(), "error": error, "line": line}
    print(json.dumps(results))


if __name__ == "__main__":
    main()
