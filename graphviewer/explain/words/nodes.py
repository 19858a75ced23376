"""Words for nodes that nn modules make and for which no rule is written."""

from __future__ import annotations

NODES: dict[str, tuple[str, str]] = {
    "ConvolutionBackward0": (
        (
            "The input gets the upstream gradient convolved with the turned kernel, the kernel its "
            "correlation with the input, the bias its sum."
        ),
        (
            "입력은 상류 기울기와 뒤집은 커널의 합성곱을, 커널은 상류 기울기와 입력의 상관을, "
            "편향은 상류 기울기의 합을 받습니다."
        ),
    ),
    "MaxPool2DWithIndicesBackward0": (
        "Each window's gradient goes to the place its maximum came from; all others get 0.",
        "각 창의 기울기는 최댓값이 있던 자리로만 가고, 나머지는 0을 받습니다.",
    ),
    "NativeBatchNormBackward0": (
        (
            "In training mean and variance are computed from the batch, so every example of the "
            "batch takes part in every gradient; in evaluation they are constants."
        ),
        (
            "학습 모드에서는 평균과 분산을 배치에서 구하므로 배치의 모든 표본이 각 기울기에 "
            "관여합니다. 평가 모드에서는 둘 다 상수입니다."
        ),
    ),
    "NativeLayerNormBackward0": (
        (
            "Mean and variance come from the example's own features, so each feature takes part "
            "in the gradient of the others."
        ),
        "평균과 분산을 표본 자신의 특성들에서 구하므로, 각 특성이 다른 특성의 기울기에 관여합니다.",
    ),
    "NativeDropoutBackward0": (
        (
            "The gradient passes the same mask as the values: dropped elements get 0, kept ones "
            "are scaled by 1/(1 − p)."
        ),
        (
            "기울기도 값과 같은 마스크를 거칩니다. 꺼진 원소는 0이고, 남은 원소는 1/(1 − p)배가 "
            "됩니다."
        ),
    ),
    "no_rule_here": (
        (
            "The rule of {node} does not cover the options or numbers of this call: the gradients "
            "are PyTorch's own and are not checked."
        ),
        (
            "{node}의 규칙은 이 호출의 옵션이나 수를 다루지 않습니다. 기울기는 PyTorch가 계산한 "
            "그대로이며 검산하지 않습니다."
        ),
    ),
    "arrived_so_far": (
        "{name}: {arrived} gradients have arrived so far.",
        "{name}: 지금까지 기울기 {arrived}개가 도착했습니다.",
    ),
}
