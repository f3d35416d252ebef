"""Pictures and recordings behind a lock: shown as without one, and never a wrong one."""

from __future__ import annotations

import base64
import hashlib
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from slc_site.render import urls
from slc_site.share.keyring import CLASS
from slc_site.share.seal import CHUNK, TAG, opaque_name, seal
from tests.conftest import OpenPage
from tests.locks.conftest import FILM, GALLERY, LETTER, MOVING, PICTURES_ARE_SHOWN, Locked, type_code
from tests.support.locks import code_of, opened
from tests.support.visits import until

pytestmark = pytest.mark.browser


def enter(open_page: OpenPage, locked: Locked, path: str, scope: str = CLASS, **how: object) -> Page:
    """Open a locked page."""
    visit = open_page(locked.page(path, scope), **how)
    type_code(visit.page, locked.code("class" if scope == CLASS else scope))
    expect(visit.page.get_by_text("Only people with a code")).to_be_visible()
    return visit.page


def fetched(requests: list[Request]) -> list[str]:
    """Return how each sealed file was asked for."""
    return [request.resource_type for request in requests if request.url.endswith(".bin")]


def test_pictures_are_shown_and_no_sealed_byte_is_taken_for_one(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page()
    requests: list[Request] = []
    visit.page.on("request", lambda request: requests.append(request))
    visit.goto(locked.page(GALLERY))
    type_code(visit.page, locked.code("class"))
    until(visit.page, PICTURES_ARE_SHOWN)
    visit.page.wait_for_timeout(1500)  # those that come later, too
    assert set(fetched(requests)) == {"fetch"}
    assert len(fetched(requests)) == 5, "each picture once, in one size"
    shapes = visit.page.evaluate(
        """[...document.images].map((one) =>
            one.width / one.height / (one.getAttribute("width") / one.getAttribute("height")))"""
    )
    assert all(0.98 < shape < 1.02 for shape in shapes)
    assert visit.complaints == []


def test_a_phone_is_given_small_pictures_and_nothing_moves_when_they_come(
    locked: Locked, open_page: OpenPage
) -> None:
    visit = open_page()
    visit.page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.goto(locked.page(GALLERY))
    type_code(visit.page, locked.code("class"))
    expect(visit.page.locator("h1")).to_have_text("Gallery")
    visit.page.evaluate("shifts.length = 0")
    until(visit.page, PICTURES_ARE_SHOWN)
    assert sum(visit.page.evaluate("shifts")) < 0.02
    assert all(
        width <= 480 for width in visit.page.evaluate("[...document.images].map(one => one.naturalWidth)")
    )


def test_a_familys_own_picture_is_shown(locked: Locked, open_page: OpenPage) -> None:
    page = enter(open_page, locked, LETTER, "ada")
    until(page, PICTURES_ARE_SHOWN)
    expect(page.get_by_role("img", name="A letter")).to_be_visible()


def test_pictures_far_down_are_printed(locked: Locked, open_page: OpenPage) -> None:
    page = enter(open_page, locked, GALLERY, height=300)
    until(page, PICTURES_ARE_SHOWN)
    assert page.pdf().count(b"/Subtype /Image") >= 5
    page.emulate_media(media="print")
    expect(page.locator(".lock-bar")).to_be_hidden()


def test_the_large_pictures_open_over_the_page(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.page(GALLERY))
    type_code(visit.page, locked.code("class"))
    page = visit.page
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.locator("a.enlarge").nth(1).click()
    large = """number => {
        const image = document.querySelectorAll(".lightbox-slide")[number]?.querySelector("img");
        const small = document.querySelectorAll("a.enlarge img")[number];
        if (!image?.complete || image.currentSrc === small.currentSrc) return false;
        const dot = document.createElement("canvas").getContext("2d");
        dot.drawImage(image, 0, 0, 8, 8);
        return dot.getImageData(0, 0, 1, 1).data[3] === 255;
    }"""
    for number in (1, 2):
        until(page, large, number)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.lightbox")).to_be_hidden()
    assert set(fetched(requests)) == {"fetch"}
    assert visit.complaints == []


def test_a_link_to_a_picture_shows_it(locked: Locked, open_page: OpenPage) -> None:
    page = enter(open_page, locked, GALLERY)
    with page.expect_navigation():
        page.locator("a.enlarge").first.click(modifiers=["Control"])
    assert page.url.startswith("blob:")
    assert page.evaluate("document.images[0].naturalWidth") == 1600


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_a_picture_moves_when_somebody_wants_it_to(wish: str, locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.page(MOVING), reduced_motion=wish)
    type_code(visit.page, locked.code("class"))
    page = visit.page
    until(page, PICTURES_ARE_SHOWN)
    source = "() => document.querySelector('main img').currentSrc"
    before = page.evaluate(source)
    moves = f"() => document.querySelector('main source').srcset.includes(({source})())"
    assert page.evaluate(moves) == (wish == "no-preference")
    page.locator("main .movement").click()
    until(page, f"before => ({source})() !== before && ({PICTURES_ARE_SHOWN})()", before)
    assert page.evaluate(moves) == (wish == "reduce")
    assert visit.complaints == []


@pytest.mark.parametrize("tag", ["video", "audio"])
def test_a_recording_is_fetched_when_asked_for_and_then_plays_and_seeks(
    tag: str, locked: Locked, open_page: OpenPage
) -> None:
    visit = open_page(locked.page(FILM))
    page = visit.page
    type_code(page, locked.code("class"))
    name = "We play" if tag == "video" else "I read"
    button = page.get_by_role("button", name=f"Play: {name}")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    until(page, "() => document.querySelector('video').poster.startsWith('blob:')")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.wait_for_timeout(1200)
    assert fetched(requests) == []
    button.click()
    expect(button).to_have_count(0)
    player = page.locator(tag)
    until(page, f"() => document.querySelector('{tag}').currentTime > 0.1")
    sought = player.evaluate(
        """async player => {
            const sought = new Promise((done) => player.addEventListener("seeked", done, { once: true }));
            player.pause();
            player.currentTime = player.duration * 0.75;
            await sought;
            return [player.currentTime / player.duration, player.duration, player.controls];
        }"""
    )
    assert 0.7 < sought[0] < 0.8
    assert sought[1] > 1
    assert sought[2]
    if tag == "video":
        cues = """async player => {
            player.textTracks[0].mode = "showing";
            for (let n = 0; n < 100 && !player.textTracks[0].cues?.length; n++) {
                await new Promise((done) => setTimeout(done, 50));
            }
            return player.textTracks[0].cues[0].text;
        }"""
        assert player.evaluate(cues) == "Get out of my pond!"
    assert visit.complaints == []


# -- damage ---------------------------------------------------------------------------------------------


def sizes_of_pictures(locked: Locked, page: str) -> list[list[Path]]:
    """Return, for each picture of a post, its sealed files in all sizes."""
    folder = page.removesuffix("index.html")
    found = defaultdict(list)
    for path, one in opened(locked.site, code_of(locked.ring, "class")).items():
        if one.path.startswith(folder) and one.type == "image/webp":
            found[one.path.rpartition("-")[0]].append(locked.site / path)
    return [sorted(files) for _, files in sorted(found.items())]


def flip(files: list[Path]) -> None:
    """Change one bit of each."""
    for file in files:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)


