"""What an op computes, by its name in the program."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.explain.template import operands as operands_of


class Forward(Struct, frozen=True):
    """The mathematics of a call; `operands` names its arguments in the order they are written."""

    operands: tuple[str, ...]
    maths: str

    @property
    def needed(self) -> tuple[str, ...]:
        """The operands the mathematics speaks of."""
        return operands_of(self.maths)

    @property
    def least(self) -> int:
        """How many arguments there must be."""
        return 1 + max((self.operands.index(name) for name in self.needed), default=-1)


def _row(names: str, operands: str, maths: str) -> dict[str, Forward]:
    return {name: Forward(tuple(operands.split()), maths) for name in names.split()}


# The same along one axis.
ALONG: dict[str, str] = {
    "sum": "\\sum_{@axis} @a",
    "prod": "\\prod_{@axis} @a",
    "mean": "\\w{mean}_{@axis}(@a)",
    "max": "\\w{max}_{@axis}(@a)",
    "amax": "\\w{max}_{@axis}(@a)",
    "min": "\\w{min}_{@axis}(@a)",
    "amin": "\\w{min}_{@axis}(@a)",
    "softmax": "\\w{softmax}_{@axis}(@a)",
    "log_softmax": "\\w{log softmax}_{@axis}(@a)",
}
# Arguments that change what is computed, so that the mathematics below would not be it.
OPTIONS = frozenset(
    {"alpha", "approximate", "beta", "decimals", "ignore_index", "label_smoothing",
     "negative_slope", "p", "pos_weight", "reduction", "rounding_mode", "size_average",
     "threshold", "weight"}
)  # fmt: skip
# What an argument that the mathematics does not speak of is where none is given, in their order.
USUAL: dict[str, tuple[str, ...]] = {
    "softplus": ("1", "20"),
    "leaky_relu": ("0.01", "False"),
    "linear": ("None",),
    "relu": ("False",),
}
_WORDS = "exp sin cos tan tanh sinh cosh log log2 log10 log1p expm1 erf sign round ceil trunc"

OPS: dict[str, Forward] = {
    **_row("add add_", "a b", "@a + @b"),
    **_row("sub subtract sub_", "a b", "@a − @b"),
    **_row("rsub", "a b", "@a − @b"),
    **_row("mul multiply mul_", "a b", "@a · @b"),
    **_row("div divide true_divide div_", "a b", "\\frac{@a}{@b}"),
    **_row("neg negative", "a", "−@a"),
    **_row("pow", "a b", "@a^{@b}"),
    **_row("square", "a", "@a^2"),
    **_row("matmul mm mv bmm", "a b", "@a @b"),
    **_row("dot inner vdot", "a b", "@a · @b"),
    **_row("linear", "a b c", "@a @b^{T} + @c"),
    **_row("linear:2", "a b", "@a @b^{T}"),
    **_row("t T mT", "a", "@a^{T}"),
    **_row("sum", "a", "\\sum @a"),
    **_row("prod", "a", "\\prod @a"),
    **_row("mean", "a", "\\w{mean}(@a)"),
    **_row("sqrt", "a", "\\sqrt{@a}"),
    **_row("abs absolute", "a", "\\abs{@a}"),
    **_row("reciprocal", "a", "\\frac{1}{@a}"),
    **_row("norm", "a", "\\norm{@a}"),
    **_row("sigmoid", "a", "σ(@a)"),
    **_row("relu", "a", "\\w{ReLU}(@a)"),
    **_row("leaky_relu", "a", "\\w{LeakyReLU}(@a)"),
    **_row("gelu", "a", "\\w{GELU}(@a)"),
    **_row("softplus", "a", "\\w{softplus}(@a)"),
    **_row("softmax", "a", "\\w{softmax}(@a)"),
    **_row("log_softmax", "a", "\\w{log softmax}(@a)"),
    **_row("max amax", "a", "\\w{max}(@a)"),
    **_row("min amin", "a", "\\w{min}(@a)"),
    **_row("maximum max:2", "a b", "\\w{max}(@a, @b)"),
    **_row("minimum min:2", "a b", "\\w{min}(@a, @b)"),
    **_row("mse_loss", "a b", "\\w{MSE}(@a, @b)"),
    **_row("nll_loss", "a b", "\\w{NLL}(@a, @b)"),
    **_row("cross_entropy", "a b", "\\w{CE}(@a, @b)"),
    **_row("binary_cross_entropy", "a b", "\\w{BCE}(@a, @b)"),
    **_row("binary_cross_entropy_with_logits", "a b", "\\w{BCE}(σ(@a), @b)"),
    **{
        name: Forward(("a",), f"\\w{{{'ln' if name == 'log' else name}}}(@a)")
        for name in _WORDS.split()
    },
}
