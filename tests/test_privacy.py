"""A secret word in every private place, then every byte of what would be uploaded is searched."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import Files

_SECRETS: set[str] = set()


def secret(audience: str, what: str) -> str:
    """A word found nowhere else: who it is for and where it was planted."""
    word = f"zq{audience}x{what}qz"
    _SECRETS.add(word)
    return word


def photo(marker: str) -> bytes:
    """A small photo that carries the word in its metadata, as a phone would a place."""
    picture, exif, out = Image.new("RGB", (640, 480), "teal"), Image.Exif(), io.BytesIO()
    exif[0x010E] = exif[0x9286] = exif[0x013B] = marker
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, "JPEG", exif=exif, comment=marker.encode())
    return out.getvalue()


def a_student(slug: str, audience: str, consent: str = "") -> Files:
    """One student, every field of whose files holds a secret for `audience`."""

    def hush(what: str) -> str:
        return secret(audience, slug + what)

    name, file = hush("name") if consent else slug.capitalize(), f"{hush('file')}.jpg"
    home = f"students/{slug}"
    return {
        f"{home}/student.yml": f"name: {name}\nsurname: {secret('teacher', slug + 'surname')}\n{consent}\n",
        f"{home}/posts/2025-10-05-{hush('slug')}/index.md": (
            f"---\ntitle: {hush('title')}\ntags: [writing, {hush('tag')}]\n"
            f"access: {audience}\ndid_well: {hush('well')}\nmake_better: {hush('better')}\n"
            f"paper: {{where: {hush('where')}}}\ngoals: {{{slug}-goal: {hush('postshows')}}}\n---\n"
            f"{hush('body')}\n\n![{hush('alt')}]({file})\n"
        ),
        f"{home}/posts/2025-10-05-{hush('slug')}/{file}": photo(hush("exif")),
        f"{home}/goals/{slug}-goal.md": (
            f"---\ntitle: {hush('goal')}\naccess: {audience}\nprogress: [{{date: 2025-11-01, fraction: 1/4, "
            f"note: {hush('note')}, helped: {hush('helped')}, in_the_way: {hush('way')}, "
            f"proud_of: {hush('proud')}}}]\ncommitments: {{student: {hush('promise')}}}\n"
            f"kept: {{student: {{answer: kept, note: {hush('kept')}}}}}\nmeasure: {hush('measure')} is seen\n"
            f"steps: [{hush('step')}]\nstrategies: {{school: {hush('school')}, home: {hush('home')}}}\n"
            f"area: {hush('area')}\nskill: {hush('ability')}\nhelps_in: {hush('helpsin')}\n"
            f"review: [{{date: 2025-11-02, note: {hush('review')}, used: {hush('used')}}}]\n"
            f"evidence: [{{post: 2025-10-05-{hush('slug')}, shows: {hush('shows')}}}, "
            f"{{paper: {hush('paper')}, shows: {hush('papershows')}}}]\n---\n{hush('why')}\n"
        ),
        f"{home}/conferences/fall.md": (
            f"---\naccess: {audience}\n"
            f"picks: {{writing: {{post: 2025-10-05-{hush('slug')}, because: {hush('because')}, "
            f"notes: [{hush('talk')}]}}}}\ncards: {{welcome: {hush('card')}}}\n"
            f"three_pluses: {{student: {{pluses: [{hush('plus')}, b, c], goal: {hush('plusgoal')}}}}}\n"
            f"skills: [{{target: tries, student: {hush('skill')}, teacher: {hush('skillteacher')}}}]\n"
            f"parent_input: {{topics: [{{text: {hush('topic')}}}], "
            f"private: {secret('teacher', slug + 'private')}}}\n"
            f"follow_up: [{{date: 2025-12-01, family_input: {hush('followup')}, used: {hush('fused')}, "
            f"ask: {hush('ask')}, note_back: {hush('back')}, goals: {{{slug}-goal: {{did: {hush('did')}, "
            f"hard: {hush('hard')}, help: {hush('help')}, next: {hush('next')}}}}}}}]\n"
            f"growth: [{{then: 2025-10-05-{hush('slug')}, now: 2025-10-05-{hush('slug')}, "
            f"because: {hush('different')}}}]\n"
            f"feedback: {hush('feedback')}\n---\n{hush('welcome')}\n"
        ),
        f"{home}/report-cards/fall.yml": (
            f"reading: {{can_do: [fluent], self: 3, because: {secret('conference', slug + 'because')}, "
            f"next: {secret('conference', slug + 'nextstep')}, "
            f"teacher: 2, teacher_note: {secret('conference', slug + 'teachernote')}}}\n"
            f"behaviour: {{student: {secret('conference', slug + 'behaviour')}, "
            f"teacher: {secret('conference', slug + 'behaviourteacher')}, habits: [wait]}}\n"
        ),
    }


def a_class_full_of_secrets() -> Files:
    """Ada shows a public post; all else in the class is for somebody narrower."""
    _SECRETS.clear()
    files: dict[str, str | bytes] = {
        "class.yml": (
            "title: Room 12\nurl: https://maple.example/room12/\nconsent: {publish: yes, photos: yes}\n"
            "access: {posts: public, goals: public, conferences: public}\n"
            "targets: [{id: tries, text: I try, kind: skill}]\n"
            "terms: [{id: fall, title: Fall, start: 2025-09-01, end: 2025-12-18}]\n"
            "measures: [{id: words, title: Words, file: words.csv}]\n"
        ),
        f"pages/{secret('class', 'allpageslug')}.md": (
            f"---\ntitle: {secret('class', 'allpagetitle')}\naccess: class\n---\n"
            f"{secret('class', 'allpage')}\n"
        ),
        "report-cards/fall.yml": (
            f"title: {secret('conference', 'allcard')}\nterm: fall\n"
            "subjects: [{id: reading, title: Reading, "
            f"can_do: [{{id: fluent, text: {secret('conference', 'allcando')}}}], "
            f"levels: {{3: {secret('conference', 'alllevel')}}}}}]\n"
            f"habits: [{{id: wait, text: {secret('conference', 'allhabit')}}}]\n"
        ),
        "conferences/fall/conference.yml": (
            "title: Fall\nterm: fall\nschedule: {windows: [{from: 2025-11-19 16:30, to: 2025-11-19 19:00, "
            f"place: {secret('family', 'place')}}}], slots: [{{student: ada, start: 2025-11-19 16:30}}]}}\n"
        ),
        "measures/words.csv": "student,date,value\nada,2025-10-01,7391.25\n",
        "students/ada/student.yml": "name: Ada\n",
        "students/ada/posts/2025-10-01-open.md": "---\ntitle: Open to all\ntags: [writing]\n---\nHello.\n",
        f"students/ada/posts/2025-10-02-{secret('teacher', 'draftslug')}.md": (
            f"---\ntitle: {secret('teacher', 'draft')}\ntags: [writing]\nstatus: draft\n---\n"
            f"{secret('teacher', 'draftbody')}\n"
        ),
        "students/ada/conferences/fall.md": (
            "---\npicks: {writing: {post: 2025-10-01-open}}\n"
            "skills: [{target: tries, student: I try., teacher: "
            f"{secret('conference', 'adaskill')}}}]\n"
            f"parent_input: {{topics: [{{text: {secret('conference', 'adatopic')}}}], "
            f"private: {secret('teacher', 'adaprivate')}}}\n"
            f"feedback: {secret('conference', 'adafeedback')}\n---\nWelcome.\n"
        ),
    }
    for slug, audience in (("ben", "class"), ("cleo", "family"), ("dara", "conference"), ("eli", "teacher")):
        files |= a_student(slug, audience)
    files |= a_student("zoe", "teacher", consent="consent: {publish: no}")
    return files


def shapes(word: str) -> list[bytes]:
    """The word as it might stand in a file."""
    texts = (word, word.upper(), quote(word), html.escape(word))
    plain = [text.encode(codec) for text in texts for codec in ("utf-8", "utf-16-le", "utf-16-be")]
    return [*plain, base64.b64encode(word.encode())[2:-4], word.encode().hex().encode()]


def found(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Every (word, file) where one of the words stands in the bytes or the name of a file."""
    hits = []
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        data = file.read_bytes().lower() if file.is_file() else b""
        haystack = data + b"\n" + name.lower().encode()
        hits += [(word, name) for word in words if any(shape.lower() in haystack for shape in shapes(word))]
    return hits


