"""Only what a text mentions is made and shown, however the name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from slc_site.model.classroom import Attachment
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.render.manuscripts import Binder, linkable
from slc_site.render.media import Media, MediaFile, Picture, Rendition
from slc_site.render.translations import words_for
from tests.support.things import a_goal, a_library, a_post, a_prompt


def beside(*names: str) -> dict[str, Attachment]:
    return {name: Attachment(name, Path(name), 1, f"content/{name}") for name in names}


@pytest.mark.parametrize(
    "typed",
    ["my_frog.jpg", "My_Frog.JPG", "./my_frog.jpg", r"my\_frog.jpg", "my%5Ffrog.jpg", "<my_frog.jpg>"],
)
def test_a_file_is_mentioned_however_its_name_is_typed(typed: str) -> None:
    post = a_post(body=f"![A frog]({typed})", attachments=beside("my_frog.jpg", "other.jpg"))
    assert [attachment.name for attachment in mentioned(post)] == ["my_frog.jpg"]


def test_a_letter_composed_in_another_way_is_the_same_letter() -> None:
    post = a_post(body="![x](jardi\u0301n.jpg)", attachments=beside("jard\u00edn.jpg"))
    assert len(list(mentioned(post))) == 1


def test_a_link_to_the_file_of_another_page_leads_to_that_page() -> None:
    post = a_post(body="[my goal](../goals/read-daily.md) and [gone](../goals/gone.md)")
    library = a_library(post, a_goal())
    binder = Binder(linkable(library), {}, words_for("en"))
    (text, _) = binder.of_student(library, post.student)
    assert dict(text.links) == {
        "../goals/read-daily.md": "../../../../students/ada/goals/read-daily/index.html"
    }


LINKED = a_post(body="![x](frog.jpg) [my goal](../goals/read-daily.md)", attachments=beside("frog.jpg"))
PICTURE = Picture((Rendition(MediaFile("frog.480.webp", Path("frog.480.webp")), 480, 360),))


@pytest.mark.parametrize(
    ("library", "targets", "media", "language"),
    [
        (a_library(replace(LINKED, body="Other words.")), {}, {}, "en"),
        (a_library(replace(LINKED, pictures_withheld=True)), {}, {}, "en"),
        (a_library(LINKED, a_goal()), {}, {}, "en"),
        (a_library(LINKED), {"content/goals/read-daily.md": "goal/index.html"}, {}, "en"),
        (a_library(LINKED), {}, {Path("frog.jpg"): PICTURE}, "en"),
        (a_library(LINKED), {}, {}, "es"),
    ],
    ids=["words", "withheld", "goal", "target", "picture", "language"],
)
def test_what_texts_are_made_from_is_other_when_they_may_be(
    library: Library, targets: dict[str, str], media: dict[Path, Media], language: str
) -> None:
    before = Binder({}, {}, words_for("en")).made_from(a_library(LINKED))
    assert Binder({}, {}, words_for("en")).made_from(a_library(LINKED)) == before
    assert (
        Binder({}, {}, words_for("en")).made_from(replace(a_library(LINKED), prompts=(a_prompt(),))) == before
    )
    assert Binder(targets, media, words_for(language)).made_from(library) != before


def test_what_is_known_to_be_there_for_others_counts_too() -> None:
    (one, other) = (Binder({}, {}, words_for("en"), known) for known in ([], ["content/class.yml"]))
    assert one.made_from(a_library(LINKED)) != other.made_from(a_library(LINKED))
