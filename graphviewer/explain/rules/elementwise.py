"""Rules for operations that work element by element."""

from __future__ import annotations

import math

import numpy as np

from graphviewer.explain.rules.rule import Array, Env, Rule, Vjp, unary

SUM = (
    "A sum passes the upstream gradient on unchanged to each of its terms.",
    "덧셈은 상류 기울기를 각 항에 그대로 전달합니다.",
)
DIFFERENCE = (
    "A difference passes the upstream gradient on, with a minus sign to what is subtracted.",
    "뺄셈은 상류 기울기를 그대로 전달하되, 빼는 항에는 부호를 바꾸어 전달합니다.",
)
SCALED_SUM = (
    (
        "A sum passes the upstream gradient on to each of its terms: unchanged, but {alpha} times "
        "it to the one that alpha multiplies."
    ),
    ("덧셈은 상류 기울기를 각 항에 그대로 전달하되, alpha를 곱한 항에는 {alpha}배로 전달합니다."),
)
SCALED_DIFFERENCE = (
    (
        "A difference passes the upstream gradient on, with a minus sign and {alpha} times it to "
        "what is subtracted, because alpha multiplies that."
    ),
    (
        "뺄셈은 상류 기울기를 그대로 전달하되, 빼는 항에는 alpha를 곱했으므로 부호를 바꾸어 "
        "{alpha}배로 전달합니다."
    ),
)
PRODUCT = (
    "The derivative of a product by one factor is the other factor.",
    "곱을 한 인수로 미분하면 다른 인수가 됩니다.",
)
QUOTIENT = (
    (
        "The derivative of a quotient by its numerator is 1 over the denominator; by its "
        "denominator it is minus the numerator over the denominator squared."
    ),
    "몫을 분자로 미분하면 1/분모, 분모로 미분하면 −분자/분모²입니다.",
)
CHOICE = (
    "The gradient goes to the input that was chosen; at a tie it is shared equally.",
    "기울기는 선택된 입력으로만 갑니다. 값이 같으면 똑같이 나눕니다.",
)
CLAMPED = (
    ("The gradient passes where the input lies within the bounds and stops where it was cut off."),
    "입력이 경계 안에 있는 곳에서만 기울기가 통과하고, 잘린 곳에서는 막힙니다.",
)
REUSED = (
    "The derivative needs only the result, so PyTorch saved the result instead of the input.",
    "미분에 결과값만 필요하므로, PyTorch는 입력 대신 결과를 저장해 두었습니다.",
)
SAVED_INPUT = (
    "The upstream gradient is multiplied by the derivative at the saved input, element by element.",
    "저장된 입력에서 구한 도함수를 상류 기울기에 원소별로 곱합니다.",
)
RELU = (
    "ReLU lets the gradient pass where its output is positive and stops it elsewhere (at 0 too).",
    "ReLU는 출력이 양수인 곳에서만 기울기를 통과시키고, 나머지(0 포함)에서는 막습니다.",
)


ROOT = 0.5  # the exponent of a square root


def _alpha(e: Env) -> float:
    alpha = e.optional("alpha")
    return 1 if alpha is None else alpha


def _power(base: Array, exponent: Array) -> Array:
    """To a half as PyTorch's kernels do it, by a root: that of -0 is -0, of -inf NaN."""
    if np.ndim(exponent) or abs(exponent) != ROOT:
        return np.power(base, exponent)
    return np.sqrt(base) if exponent > 0 else 1 / np.sqrt(base)


def _pow_base(e: Env) -> Array:
    power = np.asarray(e.exponent, dtype=e.g.dtype)
    # PyTorch's formula: 0 where the exponent is 0, so that 0**-1 does not spoil it.
    slope = power * _power(e.self, power - np.asarray(1, dtype=power.dtype))
    return np.where(power == 0, np.zeros_like(slope), slope).astype(e.g.dtype)


def _pow_exponent(e: Env) -> Array:
    base = np.asarray(e.self, dtype=e.g.dtype)
    slope = e.result * np.log(base)
    stays = (base == 0) & (np.asarray(e.exponent) >= 0)
    return np.where(stays, np.zeros_like(slope), slope)


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _erf(x: Array) -> Array:
    return np.vectorize(math.erf, otypes=[x.dtype])(x)


