"""A build looks again when a file changes that the class took in from elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.share.access import TEACHER
from tests.conftest import AClass

SHARED = "title: Grade 2\nsubjects: [{id: reading, title: READING, can_do: [{id: a, text: I read}]}]\n"
FILES = {
    "report-cards/fall.yml": "title: Fall\ninclude: ../../shared/grade-2.yml\n",
    "students/ada/report-cards/fall.yml": "reading: {can_do: [a]}\n",
}
CARD = "students/ada/report-cards/fall/index.html"


@dataclass
class Room:
    """A class with a shared file beside it, to be built again and again."""

    site: Site

    def build(self) -> tuple[str, int, list[str]]:
        """Build; return the card, how often anything had to be made, and the codes of what was said."""
        heard = RecordingReporter()
        with (
            Builder(self.site, viewer=TEACHER, live=True, folder=self.site.preview) as builder,
            patch.object(builder, "begin", wraps=builder.begin) as make,
        ):
            assert builder.build(heard) is not None
        said = [problem.code for problem in heard.problems if problem.severity]
        return (self.site.preview / CARD).read_text("utf-8"), make.call_count, said

    def share(self, text: str, at: int) -> Path:
        """Write the shared file as if somebody had saved it at a time, in seconds."""
        file = self.site.root / "shared/grade-2.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        os.utime(file, (at, at))
        return file


def test_a_changed_a_missing_and_a_new_file_are_noticed(a_class: AClass) -> None:
    room = Room(Site(a_class(FILES).root))
    card, _, said = room.build()
    assert ("READING" in card, said) == (False, ["include", "no-such-thing"])
    file = room.share(SHARED, 1_700_000_000)
    card, made, said = room.build()
    assert ("READING" in card, made, said) == (True, 1, [])
    assert room.build()[1] == 0, "nothing has changed"
    room.share(SHARED.replace("READING", "Lesen"), 1_700_000_001)
    card, made, said = room.build()
    assert ("Lesen" in card, made, said) == (True, 1, [])
    file.unlink()
    assert room.build()[1:] == (1, ["include", "no-such-thing"])


def test_a_file_that_changed_while_it_was_read_is_read_again(a_class: AClass) -> None:
    room = Room(Site(a_class(FILES).root))
    room.share(SHARED, 4_000_000_000)  # later than any beginning of a build
    assert room.build()[1] == 1
    assert room.build()[1] == 1
