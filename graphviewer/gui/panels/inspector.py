"""The inspector: what the step did and why, and what is selected, as it stands at the playhead."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from graphviewer.explain.cells.working import working
from graphviewer.explain.checks import check_of_step, check_of_tensor
from graphviewer.explain.equation import Ref
from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.explanation import Explanation
from graphviewer.explain.jacobian import local_jacobians
from graphviewer.files.lessons import Lesson
from graphviewer.gui.canvas.scalar_paths import Traced
from graphviewer.gui.panels.inspector_parts import Story, TensorStory
from graphviewer.gui.panels.lesson_words import LessonWords
from graphviewer.gui.panels.scalar_paths import PathsPart
from graphviewer.gui.panels.stack import Stack, StackScroll
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING, Value

PAD = 18
Language = Literal["en", "ko"]
ITEM_OF: dict[str, Literal["tensor", "node", "op"]] = {
    "tensor": "tensor",
    "gradient": "tensor",
    "node": "node",
    "op": "op",
}


class InspectorPanel(QWidget):
    """Tells the story of the step at the playhead, and below it of what is selected.

    `picked` carries the Item of a factor of an equation that was clicked.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None, colours: Colours = LIGHT) -> None:
        super().__init__(parent)
        self._colours = colours
        self._language: Language = "en"
        self._tape: Tape | None = None
        self._index: TapeIndex | None = None
        self._step = -1
        self._selection: Item | None = None
        self.lesson = LessonWords()
        self.lesson_rule = QFrame()
        self.empty = Words()
        self.story = Story()
        self.rule = QFrame()
        for rule in (self.rule, self.lesson_rule):
            rule.setFixedHeight(1)
            rule.setAutoFillBackground(True)
        self.lesson_rule.hide()
        self.tensor = TensorStory()
        self.other = Story()
        self.paths = PathsPart()
        self._stack = Stack(pad=PAD)
        for widget, gap in (
            (self.lesson, 0),
            (self.lesson_rule, 12),
            (self.empty, 16),
            (self.story, 16),
            (self.rule, 22),
            (self.tensor, 16),
            (self.other, 16),
            (self.paths, 16),
        ):
            self._stack.add(widget, gap)
        self._scroll = StackScroll(self._stack, over_pad=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._join()
        self.set_colours(colours)
        self.retranslate()

    def _join(self) -> None:
        for part in (self.story, self.other):
            part.picked.connect(self._on_equation_picked)
            part.jacobians.turned.connect(self._on_part_resized)
            part.workings.resized.connect(self._on_part_resized)
        self.lesson.fold.clicked.connect(self._on_lesson_fold_clicked)
        self.lesson.figures.fold.clicked.connect(self._on_part_resized)

    # --- what it shows

    def show_step(self, tape: Tape, index: TapeIndex, step: int) -> None:
        """Show a step; what is selected stays, as it stands there."""
        if tape is not self._tape:
            self._selection = None
        self._tape, self._index, self._step = tape, index, step
        self.lesson.stepped(step)
        self.lesson.judge(index)
        self._show()

    def show_lesson(
        self, lesson: Lesson | None, *, edited: bool = False, copied: bool = False
    ) -> None:
        """Show a lesson's words above the step, or none."""
        self.lesson.show_lesson(lesson, edited=edited, copied=copied)
        self.lesson_rule.setVisible(lesson is not None)
        self._scroll.settle()

    def unfold_lesson(self) -> None:
        """A lesson was opened: its words are shown from the top."""
        self.lesson.unfold()
        self._scroll.verticalScrollBar().setValue(0)
        self._scroll.settle()

    def show_tensor(self, tape: Tape, index: TapeIndex, tensor: int, step: int) -> None:
        """Show a step, and below it a selected tensor."""
        self._tape, self._index, self._step = tape, index, step
        self._selection = Item("tensor", tensor)
        self._show()
        self._reveal()

    def show_traced(self, found: Traced | None) -> None:
        """Show the paths of a scalar that the canvas has selected, or none."""
        self.paths.show_traced(found)
        self._show()

    def set_selection(self, item: Item | None) -> None:
        """Show another item below the step, or none."""
        if item != self._selection:
            self._selection = item
            self._show()
            self._reveal()

    def clear(self) -> None:
        """Show that nothing has run."""
        self._tape = self._index = self._selection = None
        self._step = -1
        self.lesson.judge(None)
        self._show()

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for widget in (self, self._scroll, self._stack):
            paint_with(widget, colours, background=colours.surface)
        for rule in (self.rule, self.lesson_rule):
            paint_with(rule, colours, background=colours.border)
        self.lesson.set_colours(colours)
        for part in (self.story, self.tensor, self.other, self.paths):
            part.set_colours(colours)
        self._show()

    def set_language(self, language: str) -> None:
        """Explain in a language."""
        self._language = self.lesson.language = "ko" if language == "ko" else "en"
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._scroll.setAccessibleName(QCoreApplication.translate("Inspector", "Step"))
        for part in (self.story, self.tensor, self.other, self.paths):
            part.retranslate()
        self.lesson.say()
        self._show()

    # --- showing

    def _show(self) -> None:
        tape, index = self._tape, self._index
        running = tape is not None and index is not None and 0 <= self._step < len(tape.steps)
        self.empty.setVisible(not running)
        self.story.setVisible(running)
        for widget in (self.rule, self.tensor, self.other):
            widget.hide()
        if tape is None or index is None or not running:
            text = QCoreApplication.translate("Inspector", "Run a program, then step through it.")
            self.empty.set_spans((Span(text, fonts.sans(15), self._colours.quiet),))
        else:
            told = explain(tape, index, self._step, self._language)
            self._show_story(tape, index, told)
            self._show_selection(tape, index, told)
            self.rule.setVisible(self.rule.isVisibleTo(self._stack) or not self.paths.isHidden())
        self._scroll.settle()

    def _show_story(self, tape: Tape, index: TapeIndex, told: Explanation) -> None:
        text = QCoreApplication.translate("Inspector", "Step {n} of {total}")
        caption = text.format(n=f"{self._step + 1:,}", total=f"{len(tape.steps):,}")
        focus = _tensor_of(told.focus)
        facts = (
            describe_tensor(tape, index, focus, self._step, self._language)
            if focus is not None
            else None
        )
        result = _value(tape, told.result)
        found = local_jacobians(tape, index, self._step, self._language)
        check = check_of_step(tape, index, tape.steps[self._step], self._language)
        heading = f"{caption} — {told.phase}"
        cells = working(tape, index, self._step, self._language)
        self.story.show_story(heading, told, result, facts, found, check, cells)

    def _show_selection(self, tape: Tape, index: TapeIndex, told: Explanation) -> None:
        item = self._selection
        kind = item.kind if item is not None else "line"
        if item is None or (kind != "tensor" and kind != "op" and kind != "node"):
            self.story.box.set_lit(None)
            return
        self.story.box.set_lit(Ref(kind, item.id))
        if item.kind == "tensor":
            if item.id != _tensor_of(told.focus):
                self._show_tensor(tape, index, item.id)
            return
        step = self._step_of(tape, index, item)
        if step is not None and step != self._step:
            other = explain(tape, index, step, self._language)
            text = QCoreApplication.translate("Inspector", "Selected — step {n}")
            result = _value(tape, other.result)
            found = local_jacobians(tape, index, step, self._language)
            check = check_of_step(tape, index, tape.steps[step], self._language)
            caption = text.format(n=f"{step + 1:,}")
            cells = working(tape, index, step, self._language)
            self.other.show_story(caption, other, result, None, found, check, cells)
            self.rule.show()
            self.other.show()

    def _reveal(self) -> None:
        """Scroll to what is selected, as far as it fits."""
        parts = (self.paths, self.tensor, self.other)
        part = next((one for one in parts if one.isVisibleTo(self._stack)), self.other)
        if part.isVisibleTo(self._stack):
            room = self._scroll.viewport().height()
            bottom = part.y() + part.height() + PAD
            bar = self._scroll.verticalScrollBar()
            if bottom > bar.value() + room:
                bar.setValue(min(part.y() - PAD, bottom - room))

    def _show_tensor(self, tape: Tape, index: TapeIndex, tensor: int) -> None:
        facts = describe_tensor(tape, index, tensor, self._step, self._language)
        state = index.gradient_at(tensor, self._step)
        gradient = _value(tape, facts.gradient)
        if gradient is None and state is not None:
            gradient = index.partial_sum(state)
        value = _value(tape, facts.value)
        row = tape.tensors[tensor]
        weight = row.is_leaf and row.dtype in FLOATING
        weight = weight and index.requires_grad_at(tensor, self._step)
        leaf_grad = _value(tape, facts.leaf_grad)
        check = check_of_tensor(tape, index, tensor, self._step, self._language)
        self.tensor.show_tensor(facts, value, gradient, leaf_grad, weight=weight, check=check)
        self.rule.show()
        self.tensor.show()

    def _step_of(self, tape: Tape, index: TapeIndex, item: Item) -> int | None:
        """The newest step of a node or an op that the playhead has passed."""
        if item.kind == "op":
            step = tape.ops[item.id].step
            return step if step <= self._step else None
        done = [step for step in index.executions(item.id) if step <= self._step]
        return done[-1] if done else None

    def _on_lesson_fold_clicked(self) -> None:
        self.lesson.turned()
        self._scroll.settle()

    def _on_part_resized(self) -> None:
        self._scroll.settle()

    def _on_equation_picked(self, ref: Ref) -> None:
        self.picked.emit(Item(ITEM_OF[ref.kind], ref.id))


def _tensor_of(ref: Ref | None) -> int | None:
    return ref.id if ref is not None and ref.kind in ("tensor", "gradient") else None


def _value(tape: Tape, value: int | None) -> Value | None:
    return tape.values[value] if value is not None else None
