"""A leaf's gradient on its card is its `.grad`; what a run has sent but not added is told apart."""

from __future__ import annotations

import pytest

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.gradline import GradLine, grad_line, leaf_events
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.gui.canvas.tips import tip
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Edge, Meta, Node, Run, Seed, Step
from graphviewer.tape.tape import Part, Tape
from tests.canvas.sample import tensor, value
from tests.explain.sample import sample
from tests.record.oracle import recorded


def twice(kind: str = "backward") -> Tape:
    """A leaf used by two nodes in one run, after an earlier run had left 5 in its `.grad`."""
    accumulate = kind == "backward"
    tape = Tape(meta=Meta(source=""))
    tape.extend(
        Part(
            values=(value(5, shape=()), value(1, shape=()), value(2, shape=()), value(8, shape=())),
            tensors=(
                tensor(0, "w", is_leaf=True, shape=(), value=0),
                tensor(1, "y", node=3, shape=(), value=3),
            ),
            nodes=(
                Node(id=0, name="AccumulateGrad", variable=0),
                Node(id=1, name="ExpBackward0", edges=(Edge(0, 0),)),
                Node(id=2, name="SinBackward0", edges=(Edge(0, 0),)),
                Node(id=3, name="AddBackward0", edges=(Edge(1, 0), Edge(2, 0))),
            ),
            runs=(
                Run(
                    id=0,
                    kind="backward" if accumulate else "grad",
                    line=1,
                    seeds=(Seed(node=3, tensor=1, gradient=1),),
                    first_step=1,
                ),
            ),
            steps=(
                Step(index=0, kind="update", tensor=0, of_grad=True, after=0),
                _ran(1, 3, (1,), (1, 1)),
                _ran(2, 1, (1,), (1,)),
                _ran(3, 2, (1,), (2,)),
                *(
                    (Step(index=4, kind="accumulate", node=0, run=0, tensor=0, before=0, after=3),)
                    if accumulate
                    else ()
                ),
            ),
        )
    )
    return tape


def _ran(index: int, node: int, gradients_in: tuple[int, ...], out: tuple[int, ...]) -> Step:
    return Step(
        index=index, kind="backward", node=node, run=0, gradients_in=gradients_in,
        gradients_out=out,
    )  # fmt: skip


def line(tape: Tape, step: int, language: str = "en") -> GradLine:
    index = TapeIndex(tape)
    return grad_line(tape, index, 0, index.ports(0), step, language)


def test_the_leafs_grad_stays_until_the_run_adds_to_it() -> None:
    said = [line(twice(), step)[:4] for step in range(5)]
    assert said == [
        ("5", True, "", ""),
        ("5", True, "", ""),
        ("5", True, "+ 1 arriving", "1 of 2 arrived"),
        ("5", True, "+ 3 arriving", ""),
        ("8", True, "", ""),
    ]


def test_a_gradient_of_an_earlier_run_is_not_kept() -> None:
    tape = twice()
    seeds = (Seed(node=2, gradient=1),)
    again = Run(id=1, kind="backward", line=2, seeds=seeds, first_step=5)
    tape.extend(Part(runs=(again,), steps=(Step(index=5, kind="print"),)))
    index = TapeIndex(tape)
    said = [grad_line(tape, index, 1, index.ports(1), step, "en").text for step in (0, 4, 5)]
    assert said == ["not yet", "1", "not kept"]


def test_what_the_run_under_way_will_bring_is_not_there_yet() -> None:
    tape = recorded(
        "import torch\na = torch.tensor(2.0, requires_grad=True)\n"
        "b = a * 2\nc = b * 3\nd = c * 5\nd.backward()\n"
    )
    index = TapeIndex(tape)
    b = next(row.id for row in tape.tensors if "b" in index.names(row.id))
    first = tape.runs[0].first_step
    steps = range(first - 1, first + 3)  # before the run, then the nodes of d, c and b
    said = [grad_line(tape, index, b, index.ports(b), step, "en").text for step in steps]
    assert said == ["not yet", "not yet", "15", "15"]


def test_what_no_run_reaches_has_none_once_the_program_has_ended() -> None:
    tape = recorded(
        "import torch\na = torch.tensor(2.0, requires_grad=True)\n"
        "u = torch.tensor(3.0, requires_grad=True)\nv = u * 2\n(a * 2).backward()\n"
    )
    index = TapeIndex(tape)
    tensors = [next(t.id for t in tape.tensors if name in index.names(t.id)) for name in "auv"]

    def said() -> list[str]:
        return [grad_line(tape, index, t, index.ports(t), 0, "en").text for t in tensors]

    assert said() == ["not yet", "None", "None"]
    tape.end = None  # who knows what comes while it runs
    assert said() == ["not yet", "not yet", "not yet"]


def test_what_autograd_grad_returns_is_never_added() -> None:
    tape = twice("grad")
    assert line(tape, 2)[:4] == ("5", True, "1 arriving", "1 of 2 arrived")
    assert line(tape, 3)[:4] == ("5", True, "3 returned", "")
    assert line(tape, 3, "ko").more == "3 반환"


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("view", ["expression", "grad_fn"])
def test_a_leaf_without_grad_says_not_yet_while_a_gradient_arrives(view: View) -> None:
    tape = sample()
    scene = Scene(tape, TapeIndex(tape), view)
    key = ("tensor", 0) if view == "expression" else ("node", 0)
    face = face_at(scene, scene.places[key][0], 6, lit_at(scene, 6))
    assert (face.grad, face.has_grad, face.more) == ("not yet", False, "+ arriving")
    assert "+ [4., 4., 4.] arriving" in tip(scene, scene.places[key][0], 6)


def cut_short() -> Tape:
    """The run of `twice` ended by an error before the leaf's node ran."""
    tape = twice()
    tape.steps[4] = Step(index=4, kind="print")
    return tape


def test_what_a_run_that_has_ended_never_added_is_not_kept() -> None:
    tape = cut_short()
    assert line(tape, 3).more == "+ 3 arriving"
    assert line(tape, 4)[:3] == ("5", True, "3 not kept")
    assert line(tape, 4, "ko").more == "3 보관 안 됨"


@pytest.mark.parametrize(
    ("loss", "said"), [("v.sum()", ["+ arriving"]), ("(v + v).sum()", ["+ [2 2 2] arriving"])]
)
def test_what_alone_becomes_a_vectors_gradient_is_left_to_the_next_step(
    loss: str, said: list[str]
) -> None:
    tape = recorded(f"import torch\nv = torch.ones(3, requires_grad=True)\n{loss}.backward()\n")
    index, leaf = TapeIndex(tape), next(row.id for row in tape.tensors if row.is_leaf)
    lines = [
        grad_line(tape, index, leaf, index.ports(leaf), step, "en")
        for step in range(len(tape.steps))
    ]
    assert [one.more for one in lines if one.more][-1:] == said


def test_many_numbers_on_their_way_are_left_to_the_arrow_and_the_tooltip() -> None:
    tape = twice()
    tape.values[:] = [value(*[n] * 6, shape=(2, 3)) for n in (5, 1, 2, 8)]
    index = TapeIndex(tape)
    assert line(tape, 3).more == "+ arriving"
    assert line(tape, 3, "ko").more == "+ 도착"
    full = grad_line(tape, index, 0, index.ports(0), 3, "en", few=None)
    assert full.more == "+ [[3 3 3] [3 3 3]] arriving"


def test_events_are_the_steps_that_change_a_leafs_line() -> None:
    assert list(leaf_events(sample())) == [(0, 6), (0, 7)]
