"""Words of a local Jacobian, and of a leaf's gradient beside finite differences."""

from __future__ import annotations

LOCAL: dict[str, tuple[str, str]] = {
    "jacobian_read": (
        (
            "A row for each element of {above}, a column for each of {below}. Upstream gradient "
            "times matrix is the gradient."
        ),
        (
            "행은 {above}의 원소, 열은 {below}의 원소입니다. 상류 기울기에 행렬을 곱하면 기울기가 "
            "됩니다."
        ),
    ),
    "jacobian_diagonal": (
        "Off the diagonal all is 0: each element of {above} depends on one element of {below}.",
        "대각선 밖은 모두 0입니다. {above}의 각 원소는 {below}의 원소 하나에만 의존합니다.",
    ),
}
