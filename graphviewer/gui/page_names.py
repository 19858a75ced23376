"""The pages of the window, in the order of the top bar."""

from __future__ import annotations

from typing import Literal, get_args

Page = Literal["explore", "train", "functions", "descent"]
PAGES: tuple[Page, ...] = get_args(Page)
