"""The mark of hooks says numbers only where they are of one gradient."""

from __future__ import annotations

import pytest

from tests.canvas.marked import badges, moment

pytestmark = pytest.mark.usefixtures("qtbot")

PROGRAM = """import torch
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(6., requires_grad=True)
c = a * b
_ = c.register_hook(lambda g: g * 10)
_ = c.register_hook(lambda g: g + 1)
{more}
(c * 1).backward()
"""
SENT = "_ = c.grad_fn.register_hook(lambda sent, used: (sent[0] / 2, -sent[1]))"


def test_hooks_of_one_gradient_are_told_from_the_first_to_the_last() -> None:
    (mark,) = badges(moment(PROGRAM.format(more=""), view="grad_fn"), "hook")
    assert mark.text == "hook 1 → 11"  # 1 * 10 + 1


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_of_several_gradients_is_told_when_it_is_pointed_at(language: str) -> None:
    at = moment(PROGRAM.format(more=SENT), view="grad_fn", language=language)
    (mark,) = badges(at, "hook")
    assert mark.text in ("hook", "훅")
    changes = [line for line in mark.tip.split("\n") if line[0] in "1→63"]
    # 11 comes to a * b, which sends 11 * 6 to a and 11 * 3 to b
    assert changes == ["1", "→ 10", "10", "→ 11", "66", "→ 33", "33", "→ -33"]
    said = "Hook lambda (line 7)" if language == "en" else "훅 lambda (7행)"
    assert mark.tip.count(said) == 2
