"""Words of where a new tensor's numbers come from."""

from __future__ import annotations

MAKING: dict[str, tuple[str, str]] = {
    "made_read": (
        "{name} is read from a file: the numbers that were saved, in memory of their own.",
        "{name}은(는) 파일에서 읽습니다. 저장한 수 그대로이고, 메모리는 새것입니다.",
    ),
    "made_shared": (
        "Nothing is copied: {name} lies in the memory of what it is made from.",
        "복사하지 않습니다. {name}은(는) 원래 것의 메모리를 그대로 씁니다.",
    ),
    "made_maybe": (
        (
            "{function} copies only where it must, for another dtype or device. "
            "Otherwise {name} lies in the array's own memory."
        ),
        (
            "{function}은(는) 자료형이나 장치가 달라질 때만 복사합니다. "
            "그렇지 않으면 {name}은(는) 배열의 메모리를 그대로 씁니다."
        ),
    ),
    "made_copied": (
        "torch.tensor always copies: what is written to the array later does not reach {name}.",
        "torch.tensor는 언제나 복사합니다. 나중에 배열에 쓴 수는 {name}에 나타나지 않습니다.",
    ),
    "made_default": (
        (
            "torch.Tensor always makes the default dtype, {dtype}. It copies a list and numbers of "
            "another dtype; memory that has that dtype already it shares, and what has only a "
            "size it fills with nothing."
        ),
        (
            "torch.Tensor는 언제나 기본 자료형인 {dtype}(으)로 만듭니다. 리스트나 다른 자료형의 "
            "수는 복사하지만, 이미 그 자료형인 메모리는 함께 쓰고, 크기만 주면 아무 수도 채우지 "
            "않습니다."
        ),
    ),
    "made_empty": (
        "{function} fills in nothing: the numbers are whatever lay in that memory before.",
        "{function}은(는) 아무 수도 채우지 않습니다. 그 메모리에 남아 있던 수가 보입니다.",
    ),
    "made_drawn": (
        "The numbers are drawn at random; after torch.manual_seed they are the same every time.",
        "무작위로 뽑은 수입니다. torch.manual_seed로 시드를 정하면 매번 같은 수가 나옵니다.",
    ),
}
