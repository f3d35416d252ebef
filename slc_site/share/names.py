"""Names in what children wrote and said, where a family might not want one to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post
from slc_site.problems import Problem, Severity
from slc_site.share.guard import plain


def names_without_consent(hidden: Iterable[Student], posts: Iterable[Post]) -> list[Problem]:
    """Return a warning for each published text or recording that names a student who must not be."""
    names = {student.name for student in hidden}
    told: dict[str, Problem] = {}
    for post in posts if names else ():
        for found in _named(post, names):
            told.setdefault(
                found.file,
                Problem(
                    f"{found.where} names {found.name}, whose family has not agreed to be on the web.",
                    found.file,
                    found.line,
                    hint="Write “my friend” instead of the name, or ask the family.",
                    severity=Severity.WARNING,
                    code="name-without-consent",
                ),
            )
    return list(told.values())


def names_and_faces(students: Mapping[str, Student], posts: Iterable[Post]) -> list[Problem]:
    """Return a warning wherever the web shows a face and says whose it is: names or faces, never both.

    A portfolio bears its author's name on every page, so an author is told of once, not for each post.

    Args:
        students: All of them, by slug.
        posts: Those that anybody may see and that show pictures or films, with their `people`.
    """
    problems: list[Problem] = []
    of_authors: dict[str, list[Post]] = {}
    for post in posts:
        faces = {students[slug].name for slug in post.people if slug in students and slug != post.student}
        if post.student in post.people and post.student in students:
            of_authors.setdefault(post.student, []).append(post)
        found = list(_named(post, faces)) if faces else []
        if found:
            problems.append(_face_with_name(found))
    own = (_own_face(students[slug], of_author) for slug, of_author in sorted(of_authors.items()))
    return [*problems, *own]


def _face_with_name(found: list[_Named]) -> Problem:
    names = _listed(dict.fromkeys(one.name for one in found))
    return Problem(
        f"In this post anybody can see {names} and read the name that goes with the face.",
        found[0].file,
        found[0].line,
        hint="Names or faces, never both: write “my friend”, take the picture away, or add `access: class`.",
        severity=Severity.WARNING,
        code="name-and-face",
    )


def _own_face(student: Student, posts: list[Post]) -> Problem:
    titles = _listed([f"“{post.title}”" for post in posts[:3]], len(posts) - 3)
    return Problem(
        f"Anybody can see {student.name}'s face next to {student.name}'s name, in {titles}.",
        student.origin.file,
        hint="Every page of a portfolio bears its name. Show the work there rather than the face, or add "
        "`access: class` to these posts, or let `name` be an initial.",
        severity=Severity.WARNING,
        code="name-and-face",
    )


def _listed(words: Iterable[str], more: int = 0) -> str:
    *most, last = [*words, *([f"{more} more"] if more > 0 else [])]
    return f"{', '.join(most)} and {last}" if most else last


class _Named(Struct, frozen=True):
    """A name that somebody wrote, and where."""

    name: str
    where: str
    """`This post`, or what else it is; begins a sentence."""
    file: str
    line: int | None


def _named(post: Post, names: Iterable[str]) -> Iterator[_Named]:
    """Yield where a post, or what is said in one of its recordings, first says each of the names."""
    patterns = {
        name: re.compile(rf"(?<!\w){re.escape(plain(name))}(?!\w)", re.IGNORECASE) for name in sorted(names)
    }
    found: set[tuple[str, str]] = set()
    for words in _words_of(post):
        folded = plain(words.text)
        matches = ((pattern.search(folded), name) for name, pattern in patterns.items())
        for place, name in sorted((match.start(), name) for match, name in matches if match):
            if (words.file, name) not in found:
                found.add((words.file, name))
                line = words.line and words.line + folded.count("\n", 0, place)
                yield _Named(name, words.where, words.file, line)


class _Words(Struct, frozen=True):
    """Something that can be read or heard on the page of a post."""

    where: str
    file: str
    text: str
    line: int | None = None
    """The line of the file that the text begins at, where that is known."""


def _words_of(post: Post) -> Iterator[_Words]:
    yield _Words("This post", post.origin.file, post.body, post.body_line)
    above = (post.title, *post.tags, *post.said, *post.goal_words.values())
    yield _Words("This post", post.origin.file, "\n".join(above))
    for attachment in mentioned(post):
        cues = [cue.text for captions in attachment.captions for cue in captions.cues]
        said = "\n".join((*attachment.transcript, *cues))
        yield _Words("What is said in this recording", attachment.file, said)
