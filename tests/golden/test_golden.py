"""Every page of a small class, as it was last looked at by a person; `make golden` writes them anew.

Two editions: what anybody sees, and what the teacher sees.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.share.access import PUBLIC, TEACHER, Viewer

HERE = Path(__file__).parent


def settled(text: str) -> str:
    """The text without what changes for reasons that are not the page's: a version, a theme's fingerprint."""
    text = re.sub(r"assets/[0-9a-f]{10}/", "assets/FINGERPRINT/", text)
    return re.sub(r'content="slc_site [^"]*"', 'content="slc_site VERSION"', text)


@pytest.mark.parametrize(("name", "viewer"), [("public", PUBLIC), ("teacher", TEACHER)])
def test_the_pages_are_as_they_were_last_looked_at(
    name: str, viewer: Viewer, tmp_path: Path, refresh_golden: bool
) -> None:
    shutil.copytree(HERE / "class" / "content", tmp_path / "content")
    reporter, output = RecordingReporter(), tmp_path / "output"
    with Builder(Site(tmp_path), viewer=viewer, folder=output, live=viewer is TEACHER) as builder:
        assert builder.build(reporter), reporter.problems
    assert [str(problem) for problem in reporter.problems if problem.severity] == []

    made = {
        file.relative_to(output).as_posix(): settled(file.read_text("utf-8"))
        for file in output.rglob("*")
        if file.suffix in (".html", ".xml", ".txt") and "assets" not in file.parts
    }
    expected = HERE / "expected" / name
    if refresh_golden:
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, "utf-8")
    kept = {
        file.relative_to(expected).as_posix(): file.read_text("utf-8")
        for file in expected.rglob("*")
        if file.is_file()
    }
    assert sorted(made) == sorted(kept)
    for path, text in made.items():
        assert text == kept[path], f"{path}: if the change is meant, `make golden` writes the page anew"
