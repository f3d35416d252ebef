"""`slc retire`: a child who leaves is off the web with the next publish, and nothing else has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.publish.test_verify import hosted
from tests.support.folders import visible
from tests.support.little_class import little_class
from tests.support.locks import with_codes

ADA = "content/students/ada/student.yml"


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """A class with codes; Ada's pages are public."""
    made = little_class(tmp_path / "class")
    with_codes(made)
    return made.root


def test_one_line_is_written_and_a_copy_is_kept(slc: Run, little: Path) -> None:
    before = (little / ADA).read_text("utf-8")
    rest = {file: file.read_bytes() for file in (little / "content").rglob("*") if file.is_file()}
    done = slc("-C", little, "retire", "Ada", "--yes")
    assert done.status == 0, done.err
    after = (little / ADA).read_text("utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        "consent: {publish: no}"
    ] or "publish: no" in after
    assert {file for file in rest if file.read_bytes() != rest[file]} == {little / ADA}
    (kept,) = (little / ".slc/before").rglob("student.yml")
    assert kept.read_text("utf-8") == before
    assert "slc publish" in done.out


def test_then_nothing_of_the_child_is_published_and_that_is_seen_from_outside(
    slc: Run, little: Path, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    assert slc("-C", little, "publish", str(web), "--yes").status == 0
    of_ada = [name for name in visible(web) if name.startswith("students/ada/")]
    assert of_ada
    slc("-C", little, "retire", "ada", "--yes")
    done = slc("-C", little, "publish", str(web), "--yes", "--yes-delete", "1000")
    assert done.status == 0, done.err
    now = visible(web)
    assert not [name for name in now if "ada" in name.split("/")]
    assert not [name for name, content in now.items() if name.endswith(".html") and b">Ada<" in content]
    with hosted(web) as url:
        assert slc("-C", little, "verify", url).status == 0
        (web / of_ada[0]).parent.mkdir(parents=True, exist_ok=True)
        (web / of_ada[0]).write_text("Ada was here.")
        found = slc("-C", little, "verify", url, "--all")
    assert found.status == 1
    assert "This was taken away, and can still be seen." in found.err
    assert of_ada[0] in found.err


def test_the_familys_code_is_thrown_away_and_those_of_the_others_stay(slc: Run, little: Path) -> None:
    before = json.loads(slc("-C", little, "codes", "--json").out)["result"]["codes"]
    done = slc("-C", little, "retire", "ada", "--yes")
    ring = json.loads((little / ".slc/keys/ring.json").read_text())
    assert '"ada"' not in json.dumps(ring)
    assert "new code" in done.out
    others = [one for one in before if one.get("students") in (["ben"], ["cam"])]
    after = json.loads(slc("-C", little, "codes", "--json").out)["result"]["codes"]
    assert all(one in after for one in others)


def test_twice_is_as_once(slc: Run, little: Path) -> None:
    slc("-C", little, "retire", "ada", "--yes")
    once = (little / ADA).read_bytes()
    assert slc("-C", little, "retire", "ada", "--yes").status == 0
    assert (little / ADA).read_bytes() == once


def test_nobody_is_retired_unasked(slc: Run, little: Path) -> None:
    before = (little / ADA).read_bytes()
    done = slc("-C", little, "retire", "ada")
    assert done.status == 2
    assert "add --yes" in done.err
    assert (little / ADA).read_bytes() == before


def test_somebody_unknown_is_told_with_the_nearest_name(slc: Run, little: Path) -> None:
    done = slc("-C", little, "retire", "adda", "--yes")
    assert done.status == 2
    assert "Did you mean Ada?" in done.err


def test_a_file_that_cannot_be_written_is_told_and_the_code_stays(
    slc: Run, little: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("slc_site.pen.atomic.put", full)
    before = (little / ".slc/keys/ring.json").read_bytes()
    done = slc("-C", little, "retire", "ada", "--yes")
    assert done.status == 1
    assert "No space left on device" in done.err
    assert (little / ".slc/keys/ring.json").read_bytes() == before