def cut(files: list[Path]) -> None:
    """Take the end of each away."""
    for file in files:
        file.write_bytes(file.read_bytes()[:-700])


def empty(files: list[Path]) -> None:
    """Leave nothing."""
    for file in files:
        file.write_bytes(b"")


def error_page(files: list[Path]) -> None:
    """Put there what some hosts answer for a file that is gone."""
    for file in files:
        file.write_bytes(b"<!DOCTYPE html><title>Not found</title>" * 40)


@pytest.mark.parametrize("harm", [flip, cut, empty, error_page])
def test_a_damaged_picture_is_told_of_and_all_others_are_shown(
    harm: Callable[[list[Path]], None], own_copy: Locked, open_page: OpenPage
) -> None:
    harm(sizes_of_pictures(own_copy, GALLERY)[0])
    visit = open_page(own_copy.page(GALLERY))
    type_code(visit.page, own_copy.code("class"))
    expect(visit.page.get_by_text("This picture could not be opened. Picture number")).to_have_count(1)
    until(visit.page, PICTURES_ARE_SHOWN)
    expect(visit.page.locator("main img:visible")).to_have_count(4)
    visit.page.locator("a.enlarge:has(img.lock-gone)").click()
    expect(visit.page.locator("dialog .lock-lost")).to_be_visible()
    assert visit.complaints == []


