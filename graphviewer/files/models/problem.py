"""Why a file is not opened as a model, in a sentence, with the lines that would convert it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graphviewer.disk.problem import FileProblem

Reason = Literal[
    "pickled",
    "checkpoint",
    "pickle",
    "torchscript",
    "exported pickle",
    "exported code",
    "exported old",
    "compressed",
    "damaged",
    "empty",
    "other kind",
    "no model",
    "not python",
]

SENTENCES: dict[Reason, str] = {
    "pickled": "{name} holds pickled Python objects ({detail}), not only tensors. Reading them "
    "could run any program that their author put inside, so the file is not opened.",
    "checkpoint": "{name} holds pickled Python objects ({detail}) beside its tensors. Reading them "
    "could run any program that their author put inside, so the file is not opened.",
    "pickle": "{name} is a pickle ({detail}). Reading one can run any program that its author put "
    "inside, so the file is not opened.",
    "torchscript": "{name} is a TorchScript program. It is compiled code with pickled objects, of "
    "which no graph with gradients can be shown step by step, so the file is not opened.",
    "exported pickle": "{name} is an exported program with a pickled part ({detail}). Reading it "
    "could run any program that its author put inside, so the file is not opened.",
    "exported code": "{name} is an exported program with a part that is not known to be harmless "
    "({detail}), so the file is not opened.",
    "exported old": "{name} was exported in a form that this version does not read ({detail}).",
    "compressed": "{name} has a compressed part ({detail}). PyTorch writes none, and how large it "
    "becomes cannot be known, so the file is not opened.",
    "damaged": "{name} is cut short or damaged: {detail}.",
    "empty": "{name} holds no tensors by name.",
    "other kind": "{name} is of another kind than what is read here: {detail}.",
    "no model": "{name} defines no nn.Module that could be run: {detail}.",
    "not python": "{name} is not a Python program: {detail}.",
}
_TRUST = "# only where you trust the file: this runs what is inside"
_SAVE = 'torch.save(model.state_dict(), "weights.pt")'
_LINES: dict[Reason, tuple[str, ...]] = {
    "pickled": (_TRUST, "model = torch.load({file}, weights_only=False)", _SAVE),
    "checkpoint": (
        _TRUST,
        "checkpoint = torch.load({file}, weights_only=False)",
        'torch.save(checkpoint["state_dict"], "weights.pt")',
    ),
    "pickle": (_TRUST, 'model = pickle.load(open({file}, "rb"))', _SAVE),
    "torchscript": ("model = torch.jit.load({file})", _SAVE),
    "exported pickle": (
        _TRUST,
        "model = torch.export.load({file}).module()",
        'torch.export.save(torch.export.export(model, example), "model.pt2")',
    ),
    "exported old": (
        "# where the model is defined",
        'torch.export.save(torch.export.export(model, example), "model.pt2")',
    ),
    "exported code": (
        "# where the model is defined",
        'torch.export.save(torch.export.export(model, example), "model.pt2")',
    ),
    "empty": ("# where the model is defined", _SAVE),
}


class NotAModel(FileProblem):
    """The file is not opened. `reason` says why, `detail` more of it, `advice` is Python code."""

    def __init__(self, path: str | Path, reason: Reason, detail: str = "") -> None:
        name = Path(path).name
        shown = detail if len(detail) <= 200 else detail[:200] + "…"
        super().__init__(path, SENTENCES[reason].format(name=name, detail=shown))
        self.reason: Reason = reason
        self.detail = shown
        self.name = name
        lines = _LINES.get(reason, ())
        if reason == "pickle" and name.endswith(".joblib"):
            lines = (_TRUST, "model = joblib.load({file})", _SAVE)
        self.advice = "\n".join(line.replace("{file}", repr(name)) for line in lines)

    def __str__(self) -> str:
        if not self.advice:
            return self.message
        return f"{self.message}\nTo convert it:\n  " + self.advice.replace("\n", "\n  ")
