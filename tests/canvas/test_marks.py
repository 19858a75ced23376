"""Marks say what the tape says at each step, in both languages, and stand clear of words."""

from __future__ import annotations

import pytest
import torch

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.magnitude import EXPLODING, VANISHING, size_of, sizes, told
from graphviewer.gui.canvas.moment import Moment
from graphviewer.tape.freed import held
from tests.canvas.marked import LOST, MIXED, OFTEN, TWICE, VIEWS, WRITTEN, badges, moment, on
from tests.record.oracle import plain, recorded

pytestmark = pytest.mark.usefixtures("qtbot")


def test_cards_of_one_tensor_tell_how_many_there_are() -> None:
    for view in VIEWS:
        at = moment(OFTEN, view=view)
        uses = sum(op.inputs.count(0) for op in at.scene.tape.ops)
        assert [badge.text for badge in badges(at, "shared")] == [f"×{uses}"] * uses


def test_a_stretched_input_says_from_what_to_what_and_what_is_summed() -> None:
    tape = recorded(MIXED)
    for view in VIEWS:
        scene = moment(tape, view=view).scene
        chips = [chip for chip in book_of(scene).chips(scene) if chip.lines]
        assert {chip.lines for chip in chips} >= {
            ("[3] → [2×3]", "summed over axis 0"),
            ("scalar → [2×3]", "summed over axes 0, 1"),
            ("[2] → [2×2]", "summed over axis 0"),
        }
        for chip in chips:
            (node, edge), *_ = scene.graph.links[chip.link].edges
            step = tape.steps[scene.index.executions(node)[-1]]
            entered, sent = step.gradients_in[0], step.gradients_out[edge]
            assert entered is not None
            assert sent is not None
            shapes = [tape.values[ref].shape for ref in (sent, entered)]
            said = [str(list(shape)).replace(", ", "×") if shape else "scalar" for shape in shapes]
            assert chip.lines[0] == " → ".join(said)


def test_cuts_are_scissors_at_what_wanted_a_gradient_and_the_word_of_the_block() -> None:
    at = moment(MIXED)
    assert [badge.text for badge in badges(at, "cut")] == ["inference_mode", "no_grad"]
    space, _, _ = plain(MIXED)
    cut = [chip for chip in book_of(at.scene).chips(at.scene) if not chip.lines]
    tensors = [at.scene.graph.links[chip.link].tensor for chip in cut]
    names = [at.scene.index.name(t) for t in tensors if t is not None]
    assert sorted(names) == ["x", "y", "z"]
    assert all(space[name].requires_grad for name in names)
    assert not any(space[name].requires_grad for name in "qpu")
    assert set(book_of(at.scene).grounds(at.scene)) == {"cut"}


def test_a_card_has_its_version_from_the_step_that_wrote() -> None:
    tape = recorded(WRITTEN)
    wrote = next(op for op in tape.ops if op.in_place)
    before, after = moment(tape, wrote.step - 1), moment(tape, wrote.step)
    assert [badge.text for badge in badges(before, "in_place")] == []
    said = {badge.text: badge.tip for badge in badges(after, "in_place")}
    assert set(said) == {"v0", "in place", "v1"}
    assert "the card y₂" in said["v0"]
    assert "the card y₁" in said["v1"]
    assert plain(WRITTEN)[0]["y"]._version == 1


@pytest.mark.parametrize("view", VIEWS)
def test_the_node_that_refuses_to_run_says_which_versions(view: View) -> None:
    tape = recorded(WRITTEN)
    at = moment(tape, view=view)
    (alarm,) = [badge for badge in badges(at) if badge.alarm]
    assert alarm.text == "version 1, saved 0"
    assert alarm.tip.startswith("ExpBackward0 saved y")
    error = plain(WRITTEN)[2]
    assert "output 0 of Exp" in str(error)
    assert "is at version 1; expected version 0" in str(error)
    assert not [badge for badge in badges(moment(tape, len(tape.steps) - 2, view)) if badge.alarm]


