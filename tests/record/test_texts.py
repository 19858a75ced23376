"""Whatever a program's text is like, each call has its line, its source text and its names."""

from __future__ import annotations

import pytest

from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

# A program, and of each call: its line, its text > the names of its results.
TEXTS: dict[str, tuple[str, list[str]]] = {
    "tabs": (
        ("import torch\nif True:\n\tx = torch.ones(2)\n\ty = x\t*\t2\n"),
        [
            "3 torch.ones(2) > x",
            "4 x\t*\t2 > y",
        ],
    ),
    "crlf": (
        ("import torch\r\nx = torch.ones(2)\r\ny = (x +\r\n  1)\r\n"),
        [
            "2 torch.ones(2) > x",
            "3 x +\n  1 > y",
        ],
    ),
    "bom": (
        ("\ufeffimport torch\nx = torch.ones(2)\ny = x * 3\n"),
        [
            "2 torch.ones(2) > x",
            "3 x * 3 > y",
        ],
    ),
    "korean": (
        (
            "import torch\n"
            "가중치 = torch.ones(2, requires_grad=True)\n"
            "손실 = (가중치 * 2).sum(); 손실.backward()\n"
        ),
        [
            "2 torch.ones(2, requires_grad=True) > 가중치",
            "3 가중치 * 2 > 가중치 * 2",
            "3 (가중치 * 2).sum() > 손실",
        ],
    ),
    "semi": (
        ("import torch\nx = torch.ones(2); y = x * 2; z = y.sum()\n"),
        [
            "2 torch.ones(2) > x",
            "2 x * 2 > y",
            "2 y.sum() > z",
        ],
    ),
    "multi": (
        (
            "import torch\n"
            "x = torch.stack(\n"
            "    [\n"
            "        torch.ones(2),\n"
            "        torch.zeros(2),\n"
            "    ],\n"
            "    dim=0,\n"
            ")\n"
        ),
        [
            "4 torch.ones(2) > torch.ones(2)",
            "5 torch.zeros(2) > torch.zeros(2)",
            (
                "2 torch.stack(\n"
                "    [\n"
                "        torch.ones(2),\n"
                "        torch.zeros(2),\n"
                "    ],\n"
                "    dim=0,\n"
                ") > x"
            ),
        ],
    ),
    "lambda": (
        ("import torch\nf = lambda t: t * 2 + 1\ny = f(torch.ones(2))\n"),
        [
            "3 torch.ones(2) > torch.ones(2)",
            "2 t * 2 > t * 2",
            "2 t * 2 + 1 > y",
        ],
    ),
    "listcomp": (
        (
            "import torch\n"
            "x = torch.ones(2)\n"
            "ys = [x * i for i in range(3)]\n"
            "d = {k: x + k for k in (1, 2)}\n"
            "a, b, c = [x - i for i in range(3)]\n"
        ),
        [
            "2 torch.ones(2) > x",
            "3 x * i > ys[0]",
            "3 x * i > ys[1]",
            "3 x * i > ys[2]",
            "4 x + k > d[1]",
            "4 x + k > d[2]",
            "5 x - i > a",
            "5 x - i > b",
            "5 x - i > c",
        ],
    ),
    "walrus": (
        (
            "import torch\n"
            "if (n := torch.ones(2)).sum() > 1:\n"
            "    m = (k := n * 2) + 1\n"
            "print([w := n + 3])\n"
        ),
        [
            "2 torch.ones(2) > n",
            "2 (n := torch.ones(2)).sum() > (n := torch.ones(2)).sum()",
            "2 (n := torch.ones(2)).sum() > 1 > (n := torch.ones(2)).sum() > 1",
            "3 n * 2 > k",
            "3 (k := n * 2) + 1 > m",
            "4 n + 3 > w",
        ],
    ),
    "star": (
        (
            "import torch\n"
            "first, *rest = torch.arange(4.).unbind()\n"
            "(a, b), c = (rest[0] * 2, rest[1] * 3), rest[2] * 4\n"
        ),
        [
            "2 torch.arange(4.) > torch.arange(4.)",
            "2 torch.arange(4.).unbind() > first, rest[0], rest[1], rest[2]",
            "3 rest[0] * 2 > a",
            "3 rest[1] * 3 > b",
            "3 rest[2] * 4 > c",
        ],
    ),
    "nested": (
        (
            "import torch\n"
            "def outer(t):\n"
            "    def inner(u):\n"
            "        v = u * 2\n"
            "        return v\n"
            "    w = inner(t) + 1\n"
            "    return w\n"
            "y = outer(torch.ones(2))\n"
        ),
        [
            "8 torch.ones(2) > torch.ones(2)",
            "4 u * 2 > v",
            "6 inner(t) + 1 > w",
        ],
    ),
    "class": (
        (
            "import torch\n"
            "class Net:\n"
            "    class In:\n"
            "        scale = torch.tensor(3.)\n"
            "    def __init__(self):\n"
            "        self.w = torch.ones(2, requires_grad=True)\n"
            "    def __call__(self, x):\n"
            "        return self.w * x * self.In.scale\n"
            "net = Net()\n"
            "y = net(torch.ones(2))\n"
        ),
        [
            "4 torch.tensor(3.) > scale",
            "6 torch.ones(2, requires_grad=True) > self.w",
            "10 torch.ones(2) > torch.ones(2)",
            "8 self.w * x > self.w * x",
            "8 self.w * x * self.In.scale > y",
        ],
    ),
    "deco": (
        (
            "import torch, functools\n"
            "def twice(f):\n"
            "    @functools.wraps(f)\n"
            "    def g(x):\n"
            "        return f(f(x))\n"
            "    return g\n"
            "@twice\n"
            "def h(x):\n"
            "    y = x * 2\n"
            "    return y\n"
            "z = h(torch.ones(2))\n"
        ),
        [
            "11 torch.ones(2) > torch.ones(2)",
            "9 x * 2 > y₁",
            "9 x * 2 > y₂",
        ],
    ),
    "async": (
        (
            "import torch, asyncio\n"
            "async def f(x):\n"
            "    y = x * 2\n"
            "    await asyncio.sleep(0)\n"
            "    return y + 1\n"
            "async def main():\n"
            "    a, b = await asyncio.gather(f(torch.ones(2)), f(torch.zeros(2)))\n"
            "    c = a + b\n"
            "    return c\n"
            "r = asyncio.run(main())\n"
        ),
        [
            "7 torch.ones(2) > torch.ones(2)",
            "7 torch.zeros(2) > torch.zeros(2)",
            "3 x * 2 > y₁",
            "3 x * 2 > y₂",
            "5 y + 1 > a",
            "5 y + 1 > b",
            "8 a + b > c",
        ],
    ),
    "gen": (
        (
            "import torch\n"
            "def g():\n"
            "    t = torch.ones(2)\n"
            "    while True:\n"
            "        t = t * 2\n"
            "        yield t\n"
            "it = g()\n"
            "a = next(it)\n"
            "b = next(it)\n"
        ),
        [
            "3 torch.ones(2) > t₁",
            "5 t * 2 > t₂",
            "5 t * 2 > t₃",
        ],
    ),
    "cont": (
        ("import torch\nx = torch.ones(2)\ny = x * 2 \\\n    + 1\n"),
        [
            "2 torch.ones(2) > x",
            "3 x * 2 > x * 2",
            "3 x * 2 \\\n    + 1 > y",
        ],
    ),
    "emoji": (
        ("import torch\ns = '😀가'; x = torch.ones(2); y = x * len('😀') + len('가')\n"),
        [
            "2 torch.ones(2) > x",
            "2 x * len('😀') > x * len('😀')",
            "2 x * len('😀') + len('가') > y",
        ],
    ),
}


@pytest.mark.parametrize("text", TEXTS)
def test_lines_text_and_names_are_right(text: str) -> None:
    source, expected = TEXTS[text]
    tape = recorded(source)
    assert tape.error is None
    index = TapeIndex(tape)
    found = [
        f"{step.line} {op.code} > {', '.join(map(index.name, op.outputs))}"
        for step in tape.steps
        if step.op is not None
        for op in [tape.ops[step.op]]
    ]
    assert found == expected


def test_a_line_of_hundreds_of_terms_is_recorded_term_by_term() -> None:
    tape = recorded("import torch\nx = torch.ones(2)\ny = " + " + ".join(["x"] * 600) + "\n")
    assert len(tape.ops) == 600
    assert {op.place.line for op in tape.ops[1:] if op.place is not None} == {3}
    assert tape.ops[-1].place is not None
    assert tape.ops[-1].place.end_column == 4 + 600 * 4 - 3
    index = TapeIndex(tape)
    assert index.name(tape.ops[-1].outputs[0]) == "y"
