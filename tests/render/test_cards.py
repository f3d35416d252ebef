"""Goals become bars that never overflow and say what they show."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from slc_site.model.classroom import Attachment
from slc_site.model.goal import GoalMeasure, Parts, Progress
from slc_site.model.library import Library
from slc_site.render.cards import Cards
from slc_site.render.goal_views import whole_goal
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import goal_key, post_key
from slc_site.render.media import MediaFile, Picture, Recording, RecordingKind, Rendition
from slc_site.render.page import Materials
from slc_site.render.translations import words_for
from slc_site.render.views import Bar, Meter, PictureView
from tests.support.things import a_goal, a_library, a_post, a_student

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=1)
DAY = date(2025, 11, 1)


def cards(library: Library, language: str = "en") -> Cards:
    prose = {post_key(post): Prose("<p>words</p>", "words") for post in library.posts}
    prose |= {goal_key(goal): Prose("") for goal in library.goals}
    return Cards(library, Materials(prose), words_for(language), "students/ada/index.html")


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_measured_goal_is_a_bar_that_never_overflows(start: Decimal, now: Decimal, target: Decimal) -> None:
    goal = a_goal(measure=GoalMeasure(target, "words", start), progress=(Progress(DAY, now),))
    meter = cards(a_library(goal)).goal(goal).meter
    assert meter is not None
    assert 0 <= meter.bar.coloured <= meter.bar.of <= 10
    if target != start:
        gone = Fraction(now - start) / Fraction(target - start)
        assert (meter.bar.coloured == meter.bar.of) == (gone >= 1)


def test_whole_steps_are_parts_of_their_own() -> None:
    goal = a_goal(
        measure=GoalMeasure(Decimal(3), "sentences", Decimal(1)), progress=(Progress(DAY, Decimal(2)),)
    )
    assert cards(a_library(goal)).goal(goal).meter == Meter(
        Decimal(1), Decimal(2), Decimal(3), "sentences", Bar(1, 2)
    )


def test_a_goal_may_go_down() -> None:
    goal = a_goal(
        measure=GoalMeasure(Decimal(0), "reminders", Decimal(4)), progress=(Progress(DAY, Decimal(1)),)
    )
    meter = cards(a_library(goal)).goal(goal).meter
    assert meter is not None
    assert meter.bar == Bar(3, 4)


def test_a_bar_shows_the_parts_last_coloured_in() -> None:
    history = (
        Progress(DAY, parts=Parts(1, 4)),
        Progress(DAY.replace(day=20), parts=Parts(3, 4), note="Almost."),
    )
    goal = a_goal(progress=history)
    view = whole_goal(cards(a_library(goal)), goal)
    assert view.card.bar == Bar(3, 4)
    assert [step.note for step in view.history] == ["Almost.", ""]


def test_a_goal_not_measured_and_never_coloured_in_has_no_bar() -> None:
    card = cards(a_library(a_goal())).goal(a_goal())
    assert (card.bar, card.meter) == (None, None)


def test_the_evidence_of_a_goal_goes_both_ways() -> None:
    goal = a_goal(evidence=("2025-10-05-frog",))
    library = a_library(goal, a_post(), a_post("other", goals=("read-daily",)), a_post("third"))
    titles = [proof.post and proof.post.href for proof in whole_goal(cards(library), goal).evidence]
    assert titles == ["posts/2025-10-05-frog/index.html", "posts/other/index.html"]
    assert library.shown_goals(library.post["ada", "other"]) == (goal,)


def test_a_student_keeps_a_colour_of_their_own_whoever_else_is_there() -> None:
    ada = a_student()
    alone = cards(a_library(ada)).badge(ada).color
    assert cards(a_library(a_student("ben"), ada)).badge(ada).color == alone
    assert cards(a_library(ada)).badge(replace(ada, color="teal")).color == "teal"


def test_the_default_strands_speak_the_language_of_the_class() -> None:
    library = a_library()
    assert cards(library).strand_title(library.strand["writing"]) == "Writing"
    assert cards(library).strand(library.strand["writing"], None, ()).about.startswith("Telling stories")


# -- covers ---------------------------------------------------------------------------------------------


def a_picture(name: str, *widths: int, tint: str = "") -> Picture:
    sizes = (Rendition(MediaFile(f"{name}-{width}.webp", Path(name)), width, width // 2) for width in widths)
    return Picture(tuple(sizes), tint=tint)


def cover(**media: Picture | Recording) -> PictureView | None:
    """The cover of a post that shows these, in this order."""
    beside = {name: Attachment(name, Path(name), 1, f"content/{name}") for name in media}
    post = a_post(attachments=beside)
    prose = Prose("<p>words</p>", media=tuple(media), alts={name: f"the {name}" for name in media})
    library = a_library(post)
    materials = Materials({post_key(post): prose}, {beside[name].path: made for name, made in media.items()})
    return Cards(library, materials, words_for("en"), "index.html").cover(post)


def a_film(poster: Picture | None) -> Recording:
    return Recording(RecordingKind.VIDEO, MediaFile("f.mp4", Path("f")), "video/mp4", poster=poster)


def test_the_cover_is_the_first_picture_in_all_its_sizes_and_its_colour() -> None:
    view = cover(film=a_film(a_picture("p", 640)), frog=a_picture("frog", 480, 960, 1600, tint="120"))
    folder = "students/ada/posts/2025-10-05-frog/"
    assert view == PictureView(
        src=f"{folder}frog-960.webp",
        srcset=f"{folder}frog-480.webp 480w, {folder}frog-960.webp 960w, {folder}frog-1600.webp 1600w",
        width=1600,
        height=800,
        alt="the frog",
        tint="120",
    )


def test_a_film_alone_hangs_by_what_it_begins_with() -> None:
    view = cover(silent=a_film(None), film=a_film(a_picture("p", 480, 640)))
    assert view is not None
    assert (view.src, view.alt) == ("students/ada/posts/2025-10-05-frog/p-640.webp", "the film")
    assert cover(silent=a_film(None)) is None
