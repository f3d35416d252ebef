"""Finds the ring of a class before anything is locked with it; says so when it cannot be the right one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from slc_site.problems import Problem, Reporter, Severity
from slc_site.share.keyfile import BEFORE, KeyRingError, load
from slc_site.share.keyring import KeyRing, known_as

SHOWN = ".slc/keys/ring.json"
"""The file of keys in messages."""
_ALL_STOP = "all links and letters that were handed out stop working"


def ring_for(file: Path, students: Iterable[str], has_locks: bool, reporter: Reporter) -> KeyRing | None:
    """Return the ring that a class keeps in a file; nothing is ever written.

    None without a word when the class has no codes. None after an error was reported when it should have and
    they cannot be used: then nothing may be published, for it would take the way in from all families.

    Args:
        file: `.slc/keys/ring.json`, which need not exist.
        students: Slugs of all students of the class.
        has_locks: Was the site that was built before locked?
        reporter: Hears errors (`codes-lost`, `codes-unreadable`, `codes-of-another-class`), and warnings of
            students without a code (`no-code`) and codes without a student (`code-without-student`).
    """
    known = tuple(dict.fromkeys(students))
    ring = read_ring(file, has_locks, reporter)
    if ring is None:
        return None
    if ring.students and not any(ring.knows(student) for student in known):
        reporter.report(_ANOTHER_CLASS)
        return None
    for problem in mismatches(ring, known):
        reporter.report(problem)
    return ring


def read_ring(file: Path, has_locks: bool, reporter: Reporter) -> KeyRing | None:
    """Return the ring in a file, whosever it is; None as in `ring_for`."""
    try:
        ring = load(file)
    except KeyRingError as error:
        reporter.report(_unreadable(file, str(error)))
        return None
    if ring is None and has_locks:
        reporter.report(_lost(file))
    return ring


def mismatches(ring: KeyRing, students: Iterable[str]) -> list[Problem]:
    """Return a warning of students without a code, and one of codes without a student."""
    slugs = tuple(students)
    here = {known_as(student) for student in slugs}
    without = [student for student in slugs if not ring.knows(student)]
    gone = [student for student in ring.students if student not in here]
    problems = []
    if without:
        problems.append(
            Problem(
                f"No code opens what is for the {_families(without)} of {_listed(without)}.",
                SHOWN,
                hint="Type slc codes: it makes the code, and leaves all others as they are.",
                severity=Severity.WARNING,
                code="no-code",
            )
        )
    if gone:
        which = "these students, who are" if len(gone) > 1 else "a student who is"
        problems.append(
            Problem(
                f"There is a code for {which} not in the class: {_listed(gone)}.",
                SHOWN,
                hint="Was a folder in content/students renamed? Then hand the code over: "
                f"slc codes move {gone[0]} NEW-NAME. Did the child leave? Then slc codes drop {gone[0]}.",
                severity=Severity.WARNING,
                code="code-without-student",
            )
        )
    return problems


def _lost(file: Path) -> Problem:
    if file.with_name(BEFORE).is_file():
        look = f"There is an older copy beside it: rename {BEFORE} to {file.name}."
    else:
        look = "Look for a copy first: a backup, or the computer that the site was built on before."
    return Problem(
        "The codes of this class are lost: the site in output is locked, and the file with its keys is gone.",
        SHOWN,
        hint=f"{look} If there is no copy, slc codes --new makes new codes for everybody; {_ALL_STOP}.",
        code="codes-lost",
    )


def _unreadable(file: Path, why: str) -> Problem:
    beside = f", such as {BEFORE} beside it" if file.with_name(BEFORE).is_file() else ""
    return Problem(
        f"The codes of this class cannot be used: {why}.",
        SHOWN,
        hint=f"Nothing was overwritten. Put a copy of the file in its place{beside}. Or move the file away "
        f"and type slc codes --new: then everybody gets a new code, and {_ALL_STOP}.",
        code="codes-unreadable",
    )


_ANOTHER_CLASS = Problem(
    "The codes in this file are of another class: none of their students is in this one.",
    SHOWN,
    hint="Put this class's own file in its place. For a new class, move the file away, then type slc codes. "
    "If it is the same class and folders in content/students were renamed: slc codes move OLD NEW.",
    code="codes-of-another-class",
)


def _families(students: list[str]) -> str:
    return "family" if len(students) == 1 else "families"


def _listed(names: list[str], most: int = 12) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
