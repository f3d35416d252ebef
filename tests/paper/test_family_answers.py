"""What families wrote, on a sheet of the teacher's: all of it there, and nowhere else."""

from __future__ import annotations

from slc_site.model.family_questions import BEFORE
from slc_site.paper.parts import PARTS, Place, Whose, part
from tests.paper.conftest import MakeDesk

FULL = """
    ---
    parent_input:
      topics: [{about: reading, text: canarytopic}, canaryother]
      private: canaryprivate
      private_time: yes
      interpreter: no
      attend: video
      strengths: [answerstrengths]
      who_comes: [answerwho_comes]
      siblings: [answersiblings]
      times: [answertimes]
"""
PLAIN = [
    question.key
    for question in BEFORE
    if question.answer.value == "text" and question.key not in ("topics", "private")
]


def test_every_answer_of_a_family_is_on_the_teachers_sheet(desk: MakeDesk) -> None:
    lines = "".join(f"      {key}: answer{key}\n" for key in PLAIN)
    at = desk({"students/ada/conferences/fall.md": f"{FULL}{lines}    ---\n"})
    found = part("answers")
    assert found is not None
    assert (found.whose, found.place) == (Whose.TEACHER, Place.TEACHER)
    printed = at.printed(at.pack().sheets(found))
    text = " ".join(printed.text.split())
    assert [key for key in PLAIN if f"answer{key}" not in text] == []
    for words in ("canaryprivate", "Reading: canarytopic", "canaryother", "by video", "answerstrengths"):
        assert words in text
    assert "Not back yet: Cam, Ben" in text


def test_there_is_no_sheet_before_a_family_has_answered(desk: MakeDesk) -> None:
    at = desk({"students/ada/conferences/fall.md": "---\ncards: {welcome: Hello.}\n---\n"})
    found = part("answers")
    assert found is not None
    assert list(at.pack().sheets(found)) == []


def test_no_paper_of_a_child_or_of_all_has_an_answer_but_who_comes(desk: MakeDesk) -> None:
    lines = "".join(f"      {key}: answer{key}\n" for key in PLAIN)
    at = desk({"students/ada/conferences/fall.md": f"{FULL}{lines}    ---\n"})
    for each in PARTS:
        if each.whose is not Whose.TEACHER:
            html = at.document(list(at.pack().sheets(each)))
            there = [key for key in (*PLAIN, "strengths", "siblings", "times") if f"answer{key}" in html]
            assert there == [], each.name
            assert "canaryprivate" not in html, each.name
