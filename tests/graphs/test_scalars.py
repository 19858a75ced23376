"""Scalars as vertices: which elements each one reads, held against torch's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from graphviewer.graphs.data import Graph, Link, Scalar
from graphviewer.graphs.reads import reads
from graphviewer.graphs.scalars import (
    MOST_SCALARS,
    can_open,
    element_of,
    element_ref,
    has_scalars,
    key_of,
    scalars_graph,
)
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.oracle import recorded

LEAF = "import torch\nx = torch.randn({shape}, requires_grad=True)\n"


def graph_of(source: str, *opened: str) -> tuple[Tape, TapeIndex, Graph]:
    """The scalars of a program; ops of some names are opened."""
    tape = recorded(source, jacobians=4096)
    index = TapeIndex(tape)
    keys = frozenset(key_of(op.id) for op in tape.ops if op.name in opened)
    return tape, index, scalars_graph(tape, index, None, keys)


def told(tape: Tape, graph: Graph, place: int) -> str:
    """A vertex as text: `W[3]`, `@I @ W[0]` for the sign before it."""
    vertex = graph.vertices[place]
    if vertex.kind != "scalar":
        return f"{vertex.kind} {vertex.ref}"
    one = graph.scalars[vertex.ref]
    name = TapeIndex(tape).name(one.tensor)
    mark = {"element": "", "sign": "@", "sum": "+", "product": "*"}[one.role]
    return f"{mark}{name}[{one.place}]"


def into(tape: Tape, graph: Graph, what: str) -> list[str]:
    """What is linked to a vertex, in the order of the links."""
    return [
        told(tape, graph, link.source)
        for link in graph.links
        if told(tape, graph, link.target) == what
    ]


def of_role(graph: Graph, role: str) -> list[Scalar]:
    return [one for one in graph.scalars.values() if one.role == role]


PRODUCT = """
import torch
I = torch.tensor([[1., 2.], [3., 4.]])
W = torch.tensor([[5., 6.], [7., 8.]], requires_grad=True)
B = torch.tensor([9., 10.], requires_grad=True)
Z = I @ W
O = Z + B
O.sum().backward()
"""


def test_a_product_is_one_sign_an_element_that_reads_a_row_and_a_column() -> None:
    tape, _, graph = graph_of(PRODUCT)
    assert into(tape, graph, "@Z[1]") == ["I[0]", "I[1]", "W[1]", "W[3]"]
    assert into(tape, graph, "@Z[2]") == ["I[2]", "I[3]", "W[0]", "W[2]"]
    assert into(tape, graph, "Z[1]") == ["@Z[1]"]


def test_a_bias_is_broadcast_over_rows() -> None:
    tape, _, graph = graph_of(PRODUCT)
    assert into(tape, graph, "@O[0]") == ["Z[0]", "B[0]"]
    assert into(tape, graph, "@O[3]") == ["Z[3]", "B[1]"]


def test_an_opened_product_is_sums_of_products_in_a_frame() -> None:
    tape, _, graph = graph_of(PRODUCT, "matmul")
    assert [group.title for group in graph.groups] == ["I @ W"]
    assert into(tape, graph, "+Z[1]") == ["*Z[1]", "*Z[1]"]
    factors = [one.factors for one in of_role(graph, "product") if one.place == 1]
    found = {(a[1], b[1]) for a, b in factors}
    assert found == {(0, 1), (1, 3)}
    inside = {v.ref for v in graph.vertices if v.group == 0}
    assert inside == {ref for ref, one in graph.scalars.items() if one.role in ("product", "sum")}


def test_opening_changes_no_ref_of_what_stays() -> None:
    _, _, closed = graph_of(PRODUCT)
    _, _, opened = graph_of(PRODUCT, "matmul")
    elements = {ref: one for ref, one in closed.scalars.items() if one.role == "element"}
    assert elements.items() <= opened.scalars.items()
    assert all(element_ref(*at) == ref for ref in elements if (at := element_of(ref)))


@pytest.mark.parametrize(
    ("call", "bias"),
    [
        ("torch.nn.functional.linear(x, w)", False),
        ("torch.nn.functional.linear(x, w, b)", True),
        ("torch.addmm(b, x, w.T)", True),
    ],
)
def test_linear_opens_into_its_own_terms(call: str, bias: bool) -> None:
    source = f"""
