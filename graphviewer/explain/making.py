"""Where the numbers of a tensor made from nothing come from: copied, shared, read, drawn."""

from __future__ import annotations

from graphviewer.tape.rows import Op

_DRAWN = frozenset({"rand", "randn", "randint", "randperm", "rand_like", "randn_like", "normal"})
_EMPTY = frozenset({"empty", "empty_like", "new_empty"})
_SHARED = frozenset({"from_numpy", "from_dlpack", "frombuffer"})
_MAYBE = frozenset({"as_tensor", "asarray"})


def made_by(op: Op) -> str:
    """The key of the words that say so; empty where nothing needs to be said."""
    if op.qualified == "torch.load":
        return "made_read"
    if op.name in _SHARED and not op.inputs:
        return "made_shared"
    of_array = bool(op.constants) and op.constants[0] == "ndarray"
    if op.name in _MAYBE and of_array:
        return "made_maybe"
    if op.name == "tensor" and of_array:
        return "made_copied"
    if op.qualified == "Tensor":
        return "made_default"
    if op.name in _EMPTY:
        return "made_empty"
    return "made_drawn" if op.name in _DRAWN else ""
