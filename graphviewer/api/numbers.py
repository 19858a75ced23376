"""Values of a tape as arrays."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from graphviewer.tape.value import Value


def whole(value: Value, what: str) -> npt.NDArray[Any]:
    """The array of a value, read-only. Raises ValueError where only a sample of it is kept."""
    if not value.complete:
        raise ValueError(
            f"the tape keeps {value.kept:,} of the {value.size:,} numbers of {what}: record with "
            f"gv.record(value_cap={value.size}) to keep them all"
        )
    array = value.array()
    array.setflags(write=False)
    return array