def _gelu_slope(e: Env) -> Array:
    x = e.self
    if e.optional("approximate") == "tanh":
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
        t = np.tanh(inner)
        slope = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x**2)
        return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * slope
    return 0.5 * (1 + _erf(x / math.sqrt(2))) + x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def _softplus_slope(e: Env) -> Array:
    scaled = e.self * e.beta
    return np.where(scaled > e.threshold, np.ones_like(scaled), _sigmoid(scaled))


def _between(e: Env) -> Array:
    low, high = e.optional("min"), e.optional("max")
    inside = np.ones(np.shape(e.self), dtype=bool)
    if low is not None:
        inside &= np.asarray(e.self >= low)
    if high is not None:
        inside &= np.asarray(e.self <= high)
    return inside.astype(e.g.dtype)


def _larger(e: Env, first: bool) -> Array:
    wins = e.self > e.other if first else e.other > e.self
    return np.where(e.self == e.other, 0.5, wins.astype(float)).astype(e.g.dtype)


def _smaller(e: Env, first: bool) -> Array:
    wins = e.self < e.other if first else e.other < e.self
    return np.where(e.self == e.other, 0.5, wins.astype(float)).astype(e.g.dtype)


def _choice(node: str, word: str, share: tuple[Vjp, Vjp], sign: str) -> Rule:
    return Rule(
        node=node,
        inputs=("self", "other"),
        forward=f"\\w{{{word}}}(@self, @other)",
        backward=("@g · @first", "@g · @second"),
        vjp=(lambda e: e.g * share[0](e), lambda e: e.g * share[1](e)),
        why=CHOICE,
        terms={
            "first": (f"1_{{@self {sign} @other}}", share[0]),
            "second": (f"1_{{@other {sign} @self}}", share[1]),
        },
    )


