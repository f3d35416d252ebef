"""`slc build`, `slc check`, `slc clean` and `slc serve`."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from slc_site.build import checks, output_check, pipeline, tidy
from slc_site.build.checks import Checked
from slc_site.build.lock import build_lock
from slc_site.build.progress import Progress
from slc_site.build.result import Built, Told, Written
from slc_site.build.site import Site
from slc_site.inspect.exiftool import ExifTool
from slc_site.model.audience import Audience
from slc_site.model.classroom import Classroom
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render.media_cache import Freed
from slc_site.render.prose.workers import Workers
from slc_site.serve import server
from slc_site.share.access import PUBLIC, TEACHER, HeldBack, Viewer
from slc_site.share.table import access_table
from slc_site.stamps import Now
from tests.cli.conftest import Run

BUILT = Built(
    214,
    7,
    1030,
    1,
    Written(1, 2, 3, 4),
    (HeldBack("posts", "class", 10), HeldBack("students", "consent", 1)),
    Told(position=12, camera=1029, words=3),
    Told(position=1),
)
SLIP = Problem(
    "There is no strand `writting`.", "content/a.md", 4, "tags", "Did you mean `writing`?", Severity.WARNING
)
LOSS = Problem("This is not a text file.", "content/b.md")
NOTE = Problem("No text shows `x.jpg`.", "content/a.md", severity=Severity.NOTE)


def _builder(result: Built | None, *problems: Problem, waits: bool = False) -> type:
    class FakeBuilder:
        def __init__(
            self,
            site: Site,
            *,
            host_folder: PurePosixPath | None,
            progress: Progress,
            waiting: Callable[[], None],
            fresh: bool,
            jobs: int | None,
            executor: Executor | None,
            workers: int,
            converters: Workers,
            now: Now | None,
        ) -> None:
            self.progress, self.waiting = progress, waiting

        def __enter__(self) -> FakeBuilder:
            return self

        def __exit__(self, *_: object) -> None:
            """Close nothing."""

        def said(self, status: int, problems: str, before: str, after: str) -> None:
            """Keep nothing."""

        def build(self, reporter: Reporter) -> Built | None:
            if waits:
                self.waiting()
            self.progress.step("Pages", 214)
            self.progress.advance(214)
            for problem in problems:
                reporter.report(problem)
            return result

    return FakeBuilder


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, room: Path) -> Callable[..., None]:
    """Let `slc build` come to something."""

    def use(result: Built | None, *problems: Problem, waits: bool = False) -> None:
        monkeypatch.setattr(pipeline, "Builder", _builder(result, *problems, waits=waits))

    return use


# -- build ----------------------------------------------------------------------------------------------


def test_a_build_says_in_words_what_it_came_to(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT)
    done = slc("-C", room, "build")
    assert done.status == 0
    first, photos, recordings, held_back, last = done.out.splitlines()
    assert first.startswith("Built 214 pages for 7 students in ")
    assert photos == "1,030 photos: 12 had a position, 1,029 a camera; 0 in output."
    assert recordings == "1 recording: 1 had a position, 0 a camera; 0 in output."
    assert held_back == (
        "11 things were held back: 10 posts for the class only, 1 student without consent to publish. "
        "See them with: slc serve"
    )
    assert last == f"Open it: {room / 'output' / 'index.html'}"
    assert done.err == "Pages (214) …\n"


def test_a_build_without_pictures_says_nothing_of_them(slc: Run, room: Path, fake: Any) -> None:
    fake(replace(BUILT, pictures=0, recordings=0))
    out = slc("-C", room, "build").out
    assert "photo" not in out
    assert "recording" not in out
    fake(replace(BUILT, pictures=1, recordings=0, pictures_told=Told(camera=1)))
    assert "\n1 photo: 0 had a position, 1 a camera; 0 in output.\n" in slc("-C", room, "build").out


@pytest.mark.parametrize(("count", "posts"), [(1, "a post"), (3, "3 posts")])
def test_pictures_that_are_held_back_are_told_with_their_reason(
    slc: Run, room: Path, fake: Any, count: int, posts: str
) -> None:
    fake(replace(BUILT, held_back=(HeldBack("pictures", "photos", count), HeldBack("posts", "draft", 2))))
    assert (
        f"held back: the pictures of {posts}, because somebody in them did not agree to be seen, "
        "2 posts still being written. See them with: slc serve"
    ) in slc("-C", room, "build").out


def test_problems_are_told_file_by_file_and_notes_are_not(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, LOSS, Problem("The disk is slow."), SLIP, NOTE)
    done = slc("-C", room, "build")
    assert done.status == 1
    assert done.err == (
        "Pages (214) …\n"
        "content/a.md\n"
        "  warning, line 4, tags: There is no strand `writting`.\n"
        "      Did you mean `writing`?\n"
        "content/b.md\n"
        "  error: This is not a text file.\n"
        "error: The disk is slow.\n"
    )
    assert "There are 2 errors (left out or refused) and 1 warning." in done.out


def test_a_warning_is_no_failure(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, SLIP)
    assert slc("-C", room, "build").status == 0


def test_nothing_built_is_a_failure(slc: Run, room: Path, fake: Any) -> None:
    fake(None, SLIP)
    done = slc("-C", room, "build")
    assert (done.status, done.out) == (1, "Nothing was built. The site is as it was before.\n")


def test_quiet_leaves_only_what_is_wrong(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, SLIP)
    for arguments in (["-q", "-C", room, "build"], ["build", "--quiet", "-C", room]):
        done = slc(*arguments)
        assert done.out == ""
        assert done.err.startswith("content/a.md\n")


def test_json_is_one_document_with_every_problem(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, LOSS, NOTE)
    done = slc("-C", room, "build", "--json")
    assert done.err == ""
    said = json.loads(done.out)
    assert (done.status, said["status"]) == (1, 1)
    assert said["result"]["pages"] == 214
    assert said["result"]["pictures_told"] == {
        "position": 12,
        "camera": 1029,
        "time": 0,
        "words": 3,
        "preview": 0,
    }
    assert said["result"]["in_output"] == 0
    assert said["result"]["held_back"][0] == {"what": "posts", "reason": "class", "count": 10}
    assert said["problems"] == [LOSS.as_dict(), NOTE.as_dict()]
    assert said["problems"][0]["severity"] == "error"


def test_json_of_a_build_that_came_to_nothing(slc: Run, room: Path, fake: Any) -> None:
    fake(None, LOSS)
    said = json.loads(slc("--json", "-C", room, "build").out)
    assert (said["status"], said["result"]) == (1, None)


def test_waiting_for_another_build_is_told(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, waits=True)
    assert "Another build is running here; waiting for it …\n" in slc("-C", room, "build").err


def test_a_class_of_which_nothing_is_public_is_told_why(slc: Run, room: Path) -> None:
    done = slc("-C", room, "build")
    assert done.status == 0
    assert "for 0 students" in done.out
    assert "2 things were held back: 2 students without consent to publish." in done.out
    assert "`consent` and `access` in content/class.yml" in done.out


def test_control_characters_in_a_file_name_do_not_reach_the_terminal(slc: Run, room: Path, fake: Any) -> None:
    fake(BUILT, Problem("Bad \x1b[2J title \u202eevil", "content/\x1b]0;x\x07.md"))
    done = slc("-C", room, "build")
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    assert "content/\\u001b]0;x\\u0007.md\n  error: Bad \\u001b[2J title \\u202eevil" in done.err


# -- no class -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["build"], ["check"], ["clean"], ["serve"], ["new", "student", "Ada"]])
def test_a_folder_without_a_class_is_told_in_a_sentence(slc: Run, tmp_path: Path, command: list[str]) -> None:
    done = slc(*command)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("There is no class in this folder: it has no folder called content.")
    assert "slc init room-12" in done.err
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_class_above_is_pointed_out(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room / "content/students/ada")
    done = slc("build")
    assert done.status == 2
    assert f"but there is one in {room}: go there, or type slc -C {room}." in done.err


def test_a_folder_that_is_not_there_is_told(slc: Run) -> None:
    done = slc("-C", "nowhere", "build")
    assert (done.status, done.err) == (2, "There is no folder nowhere. Is the name after -C right?\n")


# -- check ----------------------------------------------------------------------------------------------


def test_check_tells_notes_too_and_writes_nothing(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(site: Site, reporter: Reporter) -> Checked:
        reporter.report(NOTE)
        reporter.report(SLIP)
        nobody = access_table(Library(Classroom("Room 12", Origin("content/class.yml"))))
        return Checked(
            students=8, posts=44, goals=9, pages=120, links=3000, held_back=BUILT.held_back, access=nobody
        )

    monkeypatch.setattr(checks, "check", check)
    done = slc("-C", room, "check")
    assert done.status == 0
    assert done.err.startswith("content/a.md\n  note: No text shows `x.jpg`.\n  warning, line 4")
    assert done.out.splitlines() == [
        "There is nothing yet that anybody could see.",
        "",
        "Looked at 8 students, 44 posts, 9 goals and 3,000 links of 120 pages.",
        "There is 1 warning.",
        "1 note on what could still be done.",
        "11 things were held back: 10 posts for the class only, 1 student without consent to publish.",
    ]
    assert not (room / "output").exists()


def test_check_of_a_class_in_order_says_so(slc: Run, room: Path) -> None:
    done = slc("-C", room, "check")
    assert done.status == 0
    assert "All is well." in done.out
    assert not (room / "output").exists()


def test_check_of_a_class_that_cannot_be_read_fails(slc: Run, room: Path) -> None:
    (room / "content/class.yml").unlink()
    done = slc("-C", room, "check")
    assert (done.status, done.out) == (1, "Not all could be looked at.\n")
    assert "content/class.yml" in done.err


# -- check --output -------------------------------------------------------------------------------------


def test_a_checked_output_is_told_with_who_looked(slc: Run, room: Path) -> None:
    assert slc("-C", room, "build").status == 0
    done = slc("-C", room, "check", "--output")
    assert done.status == 0
    first, last = done.out.splitlines()[:2]
    assert re.fullmatch(
        r"\d+ files: 1 picture, 0 recordings; nothing in them but what one sees and hears\.", first
    )
    assert re.match(r"Looked at by: slc, Pillow [\d.]+, tinytag [\d.]+", last)
    assert "Opening every file" in done.err


def test_an_output_that_tells_something_is_a_failure_with_each_file(slc: Run, room: Path) -> None:
    assert slc("-C", room, "build").status == 0
    Image.new("RGB", (9, 9)).save(room / "output/pages/frog.webp", xmp=b"<x:xmpmeta/>")
    (room / "output/letter.pdf").write_bytes(b"%PDF-1.7")
    done = slc("-C", room, "check", "--output")
    assert done.status == 1
    assert (
        "output/pages/frog.webp\n  error: This picture tells more than one sees: XMP data (names,"
    ) in done.err
    assert (
        "output/letter.pdf\n  error: Files like this one do not belong into the site: it is a PDF."
        in done.err
    )
    assert "note: Not made by slc: `letter.pdf` and `pages/frog.webp`." in done.err
    assert (
        "; 1 tells more than one sees and hears and 1 does not belong there.\nDo not upload it yet.\n"
        in done.out
    )


def test_a_checked_output_as_json(slc: Run, room: Path) -> None:
    slc("-C", room, "build")
    (room / "output/letter.pdf").write_bytes(b"%PDF-1.7")
    said = json.loads(slc("-C", room, "check", "--output", "--json").out)
    assert said["status"] == 1
    assert (said["result"]["misplaced"], said["result"]["foreign"]) == (1, 1)
    assert {problem["code"] for problem in said["problems"]} == {"misplaced", "foreign-file"}


def test_an_output_that_is_not_there_cannot_be_checked(slc: Run, room: Path) -> None:
    done = slc("-C", room, "check", "--output")
    assert (done.status, done.out) == (1, "Nothing was looked at.\n")
    assert done.err.endswith("output\n  error: There is no site here yet.\n      Type `slc build` first.\n")


def test_the_output_is_not_checked_during_a_build(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slc("-C", room, "build")
    monkeypatch.setattr(output_check, "build_lock", functools.partial(build_lock, patience=0))
    with build_lock(room / ".slc"):
        done = slc("-C", room, "check", "--output")
    assert done.status == 1
    assert "Another build is running here" in done.err


def test_without_exiftool_it_is_said_who_could_look_too(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slc("-C", room, "build")
    monkeypatch.setattr(ExifTool, "found", lambda: None)
    assert "exiftool would look, too, if it were on this computer" in slc("-C", room, "check", "--output").out


# -- clean ----------------------------------------------------------------------------------------------


def test_clean_unused_says_how_much_room_it_made(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for freed, words in (
        (Freed(0, 0), "Everything kept is still needed.\n"),
        (Freed(1, 4200), "Deleted 1 finished file that nothing needs: 4 kB.\n"),
        (Freed(1312, 99_940_000), "Deleted 1,312 finished files that nothing needs: 99.9 MB.\n"),
    ):
        monkeypatch.setattr(tidy, "prune", lambda site, reporter, freed=freed: freed)
        done = slc("-C", room, "clean", "--unused")
        assert (done.status, done.out) == (0, words)
    said = json.loads(slc("-C", room, "clean", "--unused", "--json").out)
    assert said["result"] == {"files": 1312, "size": 99_940_000}


def test_clean_unused_leaves_the_site_alone(slc: Run, room: Path) -> None:
    slc("-C", room, "build")
    before = {path: path.read_bytes() for path in (room / "output").rglob("*") if path.is_file()}
    assert slc("-C", room, "clean", "--unused").status == 0
    assert {path: path.read_bytes() for path in (room / "output").rglob("*") if path.is_file()} == before


def test_clean_unused_without_a_class_deletes_nothing(slc: Run, room: Path) -> None:
    slc("-C", room, "build")
    (room / ".slc/media").mkdir(exist_ok=True)
    (room / "content/class.yml").unlink()
    done = slc("-C", room, "clean", "--unused")
    assert (done.status, done.out) == (1, "Nothing was deleted.\n")
    assert "content/class.yml" in done.err


def test_clean_takes_back_what_build_made_and_nothing_else(slc: Run, room: Path) -> None:
    content = {path: path.read_bytes() for path in (room / "content").rglob("*") if path.is_file()}
    assert slc("-C", room, "build").status == 0
    (room / "output/notes.txt").write_text("mine")
    done = slc("-C", room, "clean")
    assert done.status == 0
    assert done.out.startswith("Deleted ")
    assert [path.name for path in (room / "output").iterdir()] == ["notes.txt"]
    assert sorted(path.name for path in (room / ".slc").iterdir()) == ["build.lock"]
    assert {path: path.read_bytes() for path in (room / "content").rglob("*") if path.is_file()} == content
    (room / "output/notes.txt").unlink()
    assert slc("-C", room, "build").status == 0
    assert (room / "output/index.html").is_file()


def test_clean_of_a_class_never_built_is_fine(slc: Run, room: Path) -> None:
    done = slc("-C", room, "clean")
    assert (done.status, done.out) == (0, "All was clean.\n")
    assert not (room / ".slc").exists()


def test_clean_during_a_build_is_refused(slc: Run, room: Path) -> None:
    slc("-C", room, "build")
    with build_lock(room / ".slc"):
        done = slc("-C", room, "clean")
    assert done.status == 1
    assert "Another build is running here" in done.err
    assert (room / "output/index.html").exists()


# -- serve ----------------------------------------------------------------------------------------------


def _serving(monkeypatch: pytest.MonkeyPatch, status: int = 0, *problems: Problem) -> dict[str, Any]:
    heard: dict[str, Any] = {}

    def serve(
        site: Site,
        *,
        port: int,
        open_browser: bool,
        say: Callable[[str], None],
        reporter: Reporter,
        viewer: Viewer,
    ) -> int:
        heard.update(root=site.root, port=port, open_browser=open_browser, viewer=viewer)
        say("The class is at http://127.0.0.1:8000/ (Ctrl-C stops).")
        for problem in problems:
            reporter.report(problem)
        return status

    monkeypatch.setattr(server, "serve", serve)
    return heard


def test_serve_passes_on_what_was_asked_for(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = _serving(monkeypatch, 0, SLIP, NOTE)
    done = slc("-C", room, "serve", "--port", "8123", "--no-open")
    assert heard == {"root": room, "port": 8123, "open_browser": False, "viewer": TEACHER}
    assert done.status == 0
    assert "The class is at http://127.0.0.1:8000/ (Ctrl-C stops)." in done.out
    assert done.err == (
        "content/a.md: warning, line 4, tags: There is no strand `writting`.\n    Did you mean `writing`?\n"
    )


def test_serve_opens_the_browser_and_hands_on_its_status(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = _serving(monkeypatch, 1)
    assert slc("-C", room, "serve").status == 1
    assert (heard["port"], heard["open_browser"]) == (8000, True)


def test_serve_tells_problems_as_lines_of_json(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _serving(monkeypatch, 0, SLIP, LOSS)
    lines = slc("-C", room, "serve", "--json").out.splitlines()
    assert [json.loads(line) for line in lines] == [SLIP.as_dict(), LOSS.as_dict()]


@pytest.mark.parametrize(
    ("eyes", "viewer"),
    [("public", PUBLIC), ("family:ada", Viewer(Audience.FAMILY, "ada")), ("teacher", TEACHER)],
)
def test_serve_shows_the_class_with_the_eyes_that_were_asked_for(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch, eyes: str, viewer: Viewer
) -> None:
    heard = _serving(monkeypatch)
    assert slc("-C", room, "serve", "--as", eyes).status == 0
    assert heard["viewer"] == viewer


@pytest.mark.parametrize(
    ("eyes", "told"),
    [
        ("publik", "I do not know whose eyes publik are. Did you mean public?\n"),
        ("family:adda", "There is no student adda. Did you mean Ada?\n"),
        ("family", "Whose family? Write the child behind it, as in --as family:ada.\n"),
    ],
)
def test_eyes_that_nobody_has_are_wrong_use_and_nothing_is_shown(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch, eyes: str, told: str
) -> None:
    heard = _serving(monkeypatch)
    done = slc("-C", room, "serve", "--as", eyes)
    assert (done.status, done.out, done.err, heard) == (2, "", told, {})


def test_of_a_class_that_cannot_be_read_no_family_is_known(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = _serving(monkeypatch)
    (room / "content/class.yml").unlink()
    done = slc("-C", room, "serve", "--as", "family:ada")
    assert (done.status, heard) == (1, {})
    assert "content/class.yml" in done.err
    assert slc("-C", room, "serve", "--as", "class").status == 0, "no child need be known for that"


def test_a_folder_at_the_host_must_be_whole(room: Path, slc: Run) -> None:
    for typed in ("public_html/room12", "", 'C:"x', "/a\nRequire all granted"):
        done = slc("-C", room, "build", "--htaccess", typed)
        assert done.status == 2, typed
        assert "whole path" in done.err
