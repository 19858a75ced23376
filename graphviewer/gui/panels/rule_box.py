"""The box of a step's equations, or of what it printed: captions with either below them."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from graphviewer.explain.equation import Math, Ref, Text, plain
from graphviewer.explain.explanation import Line
from graphviewer.gui.panels.stack import SideScroll, Stack
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import hue, legible, mix, tint
from graphviewer.gui.typeset.view import EquationView, needed

SIZE = 21.0  # pixels an em
LETTER = 7  # pixels a letter takes at the smallest size, at most
INDENT = 32  # what the view needs beside an equation at its left and right


class RuleBox(Stack):
    """The tinted box of a step's equations: captions with the equations below them."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=14)
        self._colours = LIGHT
        self._groups: list[tuple[Words, EquationView, _EquationScroll]] = []
        self.printed = Words(self)  # breaks where it is long: nobody scrolls sideways to read it
        self.printed.hide()
        self._lines: tuple[Line, ...] = ()
        self._phase = "forward"

    def show_lines(self, lines: tuple[Line, ...], phase: str) -> None:
        """Show equations in the colours of a phase."""
        if (lines, phase) == (self._lines, self._phase):
            return
        self._lines, self._phase = lines, phase
        self._show()

    def equations(self) -> tuple[EquationView, ...]:
        """The equations on screen, from the top."""
        return tuple(view for _, view, scroll in self._groups if not scroll.isHidden())

    def set_lit(self, ref: Ref | None) -> None:
        """Light up a factor in every equation."""
        for _, view, _ in self._groups:
            view.set_lit(ref)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for _, view, _ in self._groups:
            view.set_colours(colours)
        self._show()

    def _show(self) -> None:
        ground = tint(self._colours, self._phase)
        self.set_ground(ground, mix(ground, hue(self._colours, self._phase), 0.3))
        printed = _printed(self._lines)
        groups = _grouped(self._lines)
        while len(self._groups) < len(groups):
            self._add_group()
        self.printed.set_spans((Span(printed, fonts.mono(14), self._colours.text),))
        self.printed.setVisible(bool(printed))
        quiet = legible(self._colours.quiet, ground, self._colours.text)
        for place, (label, _, scroll) in enumerate(self._groups):
            used = place < len(groups)
            name, maths = groups[place] if used else ("", ())
            label.set_spans((Span(name, fonts.sans(13), quiet),))
            label.setVisible(bool(name))
            scroll.set_lines(() if printed else maths)
            scroll.setVisible(used and not printed)

    def _add_group(self) -> None:
        label, view = Words(), _Equations(size=SIZE)
        scroll = _EquationScroll(view)
        view.set_colours(self._colours)
        view.picked.connect(self.picked)
        self.add(label, 12)
        self.add(scroll, 4)
        if not self._groups:
            self.add(self.printed, 4)
        self._groups.append((label, view, scroll))


def _printed(lines: tuple[Line, ...]) -> str:
    """What a program printed, line by line; empty where these are equations."""
    texts = [line.maths for line in lines if isinstance(line.maths, Text)]
    if len(texts) < len(lines) or any(text.style != "code" for text in texts):
        return ""
    return "\n".join(text.text for text in texts)


def _grouped(lines: tuple[Line, ...]) -> list[tuple[str, tuple[Math, ...]]]:
    """Lines under their captions; one without a caption goes on from the line before."""
    starts = 0
    numbered: list[tuple[int, Line]] = []
    for line in lines:
        starts += bool(line.label)
        numbered.append((starts, line))
    groups = []
    for _, members in groupby(numbered, key=lambda pair: pair[0]):
        rows = [line for _, line in members]
        groups.append((rows[0].label, tuple(line.maths for line in rows)))
    return groups


class _Equations(EquationView):
    """Equations that are never asked what width they would like: a scroll area asks often."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.size()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.size()


class _EquationScroll(SideScroll):
    """Scrolls equations that even broken and at their smallest are wider than the panel."""

    def __init__(self, view: EquationView) -> None:
        super().__init__(view)
        self._view = view
        self._lines: tuple[Math, ...] = ()
        self._needs: dict[int, int] = {}

    def set_lines(self, lines: tuple[Math, ...]) -> None:
        """Show equations, set once: at the width they will have."""
        self._lines = lines
        self._needs.clear()
        wide = self._wide(self.width())
        self._view.set_room(self.width())
        if wide != self._view.width():
            self._view.set_lines(())
            self._view.resize(wide, self._view.height())
        self._view.set_lines(lines)

    def fit(self, width: int) -> QSize:
        """As wide as there is room, or as the equations need."""
        wide = self._wide(width)
        self._view.set_room(width)
        return QSize(wide, self._view.heightForWidth(wide))

    def _wide(self, width: int) -> int:
        if width not in self._needs:
            short = all(len(plain(line)) * LETTER < width - INDENT for line in self._lines)
            self._needs[width] = 0 if short else needed(self._lines, SIZE, width)
        return max(width, self._needs[width])
