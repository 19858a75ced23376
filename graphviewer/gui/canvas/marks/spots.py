"""Where the marks of a card or a sign stand: beside what it says, off labels and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.marks.kinds import Mark
from graphviewer.gui.canvas.planned import (
    BESIDE_DROP,
    BESIDE_SIGN,
    CIRCLE,
    UNDER_GAP,
    UNDER_LINE,
    UNDER_SHIFT,
)
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of

PX = 11  # text height
ICON, HEIGHT = 12.0, 16.0
MARGIN, SPACE = 5.0, 4.0  # inside a badge at its ends, and between icon and text
BETWEEN = 5.0
BELOW, ABOVE = 10.0, 11.0  # from the middle of a sign's name to a row below it and above it
CORNER = 10.0  # from a card's corner to its first badge
RISE, SINK = -10.0, -6.0  # a badge's top from a card's upper edge, and from its lower
BEYOND = 160.0  # so far beside a card others are looked for
CLEAR = 7.0  # pixels between a badge and the middle of an arrow


def width(text: str) -> float:
    """How wide a badge is."""
    return 2 * MARGIN + ICON + ((SPACE + width_of(text, PX)) if text else 0.0)


def spots(scene: Scene, place: int, marks: Sequence[Mark]) -> dict[str, tuple[float, float, bool]]:
    """For each spot its left top corner in the scene, and whether there is room for words."""
    sizes: dict[str, float] = {}
    for mark in marks:
        sizes[mark.spot] = max(sizes.get(mark.spot, 0.0), width(mark.text))
    if scene.plans[place].round:
        return dict(_beside(scene, place, sizes))
    return dict(_on_rim(scene, place, sizes))


def _beside(
    scene: Scene, place: int, sizes: dict[str, float]
) -> Iterator[tuple[str, tuple[float, float, bool]]]:
    """Under the name of a sign, then over it, then at the sign's left."""
    plan, corner = scene.plans[place], scene.rect(place).topLeft()
    written = UNDER_LINE * len(plan.notes)  # the name stands on the last line, also an empty one
    middle = CIRCLE / 2 + BESIDE_DROP
    low, high = middle + written / 2 + BELOW, middle - written / 2 - ABOVE - HEIGHT
    rows = [low, high, low + HEIGHT]
    x = plan.sign_left + plan.sign + BESIDE_SIGN - MARGIN
    if plan.under:
        lines = len(plan.notes) + bool(plan.name)
        low = plan.ring + UNDER_GAP + UNDER_LINE * lines + BELOW / 2
        x, rows = UNDER_SHIFT, [low, low + HEIGHT, low + 2 * HEIGHT]
    elif not plan.name and not plan.notes:
        rows = [middle - HEIGHT / 2, low, high]
    for number, (spot, wide) in enumerate(sizes.items()):
        y = rows[number] if number < len(rows) else rows[-1] + HEIGHT * (number - 2)
        at = QRectF(corner.x() + x, corner.y() + y, wide, HEIGHT)
        crossed = any(label.rect.intersects(at) for label in scene.labels)
        yield spot, (at.x(), at.y(), not crossed)


def _on_rim(
    scene: Scene, place: int, sizes: dict[str, float]
) -> Iterator[tuple[str, tuple[float, float, bool]]]:
    """On a card's upper edge from the right, then from the left, then on its lower edge."""
    box = scene.rect(place)
    taken = _ends_of_arrows(scene, place) + [label.rect for label in scene.labels]
    near = box.adjusted(-BEYOND, -2 * HEIGHT, BEYOND, 2 * HEIGHT)
    taken += [scene.rect(one) for one in boxes_in(scene, near).tolist() if one != place]
    for spot, wide in sizes.items():
        small = width("")
        places = (*_along(box, wide), *_beyond(box, wide), *_along(box, small))
        free = (at for at in places if not any(at.intersects(other) for other in taken))
        chosen = next(free, places[-1])
        taken.append(chosen.adjusted(-BETWEEN, 0, BETWEEN, 0))
        yield spot, (chosen.x(), chosen.y(), chosen.width() >= wide)


def _along(box: QRectF, across: float) -> Iterator[QRectF]:
    """Rectangles of a width on the edges of a card."""
    low, high = box.left() + CORNER, box.right() - CORNER - across
    for top in (box.top() + RISE, box.bottom() + SINK):
        x = high
        while x >= low:
            yield QRectF(x, top, across, HEIGHT)
            x -= 8.0


def _beyond(box: QRectF, across: float) -> Iterator[QRectF]:
    """Rectangles that begin on a card's edge and end beside it."""
    for top in (box.top() + RISE, box.bottom() + SINK):
        for share in (0.6, 0.4, 0.2):
            yield QRectF(box.right() - share * across, top, across, HEIGHT)
            yield QRectF(box.left() - (1 - share) * across, top, across, HEIGHT)


def _ends_of_arrows(scene: Scene, place: int) -> list[QRectF]:
    """Squares round the points where arrows meet a card, and their heads."""
    found: list[QRectF] = []
    for link in scene.touching.get(place, ()):
        for arrow in scene.lines[link]:
            for x, y in (arrow.tip, arrow.tail):
                found.append(QRectF(x - CLEAR, y - 2 * CLEAR, 2 * CLEAR, 4 * CLEAR))
    return found
