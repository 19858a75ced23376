"""Torch's common errors and what to do about them."""

from __future__ import annotations

import re

from msgspec import Struct

from graphviewer.explain.explanation import Language

# A pattern in torch's message -> advice in English and Korean.
ADVICE: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r"is refused because this run is restricted",
        (
            (
                "A restricted run may compute, but not write files, read outside its folder, use "
                "the network or start programs. If you know what this program does, open the "
                "file again, press Run and choose “Trust and run”."
            ),
            (
                "제한하여 실행한 프로그램은 계산만 할 수 있고, 파일 쓰기, 폴더 밖의 파일 읽기, "
                "네트워크 사용, 다른 프로그램 실행은 할 수 없습니다. 무엇을 하는 프로그램인지 "
                "안다면 파일을 다시 열고 실행을 누른 뒤 “신뢰하고 실행”을 고르세요."
            ),
        ),
    ),
    (
        r"in loading state_dict for",
        (
            (
                "The names or shapes in the file are not those of the model; the output lists "
                "each. Choose the program that the weights were made with, or load what fits."
            ),
            (
                "파일에 있는 이름이나 모양이 모델과 다릅니다. 무엇이 다른지는 출력에 모두 "
                "나옵니다. 가중치를 만든 프로그램을 고르거나 맞는 것만 불러오세요."
            ),
        ),
    ),
    (
        r"backward through the graph a second time",
        (
            (
                "An earlier backward freed what the nodes had saved. Pass retain_graph=True to "
                "that call, or compute the loss again before the next."
            ),
            (
                "앞선 backward가 끝나면서 노드에 저장된 값이 해제되었습니다. 그 호출에 "
                "retain_graph=True를 주거나, 다음 호출 전에 손실을 다시 계산하세요."
            ),
        ),
    ),
    (
        r"grad can be implicitly created only for scalar outputs",
        (
            (
                "Only a scalar has one gradient to start from. Sum or average first, or pass "
                "backward(gradient=v) with the shape of the output."
            ),
            (
                "스칼라만 시작 기울기 1을 스스로 정할 수 있습니다. 먼저 합이나 평균을 구하거나, "
                "출력과 같은 모양의 v로 backward(gradient=v)를 호출하세요."
            ),
        ),
    ),
    (
        r"modified by an inplace operation",
        (
            (
                "A node saved this tensor, and an in-place operation changed it before backward "
                "needed it. Use the out-of-place form (x = x + 1 for x += 1) or change a clone()."
            ),
            (
                "노드가 저장해 둔 텐서를 backward 전에 제자리 연산이 바꾸었습니다. 제자리 연산 "
                "대신 새 텐서를 만들거나(x += 1 대신 x = x + 1), clone()한 텐서를 바꾸세요."
            ),
        ),
    ),
    (
        r"leaf Variable that requires grad.* in-place operation",
        (
            (
                "A leaf must keep the numbers its gradient belongs to. Change it inside "
                "torch.no_grad(), or work on a clone()."
            ),
            (
                "리프 텐서는 기울기가 계산된 시점의 값을 지켜야 합니다. torch.no_grad() 안에서 "
                "바꾸거나 clone()한 텐서를 쓰세요."
            ),
        ),
    ),
    (
        r"does not require grad and does not have a grad_fn",
        (
            (
                "Nothing recorded leads to this tensor. Create the leaf with requires_grad=True, "
                "and check that no detach() or torch.no_grad() cut the graph."
            ),
            (
                "이 텐서까지 이어지는 기록이 없습니다. 리프를 requires_grad=True로 만들고, "
                "detach()나 torch.no_grad()가 그래프를 끊지 않았는지 확인하세요."
            ),
        ),
    ),
    (
        r"appears to not have been used in the graph",
        (
            (
                "The result does not depend on this tensor. Check that it is used, or pass "
                "allow_unused=True to get None for it."
            ),
            (
                "결과가 이 텐서에 의존하지 않습니다. 실제로 쓰였는지 확인하거나, "
                "allow_unused=True로 None을 받으세요."
            ),
        ),
    ),
    (
        (
            r"Expected all tensors to be on the same device|is on (?:cpu|cuda|mps).*expected"
            r"|is not on the expected device"
        ),
        (
            "Operands must live on one device. Move them with .to(device).",
            "피연산자는 모두 같은 장치에 있어야 합니다. .to(device)로 옮기세요.",
        ),
    ),
    (
        (
            r"mat1 and mat2 shapes cannot be multiplied|size mismatch, got|inconsistent tensor size"
            r"|batch2 tensor to be|vec(?:tor)? must"
        ),
        (
            (
                "In A @ B the columns of A must equal the rows of B. Print both shapes; a "
                "transpose (.T) is often missing."
            ),
            (
                "A @ B에서는 A의 열 수와 B의 행 수가 같아야 합니다. 두 모양을 출력해 보세요. "
                "전치(.T)가 빠진 경우가 많습니다."
            ),
        ),
    ),
    (
        (
            r"The size of tensor a .* must match the size of tensor b|not broadcastable"
            r"|shape mismatch|The expanded size of the tensor|match the broadcast shape"
            r"|does not broadcast"
        ),
        (
            (
                "Broadcasting lines shapes up from the right: each pair of lengths must be equal "
                "or 1. unsqueeze() adds an axis where one is missing."
            ),
            (
                "브로드캐스팅은 모양을 오른쪽부터 맞춥니다. 각 축의 길이가 같거나 1이어야 "
                "합니다. 부족한 축은 unsqueeze()로 추가하세요."
            ),
        ),
    ),
    (
        r"Only Tensors of floating point and complex dtype can require gradients",
        (
            (
                "Whole numbers cannot change by a little, so they have no gradient. Write 3. "
                "instead of 3, or use dtype=torch.float32."
            ),
            (
                "정수는 조금씩 변할 수 없으므로 기울기가 없습니다. 3 대신 3.으로 쓰거나 "
                "dtype=torch.float32를 쓰세요."
            ),
        ),
    ),
    (
        r"is invalid for input of size|cannot be.*view|view size is not compatible",
        (
            (
                "The new shape must hold exactly as many numbers; where memory is not in order "
                "use reshape()."
            ),
            (
                "새 모양의 원소 수가 원래와 같아야 합니다. 메모리 순서가 맞지 않으면 reshape()를 "
                "쓰세요."
            ),
        ),
    ),
    (
        (
            r"expected (?:scalar type|m1 and m2|mat1 and mat2).*dtype|expected scalar type"
            r"|must have the same dtype|to have same dtype|target dtype to be"
        ),
        (
            "The operands have different number formats. Convert one with .to(dtype) or .float().",
            "피연산자의 자료형이 다릅니다. .to(dtype)이나 .float()로 하나를 변환하세요.",
        ),
    ),
    (
        r"stack expects each tensor to be equal size|Sizes of tensors must match except",
        (
            (
                "cat joins tensors whose shapes agree on all other axes, stack only those of one "
                "shape. Print the shapes."
            ),
            (
                "cat은 나머지 축의 길이가 모두 같아야, stack은 모양이 완전히 같아야 이어 붙입니다. "
                "모양을 출력해 보세요."
            ),
        ),
    ),
    (
        r"input batch_size .* to match target batch_size",
        (
            "The loss needs one target for each row of the input. Print both shapes.",
            "손실에는 입력의 행마다 목표가 하나씩 있어야 합니다. 두 모양을 출력해 보세요.",
        ),
    ),
    (
        r"Boolean value of Tensor with more than one value|cannot be converted to Scalar",
        (
            (
                "Only a tensor of one number can be used as a plain number or a condition. Reduce "
                "it first: sum(), mean(), any(), all()."
            ),
            (
                "원소가 하나인 텐서만 수나 조건으로 쓸 수 있습니다. 먼저 sum(), mean(), any(), "
                "all() 등으로 줄이세요."
            ),
        ),
    ),
    (
        r"Can't call numpy\(\) on Tensor that requires grad",
        (
            "NumPy knows nothing of gradients. Cut the graph first: x.detach().numpy().",
            "NumPy는 기울기를 모릅니다. x.detach().numpy()처럼 먼저 그래프에서 떼어 내세요.",
        ),
    ),
    (
        r"out of bounds|out of range",
        (
            "Indices count from 0 and end one before the length.",
            "인덱스는 0부터 시작하고 길이보다 1 작은 수에서 끝납니다.",
        ),
    ),
    (
        r"can't allocate memory|out of memory",
        (
            "The tensor does not fit into memory. Check its shape.",
            "텐서가 메모리에 들어가지 않습니다. 모양을 확인하세요.",
        ),
    ),
)


_VERSIONS = re.compile(
    r"which is output (\d+) of (\w+), is at version (\d+); expected version (\d+)"
)


class Conflict(Struct, frozen=True):
    """What torch says of a saved tensor that was changed in place."""

    output: int
    node: str  # "ExpBackward0", or without its ending
    version: int
    expected: int


def conflict(message: str) -> Conflict | None:
    """The versions in a message about a change in place; None for any other message."""
    found = _VERSIONS.search(message)
    if found is None:
        return None
    return Conflict(int(found[1]), found[2], int(found[3]), int(found[4]))


def advice(message: str, language: Language) -> str | None:
    """What to do about an error; None where nothing better than its message is known."""
    for pattern, texts in ADVICE:
        if re.search(pattern, message, re.DOTALL):
            return texts[0 if language == "en" else 1]
    return None
