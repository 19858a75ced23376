"""Every action of the window as a row: id, text, shortcut, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from graphviewer.gui.page_names import PAGES, Page


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:  # noqa: N802 - what Qt's tools look for
    """Marks a text to be translated later. PySide's own is typed to return an object."""
    return source


Callbacks = Mapping[str, Callable[..., object]]
Menu = Literal[
    "file",
    "edit",
    "arrange",
    "view",
    "theme",
    "language",
    "panels",
    "marks",
    "shown",
    "run",
    "lessons",
    "help",
    "none",
]
Scope = Literal["window", "steps"]  # "steps": only while the graph or the timeline has the focus


class Row(Struct, frozen=True):
    """One action. Those of a `group` share a callback that is told which."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: Menu = "none"
    line: bool = False  # a separator above it
    group: str = ""
    checkable: bool = False
    scope: Scope = "window"
    shown_keys: str = ""  # where a key belongs to a panel and is only mentioned


_MARKS = (
    ("fan_in", QT_TRANSLATE_NOOP("Actions", "Contributions")),
    ("shared", QT_TRANSLATE_NOOP("Actions", "Shared tensors")),
    ("stretched", QT_TRANSLATE_NOOP("Actions", "Broadcasting")),
    ("cut", QT_TRANSLATE_NOOP("Actions", "Cuts")),
    ("in_place", QT_TRANSLATE_NOOP("Actions", "In place")),
    ("saved", QT_TRANSLATE_NOOP("Actions", "Saved tensors")),
    ("hook", QT_TRANSLATE_NOOP("Actions", "Hooks")),
    ("second", QT_TRANSLATE_NOOP("Actions", "Second order")),
    ("finite", QT_TRANSLATE_NOOP("Actions", "NaN and infinity")),
    ("dead", QT_TRANSLATE_NOOP("Actions", "Units that are off")),
)
ROWS: tuple[Row, ...] = (
    Row("new", QT_TRANSLATE_NOOP("Actions", "New program"), ("Ctrl+N",), "file"),
    Row("open", QT_TRANSLATE_NOOP("Actions", "Open…"), ("Ctrl+O",), "file"),
    Row("open_model", QT_TRANSLATE_NOOP("Actions", "Open model…"), ("Ctrl+Shift+O",), "file"),
    Row("save", QT_TRANSLATE_NOOP("Actions", "Save"), ("Ctrl+S",), "file", line=True),
    Row("save_as", QT_TRANSLATE_NOOP("Actions", "Save as…"), ("Ctrl+Shift+S",), "file"),
    Row("save_tape", QT_TRANSLATE_NOOP("Actions", "Save tape…"), (), "file"),
    Row("export", QT_TRANSLATE_NOOP("Actions", "Export…"), ("Ctrl+E",), "file", line=True),
    Row("copy_picture", QT_TRANSLATE_NOOP("Actions", "Copy picture"), ("Ctrl+Shift+C",), "file"),
    Row("functions_export", QT_TRANSLATE_NOOP("Actions", "Export…"), ("Ctrl+E",), "file"),
    Row(
        "functions_copy",
        QT_TRANSLATE_NOOP("Actions", "Copy picture"),
        ("Ctrl+Shift+C",),
        "file",
    ),
    Row("descent_export", QT_TRANSLATE_NOOP("Actions", "Export…"), ("Ctrl+E",), "file"),
    Row(
        "descent_copy",
        QT_TRANSLATE_NOOP("Actions", "Copy picture"),
        ("Ctrl+Shift+C",),
        "file",
    ),
    Row("train_save", QT_TRANSLATE_NOOP("Actions", "Save config…"), ("Ctrl+S",), "file"),
    Row("train_weights", QT_TRANSLATE_NOOP("Actions", "Save weights…"), (), "file"),
    Row("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), "file", line=True),
    Row(
        "undo", QT_TRANSLATE_NOOP("Actions", "Undo"), (), "edit", shown_keys="Ctrl+Z", group="edit"
    ),
    Row(
        "redo", QT_TRANSLATE_NOOP("Actions", "Redo"), (), "edit", shown_keys="Ctrl+Y", group="edit"
    ),
    Row(
        "cut",
        QT_TRANSLATE_NOOP("Actions", "Cut"),
        (),
        "edit",
        line=True,
        shown_keys="Ctrl+X",
        group="edit",
    ),
    Row(
        "copy", QT_TRANSLATE_NOOP("Actions", "Copy"), (), "edit", shown_keys="Ctrl+C", group="edit"
    ),
    Row(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "Paste"),
        (),
        "edit",
        shown_keys="Ctrl+V",
        group="edit",
    ),
    Row(
        "select_all",
        QT_TRANSLATE_NOOP("Actions", "Select all"),
        (),
        "edit",
        shown_keys="Ctrl+A",
        group="edit",
    ),
    Row(
        "find",
        QT_TRANSLATE_NOOP("Actions", "Find in the graph…"),
        ("Ctrl+F",),
        "edit",
        line=True,
        scope="steps",
    ),
    Row("find_next", QT_TRANSLATE_NOOP("Actions", "Find next"), ("F3",), "edit", scope="steps"),
    Row(
        "find_previous",
        QT_TRANSLATE_NOOP("Actions", "Find previous"),
        ("Shift+F3",),
        "edit",
        scope="steps",
    ),
    Row("note_add", QT_TRANSLATE_NOOP("Actions", "Add a note"), ("N",), "arrange", scope="steps"),
    Row(
        "arrow_add", QT_TRANSLATE_NOOP("Actions", "Draw an arrow"), ("A",), "arrange", scope="steps"
    ),
    Row(
        "note_edit",
        QT_TRANSLATE_NOOP("Actions", "Write the note anew"),
        (),
        "arrange",
        shown_keys="Enter",
    ),
    Row(
        "remove",
        QT_TRANSLATE_NOOP("Actions", "Delete the note or arrow"),
        (),
        "arrange",
        shown_keys="Del",
    ),
    Row(
        "align_left",
        QT_TRANSLATE_NOOP("Actions", "Align left edges"),
        (),
        "arrange",
        line=True,
        group="align",
    ),
    Row(
        "align_centre", QT_TRANSLATE_NOOP("Actions", "Align centres"), (), "arrange", group="align"
    ),
    Row(
        "align_right",
        QT_TRANSLATE_NOOP("Actions", "Align right edges"),
        (),
        "arrange",
        group="align",
    ),
    Row(
        "align_top",
        QT_TRANSLATE_NOOP("Actions", "Align top edges"),
        (),
        "arrange",
        line=True,
        group="align",
    ),
    Row(
        "align_middle", QT_TRANSLATE_NOOP("Actions", "Align middles"), (), "arrange", group="align"
    ),
    Row(
        "align_bottom",
        QT_TRANSLATE_NOOP("Actions", "Align bottom edges"),
        (),
        "arrange",
        group="align",
    ),
    Row(
        "put_back",
        QT_TRANSLATE_NOOP("Actions", "Put everything back"),
        (),
        "arrange",
        line=True,
    ),
    Row(
        "view_expression",
        QT_TRANSLATE_NOOP("Actions", "Expression"),
        ("Ctrl+1",),
        "view",
        group="view",
    ),
    Row("view_grad_fn", QT_TRANSLATE_NOOP("Actions", "grad_fn"), ("Ctrl+2",), "view", group="view"),
    Row("view_modules", QT_TRANSLATE_NOOP("Actions", "Modules"), ("Ctrl+3",), "view", group="view"),
    Row("view_scalars", QT_TRANSLATE_NOOP("Actions", "Scalars"), ("Ctrl+4",), "view", group="view"),
    Row("view_neurons", QT_TRANSLATE_NOOP("Actions", "Neurons"), ("Ctrl+5",), "view", group="view"),
    Row(
        "modules_open",
        QT_TRANSLATE_NOOP("Actions", "Open all modules"),
        ("Ctrl+Alt+E",),
        "view",
        line=True,
    ),
    Row(
        "modules_close",
        QT_TRANSLATE_NOOP("Actions", "Close all modules"),
        ("Ctrl+Shift+E",),
        "view",
    ),
    Row("products_open", QT_TRANSLATE_NOOP("Actions", "Open all matrix products"), (), "view"),
    Row("products_close", QT_TRANSLATE_NOOP("Actions", "Close all matrix products"), (), "view"),
    Row(
        "example_back",
        QT_TRANSLATE_NOOP("Actions", "Example before"),
        ("Shift+Up",),
        "view",
        scope="steps",
    ),
    Row(
        "example_next",
        QT_TRANSLATE_NOOP("Actions", "Next example"),
        ("Shift+Down",),
        "view",
        scope="steps",
    ),
    Row(
        "scope_iteration",
        QT_TRANSLATE_NOOP("Actions", "This iteration"),
        ("Ctrl+Shift+I",),
        "view",
        line=True,
        group="scope",
    ),
    Row(
        "scope_whole",
        QT_TRANSLATE_NOOP("Actions", "Whole program"),
        ("Ctrl+Shift+P",),
        "view",
        group="scope",
    ),
    Row(
        "direction",
        QT_TRANSLATE_NOOP("Actions", "Left to right"),
        ("Ctrl+Shift+L",),
        "view",
        line=True,
        checkable=True,
    ),
    Row("animate", QT_TRANSLATE_NOOP("Actions", "Animate"), (), "view", checkable=True),
    Row(
        "magnitude",
        QT_TRANSLATE_NOOP("Actions", "Gradient magnitude"),
        ("Ctrl+M",),
        "view",
        checkable=True,
    ),
    Row("fit", QT_TRANSLATE_NOOP("Actions", "Fit the graph"), ("Ctrl+0",), "view"),
    Row("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), ("Ctrl++", "Ctrl+="), "view"),
    Row("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), ("Ctrl+-",), "view"),
    Row(
        "find_like",
        QT_TRANSLATE_NOOP("Actions", "Find like this"),
        ("Ctrl+Shift+F",),
        "shown",
        scope="steps",
    ),
    Row(
        "focus_ancestors",
        QT_TRANSLATE_NOOP("Actions", "Only what leads here"),
        ("Ctrl+Shift+Up",),
        "shown",
        line=True,
        group="focus",
        scope="steps",
    ),
    Row(
        "focus_descendants",
        QT_TRANSLATE_NOOP("Actions", "Only what follows from here"),
        ("Ctrl+Shift+Down",),
        "shown",
        group="focus",
        scope="steps",
    ),
    Row(
        "focus_both",
        QT_TRANSLATE_NOOP("Actions", "Only what leads here or follows"),
        ("Ctrl+Shift+Right",),
        "shown",
        group="focus",
        scope="steps",
    ),
    Row(
        "focus_none",
        QT_TRANSLATE_NOOP("Actions", "Everything again"),
        ("Ctrl+Shift+Left",),
        "shown",
        scope="steps",
    ),
    Row("hide", QT_TRANSLATE_NOOP("Actions", "Hide"), ("H",), "shown", line=True, scope="steps"),
    Row(
        "show_hidden",
        QT_TRANSLATE_NOOP("Actions", "Show what is hidden"),
        ("Shift+H",),
        "shown",
        scope="steps",
    ),
    Row(
        "open_close",
        QT_TRANSLATE_NOOP("Actions", "Open or close"),
        (),
        "shown",
        line=True,
        shown_keys="Enter",
    ),
    Row(
        "fold_repeats",
        QT_TRANSLATE_NOOP("Actions", "Fold what repeats"),
        ("R",),
        "shown",
        checkable=True,
        scope="steps",
    ),
    Row(
        "fold_chains",
        QT_TRANSLATE_NOOP("Actions", "Fold straight chains"),
        ("S",),
        "shown",
        checkable=True,
        scope="steps",
    ),
    Row(
        "copy_value",
        QT_TRANSLATE_NOOP("Actions", "Copy value"),
        ("V",),
        "shown",
        line=True,
        scope="steps",
    ),
    Row(
        "copy_gradient",
        QT_TRANSLATE_NOOP("Actions", "Copy gradient"),
        ("G",),
        "shown",
        scope="steps",
    ),
    Row(
        "select_line",
        QT_TRANSLATE_NOOP("Actions", "Go to its line"),
        ("L",),
        "shown",
        scope="steps",
    ),
    Row(
        "page_explore",
        QT_TRANSLATE_NOOP("Actions", "Explore"),
        ("Ctrl+Shift+1",),
        "view",
        line=True,
        group="page",
    ),
    Row(
        "page_train", QT_TRANSLATE_NOOP("Actions", "Train"), ("Ctrl+Shift+2",), "view", group="page"
    ),
    Row(
        "page_functions",
        QT_TRANSLATE_NOOP("Actions", "Functions"),
        ("Ctrl+Shift+3",),
        "view",
        group="page",
    ),
    Row(
        "page_descent",
        QT_TRANSLATE_NOOP("Actions", "Descent"),
        ("Ctrl+Shift+4",),
        "view",
        group="page",
    ),
    Row("light", QT_TRANSLATE_NOOP("Actions", "Light"), (), "theme", group="theme"),
    Row("dark", QT_TRANSLATE_NOOP("Actions", "Dark"), (), "theme", group="theme"),
    # A language is called by its own name in every language, so these two stay untranslated.
    Row("en", "English", (), "language", group="language"),
    Row("ko", "한국어", (), "language", group="language"),
    Row("panel_editor", QT_TRANSLATE_NOOP("Actions", "Program"), (), "panels", group="panels"),
    Row("panel_output", QT_TRANSLATE_NOOP("Actions", "Output"), (), "panels", group="panels"),
    Row("panel_canvas", QT_TRANSLATE_NOOP("Actions", "Graph"), (), "panels", group="panels"),
    Row("panel_inspector", QT_TRANSLATE_NOOP("Actions", "Step"), (), "panels", group="panels"),
    Row(
        "panel_watch",
        QT_TRANSLATE_NOOP("Actions", "Watch"),
        ("Ctrl+Shift+W",),
        "panels",
        group="panels",
    ),
    Row("panel_timeline", QT_TRANSLATE_NOOP("Actions", "Timeline"), (), "panels", group="panels"),
    Row("panels_all", QT_TRANSLATE_NOOP("Actions", "Show all panels"), (), "panels", line=True),
    *(
        Row(f"mark_{kind}", told, (), "marks", group="marks", checkable=True)
        for kind, told in _MARKS
    ),
    Row(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        ("F11",),
        "view",
        line=True,
        checkable=True,
    ),
    Row("run", QT_TRANSLATE_NOOP("Actions", "Run"), ("Ctrl+Return", "Ctrl+Enter"), "run"),
    Row("stop", QT_TRANSLATE_NOOP("Actions", "Stop"), ("Esc",), "run"),
    Row("trusted", QT_TRANSLATE_NOOP("Actions", "Trusted files…"), (), "run"),
    Row(
        "first",
        QT_TRANSLATE_NOOP("Actions", "First step"),
        ("Home",),
        "run",
        line=True,
        scope="steps",
    ),
    Row("back", QT_TRANSLATE_NOOP("Actions", "Step back"), ("Left",), "run", scope="steps"),
    Row("play", QT_TRANSLATE_NOOP("Actions", "Play or pause"), ("Space",), "run", scope="steps"),
    Row("step", QT_TRANSLATE_NOOP("Actions", "Step"), ("Right",), "run", scope="steps"),
    Row("last", QT_TRANSLATE_NOOP("Actions", "Last step"), ("End",), "run", scope="steps"),
    Row(
        "iteration_back",
        QT_TRANSLATE_NOOP("Actions", "Iteration before"),
        ("Shift+Left",),
        "run",
        line=True,
        scope="steps",
    ),
    Row(
        "iteration_next",
        QT_TRANSLATE_NOOP("Actions", "Next iteration"),
        ("Shift+Right",),
        "run",
        scope="steps",
    ),
    Row("page_back", QT_TRANSLATE_NOOP("Actions", "Step back, anywhere"), ("PgUp",)),
    Row("page_step", QT_TRANSLATE_NOOP("Actions", "Step, anywhere"), ("PgDown",)),
    Row(
        "train_start",
        QT_TRANSLATE_NOOP("Actions", "Start, pause or go on"),
        ("Ctrl+Return", "Ctrl+Enter"),
        "run",
    ),
    Row("train_resume", QT_TRANSLATE_NOOP("Actions", "Resume the stopped run"), (), "run"),
    Row("train_batch", QT_TRANSLATE_NOOP("Actions", "One batch"), ("Ctrl+B",), "run"),
    Row("train_stop", QT_TRANSLATE_NOOP("Actions", "Stop the training"), ("Esc",), "run"),
    Row(
        "train_inside",
        QT_TRANSLATE_NOOP("Actions", "Look inside this step"),
        ("Ctrl+I",),
        "run",
        line=True,
    ),
    Row(
        "descent_first", QT_TRANSLATE_NOOP("Actions", "First step"), ("Home",), "run", scope="steps"
    ),
    Row("descent_back", QT_TRANSLATE_NOOP("Actions", "Step back"), ("Left",), "run", scope="steps"),
    Row(
        "descent_play",
        QT_TRANSLATE_NOOP("Actions", "Play or pause"),
        ("Space",),
        "run",
        scope="steps",
    ),
    Row("descent_step", QT_TRANSLATE_NOOP("Actions", "Step"), ("Right",), "run", scope="steps"),
    Row("descent_last", QT_TRANSLATE_NOOP("Actions", "Last step"), ("End",), "run", scope="steps"),
    Row("descent_page_back", QT_TRANSLATE_NOOP("Actions", "Step back, anywhere"), ("PgUp",)),
    Row("descent_page_step", QT_TRANSLATE_NOOP("Actions", "Step, anywhere"), ("PgDown",)),
    Row("lessons", QT_TRANSLATE_NOOP("Actions", "Lessons…"), ("Ctrl+L",), "lessons"),
    Row("next_lesson", QT_TRANSLATE_NOOP("Actions", "Next lesson"), ("Ctrl+]",), "lessons"),
    Row("previous_lesson", QT_TRANSLATE_NOOP("Actions", "Previous lesson"), ("Ctrl+[",), "lessons"),
    Row("copy_lesson", QT_TRANSLATE_NOOP("Actions", "Open a copy"), (), "lessons"),
    Row("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("F1",), "help"),
    Row("marks_help", QT_TRANSLATE_NOOP("Actions", "Marks in the graph"), ("Shift+F1",), "help"),
    Row("about", QT_TRANSLATE_NOOP("Actions", "About graphviewer"), (), "help"),
)
CHOICES = frozenset({"view", "scope", "page", "theme", "language"})  # groups of which one is chosen
UNTRANSLATED = frozenset({"en", "ko"})
_OF_EXPLORE = frozenset(
    {"save", "save_as", "save_tape", "fit", "zoom_in", "zoom_out", "panels_all"}
    | {"export", "copy_picture", "magnitude", "marks_help", "find", "find_next", "find_previous"}
    | {"run", "stop", "trusted", "first", "back", "play", "step", "last"}
    | {"modules_open", "modules_close", "note_add", "arrow_add", "note_edit", "remove", "put_back"}
    | {"iteration_back", "iteration_next", "page_back", "page_step"}
)


def page_of(row: Row) -> Page | Literal[""]:
    """The page an action is there on; empty for all. Two pages can share a key."""
    own = next((page for page in PAGES if row.id.startswith(f"{page}_")), None)
    if own is not None:
        return own
    return (
        "explore"
        if row.group in ("view", "scope", "panels", "align", "marks")
        or row.menu == "shown"
        or row.id in _OF_EXPLORE
        else ""
    )


def text(row: Row) -> str:
    """An action's text in the present language."""
    if row.id in UNTRANSLATED:
        return row.text
    return QCoreApplication.translate("Actions", row.text)


