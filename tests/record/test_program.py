"""Running programs: lines, names, output and errors."""

from __future__ import annotations

import pytest

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Place
from tests.record.oracle import bound, plain, recorded
from tests.record.programs import HEAD, PROGRAMS

SYNTAX = '''"""A docstring."""
from __future__ import annotations
import torch
print(__doc__, __name__)

def outer(n):
    """Doc of outer."""
    total = 0
    def inner():
        nonlocal total
        total += n
        return total
    inner()
    return inner()
print(outer(3), outer.__doc__, outer.__annotations__)

class A:
    """Doc of A."""
    k: int = 2
    __slots__ = ("v",)
    def __init__(self, v): self.v = v
    @property
    def p(self):
        print("property read")
        return self.v
print(A.__doc__, A(1).v, A.__annotations__)

def gen():
    for i, (j, *rest) in enumerate([(1, 2, 3)]):
        yield i, j, rest
print(list(gen()), [w := 3, w ** 2], {k: v for k, v in [(1, 2)]})
try:
    1 / 0
except ZeroDivisionError as error:
    print(f"{error!s:>20}")
else:
    print("no")
finally:
    print("done")
match (1, {"a": 2}):
    case (x, {"a": y}) if x < y:
        print(x, y)
    case _:
        pass
while True:
    if (n := outer(1)) > 1: break
else:
    print("never")
with torch.no_grad() as nothing, open(__import__("os").devnull) as f:
    print(nothing, f.name)
import functools
@functools.lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(20), (lambda q: q + 1)(2))
for a, b in [(1, 2)]: pass
a = b = 3; (c, [d, e]) = 1, (2, 3); c += 1
print(a, b, c, d, e, sorted(k for k in globals() if not k.startswith("__")))
async def co(): return 5
import asyncio
print(asyncio.run(co()))
del a
assert isinstance(A, type), "x"
'''


def test_every_kind_of_statement_runs_as_in_plain_python() -> None:
    _, output, raised = plain(SYNTAX)
    assert raised is None
    assert recorded(SYNTAX).output == output


def test_ops_know_their_place_in_characters_and_their_text() -> None:
    tape = recorded("import torch\nå = torch.ones(2); 기울기 = (å *\n  2).sum()\n")
    mul = next(op for op in tape.ops if op.name == "mul")
    assert mul.place == Place(2, 26, 3, 3)
    assert mul.code == "å *\n  2"
    assert tape.tensors[mul.outputs[0]].name == "å * 2"


def test_names_reach_variables_attributes_loops_and_parameters() -> None:
    tape = recorded(
        HEAD
        + """
class Box: pass
box = Box()
box.w = torch.ones(1)
a, (b, *c) = torch.ones(1), (torch.ones(2), torch.ones(3))
for t in [torch.ones(4)]:
    pass
if (m := torch.ones(5)).sum() > 0:
    pass
ws = [torch.ones(6), torch.ones(7)]
net = nn.Sequential(nn.Linear(2, 1))
s = torch.ones(8)
s += 1
"""
    )
    index = TapeIndex(tape)
    names = {index.name(row.id): row.shape for row in tape.tensors if index.names(row.id)}
    assert names == {
        "box.w": (1,), "a": (1,), "b": (2,), "c[0]": (3,), "t": (4,), "m": (5,), "ws[0]": (6,),
        "ws[1]": (7,), "net.0.weight": (1, 2), "net.0.bias": (1,), "s": (8,),
    }  # fmt: skip
    assert tape.ops[tape.tensors[bound(tape, "net.0.bias")].op or 0].name == "Sequential"


TIED = """
a, b = nn.Linear(2, 2), nn.Linear(2, 2)
b.weight = a.weight
net = nn.Sequential(a, b)
for step in range(3):
    net(torch.ones(1, 2)).sum().backward()
    for layer in net:
        layer(torch.ones(1, 2))
"""


def test_a_parameter_that_two_modules_hold_has_the_names_pytorch_knows_it_by() -> None:
    space, _, _ = plain(HEAD + TIED)
    weight = space["net"][0].weight
    known = space["net"].named_parameters(remove_duplicate=False)
    wanted = [f"net.{name}" for name, one in known if one is weight]
    assert wanted == ["net.0.weight", "net.1.weight"]
    tape = recorded(HEAD + TIED)
    index = TapeIndex(tape)
    row = next(row.id for row in tape.tensors if "net.1.weight" in index.names(row.id))
    assert set(wanted) < set(index.names(row))
    assert index.name(row) == "a.weight"  # its first name stays its first
    given = [one.name for one in tape.bindings if one.tensor == row]
    assert given.count("net.1.weight") == 1


def test_lazy_parameters_are_named_once_they_have_a_shape() -> None:
    tape = recorded(
        HEAD
        + """
net = nn.Sequential(nn.LazyLinear(4), nn.ReLU(), nn.LazyLinear(2))
L = net(torch.ones(5, 3)).square().mean()
L.backward()
"""
    )
    index = TapeIndex(tape)
    named = {index.name(row.id): row.shape for row in tape.tensors if row.is_parameter}
    assert named == {
        "net.0.weight": (4, 3), "net.0.bias": (4,), "net.2.weight": (2, 4), "net.2.bias": (2,),
    }  # fmt: skip
    arrived = {
        tape.steps[k].tensor for k in range(len(tape.steps)) if tape.steps[k].kind == "accumulate"
    }
    assert {index.name(one) for one in arrived if one is not None} == set(named)


def test_one_print_is_one_step_with_its_line() -> None:
    tape = recorded('print("a", 1)\nfor i in range(2):\n    print(i, end="")\nprint()\n')
    prints = [(step.line, step.text) for step in tape.steps]
    assert prints == [(1, "a 1\n"), (3, "0"), (3, "1"), (4, "\n")]


