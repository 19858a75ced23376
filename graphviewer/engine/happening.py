"""Everything the child processes tell a window."""

from __future__ import annotations

from graphviewer.engine.calculator import CalculatorEvent
from graphviewer.engine.client import EngineEvent
from graphviewer.engine.trainer import TrainerEvent

Happening = EngineEvent | TrainerEvent | CalculatorEvent
