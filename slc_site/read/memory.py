"""What was read of the class and of each child, kept until a file of theirs changes, or what it may point at.

A file is as it was if its size, its time and its inode are. One that was changed just before it was read may
be changed again within the same tick of the clock: the next time it counts as changed, however it looks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site import kept, stamps
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import StudentConference
from slc_site.problems import Problem
from slc_site.read.bodies import Text, bodies

FOLDERS = ("pages", "students", "report-cards", "conferences", "measures", "prompts", "letters")
"""What may lie in `content` besides `class.yml`."""

STUDENTS = "students"
"""Which of them has a folder for each child."""

_CLASS = ""
"""Instead of a student's slug."""
_PASSING = frozenset({"unreadable-file"})
"""Codes of problems that may be gone the next time, although no file tells of it."""


class Own(Struct, frozen=True):
    """All that is one student's, linked, and what is wrong with it."""

    posts: tuple[Post, ...]
    """Their tags spelt as in the first of the student's own posts that has them."""
    goals: tuple[Goal, ...]
    self_reports: tuple[SelfReport, ...]
    conferences: tuple[StudentConference, ...]
    earlier: tuple[EarlierYear, ...]
    problems: tuple[Problem, ...]
    heads: Mapping[str, str] = field(default_factory=dict)
    """By file, of posts that are well put together: a digest of all but the body."""
    keys: tuple[str, ...] = ()
    """Those that a post may have."""


class Child(Struct, frozen=True):
    """A student whose work is read from the folder of that name."""

    slug: str
    made_from: str
    """A fingerprint of all besides the student's own files that tells how they are understood."""


class OfClass(Struct, frozen=True):
    """What the class's own files say, those of its students' names among them."""

    library: Library
    """Without what the children made."""
    children: tuple[Child, ...]
    before: tuple[Problem, ...]
    """What is wrong with it, and told before what is wrong with children's work."""
    after: tuple[Problem, ...]


class Whole(Struct, frozen=True):
    """All of a class, not put together yet."""

    of_class: OfClass
    owns: tuple[Own, ...]
    """In the order of its children."""

    @property
    def problems(self) -> Iterator[Problem]:
        """All that is wrong with it, in the order in which it is told."""
        yield from self.of_class.before
        for own in self.owns:
            yield from own.problems
        yield from self.of_class.after


class _KeptOwn(Struct, frozen=True):
    child: Child
    seen: str
    """What `stamps.listing` said of the student's folder; files whose time cannot be trusted are doubted."""
    own: Own


class _KeptClass(Struct, frozen=True):
    seen: str
    today: date
    asked: tuple[tuple[str, str], ...]
    """Files elsewhere that were read or looked for in vain, and their stamps."""
    of_class: OfClass


class _Seen(Struct, frozen=True):
    """What tells whether files are as they were."""

    listed: str
    trusted: str
    """The same without trust in files that were changed just now; of a child only."""
    is_settled: bool
    """There are none."""
    began: int
    """When it was looked at, in ns."""


_decode_own = kept.decoder(_KeptOwn)
_decode_class = kept.decoder(_KeptClass)


