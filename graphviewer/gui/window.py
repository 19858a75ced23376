"""The main window: makes the parts and joins them, and does nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from graphviewer.engine.happening import Happening
from graphviewer.engine.protocol import Device
from graphviewer.gui import actions
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.bridge import Bridge
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.chrome import Chrome
from graphviewer.gui.descent.side import DescentSide
from graphviewer.gui.devices import Devices
from graphviewer.gui.drops import Drops, DropWindow
from graphviewer.gui.flows.arrange_flow import ArrangeFlow
from graphviewer.gui.flows.edit_flow import EditFlow
from graphviewer.gui.flows.export_flow import ExportFlow
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.help_flow import HelpFlow
from graphviewer.gui.flows.lesson_flow import LessonFlow
from graphviewer.gui.flows.marks_flow import MarksFlow
from graphviewer.gui.flows.model_flow import ModelFlow
from graphviewer.gui.flows.module_flow import ModuleFlow
from graphviewer.gui.flows.neuron_flow import NeuronFlow
from graphviewer.gui.flows.page_flow import PageFlow, Side
from graphviewer.gui.flows.scalar_flow import ScalarFlow
from graphviewer.gui.flows.scope_flow import ScopeFlow
from graphviewer.gui.flows.view_flow import ViewFlow
from graphviewer.gui.flows.watch_flow import WatchFlow
from graphviewer.gui.flows.wishes import Wish
from graphviewer.gui.functions.side import FunctionsSide
from graphviewer.gui.look_edits import LookEdits
from graphviewer.gui.memory import Memory
from graphviewer.gui.menus import Menus
from graphviewer.gui.notice import NoticeBar
from graphviewer.gui.page_names import Page
from graphviewer.gui.pages.explore import ExplorePage
from graphviewer.gui.pages.follow import Follower
from graphviewer.gui.player import Player
from graphviewer.gui.reading import Reading
from graphviewer.gui.recall import Recall
from graphviewer.gui.runner import EngineLike, Runner
from graphviewer.gui.topbar import TopBar
from graphviewer.gui.train_flows.inside_flow import InsideFlow
from graphviewer.gui.train_flows.train_files import TrainFiles
from graphviewer.gui.train_flows.train_frame import TrainFrame
from graphviewer.gui.train_flows.train_side import TrainSide
from graphviewer.gui.train_flows.trainer_like import TrainerLike
from graphviewer.gui.trust import Trusted
from graphviewer.gui.view_offers import ViewOffers
from graphviewer.session.document import Document
from graphviewer.session.mailbox import Mailbox
from graphviewer.session.scoping import Scoping
from graphviewer.session.session import Session
from graphviewer.session.viewing import Viewing

SMALLEST = (800, 540)


class MainWindow(DropWindow):
    """One window with one session. `engine` answers through `mailbox`; `memory` keeps settings.

    `trainer`: one that is closed elsewhere; without it one is made when the Train page is shown.
    """

    chrome: Chrome | None = None  # Qt sends events while the window is still being made

    def __init__(
        self,
        app: QApplication,
        engine: EngineLike,
        mailbox: Mailbox[Happening],
        memory: Memory,
        trainer: TrainerLike | None = None,
    ) -> None:
        super().__init__()
        self.session, self.document = Session(), Document()
        self.commands = actions.build(self)
        self.appearance = Appearance(app, self)
        self.bridge = Bridge(mailbox, self)
        self.trusted = Trusted(memory, self)
        self.runner = Runner(engine, self.session, self.document, self.trusted, self)
        self.player = Player(self.session, self)
        self.files = FileFlow(self.session, self.document, self)
        self.devices = Devices(self)
        self.page = ExplorePage(self.commands)
        self.notices = NoticeBar()
        self.train = TrainSide(self, self.commands, self.appearance, mailbox, memory, trainer)
        self.calculating = Calculating(mailbox, self)
        about = (self, self.commands, self.appearance, self.calculating, memory)
        self.functions, self.descent = FunctionsSide(*about), DescentSide(*about)
        self.sides: dict[Page, Side] = {
            "train": self.train,
            "functions": self.functions,
            "descent": self.descent,
        }
        shown = _column(self.notices, self.page)
        self.pages = PageFlow(self.commands, shown, self.sides, self.document, self)
        self.bar = TopBar(self.commands, self.devices.menu)
        self.menus = Menus(self.menuBar(), self.commands, self.devices.menu)
        self.edits = EditFlow(self.page.editor, self.commands, self.menus.menu("edit"))
        self._lay_out()
        self._join(memory)
        self._may_close = False

    def _lay_out(self) -> None:
        self.setCentralWidget(_column(self.bar, self.pages.stack))
        self.setMinimumSize(*SMALLEST)
        self.addActions([self.commands["page_back"], self.commands["page_step"]])

    def _join(self, memory: Memory) -> None:
        scoping = Scoping(self.session, self.document)
        viewing = self.viewing = Viewing()
        follower = Follower(self.page, self.session, self.document, scoping, viewing)
        self.scopes = ScopeFlow(self.commands, self.page.graph, scoping, follower)
        self.views = ViewFlow(self, self.commands, self.page, viewing, self.appearance)
        self.offers = ViewOffers(self, self.commands, self.session, self.appearance)
        self.modules = ModuleFlow(self.commands, self.page.canvas, viewing)
        self.scalars = ScalarFlow(self.commands, self.page.canvas, viewing, self.session)
        self.neurons = NeuronFlow(self.commands, self.page.graph, viewing, self.appearance)
        self.marks = MarksFlow(self, self.commands, self.page.canvas, memory, self.appearance)
        self.looks = LookEdits(self.page.canvas, viewing)
        about = (self.page.canvas, viewing, self.document, self.session)
        folder = memory.path.parent / "arrangements"
        self.arranging = ArrangeFlow(*about, self.notices, self.commands, folder)
        shown = (self.page.graph, self.session, viewing)
        self.reading = Reading(*shown, self.appearance, self.commands)
        self.edits.beside = {self.page.canvas: self.looks}
        self.lessons = LessonFlow(
            self, self.commands, self.files, self.document, self.appearance, self.session, memory,
            self.page.inspector.lesson, self.pages,
            {
                "train": self.train.choose_preset,
                "functions": self.functions.show,
                "descent": self.descent.show,
            },
        )  # fmt: skip
        self.chrome = Chrome(
            self,
            self.commands,
            self.bar,
            self.notices,
            self.page.transport,
            self.session,
            self.document,
            self.runner,
            self.player,
        )
        self.recall = Recall(
            memory,
            self,
            self.page,
            self.pages,
            self.views,
            self.appearance,
            self.files,
            self.menus,
            self.devices,
            self.player,
            self.notices,
        )
        self.watch = WatchFlow(self, self.page, self.session, self.document, self.files, memory)
        self.inside = InsideFlow(
            self.train, self.files, self.pages, self.notices, self.runner, self.document
        )
        self.exports = ExportFlow(
            self, self.page.canvas, self.session, self.document, viewing, self.appearance,
            self.files, self.notices, memory,
        )  # fmt: skip
        self.models = ModelFlow(
            self, self.files, self.pages, self.views, self.runner, self.appearance
        )
        self.frame = TrainFrame(self, self.bar, self.pages, self.document, self.train)
        self.train_files = TrainFiles(self.train, self.files, self.pages, self.devices)
        actions.connect(self.commands, self._callbacks())
        self.dropped.connect(self.files.open_path)
        drops = Drops(self.page.editor.code.viewport(), self)
        drops.dropped.connect(self.files.open_path)
        self.bridge.arrived.connect(self.runner.receive)
        self.runner.devices_changed.connect(self.devices.set_devices)
        self.bridge.arrived.connect(self.train.flow.receive)
        self.bridge.arrived.connect(self.calculating.receive)
        self.devices.chosen.connect(self._on_devices_chosen)
        self.files.run_wanted.connect(self.runner.run)
        self.files.left.connect(self.runner.abandon)
        self.files.reading.connect(self.chrome.show_reading)
        self.files.close_agreed.connect(self._on_close_agreed)
        self.menus.lesson_chosen.connect(self.files.open_lesson)
        self.menus.recent_chosen.connect(self.files.open_path)
        self.appearance.colours_changed.connect(self.bar.set_colours)
        self.appearance.colours_changed.connect(self.notices.set_colours)
        self.page.timeline.scrubbed.connect(self.player.pause)
        self.pages.shown.connect(self._on_pages_shown)
        self.recall.restore()
        self.page.canvas.setFocus()
        self.bridge.open()

    def _callbacks(self) -> actions.Callbacks:
        help_flow = HelpFlow(self, self.runner)
        return {
            **{name: act for side in self.sides.values() for name, act in side.callbacks().items()},
            **self.train_files.callbacks(),
            **self.models.callbacks(),
            **self.arranging.callbacks(),
            **self.reading.callbacks(),
            **self.views.callbacks(),
            **self.player.callbacks(),
            **self.lessons.callbacks(),
            "new": self.files.new,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "save_tape": self.files.save_tape,
            "export": self.exports.ask,
            "copy_picture": self.exports.copy,
            "quit": self.close,
            "edit": self.edits.apply,
            "scope": self.scopes.choose,
            "products_open": self.scalars.open_all,
            "products_close": self.scalars.close_all,
            "example_back": self.neurons.back,
            "example_next": self.neurons.forward,
            "modules_open": self.modules.open_all,
            "modules_close": self.modules.close_all,
            "marks": self.marks.choose,
            "magnitude": self.marks.measure,
            "marks_help": self.marks.explain,
            "page": self.pages.choose,
            "run": self.inside.run,
            "stop": self.runner.stop,
            "trusted": self.trusted.show,
            "shortcuts": help_flow.shortcuts,
            "about": help_flow.about,
        }

    def _on_devices_chosen(self, device: Device) -> None:
        self.runner.device = device.name
        self.train.set_device(device)
        self.bar.set_device(device.label)

    def _on_pages_shown(self, page: str) -> None:
        self.bar.set_page(page)
        self.menus.menu("panels").menuAction().setVisible(page == "explore")
        side = next((one for name, one in self.sides.items() if name == page), None)
        self.edits.past = side.past if side is not None else None
        self.player.pause()
        self.descent.player.pause()

    def _on_close_agreed(self) -> None:
        self._may_close = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange and self.chrome is not None:
            actions.retranslate(self.commands)
            self.runner.language = self.appearance.language
            self.menus.retranslate(self.appearance.language)
            self.devices.retranslate()
            self.chrome.retranslate()
            self.frame.refresh()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self.document.dirty and not self._may_close:
            event.ignore()
            self.files.wish(Wish("close"))
            return
        self.player.pause()
        self.runner.abandon()
        self.exports.close()
        self.models.close()
        self.recall.keep()
        self.arranging.close()
        for side in self.sides.values():
            side.keep()
        self.bridge.close()
        event.accept()
        self.hide()  # a last checkpoint may take a while
        self.calculating.close()
        self.train.close()


def _column(above: QWidget, below: QWidget) -> QWidget:
    """A widget under another; the lower has all the room that is left."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(below, 1)
    return whole
