"""The sign a textbook writes for an operation."""

from __future__ import annotations

import ast

from graphviewer.tape.rows import Op

_WITH_BIAS = 3  # what linear is given: x, W and b

_ONE_SIDED = frozenset({"neg", "negative"})  # -x in place takes nothing away
_SIGNS: dict[str, str] = {
    "add": "+",
    "sub": "−",
    "subtract": "−",
    "mul": "×",
    "multiply": "×",
    "div": "÷",
    "divide": "÷",
    "truediv": "÷",
    "true_divide": "÷",
    "floordiv": "⌊÷⌋",
    "floor_divide": "⌊÷⌋",
    "remainder": "mod",
    "mod": "mod",
    "neg": "−",
    "negative": "−",
    "pow": "xⁿ",
    "rpow": "aˣ",
    "square": "x²",
    "float_power": "xⁿ",
    "sqrt": "√",
    "rsqrt": "1/√",
    "reciprocal": "1/x",
    "exp": "exp",
    "log": "ln",
    "abs": "|x|",
    "absolute": "|x|",
    "sum": "Σ",
    "prod": "Π",
    "mean": "mean",
    "cumsum": "cumΣ",
    "matmul": "@",
    "mm": "@",
    "mv": "@",
    "bmm": "@",
    "dot": "·",
    "inner": "·",
    "vdot": "·",
    "outer": "⊗",
    "ger": "⊗",
    "addmm": "@+",
    "baddbmm": "@+",
    "linear": "W·x+b",
    "t": "xᵀ",
    "T": "xᵀ",
    "mT": "xᵀ",
    "transpose": "xᵀ",
    "swapaxes": "xᵀ",
    "permute": "perm",
    "sigmoid": "σ",
    "relu": "ReLU",
    "leaky_relu": "LReLU",
    "prelu": "PReLU",
    "gelu": "GELU",
    "softplus": "softplus",
    "softmax": "softmax",
    "log_softmax": "ln softmax",
    "norm": "‖x‖",
    "vector_norm": "‖x‖",
    "linalg_vector_norm": "‖x‖",
    "linalg_norm": "‖x‖",
    "mse_loss": "MSE",
    "l1_loss": "L1",
    "nll_loss": "NLL",
    "cross_entropy": "CE",
    "binary_cross_entropy": "BCE",
    "binary_cross_entropy_with_logits": "BCE",
    "getitem": "[ ]",
    "setitem": "[ ]=",
    "select": "[i]",
    "index_select": "[ ]",
    "gather": "gather",
    "where": "where",
    "clone": "clone",
    "detach": "✂",
    "data": "✂",
    "requires_grad": "∇?",
    "zero": "0",
    "fill": "fill",
    "copy": "copy",
    "view": "view",
    "reshape": "reshape",
    "flatten": "flatten",
    "unsqueeze": "+1 dim",
    "squeeze": "−1 dim",
    "expand": "expand",
    "cat": "cat",
    "stack": "stack",
    "max": "max",
    "min": "min",
    "maximum": "max",
    "minimum": "min",
    "amax": "max",
    "amin": "min",
    "clamp": "clamp",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "tanh": "tanh",
    "eq": "=",
    "ne": "≠",
    "lt": "<",
    "le": "≤",
    "gt": ">",
    "ge": "≥",
}


def symbol_of(op: Op) -> str:
    """The sign of a call: `symbol` of its name, without the parts it was not given."""
    if op.name == "linear" and len(op.inputs) < _WITH_BIAS:
        return "W·x"
    if op.qualified == "torch.pow" and len(op.inputs) == 1:  # of a tensor, or of a number to one
        return _power(op.code)
    return symbol(op.name)


def _power(code: str) -> str:
    """The sign of `torch.pow(a, b)`, where one of the two is a number; its name if it is hidden."""
    try:
        call = ast.parse(" ".join(code.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return "pow"
    given = call.args if isinstance(call, ast.Call) and not call.keywords else []
    numbers = [isinstance(one, (ast.Constant, ast.UnaryOp)) for one in given]
    return "aˣ" if numbers == [True, False] else "xⁿ" if numbers == [False, True] else "pow"


def symbol(op_name: str) -> str:
    """Textbook sign for an op name, else the name itself; `add_` and `__iadd__` give `+=`."""
    if op_name in _SIGNS:
        return _SIGNS[op_name]
    dunder = op_name.startswith("__") and op_name.endswith("__")
    bare = op_name.strip("_") if dunder else op_name.rstrip("_")
    in_place = not dunder and op_name.endswith("_")
    if dunder and bare not in _SIGNS and bare[:1] in ("r", "i") and bare[1:] in _SIGNS:
        in_place = bare[0] == "i"
        bare = bare[1:]
    if bare == "rsub":
        bare = "sub"
    sign = _SIGNS.get(bare, bare)
    written = in_place and bare not in _ONE_SIDED and sign in ("+", "−", "×", "÷")
    return sign + "=" if written else sign
