"""Asks what to export, and how. What a format has no use for is not there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.export import texts
from graphviewer.gui.export.estimate import estimate, scale_of
from graphviewer.gui.export.options import KINDS, LARGEST_SCALE, LONGEST, SHORTEST, Options
from graphviewer.gui.export.raster import most
from graphviewer.gui.export.round import Round
from graphviewer.gui.export.subject import Subject
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import RealSpin, Spin, Tick

COPIED = ("png", "svg")  # formats of which a copy can be had without a file
WIDTH = 470
SMALLEST = 0.05  # scale, but of graphs so large that less than it makes a picture


class ExportDialog(QDialog):
    """`wanted` carries what was chosen: Options and the steps; `copy_wanted` the same."""

    wanted = Signal(object, object)
    copy_wanted = Signal(object, object)

    def __init__(self, options: Options, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self._subject = subject
        self.format, self.theme, self.paper = Choice(), Choice(), Choice()
        self.this, self.steps = Round(), Round()
        self.first, self.last, self.scale = Spin(), Spin(), RealSpin()
        self.frame = RealSpin()
        self.clear, self.words = Tick(), Tick()
        self.about, self.told, self.dash = QLabel(), QLabel(), QLabel("–")
        self.labels = [QLabel() for _ in range(6)]
        self.copy = QPushButton()
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        # measured in the bold it is drawn with: a default button is bold once it is shown
        self.buttons.button(kinds.Save).setProperty("role", "primary")
        self._set_ranges()
        self._lay_out()
        self.retranslate()
        self._show(options)
        self._connect()
        self._refresh()

    def _set_ranges(self) -> None:
        for spin in (self.first, self.last):
            spin.setRange(1, max(1, self._subject.total))
            spin.setFixedWidth(92)
        self.first.setValue(self._subject.steps[0] + 1)
        self.last.setValue(self._subject.steps[-1] + 1)
        size = self._subject.size
        fitting = scale_of(Options(format="gif"), size.width(), size.height())
        self.scale.setDecimals(2 if fitting >= SMALLEST else 5)
        self.scale.setRange(min(SMALLEST, fitting / 2), LARGEST_SCALE)
        self.scale.setSingleStep(0.5)
        self.scale.setSuffix(" ×")
        self.frame.setRange(SHORTEST / 1000, LONGEST / 1000)
        self.frame.setDecimals(2)
        self.frame.setSingleStep(0.1)
        self.frame.setSuffix(" s")
        self.scale.setFixedWidth(110)
        self.frame.setFixedWidth(110)

    def _lay_out(self) -> None:
        self.about.setWordWrap(True)
        self.about.setProperty("role", "quiet")
        self.told.setWordWrap(True)
        self.told.setProperty("role", "quiet")
        steps = QHBoxLayout()
        steps.setSpacing(8)
        for widget in (self.steps, self.first, self.dash, self.last):
            steps.addWidget(widget)
        steps.addStretch(1)
        what = QVBoxLayout()
        what.setSpacing(6)
        what.setContentsMargins(0, 5, 0, 0)  # level with its label
        what.addWidget(self.this)
        what.addLayout(steps)
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(10)
        self._form.addRow(self.labels[0], self.format)
        self._form.addRow("", self.about)
        self._form.addRow(self.labels[1], what)
        rows = (self.scale, self.theme, self.paper, self.frame)
        for label, row in zip(self.labels[2:], rows, strict=True):
            self._form.addRow(label, row)
        self._form.addRow("", self.clear)
        self._form.addRow("", self.words)
        self._form.addRow("", self.told)
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(16)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # rows come and go
        column.addLayout(self._form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)

    def _connect(self) -> None:
        for choice in (self.format, self.theme, self.paper):
            choice.picked.connect(self._refresh)
        self.format.picked.connect(self._on_format_picked)
        for spin in (self.first, self.last, self.scale, self.frame):
            spin.valueChanged.connect(self._refresh)
        for box in (self.this, self.steps, self.clear, self.words):
            box.toggled.connect(self._refresh)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.finished.connect(self.deleteLater)

    def _show(self, options: Options) -> None:
        """Let everything say what was chosen last."""
        for choice, key in (
            (self.format, options.format), (self.theme, options.theme), (self.paper, options.paper)
        ):  # fmt: skip
            choice.setCurrentIndex(max(0, choice.findData(key)))
        (self.this if options.what == "step" else self.steps).setChecked(True)
        self.frame.setValue(options.frame / 1000)
        self.clear.setChecked(options.clear)
        self.words.setChecked(options.words)
        self.scale.setValue(self._usual_scale(options))

    def _usual_scale(self, options: Options) -> float:
        size = self._subject.size.width(), self._subject.size.height()
        found = scale_of(options, *size)
        return found if options.format == "svg" else min(found, most(*size))

    # --- what is chosen

    def options(self) -> Options:
        """What is chosen, as far as the format has it."""
        found = next(one for one in KINDS if one == self.format.currentData())
        kind = KINDS[found]
        several = self.steps.isChecked() if len(kind.of) > 1 else kind.of == ("steps",)
        return Options(
            format=found,
            what="steps" if several else "step",
            scale=round(self.scale.value(), self.scale.decimals()) if kind.scaled else 0.0,
            theme=next(one for one in texts.themes() if one == self.theme.currentData()),
            clear=self.clear.isChecked(),
            words=self.words.isChecked(),
            paper=next(one for one in texts.papers() if one == self.paper.currentData()),
            frame=round(self.frame.value() * 1000),
        )

    def chosen_steps(self) -> range:
        """The steps to show; empty where they end before they begin."""
        if self.options().what == "step":
            return range(self._subject.step, self._subject.step + 1)
        return range(self.first.value() - 1, self.last.value())

    def _refresh(self) -> None:
        """Show what the format has, and say how large it will be."""
        options, steps = self.options(), self.chosen_steps()
        kind = KINDS[options.format]
        several = options.what == "steps"
        self.this.setEnabled("step" in kind.of)
        self.steps.setEnabled("steps" in kind.of)
        if len(kind.of) == 1:
            (self.steps if several else self.this).setChecked(True)
        for spin in (self.first, self.last):
            spin.setEnabled(several)
        paged = options.format == "pdf" and several
        for widget, wanted in (
            (self.scale, kind.scaled),
            (self.theme, kind.themed),
            (self.paper, paged),
            (self.frame, options.format in ("gif", "webp")),
            (self.clear, kind.clear and not paged),
            (self.words, kind.worded and not paged),
        ):
            self._form.setRowVisible(widget, wanted)
        self.about.setText(texts.uses()[options.format])
        self.copy.setVisible(options.format in COPIED)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(steps))
        self._tell(options, steps)
        self.resize(self.width(), self.sizeHint().height())

    def _tell(self, options: Options, steps: range) -> None:
        if not steps:
            text = QCoreApplication.translate("Export", "These steps end before they begin.")
            self.told.setText(text)
            return
        size = self._subject.size
        found = estimate(options, size.width(), size.height(), self._subject.vertices, len(steps))
        self.told.setText(texts.told(found))

    def _on_format_picked(self, _key: str) -> None:
        """A PNG wants to be sharp, an animation to fit on a slide."""
        fresh = Options(format=self.options().format)
        self.scale.setValue(self._usual_scale(fresh))

    def _on_copy_clicked(self) -> None:
        options, steps = self.options(), self.chosen_steps()
        self.copy_wanted.emit(options, steps)
        super().accept()

    def accept(self) -> None:
        options, steps = self.options(), self.chosen_steps()
        if steps:
            super().accept()
            self.wanted.emit(options, steps)

    # --- words

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Export", "Export the graph"))
        offers = (
            (self.format, dict(texts.names())), (self.theme, dict(texts.themes())),
            (self.paper, dict(texts.papers())),
        )  # fmt: skip
        for choice, rows in offers:
            choice.offer({str(key): text for key, text in rows.items()},
                         str(choice.currentData() or next(iter(rows))))  # fmt: skip
        labels = (
            translate("Export", "Format"),
            translate("Export", "What"),
            translate("Export", "Scale"),
            translate("Export", "Colours"),
            translate("Export", "Page"),
            translate("Export", "Each step"),
        )
        fields = (self.format, self.this, self.scale, self.theme, self.paper, self.frame)
        for label, text, field in zip(self.labels, labels, fields, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        this = translate("Export", "This step ({step})")
        self.this.setText(this.format(step=self._subject.step + 1))
        self.steps.setText(translate("Export", "Steps"))
        self.first.setAccessibleName(translate("Export", "First step"))
        self.last.setAccessibleName(translate("Export", "Last step"))
        self.clear.setText(translate("Export", "Transparent background"))
        self.words.setText(translate("Export", "With the step's words below"))
        self.copy.setText(translate("Export", "Copy"))
        self.copy.setToolTip(translate("Export", "Copy the picture, for pasting into a document"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons.button(kinds.Save).setText(translate("Export", "Export…"))
        self.buttons.button(kinds.Cancel).setText(translate("Export", "Cancel"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._refresh()
        super().changeEvent(event)
