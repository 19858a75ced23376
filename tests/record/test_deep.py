"""Programs as deep as Python lets them be."""

from __future__ import annotations

import inspect
import sys

import pytest
import torch

from graphviewer.record.program import record

CALLS = "import torch\nx = torch.tensor(0.5, requires_grad=True)\nh = x{}\nh.backward()\n"


@pytest.mark.parametrize(("text", "times"), [(".sin()", 600), (" + x", 1200)])
def test_an_expression_may_be_as_deep_as_in_plain_python(text: str, times: int) -> None:
    tape = record(CALLS.format(text * times))
    assert (tape.end and tape.end.reason, len(tape.ops)) == ("finished", 1 + times)


CHAIN = "x = 7\nif x == 0:\n    y = 0\n{}else:\n    y = 1\n".format(
    "".join(f"elif x == {number}:\n    y = 2\n" for number in range(8, 2500))
)
NESTED = f"if (y := 1) and {'not ' * 2500}1:\n    y = 1\n"


@pytest.mark.parametrize("source", [CHAIN, NESTED])
def test_statements_and_what_gives_names_may_nest_as_in_plain_python(source: str) -> None:
    tape = record(f"{source}print(y)\n")
    assert tape.error is None
    assert [step.text for step in tape.steps] == ["1\n"]


def test_a_program_may_recur_as_deep_as_without_us() -> None:
    depth = sys.getrecursionlimit() - len(inspect.stack()) - 5
    source = (
        "import torch\nx = torch.tensor(0.5, requires_grad=True)\n"
        "def f(n):\n    return x.sin() if n == 0 else f(n - 1)\n"
        f"f({depth}).backward()\n"
    )
    tape = record(source)
    assert tape.end is not None
    assert tape.end.reason == "finished"
    assert torch.tensor(0.5).cos() == float(tape.values[tape.steps[-1].after or 0].array())


def test_the_recursion_limit_is_as_before_and_the_programs_own_stays() -> None:
    before = sys.getrecursionlimit()
    record("import torch\ntorch.ones(1)\n")
    assert sys.getrecursionlimit() == before
    try:
        record("import sys\nsys.setrecursionlimit(4321)\n")
        assert sys.getrecursionlimit() == 4321
    finally:
        sys.setrecursionlimit(before)
