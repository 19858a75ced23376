"""Words of a check: the rule, or the sum, beside the recorded gradient."""

from __future__ import annotations

CHECKS: dict[str, tuple[str, str]] = {
    "check_exact": (
        "The rule gives exactly this gradient.",
        "규칙으로 계산한 값과 정확히 같습니다.",
    ),
    "check_rounding": (
        "The rule agrees within rounding (largest difference {difference}).",
        "반올림 오차 안에서 규칙과 일치합니다 (최대 차이 {difference}).",
    ),
    "check_differs": (
        "The rule gives another result (largest difference {difference}).",
        "규칙으로 계산한 값과 다릅니다 (최대 차이 {difference}).",
    ),
    "hooked_differs": (
        (
            "The rule gives another result (largest difference {difference}): a hook of the "
            "program changed what it sent."
        ),
        (
            "규칙으로 계산한 값과 다릅니다 (최대 차이 {difference}). 프로그램의 훅이 보내는 값을 "
            "바꾸었습니다."
        ),
    ),
    "first_exact": (
        "It is exactly what arrived.",
        "도착한 기울기와 정확히 같습니다.",
    ),
    "first_rounding": (
        "It is what arrived within rounding (largest difference {difference}).",
        "도착한 기울기와 반올림 오차 안에서 같습니다 (최대 차이 {difference}).",
    ),
    "first_differs": (
        "It is not what arrived (largest difference {difference}).",
        "도착한 기울기와 다릅니다 (최대 차이 {difference}).",
    ),
    "sum_exact": (
        "What was there before and what arrived add up to exactly this.",
        "이전 값과 도착한 기울기의 합과 정확히 같습니다.",
    ),
    "sum_rounding": (
        (
            "What was there before and what arrived add up to this within rounding (largest "
            "difference {difference})."
        ),
        "이전 값과 도착한 기울기의 합과 반올림 오차 안에서 같습니다 (최대 차이 {difference}).",
    ),
    "sum_differs": (
        (
            "What was there before and what arrived add up to something else (largest difference "
            "{difference})."
        ),
        "이전 값과 도착한 기울기의 합과 다릅니다 (최대 차이 {difference}).",
    ),
}
