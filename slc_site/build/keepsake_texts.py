"""A child's own texts as they were typed, without what is not the family's to see.

What cannot be told apart is left out, and said: a page has the text anyway.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.excerpt import excerpt
from slc_site.render import urls
from slc_site.render.manuscripts import linkable
from slc_site.render.markup.targets import link_targets

FOLDER = "my-texts/"
_POST_KEYS = frozenset(
    {
        "title", "date", "tags", "shows", "did_well", "make_better", "steps", "learned", "connections",
        "questions", "reflection", "targets", "goals", "prompt", "kind", "paper", "pin",
    }
)  # fmt: skip
"""Not `people`, which names other children, nor what says who may see it."""
_GOAL_KEYS = frozenset(
    {
        "title", "by", "kind", "strand", "area", "skill", "helps_in", "set", "due", "measure", "steps",
        "strategies", "progress", "commitments", "kept", "helped", "in_the_way", "review", "follows",
        "evidence", "status",
    }
)  # fmt: skip
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
_NOTE = re.compile(r"<!--.*?(?:-->|\Z)|^ {0,3}\[//\]:[^\n]*\n?", re.DOTALL | re.MULTILINE)
"""What somebody wrote into a text for nobody: no page shows it."""
_NO_FILE_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
"""What some computer cannot have in, or at the end of, the name of a file."""
_NOWHERE = "#"


class _Typed(Struct, frozen=True):
    """A text as somebody typed it."""

    file: str
    """As seen from the folder that holds `content/`."""
    body: str
    keys: frozenset[str]
    """What may be shown of what stands above it."""
    beside: Collection[str] = ()
    """The files beside it that it may show."""
    hidden: Collection[str] = ()
    """Those that it may not show any more."""


def own_texts(root: Path, everything: Library, own: Library, reporter: Reporter) -> dict[str, bytes]:
    """Return a child's texts by their path in the keepsake.

    Args:
        root: The folder that holds `content/`.
        everything: The class as it was read.
        own: What the child's family may see of the child.
        reporter: Hears of each text that had to be left out.

    Raises:
        OSError: A file cannot be read.
    """
    seen = linkable(own)
    read = {post.origin.file: post for post in chain(everything.posts, *_posts_before(everything))}
    set_by_then = {goal.origin.file: goal for goal in chain(everything.goals, *_goals_before(everything))}
    posts = (_post(read[post.origin.file], post) for post in chain(own.posts, *_posts_before(own)))
    goals = (_goal(set_by_then[goal.origin.file], goal) for goal in chain(own.goals, *_goals_before(own)))
    texts: dict[str, bytes] = {}
    for typed in (*posts, *goals):
        text = _without_others(typed, (root / typed.file).read_bytes(), seen)
        if text is None:
            reporter.report(_left_out(typed.file))
        else:
            texts[FOLDER + _place(typed.file)] = text.encode()
    return texts


def _posts_before(library: Library) -> Iterator[tuple[Post, ...]]:
    return (year.posts for year in library.earlier)


def _goals_before(library: Library) -> Iterator[tuple[Goal, ...]]:
    return (year.goals for year in library.earlier)


def _post(read: Post, seen: Post) -> _Typed:
    changed = {
        "goals": (read.goals, read.goal_words) != (seen.goals, seen.goal_words),
        "shows": read.shows != seen.shows,
        "prompt": read.prompt != seen.prompt,
        "reflection": seen.pictures_withheld,
    }
    hidden = read.attachments if seen.pictures_withheld else ()
    return _Typed(read.origin.file, read.body, _kept(_POST_KEYS, changed), seen.attachments, hidden)


def _goal(read: Goal, seen: Goal) -> _Typed:
    changed = {
        "evidence": (read.evidence, read.shows) != (seen.evidence, seen.shows),
        "follows": read.follows != seen.follows,
    }
    return _Typed(read.origin.file, read.body, _kept(_GOAL_KEYS, changed))


def _kept(keys: frozenset[str], changed: Mapping[str, bool]) -> frozenset[str]:
    """Return the keys of which narrowing left all as it was."""
    return keys - {key for key, is_changed in changed.items() if is_changed}


def _without_others(typed: _Typed, data: bytes, seen: Collection[str]) -> str | None:
    """Return a text that names nothing the family may not see; None when that cannot be made sure."""
    above = excerpt(data, typed.file, typed.keys)
    body = _NOTE.sub("", typed.body)
    if typed.hidden:
        body = _PICTURE.sub("", body)

    def leads_on(target: str) -> bool:
        path = unquote(target.partition("#")[0])
        aim = posixpath.normpath(posixpath.join(posixpath.dirname(typed.file), path))
        return path in typed.beside or any(name in seen for name in _names(aim))

    body = _shut(body, leads_on)
    is_sure = all(map(leads_on, link_targets(body))) and not any(name in body for name in typed.hidden)
    return f"---\n{above}---\n{body}" if above is not None and is_sure else None


def _names(aim: str) -> Iterator[str]:
    yield from (aim, f"{aim}.md", f"{aim}/index.md")


def _shut(body: str, leads_on: Callable[[str], bool]) -> str:
    """Return a text whose links go nowhere where they led to what is not there."""
    for target in sorted(link_targets(body), key=len, reverse=True):
        if not leads_on(target):
            body = body.replace(target, _NOWHERE)
    return body


def _place(file: str) -> str:
    """Return where a text stands below `my-texts/`: as it lies in the child's folder, on any computer."""
    *folders, name = file.split("/")[3:]  # content/students/<slug>/…
    stem, suffix = posixpath.splitext(name)
    return "/".join((*map(_anywhere, folders), _anywhere(stem) + suffix))


def _anywhere(name: str) -> str:
    return urls.address(name) if _NO_FILE_NAME.search(name) else name


def _left_out(file: str) -> Problem:
    return Problem(
        "This text is on the pages of the keepsake, but not in its folder my-texts: something in it leads to "
        "what is not for the family, and cannot be taken out alone.",
        file,
        hint="Look at its links, and at the keys between the two lines `---`.",
        severity=Severity.WARNING,
        code="keepsake-text",
    )
