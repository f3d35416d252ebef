"""Posts: found in both of their forms, read, and their references followed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access, Attachment, Target
from slc_site.model.post import PaperItem, Post, PostKind, PostStatus, Showing
from slc_site.problems import Severity, did_you_mean, nearest
from slc_site.read.attachments import is_recording
from slc_site.read.audiences import narrowed
from slc_site.read.bundles import find_bundles
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.names import Names, one, several
from slc_site.read.reading import Reader
from slc_site.read.shapes_work import PostShape
from slc_site.read.sheet import Sheet
from slc_site.read.spelling import spelt_alike
from slc_site.read.values import all_of, is_recent, shown

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_HOW_TO_DATE = "Write `date: 2026-10-05` in it, or begin its name with the day: `2026-10-05-my-frog-poem`."


class UnlinkedPost(Struct, frozen=True):
    """A post that was read; where it points is not known yet."""

    slug: str
    sheet: Sheet[PostShape]
    day: date
    attachments: Mapping[str, Attachment]


def read_posts(folder: Folder, reader: Reader) -> tuple[list[UnlinkedPost], list[str]]:
    """Read a student's posts; return them by name, and the names of those that were left out."""
    posts: list[UnlinkedPost] = []
    left_out: list[str] = []
    for found in find_bundles(folder, "post", reader.reporter):
        sheet = reader.sheet(found.file, Form.FRONT_MATTER, PostShape)
        day = None if sheet is None else _day(found.slug, sheet, reader)
        if sheet is None or day is None:
            left_out.append(found.slug)
        else:
            posts.append(UnlinkedPost(found.slug, sheet, day, found.attachments))
    return posts, left_out


def _day(slug: str, sheet: Sheet[PostShape], reader: Reader) -> date | None:
    if sheet.shape.date is not None:
        return sheet.shape.date
    found = _DATED.match(slug)
    message = "I cannot tell on which day this was made, so it is left out."
    if found is not None:
        try:
            year, month, day = (int(part) for part in found.groups())
            named = date(year, month, day)
        except ValueError:
            named = None
        if named is not None and is_recent(named, reader.today):
            return named
        message = f"Its name begins with {found[0]}, which cannot be the day it was made, so it is left out."
    sheet.report(message, hint=_HOW_TO_DATE, code="no-date")
    return None


