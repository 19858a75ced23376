"""Step through PyTorch's autograd, forward and backward, with every number on screen."""

from __future__ import annotations

__version__ = "0.1.0"
