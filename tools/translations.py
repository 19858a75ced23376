"""Keeps the window's translations complete: `update` collects the texts, `check` finds gaps.

The texts are read from the syntax tree: Qt's own `lupdate` overlooks a translate function that
goes by a shorter name. `.ts` and `.qm` are Qt's formats; the `.qm` is compiled by Qt's `lrelease`.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from graphviewer.disk import atomic

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "graphviewer"
FOLDER = ROOT / "assets" / "i18n"
LANGUAGES = ("ko",)
CALLS = frozenset({"translate", "tr", "QT_TRANSLATE_NOOP"})
Key = tuple[str, str]  # context, source text


def texts() -> dict[Key, str]:
    """Every text of the window, with the file it stands in."""
    found: dict[Key, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for key in _texts_of(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(key, where)
    return dict(sorted(found.items()))


def _texts_of(tree: ast.AST) -> Iterator[Key]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or len(call.args) != 2:
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else None
        name = call.func.id if isinstance(call.func, ast.Name) else name
        context, source = (_literal(arg) for arg in call.args)
        if name in CALLS and context is not None and source is not None:
            yield context, source


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def translated(path: Path) -> dict[Key, str]:
    """The finished translations of a .ts file."""
    found: dict[Key, str] = {}
    if not path.is_file():
        return found
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            text = message.find("translation")
            if text is not None and text.text and text.get("type") is None:
                found[name, message.findtext("source") or ""] = text.text
    return found


def write(path: Path, language: str, wanted: dict[Key, str], known: dict[Key, str]) -> None:
    """A .ts file of all texts; those without a translation are marked unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (name, source), where in wanted.items():
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message")
        ET.SubElement(message, "location", filename=f"../../{where}")
        ET.SubElement(message, "source").text = source
        text = ET.SubElement(message, "translation")
        text.text = known.get((name, source))
        if text.text is None:
            text.set("type", "unfinished")
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'
    atomic.write(path, [whole.encode()])


def compile_to(target: Path, source: Path) -> None:
    """Compile a .ts file. Raises subprocess.CalledProcessError.

    A window that runs has the old file mapped into its memory and goes on reading it.
    """
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / target.name
        command = [str(lrelease), "-silent", "-nounfinished", str(source), "-qm", str(fresh)]
        subprocess.run(command, check=True)
        atomic.write(target, [fresh.read_bytes()])


def update() -> None:
    """Bring every language's files up to date; prints how many texts wait for a translation."""
    wanted = texts()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        source = FOLDER / f"graphviewer_{language}.ts"
        known = translated(source)
        write(source, language, wanted, known)
        compile_to(source.with_suffix(".qm"), source)
        print(f"{source.name}: {len(wanted)} texts, {len(set(wanted) - set(known))} unfinished")


def problems() -> list[str]:
    """What is missing, left over or not compiled."""
    wanted, found = texts(), []
    for language in LANGUAGES:
        source = FOLDER / f"graphviewer_{language}.ts"
        known = translated(source)
        found += [f"{language}: not translated: {key}" for key in wanted if key not in known]
        found += [f"{language}: no longer used: {key}" for key in known if key not in wanted]
        found += [f"{language}: {text}" for key, text in known.items() if not _same_gaps(key, text)]
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / "fresh.qm"
            compile_to(fresh, source)
            if fresh.read_bytes() != source.with_suffix(".qm").read_bytes():
                found.append(f"{language}: the .qm is older than the .ts")
    return found


def _same_gaps(key: Key, text: str) -> bool:
    """Whether a translation keeps the places to fill in, such as {n}."""
    return sorted(re.findall(r"{\w*}", key[1])) == sorted(re.findall(r"{\w*}", text))


def main() -> int:
    """Update, or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("update", "check"))
    if parser.parse_args().what == "update":
        update()
        return 0
    found = problems()
    print("\n".join(found) or "every text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
