"""The line over the canvas counts what the program has."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import plain, recorded

pytestmark = pytest.mark.usefixtures("qtbot")

PROGRAM = """import torch
from torch import nn
net = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
x = torch.ones(1, 2)
y = sum(net(x) for _ in range({times})).sum()
y.backward()
"""


@pytest.mark.parametrize("times", [1, 2, 3])
def test_modules_and_their_calls_are_counted_apart(times: int) -> None:
    source = PROGRAM.format(times=times)
    net = plain(source)[0]["net"]
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    modules = [one for one in net.modules() if isinstance(one, nn.Module)]
    handles = [one.register_forward_hook(count) for one in modules]
    for _ in range(times):
        net(torch.ones(1, 2))
    for handle in handles:
        handle.remove()
    tape = recorded(source)
    english, korean = (
        caption(Scene(tape, TapeIndex(tape), "modules", language)) for language in ("en", "ko")
    )
    told = f"{len(modules)} modules" + (f" in {calls} calls" if times > 1 else "")
    assert english.startswith(f"{told} · ")
    assert korean.startswith(f"모듈 {len(modules)}개" + (f"(호출 {calls}번)" if times > 1 else " "))


@pytest.mark.parametrize(
    "body",
    ["y = x * x + x.sin() * x", "a, b = x.split(1)\ny = a * b", "y = x.exp()\ny.add_(x)"],
)
def test_nodes_and_edges_are_pytorchs(body: str) -> None:
    source = f"import torch\nx = torch.ones(2, requires_grad=True)\n{body}\n"
    root = plain(source)[0]["y"].grad_fn
    seen, waiting, edges = {root}, [root], 0
    while waiting:
        for child, _ in waiting.pop().next_functions:
            if child is not None:
                edges += 1
                waiting += [child] if child not in seen else []
                seen.add(child)
    tape = recorded(source)
    said = caption(Scene(tape, TapeIndex(tape), "grad_fn", "en"))
    assert said == f"{len(seen)} grad_fn nodes · {edges} edges"
