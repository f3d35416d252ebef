"""What the open page is told: sentences ready to be shown, in the language of the class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from slc_site.problems import Problem, Severity
from slc_site.render.translations import Words
from slc_site.serve.left_out import is_of
from slc_site.serve.status import Status

MOST = 40
"""A page lists no more problems than this; whoever has more begins with these."""


def payload(status: Status, words: Words, *, source: str = "", page: str = "") -> dict[str, Any]:
    """Return what `live.js` shows on the page made from the file `source`, as plain values.

    `page` tells one content of that page from another: when it changes, the page is loaded anew.
    """
    own = [problem for problem in status.problems if is_of(problem, source)]
    others = [problem for problem in status.problems if not is_of(problem, source)]
    return {
        "page": page,
        "building": status.building,
        "text": status.text,
        "status": _summary(status, len(own), len(others), words),
        "opens": any(problem.severity == Severity.ERROR for problem in own),
        "problems": [
            *(described(problem, words, own=True) for problem in own[:MOST]),
            *(described(problem, words) for problem in others[: max(0, MOST - len(own))]),
        ],
        "words": {
            "panel": words.gettext("Word from the program"),
            "details": words.gettext("What is the matter"),
            "building": words.gettext("Building the pages …"),
            "stopped": words.gettext("The program has stopped. Pages no longer change by themselves."),
        },
    }


def described(problem: Problem, words: Words, *, own: bool = False) -> dict[str, Any]:
    """Return a problem as plain values; `own` when it is the page's own."""
    return {
        "own": own,
        "severity": problem.severity.name.lower(),
        "kind": (
            words.gettext("Left out or refused")
            if problem.severity == Severity.ERROR
            else words.gettext("Probably a slip")
        ),
        "place": place(problem, words),
        "message": pieces(problem.message),
        "hint": pieces(problem.hint or ""),
    }


def pieces(text: str) -> list[str]:
    """Return a text as words and, at each odd index, what is to be typed: what stands between backticks."""
    parts = text.split("`")
    return parts if len(parts) % 2 else [text]


def place(problem: Problem, words: Words) -> str:
    """Return where to look, in words: file, line and key, as far as they are known."""
    line = words.gettext("line %(line)s") % {"line": problem.line} if problem.line else ""
    line = line.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(filter(None, (problem.file, line, problem.key)))


def _summary(status: Status, own: int, others: int, words: Words) -> str:
    return " ".join(_sentences(status, own, others, words))


def _sentences(status: Status, own: int, others: int, words: Words) -> Iterable[str]:
    if status.failed:
        yield words.gettext("Nothing could be built. What you see is from before.")
    if own:
        yield words.ngettext("One problem on this page.", "%(count)s problems on this page.", own) % {
            "count": words.number(own)
        }
    if others:
        told = (
            words.ngettext("One in another file.", "%(count)s in other files.", others)
            if own
            else words.ngettext("One problem in the class.", "%(count)s problems in the class.", others)
        )
        yield told % {"count": words.number(others)}
