"""What `import graphviewer as gv` offers: record, show and read tapes. docs/python-api.md."""

from __future__ import annotations

from graphviewer.api.opening import read
from graphviewer.api.recording import record
from graphviewer.api.showing import show
from graphviewer.api.tape import NoSuchTensor, Tape
from graphviewer.disk.problem import FileProblem

__all__ = ["FileProblem", "NoSuchTensor", "Tape", "read", "record", "show"]
