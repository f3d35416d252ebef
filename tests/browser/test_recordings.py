"""Sounds and videos play, from a host and from the disk."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Place
from tests.conftest import OpenPage
from tests.support import sitemap

pytestmark = pytest.mark.browser

_PLAY = """async player => {
    const heard = name => new Promise((done, fail) => {
        player.addEventListener(name, done, {once: true});
        player.addEventListener("error", () => fail(player.error && player.error.message), {once: true});
        setTimeout(() => fail(`no ${name}`), 15000);
    });
    player.muted = true;
    const moved = heard("timeupdate");
    await player.play();
    await moved;
    player.pause();
    return {duration: player.duration, controls: player.controls, name: player.getAttribute("aria-label"),
        wide: player.videoWidth || 0};
}"""


@pytest.mark.parametrize("tag", ["audio", "video"])
def test_a_recording_plays(tag: str, place: Place, open_page: OpenPage) -> None:
    posts = sitemap.by_kind(place.site)["post"]
    path = next(path for path in posts if f"<{tag}" in (place.site / path).read_text(encoding="utf-8"))
    visit = open_page(place.page(path))
    player = visit.page.locator(tag).first
    played = player.evaluate(_PLAY)
    assert played["duration"] > 0.2
    assert played["controls"]
    assert (played["wide"] > 0) == (tag == "video")
    assert visit.complaints == []
    if place.host:
        assert 206 in {status for status, _ in place.host.answers}
