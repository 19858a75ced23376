"""What a tape hands out: numbers by name, files, graphs, and errors that say what would do."""

# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

import inspect
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.autograd.graph import Node

import graphviewer as gv
from graphviewer.graphs.data import View
from graphviewer.tape import law

Loss = Callable[[], Tensor]


def block() -> Tensor:
    """A residual block with shared and repeated inputs."""
    torch.manual_seed(0)
    x = torch.randn(3, 4, requires_grad=True)
    w = torch.randn(4, 4, requires_grad=True)
    h = torch.relu(x @ w) + x
    return (h * h).sum() + w.sum() + x[0].prod()


def network() -> Tensor:
    """A convolution, a normalisation and a loss."""
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU())
    return torch.nn.functional.mse_loss(net(torch.randn(2, 1, 5, 5)), torch.zeros(2, 2, 3, 3))


def pieces() -> Tensor:
    """Nodes with several outputs."""
    x = torch.arange(6.0, requires_grad=True)
    first, second = x.reshape(2, 3).unbind(0)
    values, _ = torch.sort(first * second)
    total: Tensor = values.sum() + torch.linalg.qr(x.reshape(3, 2)).R.sum()
    return total


def walked(root: Node) -> tuple[Counter[str], Counter[tuple[str, str, int, int]]]:
    """Names of nodes and of edges, by a walk of our own over next_functions."""
    seen, stack = {root}, [root]
    edges: Counter[tuple[str, str, int, int]] = Counter()
    while stack:
        node = stack.pop()
        for place, (child, number) in enumerate(node.next_functions):
            if child is None:
                continue
            edges[node.name(), child.name(), place, number] += 1
            if child not in seen:
                seen.add(child)
                stack.append(child)
    return Counter(node.name() for node in seen), edges


def drawn(graph: Any) -> tuple[Counter[str], Counter[tuple[str, str, int, int]]]:
    """The same of a networkx graph."""
    names = {node: _bare(about["name"]) for node, about in graph.nodes(data=True)}
    edges = Counter(
        (names[source], names[target], key, about["input_nr"])
        for source, target, key, about in graph.edges(keys=True, data=True)
    )
    return Counter(names.values()), edges


def _bare(name: str) -> str:
    return name if name != "AccumulateGrad" else "torch::autograd::AccumulateGrad"


@pytest.mark.parametrize("made", [block, network, pieces])
@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.filterwarnings("ignore:gv.show")  # there is no display
def test_the_networkx_graph_is_pytorchs(made: Loss, recorded: bool) -> None:
    if recorded:
        tape: gv.Tape[Any] = gv.record(made)
        loss = tape.result
    else:
        loss = made()
        shown = gv.show(loss)
        assert shown is not None
        tape = shown
    assert loss.grad_fn is not None
    assert drawn(tape.to_networkx()) == walked(loss.grad_fn)
    law.check_tape(tape.rows)


def test_the_nodes_carry_names_numbers_and_lines() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    with gv.record() as tape:
        y = (x * x).sum()
        y.backward()
    nodes = {about["name"]: about for _, about in tape.to_networkx().nodes(data=True)}
    leaf, product = nodes["AccumulateGrad"], nodes["MulBackward0"]
    assert (leaf["tensor"], leaf["shape"], leaf["dtype"]) == ("x", (2,), "float32")
    assert leaf["gradient"].tolist() == [2.0, 4.0]
    assert (product["code"], product["tensor"]) == ("x * x", "x * x")
    assert [part.tolist() for part in product["gradients_out"]] == [[1.0, 2.0], [1.0, 2.0]]
    assert product["saved"] == ("other", "self")


def test_the_expression_graph_has_tensors_and_ops() -> None:
    a = torch.tensor(2.0, requires_grad=True)
    with gv.record() as tape:
        c = a * a
        c.backward()
    graph = tape.to_networkx("expression")
    told = {key: about["name"] for key, about in graph.nodes(data=True)}
    assert sorted(told.values()) == ["a", "c", "mul"]
    assert sorted((told[s], told[t]) for s, t in graph.edges()) == [
        ("a", "mul"),
        ("a", "mul"),
        ("mul", "c"),
    ]
    values = {about["name"]: about.get("value") for _, about in graph.nodes(data=True)}
    assert values["c"] == 4.0


