"""The day after a conference: a post for each child, with its first words (practice S3-19, S4-16)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from slc_site.desk.quoting import item, scalar
from slc_site.desk.sheets import filled, write_new
from slc_site.desk.slugs import free, slug_of
from slc_site.model.conference import Conference
from slc_site.model.library import Library

_FOLDER = Path(__file__).with_name("debriefs")
_DAY_AFTER = timedelta(days=1)
_QUESTIONS = ("surprised", "felt", "class_idea")


def title_of(language: str) -> str:
    """Return what such a post is called in a class of this language."""
    return str(_words(language)["title"])


def day_after(conference: Conference, student: str) -> date | None:
    """Return the day after a student's own time, or after the last evening; None when neither is known."""
    own = [slot.start for slot in conference.schedule.slots if slot.student == student]
    days = own or [window.end for window in conference.schedule.windows]
    return max(days).date() + _DAY_AFTER if days else None


def new_debrief(
    content: Path, student: str, conference: Conference, library: Library, day: date
) -> Path | None:
    """Write a draft in which a student tells how the conference went; return the file.

    None: the student has a post of that title since then, and it is left alone.

    Raises:
        OSError: the disk says no.
    """
    words = _words(library.classroom.language)
    if any(post.title == words["title"] and post.date >= day for post in library.posts_of(student)):
        return None
    posts = content / "students" / student / "posts"
    taken = {path.name.removesuffix(".md") for path in posts.iterdir()} if posts.is_dir() else set()
    strands = library.classroom.strands
    text = filled(
        "debrief.md",
        title=scalar(words["title"]),
        strand=scalar(strands[0].tag if strands else "writing"),
        date=day.isoformat(),
        begin=words["begin"],
        well=words["well"],
        did_well=_notes(words["did_well"]),
        change=words["change"],
        make_better=_notes(words["make_better"]),
        questions="\n\n".join(words[key] for key in _QUESTIONS),
    )
    slug = free(f"{day.isoformat()}-{slug_of(words['title'], 'after-my-conference')}", taken)
    path = posts / f"{slug}.md"
    write_new(path, text)
    return path


def _notes(sentences: list[str]) -> str:
    return "\n".join(f"#- {item(sentence)}" for sentence in sentences)


def _words(language: str) -> dict[str, Any]:
    near = (language, language.partition("-")[0], "en")
    file = next(file for name in near if (file := _FOLDER / f"{name}.toml").is_file())
    return tomllib.loads(file.read_text(encoding="utf-8"))
