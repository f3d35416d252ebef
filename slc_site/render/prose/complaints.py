"""Says in a teacher's words what was found in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from slc_site.problems import Problem, Severity, did_you_mean
from slc_site.render.manuscript import Manuscript
from slc_site.render.markup.task import Remark

_Words = tuple[str, str]
"""Message and hint."""


def complaint(manuscript: Manuscript, remark: Remark) -> Problem:
    """Return a remark on a text as a problem of its file."""
    message, hint = _WORDS[remark.code](remark.target, manuscript)
    return Problem(
        message,
        manuscript.origin.file,
        _line(manuscript, remark),
        hint=hint,
        severity=Severity.NOTE if _may_be_meant(manuscript, remark) else Severity.WARNING,
        code=remark.code,
    )


def _may_be_meant(manuscript: Manuscript, remark: Remark) -> bool:
    return remark.code == "no-alt" or remark.target in manuscript.closed


def _line(manuscript: Manuscript, remark: Remark) -> int:
    """Return the line that a target stands on: Markdown does not say, so the text is searched for it."""
    text = manuscript.text.replace("\r\n", "\n").replace("\r", "\n")
    places = (
        [text.find(f"{before}{remark.target}") for before in _before(remark.code)] if remark.target else []
    )
    found = next((place for place in places if place >= 0), 0)
    return manuscript.origin.line + text.count("\n", 0, found)


def _before(code: str) -> Iterable[str]:
    # The same name may stand in the text before it is typed as a target.
    return ("![](", "](", "") if code == "no-alt" else ("](", "]: ", "")


def _missing(target: str, manuscript: Manuscript) -> _Words:
    near = did_you_mean(target, [*manuscript.media, *manuscript.refused])
    return (
        f"There is no `{target}` beside this text." if target else "A picture is named, but not which.",
        near or "Put the file into the same folder as the text, or write its name as it is.",
    )


def _dead(target: str, manuscript: Manuscript) -> _Words:
    if target in manuscript.closed:
        return (
            f"More people may see this text than `{target}`: for the others, the link is only words.",
            "That may be just right. If not, let the two have the same `access`.",
        )
    return (
        f"A link to `{target}` leads nowhere; its words are shown without it."
        if target
        else "A link leads nowhere; its words are shown without it.",
        "Write an address that begins with https://, or the place of another text, as in "
        "`../goals/read-daily.md`.",
    )


_WORDS: dict[str, Callable[[str, Manuscript], _Words]] = {
    "missing-file": _missing,
    "dead-link": _dead,
    "outside-file": lambda target, _: (
        f"`{target}` does not lie beside this text, and is not shown.",
        "Put the file into the same folder as the text, and write only its name.",
    ),
    "foreign-media": lambda target, _: (
        f"`{target}` is on another website: pictures, sounds and videos from there are not shown.",
        "Save it beside the text, and write its name instead.",
    ),
    "no-alt": lambda target, _: (
        f"`{target}` has no words for people who cannot see it.",
        f"Write what it shows between the brackets, as in `![A green frog on a log]({target})`.",
    ),
    "slow-text": lambda *_: (
        "This text takes too long to read; it is shown as it was typed.",
        "Look for a long row of brackets, stars, backticks or > signs, and take it out.",
    ),
    "long-text": lambda *_: (
        "This text is far too long; its beginning is shown as it was typed.",
        "Split it into several posts, or put into it only what belongs to it.",
    ),
    "unreadable-text": lambda target, _: (
        f"This text cannot be read as Markdown ({target}); it is shown as it was typed.",
        "Look for lists, quotes or HTML within one another very many times, and make it simpler.",
    ),
}
