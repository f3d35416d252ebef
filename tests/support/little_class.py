"""A small class with one of everything: whatever an edit can touch is there, and a build of it is quick.

Four children. Ada shows all, Ben's posts are for the class and he is in no pictures, Cam's family reads
Arabic, and of Dee nothing may leave the room. They share a tag and point at each other's work.
"""

from __future__ import annotations

import io
import wave
from pathlib import Path

from PIL import Image

from tests.support.classes import ClassFolder, Files

TEXTS: Files = {
    "class.yml": """
        title: Room 12
        school: Maple Street School
        teacher: Ms. Okafor
        year: 2025-2026
        language: en
        timezone: America/Regina
        url: https://maple.example/room12/
        theme: ours
        strands: [{tag: writing, title: Writing, good: [We reread]}, {tag: projects, title: Projects}]
        targets: [{id: period, text: I can end it, strand: writing}, {id: keep-on, text: I try, kind: skill}]
        terms: [{id: fall, title: Fall, start: 2025-09-01, end: 2025-12-18}]
        measures: [{id: fluency, title: Words I read, unit: words, file: fluency.csv}]
        access: {posts: public, goals: family, conferences: family}
        consent: {publish: yes, photos: yes}
        """,
    "pages/welcome.md": """
        ---
        title: Welcome, families
        ---
        Look at [Ada's frog](../students/ada/posts/2025-10-05-frog/index.md).
        """,
    "prompts/teach-us.md": """
        ---
        title: Teach us
        tags: [writing]
        ---
        What can you do that we cannot?
        """,
    "prompts/teach-us/examples/bow.md": """
        ---
        title: A bow
        by: teacher
        good_because: The steps are in order.
        ---
        Fold it twice.
        """,
    "report-cards/fall.yml": """
        title: Fall card
        term: fall
        include: ../../shared/grade-2.yml
        """,
    "measures/fluency.csv": """
        student,date,value,target
        ada,2025-09-15,30,60
        ada,2025-11-10,44,60
        ben,2025-09-16,21,40
        """,
    "conferences/fall/conference.yml": """
        title: Fall conferences
        term: fall
        kind: first
        schedule: {windows: [{from: 2025-11-20 16:30, to: 2025-11-20 19:00, place: Room 12}]}
        """,
    "conferences/party/conference.yml": """
        title: Our party
        kind: party
        schedule: {windows: [{from: 2026-06-11 16:00, to: 2026-06-11 17:30, place: Garden}]}
        party: {invited: [Families], programme: [{title: Hello, minutes: 5, who: [ada]}]}
        """,
    "students/ada/student.yml": """
        name: Ada
        surname: Quillfeather
        avatar: owl.png
        home_language: es
        """,
    "students/ada/posts/2025-09-08-my-summer.md": """
        ---
        title: My summer
        tags: [writing]
        kind: first-piece
        ---
        i went to the lak
        """,
    "students/ada/posts/2025-10-05-frog/index.md": """
        ---
        title: My frog poem
        tags: [writing, frogs]
        did_well: I put spaces between the words.
        targets: [period]
        goals: [three-sentences]
        people: [cam]
        pin: yes
        ---
        Green frog on a *log*.

        ![A green frog](frog.png)

        ![I read it](frog.wav)

        See [my goal](../../goals/three-sentences.md).
        And [Ben's tower](../../../ben/posts/2025-11-02-tower.md).
        """,
    "students/ada/posts/2025-10-05-frog/frog.txt": "Green frog on a log.\n",
    "students/ada/goals/two-sentences.md": """
        ---
        title: Write two sentences
        strand: writing
        set: 2025-09-15
        status: met
        ---
        """,
    "students/ada/goals/three-sentences.md": """
        ---
        title: Write three sentences
        set: 2025-10-15
        measure: {unit: sentences, start: 1, target: 3}
        progress: [{date: 2025-11-01, value: 2, note: Two about frogs.}]
        follows: two-sentences
        access: family
        ---
        I want to write **books**.
        """,
    "students/ada/conferences/fall.md": """
        ---
        picks: {writing: {post: 2025-10-05-frog, because: It has two sentences.}}
        growth: [{then: 2025-09-08-my-summer, now: 2025-10-05-frog, because: I use capitals.}]
        three_pluses: {student: {pluses: [I share, I read, I add], goal: three-sentences}}
        skills: [{target: keep-on, student: I ask too soon., teacher: Getting stronger.}]
        follow_up: [{date: 2025-12-03, goals: {three-sentences: I write three.}, family_input: We read.}]
        ---
        Look at my **frogs**.
        """,
    "students/ada/report-cards/fall.yml": """
        reading: {can_do: [retell], self: 3, because: I retell well., teacher: 4}
        """,
    "students/ben/student.yml": """
        name: Ben
        consent: {publish: yes, photos: no}
        access: {posts: class}
        """,
    "students/ben/posts/2025-11-02-tower.md": """
        ---
        title: My tower
        tags: [projects, frogs]
        ---
        As high as [Ada's frog](../../ada/posts/2025-10-05-frog/index.md).
        """,
    "students/ben/goals/build.md": """
        ---
        title: Build a bridge
        ---
        """,
    "students/cam/student.yml": """
        name: Cam
        avatar: 🌙
        home_language: ar
        """,
    "students/cam/posts/2025-11-20-moon/index.md": """
        ---
        title: The moon
        tags: [projects]
        prompt: teach-us
        ---
        ![The moon](moon.jpg)
        """,
    "students/dee/student.yml": """
        name: Dee
        consent: {publish: no, photos: no}
        """,
    "students/dee/posts/2025-11-21-stone.md": """
        ---
        title: My stone
        tags: [projects, frogs]
        ---
        It is round.
        """,
}
"""By the path below `content/`."""

