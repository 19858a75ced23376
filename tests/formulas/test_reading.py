"""Formulas are read as Python's own arithmetic would, and refused with a place and a sentence."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.reading import read
from graphviewer.formulas.tree import Apply, Formula, Name, Node, Number

_MEANING: dict[str, Callable[..., float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "pow": operator.pow,
    "neg": operator.neg,
    "lt": operator.lt,
    "le": operator.le,
    "eq": operator.eq,
    "and": lambda a, b: bool(a) and bool(b),
    "or": lambda a, b: bool(a) or bool(b),
    "not": operator.not_,
    "exp": math.exp,
}


def value(node: Node, **names: float) -> float:
    """What Python makes of a tree."""
    match node:
        case Number(value=number):
            return number
        case Name(name=name):
            return names[name]
        case Apply(op=op, args=args):
            return _MEANING[op](*(value(one, **names) for one in args))


def tried(text: str, variables: tuple[str, ...] = ("x",)) -> Formula | FormulaProblem:
    """What reading gives, whichever it is; anything else is raised."""
    try:
        return read(text, variables)
    except FormulaProblem as problem:
        return problem


_leaves = st.one_of(
    st.integers(0, 99).map(str), st.floats(0, 9, allow_subnormal=False).map(repr), st.just("x")
)
_texts = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "<", "<="]), inner).map(
            lambda three: "({}){}({})".format(*three)
        ),
        st.tuples(inner, st.sampled_from([" + ", "-", " * ", "/", " < "]), inner).map("".join),
        inner.map("-({})".format),
        inner.map("({})**2".format),
        inner.map("(not {})".format),
    ),
    max_leaves=12,
)


@given(_texts, st.floats(-3, 3))
def test_a_formula_is_worth_what_python_says(text: str, x: float) -> None:
    formula = tried(text)
    if isinstance(formula, FormulaProblem):
        assert formula.code in ("long", "deep", "syntax")
        return
    try:
        wanted = float(eval(text, {"x": x}))
    except (ArithmeticError, TypeError):
        return
    if math.isfinite(wanted):
        assert float(value(formula.root, x=x)) == wanted


@given(
    st.text(
        alphabet=st.sampled_from("x2e.(),*+-=<>! \n'\"sinpfmodlaty_:[]{}@#²π가not"), max_size=40
    )
)
def test_whatever_is_typed_is_read_or_refused_where_it_is_wrong(text: str) -> None:
    told = tried(text)
    if isinstance(told, FormulaProblem):
        assert -1 <= told.at <= len(text)
        assert "{" not in told.message.replace("“{”", "")
    else:
        assert told.text == text


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    assert tried(text, ("x", "y")) is not None


@pytest.mark.parametrize(
    ("text", "at", "part"),
    [
        ("", -1, "Write a formula"),
        ("2x", 1, "Write * between “2” and “x”"),
        ("1 + sin x", 4, "write sin(x), with brackets"),
        ("sin(x)cos(x)", 6, "Write * between “)” and “cos”"),
        ("sin(x", 3, "not closed"),
        ("x)", 1, "closes nothing"),
        ("x +", 2, "missing after “+”"),
        ("* x", 0, "missing before “*”"),
        ("y = x", 2, "right of the ="),
        ("1,5", 1, "decimal point"),
        ("|x|", 0, "abs(x)"),
        ("x² + sgimoid(x)", 5, "Did you mean sigmoid?"),
        ("x(3)", 0, "not a function"),
        ("1e999", 0, "too large"),
        ("elu(x, x)", 0, "cannot depend on x"),
        ("sin(1, 2)", 0, "takes one number"),
        ("where(x > 0)", 0, "needs 3 numbers"),
        ("elu(x, beta=2)", 7, "no argument “beta”"),
        ("elu(x, 1, alpha=2)", 0, "twice"),
        ("elu(x, alpha=1, alpha=2)", 0, "twice"),
        ("__import__('os')", 11, "no meaning"),
        ("x.__class__", 1, "no meaning"),
        ("lambda: x", 0, "cannot be used"),
        ("x := 2", 2, "no meaning"),
        ("(" * 60 + "x" + ")" * 60, 40, "deeply"),
        ("-" * 400 + "x", 121, "deeply"),
        ("x" * 501, 500, "500 characters"),
        ("+".join("abcdfghijklmn"), 24, "12 constants"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, at: int, part: str) -> None:
    with pytest.raises(FormulaProblem) as raised:
        read(text)
    assert part in raised.value.message
    assert raised.value.at == at


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("x^2", "x**2"),
        ("−x² × π", "-x**2*pi"),
        ("x ≤ 2", "x <= 2"),
        ("torch.sin(x)", "sin(x)"),
        ("F.gelu(x) + np.exp(x)", "gelu(x) + exp(x)"),
        ("0 < x < 1", "0 < x and x < 1"),
        ("ln(x)", "log(x)"),
        ("leaky_relu(x)", "leaky_relu(x, slope=0.01)"),
        ("softmax(x, 1, 2)", "softmax(x, 1, 2, t=1)"),
        ("007", "7"),
    ],
)
def test_two_ways_to_write_the_same(text: str, same: str) -> None:
    assert _bare(read(text).root) == _bare(read(same).root)


def _bare(node: Node) -> object:
    match node:
        case Number(value=number):
            return number
        case Name(name=name):
            return name
        case Apply(op=op, args=args):
            return (op, *(_bare(one) for one in args))


def test_constants_are_named_in_order_of_appearance() -> None:
    formula = read("b * sin(x) + prelu(x, alpha) - b**y", ("x", "y"))
    assert formula.names == ("b", "alpha")
    assert formula.used == ("x", "y")
    assert read("x + y").names == ("y",)


def test_the_temperature_of_a_row_comes_first() -> None:
    root = read("softmax(x, 1, t=T)").root
    assert _bare(root) == ("softmax", "T", "x", 1.0)
