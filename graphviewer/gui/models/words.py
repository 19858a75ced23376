"""What the dialog for models says, in the present language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from graphviewer.files.models.data import Weights
from graphviewer.files.models.inputs import BadInput, Wrong
from graphviewer.files.models.inputs import Kind as InputKind
from graphviewer.files.models.problem import NotAModel, Reason
from graphviewer.files.models.writing import BadGoal, Loading, Root
from graphviewer.gui.dialogs.question import Answer, Question, Role
from graphviewer.gui.i18n import counted


def kinds() -> dict[InputKind, str]:
    """Ways to make an input."""
    translate = QCoreApplication.translate
    return {
        "randn": translate("Model", "random numbers (normal, seed 0)"),
        "zeros": translate("Model", "zeros"),
        "ones": translate("Model", "ones"),
        "arange": translate("Model", "0, 1, 2, …"),
        "tokens": translate("Model", "whole numbers below"),
        "values": translate("Model", "these values"),
    }


def roots() -> dict[Root, str]:
    """What backward can start from."""
    translate = QCoreApplication.translate
    return {
        "sum": translate("Model", "the sum of the output"),
        "mean": translate("Model", "the mean of the output"),
        "element": translate("Model", "one element, at"),
        "cross_entropy": translate("Model", "cross-entropy with the class"),
        "none": translate("Model", "nothing: forward only"),
    }


def loadings() -> dict[Loading, str]:
    """Ways to load weights into a model."""
    translate = QCoreApplication.translate
    return {
        "strict": translate("Model", "strictly: all names and shapes must agree"),
        "fitting": translate("Model", "what fits, and print what does not"),
    }


def summary(weights: Weights) -> str:
    """What a file is and how much is in it."""
    translate = QCoreApplication.translate
    kind = {
        "safetensors": translate("Model", "safetensors"),
        "state_dict": translate("Model", "state_dict, read with weights_only=True"),
        "exported": translate("Model", "program exported by torch.export"),
    }[weights.kind]
    counts = (
        (len(weights.entries), translate("Model", "1 tensor"), translate("Model", "{n} tensors")),
        (weights.count, translate("Model", "1 number"), translate("Model", "{n} numbers")),
        (weights.bytes, translate("Model", "1 byte"), translate("Model", "{n} bytes")),
    )
    return f"{kind} · {', '.join(counted(*count) for count in counts)}"


def wrong_input(problem: BadInput) -> str:
    """Why an input cannot be made, and what would do."""
    translate = QCoreApplication.translate
    texts: dict[Wrong, str] = {
        "shape": translate("Model", "A shape is whole numbers with commas, such as 2, 3."),
        "size": translate("Model", "A dimension of 0 leaves nothing to compute with."),
        "many": translate("Model", "{detail} is more than an example needs: at most 10,000,000."),
        "dimensions": translate("Model", "{detail} dimensions are more than 8."),
        "values": translate("Model", "Write numbers in brackets, such as [[1, 2], [3, 4]]."),
        "ragged": translate("Model", "All rows must be of the same length."),
        "bound": translate("Model", "The numbers must be below something greater than 0."),
        "whole": translate("Model", "{detail} holds no whole numbers; choose int64."),
        "dtype": translate("Model", "{detail} cannot be this; choose float32."),
        "fixed": translate("Model", "The exported program wants {detail}."),
    }
    return texts[problem.wrong].format(detail=problem.detail)


def wrong_goal(problem: BadGoal) -> str:
    """Why the rest of the program cannot be written."""
    translate = QCoreApplication.translate
    return {
        "output": translate(
            "Model", 'An output is nothing, or such as [0], ["logits"] or .logits.'
        ),
        "numbers": translate("Model", "Write whole numbers with commas, such as 0, 3."),
        "arguments": translate("Model", "Write arguments as in a call, such as 4, hidden=8."),
    }[problem.field]


def refused(parent: QWidget, title: str, problem: NotAModel) -> Question:
    """Why a file is not opened, with the lines that convert it. Answers close, copy."""
    translate = QCoreApplication.translate
    text = _sentences()[problem.reason].format(name=problem.name, detail=problem.detail)
    answers = [Answer("close", translate("Dialogs", "Close"), Role.RejectRole)]
    if problem.advice:
        convert = translate("Model", "To convert it in Python:")
        text = f"{text}\n\n{convert}\n\n{problem.advice}"
        answers.append(Answer("copy", translate("Model", "Copy these lines"), Role.ActionRole))
    question = Question(parent, title, text, answers, icon=QMessageBox.Icon.Warning)
    question.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return question


def _sentences() -> dict[Reason, str]:
    translate = QCoreApplication.translate
    return {
        "pickled": translate(
            "Model",
            "{name} holds pickled Python objects ({detail}), not only tensors. Reading them could "
            "run any program that their author put inside, so the file is not opened.",
        ),
        "checkpoint": translate(
            "Model",
            "{name} holds pickled Python objects ({detail}) beside its tensors. Reading them could "
            "run any program that their author put inside, so the file is not opened.",
        ),
        "pickle": translate(
            "Model",
            "{name} is a pickle ({detail}). Reading one can run any program that its author put "
            "inside, so the file is not opened.",
        ),
        "torchscript": translate(
            "Model",
            "{name} is a TorchScript program. It is compiled code with pickled objects, of which "
            "no graph with gradients can be shown step by step, so the file is not opened.",
        ),
        "exported pickle": translate(
            "Model",
            "{name} is an exported program with a pickled part ({detail}). Reading it could run "
            "any program that its author put inside, so the file is not opened.",
        ),
        "exported code": translate(
            "Model",
            "{name} is an exported program with a part that is not known to be harmless "
            "({detail}), so the file is not opened.",
        ),
        "exported old": translate(
            "Model", "{name} was exported in a form that this version does not read ({detail})."
        ),
        **_plain_sentences(),
    }


def _plain_sentences() -> dict[Reason, str]:
    """Of files that are not what they should be, but would run nothing."""
    translate = QCoreApplication.translate
    return {
        "compressed": translate(
            "Model",
            "{name} has a compressed part ({detail}). PyTorch writes none, and how large it "
            "becomes cannot be known, so the file is not opened.",
        ),
        "damaged": translate("Model", "{name} is cut short or damaged: {detail}."),
        "empty": translate("Model", "{name} holds no tensors by name."),
        "other kind": translate(
            "Model", "{name} is of another kind than what is read here: {detail}."
        ),
        "no model": translate("Model", "{name} defines no nn.Module that could be run: {detail}."),
        "not python": translate("Model", "{name} is not a Python program: {detail}."),
    }
