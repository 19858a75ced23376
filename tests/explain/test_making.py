"""What is said of where a new tensor's numbers come from."""

from __future__ import annotations

import pytest

from graphviewer.explain.explain import explain
from graphviewer.explain.words.table import word
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

HEAD = "import io\nimport numpy as np\nimport torch\narray = np.array([1.0, 2.0])\n"
FILE = "file = io.BytesIO()\ntorch.save(torch.ones(2), file)\nfile.seek(0)\n"


def said(program: str) -> str:
    tape = record(HEAD + program)
    return explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en").why


@pytest.mark.parametrize(
    ("program", "key"),
    [
        (f"{FILE}x = torch.load(file, weights_only=True)", "made_read"),
        ("x = torch.from_numpy(array)", "made_shared"),
        ("x = torch.as_tensor(array)", "made_maybe"),
        ("x = torch.tensor(array)", "made_copied"),
        ("x = torch.Tensor(array)", "made_default"),
        ("x = torch.empty(2)", "made_empty"),
        ("x = torch.randint(1, 7, (6,))", "made_drawn"),
    ],
)
def test_it_is_said_where_the_numbers_come_from(program: str, key: str) -> None:
    function = program.rpartition("torch.")[2].partition("(")[0]
    assert said(program).startswith(word(key, "en", name="x", function=function, dtype="float32"))


@pytest.mark.parametrize("program", ["x = torch.tensor([1.0])", "x = torch.zeros(2)"])
def test_what_needs_no_words_has_none(program: str) -> None:
    assert said(program) == word("constant", "en", name="x")
