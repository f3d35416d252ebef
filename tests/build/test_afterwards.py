"""What came of a conference."""

from __future__ import annotations

from slc_site.build.afterwards import Afterwards, Said, afterwards
from tests.conftest import AClass


def looked_back(a_class: AClass) -> Afterwards:
    library = a_class(
        {
            "class.yml": "title: Room 12\n",
            "conferences/fall/conference.yml": "title: Fall\n",
            "students/ada/student.yml": "name: Ada\n",
            "students/ada/conferences/fall.md": (
                "---\nfeedback: {learned: A lot., went_well: 4, better: More time., follow_up: yes, "
                "times: Mondays, support: Reading, how: We read at bedtime., easy: partly}\n"
                "debrief: {felt: Good., class_idea: Bring cookies.}\nnew_goals: [read]\n---\n"
            ),
            "students/ada/goals/read.md": "---\ntitle: Read\n---\n",
            "students/ben/student.yml": "name: Ben\n",
            "students/ben/conferences/fall.md": "---\nfeedback: {went_well: 4, follow_up: yes}\n---\n",
            "students/cleo/student.yml": "name: Cleo\n",
        },
        bare=True,
    ).load()
    assert library is not None
    return afterwards(library, "fall")


def test_families_are_counted_by_what_they_chose_and_never_averaged(a_class: AClass) -> None:
    found = looked_back(a_class)
    assert (found.came_back, found.not_back) == (("Ada", "Ben"), ("Cleo",))
    assert found.faces == ((4, 2), (3, 0), (2, 0), (1, 0))


def test_it_says_who_would_like_to_meet_again_and_who_wants_to_help(a_class: AClass) -> None:
    found = looked_back(a_class)
    assert found.meet_again == (Said("Ada", "Mondays"), Said("Ben", ""))
    assert found.support == (Said("Ada", "Reading: We read at bedtime."),)
    assert found.better == (Said("Ada", "More time."),)
    assert found.hard_to_use == ("Ada",)


def test_what_the_children_thought_and_who_has_no_new_goal(a_class: AClass) -> None:
    found = looked_back(a_class)
    assert (found.looked_back, found.not_looked_back) == (("Ada",), ("Ben", "Cleo"))
    assert found.class_ideas == (Said("Ada", "Bring cookies."),)
    assert found.without_new_goal == ("Ben", "Cleo")