def test_a_picture_that_is_not_there_is_told_of(own_copy: Locked, open_page: OpenPage) -> None:
    for file in sizes_of_pictures(own_copy, GALLERY)[0]:
        file.unlink()
    visit = open_page(own_copy.page(GALLERY))
    type_code(visit.page, own_copy.code("class"))
    expect(visit.page.get_by_text("This picture could not be opened. Picture number")).to_have_count(1)
    assert visit.page_errors == visit.console_errors == []


def test_swapped_pictures_are_never_shown_in_each_others_place(own_copy: Locked, open_page: OpenPage) -> None:
    one, other, *_ = sizes_of_pictures(own_copy, GALLERY)
    for a, b in zip(one, other, strict=False):
        (first, second) = (a.read_bytes(), b.read_bytes())
        a.write_bytes(second)
        b.write_bytes(first)
    visit = open_page(own_copy.page(GALLERY), width=390)
    type_code(visit.page, own_copy.code("class"))
    expect(visit.page.get_by_text("This picture could not be opened. Picture number")).to_have_count(2)
    until(visit.page, PICTURES_ARE_SHOWN)
    assert visit.complaints == []


def test_a_recording_without_its_last_piece_is_told_of(own_copy: Locked, open_page: OpenPage) -> None:
    add_page(own_copy, {"film.mp4": random.Random(1).randbytes(3 * CHUNK)})
    file = own_copy.site / own_copy.path("test/film.mp4", suffix=".bin")
    file.write_bytes(file.read_bytes()[: 20 + 2 * (CHUNK + TAG)])
    visit = open_page(own_copy.page("test/index.html"))
    type_code(visit.page, own_copy.code("class"))
    visit.page.get_by_role("button", name="Play").click()
    expect(visit.page.get_by_text("This recording could not be opened. film.mp4")).to_be_visible()
    assert visit.complaints == []


# -- sizes ----------------------------------------------------------------------------------------------


def add_page(locked: Locked, recordings: dict[str, bytes]) -> None:
    """Add a page of the class with sealed recordings."""
    key = locked.ring.scope_key(CLASS)
    place = locked.path("test/index.html")
    players = []
    for name, content in recordings.items():
        path = urls.locked(opaque_name(key, f"test/{name}"), ".bin")
        file = locked.site / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(seal(key, f"test/{name}", "video/mp4", content))
        players.append(f'<video aria-label="{name}" controls="" src="{urls.relative(place, path)}"></video>')
    html = (
        f'<!DOCTYPE html><html lang="en" dir="ltr"><head><title>Test</title></head><body>{"".join(players)}'
    )
    sealed = base64.b64encode(seal(key, "test/index.html", "text/html", html.encode()))
    before, _, after = (locked.site / locked.path(GALLERY)).read_bytes().partition(b'id="sealed">')
    (locked.site / place).parent.mkdir(exist_ok=True)
    (locked.site / place).write_bytes(before + b'id="sealed">' + sealed + after[after.index(b"</script>") :])


def test_a_hundred_files_of_any_size_come_out_as_they_went_in(own_copy: Locked, open_page: OpenPage) -> None:
    draw = random.Random(2)
    edges = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK]
    sizes = edges + [draw.randrange(3 * CHUNK) if n % 4 == 0 else draw.randrange(60_000) for n in range(94)]
    contents = {f"{n}.mp4": draw.randbytes(size) for n, size in enumerate(sizes)}
    add_page(own_copy, contents)
    # Only the test may look into what was opened; the page's own rules forbid it.
    visit = open_page(own_copy.page("test/index.html"), bypass_csp=True)
    type_code(visit.page, own_copy.code("class"))
    expect(visit.page.get_by_role("button", name="Play")).to_have_count(100)
    found = visit.page.evaluate(
        """async () => {
            const digests = {};
            for (const player of document.querySelectorAll("video")) {
                player.nextElementSibling.click();
                while (player.nextElementSibling) await new Promise((done) => setTimeout(done, 2));
                const data = await (await fetch(player.src)).arrayBuffer();
                const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
                const digits = [...digest].map((byte) => byte.toString(16).padStart(2, "0"));
                digests[player.ariaLabel] = digits.join("");
            }
            return digests;
        }"""
    )
    assert found == {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