def test_a_huge_print_is_cut_into_steps_and_capped() -> None:
    tape = recorded('print("x" * 3_000_000)\nprint("after")\n')
    assert max(len(step.text) for step in tape.steps) <= 8_192
    assert len(tape.output) < 1_100_000
    assert tape.output.endswith("x\n[what is printed beyond 1,048,576 characters is not kept]\n")


def test_printing_without_end_ends_the_run() -> None:
    tape = recorded("while True:\n    print('a line')\n")
    assert tape.end is not None
    assert tape.end.reason == "limit"
    assert tape.end.message == "stopped after printing 1,048,576 characters"
    *lines, note = tape.output.splitlines()
    assert set(lines[:-1]) == {"a line"}
    assert note.startswith("[what is printed beyond")


def test_printing_up_to_the_cap_is_no_end() -> None:
    tape = recorded(f"print('x' * {2**20 - 1})\nprint(end='')\ny = 1\n")
    assert tape.end is not None
    assert tape.end.reason == "finished"
    assert len(tape.output) == 2**20


def test_an_in_place_update_of_a_leaf_is_an_update_step() -> None:
    tape = recorded(HEAD + PROGRAMS["no_grad"])
    updates = [step for step in tape.steps if step.kind == "update"]
    assert [step.of_grad for step in updates] == [False, True] * 3
    assert {step.tensor for step in updates} == {bound(tape, "w")}
    for step in updates:
        assert step.before is not None
        assert step.after is not None
        assert step.line in (10, 11)
    assert tape.values[updates[1].after or 0].array().tolist() == [0.0, 0.0]


def test_an_optimizer_shows_each_parameter_before_and_after() -> None:
    tape = recorded(HEAD + PROGRAMS["sgd"])
    index = TapeIndex(tape)
    updates = [s for s in tape.steps if s.kind == "update" and not s.of_grad]
    named = [index.name(step.tensor) for step in updates if step.tensor is not None]
    assert named == ["net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias"] * 3
    assert all(step.before != step.after for step in updates)
    for step in updates:
        assert step.tensor is not None
        assert index.value_at(step.tensor, step.index) == step.after
        assert index.value_at(step.tensor, step.index - 1) == step.before


def test_an_in_place_change_through_an_alias_changes_the_other_too() -> None:
    tape = recorded(HEAD + "w = torch.ones(2, requires_grad=True)\nv = w.detach()\nv[0] = 5.\n")
    index = TapeIndex(tape)
    value = index.value_at(bound(tape, "w"), len(tape.steps))
    assert value is not None
    assert tape.values[value].array().tolist() == [5.0, 1.0]


def test_in_place_with_a_new_grad_fn_is_a_new_row_of_the_same_object() -> None:
    tape = recorded(HEAD + "x = torch.ones(2, requires_grad=True)\ny = x * 2\ny += 1\n")
    old, new = (row for row in tape.tensors if row.object == 1)
    assert TapeIndex(tape).names(new.id) == ("y",)
    assert [tape.nodes[row.node or 0].name for row in (old, new)] == [
        "MulBackward0",
        "AddBackward0",
    ]
    assert tape.values[old.value or 0].array().tolist() == [2.0, 2.0]


def test_requires_grad_set_later_is_a_change() -> None:
    tape = recorded(HEAD + "x = torch.ones(2)\nx.requires_grad_()\ny = x * 2\n")
    index = TapeIndex(tape)
    assert [index.requires_grad_at(0, step) for step in (0, 1)] == [False, True]


@pytest.mark.parametrize(
    ("source", "kind", "line", "place"),
    [
        ("x = 1\ny = (2 +\n", "SyntaxError", 2, Place(2, 4, 2, 5)),
        ("x = [1]\n\nx[3]\n", "IndexError", 3, Place(3, 0, 3, 4)),
        ("import torch\ntorch.ones(2) @ torch.ones(3)\n", "RuntimeError", 2, Place(2, 0, 2, 29)),
        ("def f(): return f()\nf()\n", "RecursionError", 1, Place(1, 9, 1, 19)),
        ("import sys\nsys.exit('bye')\n", "SystemExit", 2, Place(2, 0, 2, 15)),
        ("raise KeyboardInterrupt\n", "KeyboardInterrupt", 1, Place(1, 0, 1, 23)),
        ("import torch\ntorch.ones(10**12)\n", "RuntimeError", 2, Place(2, 0, 2, 18)),
        ("\0", "SyntaxError", None, None),
    ],
)
def test_an_error_is_on_the_tape_with_its_line(
    source: str, kind: str, line: int | None, place: Place | None
) -> None:
    tape = recorded(source)
    assert tape.end is not None
    assert tape.end.reason == "failed"
    assert tape.error is not None
    assert (tape.error.type, tape.error.line, tape.error.place) == (kind, line, place)
    assert tape.steps[-1].kind == "error"
    assert tape.error.step == tape.steps[-1].index


def test_an_error_in_a_function_has_the_programs_own_frames() -> None:
    tape = recorded("import torch\ndef f(x):\n    return x.view(7)\nf(torch.ones(3))\n")
    assert tape.error is not None
    assert tape.error.trace == ((4, "f(torch.ones(3))"), (3, "return x.view(7)"))
    assert "shape '[7]' is invalid" in tape.error.message


@pytest.mark.parametrize(
    "source", ["raise SystemExit\n", "import sys\nsys.exit(0)\n", "", "x = 1\n"]
)
def test_a_clean_end_is_finished(source: str) -> None:
    tape = recorded(source)
    assert tape.end is not None
    assert tape.end.reason == "finished"
    assert tape.error is None
