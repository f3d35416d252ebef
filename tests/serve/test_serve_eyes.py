"""The class with somebody else's eyes: whose they are, what they see, and what is not even on the disk."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from slc_site.build.other_eyes import other_eyes
from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.build.tidy import tidy
from slc_site.build.trouble import OutputError
from slc_site.desk.refusal import RefusalError
from slc_site.model.audience import Audience
from slc_site.serve.eyes import audience_meant, viewer_meant
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.serve.test_serve_command import Command
from tests.support.classes import ClassFolder, Files

CLASS = Viewer(Audience.CLASS)
ADAS_FAMILY = Viewer(Audience.FAMILY, "ada")
CLEOS_FAMILY = Viewer(Audience.FAMILY, "cleo")
ADAS_CONFERENCE = Viewer(Audience.CONFERENCE, "ada")
STUDENTS = {"ada": "Ada", "ben": "Ben", "bo": "Bo", "ben-2": "Ben"}


def secret(student: str, audience: str) -> str:
    return f"zq{student}x{audience}qz"


def a_post(student: str, audience: str, more: str = "") -> Files:
    word = secret(student, audience)
    return {
        f"students/{student}/posts/2026-10-05-{word}.md": (
            f"---\ntitle: {word}\ntags: [writing, {word}]\ndid_well: {word}\n"
            f"access: {audience if not more else 'public'}\n{more}---\n{word}\n"
        )
    }


def secrets_of_everybody() -> Files:
    """Two children with a post for each audience and a draft; a third one, who may not be named."""
    files: dict[str, str | bytes] = {
        "class.yml": (
            "title: Room 12\nurl: https://maple.example/room12/\nconsent: {publish: yes, photos: yes}\n"
            "access: {posts: public, goals: public, conferences: public}\n"
        ),
        "students/ben/student.yml": "name: Ben\n",
        "students/cleo/student.yml": f"name: {secret('cleo', 'name')}\nconsent: {{publish: no}}\n",
        "conferences/fall/conference.yml": "title: Fall\n",
        "students/ada/conferences/fall.md": (
            f"---\nparent_input: {{topics: [{{text: {secret('ada', 'conference')}}}], "
            f"private: {secret('ada', 'private')}}}\n---\nWelcome.\n"
        ),
        **a_post("cleo", "public"),
    }
    for student in ("ada", "ben"):
        for audience in Audience:
            files.update(a_post(student, audience.word))
        files.update(a_post(student, "draft", "status: draft\n"))
    return files


def words_in(folder: Path) -> set[str]:
    """Return every secret in the bytes and names below a folder."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        found.update(re.findall(r"zq\w+?qz", path.relative_to(folder).as_posix()))
        if path.is_file():
            found.update(word.decode() for word in re.findall(rb"zq\w+?qz", path.read_bytes()))
    return found


def pages_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def banner(text: str) -> str:
    found = re.search(r'<aside class="only-you"[^>]*>(.*?)</aside>', text)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def look_at(folder: ClassFolder, viewer: Viewer) -> Path:
    """Build what `slc serve` shows a viewer; return the folder of it."""
    site = Site(folder.root)
    with Builder(site, viewer=viewer, folder=site.preview_as, live=True) as builder:
        assert builder.build(folder.heard) is not None, folder.messages
    return site.preview_as


@pytest.fixture
def command(a_class: AClass, monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(a_class(), monkeypatch)


# -- what is seen ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("viewer", "words", "said"),
    [
        (PUBLIC, {"ada": ["public"], "ben": ["public"]}, "You see what everybody sees."),
        (
            CLASS,
            {"ada": ["public", "class"], "ben": ["public", "class"]},
            "You see what all families of the class see.",
        ),
        (
            ADAS_FAMILY,
            {"ada": ["public", "class", "family"], "ben": ["public", "class"]},
            "You see what the family of Ada sees.",
        ),
        (
            CLEOS_FAMILY,
            {"ada": ["public", "class"], "ben": ["public", "class"]},
            "You see what a family sees of whose child nothing may be shown.",
        ),
        (
            ADAS_CONFERENCE,
            {"ada": ["public", "class", "family", "conference"], "ben": ["public", "class"]},
            "You see what is shown at the conference of Ada.",
        ),
    ],
)
def test_the_preview_holds_what_the_viewer_may_see_and_not_a_byte_more(
    a_class: AClass, viewer: Viewer, words: dict[str, list[str]], said: str
) -> None:
    preview = look_at(a_class(secrets_of_everybody()), viewer)
    assert words_in(preview) == {secret(who, word) for who, seen in words.items() for word in seen}
    for page in pages_in(preview):
        text = (preview / page).read_text("utf-8")
        assert banner(text) == f"{said} This line is only for you."
        assert "js/live.js" in text


