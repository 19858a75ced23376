"""Shortest wires over rows: the network simplex of Gansner et al. (1993), as dot ranks.

A spanning tree of tight wires (one row long) holds the boxes together. Cutting a tree wire leaves
a part that may slide; where that shortens the whole, it slides until another wire is tight, which
joins the tree. Every state on the way is a legal ranking, so the work may stop at any time.
"""

from __future__ import annotations

EFFORT = 60_000  # boxes looked at before the work stops, all that random graphs of 2,000 need
NO = -1


def shorten(rows: list[int], before: list[list[int]], after: list[list[int]]) -> None:
    """Move boxes of a connected acyclic graph so that wires cross as few rows as possible."""
    if len(rows) > 2:
        _Tree(rows, before, after).improve()


class _Tree:
    """The tree by parents, with each subtree's wires out less wires in."""

    def __init__(self, rows: list[int], before: list[list[int]], after: list[list[int]]) -> None:
        self.rows = rows
        self.ins, self.outs = before, after
        count = len(rows)
        self.inside = [False] * count  # of the part that slides
        self.parent = [NO] * count
        self.children: list[list[int]] = [[] for _ in range(count)]
        order = self._grow()
        self.surplus = [len(out) - len(into) for out, into in zip(self.outs, self.ins, strict=True)]
        for box in reversed(order[1:]):
            self.surplus[self.parent[box]] += self.surplus[box]

    def _grow(self) -> list[int]:
        """Join all boxes by tight wires, sliding the tree where none is; boxes as they joined."""
        inside = [False] * len(self.rows)
        inside[0] = True
        order = [0]
        fresh = 0
        while True:
            while fresh < len(order):
                box = order[fresh]
                fresh += 1
                row = self.rows[box]
                for near, tight in ((self.ins[box], row - 1), (self.outs[box], row + 1)):
                    for other in near:
                        if not inside[other] and self.rows[other] == tight:
                            inside[other] = True
                            self._adopt(other, box)
                            order.append(other)
            if len(order) == len(self.rows):
                return order
            shift = self._nearest_outside(order, inside)
            for box in order:
                self.rows[box] += shift
            fresh = 0

    def _nearest_outside(self, order: list[int], inside: list[bool]) -> int:
        best = 0
        for box in order:
            row = self.rows[box]
            for other in self.outs[box]:
                if not inside[other]:
                    shift = self.rows[other] - row - 1
                    best = shift if best == 0 or shift < abs(best) else best
            for other in self.ins[box]:
                if not inside[other]:
                    shift = row - self.rows[other] - 1
                    best = -shift if best == 0 or shift < abs(best) else best
        return best

    def _adopt(self, child: int, parent: int) -> None:
        self.parent[child] = parent
        self.children[parent].append(child)

    def improve(self) -> None:
        """Slide parts until no slide helps or the effort is spent."""
        left, idle, box, count = EFFORT, 0, 0, len(self.rows)
        while idle < count and left > 0:
            parent = self.parent[box]
            up = parent != NO and self.rows[box] < self.rows[parent]
            surplus = self.surplus[box]
            if parent != NO and (surplus < 0 if up else surplus > 0):
                left -= self._slide(box, up=up)
                idle = 0
            else:
                idle += 1
                box = (box + 1) % count

    def _slide(self, top: int, *, up: bool) -> int:
        """Slide the subtree of `top` till another wire is tight; the number of boxes looked at."""
        part = [top]
        for box in part:  # grows while it is walked
            part.extend(self.children[box])
        rest = 2 * len(part) > len(self.rows)
        if rest:  # the same, and less to look at, if all the others slide the other way
            part = self._all_but(top)
            up = not up
        near, rows = (self.ins if up else self.outs), self.rows
        inside = self.inside
        for box in part:
            inside[box] = True
        slack = inner = outer = NO
        for box in part:
            for other in near[box]:
                if not inside[other]:
                    free = abs(rows[box] - rows[other]) - 1
                    nearer = free < slack or inner == NO
                    if nearer or (free == slack and (box, other) < (inner, outer)):
                        slack, inner, outer = free, box, other
        for box in part:
            inside[box] = False
        if slack:
            shift = -slack if up else slack
            for box in part:
                rows[box] += shift
        if rest:
            inner, outer = outer, inner
        self._rehang(top, inner, outer)
        return len(part)

    def _all_but(self, top: int) -> list[int]:
        """The boxes that are not in the subtree of `top`."""
        part = [0]
        for box in part:  # grows while it is walked
            part.extend([child for child in self.children[box] if child != top])
        return part

    def _rehang(self, top: int, inner: int, outer: int) -> None:
        """Hang the subtree of `top`, turned so that `inner` is its top, from `outer`."""
        surplus, parent, children = self.surplus, self.parent, self.children
        total = surplus[top]
        self._carry(parent[top], -total)
        children[parent[top]].remove(top)
        box, above, below = inner, parent[inner], outer
        sums = total
        while True:
            old = surplus[box]
            parent[box] = below
            children[below].append(box)
            surplus[box] = sums
            if box == top:
                break
            children[above].remove(box)
            sums = total - old
            box, above, below = above, parent[above], box
        self._carry(outer, total)

    def _carry(self, box: int, amount: int) -> None:
        while box != NO:
            self.surplus[box] += amount
            box = self.parent[box]
