"""Which character of the mathematics font stands for a letter in a given style."""

from __future__ import annotations

# style -> first character of the run for A, a, capital alpha, small alpha, 0 (None: upright)
_RUNS: dict[tuple[str, bool], tuple[int | None, int | None, int | None, int | None, int | None]] = {
    ("name", False): (0x1D434, 0x1D44E, 0x1D6E2, 0x1D6FC, None),
    ("name", True): (0x1D468, 0x1D482, 0x1D71C, 0x1D736, 0x1D7CE),
    ("number", True): (0x1D400, 0x1D41A, 0x1D6A8, 0x1D6C2, 0x1D7CE),
    ("word", True): (0x1D400, 0x1D41A, 0x1D6A8, 0x1D6C2, 0x1D7CE),
    ("operator", True): (0x1D400, 0x1D41A, 0x1D6A8, 0x1D6C2, 0x1D7CE),
    ("code", False): (0x1D670, 0x1D68A, None, None, 0x1D7F6),
}
_STARTS = (ord("A"), ord("a"), 0x391, 0x3B1, ord("0"))
_LENGTHS = (26, 26, 25, 25, 10)
_ODD = {
    ("name", False): {"h": "\u210e", "∂": "\U0001d715", "-": "−"},
    ("name", True): {"∂": "\U0001d74f", "-": "−"},
    ("number", False): {"-": "−"},
    ("number", True): {"-": "−"},
    ("operator", False): {"-": "−", "*": "∗"},
    ("operator", True): {"-": "−", "*": "∗"},
}


def styled(char: str, style: str, bold: bool) -> str:
    """The character to draw for `char`: names italic, code with its own letters, everything bold
    where asked.
    """
    key = (style, bold)
    odd = _ODD.get(key, {}).get(char)
    if odd is not None:
        return odd
    runs = _RUNS.get(key)
    if runs is None:
        return char
    code = ord(char)
    for run, start, length in zip(runs, _STARTS, _LENGTHS, strict=True):
        if run is not None and start <= code < start + length:
            return chr(run + code - start)
    return char
