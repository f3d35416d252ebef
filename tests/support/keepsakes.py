"""A class of four, and what one of them takes home."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from PIL import Image

from slc_site.build.keepsake import Keepsakes
from slc_site.build.site import Site
from slc_site.problems import Reporter
from tests.support.classes import ClassFolder, Files


def photo(width: int, height: int, shade: str = "teal") -> bytes:
    """Return a photo that tells with what it was made."""
    saved, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "A camera maker"
    Image.new("RGB", (width, height), shade).save(saved, "JPEG", exif=exif)
    return saved.getvalue()


CLASS: Files = {
    "class.yml": """
        title: Room 12
        teacher: Ms. Okafor
        url: https://maple.example/room12/
        consent: {publish: yes, photos: yes}
        terms: [{id: fall, title: Fall, start: 2025-09-01, end: 2025-12-18}]
        targets: [{id: keep-on, text: I try again, kind: skill}]
        access: {posts: public, goals: family, conferences: family, report-cards: family}
        """,
    "report-cards/fall.yml": """
        title: Fall card
        term: fall
        subjects: [{id: reading, title: Reading, can_do: [{id: retell, text: I can retell a story}]}]
        """,
    "prompts/teach-us.md": """
        ---
        title: Teach us something
        tags: [writing]
        ---
        What can you do?
        """,
    "pages/welcome.md": """
        ---
        title: Welcome families
        ---
        Ada, Ben, Cam and Zoe are here.
        """,
    "conferences/fall/conference.yml": """
        title: Fall conferences
        term: fall
        schedule:
          windows: [{from: 2025-11-20 16:00, to: 2025-11-20 18:00, place: Room 12}]
          slots: [{student: ben, start: 2025-11-20 16:00}, {student: ada, start: 2025-11-20 16:30}]
        """,
    "conferences/party/conference.yml": """
        title: Our party
        kind: party
        party: {invited: [Families], programme: [{title: Hello, minutes: 5, who: [ben, cam]}]}
        """,
    "students/ada/student.yml": """
        name: Ada
        surname: Quillfeather
        avatar: owl.jpg
        """,
    "students/ada/owl.jpg": photo(90, 90),
    "students/ada/posts/2025-09-08-frog/index.md": """
        ---
        title: My frog
        tags: [writing, frogs]  # Cam was away
        # Ben helped a little
        date: 2025-09-08
        did_well: |
          I looked
          for a long time.
        people: [ada, cam]
        goals: [three-sentences, only-teacher]
        prompt: teach-us
        ---
        A green frog, of Ada Quillfeather.

        ![A frog](wide.jpg)

        See [the tower](../../../ben/posts/2025-11-02-tower.md), [my first words](../2025-09-01-first.md)
        and [my goal](../../goals/three-sentences.md). Also [what I hide](../2025-10-04-hidden.md).
        """,
    "students/ada/posts/2025-09-08-frog/wide.jpg": photo(4300, 60),
    "students/ada/posts/2025-09-01-first.md": """
        ---
        title: My first words
        tags: [writing]
        ---
        i lik frog
        """,
    "students/ada/posts/2025-10-01-swing/index.md": """
        ---
        title: The swing
        tags: [representing]
        people: [ben]
        ---
        We went high. <!-- Ben cried, Zqnote -->

        ![Ben flies](swing.jpg)

        [//]: # (Zqaside)
        """,
    "students/ada/posts/2025-10-01-swing/swing.jpg": photo(640, 480, "red"),
    "students/ada/posts/2025-10-02-me/index.md": """
        ---
        title: Me
        tags: [representing]
        people: [ada]
        ---
        ![Me at home](me.jpg)
        """,
    "students/ada/posts/2025-10-02-me/me.jpg": photo(300, 200, "blue"),
    "students/ada/posts/2025-10-03-draft.md": """
        ---
        title: Zqdraft
        tags: [writing]
        status: draft
        ---
        Zqdraftbody
        """,
    "students/ada/posts/2025-10-04-hidden.md": """
        ---
        title: Zqhidden
        tags: [writing]
        access: teacher
        ---
        Zqhiddenbody
        """,
    "students/ada/goals/three-sentences.md": """
        ---
        title: Write three sentences
        set: 2025-10-15
        evidence: [2025-09-08-frog, 2025-10-04-hidden]
        progress: [{date: 2025-11-01, fraction: 1/4, note: One.}, {date: 2025-12-01, fraction: 3/4}]
        commitments: {student: I write, parent: We listen, teacher: I wait}
        ---
        I want to write **books**.
        """,
    "students/ada/goals/only-teacher.md": """
        ---
        title: Zqteachergoal
        access: teacher
        ---
        """,
    "students/ada/conferences/fall.md": """
        ---
        picks: {writing: {post: 2025-09-08-frog, because: It is green.}}
        growth: [{then: 2025-09-01-first, now: 2025-09-08-frog, because: I spell more.}]
        three_pluses:
          student: {pluses: [I share, I read, I add], goal: three-sentences, why: For books.}
          parent: {pluses: [You are kind, b, c]}
        skills: [{target: keep-on, student: I ask too soon., teacher: Zqskillteacher}]
        parent_input: {private: Zqprivate, topics: [{text: Zqtopic}]}
        feedback: {learned: Zqfeedback, letter: Dear Ada, proud_of: You waited.}
        debrief: {felt: Like a teacher.}
        follow_up: [{date: 2025-12-03, goals: {three-sentences: I write two.}, family_input: We read.}]
        ---
        Look at my frogs.
        """,
    "students/ada/report-cards/fall.yml": """
        reading: {can_do: [retell], self: 3, because: I retell well., teacher: 4, teacher_note: Zqmark}
        """,
    "students/ben/student.yml": """
        name: Ben
        surname: Marshwiggle
        consent: {publish: yes, photos: no}
        """,
    "students/ben/posts/2025-11-02-tower.md": """
        ---
        title: Zqtower
        tags: [projects, frogs]
        ---
        High as [a frog](../../ada/posts/2025-09-08-frog/index.md).
        """,
    "students/cam/student.yml": """
        name: Cam
        """,
    "students/cam/posts/2025-11-03-moon.md": """
        ---
        title: Zqmoon
        tags: [projects]
        ---
        Round.
        """,
    "students/zoe/student.yml": """
        name: Zoe
        consent: {publish: no, photos: no}
        """,
    "students/zoe/posts/2025-11-04-stone/index.md": """
        ---
        title: My stone
        tags: [projects]
        people: [zoe]
        ---
        ![Me and it](stone.jpg)
        """,
    "students/zoe/posts/2025-11-04-stone/stone.jpg": photo(320, 200, "green"),
}
"""Ada has one of everything; Ben agreed to no pictures, Zoe to nothing at all."""


def taken_home(folder: ClassFolder, student: str, to: Path | None = None) -> Path:
    """Make a keepsake and unpack it; return the folder that holds `index.html`."""
    made = packed(folder, student, folder.heard, to)
    there = made.parent / "unpacked"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(there)
    return there / student


def packed(folder: ClassFolder, student: str, reporter: Reporter, to: Path | None = None) -> Path:
    """Make a keepsake and return the zip."""
    library = folder.load()
    assert library is not None
    with Keepsakes(Site(folder.root), library, reporter, folder=to) as keepsakes:
        made = keepsakes.make(student)
    assert made is not None, folder.messages
    return made.file
