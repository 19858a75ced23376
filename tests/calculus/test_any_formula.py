"""Whatever formula is asked about, the answer ends, and numbers are numbers or NaN."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviewer.formulas.answers import Answer, CurveDrawn, Heights, LimitDrawn, Refused, Walked
from graphviewer.formulas.functions import FUNCTIONS
from graphviewer.formulas.questions import Curve, Height, Limit, Plain, Question, Walk, Walker
from tests.calculus.asking import parts_of

_SIGNS = ["+", "-", "*", "/", "**", "%", "//", "<", ">=", "==", " and ", " or "]
_KINDS = ["SGD", "RMSprop", "Adagrad", "Adam", "AdamW", "LBFGS", "steepest"]


def _called(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def of(name: str) -> st.SearchStrategy[str]:
        function = FUNCTIONS[name]
        return st.lists(inner, min_size=function.least, max_size=len(function.arguments)).map(
            lambda given: f"{name}({', '.join(given)})"
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(of)


formulas = st.recursive(
    st.sampled_from(["x", "x", "y", "0", "1", "2", "-3", "0.5", "a", "1e300", "pi"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(_SIGNS), inner).map(
            lambda three: "({}{}{})".format(*three)
        ),
        inner.map("-({})".format),
        inner.map("(not {})".format),
        _called(inner),
    ),
    max_leaves=8,
)


def last(question: Question) -> Answer:
    """The last part; there is one."""
    return parts_of(question)[-1]


@settings(max_examples=150, deadline=None)
@given(formulas)
def test_any_curve_is_drawn_or_refused(formula: str) -> None:
    constants = {"a": 0.3, "y": -1.0}
    told = last(Curve(formula=formula, low=-3, high=3, many=9, orders=2, constants=constants))
    if isinstance(told, CurveDrawn):
        assert told.rows.shape == (3, 9)
        assert not np.isinf(told.rows.numpy()).any()
    else:
        assert isinstance(told, Refused)
    limit = last(
        Limit(formula=formula, at=0.7, each=1, most=9, dtype="float64", constants=constants)
    )
    assert isinstance(limit, LimitDrawn) == isinstance(told, CurveDrawn)


@settings(max_examples=60, deadline=None)
@given(formulas, st.sampled_from(_KINDS))
def test_any_surface_is_drawn_and_walked_on_or_refused(formula: str, kind: str) -> None:
    surface = Plain(formula=formula, constants={"a": 0.3})
    told = last(Height(surface=surface, x=(-2, 2), y=(-2, 2), many=5))
    walker = Walker(kind=kind, lr=0.1)  # type: ignore[arg-type]
    walked = last(Walk(surface=surface, start=(0.5, -1.0), walker=walker, steps=3))
    if isinstance(told, Heights):
        assert told.z.shape in ((5, 5), (1, 5))
        assert not np.isinf(told.z.numpy()).any()
        assert isinstance(walked, Walked)
    else:
        assert isinstance(walked, Refused)


@pytest.mark.parametrize("formula", ["hardtanh(x, 1, -1)", "softplus(x, 0)", "elu(x, -1)"])
def test_settings_torch_does_not_take_are_refused_in_its_words(formula: str) -> None:
    told = last(Curve(formula=formula, low=0, high=1))
    assert isinstance(told, (Refused, CurveDrawn))
