"""Why a file could not be made or written, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.disk.problem import FileProblem
from graphviewer.gui.export.job import ExportError
from graphviewer.gui.export.raster import NO_MEMORY
from graphviewer.gui.problems import told


def why(problem: Exception) -> str:
    """What to say of an ExportError, a FileProblem or a MemoryError."""
    if isinstance(problem, FileProblem):
        return told(problem)
    if isinstance(problem, ExportError):
        return QCoreApplication.translate("Export", problem.text).format(**problem.parts)
    return str(problem) or QCoreApplication.translate("Export", NO_MEMORY)
