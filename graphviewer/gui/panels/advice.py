"""What to do about an error: a table of what PyTorch and Python say, and of words that help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from graphviewer.tape.rows import Error


def advice(error: Error) -> str:
    """What to do about an error in the language of now; empty where we know nothing better."""
    for piece, words in _table():
        if piece in error.message or piece == error.type:
            return words
    return ""


def _table() -> tuple[tuple[str, str], ...]:
    """A part of the message, or a type of error, and the advice; the first that fits counts."""
    translate = QCoreApplication.translate
    return (
        (
            "backward through the graph a second time",
            translate(
                "Advice",
                "The first backward freed the saved tensors. Call the first one with "
                "retain_graph=True, or compute the result again before the second.",
            ),
        ),
        (
            "implicitly created only for scalar outputs",
            translate(
                "Advice",
                "Only a single number has a gradient of its own accord. Reduce it first, as in "
                "y.sum().backward(), or say what arrives from above: "
                "y.backward(gradient=torch.ones_like(y)).",
            ),
        ),
        (
            "does not require grad and does not have a grad_fn",
            translate(
                "Advice",
                "Nothing it was computed from wants a gradient. Create a leaf with "
                "requires_grad=True, and look for detach() or no_grad() on the way.",
            ),
        ),
        (
            "modified by an inplace operation",
            translate(
                "Advice",
                "A tensor that backward needs was overwritten after it was saved. Write a new "
                "tensor (x = x + 1 rather than x += 1), or change a clone().",
            ),
        ),
        (
            "a leaf Variable that requires grad",
            translate(
                "Advice",
                "A leaf cannot be changed in place while gradients are recorded. Do it inside "
                "with torch.no_grad():, or change a clone().",
            ),
        ),
        (
            "can require gradients",
            translate(
                "Advice",
                "Whole numbers have no gradient. Write 1. rather than 1, or give "
                "dtype=torch.float32.",
            ),
        ),
        (
            "Can't call numpy() on Tensor that requires grad",
            translate("Advice", "Cut the tensor from the graph first: x.detach().numpy()."),
        ),
        (
            "Expected all tensors to be on the same device",
            translate(
                "Advice", "Move the tensors to one device with .to(device), or create them there."
            ),
        ),
        (
            "shapes cannot be multiplied",
            translate(
                "Advice",
                "The columns of the left matrix must be as many as the rows of the right one. "
                "Print both shapes; one may need .T.",
            ),
        ),
        (
            "must match the size of tensor",
            translate(
                "Advice",
                "Two axes fit when they are equally long or one of them is 1. Print both "
                "shapes; unsqueeze() or reshape() adds an axis.",
            ),
        ),
        (
            "out of memory",
            translate("Advice", "The tensors do not fit in memory. Make them smaller."),
        ),
        (
            "can't allocate memory",
            translate("Advice", "The tensors do not fit in memory. Make them smaller."),
        ),
        (
            "MemoryError",
            translate("Advice", "The tensors do not fit in memory. Make them smaller."),
        ),
        (
            "SyntaxError",
            translate(
                "Advice",
                "Python could not read this line. Look for a bracket, quote or colon missing "
                "here or in the line above.",
            ),
        ),
        (
            "IndentationError",
            translate("Advice", "The lines of one block must begin in the same column."),
        ),
        (
            "NameError",
            translate(
                "Advice",
                "Nothing has this name yet. Check its spelling, and that the line that makes "
                "it runs first.",
            ),
        ),
        (
            "ModuleNotFoundError",
            translate("Advice", "Check the spelling of the module; it must be installed."),
        ),
        (
            "RecursionError",
            translate(
                "Advice", "The function calls itself without end. Look for its stopping case."
            ),
        ),
    )
