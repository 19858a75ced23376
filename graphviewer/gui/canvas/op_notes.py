"""What stands beside a sign: the arguments of its op that are no tensors, as far as they tell."""

from __future__ import annotations

from graphviewer.gui.canvas.texts import cut
from graphviewer.tape.rows import Op

LONGEST = 20  # characters
# the parameters of a convolution after its tensors, with their defaults
CONVOLVING = {"stride": "1", "padding": "0", "dilation": "1", "groups": "1"}
CONVOLUTIONS = frozenset(("conv1d", "conv2d", "conv3d"))
# called by modules, with switches of theirs that nobody wrote
WITHOUT = frozenset(("lstm", "gru", "rnn_tanh", "rnn_relu", "multi_head_attention_forward"))


def op_notes(op: Op) -> tuple[str, ...]:
    """The arguments, without the defaults PyTorch passes on by name; nothing where there are none.

    Those of a convolution are called by their names: `stride=2, padding=1`.
    """
    if op.name in WITHOUT:
        return ()
    written = [
        one for one in op.constants if "=" not in one or one.split("=")[0].strip() + "=" in op.code
    ]
    if op.name in CONVOLUTIONS:
        written = _convolving(written)
    return (cut(", ".join(written), LONGEST),) if written else ()


def _convolving(written: list[str]) -> list[str]:
    given = [_alike(one) for one in written if "=" not in one and one != "None"]
    named = [
        f"{name}={one}"
        for (name, usual), one in zip(CONVOLVING.items(), given, strict=False)
        if one != usual
    ]
    return named + [one for one in written if "=" in one]


def _alike(text: str) -> str:
    """`(2, 2)` as `2`: the same along every axis."""
    parts = {one.strip() for one in text.strip("()").split(",") if one.strip()}
    return parts.pop() if text.startswith("(") and len(parts) == 1 else text
