"""From what a teacher types after `--as` to whose eyes are meant."""

from __future__ import annotations

from collections.abc import Mapping

from slc_site.desk.find import find
from slc_site.desk.refusal import RefusalError
from slc_site.model.audience import Audience
from slc_site.problems import nearest
from slc_site.share.access import Viewer

_ANYBODYS = {one.word: one for one in (Audience.PUBLIC, Audience.CLASS, Audience.TEACHER)}
_OF_ONE_CHILD = {one.word: one for one in (Audience.FAMILY, Audience.CONFERENCE)}


def audience_meant(said: str) -> tuple[Audience, str]:
    """Return the audience of `public`, `class`, `family:ada`, `conference:ada` or `teacher`, and the child.

    The child is as it was typed, and empty for an audience that is nobody's family.

    Raises:
        RefusalError: there is no such audience, or a child is missing, or one too many.
    """
    word, _, child = (part.strip() for part in said.partition(":"))
    known = {**_ANYBODYS, **_OF_ONE_CHILD}
    audience = known.get(word.casefold())
    if audience is None:
        near = nearest(word, known)
        meant = f"Did you mean {_typed(near)}?" if near else f"Known are {', '.join(map(_typed, known))}."
        raise RefusalError(f"I do not know whose eyes {word} are. {meant}" if word else meant)
    if audience.word in _ANYBODYS and child:
        raise RefusalError(
            f"{audience.word} needs no child's name. Write --as {audience.word}, or --as family:{child}."
        )
    if audience.word in _OF_ONE_CHILD and not child:
        whose = "Whose family?" if audience is Audience.FAMILY else "Whose conference?"
        raise RefusalError(f"{whose} Write the child behind it, as in --as {audience.word}:ada.")
    return audience, child


def viewer_meant(audience: Audience, child: str, students: Mapping[str, str]) -> Viewer:
    """Return the viewer; `child` is a slug or a name, `students` maps the slugs of the class to names.

    Raises:
        RefusalError: no child is called so, or several are.
    """
    return Viewer(audience, find("student", child, students) if child else None)


def _typed(word: str) -> str:
    return f"{word}:ada" if word in _OF_ONE_CHILD else word
