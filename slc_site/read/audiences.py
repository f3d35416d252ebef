"""Who may see a thing: the class's rule, the student's and the thing's own, worked out.

Only what a teacher writes makes anything visible to more people: `class.yml`, `student.yml`, which has the
consent in it, too, and the class's own pages. Posts, goals and what is brought to a conference are written by
children: their own `access` counts only where it is narrower. Whatever cannot be read counts as the narrowest
there is.
"""

from __future__ import annotations

from typing import Any

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access, Consent
from slc_site.model.measure import WIDEST_OF_MEASURES
from slc_site.problems import Severity
from slc_site.read.shapes_classroom import (
    AccessShape,
    ClassShape,
    ConsentShape,
    StudentAccessShape,
    StudentShape,
)
from slc_site.read.sheet import Sheet


def work_out_access(
    sheet: Sheet[ClassShape] | Sheet[StudentShape], shape: StudentAccessShape, base: Access
) -> Access:
    """Return the audience of each kind of thing: what the file says, else `base`."""

    def audience(key: str, given: Audience | None, otherwise: Audience) -> Audience:
        if sheet.is_lost("access", key):
            return Audience.TEACHER
        return otherwise if given is None else given

    def in_the_family(given: Audience | None) -> Audience | None:
        if given is not None and given < WIDEST_OF_MEASURES:
            sheet.report(
                f"`{given.word}` is wider than measures are ever shown; I use `{WIDEST_OF_MEASURES.word}`.",
                "access",
                "measures",
                hint="Write `family` or `conference`: a child's numbers are for the child's own people.",
                severity=Severity.WARNING,
                code="wider-access",
            )
            return WIDEST_OF_MEASURES
        return given

    pages = shape.pages if isinstance(shape, AccessShape) else None
    return Access(
        posts=audience("posts", shape.posts, base.posts),
        goals=audience("goals", shape.goals, base.goals),
        conferences=audience("conferences", shape.conferences, base.conferences),
        report_cards=_of_cards(sheet, audience("report-cards", shape.report_cards, base.report_cards)),
        measures=audience("measures", in_the_family(shape.measures), base.measures),
        pages=audience("pages", pages, base.pages),
        earlier=audience("earlier", shape.earlier, base.earlier),
    )


def _of_cards(sheet: Sheet[ClassShape] | Sheet[StudentShape], audience: Audience) -> Audience:
    """Return the audience of self-report cards: a child's ticks and reasons are for the family at most."""
    if audience < Audience.FAMILY:
        sheet.report(
            f"Self-report cards are for a child's family at most; `{audience.word}` is not used.",
            "access",
            "report-cards",
            hint="Write `family`: it shows what is ticked and why, and no grade. Or `conference`.",
            severity=Severity.WARNING,
            code="wide-cards",
        )
    return max(audience, Audience.FAMILY)


def work_out_consent(
    sheet: Sheet[ClassShape] | Sheet[StudentShape], shape: ConsentShape, base: Consent
) -> Consent:
    """Return what was signed for: what the file says, else `base`; no where it cannot be read."""

    def consent(key: str, given: bool | None, otherwise: bool) -> bool:
        # `publish: no` beside `consent`, not in it: somebody has not signed
        if sheet.is_lost("consent", key) or ("publish",) in sheet.lost:
            return False
        return otherwise if given is None else given

    return Consent(
        publish=consent("publish", shape.publish, base.publish),
        photos=consent("photos", shape.photos, base.photos),
    )


def narrowed(
    sheet: Sheet[Any],
    kind: str,
    own: Audience | None,
    base: Audience,
    unless_said: Audience = Audience.PUBLIC,
) -> Audience:
    """Return the audience of one thing of a student's: its own `access` if it is not wider than `base`.

    `base` is what the teacher's files say of things of this `kind`, a key of their `access`; `unless_said` is
    what this thing is kept to when it says nothing itself.
    """
    if sheet.is_lost("access"):
        return Audience.TEACHER
    if own is None:
        return max(base, unless_said)
    if own < base:
        sheet.report(
            f"`{own.word}` is wider than a teacher has allowed for {kind}; I use `{base.word}`.",
            "access",
            hint=(
                f"Here it can only be made narrower. If this child's {kind} may be seen by more people, "
                f"write `access: {{{kind}: {own.word}}}` into student.yml; if everybody's may, "
                "into class.yml."
            ),
            severity=Severity.WARNING,
            code="wider-access",
        )
    return max(own, base)
