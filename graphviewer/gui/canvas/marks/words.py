"""What marks say, in each language."""

from __future__ import annotations

from graphviewer.gui.canvas.marks.kinds import Kind

# kind -> (its name, what it means)
KIND_WORDS: dict[str, dict[Kind, tuple[str, str]]] = {
    "en": {
        "fan_in": (
            "Contributions",
            (
                "A tensor used several times receives a gradient from each use. They arrive one by "
                "one and are added: “1 of 2 arrived” beside the sum so far."
            ),
        ),
        "shared": (
            "Shared tensor",
            (
                "Cards with this chain are one and the same tensor, drawn beside each of its uses. "
                "Point at one or select it and all of them light up."
            ),
        ),
        "stretched": (
            "Broadcasting",
            (
                "An input was read as if it had a larger shape. On the way back its gradient is "
                "summed over the axes that were stretched."
            ),
        ),
        "cut": (
            "Cut",
            (
                "Nothing flows back through here: detach, .data, no_grad or "
                "inference_mode. A tinted "
                "ground shows what ran with recording off."
            ),
        ),
        "in_place": (
            "In place",
            (
                "An operation wrote into a tensor that was there. v1, v2, … is PyTorch's counter "
                "_version. A node that saved an older version refuses to run."
            ),
        ),
        "saved": (
            "Saved tensors",
            (
                "What a node keeps for its derivative, by PyTorch's names. The pin is hollow once "
                "backward has freed it."
            ),
        ),
        "hook": ("Hook", "A function of the program changed the gradient here: before → after."),
        "second": (
            "Second order",
            (
                "A node that a backward run built (create_graph=True): the graph of the gradient "
                "itself, ready to be differentiated again."
            ),
        ),
        "finite": (
            "NaN and infinity",
            (
                "Numbers that are not finite: flagged where they first appeared, and on every card "
                "and arrow they reached."
            ),
        ),
        "dead": (
            "Units that are off",
            (
                "Units of a ReLU that are zero for the whole batch: no gradient reaches what feeds "
                "them. A sign in red if most of them are off."
            ),
        ),
    },
    "ko": {
        "fan_in": (
            "기여분",
            (
                "여러 번 쓰인 텐서는 쓰인 곳마다 기울기를 받습니다. 하나씩 도착해 "
                "더해지며, 지금까지의 "
                "합 옆에 “2개 중 1개 도착”처럼 표시됩니다."
            ),
        ),
        "shared": (
            "같은 텐서",
            (
                "이 사슬이 붙은 카드들은 모두 하나의 텐서이며, 쓰이는 곳마다 따로 그린 것입니다. "
                "하나를 가리키거나 선택하면 모두 강조됩니다."
            ),
        ),
        "stretched": (
            "브로드캐스팅",
            "입력을 더 큰 형태인 것처럼 읽었습니다. 역전파에서는 늘린 축을 따라 기울기를 더합니다.",
        ),
        "cut": (
            "끊김",
            (
                "여기로는 기울기가 흐르지 않습니다: detach, .data, no_grad, "
                "inference_mode. 바탕색은 "
                "기록을 끈 채 실행된 부분입니다."
            ),
        ),
        "in_place": (
            "제자리 연산",
            (
                "이미 있는 텐서에 덮어쓴 연산입니다. v1, v2, …는 PyTorch의 _version 값입니다. "
                "이전 버전을 저장한 노드는 실행을 거부합니다."
            ),
        ),
        "saved": (
            "저장된 텐서",
            (
                "노드가 미분을 위해 보관하는 것이며 이름은 PyTorch의 것입니다. 역전파가 해제하면 "
                "핀 속이 비워집니다."
            ),
        ),
        "hook": ("훅", "프로그램의 함수가 여기서 기울기를 바꾸었습니다: 이전 → 이후."),
        "second": (
            "2차 미분",
            (
                "역전파가 만든 노드입니다(create_graph=True). 기울기 자체의 "
                "그래프라서 다시 미분할 수 "
                "있습니다."
            ),
        ),
        "finite": (
            "NaN과 무한대",
            (
                "유한하지 않은 수입니다. 처음 나타난 곳과, 그 수가 흘러간 모든 카드와 "
                "화살표에 표시됩니다."
            ),
        ),
        "dead": (
            "꺼진 유닛",
            (
                "배치 전체에서 0인 ReLU 유닛입니다. 그 앞으로는 기울기가 전달되지 않습니다. 대부분 "
                "꺼지면 빨간 표시가 됩니다."
            ),
        ),
    },
}