class ReadingMemory:
    """One file for the class and one for each child; and what they say, while this lasts."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for this alone; need not exist."""
        self._folder = folder
        self._owns: dict[str, _KeptOwn] = {}
        self._class: _KeptClass | None = None
        self._used: set[str] = set()
        self._seen: dict[str, _Seen] = {}
        self._looked: set[str] = set()
        self._changed: frozenset[str] | None = None
        self._look: stamps.Look | None = None

    def only(self, changed: Collection[str] | None, look: stamps.Look | None = None) -> None:
        """Begin anew, and look only at folders in which one of these paths lies; None: at all of them.

        A path is written as problems name files. `look` is what somebody has just seen of these folders, if
        so: then nobody looks again. It has to be from before anything of them is read.
        """
        self._look = look
        self._changed = None if changed is None else frozenset(changed)
        self._looked = set()

    # -- the class's own ------------------------------------------------------------------------------

    def of_class(self, content: str, label: str, today: date) -> OfClass | None:
        """Return what the class's own files said if they are as they were; `label` is the folder's name."""
        self._used.add(_CLASS)
        seen = self._seen_of_class(content, label).listed
        found = self._class or kept.loaded(self._file(_CLASS), _decode_class)
        if found is None or (found.seen, found.today) != (seen, today):
            return None
        if any(stamps.stamp(file) != before for file, before in found.asked):
            return None
        self._class = found
        return found.of_class

    def keep_of_class(self, content: str, label: str, today: date, of_class: OfClass) -> None:
        """Keep what was read of the class's own files, if they have been at rest."""
        self._used.add(_CLASS)
        seen = self._seen_of_class(content, label)
        asked = [str(file) for file in of_class.library.included_files]
        since = seen.began - stamps.TICK
        told = _passing((*of_class.before, *of_class.after))
        if seen.is_settled and not told and not any(_changed_since(file, since) for file in asked):
            stamped = tuple((file, stamps.stamp(file)) for file in asked)
            self._class = _KeptClass(seen.listed, today, stamped, of_class)
            kept.save(self._file(_CLASS), self._class)

    def _seen_of_class(self, content: str, label: str) -> _Seen:
        def look() -> _Seen:
            if self._look is None and self._changed is None:  # children are to be looked at, too
                self._look = stamps.look_at([content])
            return _seen_of_class(self._look_at(content))

        return self._once(_CLASS, lambda: self._may_class_differ(label), look)

    def _may_class_differ(self, label: str) -> bool:
        """May anything in the folder have changed but files in a folder of a student's own?"""
        if self._changed is None:
            return True
        work = f"{label}/{STUDENTS}/"
        return any(
            _overlap(path, label) and not (path.startswith(work) and path.count("/") >= 4)
            for path in self._changed
        )

    # -- a child's own --------------------------------------------------------------------------------

    def own(self, child: Child, folder: str, label: str) -> Own | None:
        """Return what was read of a student, if it would be read the same now.

        Where only texts of posts are other ones, they are read; all else is remembered. `folder` is the
        student's, `label` its name in what is reported.
        """
        self._used.add(child.slug)
        seen = self._seen_in(folder, label)
        found = self._owns.get(child.slug) or kept.loaded(self._file(child.slug), _decode_own)
        if found is None or found.child != child:
            return None
        if found.seen == seen.listed:
            self._owns[child.slug] = found
            return found.own
        own = _with_other_texts(found, seen.listed, folder, label)
        if own is not None:
            self._keep_own(_KeptOwn(child, seen.trusted, own))
        return own

    def keep_own(self, child: Child, folder: str, label: str, own: Own) -> None:
        """Keep what was read of a student."""
        if not _passing(own.problems):
            self._keep_own(_KeptOwn(child, self._seen_in(folder, label).trusted, own))

    def _keep_own(self, one: _KeptOwn) -> None:
        self._owns[one.child.slug] = one
        kept.save(self._file(one.child.slug), one)

    def _seen_in(self, folder: str, label: str) -> _Seen:
        look = self._look_at
        return self._once(folder, lambda: self._may_differ(label), lambda: _seen_of_child(look(folder)))

    def _may_differ(self, label: str) -> bool:
        return self._changed is None or any(_overlap(path, label) for path in self._changed)

    # -- both -----------------------------------------------------------------------------------------

    def _once(self, name: str, may_differ: Callable[[], bool], look: Callable[[], _Seen]) -> _Seen:
        """Return what is seen, once for each time that we begin anew: before anything of it is read."""
        seen = self._seen.get(name)
        if name not in self._looked and (seen is None or not seen.is_settled or may_differ()):
            seen = None
        if seen is None:
            self._seen[name] = seen = look()
        self._looked.add(name)
        return seen

    def _look_at(self, folder: str) -> stamps.Look:
        """Look at a folder, if nobody has."""
        return (self._look.below(folder) if self._look else None) or stamps.look_at([folder])

    def forget_others(self) -> None:
        """Forget those who were not asked for since the last time: who left the class is not kept."""
        names = {self._file(student).name for student in self._used}
        self._owns = {student: one for student, one in self._owns.items() if student in self._used}
        self._used = set()
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _file(self, student: str) -> Path:
        return self._folder / kept.fingerprint(student)


def _overlap(one: str, other: str) -> bool:
    """Is one of two paths in the other, or the other?"""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _with_other_texts(found: _KeptOwn, seen: str, folder: str, label: str) -> Own | None:
    """Return what is a student's with the texts that were changed; None if more may be another one."""
    (was_in, _, before), (is_in, _, now) = (one.partition("\0") for one in (found.seen, seen))
    changed = stamps.differing(before, now) if was_in == is_in else None
    if changed is None or not all(f"{label}/{one}" in found.own.heads for one in changed):
        return None
    own = found.own
    texts = [Text(f"{folder}/{one}", f"{label}/{one}", own.heads[f"{label}/{one}"]) for one in changed]
    said = bodies(texts, own.keys)
    if said is None:
        return None
    posts = (replace(post, body=said.get(post.origin.file, post.body)) for post in own.posts)
    return replace(own, posts=tuple(posts))


def _passing(problems: Iterable[Problem]) -> bool:
    return any(problem.code in _PASSING for problem in problems)


def _changed_since(file: str, since: int) -> bool:
    try:
        return os.lstat(file).st_mtime_ns >= since
    except OSError:
        return False


def _seen_of_child(look: stamps.Look) -> _Seen:
    """Return what tells whether all below a child's folder is as it was."""
    (folder,) = look.folders
    young = look.young(look.began - stamps.TICK)
    doubted = {path[len(folder) + 1 :].replace(os.sep, "/") for path, _ in young}
    return _Seen(
        f"{folder}\0{look.text}", f"{folder}\0{stamps.doubted(look.text, doubted)}", not young, look.began
    )


def _seen_of_class(look: stamps.Look) -> _Seen:
    """Return the same of all in the folder `content` but the folders of its students' work."""
    (content,) = look.folders
    students = f"{content}{os.sep}{STUDENTS}{os.sep}"
    own = look.only(lambda path: not path.startswith(students) or os.sep not in path[len(students) :])
    return _Seen(f"{content}\0{own.text}", "", not own.young(own.began - stamps.TICK), own.began)
