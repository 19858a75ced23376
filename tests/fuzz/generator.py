"""Makes a random program of a seed, as text that plain Python runs.

It is made by running it: each row of text is tried on what the program has so far, so that most of
it fits; some of what raises is kept, as the program's end or inside a `try`.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from tests.fuzz import rows
from tests.fuzz.rows.engine import DEFINITIONS

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
_SLOT = re.compile(r"\{(\w+)(?::(\w))?\}")
_ELEMENTS = 200  # a tensor may have
_LARGE = 1e4
_KEPT = 0.06  # of what raises
_NAMES = frozenset({"new", "new1", "new2", "new3"})


def _real(tensor: Tensor) -> bool:
    return tensor.is_floating_point()


def _number(tensor: Tensor) -> bool:
    return tensor.is_floating_point() or tensor.is_complex()


def _inner(tensor: Tensor) -> bool:
    return tensor.requires_grad and not tensor.is_leaf


KINDS: dict[str, Callable[[Tensor], bool]] = {
    "a": _number,
    "f": _real,
    "v": lambda t: _real(t) and t.dim() > 0,
    "m": lambda t: _real(t) and t.dim() == 2,
    "q": lambda t: _real(t) and t.dim() == 2 and t.shape[0] == t.shape[1],
    "t": lambda t: _real(t) and t.dim() == 3,
    "u": lambda t: _real(t) and t.dim() == 4,
    "c": Tensor.is_complex,
    "d": lambda t: t.dtype == torch.float64,
    "h": lambda t: t.dtype in (torch.bfloat16, torch.float16),
    "b": lambda t: t.dtype == torch.bool,
    "i": lambda t: t.dtype == torch.int64 and t.dim() == 1 and t.numel() > 0,
    "g": lambda t: _number(t) and t.requires_grad,
    "l": lambda t: t.requires_grad and t.is_leaf,
    "n": lambda t: _number(t) and _inner(t),
    "w": lambda t: _inner(t) and t._is_view(),
    # a hook on a view whose base was changed in place crashes PyTorch 2.13
    "p": lambda t: _number(t) and t.requires_grad and not t._is_view(),
    "k": lambda t: _real(t) and not t.requires_grad and not t.is_inference(),
}


class _Maker:
    """A program being made, and the names it has so far."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.space: dict[str, Any] = {}
        self.lines: list[str] = []
        self.needs: list[str] = []
        self.count = 0
        self.raised = False
        exec(HEAD + f"torch.manual_seed({seed})\n", self.space)

    def tensors(self) -> list[str]:
        return [
            name
            for name, value in self.space.items()
            if isinstance(value, Tensor) and not name.startswith("_")
        ]

    def pick(self, kind: str, first: Tensor | None) -> str | None:
        """A name of a tensor of a kind; later ones are likelier."""
        names = [name for name in self.tensors() if self._fits(self.space[name], kind, first)]
        if not names:
            return None
        return names[int(len(names) * self.chance.random() ** 0.6)]

    def _fits(self, tensor: Tensor, kind: str, first: Tensor | None) -> bool:
        if kind == "s":
            return first is not None and (tensor.shape, tensor.dtype) == (first.shape, first.dtype)
        if kind == "o":
            return first is not None and _number(tensor) and _broadcast(tensor, first)
        try:
            return KINDS[kind](tensor)
        except RuntimeError:  # a view whose grad_fn PyTorch refuses to make
            return False

    def fill(self, row: str, **given: str) -> str | None:
        """A row with names in its slots; None where the program has none that fits."""
        slots = dict(given)
        first: Tensor | None = None
        for name, kind in dict.fromkeys(_SLOT.findall(row)):
            if kind and name not in slots:
                chosen = self.pick(kind, first)
                if chosen is None:
                    return None
                slots[name] = chosen
                first = self.space[chosen] if first is None else first
            elif name in _NAMES:
                slots.setdefault(name, f"v{self.count}")
                self.count += 1
            elif name == "id":
                slots.setdefault(name, str(self.count))
                self.count += 1
        slots.setdefault("j", str(self.chance.randint(0, 2)))
        value = self.chance.choice((0.5, 2.0, -1.5, 0.3, 1.0))
        return _SLOT.sub(lambda match: slots.get(match[1], str(value)), row)

    def attempt(self, text: str | None) -> bool:
        """Run a piece of program; keep it if it fits, or sometimes if it raises."""
        if text is None or self.raised:
            return False
        before = {name: id(value) for name, value in self.space.items()}
        error = self._run(text)
        if error is None:
            new = [one for one in self.tensors() if id(self.space[one]) != before.get(one)]
            if any(_wild(self.space[one]) for one in new) and self.chance.random() < 0.9:
                self._forget(before)
                return False
            self.lines.append(text)
            return True
        self._forget(before)
        if self.chance.random() >= _KEPT:
            return False
        if self.chance.random() < 0.5:
            self.lines.append(text)
            self.raised = True
        else:
            inside = text.replace("\n", "\n    ")
            self.lines.append(f"try:\n    {inside}\nexcept Exception as error:\n    print(error)")
        return True

    def _run(self, text: str) -> Exception | None:
        for word, definition in DEFINITIONS.items():
            if word in text and word not in self.needs:
                self.needs.append(word)
                exec(definition, self.space)
        try:
            exec(text, self.space)
        except Exception as error:  # noqa: BLE001  # whatever does not fit
            return error
        return None

    def _forget(self, before: dict[str, int]) -> None:
        for name in [name for name in self.space if name not in before]:
            del self.space[name]

    # --- the parts of a program

    def forward(self, count: int) -> None:
        """Some rows of all kinds."""
        tables = [*rows.EXPRESSIONS, *rows.STATEMENTS]
        weights = [weight for _, weight in tables]
        done = tried = 0
        while done < count and tried < 4 * count:
            tried += 1
            (place,) = self.chance.choices(range(len(tables)), weights)
            row = self.chance.choice(tables[place][0])
            if place < len(rows.EXPRESSIONS):
                row = "{new} = " + row
            done += self.attempt(self.fill(row))

    def run(self) -> None:
        """A scalar of several tensors, and an engine run or two from it."""
        chosen = [name for name in (self.pick("g", None) for _ in range(3)) if name]
        terms = [self._term(name) for name in dict.fromkeys(chosen)]
        if not terms:
            return
        loss = f"loss{self.count}"
        self.count += 1
        self.attempt(f"{loss} = " + " + ".join(terms))
        tried = self.chance.sample(rows.RUNS, 5)
        any(self.attempt(self.fill(row, loss=loss)) for row in tried)

    def _term(self, name: str) -> str:
        real = f"{name}.abs()" if self.space[name].is_complex() else name
        return self.chance.choice(
            ("{}.sum()", "{}.mean()", "({0} * {0}).sum()", "{}.sum() * 0.3")
        ).format(real)

    def after(self, count: int) -> None:
        """Rows that go with gradients."""
        for _ in range(count):
            self.attempt(self.fill(self.chance.choice(rows.AFTER)))

    def text(self) -> str:
        """The program."""
        needed = [DEFINITIONS[word] for word in self.needs]
        body = "\n".join(self.lines)
        return f"{HEAD}{''.join(needed)}torch.manual_seed({self.seed})\n{body}\n"


def program(seed: int) -> str:
    """The program of a seed."""
    torch.manual_seed(seed)
    maker = _Maker(seed)
    chance = maker.chance
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(chance.randint(2, 4)):
            maker.attempt(maker.fill("{new} = " + chance.choice(rows.LEAVES)))
        for _ in range(chance.choice((1, 1, 2, 3))):
            maker.forward(chance.randint(4, 14))
            maker.run()
            if chance.random() < 0.6:
                maker.after(chance.randint(1, 3))
        torch.set_grad_enabled(True)  # PyTorch's signature
    return maker.text()


def _broadcast(one: Tensor, other: Tensor) -> bool:
    pairs = zip(reversed(one.shape), reversed(other.shape), strict=False)
    return all(a == b or 1 in (a, b) for a, b in pairs) and one.dim() <= other.dim()


def _wild(tensor: Tensor) -> bool:
    """Whether a tensor is too large, or its numbers are."""
    if tensor.numel() > _ELEMENTS:
        return True
    if not tensor.numel() or not _number(tensor):
        return False
    most = float(tensor.detach().abs().max())
    return not most < _LARGE
