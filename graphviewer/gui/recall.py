"""What the window remembers from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSize
from PySide6.QtWidgets import QMainWindow

from graphviewer.disk.problem import FileProblem
from graphviewer.files.settings import Settings
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.devices import Devices
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.flows.view_flow import ViewFlow
from graphviewer.gui.flows.wishes import with_recent
from graphviewer.gui.memory import Memory
from graphviewer.gui.menus import Menus
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.pages.arrangement import EXTRA, PANELS
from graphviewer.gui.pages.explore import ExplorePage
from graphviewer.gui.player import Player
from graphviewer.gui.problems import told
from graphviewer.session.playback import SPEEDS

FIRST_SIZE = (1440, 900)
TITLE_BAR = 48  # pixels at most: a desktop's own is known only once the window is shown


def first_size(room: QSize) -> QSize:
    """How large a window begins that was never placed, on a screen with so much room."""
    return QSize(room.width(), room.height() - TITLE_BAR).boundedTo(QSize(*FIRST_SIZE))


class Recall(QObject):
    """Restores the window as it was left, and keeps what is changed."""

    def __init__(
        self,
        memory: Memory,
        window: QMainWindow,
        page: ExplorePage,
        pages: PageFlow,
        views: ViewFlow,
        appearance: Appearance,
        files: FileFlow,
        menus: Menus,
        devices: Devices,
        player: Player,
        notices: NoticeBar,
    ) -> None:
        super().__init__(window)
        self._memory = memory
        self._window, self._page, self._pages, self._views = window, page, pages, views
        self._appearance, self._files, self._menus = appearance, files, menus
        self._devices, self._player = devices, player
        self._notices = notices
        memory.on_failure = self._tell_failure

    def restore(self) -> None:
        """Bring back what was remembered, then keep what changes."""
        kept = self._memory.settings
        self._restore_place(kept)
        self._appearance.set_theme(kept.theme)
        self._appearance.set_language(kept.language)
        self._views.set_view(kept.view)
        self._views.set_motion(kept.motion)
        speed = min(SPEEDS, key=lambda one: abs(one - kept.speed))
        self._player.set_speed(speed)
        self._page.transport.set_speed(speed)
        self._page.arrangement.restore_sizes(kept.sizes)
        for panel in PANELS:
            if panel not in EXTRA:
                self._page.arrangement.show_panel(panel, panel not in kept.hidden)
        if kept.font_size:
            self._page.editor.set_font_size(kept.font_size)
        self._devices.want(kept.device)
        self._files.folder = kept.folder
        self._menus.set_recent(kept.recent)
        self._pages.show_page(kept.page)
        self._files.used.connect(self._on_files_used)
        self._appearance.colours_changed.connect(self._on_appearance_changed)
        self._appearance.language_changed.connect(self._on_appearance_changed)

    def _restore_place(self, kept: Settings) -> None:
        geometry = QByteArray.fromBase64(kept.geometry.encode())
        if not (kept.geometry and self._window.restoreGeometry(geometry)):
            self._window.resize(first_size(self._window.screen().availableSize()))

    def keep(self) -> None:
        """Remember the window as it stands."""
        arrangement = self._page.arrangement
        self._memory.keep(
            geometry=bytes(self._window.saveGeometry().toBase64().data()).decode(),
            page=self._pages.page,
            view=self._views.view,
            motion=self._views.motion,
            speed=self._player.speed,
            sizes={**self._memory.settings.sizes, **arrangement.sizes()},
            hidden=tuple(
                panel for panel in PANELS if panel not in EXTRA and not arrangement.is_shown(panel)
            ),
            font_size=self._page.editor.font_size(),
            device=self._devices.wanted,
            folder=self._files.folder,
        )

    def _on_files_used(self, path: str) -> None:
        recent = with_recent(tuple(self._memory.settings.recent), path)
        self._memory.keep(recent=recent, folder=self._files.folder)
        self._menus.set_recent(recent)

    def _on_appearance_changed(self) -> None:
        self._memory.keep(theme=self._appearance.colours.name, language=self._appearance.language)

    def tell_broken(self) -> None:
        """Say that the settings could not be understood, if so; where something else is said, not.

        Told once a document is open: opening one clears the banner.
        """
        if self._memory.broken and self._notices.notice is None:
            self._notices.show_notice(
                Notice(
                    kind="info",
                    title=QCoreApplication.translate(
                        "Recall", "The settings could not be understood; the window starts as new."
                    ),
                    text=QCoreApplication.translate(
                        "Recall", "The file lies in {folder} and was put aside if it could be."
                    ).format(folder=self._memory.path.parent),
                )
            )

    def _tell_failure(self, problem: FileProblem) -> bool:
        if self._notices.notice is not None:
            return False
        title = QCoreApplication.translate("Recall", "The settings cannot be kept.")
        self._notices.show_notice(Notice(kind="info", title=title, text=told(problem)))
        return True
