"""Which part of a tape is looked at from where."""

from __future__ import annotations

from graphviewer.graphs.expression import names_within
from graphviewer.record.program import describe, record, run
from graphviewer.session.document import Document, Opened
from graphviewer.session.iterations import Iterations
from graphviewer.session.scopes import Scope, Scopes
from graphviewer.session.scoping import Scoping
from graphviewer.session.session import Session
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Part, Tape
from tests.session.loops import loop_tape

LOOP = """import torch
w = torch.tensor(2.0, requires_grad=True)
{before}
for i in range({count}):
    loss = (w - 5) ** 2
    loss.backward()
{after}
"""


def scopes(tape: Tape) -> Scopes:
    return Scopes(tape, Iterations(tape))


def ran(count: int, before: str = "pass", after: str = "pass") -> Tape:
    return record(LOOP.format(count=count, before=before, after=after))


def span_of(tape: Tape, place: int) -> Span:
    row = tape.iterations[place]
    return Span(row.first_step, row.last_step)


def test_in_an_iteration_it_is_the_iteration() -> None:
    tape = ran(5)
    found = scopes(tape)
    for place, row in enumerate(tape.iterations):
        for step in range(row.first_step, row.last_step + 1):
            assert found.at(step) == Scope("iteration", span_of(tape, place), place, 5)


def test_before_the_loop_the_first_iteration_waits() -> None:
    tape = ran(5)
    first = tape.iterations[0].first_step
    assert first > 0
    assert {scopes(tape).at(step) for step in range(-1, first)} == {
        Scope("iteration", span_of(tape, 0), 0, 5)
    }


def test_a_graph_made_before_or_after_the_loop_is_shown_there() -> None:
    tape = ran(3, "(w * 3).backward()", "(w * 7).backward()")
    first, last = tape.iterations[0].first_step, tape.iterations[-1].last_step
    assert scopes(tape).at(0) == Scope("before", Span(0, first - 1), -1, 3)
    end = len(tape.steps) - 1
    assert scopes(tape).at(end) == Scope("after", Span(last + 1, end), 2, 3)


def test_after_the_loop_the_last_iteration_stays() -> None:
    tape = ran(3, after="print('done')")
    assert scopes(tape).at(len(tape.steps) - 1) == Scope("iteration", span_of(tape, 2), 2, 3)


def test_where_iterations_were_left_out_the_next_one_waits() -> None:
    tape = loop_tape(100, (0, 1, 50, 99))
    found = scopes(tape)
    skips = [step.index for step in tape.steps if step.kind == "skip"]
    told = [found.at(step) for step in skips]
    assert [(one.kind, one.number) for one in told if one is not None] == [
        ("next", 50), ("next", 99)
    ]  # fmt: skip


def test_a_tape_without_iterations_has_no_scope() -> None:
    tape = record("import torch\nprint(torch.ones(2))\n")
    assert scopes(tape).at(0) is None
    assert not scopes(tape).possible
    assert not scopes(tape).wanted


def test_small_loops_are_shown_whole_and_large_ones_by_iteration() -> None:
    assert not scopes(ran(1)).possible
    assert scopes(ran(3)).possible
    assert not scopes(ran(3)).wanted
    assert scopes(ran(40)).wanted


def test_the_choice_is_remembered_by_document() -> None:
    session, document = Session(), Document()
    scoping = Scoping(session, document)
    changes: list[bool] = []
    scoping.changed.connect(lambda _: changes.append(scoping.by_iteration))
    assert scoping.look() is None
    session.open(ran(40))
    assert scoping.look() is not None
    scoping.choose(by_iteration=False)
    assert scoping.look() is None
    document.open(Opened(origin="new", source="", filename="another.py"))
    assert scoping.look() is not None
    document.open(Opened(origin="new", source="", filename="program.py"))
    assert scoping.look() is None
    assert changes == [True, False, True, False]


def test_names_follow_the_scope() -> None:
    session = Session()
    scoping = Scoping(session, Document())
    tape = ran(40)
    session.open(tape)
    index = session.index
    assert index is not None
    loss = next(row.id for row in reversed(tape.tensors) if "loss" in index.names(row.id))
    assert index.name(loss) == "loss₄₀"
    scoping.look()
    assert index.name(loss) == "loss"
    scoping.choose(by_iteration=False)
    assert index.name(loss) == "loss₄₀"


def test_names_are_those_of_the_iteration_while_the_tape_grows() -> None:
    source, parts = LOOP.format(count=30, before="pass", after="pass"), list[Part]()
    run(describe(source, "program.py"), parts.append, interval=0.0)
    session = Session()
    scoping = Scoping(session, Document())
    session.begin(describe(source, "program.py"))
    for part in parts:
        session.extend(part)
        scope, tape, index = scoping.look(), session.tape, session.index
        assert tape is not None
        assert index is not None
        told = [index.name(row.id) for row in tape.tensors]
        index.look_within({} if scope is None else names_within(tape, index, scope.span))
        assert told == [index.name(row.id) for row in tape.tensors]