def test_the_teacher_is_told_as_before_whose_pages_these_are(a_class: AClass) -> None:
    folder = a_class(secrets_of_everybody()).build(TEACHER, live=True)
    assert banner(folder.page("index.html")).startswith("Only you see this page.")
    assert secret("ada", "draft") in words_in(folder.output)


def test_everybody_sees_just_the_pages_that_are_uploaded(a_class: AClass) -> None:
    folder = a_class(secrets_of_everybody())
    preview = look_at(folder, PUBLIC)
    output = folder.build().output
    assert pages_in(preview) == pages_in(output)
    assert {path.relative_to(preview) for path in preview.rglob("*.xml")} == {
        path.relative_to(output) for path in output.rglob("*.xml")
    }


def test_of_the_class_a_family_sees_what_the_class_sees(a_class: AClass) -> None:
    folder = a_class(secrets_of_everybody())
    for_class = look_at(folder, CLASS)
    home = (for_class / "index.html").read_text("utf-8")
    class_pages = {page for page in pages_in(for_class) if not page.startswith("students/")}
    family = look_at(folder, ADAS_FAMILY)
    seen = (family / "index.html").read_text("utf-8")
    assert seen == home.replace("all families of the class see.", "the family of Ada sees.")
    assert {page for page in pages_in(family) if not page.startswith("students/")} == class_pages
    assert secret("ada", "family") in (family / "students/ada/index.html").read_text("utf-8")


def test_no_link_of_a_familys_own_pages_leads_nowhere(a_class: AClass) -> None:
    family = look_at(
        a_class(
            {
                "class.yml": "title: Room 12\nconsent: {publish: yes}\naccess: {posts: family}\n",
                **a_post("ada", "family"),
            }
        ),
        ADAS_FAMILY,
    )
    for page in pages_in(family):
        for href in re.findall(r'href="([^":#]+)"', (family / page).read_text("utf-8")):
            assert ((family / page).parent / href).exists(), f"{page} points at {href}"


def test_what_only_helps_the_teacher_shows_to_nobody_else(a_class: AClass) -> None:
    folder = a_class(
        {
            "conferences/fall/conference.yml": "title: Fall\npick: [{strand: writing}, {strand: projects}]\n",
            "students/ada/conferences/fall.md": (
                "---\npicks: {writing: {post: 2026-10-05-my-frog-poem}}\n---\nWelcome.\n"
            ),
        }
    )
    page, line = "students/ada/conferences/fall/index.html", "nothing chosen yet. Only you see this line."
    assert line in folder.build(TEACHER, live=True).page(page)
    assert line not in (look_at(folder, ADAS_CONFERENCE) / page).read_text("utf-8")


# -- one viewer's preview is never another's -------------------------------------------------------------


def test_what_one_viewer_saw_is_gone_when_the_next_one_looks(command: Command) -> None:
    command.folder.write(secrets_of_everybody())
    site = Site(command.folder.root)
    before: list[set[str]] = []

    def keep(command: Command) -> None:
        before.append(words_in(site.preview_as))
        assert stat.S_IMODE(site.preview_as.stat().st_mode) == 0o700

    assert command.run(keep, viewer=ADAS_FAMILY) == 0
    assert command.run(keep, viewer=PUBLIC) == 0
    family, public = before
    assert family - public == {secret(who, "class") for who in ("ada", "ben")} | {secret("ada", "family")}
    assert public == {secret("ada", "public"), secret("ben", "public")}
    assert not site.preview_as.exists(), "and nothing stays when nobody looks any more"


def test_switching_builds_anew_though_nothing_was_written(a_class: AClass) -> None:
    folder = a_class(secrets_of_everybody())
    for viewer, most in ((ADAS_FAMILY, "family"), (PUBLIC, "public"), (CLASS, "class"), (CLASS, "class")):
        words = words_in(look_at(folder, viewer))
        assert [one.word for one in Audience if secret("ada", one.word) in words][-1] == most


def test_a_page_that_the_viewer_may_no_longer_see_goes_with_the_next_build(a_class: AClass) -> None:
    folder = a_class(secrets_of_everybody())
    assert secret("ada", "public") in words_in(look_at(folder, PUBLIC))
    [(name, text)] = a_post("ada", "public").items()
    assert isinstance(text, str)
    folder.write({name: text.replace("access: public", "access: class")})
    assert words_in(look_at(folder, PUBLIC)) == {secret("ben", "public")}