def test_what_the_program_failed_of_is_told_though_it_comes_after_the_last_step() -> None:
    tape = recorded(WRITTEN)
    error, tape.error = tape.error, None
    at = moment(tape)
    assert not [badge for badge in badges(at) if badge.alarm]
    tape.error = error
    assert [badge.text for badge in badges(at) if badge.alarm] == ["version 1, saved 0"]


@pytest.mark.parametrize("view", VIEWS)
def test_pins_name_what_a_node_keeps_and_are_hollow_once_it_is_freed(view: View) -> None:
    tape = recorded(
        "import torch\nx = torch.ones(3, requires_grad=True)\ny = x * x\ny.exp().sum().backward()"
    )
    keepers = [node for node in tape.nodes if held(tape, node)]
    names = [", ".join(dict.fromkeys(one.name for one in held(tape, node))) for node in keepers]
    for step in range(len(tape.steps)):
        ran = {row.node for row in tape.steps[: step + 1] if row.kind == "backward"}
        made = [k for k, node in enumerate(keepers) if node.step <= step]
        said = {(badge.text, badge.hollow) for badge in badges(moment(tape, step, view), "saved")}
        assert said == {(names[k], keepers[k].id in ran) for k in made}
    y = plain(tape.meta.source)[0]["y"]
    with pytest.raises(RuntimeError, match="freed"):
        y.grad_fn._saved_self  # noqa: B018


@pytest.mark.parametrize(("items", "told"), [("True", "1 byte)"), ("True, False", "2 bytes)")])
def test_a_single_byte_is_told_as_one(items: str, told: str) -> None:
    source = (
        "import torch\nx = torch.ones(1, requires_grad=True)\n"
        f"y = torch.where(torch.tensor([{items}]), x, x * 2)\ny.sum().backward()\n"
    )
    kept = "\n".join(badge.tip for badge in badges(moment(source), "saved"))
    assert told in kept
    assert "1 bytes" not in kept


@pytest.mark.parametrize("view", VIEWS)
def test_a_hook_shows_the_gradient_before_and_after(view: View) -> None:
    source = (
        "import torch\nx = torch.tensor(3., requires_grad=True)\ny = x * 2\n"
        "y.register_hook(lambda g: g * 10)\nz = y + 0\nz.backward()\n"
    )
    at = moment(source, view=view)
    (hook,) = badges(at, "hook")
    assert hook.text == "hook 1 → 10"
    assert "line 4" in hook.tip
    assert plain(source)[0]["x"].grad == 20
    ran = at.scene.tape.hooked[0].step
    assert not badges(moment(at.scene.tape, ran - 1, view), "hook")


def test_nodes_that_backward_runs_built_are_a_layer_of_their_own() -> None:
    at = moment(TWICE, view="grad_fn")
    tape = at.scene.tape
    said = [badge.tip.split("run ")[1][0] for badge in badges(at, "second")]
    built = [node for node in tape.nodes if node.run is not None]
    assert said == [str((node.run or 0) + 1) for node in built]
    texts = {badge.text for badge in badges(at, "second")}
    assert texts <= {"2nd order", "3rd order", ""}
    assert {badge.tip[:8] for badge in badges(at, "second")} == {"Built by"}
    assert list(book_of(at.scene).grounds(at.scene)) == ["second"]


@pytest.mark.parametrize("view", VIEWS)
def test_nan_and_infinity_are_flagged_where_they_came_up_and_where_they_went(view: View) -> None:
    tape = recorded(LOST)
    at = moment(tape, view=view)
    space, _, _ = plain(LOST)
    assert space["y"].isinf().any()
    assert space["z"].isnan().any()
    assert space["x"].grad.isnan().any() or space["x"].grad.isinf().any()
    first = [badge for badge in badges(at) if "first" in badge.tip]
    assert {badge.tip.split(" first")[0] for badge in first} == {"NaN", "inf"}
    if view == "expression":
        assert {badge.text for badge in on(at, "y")} == {"inf"}
        assert {badge.text for badge in on(at, "z")} == {"NaN"}
        assert not [badge for badge in on(moment(tape, 0), "x") if badge.kind == "finite"]
    forward, back = at.bad_links()
    bad = {k for k, link in enumerate(at.scene.graph.links) if link.tensor is not None
           and not torch.isfinite(torch.tensor(_numbers(at, link.tensor))).all()}  # fmt: skip
    assert forward == bad
    last = [k for k, link in enumerate(at.scene.graph.links) if link.source == 0]
    assert set(last) & back


