"""The command line. Each command imports only what it needs: torch and Qt cost a second each.

Exit status: 0 fine, 1 the program failed, 2 wrong use or a file that cannot be read or written,
130 interrupted.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from graphviewer import arguments
from graphviewer.disk.problem import CannotWrite, FileProblem, MissingFile, reason_of
from graphviewer.engine import once
from graphviewer.engine.events import Job
from graphviewer.engine.once import Outcome
from graphviewer.files.lessons import Lesson, LessonError, lesson, lessons
from graphviewer.files.programs import read_program
from graphviewer.tape.tape import Part, Tape

FINE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
DEVICE = r"cpu|cuda(:\d+)?|mps"


class Misuse(Exception):
    """What was asked for makes no sense; the message says what would."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit status; argparse itself exits with 2 on wrong words."""
    _print_whatever_comes()
    words = list(sys.argv[1:] if argv is None else argv)
    parser, commands = arguments.parser()
    if not words or (words[0] not in commands and not words[0].startswith("-")):
        words.insert(0, "window")
    options = parser.parse_args(words)
    try:
        status = ACTIONS[options.command](options)
        sys.stdout.flush()
    except (FileProblem, LessonError, Misuse) as problem:
        _complain(str(problem))
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _complain(f"the output cannot be written: {reason_of(error)}")
        return MISUSED
    return status


def _print_whatever_comes() -> None:
    """A program may print what this terminal has no letters for: that is no reason to end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _complain(text: str) -> None:
    print(f"graphviewer: {text}", file=sys.stderr)


# --- commands


def _window(options: argparse.Namespace) -> int:
    if options.file is not None and not options.file.exists():
        raise MissingFile(options.file)
    from graphviewer.app import main as open_window

    return open_window([] if options.file is None else [str(options.file)])


def _record(options: argparse.Namespace) -> int:
    from graphviewer.files import tape_file

    if options.output.is_dir() or not options.output.absolute().parent.is_dir():
        raise CannotWrite(options.output, "it is a folder, or lies in none")
    if options.output.exists() and options.output.samefile(options.file):
        raise Misuse(f"{options.output} is the program itself: give the tape another name")
    run = _run(options.file, options.device, echo=True)
    tape_file.write(run.tape, options.output)
    return _outcome(run, options.file)


def _show(options: argparse.Namespace) -> int:
    from graphviewer.files.models import read, table

    if read.is_model(options.file):
        print(table.text(read.read(options.file)), end="")
        return FINE
    run = _open(options)
    tape = run.tape
    from graphviewer import listing
    from graphviewer.files import show

    step = _step(options, tape)
    if options.json:
        print(show.dumps(show.show(tape, step)))
    else:
        print(show.text_of(tape, step, options.language), end="")
        if options.step is None:
            print(f"\n{listing.listed(tape)}")
    return _outcome(run, options.file)


def _render(options: argparse.Namespace) -> int:
    from graphviewer import cli_render

    try:
        cli_render.check(options)
        run = _open(options)
        cli_render.render(options, run.tape)
    except cli_render.CannotRender as problem:
        raise Misuse(str(problem)) from problem
    return _outcome(run, options.file)


def _lessons(options: argparse.Namespace) -> int:
    chosen = lessons() if options.id is None else (lesson(options.id),)
    if options.copy is not None:
        for one in chosen:
            print(_copy(one, options.copy))
    elif options.id is None:
        for one in chosen:
            print(f"{one.id:>5}  {one.title[options.language]}")
    else:
        _print_lesson(chosen[0], options.language)
    return FINE


def _print_lesson(one: Lesson, language: str) -> None:
    print(f"{one.id}  {one.title[language]}\n{one.aim[language]}\n")
    print(one.source())
    print(one.note[language])
    for question in one.questions:
        print(f"- {question[language]}")


def _copy(one: Lesson, folder: Path) -> Path:
    """Copy a lesson's program; an edited copy that is already there stays."""
    target = folder / one.path.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.read_bytes() != one.path.read_bytes():
            raise CannotWrite(target, "another file of that name is there")
        shutil.copyfile(one.path, target)
    except OSError as error:
        raise CannotWrite(target, reason_of(error)) from error
    return target


def _train(options: argparse.Namespace) -> int:
    from graphviewer import cli_train

    status, said = cli_train.train(options)
    if said:
        _complain(said)
    return status


def _doctor(_options: argparse.Namespace) -> int:
    from graphviewer import doctor

    findings = doctor.examine()
    for finding in findings:
        print(doctor.line(finding))
    return FINE if all(finding.fine or finding.optional for finding in findings) else FAILED


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "window": _window,
    "record": _record,
    "show": _show,
    "render": _render,
    "lessons": _lessons,
    "train": _train,
    "doctor": _doctor,
}


# --- what commands share


def _open(options: argparse.Namespace) -> Outcome:
    """Read a tape, or run a program and record it. Nothing else is ever run."""
    if options.file.suffix.lower() == ".tape":
        from graphviewer.files import tape_file

        return Outcome(tape_file.read(options.file), interrupted=False)
    return _run(options.file, options.device, echo=False)


def _run(file: Path, device: str, *, echo: bool) -> Outcome:
    """Run a program in a process of its own: whatever it does, this one lives to tell of it."""
    if not re.fullmatch(DEVICE, device):
        raise Misuse(f"there is no device {device!r}: it is cpu, cuda, cuda:N or mps")
    job = Job(
        source=read_program(file),
        filename=file.name,
        device=device,
        folder=str(file.absolute().parent),
    )

    def take(part: Part) -> None:
        if echo:
            text = "".join(step.text for step in part.steps if step.kind == "print")
            print(text, end="", flush=True)

    try:
        return once.run(job, take)
    except once.CannotRun as problem:
        raise Misuse(str(problem)) from problem


def _step(options: argparse.Namespace, tape: Tape) -> int:
    """The step asked for, else the last."""
    last = len(tape.steps) - 1
    if options.step is None:
        return last
    if not 0 <= options.step <= last:
        raise Misuse(f"there is no step {options.step} in {options.file}: they count 0 to {last}")
    return int(options.step)


def _outcome(run: Outcome, file: Path) -> int:
    """Report how the program ended. Returns the exit status."""
    tape = run.tape
    error = tape.error
    if run.interrupted:
        return INTERRUPTED
    if error is not None:
        line = "" if error.line is None else f":{error.line}"
        said = f"{error.type}: {error.message}" if error.message else error.type
        _complain(f"{said}: {file}{line}")
        return FAILED
    if tape.end is None or tape.end.reason == "finished":
        if tape.end is not None and tape.end.message:
            _complain(f"{tape.end.message}: {file}")
        return FINE
    _complain(f"{tape.end.message or tape.end.reason}: {file}")
    return FAILED
