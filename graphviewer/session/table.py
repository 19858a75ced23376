"""Series side by side as a CSV table."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping

from graphviewer.session.smoothing import Numbers


def csv_table(across: str, columns: Mapping[str, tuple[Numbers, Numbers]]) -> str:
    """A header, then a row for each place any series has a number at; numbers in full precision.

    Each column is (places, values); where a series has no number its cell is empty.
    """
    cells: dict[float, dict[str, float]] = {}
    for name, (places, values) in columns.items():
        for place, value in zip(places.tolist(), values.tolist(), strict=True):
            if not math.isnan(value):
                cells.setdefault(place, {})[name] = value
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([across, *columns])
    for place in sorted(cells):
        row = cells[place]
        writer.writerow(
            [repr(place), *(repr(row[name]) if name in row else "" for name in columns)]
        )
    return text.getvalue()
