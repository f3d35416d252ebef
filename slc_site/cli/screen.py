"""Words on the screen: problems file by file, in colour where there is a terminal, plain everywhere else."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from slc_site.problems import Problem, Severity

WORDS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_COLOURS = {Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_KEPT = "\n\t"


def printable(text: str) -> str:
    """Return the text without what could command a terminal or reorder a line.

    File names and front matter are typed by anybody, and shown to the teacher.
    """
    return "".join(
        char
        if char in _KEPT
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        # Joiners belong to emoji and to Persian words.
        or char in "\u200c\u200d"
        else f"\\u{ord(char):04x}"
        for char in text
    )


Piece = tuple[str, str]
"""A text and the style it is shown in; no style is an empty one."""


class Screen:
    """Problems go to standard error, answers to standard output."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def say(self, text: str) -> None:
        """Say something worth knowing, unless silence was asked for."""
        if text and not self._quiet:
            click.echo(printable(text))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Show problems, those of one file together; what belongs to no file comes last, where one looks."""
        for pieces in _by_file(problems):
            self._show(pieces)

    def problem(self, problem: Problem) -> None:
        """Show one problem at once, with its file."""
        place = [(f"{problem.file}: ", "bold")] if problem.file else []
        self._show([*place, *_pieces(problem, indent="")])

    def problem_as_json(self, problem: Problem) -> None:
        """Write one problem as a line of JSON, to standard output."""
        click.echo(json.dumps(problem.as_dict()))

    def _show(self, pieces: list[Piece]) -> None:
        if not sys.stderr.isatty():
            click.echo(_plain(pieces), err=True)
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, highlight=False, emoji=False, markup=False)
        shown = [(printable(text), style) for text, style in pieces]
        console.print(Text.assemble(*shown), soft_wrap=True)


def plain_words(problems: Iterable[Problem]) -> str:
    """Return what `Screen.problems` shows where there is no terminal."""
    return "".join(f"{_plain(pieces)}\n" for pieces in _by_file(problems))


def _plain(pieces: Iterable[Piece]) -> str:
    return printable("".join(text for text, _ in pieces))


def _by_file(problems: Iterable[Problem]) -> Iterator[list[Piece]]:
    ordered = sorted(problems, key=lambda p: (p.file is None, p.file or "", p.line or 0))
    for file, own in groupby(ordered, key=lambda problem: problem.file):
        if file is not None:
            yield [(file, "bold")]
        for problem in own:
            yield list(_pieces(problem, indent="  " if file is not None else ""))


def _pieces(problem: Problem, indent: str) -> Iterator[Piece]:
    yield indent, ""
    yield WORDS[problem.severity], _COLOURS[problem.severity]
    line = f"line {problem.line}" if problem.line else None
    where = ", ".join(filter(None, (line, problem.key)))
    if where:
        yield f", {where}", ""
    yield f": {problem.message}", ""
    if problem.hint:
        yield f"\n{indent}    {problem.hint}", "dim"
