"""Words beside the grids of a step: what it did with the cells of an operand."""

from __future__ import annotations

CELLS: dict[str, tuple[str, str]] = {
    "dim_stretched": ("dim {dim} stretched 1 → {to}", "dim {dim} 늘림 1 → {to}"),
    "dim_added": ("dim {dim} added, stretched to {to}", "dim {dim} 새로 추가, {to}까지 늘림"),
    "over_all": ("all {count} cells into one", "{count}칸 모두 하나로"),
    "over_dims": ("along {dims}: {count} cells into one", "{dims} 방향: {count}칸을 하나로"),
    "running_over": ("running along dim {dim}", "dim {dim} 방향으로 누적"),
    "takes_row": ("row by row", "행 단위로"),
    "takes_column": ("column by column", "열 단위로"),
}
