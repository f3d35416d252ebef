"""The sample class, built once however many workers run the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

from filelock import FileLock

from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.support.classes import ClassFolder

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


def one_sentence_a_day(students: Path) -> dict[str, str]:
    """Return so many short posts of one student that a blog needs further pages, for `ClassFolder.write`."""
    student = min(folder.name for folder in students.iterdir() if folder.is_dir())
    return {
        f"students/{student}/posts/2025-09-{day:02}-sentence.md": f"""
            ---
            title: My sentence number {day}
            tags: [writing, sentences]
            ---
            Today I wrote {day} words.
            """
        for day in range(1, 25)
    }


def build_sample(into: Path, viewer: Viewer = PUBLIC) -> Path:
    """Build the sample class as one viewer sees it, unless it stands there; return the site's folder.

    Args:
        into: A folder that all workers of this run share, and no other run.
        viewer: Who looks; the teacher at the edition that `slc serve` shows.
    """
    whole = into / f"sample-{viewer.audience.word}"
    done = whole / ".done"
    with FileLock(f"{whole}.lock"):
        if not done.exists():
            shutil.rmtree(whole, ignore_errors=True)
            shutil.copytree(ROOT / "content", whole / "content")
            sample = ClassFolder(whole)
            sample.write(one_sentence_a_day(sample.content / "students"))
            sample.build(viewer, live=viewer == TEACHER)
            assert (sample.output / "index.html").is_file(), sample.messages
            done.touch()
    return whole / "output"
