"""The party of a class: all it can say, and every slip told where it stands."""

from __future__ import annotations

from datetime import time

import pytest

from slc_site.model.audience import Audience
from slc_site.model.party import Adoption, Party, ProgrammeItem, Speaker, SpeakerTopic, Spot, TakeHome
from slc_site.model.student_conference import Company
from tests.read.conftest import AClass, Reading

BEN = {"students/ben/student.yml": "name: Ben\n"}


def a_party(a_class: AClass, said: str, kind: str = "party", **class_yml: str) -> Reading:
    """Read a class of Ada and Ben with one party, of which this is said."""
    lines = "".join(f"  {line.strip()}\n" for line in said.strip().splitlines())
    text = f"title: Our party\nkind: {kind}\n" + (f"party:\n{lines}" if said else "")
    return a_class({**BEN, "conferences/party/conference.yml": text, **class_yml})


def party(reading: Reading) -> Party:
    found = reading.library.conference["party"].party
    assert found is not None
    return found


def test_everything_a_party_can_say_is_read(a_class: AClass) -> None:
    reading = a_party(
        a_class,
        """
        invited: [Families, Our principal]
        siblings: no
        photos: Only of your own child.
        programme: [Welcome, {title: Talks, minutes: 20, who: [Ada, Ms. Okafor]}, {title: Tea, time: 17:15}]
        speakers: [ben, {student: ada, topic: Self report}, {student: ben, topic: My bridge}]
        spots: [{student: ada, place: table 3}]
        adopt: [{host: Ben's dad, student: ada}, {host: Ben's dad, student: ben}]
        devices: A tablet at each spot.
        take_home: USB
        thanks: Thank you!
        """,
    )
    assert reading.said == []
    assert party(reading) == Party(
        audience=Audience.PUBLIC,
        invited=("Families", "Our principal"),
        siblings=False,
        photos="Only of your own child.",
        speakers=(
            Speaker("ben"),
            Speaker("ada", SpeakerTopic.SELF_REPORT),
            Speaker("ben", words="My bridge"),
        ),
        programme=(
            ProgrammeItem("Welcome"),
            ProgrammeItem("Talks", minutes=20, students=("ada",), who=("Ms. Okafor",)),
            ProgrammeItem("Tea", at=time(17, 15)),
        ),
        spots=(Spot("ada", "table 3"),),
        adopt=(Adoption("Ben's dad", "ada"), Adoption("Ben's dad", "ben")),
        devices="A tablet at each spot.",
        take_home=TakeHome.USB,
        thanks="Thank you!",
    )


def test_a_party_of_which_nothing_is_said_is_an_invitation_all_the_same(a_class: AClass) -> None:
    reading = a_party(a_class, "")
    assert reading.said == []
    assert party(reading) == Party(Audience.PUBLIC)


def test_how_work_comes_home_may_be_words(a_class: AClass) -> None:
    found = party(a_party(a_class, "take_home: In the green folder."))
    assert (found.take_home, found.take_home_words) == (None, "In the green folder.")


def test_at_a_party_everybody_leads_before_guests(a_class: AClass) -> None:
    brought = {"students/ada/conferences/party.md": "---\nwith: family\n---\nHello!\n"}
    reading = a_party(a_class, "", **brought)
    assert reading.said == []
    found = {one.student: (one.company, one.is_blank) for one in reading.library.student_conferences}
    assert found == {"ada": (Company.GUESTS, False), "ben": (Company.GUESTS, True)}


@pytest.mark.parametrize(
    ("where", "typed"),
    [("speakers", "bem"), ("spots", "{student: bem, place: x}"), ("adopt", "{student: bem, host: x}")],
)
def test_of_a_child_who_is_not_there_it_says_who_is(a_class: AClass, where: str, typed: str) -> None:
    reading = a_party(a_class, f"{where}: [{typed}]")
    (problem,) = reading.problems
    assert (problem.line, problem.key) == (4, f"party.{where}.0.student")
    assert problem.message == "There is no student `bem`."
    assert problem.hint is not None
    assert "Did you mean `ben`?" in problem.hint
    assert getattr(party(reading), where) == ()


def test_a_child_with_two_spots_keeps_the_first(a_class: AClass) -> None:
    reading = a_party(a_class, "spots: [{student: ada, place: here}, {student: Ada, place: there}]")
    (problem,) = reading.problems
    assert problem.message == "`ada` has two spots: `here` and `there`."
    assert problem.key == "party.spots.1"
    assert party(reading).spots == (Spot("ada", "here"),)


def test_who_speaks_without_consent_is_no_mistake(a_class: AClass) -> None:
    no = {"students/ben/student.yml": "name: Ben\nconsent: {publish: no}\n"}
    reading = a_party(a_class, "speakers: [{student: ben, topic: goals}]", **no)
    assert reading.said == []
    assert party(reading).speakers == (Speaker("ben", SpeakerTopic.GOALS),)


def test_a_time_that_is_none_costs_that_time_alone(a_class: AClass) -> None:
    reading = a_party(a_class, "programme: [{title: Tea, time: 25:70}, {title: Bye, time: 17.30}]")
    (problem,) = reading.problems
    assert (problem.message, problem.hint) == (
        "I cannot read `25:70` as a time of day.",
        "Write it like 16:30.",
    )
    assert party(reading).programme == (ProgrammeItem("Tea"), ProgrammeItem("Bye", at=time(17, 30)))


def test_a_party_in_a_conference_of_another_kind_is_told(a_class: AClass) -> None:
    reading = a_party(a_class, "siblings: yes", kind="second")
    (problem,) = reading.problems
    assert problem.code == "no-party"
    assert problem.hint is not None
    assert "`kind: party`" in problem.hint
    assert reading.library.conference["party"].party is None


@pytest.mark.parametrize(
    ("said", "access", "audience"),
    [
        ("siblings: yes", "", Audience.PUBLIC),
        ("siblings: yes", "access: {pages: class}\n", Audience.CLASS),
        ("access: family", "", Audience.FAMILY),
        ("access: everyone", "", Audience.TEACHER),
        ("acces: class", "", Audience.TEACHER),
        ("- siblings", "", Audience.TEACHER),
    ],
)
def test_the_invitation_is_for_those_who_see_the_classs_pages_unless_it_says_otherwise(
    a_class: AClass, said: str, access: str, audience: Audience
) -> None:
    room = f"title: Room 12\nconsent: {{publish: yes, photos: yes}}\n{access}"
    assert party(a_party(a_class, said, **{"class.yml": room})).audience is audience
