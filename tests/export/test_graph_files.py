"""DOT, GraphML and JSON, read by others."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest

from graphviewer.cli import main
from graphviewer.files.graph_files.table import table, words
from graphviewer.files.graph_files.write import written
from graphviewer.graphs.build import build
from graphviewer.graphs.data import Shaping, View
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.export.readers import called
from tests.export.sample import NAMES, hostile, layer, loop, product
from tests.record.oracle import recorded

TAPES = pytest.mark.parametrize("tape", [product(), layer(), loop(), hostile()],
                                ids=["product", "layer", "loop", "hostile"])  # fmt: skip
VIEWS = pytest.mark.parametrize("view", ["expression", "grad_fn", "modules"])


def edges_of(tape: Tape, view: View) -> list[tuple[str, str]]:
    graph = build(tape, TapeIndex(tape), view)
    ids = [f"{vertex.kind}-{vertex.ref}" for vertex in graph.vertices]
    return sorted((ids[link.source], ids[link.target]) for link in graph.links)


@TAPES
@VIEWS
def test_networkx_reads_the_graph_from_graphml(tape: Tape, view: View) -> None:
    data = written("graphml", tape, view, len(tape.steps) - 1)
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert sorted((a, b) for a, b, _ in graph.edges) == edges_of(tape, view)


@TAPES
@VIEWS
def test_dot_reads_the_graph_from_dot(tape: Tape, view: View) -> None:
    text = written("dot", tape, view, len(tape.steps) - 1).decode()
    read = json.loads(called("dot", "-Tjson", text=text))
    names = {one["_gvid"]: one["name"] for one in read["objects"]}
    found = sorted((names[edge["tail"]], names[edge["head"]]) for edge in read.get("edges", ()))
    assert found == edges_of(tape, view)
    assert called("dot", "-Tsvg", text=text).count('class="edge"') == len(found)


def test_graphml_carries_numbers_of_the_step_with_their_types() -> None:
    def read(step: int) -> dict[str, dict[str, object]]:
        graph = nx.read_graphml(io.BytesIO(written("graphml", product(), "expression", step)))
        assert graph.graph["step"] == step
        return {about["name"]: about for _, about in graph.nodes(data=True)}

    before, after = read(1), read(5)
    assert before["c"].get("value") is None
    assert before["c"]["happened"] is False
    assert (after["c"]["value"], after["a"]["gradient"], after["b"]["gradient"]) == ("12", "4", "3")
    assert (after["a"]["leaf"], after["a"]["shape"], after["a"]["dtype"]) == (True, "[]", "float32")


def test_graphml_goes_through_networkx_and_back() -> None:
    first = nx.read_graphml(io.BytesIO(written("graphml", layer(), "expression", 6)))
    again = nx.read_graphml(io.BytesIO("\n".join(nx.generate_graphml(first)).encode()))
    assert dict(again.nodes(data=True)) == dict(first.nodes(data=True))
    assert list(again.edges) == list(first.edges)


def test_json_has_every_number_and_its_version() -> None:
    shown = json.loads(written("json", layer(), "expression", len(layer().steps) - 1))
    assert (shown["format"], shown["view"], shown["program"]) == (1, "expression", "layer.py")
    weights = next(one for one in shown["nodes"] if one["name"] == "W")
    index = TapeIndex(layer())
    held = layer().values[index.value_at(weights["tensor"], shown["step"]) or 0]
    assert weights["value"] == held.array().tolist()
    assert weights["gradient"] is not None
    ids = {one["id"] for one in shown["nodes"]}
    assert {end for link in shown["links"] for end in (link["source"], link["target"])} <= ids


def test_gradients_sent_stand_on_the_arrows_of_their_step() -> None:
    def sent(step: int) -> list[object]:
        links = json.loads(written("json", product(), "expression", step))["links"]
        return [link["gradients"] for link in links if link["gradients"]]

    assert sent(2) == []
    assert sent(3) == [[4.0], [3.0]]


def test_hostile_names_come_back_as_they_are() -> None:
    shown = json.loads(written("json", hostile(), "expression", 6))
    assert NAMES[0] in {one["name"] for one in shown["nodes"]}
    graph = nx.read_graphml(io.BytesIO(written("graphml", hostile(), "expression", 6)))
    names = {about["name"] for _, about in graph.nodes(data=True)}
    assert NAMES[0] in names


@pytest.mark.parametrize("suffix", ["dot", "graphml", "json"])
def test_the_command_line_writes_them_without_qt(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "product.py"
    program.write_text("import torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n")
    path = tmp_path / f"graph.{suffix}"
    assert main(["render", str(program), "--view", "grad_fn", "-o", str(path)]) == 0
    assert "SumBackward0" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_neurons_say_what_they_give_on_and_their_delta() -> None:
    tape = recorded(
        "import torch\n"
        "W = torch.tensor([[2.0], [-1.0]], requires_grad=True)\n"
        "h = torch.relu(torch.tensor([[1.0, 3.0], [4.0, 5.0]]) @ W)\n"
        "loss = (h * 5).sum()\n"
        "loss.backward()\n"
    )
    found = table(tape, "neurons", len(tape.steps) - 1)
    said = {one.name: words(one) for one in found.things}
    assert said["h[0]"] == {"shape": "[]", "value": "0", "gradient": "0"}
    second = table(
        tape, "neurons", len(tape.steps) - 1, shaping=Shaping(opened=frozenset({"example:1"}))
    )
    said = {one.name: words(one) for one in second.things}
    assert said["h[1]"] == {"shape": "[]", "value": "3", "gradient": "5"}
    assert said["loss"]["value"] == "15"
