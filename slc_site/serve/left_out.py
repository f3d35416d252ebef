"""Which page of the site a problem belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from slc_site.problems import Problem, Severity
from slc_site.render.urls import address, class_page, student_folder


def behind(path: str, problems: Iterable[Problem], site: Path) -> tuple[Problem, ...]:
    """Return the problems for which there is no page at `path`: those of its file, or of its student.

    A page that was built in spite of them, in the folder `site`, is no reason. Nor is it one when none of
    them left anything out: then whoever is looking may not see the page.
    """
    found = tuple(
        problem
        for problem in problems
        if (folder := folder_of(problem.file or ""))
        and f"{path}/".startswith(folder)
        and not (site / folder / "index.html").is_file()
    )
    return found if any(problem.severity is Severity.ERROR for problem in found) else ()


def is_of(problem: Problem, source: str) -> bool:
    """Is the problem about the file `source`, or about a file that lies with it in a folder of its own?"""
    if not source or not problem.file:
        return False
    own_folder = source.removesuffix("index.md") if source.endswith("/index.md") else None
    return problem.file == source or (own_folder is not None and problem.file.startswith(own_folder))


def folder_of(file: str) -> str | None:
    """Return the folder of the site, with its slash, that is made from a file of the class.

    None when there is none: a problem of `class.yml` leaves out nothing, or everything.
    """
    match PurePosixPath(file).parts:
        case ("content", "students", student, "posts" | "goals" | "conferences" as kind, name, *_):
            return f"{student_folder(student)}{kind}/{address(name.removesuffix('.md'))}/"
        case ("content", "students", student, "report-cards", name):
            return f"{student_folder(student)}report-cards/{address(name.removesuffix('.yml'))}/"
        case ("content", "students", student, *_):
            return student_folder(student)
        case ("content", "pages", name, *_):
            return class_page(name.removesuffix(".md")).removesuffix("index.html")
        case _:
            return None
