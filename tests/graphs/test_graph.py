"""The two graphs of a tape."""

from __future__ import annotations

import msgspec

from graphviewer.graphs.data import Graph
from graphviewer.graphs.expression import expression_graph
from graphviewer.graphs.grad_fn import grad_fn_graph
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Binding, Edge, Node, Op, Step, Tensor
from graphviewer.tape.tape import Part, Tape
from tests.tape import sample


def names(tape: Tape, graph: Graph) -> list[str]:
    return [tape.nodes[v.ref].name for v in graph.vertices]


def test_expression_has_a_card_a_tensor_and_a_sign_an_operation() -> None:
    tape = sample.tape()
    graph = expression_graph(tape, TapeIndex(tape))
    assert [v.kind for v in graph.vertices] == ["tensor"] * 4 + ["op"] * 3
    assert [(v.kind, v.ref) for v in graph.vertices[4:]] == [("op", 1), ("op", 2), ("op", 3)]


def test_a_tensor_used_twice_has_two_arrows_each_with_its_own_edge() -> None:
    tape = sample.tape()
    graph = expression_graph(tape, TapeIndex(tape))
    times = next(i for i, v in enumerate(graph.vertices) if (v.kind, v.ref) == ("op", 2))
    arrows = [link for link in graph.links if link.target == times]
    assert [(link.tensor, link.target_port, link.edges) for link in arrows] == [
        (1, 0, ((2, 0),)),
        (1, 1, ((2, 1),)),
    ]


def test_grad_fn_is_pytorchs_nodes_and_edges_and_nothing_else() -> None:
    tape = sample.tape()
    graph = grad_fn_graph(tape)
    assert names(tape, graph) == ["AddBackward0", "AccumulateGrad", "MulBackward0", "SumBackward0"]
    pairs = {(names(tape, graph)[k.target], names(tape, graph)[k.source]) for k in graph.links}
    assert pairs == {
        ("AddBackward0", "AccumulateGrad"),
        ("MulBackward0", "AddBackward0"),
        ("SumBackward0", "MulBackward0"),
    }


def test_a_leaf_used_often_is_drawn_beside_each_use() -> None:
    tape = sample.tape()
    uses = 5
    steps, ops, tensors, nodes = [], [], [], []
    for k in range(uses):
        out, op, node, step = 4 + k, 4 + k, 4 + k, 8 + k
        nodes.append(Node(id=node, name="SinBackward0", edges=(Edge(1, 0),), op=op, step=step))
        tensors.append(
            msgspec.structs.replace(tape.tensors[1], id=out, node=node, op=op, step=step)
        )
        ops.append(
            Op(
                id=op,
                name="sin",
                qualified="",
                step=step,
                inputs=(0,),
                outputs=(out,),
                nodes=(node,),
            )
        )
        steps.append(Step(index=step, kind="forward", op=op, inputs=(0,), outputs=(out,)))
    more: list[Tensor] = tensors
    tape.extend(Part(steps=tuple(steps), ops=tuple(ops), tensors=tuple(more), nodes=tuple(nodes)))
    graph = expression_graph(tape, TapeIndex(tape))
    copies = [v.copy for v in graph.vertices if (v.kind, v.ref) == ("tensor", 0)]
    assert copies == list(range(uses + 1))
    again = grad_fn_graph(tape)
    assert sum(v.ref == 1 for v in again.vertices) == uses + 1
    assert len(again.links) == 4 + uses


def test_arithmetic_on_the_outcome_after_the_last_run_is_left_out() -> None:
    tape = sample.tape()
    made = msgspec.structs.replace(
        tape.tensors[1], id=4, node=None, op=4, step=8, object=4, requires_grad=False
    )
    op = Op(id=4, name="mul", qualified="", step=8, inputs=(1,), outputs=(4,), grad_enabled=False)
    tape.extend(
        Part(
            steps=(Step(index=8, kind="forward", op=4, inputs=(1,), outputs=(4,)),),
            ops=(op,),
            tensors=(made,),
            bindings=(Binding(tensor=4, name="after", step=8),),
        )
    )
    graph = expression_graph(tape, TapeIndex(tape))
    assert ("op", 4) not in [(v.kind, v.ref) for v in graph.vertices]
    tape.runs[0] = msgspec.structs.replace(tape.runs[0], first_step=9)
    graph = expression_graph(tape, TapeIndex(tape))
    assert ("op", 4) in [(v.kind, v.ref) for v in graph.vertices]


def test_where_nothing_is_differentiated_a_named_tensor_has_its_card() -> None:
    tape = sample.tape()
    lone = msgspec.structs.replace(
        tape.tensors[0], requires_grad=False, node=None, op=None, is_leaf=True
    )
    alone = Tape(meta=tape.meta)
    alone.extend(Part(tensors=(lone,), values=tuple(tape.values)))
    assert not expression_graph(alone, TapeIndex(alone)).vertices
    alone.extend(Part(bindings=(Binding(tensor=0, name="x", step=0),)))
    assert [v.kind for v in expression_graph(alone, TapeIndex(alone)).vertices] == ["tensor"]
