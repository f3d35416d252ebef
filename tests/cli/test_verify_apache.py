"""`slc verify` before a real Apache: does it ask for passwords where it should?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.apache import served_by_apache, web_space
from tests.support.little_class import little_class
from tests.support.locks import with_codes


@pytest.fixture
def space() -> Iterator[Path]:
    with web_space() as folder:
        yield folder / "room12"


@pytest.fixture
def guarded(slc: Run, space: Path, tmp_path: Path) -> Path:
    """A class whose site asks for passwords, as it stands in the web space."""
    made = little_class(tmp_path / "class")
    with_codes(made)
    assert slc("-C", made.root, "build", "--htaccess", str(space)).status in (0, 1)
    shutil.copytree(made.output, space)
    return made.root


def test_a_host_that_asks_for_passwords_is_as_it_should_be(slc: Run, guarded: Path, space: Path) -> None:
    with served_by_apache(space) as url:
        done = slc("-C", guarded, "verify", url, "--all")
    assert done.status == 0, done.err
    assert done.out.endswith("all is as it was built.\n")


def test_a_host_that_does_not_obey_shows_everything_and_that_is_told_first(
    slc: Run, guarded: Path, space: Path
) -> None:
    with served_by_apache(space, obeys_htaccess=False) as url:
        done = slc("-C", guarded, "verify", url)
    assert done.status == 1
    assert f"{url}private/" in done.err
    assert "The host asks for no password here: it answers 200." in done.err


def test_a_page_with_a_password_gives_nothing_away(guarded: Path, space: Path) -> None:
    from urllib.error import HTTPError
    from urllib.request import urlopen

    (page,) = space.glob("private/class/index.html")
    with served_by_apache(space) as url:
        address = f"{url}{page.relative_to(space).as_posix()}"
        with pytest.raises(HTTPError) as refused:
            urlopen(address)
    with refused.value as answer:
        body = answer.read()
    assert answer.code == 401
    assert b"Ben" not in body
