"""Asks whether FashionMNIST may be downloaded, and shows how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from graphviewer.data.download import ADDRESSES, SIZES, download
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.fetching import Download, Fetching
from graphviewer.gui.train.progress import Bar

LOOK_MS = 100
WIDTH = 520
MEGA = 1_000_000


class DownloadDialog(QDialog):
    """Nothing is fetched before Download is pressed. `fetched`: the data set is there."""

    fetched = Signal()

    def __init__(
        self, folder: Path, colours: Colours, parent: QWidget, by: Download = download
    ) -> None:
        """`folder` is where it goes, in torchvision's layout; `by` fetches it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("Download", "Download FashionMNIST"))
        self.setMinimumWidth(WIDTH)
        self._folder, self._by = folder, by
        self._fetching: Fetching | None = None
        self.what = _paragraph(_consent(folder))
        self.told = _paragraph("")
        self.told.hide()
        self.bar = Bar(self)
        self.bar.set_colours(colours)
        self.bar.setAccessibleName(self.windowTitle())
        self.bar.hide()
        self.start = QPushButton(QCoreApplication.translate("Download", "Download"))
        self.start.setDefault(True)
        self.cancel = QPushButton(QCoreApplication.translate("Download", "Cancel"))
        self.start.clicked.connect(self._on_start_clicked)
        self.cancel.clicked.connect(self.reject)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_look_timeout)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        for widget in (self.what, self.bar, self.told):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _on_start_clicked(self) -> None:
        self._fetching = Fetching(self._folder, self._by)
        self._fetching.start()
        self._look.start()
        self.start.setEnabled(False)
        self.bar.show()
        self._tell(QCoreApplication.translate("Download", "connecting…"))

    def _on_look_timeout(self) -> None:
        fetching = self._fetching
        if fetching is None:
            return
        if fetching.total:
            self.bar.set_share(fetching.done / fetching.total)
            words = QCoreApplication.translate("Download", "{done} of {all} MB")
            self._tell(
                words.format(done=f"{fetching.done / MEGA:.1f}", all=f"{fetching.total / MEGA:.1f}")
            )
        if fetching.over:
            self._end(fetching)

    def _end(self, fetching: Fetching) -> None:
        self._look.stop()
        self._fetching = None
        if fetching.place is not None:
            self.fetched.emit()
            self.accept()
        elif fetching.problem is not None:
            self._tell(f"{fetching.problem.message}\n{fetching.problem.advice}".strip())
            self.start.setText(QCoreApplication.translate("Download", "Try again"))
            self.start.setEnabled(True)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()

    def done(self, result: int) -> None:
        """It is over, however it was closed: nothing more is fetched."""
        self._look.stop()
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching.join(0.5)
        super().done(result)


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _consent(folder: Path) -> str:
    """What will be fetched, from where and to where."""
    words = QCoreApplication.translate(
        "Download",
        "60,000 training and 10,000 validation images of clothes by Zalando (MIT licence): {size} "
        "MB to download, 55 MB on the disk.\n\nFrom {address}\nTo {folder}\n\nTheir SHA-256 is "
        "checked. What has come is kept if you cancel, and the next try goes on from there.",
    )
    size = f"{sum(SIZES.values()) / MEGA:.0f}"
    return words.format(size=size, address=ADDRESSES[0], folder=folder)
