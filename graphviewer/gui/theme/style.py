"""Fusion with our palettes and a calm style sheet, made from one theme's colours."""

from __future__ import annotations

from functools import lru_cache
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from graphviewer.gui.theme.colours import Colours

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "canvas",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "value",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "border",
}
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)

# Asked for before a widget has its window; it never changes.
ALWAYS = "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }"
_SHEET = Template(
    """
QToolTip { color: $text; background: $surface; border: 1px solid $border; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $window; color: $text; padding: 2px 8px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $value_tint; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 5px; }
QMenu::item:selected { background: $value_tint; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QAbstractScrollArea { background: $surface; color: $text; }
QAbstractScrollArea[role="clear"] { background: transparent; }
QAbstractScrollArea[frameShape="StyledPanel"] { border: 1px solid $border; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QToolButton[role="button"], QPushButton {
    color: $text; background: $surface; border: 1px solid $border; border-radius: 6px;
    padding: 6px 13px; min-height: 20px;
}
QToolButton[role="button"]:hover, QPushButton:hover { background: $canvas; border-color: $arrow; }
QToolButton[role="button"]:pressed, QPushButton:pressed { background: $value_tint; }
QToolButton[role="button"]:focus, QPushButton:focus {
    border: 2px solid $accent; padding: 5px 12px;
}
QToolButton[role="button"]:disabled, QPushButton:disabled { color: $quiet; background: $canvas; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="primary"], QPushButton:default {
    color: $on_accent; background: $accent; border: 1px solid $accent; border-radius: 6px;
    min-height: 20px;
}
QPushButton[role="primary"] { padding: 6px 15px; font-weight: 600; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $accent_deep; }
QPushButton[role="primary"]:pressed, QPushButton:default:pressed { background: $accent_deep; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled {
    color: $quiet; background: $canvas; border-color: $border;
}
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[role="primary"]:focus { padding: 5px 14px; }
QToolButton[role="segment"] {
    color: $text; background: $surface; border: 1px solid $border; border-radius: 0;
    padding: 6px 13px; min-height: 20px; margin-left: -1px;
}
QToolButton[role="segment"]:hover { background: $canvas; }
QToolButton[role="segment"]:checked {
    color: $value_deep; background: $value_tint; font-weight: 600;
}
QToolButton[role="segment"]:disabled { color: $quiet; background: $canvas; }
QToolButton[role="segment"]:focus { border: 2px solid $accent; padding: 5px 12px; }
QToolButton[role="segment"][scale="small"] { padding: 3px 11px; }
QToolButton[role="segment"][scale="small"]:focus { padding: 2px 10px; }
QToolButton[role="segment"][place="first"] {
    border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0;
}
QToolButton[role="segment"][place="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px;
}
QToolButton[role="segment"][place="only"] { border-radius: 6px; margin-left: 0; }
QToolButton[role="flat"] { border: none; background: transparent; color: $quiet; padding: 4px 8px;
    border-radius: 5px; }
QToolButton[role="flat"]:hover { background: $value_tint; color: $text; }
QToolButton[role="flat"]:checked { background: $value_tint; color: $value_deep; }
QToolButton[role="flat"]:disabled { color: $faint; }
QToolButton[role="flat"]:focus { border: 1px solid $accent; padding: 3px 7px; }
QToolButton[role="crumb"] { border: none; background: transparent; color: $quiet; padding: 1px 3px;
    border-radius: 4px; font-size: 13px; }
QToolButton[role="crumb"]:hover { background: $value_tint; color: $text; }
QToolButton[role="crumb"]:focus { border: 1px solid $accent; padding: 0 2px; }
QToolButton[role="flat"]::menu-indicator { image: none; }
QFrame[role="float"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QToolButton[role="float"] { background: $surface; border: 1px solid $border; border-radius: 8px;
    padding: 4px; }
QToolButton[role="float"]:hover { background: $value_tint; }
QToolButton[role="float"]:focus { border: 2px solid $accent; padding: 3px; }
QToolButton[role="chip"] { background: $value_tint; color: $text; border: 1px solid $border;
    border-radius: 11px; padding: 2px 9px; font-size: 13px; }
QToolButton[role="chip"]:hover { border-color: $accent; }
QToolButton[role="chip"]:focus { border: 2px solid $accent; padding: 1px 8px; }
QFrame[role="bar"] { background: $window; border: none; border-bottom: 1px solid $border; }
QFrame[role="foot"] { background: $window; border: none; border-top: 1px solid $border; }
QWidget[role="canvas"] { background: $canvas; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="caption"] { color: $quiet; font-size: 12px; letter-spacing: 0.5px; }
QFrame[role="notice"] { border: none; border-bottom: 1px solid $border; background: $value_tint; }
QFrame[role="notice"][kind="error"] { background: $error_tint; border-left: 4px solid $error; }
QFrame[role="notice"][kind="stale"] { background: $gradient_tint; }
QFrame[role="notice"] QLabel { background: transparent; color: $text; }
QLabel[role="notice-title"] { font-weight: 700; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: $window; qproperty-drawBase: 0; }
QTabBar::tab { color: $quiet; background: transparent; padding: 7px 14px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $value_deep; }
QLineEdit { color: $text; background: $surface; border: 1px solid $border; border-radius: 6px;
    padding: 5px 8px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 1px solid $error; }
QLineEdit:disabled, QComboBox:disabled { color: $quiet; background: $canvas; }
QComboBox { color: $text; background: $surface; border: 1px solid $border; border-radius: 6px;
    padding: 4px 8px; selection-background-color: $value_tint; }
QComboBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { color: $text; background: $surface; border: 1px solid $border;
    selection-background-color: $value_tint; selection-color: $text; outline: none; padding: 3px; }
QLabel[role="wrong"] { color: $error_deep; }
QToolButton[role="heading"] { border: none; background: transparent; color: $quiet;
    padding: 4px 2px; margin-left: -8px; text-align: left; font-size: 12px; letter-spacing: 0.5px; }
QToolButton[role="heading"]:hover { color: $text; }
QToolButton[role="heading"]:focus { border: 1px solid $accent; border-radius: 4px;
    padding: 3px 1px; }
QToolButton[role="more"] { border: none; background: transparent; color: $value_deep;
    padding: 3px 0; margin-left: -5px; }
QToolButton[role="more"]:hover { text-decoration: underline; }
QToolButton[role="more"]:focus { border: 1px solid $accent; border-radius: 4px; padding: 2px 0; }
QToolButton[role="run"] { border: none; background: transparent; color: $text; text-align: left;
    padding: 3px 6px 3px 2px; margin-left: -2px; }
QToolButton[role="run"]:hover { background: $value_tint; border-radius: 4px; }
QToolButton[role="run"]:checked { font-weight: 700; }
QToolButton[role="run"]:focus { border: 1px solid $accent; border-radius: 4px;
    padding: 2px 5px 2px 1px; }
QFrame[role="hint"] { background: $value_tint; border: none; border-radius: 6px; }
QFrame[role="hint"] QLabel { background: transparent; }
QPushButton[scale="small"] { padding: 3px 11px; }
QPushButton[scale="small"]:focus { padding: 2px 10px; }
QToolButton[role="button"][scale="small"] { padding: 0; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $quiet; border: none;
    border-bottom: 1px solid $border; padding: 3px 4px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $arrow; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


@lru_cache(maxsize=1024)
def mix(over: str, under: str, amount: float) -> str:
    """`amount` of one colour over another, as #rrggbb."""
    top, bottom = QColor(over), QColor(under)
    channels = (
        round(a * amount + b * (1 - amount))
        for a, b in (
            (top.red(), bottom.red()),
            (top.green(), bottom.green()),
            (top.blue(), bottom.blue()),
        )
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def palette(colours: Colours) -> QPalette:
    """The theme as a QPalette, for what Fusion draws itself."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(colours, name)))
    faded = QColor(colours.quiet)
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made


def sheet(colours: Colours) -> str:
    """The theme as a style sheet."""
    fields = {name: getattr(colours, name) for name in colours.__struct_fields__}
    fields["accent_deep"] = mix("#000000", colours.accent, 0.14)
    fields["error_deep"] = mix(colours.text, colours.error, 0.2)
    fields["faint"] = mix(colours.quiet, colours.surface, 0.6)
    fields["value_deep"] = mix(colours.text, colours.value, 0.3)
    return _SHEET.substitute(fields)


def apply(app: QApplication, colours: Colours, window: QWidget | None = None) -> None:
    """Dress a window in a theme, and all that belongs to it; without one the whole application.

    Of the application's sheet Qt goes over every widget once for each of its ancestors: a theme
    took four times as long.
    """
    app.setPalette(palette(colours))
    if window is None:
        app.setStyleSheet(ALWAYS + sheet(colours))
    else:
        window.setStyleSheet(sheet(colours))
