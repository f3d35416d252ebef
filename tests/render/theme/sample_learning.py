"""Pages of learning made by hand: numbers over time, targets by pieces of work, one target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from slc_site.model.classroom import MeasureSpec
from slc_site.model.measure import Reading
from slc_site.render.charts import Growth, draw
from slc_site.render.page import Page
from slc_site.render.translations import words_for
from slc_site.render.views import (
    DataPage,
    Frame,
    Link,
    MeasureView,
    ProofOfTarget,
    ReadingView,
    SkillGoalView,
    SkillWordView,
    TargetColumn,
    TargetGroup,
    TargetPage,
    TargetRow,
    TargetsPage,
)
from tests.render.theme.sample_maker import Sample


def measure(number: int = 1, *values: int) -> MeasureView:
    """Return what was measured of a child, a month apart; by default three readings on the way to 60."""
    spec = MeasureSpec("words", "Words I read in a minute", "words.csv", "words")
    due = date(2026, 12, 18)
    readings = [
        Reading("s0", date(2026, 9 + at, 15), Decimal(value), Decimal(60), due)
        for at, value in enumerate(values or (34, 41, 47))
    ]
    growth = Growth.of(spec, readings, ())
    words = words_for("en")
    return MeasureView(
        spec.title,
        spec.unit,
        tuple(ReadingView(each.date, each.value, each.target) for each in readings),
        draw(growth, f"chart-{number}", spec.title, words),
        growth.headline(words),
        Decimal(60),
        due,
        growth.is_reached,
    )


def data(frame: Frame, *, with_all: bool = True) -> Page:
    """Return a page of numbers: a win and two that grow, or only a beginning."""
    if with_all:
        context = DataPage(frame, (measure(1, 41, 60),), (measure(2), measure(3, 50, 48)))
    else:
        beginning = replace(measure(1, 12), unit="", target=None, due=None)
        context = DataPage(frame, (), (beginning,))
    return Page(frame.path, "data.html", context)


def targets(frame: Frame, *, with_all: bool = True) -> Page:
    """Return targets by pieces of work, or a list in which nothing is shown yet."""
    at = Sample(frame.path)
    pieces = [at.card(slug) for slug in ("my-summer", "frog-poem", "bridge")]
    later = TargetGroup("", False, (TargetRow("I can sound out a hard word", "", ()),))
    if not with_all:
        return Page(frame.path, "targets.html", TargetsPage(frame, (), (), (later,)))

    def row(text: str, *shown: bool) -> TargetRow:
        return TargetRow(text, at.to("students/s0/targets/periods/index.html"), shown)

    context = TargetsPage(
        frame,
        tuple(TargetColumn(piece.title, piece.href, piece.date) for piece in pieces),
        (
            TargetGroup("Writing", False, (row("I can end a sentence with a period", True, True, False),)),
            TargetGroup("", False, (row("I can put my things away", False, False, True),)),
            TargetGroup("How I learn", True, (row("I keep trying", False, False, False),)),
        ),
        (later, TargetGroup("How I learn", True, (TargetRow("I ask a question", "", ()),))),
    )
    return Page(frame.path, "targets.html", context)


def target(frame: Frame, *, with_all: bool = True) -> Page:
    """Return the page of a skill with all there can be, or with one word of the child's."""
    at = Sample(frame.path)
    fall = Link("Fall", at.to("students/s0/conferences/fall/index.html"))
    context = TargetPage(
        frame,
        frame.title,
        True,
        at.strand("writing", 0),
        (
            ProofOfTarget(at.card("frog-poem"), ("It rhymes.", "I read it again.")),
            ProofOfTarget(at.card("my-summer"), ()),
        ),
        (SkillWordView(fall, "I ask too soon.", "You tried four times.", "math"),),
        (SkillGoalView(at.goal("three-sentences"), "reading"),),
    )
    if not with_all:
        said = (SkillWordView(fall, "Not yet.", "", ""),)
        context = replace(context, strand=None, is_skill=False, evidence=(), words=said, goals=())
    return Page(frame.path, "target.html", context)


def rich() -> Iterator[Page]:
    """Yield each page with all that it can show."""
    for make, path, title in (
        (data, "data/index.html", "My numbers"),
        (targets, "targets/index.html", "My learning"),
        (target, "targets/periods/index.html", "I keep trying when a problem is hard"),
    ):
        yield make(Sample(f"students/s0/{path}").frame(title, 0))
