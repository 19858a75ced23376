"""Words for what stands beside the steps: hooks, notes, saved tensors, NaN, skipped steps."""

from __future__ import annotations

NOTES: dict[str, tuple[str, str]] = {
    "hook_changed": (
        "{hook} changed the gradient of {name} from {before} to {after}.",
        "{hook}이(가) {name}의 기울기를 {before}에서 {after}(으)로 바꾸었습니다.",
    ),
    "hook_sent": (
        "{hook} changed the gradient sent to {name} from {before} to {after}.",
        "{hook}이(가) {name}(으)로 보내는 기울기를 {before}에서 {after}(으)로 바꾸었습니다.",
    ),
    "hook_named": ("The hook {hook}", "훅 {hook}"),
    "hook_at": ("The hook {hook} (line {line})", "훅 {hook}({line}번째 줄)"),
    "hook_of_node": ("A hook of the node", "이 노드의 훅"),
    "no_numbers": ("None", "None"),
    "nan_first": (
        "This is the first NaN of the whole recording.",
        "기록 전체에서 처음 나타난 NaN입니다.",
    ),
    "infinite_born": (
        "{count} of {total} numbers become infinite here: all that entered were finite.",
        "들어온 값은 모두 유한했지만, 여기에서 {total}개 중 {count}개가 무한대가 됩니다.",
    ),
    "infinite_first": (
        "This is the first infinity of the whole recording.",
        "기록 전체에서 처음 나타난 무한대입니다.",
    ),
    "keeps": (
        "It keeps {kept} for that ({bytes}).",
        "이를 위해 {kept}을(를) 보관합니다 ({bytes}).",
    ),
    "byte": ("{count} byte", "{count}바이트"),
    "bytes": ("{count} bytes", "{count}바이트"),
    "bytes_unknown": ("an unknown number of bytes", "크기를 알 수 없음"),
    "keeps_it": ("{node} ({kept})", "{node} ({kept})"),
    "was_freed": ("{node} ({kept}; freed)", "{node} ({kept}; 해제됨)"),
    "freed_by": (
        "{node} had kept {kept} ({bytes}); the backward of line {line} freed that.",
        (
            "{node}은(는) {kept}({bytes})을(를) 보관하고 있었지만, {line}번째 줄의 backward가 "
            "끝나면서 해제되었습니다."
        ),
    ),
    "packed": (
        (
            "What this node saved was packed away by the program (a checkpoint, say) and made "
            "again for this step."
        ),
        "프로그램이 따로 두었던(체크포인트 등) 저장 값을 이 단계에서 다시 만들었습니다.",
    ),
    "module_hook": (
        (
            "PyTorch put this node around a module so that the module's backward hooks see its "
            "gradients; by itself it passes them on unchanged."
        ),
        (
            "모듈의 backward 훅이 기울기를 볼 수 있도록 PyTorch가 모듈 앞뒤에 둔 노드입니다. 노드 "
            "자체는 기울기를 바꾸지 않고 그대로 전달합니다."
        ),
    ),
    "checkpoint": (
        (
            "Reentrant checkpoint: the forward of the checkpointed part ran again here, and a "
            "backward run inside this one went through it."
        ),
        (
            "재진입 체크포인트입니다. 체크포인트한 부분의 순전파를 여기서 다시 실행하고, 그 안에서 "
            "별도의 역전파를 한 번 실행했습니다."
        ),
    ),
    "transform": (
        (
            "From here {about} runs the function on wrappers of torch.func that hold no numbers of "
            "their own: operations are shown, values are not recorded."
        ),
        (
            "여기부터 {about}은(는) 자체 값이 없는 torch.func의 래퍼 텐서로 함수를 실행합니다. "
            "연산은 보이지만 값은 기록되지 않습니다."
        ),
    ),
    "compiled": (
        "{about} was to be compiled: it ran uncompiled, so that each operation is recorded.",
        "{about}은(는) 컴파일될 함수였지만, 각 연산을 기록하기 위해 컴파일하지 않고 실행했습니다.",
    ),
    "thread": (
        (
            "The program works in another thread ({about}) from here: what happens there is not "
            "recorded step by step, only what it leaves in .grad."
        ),
        (
            "여기부터 프로그램이 다른 스레드({about})에서도 일합니다. 그 안의 일은 단계별로 "
            "기록되지 않고 .grad에 남은 결과만 기록됩니다."
        ),
    ),
    "walked": (
        (
            "This graph was there before anything was recorded: its nodes were found from a "
            "tensor, and numbers are known only where PyTorch still holds them."
        ),
        (
            "기록을 시작하기 전에 이미 만들어진 그래프입니다. 텐서에서 노드를 따라가 찾았으며, "
            "값은 PyTorch가 아직 가지고 있는 것만 알 수 있습니다."
        ),
    ),
    "grad_was_there": (
        "{name}.grad held this already when the graph was looked at.",
        "그래프를 살펴볼 때 {name}.grad에 이미 들어 있던 값입니다.",
    ),
    "skip": ("skipped", "건너뜀"),
    "skipped_phrase_one": ("1 iteration", "반복 1회"),
    "skipped_phrase_many": ("{count} iterations", "반복 {count}회"),
    "skipped_one": (
        (
            "1 iteration ran here that the tape does not keep step by step; every scalar of "
            "it is still in the charts."
        ),
        (
            "여기에서 실행된 반복 1회는 단계별로 남기지 않았습니다. 그동안의 스칼라 값은 "
            "모두 차트에서 볼 수 있습니다."
        ),
    ),
    "skipped_many": (
        (
            "{count} iterations ran here that the tape does not keep step by step; every scalar of "
            "them is still in the charts."
        ),
        (
            "여기에서 실행된 반복 {count}회는 단계별로 남기지 않았습니다. 그동안의 스칼라 값은 "
            "모두 차트에서 볼 수 있습니다."
        ),
    ),
    "skipped_update": (
        "This is what the iterations that were skipped left in {name}.",
        "건너뛴 반복들이 {name}에 남긴 결과입니다.",
    ),
    "statistics": (
        "In training the layer also moves {name}, its running statistics, towards this batch's.",
        "학습 모드에서는 층의 이동 통계인 {name}도 이 배치 쪽으로 옮깁니다.",
    ),
    "changed_too_many": (
        "{name} share its memory and change with it.",
        "메모리를 공유하는 {name}도 함께 바뀝니다.",
    ),
    "overwritten": (
        (
            "{name} shares its memory with a NumPy array or the like: what is written there shows "
            "here. No version counter goes up, and PyTorch knows nothing of it."
        ),
        (
            "{name}은(는) NumPy 배열 등과 메모리를 공유하므로 그곳에 쓴 수가 여기에 나타납니다. "
            "버전은 그대로이고 PyTorch는 이 변화를 알지 못합니다."
        ),
    ),
}