import torch
x = torch.tensor([[1., 2.]], requires_grad=True)
w = torch.tensor([[3., 4.], [5., 6.], [7., 8.]], requires_grad=True)
b = torch.tensor([.1, .2, .3], requires_grad=True)
z = {call}
z.sum().backward()
"""
    tape, _, graph = graph_of(source, "linear", "addmm")
    products = [one for one in of_role(graph, "product") if one.place == 2]
    assert [[place for _, place in one.factors] for one in products] in (
        [[0, 4], [1, 5]],
        [[0, 2], [1, 5]],  # of the turned w
    )
    assert ("b[2]" in into(tape, graph, "+z[2]")) is bias


@pytest.mark.parametrize(
    ("a", "b"),
    [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((2, 2, 3), (3, 2)),
     ((2, 2, 3), (2, 3, 2)), ((1, 2, 3), (2, 3, 1)), ((3,), (2, 3, 2))],
)  # fmt: skip
def test_every_shape_of_matmul_multiplies_the_right_elements(
    a: tuple[int, ...], b: tuple[int, ...]
) -> None:
    source = f"""
import torch
a = torch.randn{a}; b = torch.randn({b}).requires_grad_()
c = a @ b
c.sum().backward()
""".replace("torch.randn(3,)", "torch.randn(3)")
    tape, index, graph = graph_of(source, "matmul")
    op = next(op for op in tape.ops if op.name == "matmul")
    left, right, made = (
        tape.values[value].array().ravel()
        for tensor in (*op.inputs, op.outputs[0])
        if (value := index.value_at(tensor, len(tape.steps))) is not None
    )
    for place, number in enumerate(made):
        terms = [one for one in of_role(graph, "product") if one.place == place]
        total = sum(float(left[x[1]]) * float(right[y[1]]) for x, y in (t.factors for t in terms))
        assert total == pytest.approx(float(number), rel=1e-5, abs=1e-6)


MOVES = (
    "x.T", "x.mT", "x.t()", "x.transpose(0, 1)", "x.permute(1, 0)", "x.reshape(6)", "x.view(3, 2)",
    "x.flatten()", "x.unsqueeze(1)", "x[None].squeeze(0)", "x[1]", "x[:, 1]", "x[0, 1:]",
    "x[:, ::2]", "x[-1]", "x[..., -2:]", "x.select(1, 2)", "x.narrow(1, 1, 2)",
    "x.expand(2, 2, 3)", "x.clone()",
    "torch.cat([x, x], 1)", "torch.stack([x, x])", "torch.cat([x, x[:1]])",
    "x[torch.tensor([1, 0, 1])]", "x.flip(1)", "x.roll(1, 0)", "x.repeat(2, 1)", "x.diagonal()",
    "x.unbind(0)[1]", "x.split(2, 1)[1]", "x.split([1, 2], 1)[1]",
    "x.split(2, 1)[0]", "x.chunk(3, 1)[2]", "x.movedim(0, 1)",
    "x.index_select(1, torch.tensor([2, 0]))", "x.gather(1, torch.tensor([[0, 2], [1, 1]]))",
)  # fmt: skip


@pytest.mark.parametrize("call", MOVES)
def test_what_only_moves_elements_links_them_directly(call: str) -> None:
    source = LEAF.format(shape="2, 3") + f"y = {call}\ny.sum().backward()\n"
    _, index, graph = graph_of(source)
    x = torch.arange(6.0).reshape(2, 3)
    truth = eval(call, {"x": x, "torch": torch}).ravel().tolist()
    names = {ref: index.name(one.tensor) for ref, one in graph.scalars.items()}
    found = {one.place: _origin(graph, ref) for ref, one in graph.scalars.items()
             if names[ref] == "y" and one.role == "element"}  # fmt: skip
    assert [found[place] for place in range(len(truth))] == truth


def _origin(graph: Graph, ref: int) -> int:
    """The element of the leaf that an element is, along links without signs."""
    place = next(k for k, v in enumerate(graph.vertices) if (v.kind, v.ref) == ("scalar", ref))
    while sources := [link for link in graph.links if link.target == place]:
        assert len(sources) == 1
        place = sources[0].source
    return graph.scalars[graph.vertices[place].ref].place


@pytest.mark.parametrize(
    "call",
    ["x.sum()", "x.sum(0)", "x.sum(1, keepdim=True)", "x.mean()", "x.mean(-1)", "x.softmax(1)",
     "x.log_softmax(0)", "x.softmax(-1)", "x * 2", "x ** 2",
     "torch.where(x > 0, x, 0.)", "x.relu()",
     "torch.nn.functional.cross_entropy(x, torch.tensor([0, 2]))", "x.clamp(min=0)"],
)  # fmt: skip
def test_what_an_output_reads_covers_every_derivative(call: str) -> None:
    source = LEAF.format(shape="2, 3") + f"y = {call}\ny.sum().backward()\n"
    tape, index, _ = graph_of(source)
    op = next(op for op in tape.ops for out in op.outputs if index.name(out) == "y")
    torch.manual_seed(0)
    x = torch.randn(2, 3)
    jacobian = torch.func.jacrev(lambda x: eval(call, {"x": x, "torch": torch}))(x)
    truth = jacobian.reshape(-1, 6) != 0
    edges = tuple(
        (node, place)
        for node in op.nodes
        for place, edge in enumerate(tape.nodes[node].edges)
        if edge is not None and tape.nodes[edge.to].variable is not None
    )
    found = reads(tape, index, op, 0, edges)
    assert found is not None
    assert found[truth.numpy()].all()


def test_elements_count_at_most_so_many() -> None:
    source = "import torch\n" + "".join(
        f"a{k} = torch.randn(8, 8, requires_grad=True)\n(a{k} * a{k}).sum().backward()\n"
        for k in range(4)
    )
    _, _, graph = graph_of(source)
    assert len(graph.scalars) <= MOST_SCALARS
    assert any(vertex.kind == "tensor" for vertex in graph.vertices)


def test_large_tensors_stay_cards_in_the_same_picture() -> None:
    source = """
