"""What a command came to, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from slc_site.cli.who_sees import who_sees
from slc_site.problems import RecordingReporter, Severity

if TYPE_CHECKING:
    from slc_site.build.checks import Checked
    from slc_site.build.output_check import CheckedOutput
    from slc_site.build.result import Built
    from slc_site.render.media_cache import Freed
    from slc_site.share.access import HeldBack

_ONE = {
    "students": "student",
    "posts": "post",
    "goals": "goal",
    "conferences": "conference page",
    "report-cards": "report card",
    "pages": "class page",
    "prompts": "prompt",
    "examples": "example",
}
_MANY = {"conferences": "conference pages", "report-cards": "report cards", "pages": "class pages"}
_WHY = {
    "consent": "without consent to publish",
    "draft": "still being written",
    "class": "for the class only",
    "family": "for the family only",
    "conference": "for the conference only",
    "teacher": "for the teacher only",
}


def counted(count: int, one: str, many: str) -> str:
    """Return "1 page" or "3 pages"."""
    return f"{count:,} {one if count == 1 else many}"


def held_back_summary(held_back: Iterable[HeldBack]) -> str:
    """Return how much was held back and why; an empty text when nothing was."""
    parts = [_held_back(one) for one in held_back if one.count]
    if not parts:
        return ""
    total = sum(one.count for one in held_back)
    verb = "thing was" if total == 1 else "things were"
    return f"{total:,} {verb} held back: {', '.join(parts)}."


def _held_back(one: HeldBack) -> str:
    if one.what == "pictures":
        owner = "a post" if one.count == 1 else f"{one.count:,} posts"
        return f"the pictures of {owner}, because somebody in them did not agree to be seen"
    many = _MANY.get(one.what, one.what)
    return f"{counted(one.count, _ONE.get(one.what, one.what), many)} {_WHY.get(one.reason, one.reason)}"


def problems_summary(reporter: RecordingReporter) -> str:
    """Return how many problems there were and what they cost; an empty text when there were none."""
    errors, warnings = reporter.count(Severity.ERROR), reporter.count(Severity.WARNING)
    parts = []
    if errors:
        parts.append(f"{counted(errors, 'error', 'errors')} (left out or refused)")
    if warnings:
        parts.append(counted(warnings, "warning", "warnings"))
    return f"There {'is' if errors + warnings == 1 else 'are'} {' and '.join(parts)}." if parts else ""


def built_summary(built: Built, seconds: float, output: Path, reporter: RecordingReporter) -> str:
    """Return what a build came to, and where to look."""
    lines = [
        f"Built {counted(built.pages, 'page', 'pages')} for {counted(built.students, 'student', 'students')} "
        f"in {seconds:.1f} s."
    ]
    if built.locked_pages:
        lines.append(
            f"Behind locks: {counted(built.locked_pages, 'page', 'pages')} for the class and "
            f"{counted(built.families, 'family', 'families')}."
        )
    lines += told_summaries(built)
    if held_back := held_back_summary(built.held_back):
        lines.append(f"{held_back} See them with: slc serve")
    if not built.students:
        lines.append(
            "No student is on the site: `consent` and `access` in content/class.yml decide who may see what."
        )
    if problems := problems_summary(reporter):
        lines.append(problems)
    lines.append(f"Open it: {output / 'index.html'}")
    return "\n".join(lines)


def told_summaries(built: Built) -> list[str]:
    """Return a line on what photos told and no longer do, and one on recordings; if there are any."""
    kinds = (
        (counted(built.pictures, "photo", "photos"), built.pictures, built.pictures_told),
        (counted(built.recordings, "recording", "recordings"), built.recordings, built.recordings_told),
    )
    return [
        f"{number}: {told.position:,} had a position, {told.camera:,} a camera; "
        f"{built.in_output:,} in output."
        for number, count, told in kinds
        if count
    ]


def checked_summary(checked: Checked, reporter: RecordingReporter) -> str:
    """Return who can see what, what was looked at and what was found."""
    looked_at = (
        f"Looked at {counted(checked.students, 'student', 'students')}, "
        f"{counted(checked.posts, 'post', 'posts')}, {counted(checked.goals, 'goal', 'goals')} and "
        f"{counted(checked.links, 'link', 'links')} of {counted(checked.pages, 'page', 'pages')}."
    )
    notes = reporter.count(Severity.NOTE)
    found = problems_summary(reporter) or ("Nothing is wrong." if notes else "All is well.")
    worth = f"{counted(notes, 'note', 'notes')} on what could still be done." if notes else ""
    summary = "\n".join(filter(None, (looked_at, found, worth, held_back_summary(checked.held_back))))
    return f"{who_sees(checked.access)}\n\n{summary}"


def checked_output_summary(checked: CheckedOutput) -> str:
    """Return what was opened, what it came to, and who looked."""
    bad = [
        f"{counted(count, one, many)}"
        for count, one, many in (
            (checked.telling, "tells more than one sees and hears", "tell more than one sees and hears"),
            (checked.copies, "is an original", "are originals"),
            (checked.misplaced, "does not belong there", "do not belong there"),
        )
        if count
    ]
    looked_at = (
        f"{counted(checked.files, 'file', 'files')}: {counted(checked.pictures, 'picture', 'pictures')}, "
        f"{counted(checked.recordings, 'recording', 'recordings')}; "
    )
    came_to = " and ".join(bad) or "nothing in them but what one sees and hears"
    lines = [f"{looked_at}{came_to}."]
    if bad:
        lines.append("Do not upload it yet.")
    if checked.sealed:
        lines.append(f"{checked.sealed:,} of them are behind locks, and were opened with the class's keys.")
    lines.append(f"Looked at by: {', '.join(checked.readers)}.")
    if not any(reader.startswith("exiftool") for reader in checked.readers):
        lines.append("exiftool would look, too, if it were on this computer: it knows the most kinds.")
    return "\n".join(lines)


def freed_summary(freed: Freed | None) -> str:
    """Return what was deleted because nobody needs it any more."""
    if freed is None:
        return "Nothing was deleted."
    if not freed.files:
        return "Everything kept is still needed."
    size = f"{freed.size / 1_000_000:,.1f} MB" if freed.size >= 100_000 else f"{freed.size / 1000:,.0f} kB"
    return f"Deleted {counted(freed.files, 'finished file', 'finished files')} that nothing needs: {size}."
