"""Text that an XML file can hold: the rest of Unicode is no XML, however it is escaped."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with a replacement character for each that XML forbids."""
    return _UNWRITABLE.sub("\ufffd", text)
