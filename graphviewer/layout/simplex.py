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
        rows, parent, surplus = self.rows, self.parent, self.surplus
        left, idle, box, count = EFFORT, 0, 0, len(rows)
        while idle < count and left > 0:
            amount = surplus[box]  # of the root none
            if amount and (amount < 0) == (rows[box] < rows[parent[box]]):
                left -= self._slide(box, up=amount < 0)
                idle = 0
            else:
                idle += 1
                box += 1
                if box == count:
                    box = 0

    def _slide(self, top: int, *, up: bool) -> int:
        """Slide the subtree of `top` till another wire is tight; the number of boxes looked at."""
        part, children = [top], self.children
        for box in part:  # grows while it is walked
            part += children[box]
        rest = 2 * len(part) > len(self.rows)
        if rest:  # the same, and less to look at, if all the others slide the other way
            part = self._all_but(top)
            up = not up
        near, rows = (self.ins if up else self.outs), self.rows
        inside = set(part)
        span, inner, outer = len(rows), NO, NO
        for box in part:
            for other in near[box]:
                if other not in inside:
                    free = abs(rows[box] - rows[other])
                    if free < span or (free == span and (box, other) < (inner, outer)):
                        span, inner, outer = free, box, other
        if span > 1:
            shift = 1 - span if up else span - 1
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
            part += [child for child in self.children[box] if child != top]
        return part

    def _rehang(self, top: int, inner: int, outer: int) -> None:
        """Hang the subtree of `top`, turned so that `inner` is its top, from `outer`."""
        surplus, parent, children = self.surplus, self.parent, self.children
        total = surplus[top]
        both = self._meeting(parent[top], outer)  # above it nothing changes
        self._carry(parent[top], both, -total)
        self._carry(outer, both, total)
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

    def _meeting(self, one: int, other: int) -> int:
        """The first box that both hang from, or are."""
        parent = self.parent
        seen = set()
        while True:
            if one in seen:
                return one
            if one != NO:
                seen.add(one)
                one = parent[one]
            if other in seen:
                return other
            if other != NO:
                seen.add(other)
                other = parent[other]

    def _carry(self, box: int, end: int, amount: int) -> None:
        while box != end:
            self.surplus[box] += amount
            box = self.parent[box]