@pytest.mark.parametrize("graph", ["grad_fn", "expression"])
def test_dot_reads_what_we_write(graph: View) -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not here: DOT text is not read back")
    names = {'a \\ " {<b>|}\n': torch.ones(2, requires_grad=True)}
    with gv.record() as tape:
        for tensor in names.values():
            (tensor * 2).sum().backward()
    text = tape.to_dot(graph)
    done = subprocess.run(
        [program, "-Tjson"], input=text, capture_output=True, text=True, check=True
    )
    read, made = json.loads(done.stdout), tape.to_networkx(graph)
    assert (len(read["objects"]), len(read["edges"])) == (len(made), made.number_of_edges())
    assert any("{<b>|}" in one["label"] for one in read["objects"])


def test_a_tape_survives_its_file(tmp_path: Path) -> None:
    tape = gv.record(block)
    tape.save(tmp_path / "one.tape")
    again = gv.read(str(tmp_path / "one.tape"))
    assert (again.names, len(again), again.result) == (tape.names, len(tape), None)
    assert again.to_dot() == tape.to_dot()
    assert repr(again) == repr(tape)


def plain() -> gv.Tape[None]:
    """A tape of two tensors."""
    weight = torch.ones(2, requires_grad=True)
    with gv.record() as tape:
        total = weight.sum()
        total.backward()
    return tape


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda tape: tape.value("wieght"), gv.NoSuchTensor, "'weight'"),
        (lambda tape: tape.gradient("nothing like it"), LookupError, "'weight', 'total'"),
        (lambda tape: tape.value(9), gv.NoSuchTensor, "count 0 to"),
        (lambda tape: tape.value(1.5), TypeError, "name or id, not by float"),
        (lambda tape: tape.value(name=True), TypeError, "not by bool"),
        (lambda tape: tape.value("total", 99), ValueError, "steps are 0 to"),
        (lambda tape: tape.value("total", -1), ValueError, "no numbers"),
        (lambda tape: tape.to_networkx("nodes"), ValueError, "'grad_fn' or 'expression'"),
        (lambda tape: tape.to_dot("dot"), ValueError, "'grad_fn' or 'expression'"),
        (lambda tape: tape.save(3), TypeError, "str or a pathlib.Path, not int"),
        (lambda tape: tape.save("/nowhere/at/all.tape"), gv.FileProblem, "cannot be written"),
        (lambda _: gv.read(b""), TypeError, "str or a pathlib.Path, not bytes"),  # type: ignore[arg-type]
        (lambda _: gv.read("/nowhere.tape"), gv.FileProblem, "no file"),
        (lambda _: gv.read(__file__), gv.FileProblem, "not a tape"),
        (lambda _: gv.show("loss"), TypeError, "a tape or a tensor, not str"),
        (lambda _: gv.show(torch.ones(2)), ValueError, "no grad_fn"),
        (lambda _: gv.show(torch.ones(2, requires_grad=True)), ValueError, "it is a leaf"),
        (lambda tape: gv.show(tape, block="yes"), TypeError, "True, Fal"),  # type: ignore[arg-type]
    ],
)
def test_wrong_use_is_told(call: Callable[[Any], object], error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        call(plain())


def test_numbers_at_a_step() -> None:
    x = torch.zeros(2)
    with gv.record() as tape:
        x.add_(1)
        y = x * 2
        x.add_(1)
    steps = [step.index for step in tape.steps]
    assert [tape.value("x", step).tolist()[0] for step in steps] == [1.0, 1.0, 2.0]
    assert tape.value("y").tolist() == y.tolist()
    assert tape.gradient("x") is None
    with pytest.raises(ValueError, match="read-only"):
        tape.value("x")[0] = 5


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.complex64, torch.bool])
def test_every_dtype_comes_as_an_array(dtype: torch.dtype) -> None:
    x = torch.ones(2, dtype=dtype)
    with gv.record() as tape:
        y = x.clone()
    wanted = y.float() if dtype is torch.bfloat16 else y
    assert tape.value("y").tobytes() == wanted.numpy().tobytes()


def test_an_import_brings_neither_torch_nor_qt() -> None:
    code = (
        "import sys, graphviewer as gv; dir(gv); gv.__version__; gv.record; gv.Tape; gv.read;"
        "print([name for name in ('torch', 'PySide6', 'numpy') if name in sys.modules][:1])"
    )
    bare = (
        "import sys, graphviewer; print(sorted(m for m in sys.modules if m in ('torch','numpy')))"
    )
    for program, wanted in ((code, {"[]", "['numpy']"}), (bare, {"[]"})):
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() in wanted


def test_record_is_a_function_and_a_part_of_the_package() -> None:
    import graphviewer.record.values as part

    assert callable(gv.record)
    assert gv.record.values is part  # type: ignore[attr-defined]
    assert set(gv.__all__) <= set(dir(gv))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        gv.nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", gv.__all__)
def test_what_is_public_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(gv, name))
