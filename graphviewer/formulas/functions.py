"""The functions a formula may call, as they are called. What they compute is torch's."""

from __future__ import annotations

from msgspec import Struct


class Function(Struct, frozen=True):
    """How a function is called. The last arguments have `defaults`; `fixed` ones are constants."""

    name: str
    arguments: tuple[str, ...]
    defaults: tuple[float, ...] = ()
    fixed: tuple[str, ...] = ()  # torch takes these as plain numbers only
    row: bool = False  # any number of further arguments; those with defaults only by keyword

    @property
    def least(self) -> int:
        """The fewest arguments."""
        return len(self.arguments) - len(self.defaults)

    @property
    def usage(self) -> str:
        """How it is written: `elu(x, alpha=1)`."""
        needed = list(self.arguments[: self.least])
        given = zip(self.arguments[self.least :], self.defaults, strict=True)
        more = ["..."] if self.row else []
        return f"{self.name}({', '.join([*needed, *more, *(f'{n}={v:g}' for n, v in given)])})"


_OF_ONE = (
    "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp log log2 log10 sqrt abs sign"
    " floor ceil round step erf relu relu6 sigmoid silu gelu selu softsign mish"
)
_WITH_MORE = (
    Function("where", ("condition", "then", "otherwise")),
    Function("minimum", ("a", "b")),
    Function("maximum", ("a", "b")),
    Function("pow", ("x", "exponent")),
    Function("clamp", ("x", "min", "max")),
    Function("softplus", ("x", "beta"), (1.0,), ("beta",)),
    Function("leaky_relu", ("x", "slope"), (0.01,), ("slope",)),
    Function("prelu", ("x", "alpha"), (0.25,), ("alpha",)),
    Function("elu", ("x", "alpha"), (1.0,), ("alpha",)),
    Function("hardtanh", ("x", "min", "max"), (-1.0, 1.0), ("min", "max")),
    Function("normal", ("x", "mu", "sigma"), (0.0, 1.0)),
    Function("softmax", ("x", "t"), (1.0,), row=True),
)
FUNCTIONS: dict[str, Function] = {
    one.name: one for one in (*(Function(name, ("x",)) for name in _OF_ONE.split()), *_WITH_MORE)
}
ALSO = {  # other names of the same
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "max": "maximum",
    "min": "minimum",
    "swish": "silu",
    "power": "pow",
    "clip": "clamp",
    "absolute": "abs",
}
