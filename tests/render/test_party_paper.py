"""A party on paper: everything a class cuts out and hands round, and one page that is not handed round."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from slc_site.model.conference import ConferenceKind
from slc_site.model.party import Adoption, Party, ProgrammeItem, Speaker, SpeakerTopic, Spot
from slc_site.model.schedule import Schedule, Window
from slc_site.render.party_page import starts
from slc_site.render.party_paper import adopt_paper, party_paper
from tests.support.things import a_classroom, a_conference, a_student

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


def paper(party: Party = PARTY, language: str = "en", **said: Any) -> Element:
    window = Window(BEGIN, BEGIN.replace(hour=17), "The garden")
    conference = a_conference(
        "party",
        title="Our party",
        kind=ConferenceKind.PARTY,
        party=party,
        schedule=Schedule(windows=(window,)),
    )
    text = party_paper(conference, party, STUDENTS, said.get("faces", {}), a_classroom(language=language))
    found: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return found


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def of_class(page: Element, kind: str) -> list[Element]:
    return page.findall(f".//*[@class='{kind}']")


def test_what_happens_when_is_on_one_sheet() -> None:
    (sheet,) = of_class(paper(), "part programme")
    said = words(sheet)
    assert "June 11, 2026" in said
    assert "The garden" in said
    assert [words(line) for line in sheet.findall(".//ol/li")] == [
        "4:00 PM Song Ada · Ms. Okafor",
        "4:10 PM Talks",
    ]
    assert "own child only" in said, "without a line of the class's there is one of ours"


def test_there_is_a_slip_for_each_speaker_with_sentences_to_begin_with() -> None:
    slips = of_class(paper(), "slip")
    assert [words(slip.findall("./h3/bdi")[0]) for slip in slips] == ["Ben", "Ada", "Maximiliana"]
    assert [[words(topic) for topic in slip.findall("./h4")] for slip in slips] == [
        ["My goals, and how I got there"],
        ["My bridge"],
        [],
    ]
    assert all(len(slip.findall("./ul/li")) == 3 for slip in slips)
    assert len(slips[2].findall("./span[@class='line']")) == 1, "there is room to write what about"
    assert "Hello, my name is Ben." in words(slips[0])


def test_every_child_has_a_card_for_its_spot_and_long_names_are_smaller() -> None:
    cards = of_class(paper(), "card spot")
    assert [words(card) for card in cards] == ["🦉 Ada table 3", "B Ben", "M Maximiliana"]
    assert [card.findall("./h3")[0].get("class") for card in cards] == ["name", "name", "name long"]
    assert [len(card.findall("./span[@class='line']")) for card in cards] == [0, 1, 1]


def test_cards_for_guests_are_four_on_a_sheet() -> None:
    cards = of_class(paper(), "card comment")
    assert [words(card) for card in cards] == ["To I noticed … I wonder … I liked … From"] * 4


def test_thanks_are_the_classs_own_or_ours() -> None:
    assert "listening to us" in words(of_class(paper(), "card thanks")[0])
    own = paper(Party(thanks="Come again!"))
    assert "Come again!" in words(of_class(own, "card thanks")[0])


def test_who_listens_to_whom_is_not_among_what_is_handed_round() -> None:
    assert "principal" not in words(paper())


def test_the_teachers_page_has_every_child_and_every_host() -> None:
    text = adopt_paper(PARTY, STUDENTS, "Our party", a_classroom())
    page = html5lib.parse(text, namespaceHTMLElements=False)
    rows = [[words(cell) for cell in row] for row in page.findall(".//tbody/tr")]
    assert rows == [
        ["Ada", "table 3", "", ""],
        ["Ben", "", "", "The principal"],
        ["Maximiliana", "", "", "The principal"],
    ]
    assert [words(line) for line in page.findall(".//ul/li")] == ["The principal : Ben · Maximiliana"]


def test_words_of_people_are_no_markup_and_a_picture_is_in_the_page() -> None:
    bad = "<script>alert(1)</script>"
    page = paper(Party(thanks=bad, photos=bad, spots=(Spot("ada", bad),)), faces={"ada": b"RIFF"})
    assert page.findall(".//script") == []
    assert page.findall(".//img")[0].get("src") == "data:image/webp;base64,UklGRg=="
    alone = adopt_paper(Party(adopt=(Adoption(bad, "ada"),)), STUDENTS, bad, a_classroom(title=bad))
    assert html5lib.parse(alone, namespaceHTMLElements=False).findall(".//script") == []


@pytest.mark.parametrize(
    ("language", "direction", "thanks"),
    [
        ("ar", "rtl", "شكرًا!"), ("es", "ltr", "¡Gracias!"), ("fr", "ltr", "Merci\xa0!"),
        ("uk", "ltr", "Дякуємо!"), ("zh-Hans", "ltr", "谢谢！"), ("tlh", "ltr", "Thank you!"),
    ],
)  # fmt: skip
def test_it_speaks_the_language_of_the_class_and_reads_its_way(
    language: str, direction: str, thanks: str
) -> None:
    page = paper(language=language)
    assert page.get("dir") == direction
    assert thanks in "".join(page.itertext())


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
