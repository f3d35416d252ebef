"""A class to print, with words in it that must never be on some papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from slc_site.build.site import Site
from slc_site.paper import pdf
from slc_site.paper.chromium import VARIABLE
from slc_site.paper.pack import Pack
from slc_site.paper.sheet import Drawing
from slc_site.paper.sizes import PaperSize
from slc_site.problems import RecordingReporter
from slc_site.render.theme_folders import find_theme
from tests.support.classes import ClassFolder, Files
from tests.support.printed import Printed
from tools.setup import chromium

CANARIES = {
    "private": "canaryprivate",
    "topic": "canarytopic",
    "teacher_note": "canarynote",
    "behaviour": "canarybehaviour",
    "teacher_plus": "canaryplus",
    "concern": "canaryconcern",
    "needs": "canaryneeds",
    "other": "canaryother",
    "hidden_goal": "canarygoal",
    "surname": "Quillfeather",
}
"""Words that stand in the class once: of the family in confidence, of the teacher, of another child."""


def _frog() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 160, 60)).save(out, "JPEG")
    return out.getvalue()


CLASS: Files = {
    "class.yml": """
        title: Room 12
        school: Maple Street School
        language: en
        timezone: Europe/Berlin
        url: https://maple.example/room12/
        strands: [{tag: writing, title: Writing}, {tag: projects, title: Projects}]
        terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]
        access: {posts: public, goals: family, conferences: family}
        consent: {publish: yes, photos: yes}
        """,
    "report-cards/fall.yml": """
        title: Fall card
        term: fall
        subjects: [{id: reading, title: Reading, can_do: [{id: retell, text: I can retell a story}]}]
        """,
    "conferences/fall/conference.yml": """
        title: Fall conferences
        term: fall
        private_time: on-request
        pick: [{strand: writing}, {strand: projects}]
        agenda: [welcome, best-work, self-report-card, goals, parent-share, thanks, private-time]
        schedule:
          stay: 30
          windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
          slots:
            - {student: cam, start: 2026-11-19 16:30, interpreter: yes}
            - {student: ada, start: 2026-11-19 17:00, attend: video}
        """,
    "students/ada/student.yml": """
        name: Ada
        surname: Quillfeather
        avatar: 🦉
        color: teal
        home_language: es
        """,
    "students/ada/posts/2026-10-05-frog/index.md": """
        ---
        title: My frog poem
        tags: [writing]
        did_well: I put spaces between the words.
        make_better: I could make it longer.
        goals: [three-sentences]
        ---
        ![A frog](frog.jpg)
        """,
    "students/ada/posts/2026-10-05-frog/frog.jpg": _frog(),
    "students/ada/goals/three-sentences.md": """
        ---
        title: Write three sentences
        progress: [{date: 2026-10-20, fraction: 2/4}]
        ---
        """,
    "students/ada/goals/hidden.md": "---\ntitle: canarygoal\naccess: teacher\n---\n",
    "students/ada/report-cards/fall.yml": """
        reading: {can_do: [retell], self: 3, because: I tell it, teacher: 2, teacher_note: canarynote}
        behaviour: {student: I share., teacher: canarybehaviour}
        """,
    "students/ada/conferences/fall.md": """
        ---
        picks:
          writing: {post: 2026-10-05-frog, because: It is my best., notes: [Look at the green]}
        cards: {welcome: Hello Mama and Papa., best-work: One piece after the other.}
        three_pluses:
          student: {pluses: [I read, I help, I draw], goal: three-sentences}
          teacher: {pluses: [canaryplus, You listen, You try], goal: three-sentences}
        parent_input:
          topics: [{about: reading, text: canarytopic}]
          private: canaryprivate
          private_time: yes
          concern_learning: canaryconcern
          access_needs: canaryneeds
          who_comes: [Mama, Papa]
        ---
        Welcome.
        """,
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2026-10-06-other.md": "---\ntitle: canaryother\ntags: [writing]\n---\n",
    "students/cam/student.yml": "name: Cam\nhome_language: ar\n",
    "students/cam/conferences/fall.md": "---\ncards: {welcome: Hello.}\n---\n",
}
"""Ada has all there is; Ben has no time yet and has written nothing; Cam's family reads Arabic."""


@pytest.fixture
def a_class(tmp_path: Path) -> Callable[..., ClassFolder]:
    """Write the class, and files over it."""

    def write(files: Files | None = None) -> ClassFolder:
        return ClassFolder(tmp_path / "class").write({**CLASS, **(files or {})})

    return write


@pytest.fixture
def reporter() -> RecordingReporter:
    """Hears what is said."""
    return RecordingReporter()


class Desk:
    """Makes documents of a class."""

    def __init__(self, folder: ClassFolder, reporter: RecordingReporter, size: PaperSize) -> None:
        self.folder, self.reporter, self.size = folder, reporter, size
        self.site = Site(folder.root)
        library = folder.load()
        assert library is not None, folder.messages
        self.library = library

    def pack(self, conference: str = "fall", **how: object) -> Pack:
        """Return the pack of a conference."""
        given = {"choices": {}, **how}
        return Pack(
            self.site, self.library, self.library.conference[conference], self.size, self.reporter, **given
        )  # type: ignore[arg-type]  # as the test says

    def document(self, sheets: object, language: str = "en") -> str:
        """Return sheets as one document."""
        chain = find_theme(self.library.classroom.theme, self.site.themes, self.reporter)
        return Drawing(chain, self.size, self.reporter).document(sheets, "A title", language)  # type: ignore[arg-type]  # as the test says

    def printed(self, sheets: object, engine: str = "weasyprint") -> Printed:
        """Return sheets, printed."""
        return Printed(pdf.pdf_of(self.document(sheets), self.reporter, engine=engine))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(a_class: Callable[..., ClassFolder], reporter: RecordingReporter) -> MakeDesk:
    """Return a desk for the class, and files over it."""

    def make(files: Files | None = None, size: PaperSize = PaperSize.A4) -> Desk:
        return Desk(a_class(files), reporter, size)

    return make


@pytest.fixture(autouse=True)
def the_tests_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print with the browser that all tests use, wherever it is."""
    found = chromium.find()
    if found is None:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            found = Path(playwright.chromium.executable_path)
    monkeypatch.setenv(VARIABLE, str(found))
