"""What was measured of one child: on a page of its own, and in a step of the conference.

Only the child's own readings are looked at here: no other child's, no class's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.render.charts import Growth, draw
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.translations import Words
from slc_site.render.views import DataPage, MeasureView, ReadingView


def measure_views(
    library: Library, student: str, words: Words, until: date | None = None
) -> tuple[MeasureView, ...]:
    """Return a student's measures, those whose target is reached first, else in the class's order.

    `until` is the last day that counts, as in a conference at the end of a term.
    """
    views = list(_measure_views(library, student, words, until))
    return tuple(sorted(views, key=lambda view: not view.is_reached))


def _measure_views(library: Library, student: str, words: Words, until: date | None) -> Iterator[MeasureView]:
    for number, (measure, own) in enumerate(library.readings_of(student), 1):
        readings = [reading for reading in own if until is None or reading.date <= until]
        if not readings:
            continue
        growth = Growth.of(measure.spec, readings, library.classroom.terms)
        yield MeasureView(
            title=measure.spec.title,
            unit=measure.spec.unit,
            readings=tuple(ReadingView(each.date, each.value, each.target) for each in readings),
            chart=draw(growth, f"chart-{number}", measure.spec.title, words),
            headline=growth.headline(words),
            target=growth.aim.target if growth.aim else None,
            due=growth.aim.due if growth.aim else None,
            is_reached=growth.is_reached,
        )


def data_page(framer: Framer, student: Student) -> Iterator[Page]:
    """Yield the page of all that was measured of a student; nothing when there is none to be seen."""
    measures = measure_views(framer.library, student.slug, framer.words)
    if not measures:
        return
    cards = framer.cards(urls.data(student.slug))
    context = DataPage(
        frame=framer.frame(cards, framer.words.gettext("My numbers"), student=student),
        reached=tuple(view for view in measures if view.is_reached),
        growing=tuple(view for view in measures if not view.is_reached),
    )
    yield Page(cards.path, "data.html", context)
