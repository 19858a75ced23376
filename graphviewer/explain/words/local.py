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
        (
            "Off the diagonal all is 0: at these numbers a small change of one element of {below} "
            "moves no element of {above} but the one in its place."
        ),
        (
            "대각선 밖은 모두 0입니다. 이 값에서 {below}의 한 원소를 조금 바꾸어도 {above}에서는 "
            "같은 자리의 원소 말고는 움직이지 않습니다."
        ),
    ),
    "fd_agrees": (
        "Finite differences in float64 agree to {digits} digits.",
        "float64 유한 차분과 {digits}자리까지 일치합니다.",
    ),
    "fd_within": (
        "Finite differences in float64 agree (largest difference {difference}).",
        "float64 유한 차분과 일치합니다 (최대 차이 {difference}).",
    ),
    "fd_zero": (
        "Finite differences in float64 agree: it is 0.",
        "float64 유한 차분으로도 0입니다.",
    ),
    "fd_some": (
        "{some} of {every} elements were looked at.",
        "원소 {every}개 중 {some}개를 확인했습니다.",
    ),
    "fd_rounding": (
        (
            "Finite differences in float64 give {numeric} for {place}, and so does PyTorch in "
            "float64: what is missing to {recorded} is {dtype}'s rounding."
        ),
        (
            "{place}의 float64 유한 차분은 {numeric}이고 PyTorch의 float64 기울기도 같습니다. "
            "기록된 {recorded}와(과)의 차이는 {dtype}의 반올림 오차입니다."
        ),
    ),
    "fd_kink": (
        (
            "There is no derivative at {place}: differences to its left and to its right disagree. "
            "PyTorch takes {recorded}."
        ),
        (
            "{place}에서는 왼쪽 차분과 오른쪽 차분이 달라 도함수가 없습니다. PyTorch는 "
            "{recorded}을(를) 씁니다."
        ),
    ),
    "fd_differs": (
        (
            "Finite differences give {numeric} for {place}, the recorded gradient is {recorded}: "
            "a backward written by hand may be wrong."
        ),
        (
            "{place}의 유한 차분은 {numeric}인데 기록된 기울기는 {recorded}입니다. 직접 작성한 "
            "backward가 틀렸을 수 있습니다."
        ),
    ),
    "fd_random": (
        "Not held against finite differences: {name} draws random numbers.",
        "{name}에서 난수를 뽑으므로 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_tensor": (
        "Not held against finite differences: {name} was changed or made out of sight.",
        "{name}이(가) 기록 밖에서 만들어졌거나 바뀌어 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_named_op": (
        "Not held against finite differences: {name} did not give the same numbers again.",
        "{name}을(를) 다시 실행하면 결과가 달라 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_named_hook": (
        "Not held against finite differences: the hook {name} changed the gradient.",
        "훅 {name}이(가) 기울기를 바꾸어 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_named_error": (
        "Not held against finite differences: run again, the program raised {name}.",
        "다시 실행하는 중 {name}이(가) 발생하여 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_size": (
        "Not held against finite differences: too large.",
        "너무 커서 유한 차분으로 확인하지 않았습니다.",
    ),
    "fd_complex": (
        "Not held against finite differences: complex numbers.",
        "복소수이므로 유한 차분으로 확인하지 않았습니다.",
    ),
    "fd_root": (
        "Not held against finite differences: what the run started from is not known in full.",
        "역전파의 시작점을 모두 알 수 없어 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_hook": (
        "Not held against finite differences: something changed the gradient on its way, a hook?",
        "기울기가 도중에 바뀌었으므로(훅 등) 유한 차분으로 확인할 수 없습니다.",
    ),
    "fd_differences": (
        "Finite differences say too little here to hold the gradient against them.",
        "이 지점에서는 유한 차분의 오차가 커서 기울기를 확인할 수 없습니다.",
    ),
    "fd_time": (
        "Not held against finite differences: it would have taken too long.",
        "시간이 오래 걸려 유한 차분으로 확인하지 않았습니다.",
    ),
    "fd_unchecked": (
        "Not held against finite differences.",
        "유한 차분으로 확인하지 않았습니다.",
    ),
}