def _numbers(at: Moment, tensor: int) -> list[float]:
    ref = at.scene.index.value_at(tensor, at.step)
    assert ref is not None
    found: list[float] = at.scene.tape.values[ref].array().ravel().tolist()
    return found


def test_nearly_all_zeros_are_not_told_as_all() -> None:
    source = (
        "import torch\nx = -torch.ones(1, 300_000)\nx[0, 0] = 1.0\nx.requires_grad_()\n"
        "h = torch.relu(x)\nh.sum().backward()\n"
    )
    (badge,) = badges(moment(source), "dead")
    assert (badge.text, badge.alarm) == (">99% zeros", False)
    (alarm,) = badges(moment(source.replace("= 1.0", "= -1.0")), "dead")
    assert (alarm.text, alarm.alarm) == ("100% zeros", True)


def test_units_that_are_off_are_counted_and_so_are_zeros_sent_back() -> None:
    source = (
        "import torch\nx = torch.tensor([[1., -1., -2.], [2., -3., 4.]], requires_grad=True)\n"
        "h = torch.relu(x)\nh.sum().backward()\n"
    )
    at = moment(source)
    space, _, _ = plain(source)
    off = int((space["h"] == 0).all(0).sum())
    (badge,) = badges(at, "dead")
    assert badge.text == f"{off} of 3 units off"
    zeros = int((space["x"].grad == 0).sum())
    assert f"{zeros} of 6 gradients sent back are 0" in badge.tip
    assert "sent back" not in badges(moment(at.scene.tape, 1), "dead")[0].tip
    assert not badge.alarm
    alarmed = badges(moment(source.replace("relu(x)", "relu(-x.abs())")), "dead")
    assert [(one.text, one.alarm) for one in alarmed] == [("3 of 3 units off", True)]


def test_the_size_of_a_gradient_is_its_root_mean_square() -> None:
    at = moment(MIXED)
    found = sizes(at.scene, at.step, at.flowed)
    for place, link in enumerate(at.scene.graph.links):
        if not at.flowed[place] or len(link.edges) != 1:
            continue
        node, edge = link.edges[0]
        step = at.scene.index.executed_at(node, at.step)
        assert step is not None
        ref = at.scene.tape.steps[step].gradients_out[edge]
        assert ref is not None
        numbers = torch.tensor(at.scene.tape.values[ref].array().copy())
        assert found[place] == pytest.approx(float(numbers.double().pow(2).mean().sqrt()))


def test_a_sampled_gradient_is_measured_whole() -> None:
    source = "import torch\ntorch.manual_seed(0)\nx = torch.randn(100, 100)\n"
    (value,) = recorded(source).values
    x = plain(source)[0]["x"]
    assert not value.complete
    assert size_of(value) == pytest.approx(float(x.double().pow(2).mean().sqrt()), rel=1e-6)


def test_thresholds_are_words() -> None:
    limits = [told(size) for size in (VANISHING / 2, VANISHING, 1.0, EXPLODING, EXPLODING * 2)]
    assert limits == ["vanishing", "", "", "", "exploding"]


@pytest.mark.parametrize(
    ("numbers", "text", "alarm"),
    [
        ("-1.", "unit off", False),
        ("[-1., 1.]", "1 of 2 units off", False),
        ("[-1., -1., -1., 1.]", "3 of 4 units off", True),
        ("[-1., -1.]", "2 of 2 units off", True),
        ("[1., 1.]", "", False),
    ],
)
def test_most_units_off_is_an_alarm(numbers: str, text: str, alarm: bool) -> None:
    source = f"import torch\nx = torch.tensor({numbers}, requires_grad=True)\nh = torch.relu(x)\n"
    said = [(badge.text, badge.alarm) for badge in badges(moment(source), "dead")]
    assert said == ([(text, alarm)] if text else [])