SHARED = "subjects: [{id: reading, title: Reading, can_do: [{id: retell, text: I can retell a story}]}]\n"
"""The file that the class takes its report card from, `shared/grade-2.yml`."""

THEME = {
    "theme.toml": 'name = "ours"\nparent = "default"\n\n[options.motto]\ntype = "text"\ndefault = "We try"\n',
    "templates/base.html": (
        '{% extends "default/base.html" %}\n'
        "{% block footer %}{{ super() }}<p>{{ options.motto }}</p>"
        '{% include "partials/note.html" ignore missing %}{% include "icons/star.svg" %}{% endblock %}\n'
    ),
    "templates/icons/star.svg": "<i>*</i>\n",
    "templates/post.html": '{% extends "default/post.html" %}\n{% block body_class %}ours{% endblock %}\n',
    "static/css/ours.css": "p { color: black }\n",
}
"""A theme of the class's own that looks for a template which is not there, by the path in `themes/ours/`."""


def picture(shade: int = 90, kind: str = "PNG", side: int = 24) -> bytes:
    """Return a small picture in one colour; another `shade`, 0 to 255, is another picture."""
    saved = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera maker"
    Image.new("RGB", (side, side * 3 // 4), (shade, 140, 60)).save(saved, kind, exif=exif)
    return saved.getvalue()


def sound(tone: int = 40) -> bytes:
    """Return a tenth of a second of noise."""
    saved = io.BytesIO()
    with wave.open(saved, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(place * tone % 256 for place in range(1600)))
    return saved.getvalue()


def little_class(root: Path) -> ClassFolder:
    """Write the class below a folder that is to be its own: `content/`, `themes/` and `shared/`."""
    made = ClassFolder(root).write(TEXTS)
    made.write(
        {
            "students/ada/owl.png": picture(30),
            "students/ada/posts/2025-10-05-frog/frog.png": picture(),
            "students/ada/posts/2025-10-05-frog/frog.wav": sound(),
            "students/cam/posts/2025-11-20-moon/moon.jpg": picture(200, "JPEG"),
        }
    )
    for name, text in THEME.items():
        write(root / "themes/ours" / name, text)
    write(root / "shared/grade-2.yml", SHARED)
    return made


def write(file: Path, content: str | bytes) -> Path:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