def test_nothing_of_before_is_shown_while_the_class_cannot_be_read(command: Command) -> None:
    command.folder.write(secrets_of_everybody())
    site = Site(command.folder.root)
    preview = look_at(command.folder, ADAS_FAMILY)  # as if the computer had been switched off
    assert words_in(preview)
    (command.folder.content / "class.yml").unlink()

    def look(command: Command) -> None:
        assert command.get("/index.html")[0] == 503
        assert command.get(f"/students/ada/posts/2026-10-05-{secret('ada', 'family')}/index.html")[0] == 503
        assert words_in(site.preview_as) == set()

    assert command.run(look, viewer=PUBLIC) == 0


def test_only_one_looks_with_other_eyes_at_a_time(command: Command) -> None:
    with other_eyes(Site(command.folder.root)):
        assert command.run(viewer=CLASS) == 1
        assert [problem.code for problem in command.heard.problems] == ["shown-already"]
        assert command.run() == 0, "the teacher's own view may be open beside it"
    assert command.run(viewer=CLASS) == 0


def test_the_teachers_own_view_stays_as_it_was(command: Command) -> None:
    site = Site(command.folder.root)
    assert command.run() == 0
    before = {path: path.stat().st_mtime_ns for path in site.preview.rglob("*") if path.is_file()}
    assert command.run(viewer=PUBLIC) == 0
    assert {path: path.stat().st_mtime_ns for path in site.preview.rglob("*") if path.is_file()} == before


def test_a_folder_that_does_not_go_away_is_not_shown(a_class: AClass) -> None:
    site = Site(a_class().root)
    site.as_others.mkdir(parents=True)
    site.preview_as.symlink_to(site.content, target_is_directory=True)
    with pytest.raises(OutputError) as refused, other_eyes(site):
        pass
    assert refused.value.problem.file == ".slc/as/preview"
    assert (site.content / "class.yml").is_file()


def test_a_clean_takes_it_away(a_class: AClass) -> None:
    folder = a_class()
    look_at(folder, PUBLIC)
    tidy(Site(folder.root))
    assert not Site(folder.root).as_others.exists()


# -- what is told beside the pages -----------------------------------------------------------------------


def test_a_page_that_is_not_for_them_is_simply_not_there(command: Command) -> None:
    command.folder.write(
        {"students/ada/posts/2026-10-07-owl.md": "---\ntitle: Owl\ntags: [x]\naccess: family\n---\n"}
    )
    command.folder.write(
        {"students/ada/posts/2026-10-08-elk.md": "---\ntitle: Elk\ntags: [x]\naccess: famly\n---\n"}
    )

    def look(command: Command) -> None:
        status, text = command.get("/students/ada/posts/2026-10-07-owl/index.html")
        assert (status, "This page was left out" in text) == (404, False)
        assert banner(text).startswith("You see what everybody sees.")
        status, text = command.get("/students/ada/posts/2026-10-08-elk/index.html")
        assert (status, "This page was left out" in text, "famly" in text) == (404, True, True)

    assert command.run(look, viewer=PUBLIC) == 0
    assert {problem.code for problem in command.heard.problems} >= {"no-strand"}


# -- whose eyes are meant ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "viewer"),
    [
        ("public", PUBLIC),
        ("class", CLASS),
        ("teacher", TEACHER),
        ("family:ada", ADAS_FAMILY),
        ("Family: ADA", ADAS_FAMILY),
        ("conference:Bo", Viewer(Audience.CONFERENCE, "bo")),
        ("family:ben-2", Viewer(Audience.FAMILY, "ben-2")),
        ("family:ben", Viewer(Audience.FAMILY, "ben")),
    ],
)
def test_a_viewer_is_found_by_slug_or_name(said: str, viewer: Viewer) -> None:
    assert viewer_meant(*audience_meant(said), STUDENTS) == viewer


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("publik", "I do not know whose eyes publik are. Did you mean public?"),
        ("familly:ada", "I do not know whose eyes familly are. Did you mean family:ada?"),
        ("", "Known are public, class, teacher, family:ada, conference:ada."),
        ("family", "Whose family? Write the child behind it, as in --as family:ada."),
        ("conference:", "Whose conference? Write the child behind it, as in --as conference:ada."),
        ("class:ada", "class needs no child's name. Write --as class, or --as family:ada."),
        ("family:adda", "There is no student adda. Did you mean Ada?"),
        ("family:Zoltan", "There is no student Zoltan. Known are ada, ben, bo, ben-2."),
    ],
)
def test_who_is_not_known_is_told_with_who_may_be_meant(said: str, told: str) -> None:
    with pytest.raises(RefusalError) as refused:
        viewer_meant(*audience_meant(said), STUDENTS)
    assert str(refused.value) == told


def test_a_name_that_two_children_have_is_asked_about() -> None:
    with pytest.raises(RefusalError, match="There are several called Sam: say which of sam-1, sam-2"):
        viewer_meant(Audience.FAMILY, "Sam", {"sam-1": "Sam", "sam-2": "Sam"})
