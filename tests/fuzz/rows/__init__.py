"""Rows of text that random programs are made of.

`{x:KIND}` is a tensor of the program of that kind (the kinds are in `generator.py`), the same
wherever the slot has the same name; `{new}` is a fresh name (`{new1}`, `{new2}` when there are
several), `{id}` a fresh number, `{r}` a small number, `{loss}` the scalar that a run of the engine
starts from. Rows need not fit: what raises is left out of a program, or kept as its end.
"""

from __future__ import annotations

from tests.fuzz.rows import arithmetic, effects, engine, shapes


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


def _blocks(text: str) -> list[str]:
    return text.strip("\n").split("\n\n")


# Expressions and statements by kind, and how often one of the kind is drawn.
EXPRESSIONS = (
    (_lines(arithmetic.UNARY), 14),
    (_lines(arithmetic.KINKS), 8),
    (_lines(arithmetic.BINARY), 16),
    (_lines(arithmetic.REDUCTIONS), 5),
    (_lines(shapes.VIEWS), 10),
    (_lines(shapes.INDEXING), 7),
    (_lines(shapes.DTYPES), 7),
    (_lines(shapes.CONSTANTS), 3),
    (_lines(shapes.LEAVES), 2),
)
STATEMENTS = (
    (_blocks(effects.OUTPUTS), 5),
    (_blocks(effects.IN_PLACE), 12),
    (_blocks(effects.QUIET), 4),
    (_blocks(engine.BLOCKS), 10),
    (_blocks(engine.HOOKS), 4),
)
LEAVES = _lines(shapes.LEAVES)
RUNS = _blocks(engine.RUNS)
AFTER = _blocks(engine.AFTER)
