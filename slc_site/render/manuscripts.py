"""Gathers every Markdown text of a library, with all that it may point at."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept
from slc_site.model.classroom import Attachment
from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.origin import Origin
from slc_site.model.post import Post
from slc_site.model.prompt import Example, Prompt
from slc_site.render import urls
from slc_site.render.captions import paragraphs
from slc_site.render.manuscript import Manuscript
from slc_site.render.markup.targets import link_targets
from slc_site.render.media import Media, Recording
from slc_site.render.translations import Words

_TO_ROOT = {"students": "../../../../", "pages": "../../", "prompts": "../../"}
"""From the folder of a page to the root: posts, goals and conferences stand equally deep."""


def post_key(post: Post) -> str:
    """Return the key of a post's text."""
    return f"students/{post.student}/{_of_year(post)}posts/{post.slug}"


def told_key(post: Post) -> str:
    """Return the key of the recording in which the student talks about a post: a text that only shows it."""
    return f"{post_key(post)}#told"


def goal_key(goal: Goal) -> str:
    """Return the key of a goal's text."""
    return f"students/{goal.student}/{_of_year(goal)}goals/{goal.slug}"


def _of_year(made: Post | Goal) -> str:
    return f"earlier/{made.year}/" if made.year else ""


def conference_key(student: str, conference: str) -> str:
    """Return the key of what a student wants the family to know."""
    return f"students/{student}/conferences/{conference}"


def page_key(slug: str) -> str:
    """Return the key of the text of one of the class's pages."""
    return f"pages/{slug}"


def prompt_key(prompt: Prompt) -> str:
    """Return the key of a prompt's text."""
    return f"prompts/{prompt.slug}"


def example_key(prompt: Prompt, example: Example) -> str:
    """Return the key of the text of an example."""
    return f"{prompt_key(prompt)}/examples/{example.slug}"


def attachments(library: Library) -> Iterator[Attachment]:
    """Yield every file that a page of this library may show: the avatars, and what a text mentions."""
    for student in library.students:
        if student.avatar is not None:
            yield student.avatar
    years = (year.posts for year in library.earlier)
    for post in chain(library.posts, *years):
        yield from mentioned(post)
    for page in library.pages:
        yield from mentioned(page)
    for prompt in library.prompts:
        yield from mentioned(prompt)
        for example in prompt.examples:
            yield from mentioned(example)


def linkable(library: Library) -> Mapping[str, str]:
    """Return, for each file that a text may point at, where its page stands: a path in the site."""
    found = {post.origin.file: urls.post(post) for post in library.posts}
    found |= {goal.origin.file: urls.goal(goal) for goal in library.goals}
    for year in library.earlier:
        found |= {post.origin.file: urls.post(post) for post in year.posts}
        found |= {goal.origin.file: urls.goal(goal) for goal in year.goals}
    found |= {student.origin.file: urls.portfolio(student.slug) for student in library.students}
    found |= {page.origin.file: urls.class_page(page.slug) for page in library.pages}
    found |= {
        one.origin.file: urls.conference(one.student, one.conference) for one in library.student_conferences
    }
    for prompt in library.prompts:
        files = (prompt.origin.file, *(example.origin.file for example in prompt.examples))
        found |= dict.fromkeys(files, urls.prompt(prompt.slug))
    found[library.classroom.origin.file] = urls.HOME
    return found