import torch
x = torch.randn(100, requires_grad=True)
y = x.sin()
loss = y.sum() * 2
loss.backward()
"""
    tape, index, graph = graph_of(source)
    kinds = {(v.kind, index.name(v.ref)) for v in graph.vertices if v.kind == "tensor"}
    assert kinds == {("tensor", "x"), ("tensor", "y")}
    assert "@loss[0]" in {told(tape, graph, k) for k in range(len(graph.vertices))}


@pytest.mark.parametrize(
    ("source", "possible"),
    [("import torch\na = torch.ones(3) * 2", True), ("import torch\na = torch.ones(65) * 2", False),
     ("print(1)", False)],
)  # fmt: skip
def test_the_view_is_possible_where_an_op_has_small_tensors_only(
    source: str, possible: bool
) -> None:
    assert has_scalars(recorded(source)) is possible


def test_only_matrix_products_open() -> None:
    tape, _, graph = graph_of(PRODUCT)
    opens = {TapeIndex(tape).name(one.tensor) for one in of_role(graph, "sign")
             if can_open(tape, one)}  # fmt: skip
    assert opens == {"Z"}


def test_a_tensor_given_twice_has_an_edge_for_each_place() -> None:
    source = LEAF.format(shape="3") + "y = torch.dot(x, x)\ny.backward()\n"
    tape, _, graph = graph_of(source)
    links = list(_into(graph, tape, "@y[0]"))
    assert len(links) == 6
    assert [link.edges for link in links] == [((1, 0),)] * 3 + [((1, 1),)] * 3


def _into(graph: Graph, tape: Tape, what: str) -> Iterator[Link]:
    return (link for link in graph.links if told(tape, graph, link.target) == what)


def test_of_a_long_program_what_is_nearest_to_the_end_is_drawn_element_by_element() -> None:
    source = "import torch\nw = torch.ones(8, requires_grad=True)\nx = w * 1\n"
    source += "".join(f"y{k} = x.sin()\nx = y{k}\n" for k in range(60)) + "x.sum().backward()\n"
    tape, index, graph = graph_of(source)
    split = {index.name(one.tensor) for one in graph.scalars.values()}
    assert len(graph.scalars) <= MOST_SCALARS
    assert "y59" in split
    assert "y1" not in split
    assert ("tensor", "y1") in {(v.kind, index.name(v.ref)) for v in graph.vertices if v.copy == 0
                                and v.kind == "tensor"}  # fmt: skip
    assert tape.runs


def test_a_leaf_used_often_stands_beside_each_use_that_is_drawn_whole() -> None:
    source = "import torch\nw = torch.ones(2, requires_grad=True)\nloss = w.sum()\n"
    source += "big = torch.ones(100, 2)\n"
    source += "loss = loss + (big * w).sum()\n" * 4 + "loss.backward()\n"
    _, index, graph = graph_of(source)
    cards = [v for v in graph.vertices if v.kind == "tensor" and index.name(v.ref) == "w"]
    assert len(cards) == 4
    elements = [one for one in graph.scalars.values() if index.name(one.tensor) == "w"]
    assert len(elements) == 2