@pytest.mark.parametrize(
    "viewer",
    [PUBLIC, Viewer(Audience.CLASS), Viewer(Audience.FAMILY, "cleo"), Viewer(Audience.CONFERENCE, "dara")],
    ids=["public", "class", "family", "conference"],
)
def test_no_byte_of_the_site_tells_what_its_viewer_may_not_see(a_class: AClass, viewer: Viewer) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True).build(viewer)
    assert (made.output / "index.html").is_file(), made.messages

    own = viewer.student or ""
    hidden = [word for word in _SECRETS if not _is_for(word, viewer, own)]
    assert len(hidden) >= 40
    assert found(made.output, hidden) == []


def _is_for(word: str, viewer: Viewer, own: str) -> bool:
    """May the viewer see this word? Of others' things, a family and a conference see what the class sees."""
    match = re.fullmatch(r"zq([a-z]+?)x(.*)qz", word)
    assert match is not None
    audience = Audience[match[1].upper()]
    is_own = not own or match[2].startswith((own, "all"))
    return audience <= (viewer.audience if is_own else min(viewer.audience, Audience.CLASS))


def test_the_search_finds_what_is_there(a_class: AClass) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True).build(TEACHER, live=True)
    shown = {word for word, _ in found(made.output, _SECRETS)}
    assert {word for word in _SECRETS if re.search("title|body|note|draft|alt|topic", word)} <= shown
    never = {word for word in _SECRETS if re.search("exif|file|surname", word)}
    assert never & shown == set(), "metadata, names of files and surnames are nobody's"


def test_what_is_private_is_on_no_page_at_all_for_the_teachers_screen_may_be_projected(
    a_class: AClass,
) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True).build(TEACHER, live=True)
    private = {word for word in _SECRETS if "private" in word}
    assert len(private) == 6
    assert found(made.output, private) == []


def test_a_picture_of_a_hidden_post_is_not_in_the_site(a_class: AClass) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True).build(PUBLIC)
    assert list(made.output.rglob("*.webp")) == []


def test_a_build_in_which_a_surname_would_be_published_is_refused_and_leaves_the_old_site(
    a_class: AClass,
) -> None:
    made = a_class().build()
    before = {file: file.read_bytes() for file in made.output.rglob("*") if file.is_file()}
    assert before
    made.write(
        {
            "students/ada/student.yml": "name: Ada\nsurname: Lovelace\n",
            "students/ada/posts/2026-11-01-me.md": "---\ntitle: Me\ntags: [writing]\n---\nAda Lovelace!\n",
        }
    )
    made.build()
    assert "surname" in [problem.code for problem in made.problems]
    assert {file: file.read_bytes() for file in made.output.rglob("*") if file.is_file()} == before
