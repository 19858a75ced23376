"""What to do where shapes, dtypes or indices do not fit."""

from __future__ import annotations

# A pattern in torch's message -> advice in English and Korean. The first that fits is given.
FITTING: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r"mat1 and mat2 shapes cannot be multiplied|size mismatch, got|vec(?:tor)? must",
        (
            (
                "In A @ B the columns of A must equal the rows of B; for a Linear layer the last "
                "length of the input must be in_features. Print the shapes; a transpose (.T) or, "
                "before a layer, flatten(1) is often missing."
            ),
            (
                "A @ B에서는 A의 열 수와 B의 행 수가 같아야 하고, Linear 층에서는 입력의 마지막 "
                "축 길이가 in_features와 같아야 합니다. 모양을 출력해 보세요. 전치(.T)나 층 앞의 "
                "flatten(1)이 빠진 경우가 많습니다."
            ),
        ),
    ),
    (
        r"inconsistent tensor size|1D tensors expected",
        (
            "A dot product takes two vectors of one axis each and of one length. Print the shapes.",
            "내적은 축이 하나이고 길이가 같은 두 벡터로 계산합니다. 두 모양을 출력해 보세요.",
        ),
    ),
    (
        r"batch2 tensor to be",
        (
            (
                "A batched product needs as many matrices on both sides, and the columns of those "
                "on the left must equal the rows of those on the right. Print both shapes."
            ),
            (
                "배치 행렬곱에서는 양쪽 행렬의 개수가 같고, 왼쪽 행렬의 열 수와 오른쪽 행렬의 행 "
                "수가 같아야 합니다. 두 모양을 출력해 보세요."
            ),
        ),
    ),
    (
        r"match the broadcast shape",
        (
            (
                "What changes in place keeps its shape, and this result has another. Write "
                "x = x + y instead of x += y."
            ),
            (
                "제자리 연산은 텐서의 모양을 바꾸지 못하는데, 결과의 모양이 다릅니다. x += y 대신 "
                "x = x + y로 쓰세요."
            ),
        ),
    ),
    (
        r"The expanded size of the tensor|cannot be broadcast to indexing result",
        (
            (
                "What is stretched or written must fit the shape it goes to: counted from the "
                "right, each of its lengths is 1 or the same as there."
            ),
            (
                "늘리거나 써 넣는 텐서는 대상의 모양에 맞아야 합니다. 오른쪽부터 축마다 길이가 "
                "1이거나 대상과 같아야 합니다."
            ),
        ),
    ),
    (
        r"einsum\(\).*does not broadcast",
        (
            (
                "In einsum a letter stands for one length: wherever it is written, the axes must "
                "be equally long or of length 1. Print the shapes."
            ),
            (
                "einsum에서 글자 하나는 길이 하나를 뜻합니다. 같은 글자가 가리키는 축은 길이가 "
                "같거나 1이어야 합니다. 모양을 출력해 보세요."
            ),
        ),
    ),
    (
        r"The size of tensor a .* must match the size of tensor b|not broadcastable|shape mismatch",
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
        r"is invalid for input of size|view size is not compatible",
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
        r"target dtype to be",
        (
            (
                "Classes are whole numbers: write target.long(). Probabilities of classes must "
                "have the shape of the input."
            ),
            (
                "클래스 번호는 정수여야 합니다. target.long()으로 바꾸세요. 클래스별 확률이라면 "
                "입력과 모양이 같아야 합니다."
            ),
        ),
    ),
    (
        (
            r"expected (?:scalar type|m1 and m2|mat1 and mat2).*dtype|expected scalar type"
            r"|must have the same dtype|to have same dtype|Found dtype"
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
        (
            r"Boolean value of Tensor with more than one value|cannot be converted to Scalar"
            r"|only one element tensors can be converted"
        ),
        (
            (
                "Only a tensor of one number can be used as a plain number or a condition. Reduce "
                "it first: sum(), mean(), any(), all(). A loss that is a class is made before it "
                "is given tensors: nn.MSELoss()(y, t)."
            ),
            (
                "원소가 하나인 텐서만 수나 조건으로 쓸 수 있습니다. 먼저 sum(), mean(), any(), "
                "all() 등으로 줄이세요. 클래스인 손실은 먼저 만든 다음 텐서를 넣으세요: "
                "nn.MSELoss()(y, t)."
            ),
        ),
    ),
    (
        r"Dimension out of range",
        (
            (
                "Axes are counted from 0, or from -1 at the end; the message names the first and "
                "the last. Print the shape."
            ),
            (
                "축은 0부터 세거나 끝에서 -1부터 거꾸로 셉니다. 쓸 수 있는 범위는 오류 메시지에 "
                "나옵니다. 모양을 출력해 보세요."
            ),
        ),
    ),
    (
        (
            r"(?<!selected )\bindex (?:-?\d+ is )?out of (?:bounds|range)"
            r"|Target -?\d+ is out of bounds"
        ),
        (
            "Indices count from 0 and end one before the length.",
            "인덱스는 0부터 시작하고 길이보다 1 작은 수에서 끝납니다.",
        ),
    ),
)
