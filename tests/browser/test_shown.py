"""Pictures keep their room before they are there; films have a poster, captions, and their words below."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Place
from tests.browser.test_every_kind import SlowNetwork, scrolled
from tests.conftest import OpenPage
from tests.support import exhibition
from tests.support.visits import comes_to, until

pytestmark = pytest.mark.browser

_WATCH = """
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        const moved = entry.sources.map(source => source.node).filter(node => node);
        // What has no node is inside of a player, and the browser's own.
        if (moved.length) shifts.push([entry.value, ...moved.map(node => node.outerHTML?.slice(0, 120))]);
    })).observe({type: "layout-shift", buffered: true});
"""
_HEIGHTS = """() => [...document.querySelectorAll("main :is(img, video)")]
    .map(shown => shown.getBoundingClientRect().height)"""


@pytest.mark.parametrize("path", [exhibition.POST, exhibition.MOVING, exhibition.FILM])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_pictures_come_late(
    path: str, width: int, gallery: Place, open_page: OpenPage
) -> None:
    visit = open_page(width=width, height=800)
    page = visit.page
    page.add_init_script(_WATCH)
    network = SlowNetwork(page)
    page.goto(gallery.page(path), wait_until="domcontentloaded")
    before = page.evaluate(_HEIGHTS)
    page.wait_for_timeout(300)
    network.go_on()
    page.wait_for_load_state("load")
    scrolled(visit)
    page.wait_for_timeout(100)
    assert page.evaluate("shifts") == []
    assert page.evaluate(_HEIGHTS) == before
    assert all(one > 50 for one in before)


def test_no_picture_or_film_is_higher_than_the_screen(gallery: Place, open_page: OpenPage) -> None:
    for path in (exhibition.POST, exhibition.FILM, exhibition.MOVING):
        visit = scrolled(open_page(gallery.page(path), width=1280, height=600))
        assert all(one <= 600 for one in visit.page.evaluate(_HEIGHTS)), path


def test_a_picture_has_its_colour_before_it_is_there(gallery: Place, open_page: OpenPage) -> None:
    for path in (exhibition.POST, "students/ada/blog/index.html"):
        page = open_page(width=390).page
        SlowNetwork(page)
        page.goto(gallery.page(path), wait_until="domcontentloaded")
        tints = "[...document.querySelectorAll('main img')].map(it => getComputedStyle(it).background)"
        found = page.evaluate(tints)
        assert found
        # Without a tint, the ground of a picture is none: rgba(0, 0, 0, 0).
        assert all(one.startswith(("rgb(", "linear-gradient(rgb(")) for one in found), found


def test_a_film_loads_its_poster_and_nothing_else_until_it_is_played(
    gallery: Place, open_page: OpenPage
) -> None:
    visit = open_page(gallery.page(exhibition.FILM))
    page = visit.page
    host = gallery.host
    assert host is not None

    def loaded() -> list[str]:
        return sorted(path.rpartition(".")[2] for _, path in host.answers if "/posts/" in path)

    comes_to(page, loaded, ["html", "webp"])
    page.wait_for_load_state("networkidle")
    assert loaded() == ["html", "webp"], "more came than the poster"
    film = page.locator("video")
    said = film.evaluate("it => [it.poster.endsWith('.webp'), it.getAttribute('width'), it.preload]")
    assert said == [True, "640", "none"]
    moved = """film => new Promise(done => {
        film.addEventListener("timeupdate", () => film.currentTime > 0.3 && done(film.currentTime));
        film.muted = true;
        film.play();
    })"""
    assert film.evaluate(moved) > 0.3
    assert visit.complaints == []


def test_captions_are_there_to_be_chosen(gallery: Place, open_page: OpenPage) -> None:
    visit = open_page(gallery.page(exhibition.FILM))
    film = visit.page.locator("video")
    tracks = (
        "film => [...film.textTracks].map(track => [track.language, track.label, track.kind, track.mode])"
    )
    assert film.evaluate(tracks) == [
        ["en", "English", "captions", "disabled"],
        ["es", "español", "captions", "disabled"],
    ]
    # Captions that came later than their moment have it when the film begins anew.
    choose = """(film, number) => {
        for (const track of film.textTracks) track.mode = "disabled";
        film.textTracks[number].mode = "showing";
        film.muted = film.loop = true;
        film.currentTime = 0;
        film.play();
    }"""
    shown = "() => document.querySelector('video').textTracks[{}].activeCues?.[0]?.text"
    for number, words in enumerate(("Get out of my pond!", "¡Fuera de mi charca!")):
        film.evaluate(choose, number)
        until(visit.page, f"() => ({shown.format(number)})() === '{words}'")
    assert visit.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_said_can_be_read_below(scripts: bool, gallery_anywhere: Place, open_page: OpenPage) -> None:
    visit = open_page(gallery_anywhere.page(exhibition.FILM), scripts=scripts)
    film, sound = visit.page.locator("details.transcript").all()
    expect(film.locator("p")).to_be_hidden()
    film.locator("summary").click()
    expect(film.locator("p")).to_have_text("Get out of my pond!")
    expect(film.locator("p")).to_be_visible()
    sound.locator("summary").click()
    expect(sound.locator("p")).to_have_text(["Green frog,\ngreen frog.", "The pond is glad."])
    expect(sound.locator("p").first).to_be_visible()
    expect(sound.locator("summary")).to_have_text("What is said")
    assert visit.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_said_is_printed(scripts: bool, gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.FILM), scripts=scripts).page
    page.emulate_media(media="print")
    for paragraph in page.locator(".transcript p").all():
        box = paragraph.bounding_box()
        assert box is not None
        assert box["height"] > 10
        expect(paragraph).to_be_visible()


def test_a_film_without_pictures_beside_it_hangs_in_lists_by_its_poster(
    gallery: Place, open_page: OpenPage
) -> None:
    visit = scrolled(open_page(gallery.page("students/ada/blog/index.html")))
    card = visit.page.locator("article.work", has_text="Film")
    expect(card.locator("img")).to_have_attribute("alt", "We play")
    assert card.locator("img").evaluate("image => image.naturalWidth") > 0


def test_in_lists_nothing_moves(gallery: Place, open_page: OpenPage) -> None:
    visit = scrolled(open_page(gallery.page("students/ada/blog/index.html"), reduced_motion="no-preference"))
    card = visit.page.locator("article.work", has_text="Moving")
    assert not card.locator("img").evaluate("image => image.currentSrc").endswith("m.webp")
