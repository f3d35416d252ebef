"""A party on paper: everything a class cuts out and hands round, and one page that is not handed round."""

from __future__ import annotations

from datetime import datetime, time

import html5lib
import pytest

from slc_site.model.classroom import Classroom
from slc_site.model.conference import ConferenceKind
from slc_site.model.party import Adoption, Party, ProgrammeItem, Speaker, SpeakerTopic, Spot
from slc_site.model.schedule import Schedule, Window
from slc_site.paper.job import Job
from slc_site.paper.narrowed import for_the_room
from slc_site.paper.party import (
    AdoptList,
    Programme,
    SpeakerSlips,
    Spots,
    adopt_sheets,
    sheets,
)
from slc_site.paper.pdf import ENGINES
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.render.party_page import starts
from tests.paper.conftest import MakeDesk
from tests.support.things import a_classroom, a_conference, a_library, a_student

BEGIN = datetime(2026, 6, 11, 16)
STUDENTS = (a_student("ada", emoji="🦉"), a_student("ben"), a_student("max", name="Maximiliana"))
PARTY = Party(
    speakers=(Speaker("ben", SpeakerTopic.GOALS), Speaker("ada", words="My bridge"), Speaker("max")),
    programme=(
        ProgrammeItem("Song", minutes=10, students=("ada",), who=("Ms. Okafor",)),
        ProgrammeItem("Talks"),
    ),
    spots=(Spot("ada", "table 3"),),
    adopt=(Adoption("The principal", "ben"), Adoption("The principal", "max")),
)


def job(party: Party = PARTY, language: str = "en", classroom: Classroom | None = None) -> Job:
    """Return what paper for a party is made of, as it was read."""
    conference = a_conference(
        "party",
        title="Our party",
        kind=ConferenceKind.PARTY,
        party=party,
        schedule=Schedule(windows=(Window(BEGIN, BEGIN.replace(hour=17), "The garden"),)),
    )
    library = a_library(classroom or a_classroom(language=language), *STUDENTS, conference)
    return Job(library, conference, PaperSize.A4, order=STUDENTS)


def of_kind(made: list[Sheet], kind: str) -> Sheet:
    (sheet,) = [one for one in made if one.template == f"{kind}.html"]
    return sheet


def test_what_happens_when_is_on_one_sheet(desk: MakeDesk) -> None:
    sheet = of_kind(list(sheets(job())), "party")
    assert isinstance(sheet.view, Programme)
    assert [line.who for line in sheet.view.lines] == [("Ada", "Ms. Okafor"), ()]
    (text,) = desk().printed([sheet]).texts
    for words in ("June 11, 2026", "The garden", "4:10 PM Talks", "Song"):
        assert words in text
    assert "own child only" in text, "without a line of the class's there is one of ours"


def test_there_is_a_slip_for_each_speaker_with_sentences_to_begin_with(desk: MakeDesk) -> None:
    sheet = of_kind(list(sheets(job())), "party-slips")
    assert isinstance(sheet.view, SpeakerSlips)
    assert [slip.who.name for slip in sheet.view.slips] == ["Ben", "Ada", "Maximiliana"]
    page = html5lib.parse(desk().document([sheet]), namespaceHTMLElements=False)
    slips = page.findall(".//article")
    assert [["".join(topic.itertext()) for topic in slip.findall("h3")] for slip in slips] == [
        ["My goals, and how I got there"],
        ["My bridge"],
        [],
    ]
    assert [len(slip.findall("ul/li")) for slip in slips] == [3, 3, 3]
    assert len(slips[2].findall("span[@class='line']")) == 1, "there is room to write what about"
    assert "Hello, my name is Ben." in "".join(slips[0].itertext())


@pytest.mark.parametrize("topic", [*SpeakerTopic, None])
def test_each_topic_has_three_sentences_of_its_own(topic: SpeakerTopic | None, desk: MakeDesk) -> None:
    def said(one: SpeakerTopic | None) -> list[str]:
        sheet = of_kind(list(sheets(job(Party(speakers=(Speaker("ben", one),))))), "party-slips")
        page = html5lib.parse(at.document([sheet]), namespaceHTMLElements=False)
        return ["".join(line.itertext()) for line in page.findall(".//ul/li")]

    at = desk()
    assert len(said(topic)) == 3
    assert all(not set(said(topic)) & set(said(other)) for other in [*SpeakerTopic, None] if other != topic)


def test_every_child_has_a_card_for_its_spot_and_long_names_are_smaller(desk: MakeDesk) -> None:
    sheet = of_kind(list(sheets(job())), "party-spots")
    assert isinstance(sheet.view, Spots)
    assert [(one.name, one.place, one.size) for one in sheet.view.people] == [
        ("Ada", "table 3", "big"),
        ("Ben", "", "big"),
        ("Maximiliana", "", "middle"),
    ]
    html = desk().document([sheet])
    assert html.count('<span class="line">') == 2


