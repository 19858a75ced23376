"""Where in the source an instruction stands."""

from __future__ import annotations

from types import CodeType
from typing import Any

from graphviewer.record.places import Places

SOURCE = "def f(x):\n    return (x * 2) + x\n" + "".join(
    f"h{number} = f({number}) - (h if {number} else 0); h = 1\n" for number in range(300)
)


def test_every_instruction_stands_where_python_says() -> None:
    places = Places(SOURCE, "p.py")
    module = compile(SOURCE, "p.py", "exec")
    inner = next(one for one in module.co_consts if isinstance(one, CodeType))
    for code in (module, inner):
        for place, spot in enumerate(code.co_positions()):
            site = places.site(_Frame(code), 2 * place)  # type: ignore[arg-type]  # what it reads
            if site.place is not None:
                at = site.place
                assert (at.line, at.end_line, at.column, at.end_column) == spot
            assert places.line_of(code, 2 * place) == spot[0]


def test_a_code_is_gone_through_once_however_many_calls_it_makes() -> None:
    places = Places(SOURCE, "p.py")
    code = compile(SOURCE, "p.py", "exec")
    for place in range(len(code.co_code) // 2):
        places.line_of(code, 2 * place)
    assert list(places._spots) == [id(code)]
    places.close()
    assert not places._spots


class _Frame:
    """As much of a frame as is read."""

    def __init__(self, code: Any) -> None:
        self.f_code = code
        self.f_lineno = 1
        self.f_lasti = 0