def build(parent: QObject) -> dict[str, QAction]:
    """The actions of all rows, connected to nothing yet."""
    groups: dict[str, QActionGroup] = {}
    made: dict[str, QAction] = {}
    for row in ROWS:
        action = made[row.id] = QAction(text(row), parent)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setMenuRole(QAction.MenuRole.NoRole)
        if row.scope == "steps":
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(row.checkable or row.group in CHOICES or row.group == "panels")
        if row.group and row.group not in groups:
            group = groups[row.group] = QActionGroup(parent)
            if row.group not in CHOICES:
                group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        if row.group:
            groups[row.group].addAction(action)
    retranslate(made)
    return made


def connect(made: Mapping[str, QAction], callbacks: Callbacks) -> None:
    """Connect each action, or its group. Raises KeyError for a row without a callback."""
    joined: set[str] = set()
    for row in ROWS:
        action = made[row.id]
        if not row.group:
            action.triggered.connect(callbacks[row.id])
        elif row.group not in joined:
            joined.add(row.group)
            action.actionGroup().triggered.connect(callbacks[row.group])


def retranslate(actions: Mapping[str, QAction]) -> None:
    """Say every action in the present language."""
    for row in ROWS:
        keys = f"\t{row.shown_keys}" if row.shown_keys else ""
        actions[row.id].setText(text(row) + keys)
