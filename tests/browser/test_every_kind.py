"""A page of every kind in a real browser: nothing goes wrong, everybody can use it, it can be printed."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Place
from tests.conftest import OpenPage
from tests.support import sitemap
from tests.support.barriers import barriers
from tests.support.visits import Scheme, Visit, comes_to

pytestmark = pytest.mark.browser

kinds = pytest.mark.parametrize("kind", sitemap.KINDS)


def examples(place: Place, kind: str) -> list[str]:
    """Return the addresses of the pages that show what a kind can look like; at least one."""
    found = [place.page(path) for path in sitemap.examples(place.site, kind)]
    assert found, f"the sample class has no page of kind {kind}"
    return found


def scrolled(visit: Visit) -> Visit:
    """Go down the page, so that what loads late is loaded too."""
    visit.page.evaluate(
        """async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                scrollTo(0, y);
                await new Promise(requestAnimationFrame);
            }
            // A picture that waits for its turn, as on the stage of a conference, is not fetched before.
            const late = [...document.images].filter(image => !image.complete && image.checkVisibility());
            await Promise.all(late.map(image => new Promise(done => {
                image.onload = image.onerror = done;
                image.loading = "eager"; // passed by too quickly, it would never come
            })));
            scrollTo(0, 0);
        }"""
    )
    return visit


@pytest.mark.parametrize("path", ["404.html", "no-such.html", "students/ada/posts/no-such/index.html"])
def test_lost_visitors_get_a_whole_page_at_any_depth(path: str, sample: Place, open_page: OpenPage) -> None:
    visit = open_page(sample.page(path))
    assert visit.complaints == []
    assert sample.refused == ([] if path == "404.html" else [(404, urlsplit(sample.page(path)).path)])
    visit.page.locator("main a").first.click()
    comes_to(visit.page, lambda: sitemap.kind_of(visit.page.url.removeprefix(sample.url)), "home")


class SlowNetwork:
    """A network that begins with everything but pictures and recordings.

    Fonts, which move lines by a little whenever they come, never do.
    """

    def __init__(self, page: Page) -> None:
        self._slow = True
        self._held: list[Route] = []
        page.route("**/*", self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.resource_type == "font":
            route.abort()
        elif self._slow and route.request.resource_type in {"image", "media"}:
            self._held.append(route)
        else:
            route.continue_()

    def go_on(self) -> None:
        """Let the rest through too."""
        self._slow = False
        for route in self._held:
            route.continue_()


@pytest.mark.parametrize("kind", [kind for kind in sitemap.KINDS if kind != "not-found"])
def test_it_opens_without_a_complaint_wherever_the_site_stands(
    kind: str, place: Place, open_page: OpenPage
) -> None:
    for url in examples(place, kind):
        visit = scrolled(open_page(url))
        assert visit.complaints == []
        empty = """() => [...document.images].filter(image => image.checkVisibility() && !image.naturalWidth)
            .map(image => image.currentSrc)"""
        assert visit.page.evaluate(empty) == []
        assert visit.page.title().strip()
        visit.page.context.close()
    assert place.refused == []


@kinds
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(kind: str, scheme: Scheme, width: int, sample: Place, open_page: OpenPage) -> None:
    for url in examples(sample, kind):
        visit = open_page(url, width=width, scheme=scheme)
        assert barriers(visit.page) == [], url
        visit.page.context.close()


@kinds
def test_it_fits_a_narrow_screen(kind: str, sample: Place, open_page: OpenPage) -> None:
    for url in examples(sample, kind):
        visit = scrolled(open_page(url, width=320, height=640))
        wide = """() => document.documentElement.scrollWidth <= 320 ? [] :
            [...document.body.querySelectorAll("*")]
                .filter(element => element.getBoundingClientRect().right > 321)
                .map(element => element.outerHTML.slice(0, 120))"""
        assert visit.page.evaluate(wide) == [], url
        visit.page.context.close()


@kinds
def test_its_controls_are_large_enough_for_a_finger(kind: str, sample: Place, open_page: OpenPage) -> None:
    small = """() => [...document.querySelectorAll(
            "button, summary, input, select, textarea, nav a, body > header a, [role=button]")]
        .filter(element => element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
        .filter(element => !element.matches(".skip, [class*=skip]"))
        .map(element => [element.getBoundingClientRect(), element.outerHTML.slice(0, 120)])
        .filter(([box]) => box.width > 1 && (box.width < 43.9 || box.height < 43.9))
        .map(([box, html]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${html}`)"""
    for url in examples(sample, kind):
        visit = open_page(url, width=390, height=800, has_touch=True, is_mobile=True)
        assert visit.page.evaluate(small) == [], url
        visit.page.context.close()


@kinds
def test_nothing_jumps_when_pictures_and_recordings_come_in(
    kind: str, sample: Place, open_page: OpenPage
) -> None:
    watch = """new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push([entry.value,
        ...entry.sources.map(source => source.node ? (source.node.outerHTML || "").slice(0, 120) : "")
    ]))).observe({type: "layout-shift", buffered: true})"""
    settled = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
    for url in examples(sample, kind):
        visit = open_page(width=390, height=800)
        visit.page.add_init_script(f"window.shifts = []; {watch}")
        network = SlowNetwork(visit.page)
        visit.page.goto(url, wait_until="domcontentloaded")
        visit.page.evaluate(f"{settled}.then(() => shifts.splice(0))")
        network.go_on()
        visit.page.wait_for_load_state("load")
        scrolled(visit)
        visit.page.evaluate(settled)
        assert visit.page.evaluate("shifts") == [], url
        visit.page.context.close()


@kinds
def test_it_can_be_printed(kind: str, sample: Place, open_page: OpenPage) -> None:
    visit = open_page(examples(sample, kind)[0])
    assert visit.page.pdf(format="Letter").startswith(b"%PDF-")
    visit.page.emulate_media(media="print")
    # Coloured ground would cost a class its ink. (For dark pages Chromium sees to that itself.)
    grounds = visit.page.evaluate(
        "[document.documentElement, document.body].map(element => getComputedStyle(element).backgroundColor)"
    )
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert visit.complaints == []
