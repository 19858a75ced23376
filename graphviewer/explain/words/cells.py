"""Words beside the grids of a step: what it did with the cells of an operand."""

from __future__ import annotations

CELLS: dict[str, tuple[str, str]] = {
    "cells_read": ("{count} of {total} cells read", "{total}칸 중 {count}칸을 읽음"),
    "cells_written": (
        "before; {count} of {total} cells written",
        "바뀌기 전; {total}칸 중 {count}칸에 씀",
    ),
    "cells_of": ("{count} of {total} cells are {name}", "{total}칸 중 {count}칸이 {name}"),
    "cells_kept": ("{count} of {total} cells kept", "{total}칸 중 {count}칸을 남김"),
    "cells_true": ("{count} of {total} cells are True", "{total}칸 중 {count}칸이 True"),
    "cells_taken": ("{count} of {total} cells taken", "{total}칸 중 {count}칸을 가져옴"),
    "cells_not_zero": ("{count} of {total} cells are not 0", "{total}칸 중 {count}칸이 0이 아님"),
    "dim_stretched": ("dim {dim} stretched 1 → {to}", "dim {dim} 늘림 1 → {to}"),
    "dim_added": ("dim {dim} added, stretched to {to}", "dim {dim} 새로 추가, {to}까지 늘림"),
    "over_all": ("all {count} cells into one", "{count}칸 모두 하나로"),
    "over_dims": ("along {dims}: {count} cells into one", "{dims} 방향: {count}칸을 하나로"),
    "cells_nan": ("{count} NaN left out", "NaN {count}칸은 뺌"),
    "running_over": ("running along dim {dim}", "dim {dim} 방향으로 누적"),
    "takes_row": ("row by row", "행 단위로"),
    "takes_weights": ("row by row: its weights", "행 단위로: 가중치"),
    "takes_bias": ("added", "더함"),
    "takes_column": ("column by column", "열 단위로"),
    # memory
    "lies_in_memory": ("in memory", "메모리 위치"),
    "lies_from": (
        "starts at place {offset}; steps of {steps}",
        "{offset}번 자리에서 시작; {steps}",
    ),
    "lies_step": ("{count} along dim {dim}", "dim {dim} 방향 {count}칸씩"),
    "lies_beside": ("beside it in memory", "같은 메모리의 다른 칸"),
    "changes_show": (
        "{names}: a change in one shows in the other",
        "{names}: 하나를 바꾸면 다른 쪽도 바뀜",
    ),
    "changes_show_in_all": (
        "{names}: a change in one shows in all",
        "{names}: 하나를 바꾸면 모두 바뀜",
    ),
    "common_cells_change": (
        "{names}: a change in a common cell shows in each",
        "{names}: 겹치는 칸은 함께 바뀜",
    ),
    "name_moved": (
        (
            "{name} is now a new tensor, {made}, with memory of its own; {before}, which was "
            "called so before, has not changed."
        ),
        (
            "{name}은(는) 이제 자기 메모리를 가진 새 텐서 {made}입니다. 전에 이 이름이던 "
            "{before}은(는) 바뀌지 않았습니다."
        ),
    ),
    "name_moved_view": (
        "{name} is now a new tensor, {made}, on the memory of {before}.",
        "{name}은(는) 이제 {before}의 메모리 위에 있는 새 텐서 {made}입니다.",
    ),
    "same_tensor": (
        (
            "No new tensor is made: {name} stays the same one, its memory is written to, and its "
            "version goes from {before} to {after}."
        ),
        (
            "새 텐서는 만들어지지 않습니다. {name}은(는) 그대로 같은 텐서이고, 그 메모리에 쓰면서 "
            "버전이 {before}에서 {after}(으)로 올라갑니다."
        ),
    ),
}
