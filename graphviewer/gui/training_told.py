"""What the other processes say in English, in the present language; names stay as they are.

They know no translations: their sentences are recognised by their form. What is not known
here is shown as it came.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.training_sentences import SENTENCES

_GAP = re.compile(r"\{(\w+)\}")


def in_language(english: str) -> str:
    """A message of one or more sentences, sentence by sentence."""
    done, rest = [], english
    while rest:
        for known in SENTENCES:
            match = _pattern(known).match(rest)
            if match is not None:
                done.append(_filled(known, match))
                rest = rest[match.end() :]
                break
        else:
            end = rest.find(". ") + 2
            done.append(rest[:end] if end > 1 else rest)
            rest = rest[end:] if end > 1 else ""
    return "".join(done)


def _filled(known: str, match: re.Match[str]) -> str:
    fields = {name: in_language(value) for name, value in match.groupdict().items()}
    end = fields.pop("_end")
    return QCoreApplication.translate("TrainingTold", known).format(**fields) + end


@cache
def _pattern(known: str) -> re.Pattern[str]:
    """A sentence whose gaps hold anything up to the next sentence; `detail` holds all the rest."""
    parts = []
    for at, one in enumerate(_GAP.split(known)):
        gap = ".+" if one == "detail" else r"(?:(?!\.\s).)+?"
        parts.append(f"(?P<{one}>{gap})" if at % 2 else re.escape(one))
    return re.compile("".join(parts) + r"(?P<_end>\s+|\Z)", re.DOTALL)
