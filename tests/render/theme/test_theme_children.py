"""What the pages show of a child: work, goals, the three voices, the conference."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.views import Bar, ConferencePage, GoalsPage, HomePage, Html, PlusesView, PostPage
from tests.render.theme import sample_views
from tests.render.theme.conftest import Draw, default_theme
from tests.render.theme.test_theme_pages import texts, tree

RICH = {page.path: page for page in sample_views.rich()}
CONFERENCE = RICH["students/s0/conferences/fall/index.html"]


def with_class(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if name in (one.get("class") or "").split()]


def goals_with(bar: Bar) -> Page:
    page = RICH["students/s0/goals/index.html"]
    assert isinstance(page.context, GoalsPage)
    card = replace(page.context.working[0], bar=bar)
    return Page(page.path, page.template, replace(page.context, working=(card,), met=(), set_aside=()))


@pytest.mark.parametrize(("coloured", "of"), [(0, 4), (3, 4), (4, 4), (1, 1), (20, 20), (7, 20)])
def test_a_bar_shows_its_parts_and_says_them(coloured: int, of: int, draw: Draw) -> None:
    document = tree(draw(goals_with(Bar(coloured, of))))
    (picture,) = (svg for svg in document.iter("svg") if svg.get("role") == "img")
    assert texts(picture.find("title")) == f"{coloured} of {of} parts"
    scribbles, over = with_class(picture, "strip-crayon")
    (folds,) = with_class(picture, "strip-folds")
    assert len(scribbles) == len(over) == coloured
    assert len(folds) == of - 1
    assert f"{coloured} of {of} parts" in texts(document.find(".//main"))


def test_a_coloured_part_stays_within_its_folds(draw: Draw) -> None:
    document = tree(draw(goals_with(Bar(20, 20))))
    for number, path in enumerate(with_class(document, "strip-crayon")[0]):
        across = [float(x) for x in re.findall(r"(-?[\d.]+) -?[\d.]+", path.get("d"))]
        assert 2 + number * 29.8 <= min(across)
        assert max(across) <= 2 + (number + 1) * 29.8


def test_a_bar_with_nothing_coloured_in_is_a_beginning_and_no_reproach(draw: Draw) -> None:
    html = draw(goals_with(Bar(0, 4)))
    assert "We are just starting." in html
    assert not re.search(r"class=\"[^\"]*(error|warn|bad|danger)", html)


def test_a_measured_goal_tells_start_now_and_target(draw: Draw) -> None:
    document = tree(draw(RICH["students/s0/goals/read-daily/index.html"]))
    (way,) = with_class(document, "way")
    assert [" ".join(texts(part) for part in entry) for entry in way] == [
        "Start 34",
        "Now 47 words",
        "Goal 60",
    ]


def test_the_three_voices_differ_by_shape_place_and_heading(draw: Draw) -> None:
    document = tree(draw(RICH["students/s0/goals/three-sentences/index.html"]))
    voices = with_class(document, "voice")
    assert [texts(voice.find(".//h3")) for voice in voices] == ["Me, Ada", "For Ada's family", "My teacher"]
    assert [[svg.get("class") for svg in voice if svg.tag == "svg"] for voice in voices] == [
        [],
        ["voice-roof"],
        ["voice-clip"],
    ]
    assert [texts(with_class(voice, "kept")[0]) for voice in voices] == [
        "Done, as promised",
        "Partly done",
        "Not yet",
    ]


def test_a_piece_that_begins_with_a_picture_shows_it_first(draw: Draw) -> None:
    assert "piece-picture piece-spread" in draw(sample_views.post("frog-poem"))
    assert "piece-picture" not in draw(sample_views.post("my-summer"))


def body_of(html: str, draw: Draw) -> str:
    page = sample_views.post("frog-poem")
    assert isinstance(page.context, PostPage)
    context = replace(page.context, post=replace(page.context.post, body=Html(html)))
    return draw(Page(page.path, page.template, context))


def test_words_alone_hang_on_lined_paper_and_nothing_else_does(draw: Draw) -> None:
    assert 'class="lined"' in body_of("<p>i swam</p>", draw)
    for other in (
        "",
        "<table><tr><td>1</td></tr></table>",
        "<p>x</p><pre>x</pre>",
        '<p><img src="a.webp" alt=""></p>',
    ):
        assert 'class="lined"' not in body_of(other, draw)


def test_headings_of_a_text_stand_below_a_heading_of_the_page(draw: Draw) -> None:
    document = tree(body_of("<h3>Chapter 1</h3><p>x</p>", draw))
    headings = [
        element.tag for element in document.find(".//main").iter() if element.tag in {"h1", "h2", "h3"}
    ]
    assert headings[:3] == ["h1", "h2", "h3"]


def test_a_sound_stays_below_the_title_where_it_is_told_what_it_is(draw: Draw) -> None:
    sound = '<figure class="sound"><audio controls src="a.m4a"></audio></figure>'
    assert "piece-picture" not in body_of(sound, draw)
    video = '<figure class="video"><video controls src="a.mp4"></video></figure>'
    assert "piece-picture" in body_of(video, draw)


def test_a_piece_on_paper_tells_where_the_paper_is(draw: Draw) -> None:
    text = texts(tree(draw(sample_views.post("my-summer"))))
    assert "This lives on paper: binder, Math, pages 3–4" in text


def test_a_reflection_stands_in_the_childs_words(draw: Draw) -> None:
    document = tree(draw(sample_views.post("frog-poem")))
    (well,), (better,) = with_class(document, "slip-well"), with_class(document, "slip-better")
    assert texts(well) == "I did well I put spaces between the words. I used a rhyme."
    assert texts(better) == "I could make better I could put a period at the end."


def test_the_first_picture_of_the_class_hangs_large_with_its_words(draw: Draw) -> None:
    page = RICH["index.html"]
    assert isinstance(page.context, HomePage)
    newest = sorted(page.context.newest, key=lambda card: card.cover is not None)
    document = tree(draw(Page(page.path, page.template, replace(page.context, newest=tuple(newest)))))
    (large,) = with_class(document, "work-told")
    assert large.find(".//img") is not None
    shown = [texts(title) for title in with_class(document, "work-title")]
    assert sorted(shown) == sorted(card.title for card in newest)


def test_only_the_teachers_own_screen_says_so_and_names_the_file(draw: Draw) -> None:
    own, other = draw(sample_views.post("my-summer")), draw(sample_views.post("frog-poem"))
    assert "Only you see this page." in own
    assert '<meta name="slc-source" content="content/class.yml">' in own
    assert "js/live.js" in own
    assert "Only you see this page." not in other
    assert "live" not in other


def test_the_conference_names_each_step_and_who_leads_it(draw: Draw) -> None:
    document = tree(draw(CONFERENCE))
    (plan,) = with_class(document, "plan")
    entries = [texts(entry) for entry in plan.iter("li")]
    assert entries[0] == "1 Welcome I lead · 2 min"
    assert entries[5] == "6 What we counted My teacher leads · 3 min"
    assert entries[7] == "8 Time for my family My family leads · 3 min"
    assert len(entries) == len([step for step in with_class(document, "step") if step.get("id")])


def conference(**changes: object) -> Page:
    assert isinstance(CONFERENCE.context, ConferencePage)
    return Page(CONFERENCE.path, CONFERENCE.template, replace(CONFERENCE.context, **changes))  # type: ignore[arg-type]


def test_grades_are_only_shown_where_the_view_shows_them(draw: Draw) -> None:
    assert isinstance(CONFERENCE.context, ConferencePage)
    card = CONFERENCE.context.report_card
    assert card is not None
    shown = draw(conference(report_card=card))
    assert "We see it the same way." in shown
    assert "We see it in two ways. Let us talk about it." in shown
    hidden = draw(conference(report_card=replace(card, shows_grades=False)))
    assert "Proficient" not in hidden
    assert "I agree!" not in hidden


def test_a_voice_that_has_not_written_gets_lines_to_write_on_by_hand(draw: Draw) -> None:
    pluses = (PlusesView("student", ("I share.", "I read.", "I add."), "Write more"),)
    document = tree(draw(conference(three_pluses=pluses)))
    (step,) = with_class(document, "step-three-pluses-and-a-goal")
    student, parent, teacher = with_class(step, "voice")
    assert with_class(student, "lines") == []
    assert len(with_class(parent, "blank")) == len(with_class(teacher, "blank")) == 3


def test_the_family_is_asked_in_its_own_language_too() -> None:
    theme: Theme = default_theme()
    theme._environment.globals["in_language"] = lambda code, message: (
        f"<{code}> {message}"
    )  # no catalogue needed
    document = tree(theme.render(CONFERENCE).decode())
    said = [
        one for one in with_class(document, "at-home") if one.get("lang") == "es" and one.get("dir") == "ltr"
    ]
    assert len(said) == len(with_class(document, "at-home")) >= 10
    assert texts(said[0]).startswith("<es> ")
    rtl = tree(theme.render(RICH["students/s7/conferences/fall/index.html"]).decode())
    assert {(one.get("lang"), one.get("dir")) for one in with_class(rtl, "at-home")} == {("ar", "rtl")}


def test_the_teachers_own_questions_stand_in_place_of_ours(draw: Draw) -> None:
    html = draw(conference(questions=("Which frog is you?",)))
    assert "Which frog is you?" in html
    assert "How did you make this?" not in html
