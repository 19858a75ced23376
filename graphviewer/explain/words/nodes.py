"""Words for nodes that nn modules make and for which no rule is written."""

from __future__ import annotations

NODES: dict[str, tuple[str, str]] = {
    "CudnnRnnBackward0": (
        (
            "All time steps of the layers are one node of cuDNN's: the gradient goes back through "
            "time, last step first, and each weight's is added up over all steps."
        ),
        (
            "모든 층과 시간 단계가 cuDNN의 노드 하나입니다. 기울기는 마지막 단계부터 시간을 거슬러 "
            "가고, 각 가중치의 기울기는 모든 단계에 걸쳐 더해집니다."
        ),
    ),
    "no_derivative": (
        "PyTorch has no derivative for this function: a backward run that comes here fails.",
        "PyTorch에는 이 함수의 도함수가 없습니다. 역전파가 여기에 이르면 오류가 납니다.",
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
    "each_group": ("each group", "그룹별"),
    "no_grad_came": (
        "No gradient arrived, so {name}.grad stays as it was.",
        "도착한 기울기가 없으므로 {name}.grad는 그대로입니다.",
    ),
    "arrived_so_far": (
        "{name}: {arrived} gradients have arrived so far.",
        "{name}: 지금까지 기울기 {arrived}개가 도착했습니다.",
    ),
}
