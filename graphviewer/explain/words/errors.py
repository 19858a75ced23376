"""Torch's common errors and what to do about them."""

from __future__ import annotations

import re

from graphviewer.explain.explanation import Language
from graphviewer.explain.words.misfits import FITTING

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
                "The names or shapes in the state_dict are not those of the model; the output "
                "lists each. Choose the program that the weights were made with, or load what fits."
            ),
            (
                "state_dict에 있는 이름이나 모양이 모델과 다릅니다. 무엇이 다른지는 출력에 모두 "
                "나옵니다. 가중치를 만든 프로그램을 고르거나 맞는 것만 불러오세요."
            ),
        ),
    ),
    (
        r"backward through the graph a second time",
        (
            (
                "An earlier backward freed what the nodes had saved. Pass retain_graph=True to "
                "that call, or compute again, from the leaves on, all that the next one passes "
                "through. In a loop, detach() what the last turn left."
            ),
            (
                "앞선 backward가 끝나면서 노드에 저장된 값이 해제되었습니다. 그 호출에 "
                "retain_graph=True를 주거나, 다음 호출이 지나갈 계산을 리프부터 모두 다시 하세요. "
                "반복문에서는 앞 반복에서 넘어온 텐서를 detach()하세요."
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
                "needed it. Use the out-of-place form (x = x + 1 for x += 1) or change a clone(). "
                "An optimizer's step() changes in place as well: call it after the last backward."
            ),
            (
                "노드가 저장해 둔 텐서를 backward 전에 제자리 연산이 바꾸었습니다. 제자리 연산 "
                "대신 새 텐서를 만들거나(x += 1 대신 x = x + 1), clone()한 텐서를 바꾸세요. "
                "옵티마이저의 step()도 제자리에서 바꾸므로 마지막 backward 뒤에 호출하세요."
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
                "and look for what cuts the graph: detach(), torch.no_grad(), item(), argmax(), a "
                "comparison. A gradient is itself recorded only with create_graph=True."
            ),
            (
                "이 텐서까지 이어지는 기록이 없습니다. 리프를 requires_grad=True로 만들고, "
                "detach(), torch.no_grad(), item(), argmax(), 비교 연산이 그래프를 끊지 않았는지 "
                "확인하세요. 기울기 자체는 create_graph=True일 때만 그래프에 기록됩니다."
            ),
        ),
    ),
    (
        r"appears to not have been used in the graph",
        (
            (
                "No recorded way leads from this tensor to the result. Check that it is used and "
                "not cut off by detach(), or pass allow_unused=True to get None for it."
            ),
            (
                "이 텐서에서 결과까지 이어지는 기록이 없습니다. 실제로 쓰였는지, detach()로 "
                "끊기지 않았는지 확인하거나 allow_unused=True로 None을 받으세요."
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
        r"Can't call numpy\(\) on Tensor that requires grad",
        (
            "NumPy knows nothing of gradients. Cut the graph first: x.detach().numpy().",
            "NumPy는 기울기를 모릅니다. x.detach().numpy()처럼 먼저 그래프에서 떼어 내세요.",
        ),
    ),
    (
        r"can't allocate memory|out of memory",
        (
            "The tensor does not fit into memory. Check its shape.",
            "텐서가 메모리에 들어가지 않습니다. 모양을 확인하세요.",
        ),
    ),
    *FITTING,
)


def advice(message: str, language: Language) -> str | None:
    """What to do about an error; None where nothing better than its message is known."""
    for pattern, texts in ADVICE:
        if re.search(pattern, message, re.DOTALL):
            return texts[0 if language == "en" else 1]
    return None