class PostLinks(Struct, frozen=True):
    """What a post may point at, and how the class spells its tags."""

    strands: Names
    targets: Names
    connections: Names
    """The same targets, by their texts, too."""
    students: Names
    prompts: Names

    def link_all(
        self, unlinked: Iterable[UnlinkedPost], student: str, access: Access, goals: Names
    ) -> tuple[Post, ...]:
        """Return all posts of one student, their references followed and their audiences worked out."""
        posts = [self._link(each, student, access, goals) for each in unlinked]
        return tuple(spelt_alike(posts, {}))

    def _link(self, unlinked: UnlinkedPost, student: str, access: Access, goals: Names) -> Post:
        sheet, shape = unlinked.sheet, unlinked.sheet.shape
        strands, tags = self._sort_tags(sheet)
        people, is_safe = self._people(sheet)
        uncertain = shape.kind is PostKind.ASSESSMENT or sheet.is_lost("kind")
        _ask_for_the_goal(sheet, goals)
        return Post(
            student=student,
            slug=unlinked.slug,
            title=shape.title,
            date=unlinked.day,
            origin=sheet.origin,
            body=sheet.document.body,
            body_line=sheet.document.body_line,
            strands=strands,
            tags=tags,
            status=PostStatus.DRAFT if sheet.is_lost("status") else shape.status,
            kind=shape.kind,
            shows=tuple(dict.fromkeys(shape.shows)),
            did_well=_spoken(shape.did_well),
            make_better=_spoken(shape.make_better),
            steps=_spoken(shape.steps),
            learned=_spoken(shape.learned),
            connections=tuple(dict.fromkeys(self._connections(sheet))),
            questions=_spoken(shape.questions),
            told_in=_told_in(sheet, unlinked.attachments),
            targets=several(sheet, self.targets, shape.targets, "targets"),
            goals=several(sheet, goals, (named.goal for named in shape.goals), "goals"),
            goal_words={
                goal: named.shows
                for named in shape.goals
                if named.shows and (goal := goals.find(named.goal)) is not None
            },
            prompt=one(sheet, self.prompts, shape.prompt, "prompt") or "",
            people=people,
            paper=PaperItem(shape.paper.where, shape.paper.pages) if shape.paper else None,
            pin=shape.pin,
            audience=narrowed(
                sheet,
                "posts",
                shape.access,
                access.posts,
                Audience.CONFERENCE if uncertain else Audience.PUBLIC,
            ),
            attachments=unlinked.attachments if is_safe else {},
            pictures_withheld=not is_safe,
        )

    def _connections(self, sheet: Sheet[PostShape]) -> Iterator[str]:
        """Yield the ids of the targets that are meant, and what else was written as it is."""
        for place, typed in enumerate(sheet.shape.connections):
            found = self.connections.find(_without_stop(typed))
            near = None if found or " " in typed else nearest(typed, self.targets.names)
            if near:
                message = f"There is no target {shown(typed)}, so it stands there as words."
                hint = f"Did you mean `{near}`?"
                sheet.report(
                    message, "connections", place, hint=hint, severity=Severity.WARNING, code="no-such-thing"
                )
            if typed:
                yield found or typed

    def _people(self, sheet: Sheet[PostShape]) -> tuple[tuple[str, ...], bool]:
        """Return who can be recognised, and whether that is known for sure."""
        found = [
            one(sheet, self.students, typed, "people", place, severity=Severity.ERROR)
            for place, typed in enumerate(sheet.shape.people)
        ]
        known = tuple(dict.fromkeys(name for name in found if name is not None))
        is_safe = None not in found and not sheet.is_lost("people")
        if not is_safe:
            message = "It is not sure who can be recognised, so the pictures of this post are left out."
            sheet.report(message, "people", hint="Put `people` right.", code="pictures-withheld")
        return known, is_safe

    def _sort_tags(self, sheet: Sheet[PostShape]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        strands: dict[str, None] = {}
        tags: dict[str, str] = {}
        typed = [tag for piece in sheet.shape.tags for tag in _hash_tags(piece)]
        for tag in typed:
            strand = self.strands.find(tag)
            if strand is not None:
                strands[strand] = None
            elif tag:
                tags.setdefault(same(tag), unicodedata.normalize("NFC", tag))
        if len(strands) > 1:
            message = f"The tags name {len(strands)} strands: {all_of(strands)}."
            hint = "The post stands in each of them; keep one if that is not meant."
            sheet.report(message, "tags", hint=hint, severity=Severity.WARNING, code="two-strands")
        elif not strands:
            message, hint = "None of the tags names a strand.", self._strand_hint(typed)
            sheet.report(message, "tags", hint=hint, severity=Severity.WARNING, code="no-strand")
        return tuple(strands), tuple(tags.values())

    def _strand_hint(self, typed: list[str]) -> str:
        there_are = f"The strands are {all_of(self.strands.names)}."
        if any(self.strands.find(word) for tag in typed for word in tag.split()):
            return f"Put a comma between tags: `[writing, frogs]`. {there_are}"
        near = next((near for tag in typed if (near := did_you_mean(tag, self.strands.names))), None)
        return f"{near} {there_are}" if near else there_are


def _hash_tags(piece: str) -> list[str]:
    """Return the tags of `#writing #frogs` without their marks; any other piece is one tag."""
    words = piece.split()
    if words and all(word.startswith("#") for word in words):
        return [word.strip("#") for word in words]
    return [piece]


def _told_in(sheet: Sheet[PostShape], attachments: Mapping[str, Attachment]) -> str:
    """Return the name of the recording in which the student talks about the post, or an empty text."""
    typed = sheet.shape.reflection
    if not typed:
        return ""
    recordings = {same(name): name for name in attachments if is_recording(name)}
    found = recordings.get(same(typed))
    if found is None:
        message = f"There is no recording {shown(typed)} beside this post."
        near = did_you_mean(typed, recordings.values())
        hint = near or "Write the name of a sound beside it, like `reflection.m4a`; words go into `did_well`."
        sheet.report(message, "reflection", hint=hint, severity=Severity.WARNING, code="no-recording")
    return found or ""


def connection_names(targets: Iterable[Target]) -> Names:
    """Return the names of targets for what a post connects to: a child may write the id or the text."""
    targets = tuple(targets)
    texts = [(_without_stop(target.text), target.id) for target in targets]
    return Names("target", [target.id for target in targets], also=texts)


def _without_stop(text: str) -> str:
    return text.strip().removesuffix(".")


def _ask_for_the_goal(sheet: Sheet[PostShape], goals: Names) -> None:
    """Say gently that a piece which is kept for a goal should name it."""
    shape = sheet.shape
    if Showing.GOAL not in shape.shows or shape.goals or sheet.is_lost("goals"):
        return
    example = goals.names[0] if goals.names else "three-sentences"
    sheet.report(
        "It is kept because it shows a goal, but it does not say which.",
        "shows",
        hint=f"Write `goals: [{example}]`. {goals.hint('')}",
        severity=Severity.WARNING,
        code="no-goal-named",
    )


def _spoken(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
