"""What boxes of modules say of parameters that several hold, and of modules nothing used."""

from __future__ import annotations

import pytest
import torch
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption
from graphviewer.gui.canvas.tips import tip
from graphviewer.tape.index import TapeIndex
from tests.canvas.test_modules import SOURCE, face_of, last_step, place_of, scene_of
from tests.record.everything import HEAD, run_plainly
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")

TIED = (
    HEAD
    + """
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Linear(4, 4)
        self.dec = nn.Linear(4, 4)
        self.dec.weight = self.enc.weight
    def forward(self, x):
        return self.dec(torch.tanh(self.enc(x)))
net = Tied()
loss = net(torch.ones(2, 4)).square().mean()
loss.backward()
"""
)


def test_a_shared_parameter_is_told_at_each_module_that_holds_it_and_counts_once() -> None:
    tape, module = recorded(TIED), run_plainly(TIED)["net"]
    scene = scene_of(tape, frozenset({"net#1"}))
    for name, other in (("enc", "dec"), ("dec", "enc")):
        own = list(module.get_submodule(name).parameters())
        count = sum(one.numel() for one in own)
        place = place_of(scene, f"net.{name}#1")
        told = f"{count} parameters · {module.enc.weight.numel()} shared with {other}"
        assert scene.plans[place].notes == ("[2×4] → [2×4]", told)
        said = tip(scene, place, last_step(tape))
        assert f"net.{name}.weight [4×4]" in said
        norm = torch.cat([one.grad.flatten() for one in own]).norm().item()
        face = face_of(scene, f"net.{name}#1", last_step(tape))
        assert float(face.grad) == pytest.approx(norm, rel=1e-3)
    whole = scene_of(tape, frozenset())
    count = sum(one.numel() for one in module.parameters())
    plan = whole.plans[place_of(whole, "net#1")]
    assert plan.notes == ("[2×4] → [2×4]", f"{count} parameters")


def test_an_opened_module_calls_what_it_shares_by_its_own_name() -> None:
    tape = recorded(TIED)
    scene = scene_of(tape, frozenset({"net#1", "net.enc#1", "net.dec#1"}))
    weight = next(row.id for row in tape.tensors if "net.dec.weight" in scene.index.names(row.id))
    places = scene.places["tensor", weight]
    assert [scene.plans[place].title for place in places] == ["weight", "weight"]
    groups = [scene.graph.groups[scene.graph.vertices[place].group or 0].key for place in places]
    assert sorted(groups) == ["net.dec#1", "net.enc#1"]


@pytest.mark.parametrize(
    ("language", "told"), [("en", "1 module not used"), ("ko", "쓰이지 않은 모듈 1개")]
)
def test_a_module_that_was_never_used_is_told_not_drawn(language: str, told: str) -> None:
    tape = recorded(SOURCE.replace("x = ", "spare = nn.Linear(9, 9)\nx = "))
    for view in ("modules", "expression"):
        scene = Scene(tape, TapeIndex(tape), view, language)
        assert caption(scene).endswith(f" · {told}")
        assert not [plan for plan in scene.plans if plan.title.startswith("spare")]
    assert "not used" not in caption(Scene(tape, TapeIndex(tape), "grad_fn"))


def test_while_the_program_runs_no_module_is_said_to_be_unused(qtbot: QtBot) -> None:
    tape = recorded(SOURCE.replace("x = ", "spare = nn.Linear(9, 9)\nx = "))
    end, tape.end = tape.end, None
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.set_tape(tape, TapeIndex(tape))
    assert "not used" not in canvas._caption
    tape.end = end
    canvas.refresh()
    qtbot.waitUntil(lambda: "1 module not used" in canvas._caption)
