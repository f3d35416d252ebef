"""What may be the matter with a finished site, and what to do about it, which depends on who put it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from slc_site.inspect.kinds import Sort
from slc_site.inspect.look import Looked
from slc_site.problems import Problem, Severity

_SHOWN = 5
"""How many of many names are told."""
_AGAIN = "Type `slc clean`, then `slc build`"


class Author(Enum):
    """Who put a file into the folder, with what to do when it should not be as it is."""

    SLC = f"slc wrote it so, and should not have. {_AGAIN}; if it is still so, please tell its makers."
    CHANGED = f"Another program has changed it since slc wrote it. {_AGAIN}."
    THEME = (
        "It comes with the theme: save it anew without what does not belong into it, in the theme's folder "
        "`static`, then type `slc build`."
    )
    SOMEBODY = "slc did not make it: take it out of the folder, or it is uploaded with the site."
    UNKNOWN = f"Take it out of the folder. {_AGAIN} to have the site made anew."


_TELLING = {
    Sort.PICTURE: "This picture tells more than one sees",
    Sort.RECORDING: "This recording tells more than one sees and hears",
    Sort.CAPTIONS: "These captions hold more than what is said",
}


def telling(file: str, looked: Looked, found: Mapping[str, Sequence[str]], author: Author) -> Problem:
    """Say what a file tells besides what one sees or hears.

    `found` is what other people's readers found in it, by the reader.
    """
    what = _TELLING.get(looked.kind.sort, "This file holds more than it should") if looked.kind else ""
    told = [_all_of(looked.marks)] if looked.marks else []
    told += [f"{reader} finds {_some_of(things)}" for reader, things in found.items()]
    return Problem(f"{what}: {'; '.join(told)}.", file, hint=author.value, code="metadata")


def still_telling(brought: str, looked: Looked) -> Problem:
    """Say that what was made of a file must not be uploaded; `brought` is that file."""
    told = _all_of(looked.marks) if looked.marks else looked.fault or "nobody knows what it is"
    return Problem(
        f"What slc has made of this is not clean: {told}. Nothing was written.",
        brought,
        hint=f"{_AGAIN}; if it is still so, leave this file out for now, and please tell the makers of slc.",
        code="metadata",
    )


def misplaced(file: str, looked: Looked | None, author: Author) -> Problem:
    """Say that a file belongs into no site, or is not what its name says; None: it is no file at all."""
    if looked is None:
        message = "This is a link to another place, and no file."
    elif looked.kind is None:
        message = "Files like this one do not belong into the site"
        message += f": it is {looked.fault}." if looked.fault else "."
    else:
        message = f"This is not {looked.kind.name}, as its name says: {looked.fault}."
    return Problem(message, file, hint=author.value, code="misplaced")


def original(file: str, brought: str, author: Author) -> Problem:
    """Say that a file stands in the site just as somebody brought it."""
    message = f"This is `{brought}` itself, byte for byte, and not what slc makes of it."
    return Problem(message, file, hint=author.value, code="original")


def nothing_to_lose(file: str, brought: str) -> Problem:
    """Say that a rewritten recording came out as it was."""
    return Problem(
        f"This is the same as `{brought}`: there was nothing in it to take out.",
        file,
        severity=Severity.NOTE,
        code="nothing-to-lose",
    )


def foreign(folder: str, names: Sequence[str]) -> Problem:
    """Say which files are not on the list of what slc wrote."""
    return Problem(
        f"Not made by slc: {_some_of([f'`{name}`' for name in names])}.",
        folder,
        hint="What is in this folder is uploaded with the site: take away what does not belong there.",
        severity=Severity.NOTE,
        code="foreign-file",
    )


def no_list(folder: str) -> Problem:
    """Say that nobody knows who wrote what."""
    return Problem(
        "There is no list here of what slc wrote, so nobody can say which files are not its own.",
        folder,
        hint="Was it built on another computer? `slc build` writes a list.",
        severity=Severity.NOTE,
        code="no-list",
    )


def nothing_there(folder: str) -> Problem:
    """Say that there is no site yet."""
    return Problem("There is no site here yet.", folder, hint="Type `slc build` first.", code="no-output")


def no_answer(reader: str, error: Exception) -> Problem:
    """Say that somebody who was asked gave no answer."""
    return Problem(
        f"{reader} could not be asked ({type(error).__name__}).",
        hint="The others have looked; try again if you want to be sure.",
        severity=Severity.WARNING,
        code="no-answer",
    )


def _some_of(names: Sequence[str]) -> str:
    distinct = sorted(dict.fromkeys(names), key=lambda name: not name.startswith("GPS"))
    more = len(distinct) - _SHOWN
    return ", ".join(distinct[:_SHOWN]) + f" and {more} more" if more > 0 else _all_of(distinct)


def _all_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
