"""The parts of the inspector: a step's story, and a tensor as it stands at the playhead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from graphviewer.explain.cells.data import Working
from graphviewer.explain.checks import LeafCheck
from graphviewer.explain.equation import plain
from graphviewer.explain.explanation import Check, Explanation, Line, TensorFacts
from graphviewer.explain.jacobian import Local
from graphviewer.gui.panels.facts import FactsView
from graphviewer.gui.panels.grids import marks_of
from graphviewer.gui.panels.inspector_words import written
from graphviewer.gui.panels.jacobian import Jacobians
from graphviewer.gui.panels.labelled import CLOSE, Labelled
from graphviewer.gui.panels.rule_box import RuleBox
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.values_map import MapKind
from graphviewer.gui.panels.values_table import NO_MARKS
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.panels.workings import Workings
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.tape.value import Value

SECTION = 20  # pixels above a section's caption
TICKS = {
    "exact": ("✓", "leaf"),
    "agrees": ("✓", "leaf"),
    "rounding": ("✓", "leaf"),
    "kink": ("!", "gradient"),
    "differs": ("✗", "error"),
    "random": ("–", "quiet"),
    "unchecked": ("–", "quiet"),
}


class Story(Stack):
    """One step explained: heading, equations, a sentence why, what it produced, the check."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.caption = Caption()
        self._name = self._phrase = Span("", fonts.sans(20, bold=True), LIGHT.text)
        self.heading = Words()
        self.phrase = Words()
        self.box = RuleBox()
        self.why = Words()
        self.why_below = Words()  # where grids are shown they come first
        self.result = Labelled()
        self.workings = Workings(self.result.view)
        self.jacobians = Jacobians()
        self.facts_caption = Caption()
        self.facts = FactsView()
        self.check_caption = Caption()
        self.check = Words()
        self.leaf_check = Words()
        for widget, gap in (
            (self.caption, 0),
            (self.heading, CLOSE),
            (self.phrase, 2),
            (self.box, 12),
            (self.why, 12),
            (self.workings.operands, SECTION),
            (self.result, SECTION),
            (self.workings.more, CLOSE),
            (self.workings.sentence, CLOSE),
            (self.why_below, SECTION),
            (self.jacobians, SECTION),
            (self.facts_caption, SECTION),
            (self.facts, CLOSE),
            (self.check_caption, SECTION),
            (self.check, CLOSE),
            (self.leaf_check, CLOSE),
        ):
            self.add(widget, gap)
        self.box.picked.connect(self.picked)

    def show_story(
        self,
        caption: str,
        told: Explanation,
        result: Value | None,
        facts: TensorFacts | None,
        found: tuple[Local, ...] = (),
        leaf_check: LeafCheck | None = None,
        working: Working | None = None,
    ) -> None:
        """Show an explanation under a caption."""
        colours = self._colours
        self.caption.show_caption(caption, fonts.sans(12), colours.quiet)
        # An error's own message stands in the output; here stands what it means, if that is known.
        phrase = "" if told.kind == "error" and told.why else told.phrase
        self._name = Span(told.heading, fonts.sans(20, bold=True), colours.text)
        self._phrase = Span(phrase, fonts.mono(14), colours.quiet)
        self._place_phrase(self.width())
        lines = told.equations if working is None else _beside_grids(told)
        self.box.show_lines(lines, told.kind)
        self.box.setVisible(bool(lines))
        for why, used in ((self.why, working is None), (self.why_below, working is not None)):
            why.set_spans((Span(told.why, fonts.sans(15), colours.text),))
            why.setVisible(used and bool(told.why))
        self._show_result(told, result, working)
        self.workings.show_working(working)
        self._show_jacobians(found)
        self._show_facts(facts)
        self._show_check(told.check, leaf_check)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        self._place_phrase(width)
        return super().heightForWidth(width)

    def _place_phrase(self, width: int) -> None:
        """Beside the heading if one line holds both, else below it."""
        beside = Span(f"   {self._phrase.text}", self._phrase.font, self._phrase.colour)
        spans = (self._name, beside) if self._phrase.text else (self._name,)
        wide = sum(QFontMetricsF(span.font).horizontalAdvance(span.text) for span in spans)
        fits = wide <= width
        self.heading.set_spans(spans if fits else (self._name,))
        self.phrase.set_spans((self._phrase,))
        self.phrase.setVisible(bool(self._phrase.text) and not fits)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_story` colours the words."""
        self._colours = colours
        self.box.set_colours(colours)
        self.result.set_colours(colours)
        self.workings.set_colours(colours)
        self.jacobians.set_colours(colours)
        self.facts.set_colours(colours)

    def retranslate(self) -> None:
        """Say what is not the explanation's own in the language of now."""
        self.result.view.retranslate()
        self.workings.retranslate()
        self.facts.setAccessibleName(QCoreApplication.translate("Inspector", "Facts"))

    def _show_result(
        self, told: Explanation, result: Value | None, working: Working | None
    ) -> None:
        gradient = told.kind in ("backward", "accumulate")
        kind: MapKind = "sequential" if told.kind == "forward" else "diverging"
        title = (
            QCoreApplication.translate("Inspector", "Gradient")
            if gradient
            else QCoreApplication.translate("Inspector", "Value")
        )
        name = written(told.result_name) if told.result_name is not None else ""
        marks = NO_MARKS if working is None else marks_of(working.result)
        self.result.show_value(title, name, result, kind, marks=marks)

    def _show_jacobians(self, found: tuple[Local, ...]) -> None:
        translate = QCoreApplication.translate
        single = all(one.single for one in found)
        title = (
            translate("Inspector", "Local derivative")
            if single
            else translate("Inspector", "Local Jacobian")
        )
        self.jacobians.show_locals(title, found)

    def _show_facts(self, facts: TensorFacts | None) -> None:
        shown = facts is not None and bool(facts.rows)
        self.facts.setVisible(shown)
        self.facts_caption.setVisible(shown)
        if facts is not None and shown:
            title = QCoreApplication.translate("Inspector", "Tensor")
            quiet = self._colours.quiet
            name = f"  {facts.name}"
            self.facts_caption.show_caption(title, fonts.sans(12), quiet, as_written=name)
            self.facts.set_facts(facts.rows)

    def _show_check(self, check: Check | None, leaf_check: LeafCheck | None) -> None:
        there = check is not None or leaf_check is not None
        self.check_caption.setVisible(there)
        if there:
            title = QCoreApplication.translate("Inspector", "Check")
            self.check_caption.show_caption(title, fonts.sans(12), self._colours.quiet)
        show_check(self.check, check, self._colours)
        show_check(self.leaf_check, leaf_check, self._colours)


def _beside_grids(told: Explanation) -> tuple[Line, ...]:
    """The equation's lines that grids and heading leave to say: a formula, no call once more."""
    lines = tuple(line for line in told.equations if line.kind == "symbols")
    signs = str.maketrans({"·": "*", "−": "-", " ": "", "…": ""})
    said = "".join(plain(line.maths) for line in lines).translate(signs)
    call = told.phrase.translate(signs)
    return () if call.startswith(said) or said.startswith(call) else lines


def show_check(words: Words, check: Check | LeafCheck | None, colours: Colours) -> None:
    """Show a check behind its tick; nothing where there is none."""
    words.setVisible(check is not None)
    if check is not None:
        tick, field = TICKS[check.verdict]
        ink = legible(str(getattr(colours, field)), colours.surface, colours.text)
        mark = Span(f"{tick}  ", fonts.sans(14, bold=True), ink)
        words.set_spans((mark, Span(check.text, fonts.sans(14), colours.text)))


class TensorStory(Stack):
    """A tensor at the playhead: its value, what has arrived of its gradient, and its facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.caption = Caption()
        self.heading = Words()
        self.value = Labelled()
        self.gradient = Labelled()
        self.leaf_grad = Labelled()
        self.check = Words()
        self.facts_caption = Caption()
        self.facts = FactsView()
        for widget, gap in (
            (self.caption, 0),
            (self.heading, CLOSE),
            (self.value, 12),
            (self.gradient, SECTION),
            (self.leaf_grad, SECTION),
            (self.check, CLOSE),
            (self.facts_caption, SECTION),
            (self.facts, CLOSE),
        ):
            self.add(widget, gap)

    def show_tensor(
        self,
        facts: TensorFacts,
        value: Value | None,
        gradient: Value | None,
        leaf_grad: Value | None,
        *,
        weight: bool,
        check: LeafCheck | None = None,
    ) -> None:
        """Show a tensor's facts with its numbers; `gradient` is what has arrived so far."""
        colours, translate = self._colours, QCoreApplication.translate
        small, quiet = fonts.sans(12), colours.quiet
        self.caption.show_caption(translate("Inspector", "Selected"), small, quiet)
        self.heading.set_spans((Span(facts.name, fonts.sans(20, bold=True), colours.text),))
        kind: MapKind = "diverging" if weight else "sequential"
        self.value.show_value(translate("Inspector", "Value"), "", value, kind)
        note = ""
        if 0 < facts.arrived < facts.expected:
            text = translate("Inspector", "{arrived} of {expected} arrived")
            note = text.format(arrived=facts.arrived, expected=facts.expected)
        name = written(facts.gradient_name) if facts.gradient_name is not None else ""
        self.gradient.show_value(
            translate("Inspector", "Gradient"), name, gradient, "diverging", note
        )
        grad_name = f"{facts.name}.grad"
        self.leaf_grad.show_value("", grad_name, leaf_grad, "diverging")
        show_check(self.check, check, colours)
        self.facts_caption.show_caption(translate("Inspector", "Tensor"), small, quiet)
        self.facts.set_facts(facts.rows)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_tensor` colours the words."""
        self._colours = colours
        for part in (self.value, self.gradient, self.leaf_grad):
            part.set_colours(colours)
        self.facts.set_colours(colours)

    def retranslate(self) -> None:
        """Say what is not the facts' own in the language of now."""
        for part in (self.value, self.gradient, self.leaf_grad):
            part.view.retranslate()
        self.facts.setAccessibleName(QCoreApplication.translate("Inspector", "Facts"))
