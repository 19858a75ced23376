"""Shares of a whole in per cent."""

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