class Binder(Struct, frozen=True, dict=True):
    """Puts texts together with what they may point at."""

    targets: Mapping[str, str]
    """What is `linkable` for those who are to read the texts."""
    media: Mapping[Path, Media]
    """Finished pictures and recordings, by their originals."""
    words: Words
    """Those of the site's language."""
    known: Collection[str] = ()
    """The files that are `linkable` for those who see everything."""

    @cached_property
    def _of_all(self) -> str:
        return kept.fingerprint(self.targets, list(self.known), self.words.code)

    def made_from(self, library: Library) -> str:
        """Return a fingerprint of all that the manuscripts of a student are made from.

        `library` is the student's own, see `Library.of`.
        """
        years = library.earlier
        posts = chain(library.posts, *(year.posts for year in years))
        made = (self.media.get(file.path) for post in posts for file in post.attachments.values())
        # What an original told besides is in no text, and a set is told in another order each time.
        beside = [one and replace(one, traces=frozenset()) for one in made]
        own = (library.posts, library.goals, library.student_conferences, years)
        return kept.fingerprint(self._of_all, own, beside)

    def of_student(self, library: Library, student: str) -> Iterator[Manuscript]:
        """Yield every text of a student's; `library` is narrowed to those who are to read it."""
        years = library.earlier_of(student)
        for post in chain(library.posts_of(student), *(year.posts for year in years)):
            base = f"../../{urls.post_folder(post).removeprefix(urls.student_folder(student))}"
            yield self.manuscript(
                post_key(post),
                post.body,
                Origin(post.origin.file, post.body_line),
                beside=post.attachments,
                base=base,
                withheld=post.pictures_withheld,
            )
            if post.told_in:
                yield self.manuscript(
                    told_key(post),
                    f"![{self.words.gettext('What I say about it')}]({quote(post.told_in)})",
                    post.origin,
                    beside=post.attachments,
                    base=base,
                    withheld=post.pictures_withheld,
                )
        for goal in chain(library.goals_of(student), *(year.goals for year in years)):
            yield self.manuscript(goal_key(goal), goal.body, Origin(goal.origin.file, goal.body_line))
        for one in library.conferences_of(student):
            key = conference_key(one.student, one.conference)
            yield self.manuscript(key, one.body, Origin(one.origin.file, one.body_line))

    def of_class(self, library: Library) -> Iterator[Manuscript]:
        """Yield every text of the class's; `library` is narrowed to those who are to read it."""
        for page in library.pages:
            origin = Origin(page.origin.file, page.body_line)
            yield self.manuscript(page_key(page.slug), page.body, origin, beside=page.attachments)
        for prompt in library.prompts:
            origin = Origin(prompt.origin.file, prompt.body_line)
            yield self.manuscript(prompt_key(prompt), prompt.body, origin, beside=prompt.attachments)
            for example in prompt.examples:
                yield self.manuscript(
                    example_key(prompt, example),
                    example.body,
                    Origin(example.origin.file, example.body_line),
                    beside=example.attachments,
                    base=f"examples/{urls.address(example.slug)}/",
                )

    def manuscript(
        self,
        key: str,
        text: str,
        origin: Origin,
        *,
        beside: Mapping[str, Attachment] | None = None,
        base: str = "",
        withheld: bool = False,
    ) -> Manuscript:
        """Return a text; `beside` it lie files by name, whose finished ones stand at `base` in the site."""
        made = {name: self._made(file) for name, file in (beside or {}).items()}
        aims = _aims(text, origin.file, self.targets, self.known)
        to_root = _TO_ROOT[key.partition("/")[0]]
        # A file that is there and yet was not made had been refused, and told.
        return Manuscript(
            key=key,
            text=text,
            origin=origin,
            media={name: one for name, one in made.items() if one is not None},
            refused=frozenset(name for name, one in made.items() if one is None),
            base=base,
            links={
                typed: to_root + self.targets[aim] + (f"#{fragment}" if fragment else "")
                for typed, (aim, fragment) in aims.items()
                if aim in self.targets
            },
            closed=frozenset(typed for typed, (aim, _) in aims.items() if aim not in self.targets),
            withheld=withheld,
            withheld_text=self.words.gettext("A picture is here for the people in our room only."),
            enlarge_text=self.words.gettext("Look at this picture"),
            said_text=self.words.gettext("What is said"),
            language=self.words.code,
        )

    def _made(self, file: Attachment) -> Media | None:
        """Return what may be shown of a file; of a recording without a transcript, its captions are one."""
        made = self.media.get(file.path)
        if isinstance(made, Recording) and not made.transcript:
            return replace(made, transcript=paragraphs(file.captions, self.words.code))
        return made


def _aims(text: str, file: str, *known: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return, for each link of a text that points at a file of `known`, that file and the place in it."""
    aims = {}
    for typed in link_targets(text):
        path, _, fragment = typed.partition("#")
        aim = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))
        for name in (aim, f"{aim}.md", f"{aim}/index.md", f"{aim}/student.yml"):
            if path and any(name in some for some in known):
                aims[typed] = (name, fragment)
                break
    return aims
