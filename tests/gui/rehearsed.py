"""A recording process that has a program recorded once and, asked again, sends what it sent then.

Most tests of the window are about what is done with a tape, not about how it was made, and two
thirds of their time went into importing torch once a run. All but the run itself is as ever: the
engine, its process, the pipes, the tape's law. What is kept lives as long as one test session.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphviewer.disk import atomic
from graphviewer.engine import restricted, worker
from graphviewer.engine.protocol import Walls, Warm
from graphviewer.tape import coding
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part

WHOLE = ("finished", "failed")  # every other end came from outside
REACHING = {"open", "load", "save", "input", "exec", "eval", "__import__", "__file__"}


def command(folder: Path) -> tuple[str, ...]:
    """Starts such a process; `folder` is where it keeps what was sent."""
    return sys.executable, "-P", "-c", f"from {__name__} import serve; serve({str(folder)!r})"


def serve(folder: str) -> None:
    """Be the process: stands in for `graphviewer.engine.worker.main`."""
    kept = Kept(Path(folder))
    raise_walls, import_further = restricted.apply, worker.warm_further

    def walled(*given: Any) -> Walls:
        kept.trusted = False
        worker.warm_up()  # behind the walls nothing can be imported any more
        import_further()
        return raise_walls(*given)

    restricted.__dict__["apply"] = walled
    # What only some programs need is imported by the run, if there is one.
    worker.__dict__["warm_further"] = lambda: None
    worker.main(lambda: (kept.warm(), kept.run))


class Kept:
    """What real recording processes have said, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.trusted = True  # a run behind walls is neither kept nor sent again

    def warm(self) -> Warm:
        """What a process says when torch is imported: from one that has imported it."""
        path = self._folder / "warm"
        if not path.exists():
            warm, _ = worker.warm_up()
            atomic.write(path, [coding.encode(warm)], durable=False)
        return coding.decode(path.read_bytes(), Warm)

    def run(
        self, meta: Meta, emit: Callable[[Part], None], *, stopping: Callable[[], bool] | None
    ) -> None:
        """Run `meta.source` as the recorder does, if nobody has yet; else send its parts again."""
        path = self._path(meta)
        if path is not None and path.exists():
            for part in coding.decode(path.read_bytes(), list[Part]):
                emit(part)
            return
        parts: list[Part] = []

        def take(part: Part) -> None:
            parts.append(part)
            # Before the last is sent: with it the process may be ended.
            if path is not None and part.end is not None and part.end.reason in WHOLE:
                atomic.write(path, [coding.encode(parts)], durable=False)
            emit(part)

        _, record = worker.warm_up()
        record(meta, take, stopping=stopping)

    def _path(self, meta: Meta) -> Path | None:
        """Where the parts of a run are; None if it may not go the same way each time."""
        if not self.trusted or not _alone(meta.source):
            return None
        asked = (meta.source, meta.filename, meta.device, meta.seed, meta.value_cap)
        return self._folder / hashlib.sha256(coding.encode(asked)).hexdigest()


def _alone(source: str) -> bool:
    """Whether a program has to do with torch only: with no file, module or clock beside it."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return False
    modules = [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return {one.partition(".")[0] for one in modules} <= {"torch"} and not names & REACHING
