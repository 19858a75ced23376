"""What the card of a fold says while stepping, held against the tape."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.tips import tip
from graphviewer.gui.canvas.words import folded_counts, step_counts
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from tests.graphs.programs import LSTM, NET

REPEATS = Shaping(repeats=True, opened=frozenset())


def folded(source: str) -> tuple[Scene, int]:
    tape = record(source)
    scene = Scene(tape, TapeIndex(tape), "expression", shaping=REPEATS)
    place = next(n for n, v in enumerate(scene.graph.vertices) if v.kind == "fold")
    return scene, place


@pytest.mark.usefixtures("qapp")
def test_a_fold_says_how_often_how_much_and_how_large_its_gradients_are() -> None:
    scene, place = folded(NET)
    plan = scene.plans[place]
    assert (plan.title, plan.meta) == ("×12", "3 operations")
    assert plan.notes == ("@, +, ReLU", "[2×5] → [2×5]", "360 parameters")
    last = len(scene.tape.steps) - 1
    norms = []
    for row in scene.tape.tensors:
        grad = scene.index.leaf_grad_at(row.id, last) if row.requires_grad and row.is_leaf else None
        if grad is not None and grad.value is not None:
            norms.append(float(np.linalg.norm(scene.tape.values[grad.value].array().ravel())))
    assert len(norms) == 24
    low, high = face_at(scene, place, last, lit_at(scene, last)).grad.split(" … ")
    assert float(low) == pytest.approx(min(norms), rel=1e-3)
    assert float(high) == pytest.approx(max(norms), rel=1e-3)
    assert caption(scene) == "folded: 12 times the same 3 operations; double click opens"
    assert "h @ W" in tip(scene, place, last)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("language", "shapes"), [("en", "scalar → scalar"), ("ko", "스칼라 → 스칼라")]
)
def test_a_chain_of_scalars_says_scalar_and_one_module_is_the_same_module(
    language: str, shapes: str
) -> None:
    source = "import torch\nx = torch.tensor(1., requires_grad=True)\n"
    tape = record(f"{source}y = x.sin().cos().exp().tanh().sqrt()\ny.backward()\n")
    scene = Scene(tape, TapeIndex(tape), "expression", language, shaping=Shaping(chains=True))
    (plan,) = [plan for plan in scene.plans if plan.vertex.kind == "fold"]
    assert shapes in plan.notes
    told = folded_counts(12, step_counts(1, "module", "en"), 0, "en")
    assert told == "folded: 12 times the same module; double click opens"


@pytest.mark.usefixtures("qapp")
def test_nan_in_one_of_many_gradients_is_not_passed_over() -> None:
    hook = "layers[5][0].register_hook(lambda g: g * float('nan'))\n"
    scene, place = folded(NET.replace("for W", f"{hook}for W", 1))
    last = len(scene.tape.steps) - 1
    assert face_at(scene, place, last, lit_at(scene, last)).grad.endswith("… nan")


@pytest.mark.usefixtures("qapp")
def test_a_fold_is_lit_and_counts_while_the_program_is_in_it() -> None:
    scene, place = folded(LSTM)
    fold = scene.graph.folds[scene.graph.vertices[place].ref]
    for nth in (0, 6, 19):
        step = fold.members[fold.starts[nth]].step
        lit = lit_at(scene, step)
        assert place in lit.vertices
        face = face_at(scene, place, step, lit)
        assert face.light == "value"
        assert face.note == ("" if nth == 19 else f"{nth + 1} of 20")
        assert not face.ran
    run = scene.tape.runs[0].first_step
    backward = [s for s in scene.tape.steps[run:] if s.kind == "backward"]
    lit = lit_at(scene, backward[5].index)
    assert lit.light == "gradient"
    assert place in lit.vertices
    assert face_at(scene, place, backward[5].index, lit).ran


@pytest.mark.usefixtures("qapp")
def test_the_gradients_of_a_fold_are_none_once_they_were_taken_away() -> None:
    scene, place = folded(NET + "torch.optim.SGD(sum(layers, ())).zero_grad()\n")
    steps = (0, len(scene.tape.steps) - 1)
    said = [face_at(scene, place, step, lit_at(scene, step)).grad for step in steps]
    assert said == ["not yet", "None"]
