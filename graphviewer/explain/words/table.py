"""The words: a key, then English and Korean. Placeholders in braces are the same in both.

Korean particles change with the sound before them. Where one follows a name it is written in both
forms, as `{name}은(는)`; `word` keeps the one that fits how the name is read.
"""

from __future__ import annotations

from graphviewer.explain.explanation import Language
from graphviewer.explain.words.cells import CELLS
from graphviewer.explain.words.checks import CHECKS
from graphviewer.explain.words.local import LOCAL
from graphviewer.explain.words.making import MAKING
from graphviewer.explain.words.nodes import NODES
from graphviewer.explain.words.notes import NOTES
from graphviewer.explain.words.particles import fitted
from graphviewer.explain.words.tensors import FACTS

WORDS: dict[str, tuple[str, str]] = {
    # phases
    "forward": ("forward", "순전파"),
    "backward": ("backward", "역전파"),
    "accumulate": ("accumulate", "기울기 누적"),
    "update": ("update", "갱신"),
    "print": ("print", "출력"),
    "error": ("error", "오류"),
    # captions
    "chain": ("Chain rule", "연쇄 법칙"),
    "chain_for": ("Chain rule for {name}", "{name}에 대한 연쇄 법칙"),
    "computation": ("Computation", "계산"),
    "accumulation": ("Into the leaf's .grad", "리프의 .grad에 누적"),
    "change": ("Change", "변화"),
    "vjp": ("Vector-Jacobian product", "벡터-야코비 곱"),
    "upstream": ("Upstream gradient", "상류 기울기"),
    "axis": ("axis {axis}", "축 {axis}"),
    # backward
    "seed": (
        "The run starts here with {seed} = {number}.",
        "역전파는 여기에서 {seed} = {number}로 시작합니다.",
    ),
    "seed_vector": (
        (
            "The root {name} is no scalar: the run starts from the given gradient {letter} = "
            "{number}, so that {letter} · {name} is what is differentiated."
        ),
        (
            "시작점 {name}이(가) 스칼라가 아니므로, 주어진 기울기 {letter} = {number}에서 "
            "시작하여 {letter} · {name}을(를) 미분합니다."
        ),
    ),
    "loss_is": ("{loss} stands for {name}.", "{loss} = {name}입니다."),
    "twice": (
        "{name} is used {count} times in this operation, so its {count} gradients are added.",
        "{name}은(는) 이 연산에서 {count}번 쓰였으므로 {count}개의 기울기를 더합니다.",
    ),
    "twice_2": (
        "{name} is used twice, so its two gradients are added.",
        "{name}은(는) 두 번 쓰였으므로 두 기울기를 더합니다.",
    ),
    "arrived": (
        "{name}: {arrived} of {expected} gradients have arrived.",
        "{name}: 기울기 {expected}개 중 {arrived}개가 도착했습니다.",
    ),
    "all_arrived": (
        ("{name}: with this one all {expected} gradients of this run have arrived and are added."),
        "{name}: 이것으로 이 역전파의 기울기 {expected}개가 모두 도착하여 더해집니다.",
    ),
    "summed": (
        "The gradient is summed over {axes}, because {name} was stretched there by broadcasting.",
        "{name}이(가) 브로드캐스팅으로 늘어났으므로 {axes}을(를) 따라 기울기를 더합니다.",
    ),
    "axes_one": ("axis {axes}", "축 {axes}"),
    "axes_many": ("axes {axes}", "축 {axes}"),
    "dead": (
        "{count} of {total} elements are switched off here: no gradient passes through them.",
        "원소 {total}개 중 {count}개가 꺼져 있어 기울기가 통과하지 못합니다.",
    ),
    "no_gradient": (
        "No gradient goes to {name}: it does not require one.",
        "{name}은(는) 기울기가 필요 없으므로 전달하지 않습니다.",
    ),
    "undefined": (
        "No gradient arrived here, so none is passed on.",
        "도착한 기울기가 없으므로 전달할 것도 없습니다.",
    ),
    "no_rule": (
        ("No rule is written for {node}: the gradients are PyTorch's own and are not checked."),
        "{node}의 규칙은 아직 없습니다. 기울기는 PyTorch가 계산한 그대로이며 검산하지 않습니다.",
    ),
    "custom": (
        "{node} is the program's own: the backward method of {name} computed these gradients.",
        "{node}은(는) 프로그램이 직접 만든 노드입니다. {name}의 backward가 기울기를 계산했습니다.",
    ),
    "hooked": (
        "A hook changed the gradient of {name} from {before} to {after} on its way here.",
        "훅이 {name}의 기울기를 {before}에서 {after}(으)로 바꾸어 이곳에 전달했습니다.",
    ),
    "nan_born": (
        "{count} of {total} numbers become NaN here: no number that entered was NaN.",
        "들어온 값에는 NaN이 없었지만, 여기에서 {total}개 중 {count}개가 NaN이 됩니다.",
    ),
    "second_graph": (
        "This node was built by an earlier backward run with create_graph=True.",
        "이 노드는 create_graph=True로 실행한 이전 역전파에서 만들어졌습니다.",
    ),
    # forward
    "made": ("{name} is made.", "{name}을(를) 만듭니다."),
    "leaf": (
        "{name} is a leaf that wants a gradient: backward will leave it in {name}.grad.",
        (
            "{name}은(는) 기울기가 필요한 리프 텐서입니다. 역전파가 끝나면 {name}.grad에 "
            "기울기가 남습니다."
        ),
    ),
    "leaves": (
        "{name} are leaves that want gradients: backward will leave each one's in its .grad.",
        (
            "{name}은(는) 기울기가 필요한 리프 텐서들입니다. 역전파가 끝나면 각각의 .grad에 "
            "기울기가 남습니다."
        ),
    ),
    "views": (
        "{name} are views: they share their memory with {other}.",
        "{name}은(는) {other}와(과) 메모리를 공유하는 뷰입니다.",
    ),
    "constant": (
        "No gradient is wanted for {name}, so it is a constant for differentiation.",
        "{name}은(는) 기울기가 필요 없으므로 미분할 때 상수로 취급합니다.",
    ),
    "recorded": (
        "PyTorch records {node}, which will compute the gradient on the way back.",
        "PyTorch가 {node} 노드를 기록하며, 역전파 때 이 노드가 기울기를 계산합니다.",
    ),
    "recorded_many": (
        "PyTorch records {nodes}: one call, several nodes.",
        "PyTorch가 {nodes} 노드를 기록합니다. 호출은 하나지만 노드는 여럿입니다.",
    ),
    "untracked": (
        "No input wants a gradient, so PyTorch records no node.",
        "기울기가 필요한 입력이 없으므로 PyTorch는 노드를 기록하지 않습니다.",
    ),
    "no_grad": (
        (
            "Recording is off here, as inside torch.no_grad(): no gradient will flow back through "
            "this."
        ),
        (
            "여기에서는 torch.no_grad() 안에서처럼 기록이 꺼져 있으므로, 이 연산으로는 기울기가 "
            "흐르지 않습니다."
        ),
    ),
    "detach": (
        "{how} shares the numbers but cuts the graph: no gradient flows back through {name}.",
        (
            "{how}은(는) 값을 공유하되 그래프를 끊습니다. {name}을(를) 통해서는 기울기가 돌아가지 "
            "않습니다."
        ),
    ),
    "not_float": (
        (
            "The result is of dtype {dtype}: it changes in jumps, so no gradient flows back "
            "through it."
        ),
        (
            "결과의 자료형은 {dtype}입니다. 값이 띄엄띄엄 바뀌므로 이 연산으로는 기울기가 흐르지 "
            "않습니다."
        ),
    ),
    "stretched": (
        "{name} of shape {shape} is stretched to {target} by broadcasting.",
        "{name}은(는) 모양이 {shape}에서 {target}까지 브로드캐스팅으로 늘어납니다.",
    ),
    "in_place": (
        (
            "{name} is changed in place: its version counter goes to {version}, so that a node "
            "that saved the old numbers notices."
        ),
        (
            "{name}이(가) 제자리에서 바뀌어 버전이 {version}이(가) 됩니다. 이전 값을 저장한 노드는 "
            "이 변화를 알아챕니다."
        ),
    ),
    "renamed": (
        "With its new grad_fn it is called {name} from here on.",
        "grad_fn이 달라졌으므로 이제부터 이름은 {name}입니다.",
    ),
    "changed_too": (
        "{name} shares its memory and changes with it.",
        "메모리를 공유하는 {name}도 함께 바뀝니다.",
    ),
    "returned": (
        "torch.autograd.grad returns the gradient and leaves every .grad as it was.",
        "torch.autograd.grad는 기울기를 반환할 뿐, .grad는 바꾸지 않습니다.",
    ),
    "computed": ("The call computes {name}.", "이 호출로 {name}을(를) 계산합니다."),
    "called": ("The call makes no tensor.", "이 호출은 텐서를 만들지 않습니다."),
    "view": (
        "{name} is a view: it shares its memory with {other}.",
        "{name}은(는) {other}와(과) 메모리를 공유하는 뷰입니다.",
    ),
    # accumulate and update
    "first_grad": (
        "{name}.grad was None, so it becomes the gradient that arrived.",
        "{name}.grad가 None이었으므로 도착한 기울기가 그대로 값이 됩니다.",
    ),
    "added_grad": (
        (
            "backward adds to {name}.grad and never overwrites it; call zero_() or set it to "
            "None between runs."
        ),
        (
            "backward는 {name}.grad에 더할 뿐 덮어쓰지 않습니다. 다음 역전파 전에 zero_()를 "
            "부르거나 None으로 두세요."
        ),
    ),
    "grad_zeroed": ("{name}.grad is set to zero.", "{name}.grad를 0으로 되돌립니다."),
    "grad_cleared": (
        "{name}.grad is set to None: the next gradient starts afresh.",
        "{name}.grad를 None으로 두어 다음 기울기부터 새로 시작합니다.",
    ),
    "grad_changed": (
        "{name}.grad is changed by the program.",
        "프로그램이 {name}.grad를 바꿉니다.",
    ),
    "grad_unseen": (
        (
            "{name}.grad was found changed here, out of sight: work in another thread is not "
            "recorded step by step."
        ),
        (
            "{name}.grad가 기록 밖에서 바뀐 것이 여기서 드러났습니다. 다른 스레드에서 하는 일은 "
            "단계별로 기록되지 않습니다."
        ),
    ),
    "retain_asked": (
        "{name} is no leaf; after retain_grad() backward keeps its gradient in {name}.grad.",
        "{name}은(는) 리프가 아니지만, retain_grad() 이후에는 기울기가 {name}.grad에 남습니다.",
    ),
    "retained": (
        "{name} is no leaf: only because of retain_grad() its gradient is kept in {name}.grad.",
        "{name}은(는) 리프가 아니지만 retain_grad() 덕분에 기울기가 {name}.grad에 남습니다.",
    ),
    "optimizer": (
        (
            "The optimizer moves {name} by its own formula from {name}.grad; the step is not part "
            "of the graph."
        ),
        (
            "옵티마이저가 {name}.grad와 자기 식으로 {name}을(를) 옮깁니다. 이 단계는 그래프에 "
            "들어가지 않습니다."
        ),
    ),
    "descent": (
        "A step of gradient descent with learning rate {rate}: against the gradient, downhill.",
        "학습률 {rate}의 경사 하강법 한 걸음입니다. 기울기의 반대 방향으로 내려갑니다.",
    ),
    "multiple": (
        "Every element of {name} moves by −{rate} times its gradient.",
        "{name}의 모든 원소가 자기 기울기의 −{rate}배만큼 움직입니다.",
    ),
    "value_changed": (
        "{name} is changed outside the graph, so this step is not differentiated.",
        "{name}은(는) 그래프 밖에서 바뀌므로 이 변화는 미분되지 않습니다.",
    ),
    "output": ("Output", "출력"),
    "in_thread": ("in thread {thread}", "{thread} 스레드에서"),
    "happens_in_thread": (
        "This happens in thread {thread}.",
        "이 단계는 {thread} 스레드에서 일어납니다.",
    ),
    "printed": ("Line {line} prints this.", "{line}번째 줄의 출력입니다."),
    "conflict": (
        (
            "{name} was saved at version {expected}; line {line} changed it in place, and it is "
            "now at version {version}."
        ),
        (
            "{name}은(는) 버전 {expected}일 때 저장되었는데, {line}번째 줄에서 제자리 수정되어 "
            "지금은 버전 {version}입니다."
        ),
    ),
    "failed": ("The program ended with this error.", "프로그램이 이 오류로 끝났습니다."),
    **CELLS,
    **CHECKS,
    **MAKING,
    **NODES,
    **NOTES,
    **FACTS,
    **LOCAL,
}


def word(key: str, language: Language, **values: object) -> str:
    """The words of a key in a language, its placeholders filled."""
    text = WORDS[key][0 if language == "en" else 1].format(**values)
    return fitted(text) if language == "ko" else text
