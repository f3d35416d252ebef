"""`slc verify`, as a teacher types it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from slc_site.publish.targets import KINDS
from tests.cli.conftest import Done, Run
from tests.cli.test_publish import public_room
from tests.publish.test_verify import hosted

__all__ = ["public_room"]


@pytest.fixture
def web(slc: Run, public_room: Path) -> Path:
    """The folder that a host shows: a class of two was published there."""
    web = public_room.parent / "upload"
    assert slc("-C", public_room, "publish", "./upload", "--yes").status == 0
    return web


def test_a_site_that_stands_as_it_was_built(slc: Run, public_room: Path, web: Path) -> None:
    with hosted(web) as url:
        done = slc("-C", public_room, "verify", url)
    assert done.status == 0, done.err
    assert done.out.startswith("Looked at ")
    assert done.out.endswith(f" places at {url}: all is as it was built.\n")


def test_what_is_amiss_is_told_with_its_address_and_is_a_failure(
    slc: Run, public_room: Path, web: Path
) -> None:
    (web / "index.html").write_text("<p>Hacked.</p>")
    (web / "content").mkdir()
    shutil.copy(public_room / "content/class.yml", web / "content/class.yml")
    with hosted(web) as url:
        done = slc("-C", public_room, "verify", url)
    assert done.status == 1
    assert f"{url}index.html" in done.err
    assert f"{url}content/class.yml" in done.err
    assert done.out.endswith(": 2 are not as built.\n")


def test_without_an_address_the_classs_own_is_looked_at(slc: Run, public_room: Path, web: Path) -> None:
    assert "Where does the site stand on the web?" in slc("-C", public_room, "verify").err
    with hosted(web) as url:
        class_file = public_room / "content/class.yml"
        class_file.write_text(class_file.read_text("utf-8") + f"url: {url}\n", "utf-8")
        assert slc("-C", public_room, "publish", "./upload", "--yes").status == 0
        done = slc("-C", public_room, "verify", "--json")
    (lists,) = json.loads(done.out)["result"]["findings"]
    assert lists["message"] == "The host lists what lies in this folder."
    assert done.status == 0, "it is worth knowing, and nothing is wrong"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("school.example", "is no address of a site"), ("http://127.0.0.1:9/", "Nobody answers at")],
)
def test_what_cannot_be_asked_is_told(slc: Run, public_room: Path, web: Path, typed: str, said: str) -> None:
    done = slc("-C", public_room, "verify", typed)
    assert done.status in (1, 2)
    assert said in done.err


def test_after_a_publish_the_site_is_looked_at_from_outside(
    slc: Run, public_room: Path, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "folder", replace(KINDS["folder"], is_web=True))
    class_file = public_room / "content/class.yml"
    said = class_file.read_text("utf-8")

    def published(url: str) -> Done:
        class_file.write_text(f"{said}url: {url}\n", "utf-8")
        return slc("-C", public_room, "publish", "./upload", "--yes")

    with hosted(web) as url:
        well, elsewhere = published(url), published(f"{url}room12/")
    gone = published(f"{url}again/")
    assert (well.status, elsewhere.status, gone.status) == (0, 1, 0)
    assert "all is as it was built" in well.out
    assert "Published: " in elsewhere.out
    assert f"{url}room12/index.html" in elsewhere.err
    assert "It was published, and could not be looked at from outside. Nobody answers" in gone.err


def test_a_place_that_is_not_the_web_is_looked_at_later(slc: Run, public_room: Path, web: Path) -> None:
    class_file = public_room / "content/class.yml"
    class_file.write_text(class_file.read_text("utf-8") + "url: https://school.example/\n", "utf-8")
    done = slc("-C", public_room, "publish", "./upload", "--yes")
    assert done.out.endswith("When it stands at https://school.example/: slc verify\n")


def test_without_a_site_there_is_nothing_to_verify(slc: Run, room: Path) -> None:
    done = slc("-C", room, "verify", "https://school.example/")
    assert done.status == 2
    assert "Build and publish it first" in done.err