@pytest.mark.parametrize("kind", ["party-comments", "party-thanks"])
def test_cards_for_guests_are_four_on_a_sheet(kind: str, desk: MakeDesk) -> None:
    (text,) = desk().printed([of_kind(list(sheets(job())), kind)]).texts
    for words in {"party-comments": ("I noticed", "I wonder", "I liked"), "party-thanks": ("Thank you!",)}[
        kind
    ]:
        assert text.count(words) == 4
    assert text.count("From") == 4


def test_thanks_are_the_classs_own_or_ours(desk: MakeDesk) -> None:
    at = desk()
    assert "listening to us" in at.printed([of_kind(list(sheets(job())), "party-thanks")]).text
    own = of_kind(list(sheets(job(Party(thanks="Come again!")))), "party-thanks")
    assert at.printed([own]).text.count("Come again!") == 4


def test_what_comes_into_the_room_does_not_say_who_listens_to_whom(desk: MakeDesk) -> None:
    whole = job()
    seen = for_the_room(whole.library)
    narrowed = Job(seen, seen.conference["party"], whole.size, order=whole.order)
    assert "principal" not in desk().document(sheets(narrowed))
    assert "table 3" in desk().document(sheets(narrowed))
    assert "principal" not in desk().document(sheets(whole))


def test_the_teachers_page_has_every_child_and_every_host(desk: MakeDesk) -> None:
    (sheet,) = adopt_sheets(job())
    assert isinstance(sheet.view, AdoptList)
    assert [(row.name, row.place, row.hosts) for row in sheet.view.rows] == [
        ("Ada", "table 3", ()),
        ("Ben", "", ("The principal",)),
        ("Maximiliana", "", ("The principal",)),
    ]
    assert [(host.name, [one.name for one in host.children]) for host in sheet.view.hosts] == [
        ("The principal", ["Ben", "Maximiliana"])
    ]
    text = desk().printed([sheet]).text
    assert "For you alone" in text
    assert "Maximiliana" in text


def test_a_conference_that_is_no_party_has_none_of_it(desk: MakeDesk) -> None:
    other = Job(a_library(), a_conference("fall"), PaperSize.A4)
    assert [*sheets(other), *adopt_sheets(other)] == []


def test_words_of_people_are_no_markup(desk: MakeDesk) -> None:
    bad = "<script>alert(1)</script>"
    party = Party(thanks=bad, photos=bad, spots=(Spot("ada", bad),), adopt=(Adoption(bad, "ada"),))
    at = job(party, classroom=a_classroom(title=bad))
    assert "<script" not in desk().document([*sheets(at), *adopt_sheets(at)])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", PaperSize)
def test_each_kind_begins_on_a_page_of_its_own_and_fits_either_paper(
    size: PaperSize, engine: str, desk: MakeDesk
) -> None:
    printed = desk(size=size).printed([*sheets(job()), *adopt_sheets(job())], engine)
    # The programme, three speakers, three spots, cards, notes, and who listens to whom.
    assert len(printed.texts) == 1 + 2 + 1 + 1 + 1 + 1
    assert {(round(width), round(height)) for width, height in [size.millimetres]} == printed.sizes
    assert {"/H1", "/H2", "/Table"} <= printed.tags


@pytest.mark.parametrize(
    ("language", "direction", "thanks"),
    [
        ("ar", "rtl", "شكرًا!"), ("es", "ltr", "¡Gracias!"), ("fr", "ltr", "Merci\xa0!"),
        ("uk", "ltr", "Дякуємо!"), ("zh-Hans", "ltr", "谢谢！"), ("tlh", "ltr", "Thank you!"),
    ],
)  # fmt: skip
def test_it_speaks_the_language_of_the_class_and_reads_its_way(
    language: str, direction: str, thanks: str, desk: MakeDesk
) -> None:
    html = desk().document([of_kind(list(sheets(job(language=language))), "party-thanks")])
    assert f'dir="{direction}">\n' in html
    assert thanks in html


@pytest.mark.parametrize(
    ("items", "begin", "expected"),
    [
        ([(None, 10), (None, 5), (None, None), (None, 5)], BEGIN, ["16:00", "16:10", "16:15", ""]),
        ([(None, None), (time(17), 10), (None, None)], BEGIN, ["16:00", "17:00", "17:10"]),
        ([(None, 10), (time(9, 30), None)], None, ["", "09:30"]),
        ([], BEGIN, []),
    ],
)
def test_a_line_begins_when_it_says_or_when_the_one_before_it_ends(
    items: list[tuple[time | None, int | None]], begin: datetime | None, expected: list[str]
) -> None:
    programme = [ProgrammeItem("x", at, minutes) for at, minutes in items]
    assert [f"{start:%H:%M}" if start else "" for start in starts(programme, begin)] == expected
