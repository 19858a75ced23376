"""A training step looked inside: its tape opens in Explore, and the way back is offered."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject

from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.runner import Runner
from graphviewer.gui.train_flows.train_side import TrainSide
from graphviewer.gui.train_flows.trainer_like import InsideStep
from graphviewer.session.document import Document, Opened
from graphviewer.session.training import State


class InsideFlow(QObject):
    """Shows the tape under the run's name, and then the page it is on."""

    def __init__(
        self,
        train: TrainSide,
        files: FileFlow,
        pages: PageFlow,
        notices: NoticeBar,
        runner: Runner,
        document: Document,
    ) -> None:
        super().__init__(train)
        self._train, self._files, self._pages = train, files, pages
        self._notices, self._runner = notices, runner
        self._offered = ""  # what the step's tape is called
        self._here = False  # what is open in Explore is a step
        self._state = train.training.state
        self._said: Notice | None = None  # about the run that the step is of, while it is shown
        document.opened.connect(self._on_document_opened)
        train.training.state_changed.connect(self._on_state_changed)
        train.training.cleared.connect(self._on_cleared)
        self._step: InsideStep | None = None
        train.inside_ready.connect(self._on_inside_ready)
        files.tape_shown.connect(self._on_tape_shown)
        notices.acted.connect(self._on_notices_acted)

    def _on_inside_ready(self, inside: InsideStep) -> None:
        self._step = inside
        words = QCoreApplication.translate("Inside", "{run}, step {n}")
        name = words.format(run=self._train.title(inside.config), n=inside.step)
        self._offered = name
        self._files.offer_tape(inside.tape, name)

    def _on_document_opened(self, opened: Opened) -> None:
        self._here = (
            opened.origin == "tape" and not opened.path and opened.filename == self._offered
        )

    def run(self) -> None:
        """Run the program in Explore; a step of a training is none, and stays as it is."""
        if not self._here:
            self._runner.run()
            return
        title = QCoreApplication.translate("Inside", "A training step cannot be run by itself.")
        text = QCoreApplication.translate(
            "Inside", "Its model, optimizer and batch are those of the training."
        )
        self._notices.show_notice(Notice(kind="info", title=title, text=text, act="train"))

    def _on_tape_shown(self) -> None:
        if self._step is not None:
            self._pages.show_page("explore")
            notice = self._notice(self._step)
            self._said = notice
            self._notices.show_notice(notice)

    def _on_state_changed(self, state: State) -> None:
        """The run goes on, or is over: that is said in place of what was true."""
        was, self._state = self._state, state
        if self._said is None or (state != "idle" and was not in ("paused", "idle")):
            return
        shown = self._notices.notice == self._said
        self._said = replace(self._said, text=_since(state)) if shown else None
        if shown:
            self._notices.show_notice(self._said)

    def _on_cleared(self, _nothing: None) -> None:
        """What happens from now on happens to another run."""
        self._said = None

    def _notice(self, inside: InsideStep) -> Notice:
        title = QCoreApplication.translate("Inside", "Step {n} of the training, from inside.")
        busy = self._train.training.busy
        waits = QCoreApplication.translate(
            "Inside", "The training has paused after it and goes on from the same state."
        )
        over = QCoreApplication.translate(
            "Inside", "The run is over: this batch would come next. Nothing of it was changed."
        )
        return Notice(
            kind="info",
            title=title.format(n=f"{inside.step:,}"),
            text=waits if busy else over,
            act="train",
        )

    def _on_notices_acted(self, notice: Notice) -> None:
        if notice.act == "train":
            self._pages.show_page("train")


def _since(state: State) -> str:
    """What became of the run since one of its steps was looked inside."""
    if state == "idle":
        return QCoreApplication.translate("Inside", "The run has ended since.")
    return QCoreApplication.translate("Inside", "The training has gone on since.")
