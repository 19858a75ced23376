"""What can be wrong with a formula: a sentence, what fills its gaps, and where."""

from __future__ import annotations

SENTENCES = {
    "empty": "Write a formula, for example x**2 + sin(x).",
    "long": "A formula may have {most} characters; this one has {many}.",
    "deep": "This formula is nested too deeply.",
    "character": "“{what}” has no meaning in a formula.",
    "bar": "Write abs(x) for |x|.",
    "comma": "A comma stands between the arguments of a function. A decimal point is a dot.",
    "equals": "Write only what stands right of the =. To compare, write ==.",
    "word": "The word “{what}” cannot be used in a formula.",
    "times": "Write * between “{left}” and “{right}”.",
    "brackets": "{name} is a function: write {name}({right}), with brackets.",
    "before": "Something is missing before “{what}”.",
    "end": "The formula ends too early: something is missing after “{what}”.",
    "open": "This bracket is not closed.",
    "close": "This bracket closes nothing.",
    "large": "The number {what} is too large.",
    "names": "A formula may have {most} constants; this one has more.",
    "name_long": "The name “{what}” is too long.",
    "no_function": "There is no function “{name}”.",
    "meant": "There is no function “{name}”. Did you mean {meant}?",
    "not_function": "{name} is not a function. To multiply, write {name} * (...).",
    "few": "{name} needs {least} numbers: {usage}.",
    "one_few": "{name} needs a number: {usage}.",
    "one_many": "{name} takes one number: {usage}.",
    "many": "{name} takes at most {most} numbers: {usage}.",
    "keyword": "{name} has no argument “{keyword}”: {usage}.",
    "twice": "{name} is given “{keyword}” twice: {usage}.",
    "fixed": "In {name}, “{argument}” must be a number: it cannot depend on {variable}.",
    "syntax": "This cannot be read as a formula.",
    "unknown": "The constant “{name}” has no number.",
    "range": "{what} must lie between {least} and {most}.",
    "finite": "{what} must be a number.",
    "order": "{what} must begin below its end.",
    "option": "{name} has no setting “{option}”.",
    "start": "Numbers of a start on this surface: {wanted}, not {given}.",
    "work": "This is too much to calculate: choose a coarser grid or fewer points.",
}


class FormulaProblem(ValueError):
    """A formula that cannot be used. `at`: the character it is about, counted from 0; -1: none."""

    def __init__(self, code: str, at: int = -1, **fields: str) -> None:
        """`code` is a key of SENTENCES, `fields` are what fills its gaps."""
        self.code, self.at, self.fields = code, at, fields
        self.message = SENTENCES[code].format(**fields)
        super().__init__(self.message)