RULES: tuple[Rule, ...] = (
    Rule(
        node="AddBackward0",
        inputs=("self", "other"),
        forward="@self + @other",
        backward=("@g", "@g @alpha"),
        vjp=(lambda e: e.g, lambda e: e.g * _alpha(e)),
        why=SUM,
    ),
    Rule(
        node="SubBackward0",
        inputs=("self", "other"),
        forward="@self − @other",
        backward=("@g", "−@g @alpha"),
        vjp=(lambda e: e.g, lambda e: -e.g * _alpha(e)),
        why=DIFFERENCE,
    ),
    Rule(
        node="RsubBackward0",
        inputs=("self", "other"),
        forward="@other − @self",
        backward=("−@g @alpha", "@g"),
        vjp=(lambda e: -e.g * _alpha(e), lambda e: e.g),
        why=DIFFERENCE,
    ),
    Rule(
        node="RsubBackward1",
        inputs=("self",),
        forward="@other − @self",
        backward=("−@g @alpha",),
        vjp=(lambda e: -e.g * _alpha(e),),
        why=DIFFERENCE,
    ),
    Rule(
        node="MulBackward0",
        inputs=("self", "other"),
        forward="@self · @other",
        backward=("@g · @other", "@g · @self"),
        vjp=(lambda e: e.g * e.other, lambda e: e.g * e.self),
        why=PRODUCT,
    ),
    Rule(
        node="MulBackward1",
        inputs=("self",),
        forward="@other · @self",
        backward=("@g · @other",),
        vjp=(lambda e: e.g * e.other,),
        why=PRODUCT,
    ),
    Rule(
        node="DivBackward0",
        inputs=("self", "other"),
        forward="\\frac{@self}{@other}",
        backward=("@g · \\frac{1}{@other}", "−@g · \\frac{@self}{@other^2}"),
        vjp=(lambda e: e.g / e.other, lambda e: -e.g * ((e.self / e.other) / e.other)),
        why=QUOTIENT,
    ),
    Rule(
        node="DivBackward1",
        inputs=("self",),
        forward="\\frac{@self}{@other}",
        backward=("@g · \\frac{1}{@other}",),
        vjp=(lambda e: e.g / e.other,),
        why=QUOTIENT,
    ),
    Rule(
        node="NegBackward0",
        inputs=("self",),
        forward="−@self",
        backward=("−@g",),
        vjp=(lambda e: -e.g,),
        why=("The derivative of −x is −1.", "−x의 도함수는 −1입니다."),
    ),
    Rule(
        node="PowBackward0",
        inputs=("self",),
        forward="@self^{@exponent}",
        backward=("@g · 0",),
        vjp=(lambda e: np.zeros_like(e.g),),
        why=(
            "A power with exponent 0 is 1 whatever its base, so its slope is 0.",
            "지수가 0인 거듭제곱은 밑이 무엇이든 1이므로 기울기는 0입니다.",
        ),
        when={"exponent": 0},
    ),
    Rule(
        node="PowBackward0",
        inputs=("self",),
        forward="@self^{@exponent}",
        backward=("@g · @local",),
        vjp=(lambda e: e.g * _pow_base(e),),
        why=(
            "Power rule: the exponent comes down as a factor and falls by one.",
            "거듭제곱의 미분: 지수가 앞으로 내려와 곱해지고 지수는 1 줄어듭니다.",
        ),
        terms={"local": ("@exponent · @lowered", _pow_base)},
    ),
    Rule(
        node="PowBackward1",
        inputs=("self", "exponent"),
        forward="@self^{@exponent}",
        backward=("@g · @exponent · @self^{@exponent − 1}", "@g · @result · \\w{ln}(@self)"),
        vjp=(lambda e: e.g * _pow_base(e), lambda e: e.g * _pow_exponent(e)),
        why=(
            (
                "By the base the power rule holds; by the exponent the derivative is the result "
                "times ln of the base."
            ),
            (
                "밑에 대해서는 거듭제곱의 미분, 지수에 대해서는 결과에 밑의 ln을 곱한 것이 "
                "도함수입니다."
            ),
        ),
    ),
    Rule(
        node="PowBackward2",
        inputs=("exponent",),
        forward="@self^{@exponent}",
        backward=("@g · @result · \\w{ln}(@self)",),
        vjp=(lambda e: e.g * _pow_exponent(e),),
        why=(
            "The derivative of an exponential is itself times ln of its base.",
            "지수함수의 도함수는 자기 자신에 밑의 ln을 곱한 것입니다.",
        ),
    ),
    unary("ExpBackward0", "\\w{exp}(@self)", "@result", lambda e: e.result, REUSED),
    unary("Expm1Backward0", "\\w{exp}(@self) − 1", "(@result + 1)", lambda e: e.result + 1, REUSED),
    Rule(
        node="LogBackward0",
        inputs=("self",),
        forward="\\w{ln}(@self)",
        backward=("@g · \\frac{1}{@self}",),
        vjp=(lambda e: e.g / e.self,),
        why=("The derivative of ln x is 1/x.", "ln x의 도함수는 1/x입니다."),
    ),
    Rule(
        node="Log2Backward0",
        inputs=("self",),
        forward="\\w{log}_2(@self)",
        backward=("@g · \\frac{1}{@self · \\w{ln}(2)}",),
        vjp=(lambda e: e.g / (e.self * math.log(2)),),
        why=SAVED_INPUT,
    ),
    Rule(
        node="Log10Backward0",
        inputs=("self",),
        forward="\\w{log}_{10}(@self)",
        backward=("@g · \\frac{1}{@self · \\w{ln}(10)}",),
        vjp=(lambda e: e.g / (e.self * math.log(10)),),
        why=SAVED_INPUT,
    ),
    Rule(
        node="Log1PBackward0",
        inputs=("self",),
        forward="\\w{ln}(1 + @self)",
        backward=("@g · \\frac{1}{1 + @self}",),
        vjp=(lambda e: e.g / (e.self + 1),),
        why=SAVED_INPUT,
    ),
    Rule(
        node="SqrtBackward0",
        inputs=("self",),
        forward="\\sqrt{@self}",
        backward=("@g · \\frac{1}{2 · @result}",),
        vjp=(lambda e: e.g / (2 * e.result),),
        why=REUSED,
    ),
    unary(
        "RsqrtBackward0",
        "\\frac{1}{\\sqrt{@self}}",
        "(−\\frac{1}{2} · @result^3)",
        lambda e: -0.5 * e.result**3,
        REUSED,
    ),
    unary(
        "ReciprocalBackward0", "\\frac{1}{@self}", "(−@result^2)", lambda e: -(e.result**2), REUSED
    ),
    unary(
        "SinBackward0", "\\w{sin}(@self)", "\\w{cos}(@self)", lambda e: np.cos(e.self), SAVED_INPUT
    ),
    unary(
        "CosBackward0",
        "\\w{cos}(@self)",
        "(−\\w{sin}(@self))",
        lambda e: -np.sin(e.self),
        SAVED_INPUT,
    ),
    unary("TanBackward0", "\\w{tan}(@self)", "(1 + @result^2)", lambda e: 1 + e.result**2, REUSED),
    unary(
        "AtanBackward0",
        "\\w{arctan}(@self)",
        "\\frac{1}{1 + @self^2}",
        lambda e: 1 / (1 + e.self**2),
        SAVED_INPUT,
    ),
    unary(
        "SinhBackward0",
        "\\w{sinh}(@self)",
        "\\w{cosh}(@self)",
        lambda e: np.cosh(e.self),
        SAVED_INPUT,
    ),
    unary(
        "CoshBackward0",
        "\\w{cosh}(@self)",
        "\\w{sinh}(@self)",
        lambda e: np.sinh(e.self),
        SAVED_INPUT,
    ),
    unary(
        "ErfBackward0",
        "\\w{erf}(@self)",
        "\\frac{2}{\\sqrt{π}} · \\w{exp}(−@self^2)",
        lambda e: 2 / math.sqrt(math.pi) * np.exp(-(e.self**2)),
        SAVED_INPUT,
    ),
    unary(
        "TanhBackward0",
        "\\w{tanh}(@self)",
        "(1 − @result^2)",
        lambda e: 1 - e.result**2,
        (
            (
                "The derivative of tanh is 1 − tanh², taken from the saved result: near 0 where "
                "tanh saturates."
            ),
            "tanh의 도함수는 1 − tanh²이며 저장된 결과로 구합니다. 포화된 곳에서는 0에 가깝습니다.",
        ),
    ),
    unary(
        "SigmoidBackward0",
        "σ(@self)",
        "@result · (1 − @result)",
        lambda e: e.result * (1 - e.result),
        (
            "The derivative of σ is σ(1 − σ), taken from the saved result: at most 1/4.",
            "σ의 도함수는 σ(1 − σ)이며 저장된 결과로 구합니다. 최댓값은 1/4입니다.",
        ),
    ),
    unary(
        "ReluBackward0",
        "\\w{ReLU}(@self)",
        "1_{@result > 0}",
        lambda e: (e.result > 0).astype(e.g.dtype),
        RELU,
    ),
    unary(
        "LeakyReluBackward0",
        "\\w{LeakyReLU}(@self)",
        "\\cases{1|@self > 0;@negativeslope|@self ≤ 0}",
        lambda e: np.where(e.self > 0, 1, e.negative_slope).astype(e.g.dtype),
        (
            (
                "Where the input is positive the gradient passes whole; elsewhere a small part "
                "of it leaks through."
            ),
            "입력이 양수이면 기울기가 그대로 통과하고, 아니면 작은 비율만 새어 나갑니다.",
        ),
    ),
    unary(
        "GeluBackward0",
        "\\w{GELU}(@self)",
        "(Φ(@self) + @self · φ(@self))",
        _gelu_slope,
        (
            (
                "GELU is x·Φ(x), so by the product rule its slope is Φ(x) + x·φ(x), with the "
                "normal distribution Φ and its density φ."
            ),
            (
                "GELU는 x·Φ(x)이므로 곱의 미분으로 Φ(x) + x·φ(x)가 됩니다. Φ는 정규분포함수, φ는 "
                "그 밀도입니다."
            ),
        ),
    ),
    unary(
        "SoftplusBackward0",
        "\\w{softplus}(@self)",
        "σ(@beta · @self)",
        _softplus_slope,
        (
            "The derivative of softplus is the sigmoid σ (of β times x).",
            "softplus의 도함수는 시그모이드 σ(β·x)입니다.",
        ),
    ),
    unary(
        "SiluBackward0",
        "@self · σ(@self)",
        "σ(@self) · (1 + @self · (1 − σ(@self)))",
        lambda e: _sigmoid(e.self) * (1 + e.self * (1 - _sigmoid(e.self))),
        SAVED_INPUT,
    ),
    unary(
        "EluBackward0",
        "\\w{ELU}(@self)",
        "\\cases{1|@self > 0;@alpha · \\w{exp}(@self)|@self ≤ 0}",
        lambda e: np.where(e.self > 0, 1, e.alpha * np.exp(e.self)).astype(e.g.dtype),
        SAVED_INPUT,
    ),
    unary(
        "LogSigmoidBackward0",
        "\\w{ln} σ(@self)",
        "(1 − σ(@self))",
        lambda e: 1 - _sigmoid(e.self),
        SAVED_INPUT,
    ),
    unary(
        "AbsBackward0",
        "\\abs{@self}",
        "\\w{sign}(@self)",
        lambda e: np.sign(e.self),
        (
            "The slope of |x| is the sign of x; PyTorch takes 0 at x = 0.",
            "|x|의 기울기는 x의 부호이며, x = 0에서는 0으로 둡니다.",
        ),
    ),
    unary(
        "ClampBackward1",
        "\\w{clamp}(@self)",
        "1_{@min ≤ @self ≤ @max}",
        _between,
        CLAMPED,
    ),
    unary("ClampMinBackward0", "\\w{max}(@self, @min)", "1_{@self ≥ @min}", _between, CLAMPED),
    unary("ClampMaxBackward0", "\\w{min}(@self, @max)", "1_{@self ≤ @max}", _between, CLAMPED),
    unary(
        "HardtanhBackward0",
        "\\w{hardtanh}(@self)",
        "1_{@minval < @self < @maxval}",
        lambda e: ((e.self > e.min_val) & (e.self < e.max_val)).astype(e.g.dtype),
        SAVED_INPUT,
    ),
    _choice(
        "MaximumBackward0",
        "max",
        (lambda e: _larger(e, first=True), lambda e: _larger(e, first=False)),
        ">",
    ),
    _choice(
        "MinimumBackward0",
        "min",
        (lambda e: _smaller(e, first=True), lambda e: _smaller(e, first=False)),
        "<",
    ),
    Rule(
        node="WhereBackward0",
        inputs=("self", "other"),
        forward="\\w{where}(@condition, @self, @other)",
        backward=("@g · @condition", "@g · (1 − @condition)"),
        vjp=(
            lambda e: np.where(e.condition, e.g, np.zeros_like(e.g)),
            lambda e: np.where(e.condition, np.zeros_like(e.g), e.g),
        ),
        why=(
            "Each element's gradient goes to the branch that was taken there.",
            "각 원소의 기울기는 그 자리에서 선택된 쪽으로만 갑니다.",
        ),
    ),
    Rule(
        node="MaskedFillBackward0",
        inputs=("self",),
        forward="\\w{masked_fill}(@self, @mask)",
        backward=("@g · (1 − @mask)",),
        vjp=(lambda e: np.where(e.mask, np.zeros_like(e.g), e.g),),
        why=(
            (
                "Where the mask put a constant the input no longer matters, so its gradient "
                "there is 0."
            ),
            "마스크로 상수를 채운 자리에서는 입력이 영향을 주지 않으므로 기울기가 0입니다.",
        ),
    ),
    Rule(
        node="MaskedFillBackward1",
        inputs=("self", "value"),
        forward="\\w{masked_fill}(@self, @mask, @value)",
        backward=("@g · (1 − @mask)", "\\sum @g · @mask"),
        vjp=(
            lambda e: np.where(e.mask, np.zeros_like(e.g), e.g),
            lambda e: np.where(e.mask, e.g, np.zeros_like(e.g)).sum(dtype=e.g.dtype),
        ),
        why=(
            "Masked places send their gradient to the filled-in value, the others to the input.",
            "마스크가 참인 자리의 기울기는 채운 값으로, 나머지는 입력으로 갑니다.",
        ),
    ),
    *(
        Rule(
            node=node,
            inputs=("self",),
            forward=forward,
            backward=("0",),
            vjp=(lambda e: np.zeros_like(e.g),),
            why=(
                "This function is flat almost everywhere, so no gradient comes through.",
                "이 함수는 거의 모든 곳에서 평평하므로 기울기가 0입니다.",
            ),
        )
        for node, forward in (
            ("SignBackward0", "\\w{sign}(@self)"),
            ("FloorBackward0", "\\floor{@self}"),
            ("RoundBackward0", "\\w{round}(@self)"),
            ("CeilBackward0", "\\w{ceil}(@self)"),
            ("TruncBackward0", "\\w{trunc}(@self)"),
        )
    ),
)
