"""The canvas on a training loop: an iteration at a time, and nothing moves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.render import export
from graphviewer.record.program import record
from graphviewer.session.iterations import Iterations
from graphviewer.session.scopes import Scope, Scopes
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape
from graphviewer.tape.thin import Budget
from tests.record.thinned import both

LOOP = """import torch
net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for i in range(40):
    loss = net(torch.randn(5, 2)).pow(2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
"""
VIEWS: tuple[View, ...] = ("expression", "grad_fn")


@pytest.fixture(scope="module")
def tape() -> Tape:
    return record(LOOP)


def scope_of(tape: Tape, number: int) -> Scope:
    found = Scopes(tape, Iterations(tape)).at(tape.iterations[number].last_step)
    assert found is not None
    return found


@pytest.fixture
def canvas(qtbot: QtBot, tape: Tape) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(700, 900)
    widget.set_scope(scope_of(tape, 3))
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(tape.iterations[3].last_step)
    widget.show()
    return widget


def scene_of(canvas: Canvas) -> Scene:
    assert canvas.scene is not None
    return canvas.scene


def go(canvas: Canvas, tape: Tape, number: int) -> None:
    canvas.set_scope(scope_of(tape, number))
    canvas.set_step(tape.iterations[number].last_step)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_moves_from_iteration_to_iteration(canvas: Canvas, tape: Tape, view: View) -> None:
    canvas.set_look(Look(view))
    before = scene_of(canvas)
    at = canvas.camera.scale, QPointF(canvas.camera.centre)
    pictures = []
    for number in (4, 39, 0, 20, 3):
        go(canvas, tape, number)
        scene = scene_of(canvas)
        assert scene.geometry is before.geometry
        assert (canvas.camera.scale, canvas.camera.centre) == at
        assert [p._replace(vertex=q.vertex) for p, q in zip(scene.plans, before.plans)] == (  # noqa: B905
            before.plans
        )
        pictures.append(canvas.grab().toImage())
    assert len({bytes(one.constBits()) for one in pictures}) == len(pictures)


def test_the_same_iteration_looks_the_same_again(canvas: Canvas, tape: Tape) -> None:
    first = canvas.grab().toImage()
    go(canvas, tape, 11)
    go(canvas, tape, 3)
    assert canvas.grab().toImage() == first


def test_the_caption_counts_what_is_drawn(canvas: Canvas, tape: Tape, qtbot: QtBot) -> None:
    cards = {v.ref for v in scene_of(canvas).graph.vertices if v.kind == "tensor"}
    signs = [v for v in scene_of(canvas).graph.vertices if v.kind == "op"]
    told = f"iteration 4 of 40: {len(cards)} tensors, {len(signs)} operations"
    assert canvas.accessibleDescription() == told
    canvas.set_language("ko")
    told = f"반복 4 / 40: 텐서 {len(cards)}개, 연산 {len(signs)}개"
    assert canvas.accessibleDescription() == told
    canvas.set_scope(None)
    qtbot.waitUntil(lambda: canvas.accessibleDescription().startswith("묶음"), timeout=60_000)
    go(canvas, tape, 39)
    assert canvas.accessibleDescription().startswith("반복 40 / 40")


@pytest.mark.parametrize("view", VIEWS)
def test_the_selection_goes_along(canvas: Canvas, tape: Tape, view: View) -> None:
    canvas.set_look(Look(view))
    place = len(scene_of(canvas).graph.vertices) - 1
    vertex = scene_of(canvas).graph.vertices[place]
    canvas.set_selection(Item(vertex.kind, vertex.ref))
    told: list[Item] = []
    canvas.followed.connect(told.append)
    go(canvas, tape, 7)
    other = scene_of(canvas).graph.vertices[place]
    assert told == [Item(other.kind, other.ref)]
    assert other.ref != vertex.ref
    assert canvas._selected() == [place]


def test_a_selected_parameter_stays_what_it_is(canvas: Canvas, tape: Tape) -> None:
    leaf = next(v for v in scene_of(canvas).graph.vertices if tape.tensors[v.ref].is_parameter)
    canvas.set_selection(Item("tensor", leaf.ref))
    told: list[Item] = []
    canvas.followed.connect(told.append)
    go(canvas, tape, 7)
    assert told == []
    assert canvas._selected()


@pytest.mark.parametrize("view", VIEWS)
def test_flows_are_the_steps_that_sent_a_gradient(tape: Tape, view: View) -> None:
    index = TapeIndex(tape)
    row = tape.iterations[5]
    for span in (None, Span(row.first_step, row.last_step)):
        scene = Scene(tape, index, view, span=span)
        for run in (None, 0, 5, 39):
            expected = [slowly(scene, index, link, run) for link in range(len(scene.graph.links))]
            assert np.array_equal(scene.flows(run), expected)


def slowly(scene: Scene, index: TapeIndex, place: int, run: int | None) -> int:
    """Link by link, as the definition says."""
    link, tape = scene.graph.links[place], scene.tape
    found = []
    for node, edge in link.edges if run is not None else ():
        at = index.executed_at(node, len(tape.steps), run)
        if at is not None and tape.steps[at].gradients_out[edge] is not None:
            found.append(at)
    if run is not None and not link.edges and link.tensor is not None:
        row = tape.tensors[link.tensor]
        made = scene.graph.vertices[link.target].kind == "tensor" and row.node is not None
        at = index.executed_at(row.node, len(tape.steps), run) if made and row.node else None
        if at is not None and tape.steps[at].gradients_in[row.output_nr] is not None:
            found.append(at)
    return min(found, default=NEVER)


@pytest.mark.parametrize("view", VIEWS)
def test_a_parameter_that_collected_gradients_is_a_leaf(qtbot: QtBot, view: View) -> None:  # noqa: ARG001
    tape = both(LOOP, Budget(steps=200, bytes=2**20)).thinned
    assert any(step.kind == "skip" for step in tape.steps)
    index = TapeIndex(tape)
    for row in (None, *tape.iterations):
        span = Span(row.first_step, row.last_step) if row is not None else None
        scene = Scene(tape, index, view, span=span)
        for plan in scene.plans:
            vertex = plan.vertex
            leaf = vertex.ref if vertex.kind == "tensor" else tape.nodes[vertex.ref].variable
            if vertex.kind != "op" and leaf is not None and tape.tensors[leaf].is_parameter:
                assert plan.rim == "leaf"
        assert sum(plan.rim == "loss" for plan in scene.plans) == (
            1 if row is not None else len(tape.iterations)
        )


def test_a_picture_of_a_long_loop_is_of_the_steps_iteration(
    qtbot: QtBot,  # noqa: ARG001
    tape: Tape,
    tmp_path: Path,
) -> None:
    index, path = TapeIndex(tape), tmp_path / "one.png"
    row = tape.iterations[12]
    options = Options(format="png", scale=1.0)
    export(tape, path, options, range(row.last_step, row.last_step + 1))
    scene = Scene(tape, index, "expression", span=Span(row.first_step, row.last_step))
    picture = QImage(str(path))
    assert picture.width() == pytest.approx(scene.bounds.width() + 48, abs=2)
    assert picture.height() == pytest.approx(scene.bounds.height() + 48, abs=2)
