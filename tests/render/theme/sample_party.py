"""A party, as everybody sees it and as the room does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.views import (
    Frame,
    PartyPage,
    PartyTime,
    ProgrammeView,
    SpeakerView,
    SpotView,
)
from tests.render.theme.sample_maker import STUDENTS, Sample

BEGIN = datetime(2026, 6, 11, 16)
LATER = datetime(2026, 6, 11, 17, 30)


def rich() -> Iterator[Page]:
    """Yield the page as the teacher sees it, and the first one of a room's edition."""
    at = Sample("conferences/party/index.html")
    page = _party(at, at.frame("Our portfolio party", live=True))
    yield Page(at.path, "party.html", page)
    at = Sample("start/index.html")
    page = _party(at, at.frame("Our portfolio party"))
    others = {"is_start": True, "siblings": False, "take_home": "", "take_home_words": "In a green folder."}
    yield Page(at.path, "party.html", replace(page, **others))  # type: ignore[arg-type]  # of one dataclass


def bare(frame: Frame) -> Page:
    """Return an invitation of which nothing is said."""
    return Page(frame.path, "party.html", PartyPage(frame, frame.title, (), (), None, ""))


def _party(at: Sample, frame: Frame) -> PartyPage:
    children = tuple(map(at.badge, range(len(STUDENTS))))
    topics = ("selection", "goals", "self-report", "self-evaluation", "feelings", "")
    ways = [(at.to(f"students/s{n}/growth/index.html") if n % 3 else "") for n in range(len(children))]
    return PartyPage(
        frame=frame,
        title=frame.title,
        times=(PartyTime(BEGIN, LATER, "Room 12"), PartyTime(BEGIN, LATER, "")),
        invited=("Families", "Our principal"),
        siblings=True,
        photos="Only of your own child, please.",
        programme=(
            ProgrammeView(BEGIN, 10, "Welcome song", children[:2], ("Ms. Okafor",)),
            ProgrammeView(None, None, "Walk around", (), ()),
        ),
        speakers=tuple(
            SpeakerView(child, topic, "" if topic else "How I built a bridge")
            for child, topic in zip(children, topics, strict=False)
        ),
        children=tuple(
            SpotView(child, f"Table {n}" if n % 2 else "", way, at.to("x/index.html") if n % 4 else "")
            for n, (child, way) in enumerate(zip(children, ways, strict=True))
        ),
        devices="A tablet at each spot.",
        take_home="usb",
        thanks="Thank you for coming!",
        print_command="slc print party spring" if frame.live else "",
    )
