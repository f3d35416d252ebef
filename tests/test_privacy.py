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

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.site import Site
from slc_site.model.audience import Audience
from slc_site.problems import RecordingReporter
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

    def of_family(what: str) -> str:
        return secret(audience if Audience[audience.upper()] > Audience.FAMILY else "family", slug + what)

    name, file = hush("name") if consent else slug.capitalize(), f"{hush('file')}.jpg"
    home = f"students/{slug}"
    return {
        f"{home}/student.yml": f"name: {name}\nsurname: {secret('teacher', slug + 'surname')}\n{consent}\n",
        f"{home}/posts/2025-10-05-{hush('slug')}/index.md": (
            f"---\ntitle: {hush('title')}\ntags: [writing, {hush('tag')}]\n"
            f"access: {audience}\ndid_well: {hush('well')}\nmake_better: {hush('better')}\n"
            f"steps: [{hush('howmade')}, b]\nlearned: {hush('learned')}\nquestions: {hush('wonder')}\n"
            f"connections: [tries, {hush('connected')}]\nshows: [celebration, goal]\n"
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
        f"{home}/earlier/{of_family('year')}/posts/{of_family('oldslug')}/index.md": (
            f"---\ntitle: {of_family('oldtitle')}\ndate: 2024-10-05\ntags: [writing]\naccess: {audience}\n"
            f"did_well: {of_family('oldwell')}\ngoals: {{old-goal: {of_family('oldshows')}}}\n---\n"
            f"{of_family('oldbody')}\n\n![{of_family('oldalt')}](old.jpg)\n"
        ),
        f"{home}/earlier/{of_family('year')}/posts/{of_family('oldslug')}/old.jpg": photo(hush("oldexif")),
        f"{home}/earlier/{of_family('year')}/goals/old-goal.md": (
            f"---\ntitle: {of_family('oldgoal')}\naccess: {audience}\n---\n{of_family('oldwhy')}\n"
        ),
        f"{home}/conferences/fall.md": (
            f"---\naccess: {audience}\n"
            f"picks: {{writing: {{post: 2025-10-05-{hush('slug')}, because: {hush('because')}, "
            f"notes: [{hush('talk')}]}}}}\ncards: {{welcome: {hush('card')}}}\n"
            f"three_pluses: {{student: {{pluses: [{hush('plus')}, b, c], goal: {hush('plusgoal')}, "
            f"why: {hush('pluswhy')}, i_will: {hush('pluswill')}}}, "
            f"parent: {{pluses: [{of_family('parentplus')}, b, c], goal: {of_family('parentgoal')}}}, "
            f"teacher: {{pluses: [{of_family('teacherplus')}, b, c], noticed: {of_family('noticed')}}}}}\n"
            f"skills: [{{target: tries, student: {hush('skill')}, teacher: {hush('skillteacher')}}}]\n"
            f"parent_input: {{topics: [{{text: {hush('topic')}}}], "
            f"private: {secret('teacher', slug + 'private')}, "
            f"hopes: {secret('teacher', slug + 'hopes')}, strengths: [{secret('teacher', slug + 'strong')}], "
            f"concern_friends: {secret('teacher', slug + 'concern')}, "
            f"access_needs: {secret('teacher', slug + 'needs')}, "
            f"contact: {secret('teacher', slug + 'reach')}, "
            f"siblings: [{secret('teacher', slug + 'sister')}], "
            f"times: [{secret('teacher', slug + 'suits')}]}}\n"
            f"follow_up: [{{date: 2025-12-01, family_input: {hush('followup')}, used: {hush('fused')}, "
            f"ask: {hush('ask')}, note_back: {hush('back')}, goals: {{{slug}-goal: {{did: {hush('did')}, "
            f"hard: {hush('hard')}, help: {hush('help')}, next: {hush('next')}}}}}}}]\n"
            f"growth: [{{then: 2025-10-05-{hush('slug')}, now: 2025-10-05-{hush('slug')}, "
            f"because: {hush('different')}}}]\n"
            f"feedback: {{learned: {secret('teacher', slug + 'feedback')}, "
            f"letter: {of_family('letter')}, proud_of: {of_family('praise')}}}\n"
            f"debrief: {{felt: {of_family('felt')}, class_idea: {of_family('idea')}}}\n---\n"
            f"{hush('welcome')}\n"
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
        f"prompts/{secret('class', 'allprompt')}.md": (
            f"---\ntitle: {secret('class', 'allprompttitle')}\ntags: [writing, {secret('class', 'alltag')}]\n"
            f"asks: {secret('class', 'allasks')}\n---\n{secret('class', 'allpromptbody')}\n"
        ),
        "prompts/open.md": "---\ntitle: Teach us\ntags: [writing]\naccess: public\n---\nYou can do it.\n",
        f"prompts/open/examples/{secret('teacher', 'exampleslug')}/index.md": (
            f"---\ntitle: {secret('teacher', 'exampletitle')}\nname: {secret('teacher', 'example')}\n"
            f"by: former-student\ndid_well: {secret('teacher', 'examplewell')}\n"
            f"make_better: {secret('teacher', 'examplebetter')}\nsteps: {secret('teacher', 'examplemade')}\n"
            f"good_because: {secret('teacher', 'examplegood')}\n---\n{secret('teacher', 'examplebody')}\n\n"
            f"![{secret('teacher', 'examplealt')}]({secret('teacher', 'examplefile')}.jpg)\n"
        ),
        f"prompts/open/examples/{secret('teacher', 'exampleslug')}/{secret('teacher', 'examplefile')}.jpg": (
            photo(secret("teacher", "exampleexif"))
        ),
        "students/ada/posts/2025-10-03-answer.md": (
            "---\ntitle: Answer\ntags: [writing]\naccess: public\n"
            f"prompt: {secret('class', 'allprompt')}\n---\nDone.\n"
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
            f"place: {secret('family', 'adaplace')}}}], "
            "slots: [{student: ada, start: 2025-11-19 16:30}]}\n"
        ),
        "conferences/party/conference.yml": (
            "title: Party\nkind: party\nparty:\n  access: class\n"
            f"  invited: [{secret('class', 'allinvited')}]\n"
            f"  photos: {secret('class', 'allphotos')}\n  devices: {secret('conference', 'alldevices')}\n"
            f"  speakers: [{{student: ada, topic: {secret('conference', 'allspeech')}}}, {{student: zoe}}]\n"
            f"  programme: [{{title: {secret('conference', 'allwhen')}, who: [zoe, "
            f"{secret('conference', 'allwho')}]}}]\n"
            f"  spots: [{{student: ada, place: {secret('conference', 'allspot')}}}, "
            f"{{student: zoe, place: {secret('teacher', 'zoespot')}}}]\n"
            f"  adopt: [{{host: {secret('teacher', 'allhost')}, student: ada}}]\n"
            f"  take_home: {secret('conference', 'allhome')}\n  thanks: {secret('conference', 'allthanks')}\n"
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
            f"feedback: {secret('teacher', 'adafeedback')}\n---\nWelcome.\n"
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


@pytest.mark.parametrize("child", ["ada", "dara"])
def test_what_is_carried_into_the_room_for_one_child_tells_nothing_of_another(
    a_class: AClass, child: str
) -> None:
    site = Site(a_class(a_class_full_of_secrets(), bare=True).root)
    stick = site.root / "stick"
    with Builder(site, folder=stick, room=Room("fall", (child,))) as builder:
        assert builder.build(RecordingReporter()) is not None
    assert (stick / f"students/{child}/conferences/fall/index.html").is_file()

    viewer = Viewer(Audience.CONFERENCE, child)
    hidden = {word for word in _SECRETS if not _is_for(word, viewer, child)}
    # Of what is the class's to see, too, nothing belongs to the child's own conference.
    hidden |= {word for word in _SECRETS if "xben" in word}
    assert len(hidden) >= 60
    assert found(stick, hidden) == []
    assert [file.name for file in (stick / "students").iterdir()] == [child]


def test_guests_in_the_room_are_told_no_numbers_and_nothing_of_home(a_class: AClass) -> None:
    files = a_class_full_of_secrets()
    page = str(files["students/dara/conferences/fall.md"]).replace("---\n", "---\nwith: guests\n", 1)
    goal = str(files["students/dara/goals/dara-goal.md"]).replace("---\n", "---\nby: student\n", 1)
    home = re.sub(r"area: \w+", "area: personal", goal).replace("title: ", "title: zqathomeqz ")
    files = {
        **files,
        "students/dara/conferences/fall.md": page,
        "students/dara/goals/at-home.md": home,
        "measures/words.csv": "student,date,value\ndara,2025-10-01,7391.25\n",
    }
    site = Site(a_class(files, bare=True).root)
    stick = site.root / "stick"
    with Builder(site, folder=stick, room=Room("fall", ("dara",))) as builder:
        assert builder.build(RecordingReporter()) is not None
    shown = {word for word, _ in found(stick, _SECRETS | {"zqathomeqz", "7391.25"})}
    told = ("teachernote", "behaviour", "topic", "parentplus", "praise", "letter", "felt", "nextstep")
    assert not {word for word in shown if any(part in word for part in told)}
    assert not shown & {"zqathomeqz", "7391.25"}
    assert any("xdarawelcome" in word for word in shown), "and the conference is there"


def test_at_a_party_guests_of_all_families_are_told_what_guests_may_know(a_class: AClass) -> None:
    files = a_class_full_of_secrets()
    numbers = {"measures/words.csv": "student,date,value\ndara,2025-10-01,7391.25\n"}
    site = Site(a_class({**files, **numbers}, bare=True).root)
    stick = site.root / "stick"
    with Builder(site, folder=stick, room=Room("party")) as builder:
        assert builder.build(RecordingReporter()) is not None
    hidden = {word for word in _SECRETS if word.startswith("zqteacher")}
    told = ("teachernote", "behaviour", "topic", "parentplus", "praise", "letter", "felt", "nextstep")
    home = ("skillteacher", "followup", "fused", "back", "xdarahome", "xdaraused")
    hidden |= {word for word in _SECRETS if any(part in word for part in (*told, *home))}
    shown = {word for word, _ in found(stick, _SECRETS | {"7391.25"})}
    assert not shown & (hidden | {"7391.25"})
    assert {f"zqconferencexall{what}qz" for what in ("speech", "when", "who", "spot", "devices")} <= shown
    assert any("xdarabody" in word for word in shown), "and the work is there"


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
    assert {
        word
        for word in _SECRETS
        if re.search("title|body|note|draft|alt|topic|made|learned|wonder|connected", word)
    } <= shown
    never = {word for word in _SECRETS if re.search("exif|file|surname", word)}
    assert never & shown == set(), "metadata, names of files and surnames are nobody's"


def test_what_is_private_is_on_no_page_at_all_for_the_teachers_screen_may_be_projected(
    a_class: AClass,
) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True).build(TEACHER, live=True)
    private = {word for word in _SECRETS if "private" in word}
    assert len(private) == 6
    who_listens_to_whom = {word for word in _SECRETS if "allhost" in word}
    assert len(who_listens_to_whom) == 1
    assert found(made.output, private | who_listens_to_whom) == []


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
