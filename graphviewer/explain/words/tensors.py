"""Words of a tensor's facts."""

from __future__ import annotations

FACTS: dict[str, tuple[str, str]] = {
    "shape": ("shape", "모양"),
    "dtype": ("dtype", "자료형"),
    "device": ("device", "장치"),
    "grad_fn": ("grad_fn", "grad_fn"),
    "scalar": ("{shape} (scalar)", "{shape} (스칼라)"),
    "is_leaf": ("none (leaf)", "없음 (리프)"),
    "requires_grad": ("requires grad", "기울기 필요"),
    "yes": ("yes", "예"),
    "no": ("no", "아니요"),
    "saved_by": ("saved by", "저장한 노드"),
    "version": ("version", "버전"),
    "version_changed": ("{version} (changed in place)", "{version} (제자리에서 변경됨)"),
    "shares": ("shares memory with", "메모리 공유"),
    "used_by": ("used by", "사용처"),
    "leaf_grad": (".grad", ".grad"),
    "grad_none": ("None", "None"),
    "grad_dropped": (
        "not kept (no leaf; retain_grad() keeps it)",
        "보관 안 함 (리프가 아님; retain_grad()로 보관)",
    ),
    "also": ("also called", "다른 이름"),
    "parameter": ("parameter", "매개변수"),
}