_SAID: dict[str, dict[str, str]] = {
    "en": {
        "shared_tip": "One tensor, drawn {count} times: {name} is used {count} times",
        "shared_node_tip": "One AccumulateGrad, drawn {count} times: {name} is used {count} times",
        "summed_one": "summed over axis {axes}",
        "summed_many": "summed over axes {axes}",
        "stretched_tip": "{name} {shape} was read as {to}: repeated along {where}",
        "summed_tip": "On the way back its gradient was summed over {where}: {to} → {shape}",
        "will_sum_tip": "On the way back its gradient will be summed over {where}",
        "axis": "axis {axes}",
        "axes": "axes {axes}",
        "cut_tip": "{how}: no gradient flows back through here to {name}",
        "off_tip": "Recorded nothing: it ran under {how}",
        "in place": "in place",
        "in_place_tip": "Writes into {name} itself instead of making a new tensor",
        "version_tip": "_version is {version}: {times} in place since it was made",
        "once": "written once",
        "times": "written {count} times",
        "older_tip": "The older version is the card {name}: click to go there",
        "later_tip": "Later written in place: newer is the card {name}: click to go there",
        "conflict": "version {now}, saved {then}",
        "conflict_tip": "{node} saved {name} at version {then} and found version {now}: an "
        "in-place operation changed it, so its derivative would be wrong",
        "conflict_plain": "stopped here",
        "conflict_plain_tip": "{node} stopped the backward run: {message}",
        "saved_tip": "{node} keeps {name} ({what}, {bytes})",
        "freed_tip": "{node} kept {name} ({what}, {bytes}): freed",
        "byte": "1 byte",
        "bytes": "{count:,} bytes",
        "bytes_unknown": "bytes not known",
        "hook_tip": "Hook {name}{line} changed the gradient:\n{before}\n→ {after}",
        "node_hook_tip": "A hook of the node changed the gradient:\n{before}\n→ {after}",
        "line": " (line {line})",
        "hook": "hook",
        "nothing": "None",
        "order": "{nth} order",
        "order_tip": "Built by backward run {run} (create_graph=True): part of the gradient's own "
        "graph",
        "first": "{what} first here",
        "first_tip": "{what} first appeared on this step ({step}): {count} of {total} numbers",
        "bad_value_tip": "Its value holds {what}: {count} of {total} numbers",
        "bad_grad_tip": "Its gradient holds {what}: {count} of {total} numbers",
        "off": "{off} of {units} units off",
        "off_one": "unit off",
        "zeros": "{share} zeros",
        "off_tip_units": "{off} of {units} units (axis {axis}) are 0 for everything in the batch",
        "zeros_tip": "{zeros} of {total} outputs are 0",
        "grad_zeros_tip": "{zeros} of {total} gradients sent back are 0",
        "magnitude": "Gradient magnitude (root mean square)",
        "vanishing": "vanishing < {limit}",
        "exploding": "exploding > {limit}",
        "vanishing_word": "vanishing",
        "exploding_word": "exploding",
        "marks": "Marks",
        "none": "none",
    },
    "ko": {
        "shared_tip": "하나의 텐서를 {count}번 그렸습니다: {name}이(가) {count}번 쓰입니다",
        "shared_node_tip": "하나의 AccumulateGrad를 {count}번 그렸습니다: {name}이(가) {count}번 "
        "쓰입니다",
        "summed_one": "축 {axes} 방향으로 합",
        "summed_many": "축 {axes} 방향으로 합",
        "stretched_tip": "{name} {shape}을(를) {to}처럼 읽었습니다: {where} 방향으로 반복",
        "summed_tip": "역전파에서 기울기를 {where} 방향으로 더했습니다: {to} → {shape}",
        "will_sum_tip": "역전파에서 기울기를 {where} 방향으로 더하게 됩니다",
        "axis": "축 {axes}",
        "axes": "축 {axes}",
        "cut_tip": "{how}: 여기를 지나 {name}(으)로 기울기가 흐르지 않습니다",
        "off_tip": "기록하지 않음: {how} 안에서 실행되었습니다",
        "in place": "제자리",
        "in_place_tip": "새 텐서를 만들지 않고 {name}에 바로 덮어씁니다",
        "version_tip": "_version이 {version}입니다: 만들어진 뒤 제자리에서 {times}",
        "once": "한 번 바뀜",
        "times": "{count}번 바뀜",
        "older_tip": "이전 버전은 카드 {name}입니다: 클릭하면 그곳으로 갑니다",
        "later_tip": "뒤에 제자리에서 바뀝니다: 새 버전은 카드 {name}입니다: 클릭하면 갑니다",
        "conflict": "버전 {now}, 저장은 {then}",
        "conflict_tip": "{node}은(는) {name}을(를) 버전 {then}일 때 저장했는데 지금은 "
        "버전 {now}입니다. 제자리 연산이 바꾸었으므로 미분이 틀리게 됩니다",
        "conflict_plain": "여기서 멈춤",
        "conflict_plain_tip": "{node}에서 역전파가 멈추었습니다: {message}",
        "saved_tip": "{node}이(가) {name}을(를) 보관합니다 ({what}, {bytes})",
        "freed_tip": "{node}이(가) {name}을(를) 보관했습니다 ({what}, {bytes}): 해제됨",
        "byte": "1바이트",
        "bytes": "{count:,}바이트",
        "bytes_unknown": "바이트 수 알 수 없음",
        "hook_tip": "훅 {name}{line}이(가) 기울기를 바꾸었습니다:\n{before}\n→ {after}",
        "node_hook_tip": "이 노드의 훅이 기울기를 바꾸었습니다:\n{before}\n→ {after}",
        "line": " ({line}행)",
        "hook": "훅",
        "nothing": "None",
        "order": "{nth}차 미분",
        "order_tip": "역전파 {run}이(가) 만든 노드입니다 (create_graph=True): 기울기 자체의 그래프",
        "first": "{what} 처음",
        "first_tip": "이 스텝({step})에서 {what}이(가) 처음 나타났습니다: "
        "수 {total}개 중 {count}개",
        "bad_value_tip": "값에 {what}이(가) 있습니다: 수 {total}개 중 {count}개",
        "bad_grad_tip": "기울기에 {what}이(가) 있습니다: 수 {total}개 중 {count}개",
        "off": "유닛 {units}개 중 {off}개 꺼짐",
        "off_one": "유닛 꺼짐",
        "zeros": "{share}가 0",
        "off_tip_units": "유닛 {units}개(축 {axis}) 중 {off}개가 배치 전체에서 0입니다",
        "zeros_tip": "출력 {total}개 중 {zeros}개가 0입니다",
        "grad_zeros_tip": "돌려보낸 기울기 {total}개 중 {zeros}개가 0입니다",
        "magnitude": "기울기 크기 (제곱평균제곱근)",
        "vanishing": "소실 < {limit}",
        "exploding": "폭발 > {limit}",
        "vanishing_word": "소실",
        "exploding_word": "폭발",
        "marks": "표시",
        "none": "없음",
    },
}


def say(key: str, language: str, **values: object) -> str:
    """One of the marks' words, filled in."""
    return _SAID[language][key].format(**values)


def ordinal(number: int, language: str) -> str:
    """2nd, 3rd, 4th; in Korean the number alone."""
    if language == "ko":
        return str(number)
    return str(number) + {2: "nd", 3: "rd"}.get(number, "th")
