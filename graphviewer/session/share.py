"""Shares of a whole, in per cent or as a number from 0 to 1."""

from __future__ import annotations

import math


def percent(share: float, digits: int = 1) -> str:
    """A share from 0 to 1 with so many decimals: "12.5%".

    What is not the whole is never told as the whole, nor what is something as nothing: ">99.9%"
    and "<0.1%". "NaN" if the share is none.
    """
    if math.isnan(share):
        return "NaN"
    text, least = f"{share:.{digits}%}", 10.0 ** -(digits + 2)
    if share < 1 and text == f"{1.0:.{digits}%}":
        return f">{1 - least:.{digits}%}"
    if share > 0 and text == f"{0.0:.{digits}%}":
        return f"<{least:.{digits}%}"
    return text


def decimal(share: float, digits: int = 4) -> str:
    """A share from 0 to 1 with so many decimals, as truly: "0.8750", ">0.9999", "<0.0001"."""
    text, least = f"{share:.{digits}f}", 10.0**-digits
    if share < 1 and text == f"{1.0:.{digits}f}":
        return f">{1 - least:.{digits}f}"
    if share > 0 and text == f"{0.0:.{digits}f}":
        return f"<{least:.{digits}f}"
    return text
