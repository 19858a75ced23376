"""Words beside the grids of a step: what it did with the cells of an operand."""

from __future__ import annotations

CELLS: dict[str, tuple[str, str]] = {
    "cells_read": ("{count} of {total} cells read", "{total}칸 중 {count}칸을 읽음"),
    "cells_written": (
        "before; {count} of {total} cells written",
        "바뀌기 전; {total}칸 중 {count}칸에 씀",
    ),
    "cells_kept": ("{count} of {total} cells kept", "{total}칸 중 {count}칸을 남김"),
    "cells_true": ("{count} of {total} cells are True", "{total}칸 중 {count}칸이 True"),
    "cells_taken": ("{count} of {total} cells taken", "{total}칸 중 {count}칸을 가져옴"),
    "cells_not_zero": ("{count} of {total} cells are not 0", "{total}칸 중 {count}칸이 0이 아님"),
    "dim_stretched": ("dim {dim} stretched 1 → {to}", "dim {dim} 늘림 1 → {to}"),
    "dim_added": ("dim {dim} added, stretched to {to}", "dim {dim} 새로 추가, {to}까지 늘림"),
    "over_all": ("all {count} cells into one", "{count}칸 모두 하나로"),
    "over_dims": ("along {dims}: {count} cells into one", "{dims} 방향: {count}칸을 하나로"),
    "running_over": ("running along dim {dim}", "dim {dim} 방향으로 누적"),
    "takes_row": ("row by row", "행 단위로"),
    "takes_column": ("column by column", "열 단위로"),
}
