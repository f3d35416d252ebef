"""From a saved file to the open page: what is built, what is told, what stands in for what could not be."""

from __future__ import annotations

import random
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import pytest

from slc_site.build.site import Site
from slc_site.problems import Problem, Severity, SilentReporter
from slc_site.render.translations import words_for
from slc_site.serve import app, watch
from slc_site.serve.left_out import behind, folder_of, is_of
from slc_site.serve.status import Board, Status
from slc_site.serve.told import MOST, payload, pieces
from tests.serve.sitting import (
    CLASS,
    POST,
    POST_PAGE,
    STYLE,
    Sitting,
    TinyBuilder,
    eventually,
    sitting,
    write_class,
)
from tests.support.folders import tree


@pytest.fixture
def only_the_systems_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the folders by ourselves only once an hour: what both tell of is built twice, now and then."""
    monkeypatch.setattr(watch, "EVERY", 3600.0)


def test_a_saved_file_is_told_of_and_shown(served: Sitting) -> None:
    with served.news(f"/{POST_PAGE}") as news:
        before = news.next()
        served.write(POST, "Red frog in a bog.")
        after = news.finished()
    assert after["page"] != before["page"]
    assert "Red frog in a bog." in served.get(f"/{POST_PAGE}").text
    # The pages are told first, and the terminal then.
    eventually(lambda: served.said[-1].startswith(f"{POST}: built in "))


def test_a_page_whose_content_stays_is_not_loaded_again(served: Sitting) -> None:
    with served.news("/students/ada/posts/owl/index.html") as news:
        before = news.next()
        served.write(POST, "Red frog.")
        after = news.finished()
    assert after["page"] == before["page"]
    assert after["text"] != before["text"]


def test_the_themes_files_may_be_kept_until_one_of_them_is_another(served: Sitting) -> None:
    def address() -> str:
        found = re.search(r'href="(/assets/[^"]*/css/site.css)"', served.get(f"/{POST_PAGE}").text)
        assert found
        return found[1]

    before = address()
    kept = served.get(before)
    assert (kept.status, kept.headers["Cache-Control"]) == (200, app.LASTING)
    assert served.get(f"/{POST_PAGE}").headers["Cache-Control"] == "no-store"
    with served.news() as news:
        news.next()
        served.write(STYLE, "h1 { color: rgb(9, 9, 9) }")
        news.finished()
    after = address()
    assert after != before
    assert "9, 9, 9" in served.get(after).text
    assert served.get(before).headers["Cache-Control"] == "no-store", "an old address, and the new file"


def test_a_page_knows_from_its_own_answer_which_content_it_is(served: Sitting) -> None:
    with served.news(f"/{POST_PAGE}") as news:
        mark = news.next()["page"]
    assert served.get(f"/{POST_PAGE}").headers["Server-Timing"] == f'slc-page;desc="{mark}"'


def test_when_only_styles_change_the_texts_are_said_to_be_the_same(served: Sitting) -> None:
    with served.news(f"/{POST_PAGE}") as news:
        before = news.next()
        served.write(STYLE, "h1 { color: red }")
        after = news.finished()
        assert after["text"] == before["text"]
        assert after["page"] != before["page"]  # it names its style sheet
        served.write(STYLE, "h1 { color: blue }")
        served.write(POST, "Red frog.")
        assert news.finished()["text"] != before["text"]


def test_a_broken_post_shows_its_problem_until_it_is_put_right(served: Sitting) -> None:
    with served.news(f"/{POST_PAGE}", POST) as news:
        before = news.next()
        served.write(POST, "BROKEN")
        told = news.finished()
        assert told["status"] == "One problem on this page."
        assert told["page"] != before["page"]
        for path in (f"/{POST_PAGE}", "/students/ada/posts/frog/", "/students/ada/posts/frog"):
            answer = served.get(path)
            assert answer.status == 404
            for words in (
                "This page was left out",
                "Left out or refused",
                f"{POST}, line\N{NO-BREAK SPACE}3, tags",
                "The first line is &lt;odd&gt;.",
                "Write <code>tags: []</code>.",
                'href="/index.html"',
            ):
                assert words in answer.text
        assert "Lost?" in served.get("/students/ada/posts/toad/").text
        assert served.get("/index.html").status == 200
        served.write(POST, "Whole again.")
        told = news.finished()
        assert (told["status"], told["problems"]) == ("", [])
    assert "Whole again." in served.get(f"/{POST_PAGE}").text


def test_a_broken_class_leaves_the_last_good_pages(served: Sitting) -> None:
    with served.news(f"/{POST_PAGE}") as news:
        before = news.next()
        served.write(CLASS, "BROKEN")
        told = news.finished()
        assert told["page"] == before["page"]
        assert told["status"] == (
            "Nothing could be built. What you see is from before. One problem in the class."
        )
        [problem] = told["problems"]
        assert problem["place"] == f"{CLASS}, line\N{NO-BREAK SPACE}1"
        assert problem["message"] == ["The class cannot be read."]
        assert "Green frog" in served.get(f"/{POST_PAGE}").text
        served.write(CLASS, "language: en")
        assert news.finished()["status"] == ""


def test_when_the_program_itself_stumbles_it_is_told_and_goes_on(
    served: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(reporter: object, *, changed: object) -> NoReturn:
        raise TypeError("no such thing")

    with served.news(f"/{POST_PAGE}") as news:
        news.next()
        with monkeypatch.context() as patched:
            patched.setattr(served.builder, "build", stumble)
            served.write(POST, "Red frog.")
            [problem] = news.finished()["problems"]
        assert problem["message"] == ["The program stumbled here (TypeError: no such thing)."]
        assert problem["place"].startswith("tests/serve/test_serve_live.py, line")
        assert "Green frog" in served.get(f"/{POST_PAGE}").text
        served.write(POST, "Blue frog.")
        news.finished()
    assert "Blue frog." in served.get(f"/{POST_PAGE}").text


def test_a_class_that_was_never_whole_shows_why_and_then_its_pages(tmp_path: Path) -> None:
    with sitting(write_class(tmp_path, {CLASS: "BROKEN"})) as served, served.news("/index.html") as news:
        before = news.next()
        for path in ("/index.html", f"/{POST_PAGE}"):
            answer = served.get(path)
            assert answer.status == 503
            assert "Nothing could be built yet" in answer.text
            assert f"{CLASS}, line\N{NO-BREAK SPACE}1" in answer.text
            assert "/_slc/live.js" in answer.text
        assert served.get("/").status == 503
        served.write(CLASS, "language: en")
        assert news.finished()["page"] != before["page"]
        assert "Welcome." in served.get("/index.html").text


def test_before_the_first_build_is_done_a_page_says_so(tmp_path: Path) -> None:
    with sitting(write_class(tmp_path), build_first=False) as served:
        answer = served.get("/index.html")
        assert (answer.status, "Building the pages …" in answer.text) == (503, True)
        with served.news() as news:
            assert news.next()["building"]
            served.write(POST, "Now.")
            assert not news.until(lambda told: not told["building"])["problems"]
        assert served.get("/index.html").status == 200


def test_two_hundred_files_at_once_are_few_builds(served: Sitting) -> None:
    before = served.builder.builds
    for number in range(200):
        served.write(f"content/students/s{number % 30}/posts/p{number}.md", f"Text {number}.")
    eventually(lambda: len(list(served.site.preview.glob("students/s*/posts/p*/index.html"))) == 200)
    assert served.builder.builds - before <= 10


@pytest.mark.usefixtures("only_the_systems_word")
def test_changes_during_a_build_lead_to_one_more(served: Sitting) -> None:
    builder = served.builder
    before = builder.builds
    builder.begun.clear()
    builder.may_go_on.clear()
    served.write(POST, "First.")
    assert builder.begun.wait(20)
    for number in range(5):
        served.write(POST, f"Again {number}.")
        time.sleep(0.2)  # longer than what counts as quiet
    served.write("content/last.txt", "")
    eventually(lambda: "content/last.txt" in served.watcher._touched)  # and so all that was before it
    assert builder.builds == before + 1
    builder.may_go_on.set()
    eventually(lambda: builder.builds == before + 2)
    served.write("content/students/ada/posts/new.md", "Another.")
    eventually(lambda: served.get("/students/ada/posts/new/index.html").status == 200)
    assert "Again 4." in served.get(f"/{POST_PAGE}").text
    assert builder.builds == before + 3


@pytest.mark.usefixtures("only_the_systems_word")
def test_the_terminal_is_told_each_problem_once(served: Sitting) -> None:
    with served.news() as news:
        news.next()
        served.write(POST, "SLIP")
        news.finished()
        served.write("content/students/ada/posts/owl/index.md", "BROKEN")
        news.finished()
    # The pages are told first, and the terminal then.
    eventually(lambda: len(served.said) == 3)
    assert [str(problem) for problem in served.heard.problems] == [
        f"{POST}:2: tags: There is no strand.",
        "content/students/ada/posts/owl/index.md:3: tags: The first line is <odd>. Write `tags: []`.",
    ]
    assert [line.rpartition(", ")[2] for line in served.said] == ["no problems.", "1 problem.", "2 problems."]


def test_the_problems_can_be_asked_for(served: Sitting) -> None:
    with served.news() as news:
        served.write(POST, "SLIP")
        served.write("content/students/ada/posts/owl/index.md", "BROKEN")
        news.until(lambda told: len(told["problems"]) == 2)
    told = served.get(f"/_slc/problems.json?source={POST}&page=/{POST_PAGE}")
    assert told.headers["Content-Type"] == "application/json"
    assert "One problem on this page. One in another file." in told.text


def test_an_open_page_does_not_hold_up_the_end(served: Sitting, tmp_path: Path) -> None:
    with (
        sitting(write_class(tmp_path / "other")) as other,
        other.news() as first,
        other.news() as second,
    ):
        first.next()
        second.next()
        begun = time.monotonic()
        other.board.close()
        for news in (first, second):
            with pytest.raises(EOFError):
                news.next()
        assert time.monotonic() - begun < app.BREATH / 2
    assert served.get("/index.html").status == 200


def test_pages_that_were_closed_leave_no_threads(served: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "BREATH", 0.1)
    before = threading.active_count()
    for _ in range(20):
        with served.news() as news:
            news.next()
    eventually(lambda: threading.active_count() <= before)


# -- whatever is done -----------------------------------------------------------------------------------


def _edit(site: Site, chance: random.Random) -> None:
    posts = sorted(site.content.glob("students/*/posts/*.md"))
    post = chance.choice(posts) if posts else site.root / POST
    student = post.parents[1]
    text = chance.choice(["BROKEN", "SLIP", f"Text {chance.randrange(10**6)}."])
    match chance.randrange(9):
        case 0 | 1:
            post.parent.mkdir(parents=True, exist_ok=True)
            post.write_text(text)
        case 2 if post.parent.exists():
            temporary = post.with_name(f".{post.name}.tmp")
            temporary.write_text(text)
            temporary.replace(post)
        case 3 if post.parent.exists():
            post.write_text("")
            post.write_text(text)
        case 4:
            shutil.rmtree(student, ignore_errors=True)
        case 5 if student.exists():
            student.rename(student.with_name(f"s{chance.randrange(10**6)}"))
        case 6:
            for number in range(chance.randrange(1, 20)):
                folder = site.content / f"students/s{number}/posts"
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"p{chance.randrange(100)}.md").write_text(text)
        case 7:
            (site.root / CLASS).write_text("BROKEN")
            (site.root / CLASS).write_text("language: en")
        case 8 if chance.random() < 0.2:
            shutil.rmtree(site.content, ignore_errors=True)
            (site.content / "students/ada/posts").mkdir(parents=True)
            (site.root / CLASS).write_text("language: en")
        case _:
            pass


def _clean_build(site: Site, into: Path) -> Iterator[tuple[str, bytes]]:
    shutil.copytree(site.content, into / "content")
    shutil.copytree(site.themes, into / "themes")
    copy = Site(into)
    copy.preview.mkdir(parents=True)
    assert TinyBuilder(copy).build(SilentReporter())
    yield from tree(copy.preview).items()


def _edit_and_compare(folder: Path, seed: int, edits: int) -> None:
    site = write_class(folder / "class")
    chance = random.Random(seed)
    with sitting(site):
        for _ in range(edits):
            _edit(site, chance)
            if chance.random() < 0.1:
                time.sleep(chance.random() / 2)
        expected = dict(_clean_build(site, folder / "clean"))
        deadline = time.monotonic() + 20
        built: dict[str, bytes] = {}
        while built != expected and time.monotonic() < deadline:
            time.sleep(0.1)
            with suppress(FileNotFoundError):  # a build is going on
                built = tree(site.preview)
        assert sorted(built) == sorted(expected)
        assert built == expected


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_the_preview_ends_as_a_clean_build(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 3600.0)  # the system's word must do
    _edit_and_compare(tmp_path, seed, 60)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_edited_five_hundred_times(tmp_path: Path, seed: int) -> None:
    _edit_and_compare(tmp_path, seed, 500)


# -- which page a problem belongs to --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("content/students/ada/posts/2026-10-05-frog.md", "students/ada/posts/2026-10-05-frog/"),
        ("content/students/ada/posts/owl/index.md", "students/ada/posts/owl/"),
        ("content/students/ada/posts/owl/owl.jpg", "students/ada/posts/owl/"),
        ("content/students/ada/goals/read-daily.md", "students/ada/goals/read-daily/"),
        ("content/students/ada/conferences/fall.md", "students/ada/conferences/fall/"),
        ("content/students/Ada/student.yml", "students/ada/"),
        ("content/students/ada/report-cards/fall.yml", "students/ada/report-cards/fall/"),
        ("content/pages/about-us.md", "pages/about-us/"),
        ("content/class.yml", None),
        ("content/measures/reading.csv", None),
        ("themes/mine/templates/base.html", None),
        ("", None),
    ],
)  # fmt: skip
def test_each_file_of_the_class_has_its_place_in_the_site(file: str, folder: str | None) -> None:
    assert folder_of(file) == folder


def test_a_page_that_was_built_is_not_said_to_be_left_out(tmp_path: Path) -> None:
    slip = Problem("No strand.", "content/students/ada/posts/frog.md")
    student = Problem("No name.", "content/students/ben/student.yml")
    (tmp_path / "students/ada/posts/frog").mkdir(parents=True)
    (tmp_path / "students/ada/posts/frog/index.html").touch()
    assert behind("students/ada/posts/frog/other.html", [slip, student], tmp_path) == ()
    assert behind("students/ben/posts/owl/", [slip, student], tmp_path) == (student,)
    assert behind("students/ben", [slip, student], tmp_path) == (student,)
    assert behind("students/benny", [slip, student], tmp_path) == ()


def test_what_lies_beside_a_post_is_the_posts_own() -> None:
    picture = Problem("No picture.", "content/students/ada/posts/owl/owl.jpg")
    assert is_of(picture, "content/students/ada/posts/owl/index.md")
    assert not is_of(picture, "content/students/ada/posts/owl.md")
    assert not is_of(Problem("Somewhere."), "")


# -- the sentences --------------------------------------------------------------------------------------


def _status(*problems: Problem, failed: bool = False) -> Status:
    board = Board()
    board.finish(problems, failed=failed, styles_only=False)
    return board.status


def test_the_pages_own_problems_come_first_and_the_worst_before_the_others() -> None:
    warning, note = Severity.WARNING, Severity.NOTE
    status = _status(
        Problem("Slip elsewhere.", "content/a.md", severity=warning),
        Problem("Worth knowing.", "content/a.md", severity=note),
        Problem("Error elsewhere.", "content/b.md"),
        Problem("Own slip.", "content/own.md", 4, severity=warning),
        Problem("Own error.", "content/own.md", 9),
    )
    told = payload(status, words_for("en"), source="content/own.md")
    assert ["".join(one["message"]) for one in told["problems"]] == [
        "Own error.", "Own slip.", "Error elsewhere.", "Slip elsewhere."
    ]  # fmt: skip
    assert [one["own"] for one in told["problems"]] == [True, True, False, False]
    assert told["status"] == "2 problems on this page. 2 in other files."
    assert told["opens"] is True
    told = payload(status, words_for("en"))
    assert (told["status"], told["opens"]) == ("4 problems in the class.", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write `tags: []`.", ["Write ", "tags: []", "."]),
        ("`a` and `b`", ["", "a", " and ", "b", ""]),
        ("A lone ` stays.", ["A lone ` stays."]),
        ("", [""]),
    ],
)
def test_what_is_to_be_typed_is_told_apart_from_the_words_around_it(text: str, found: list[str]) -> None:
    assert pieces(text) == found


def test_a_class_full_of_problems_is_told_in_a_bearable_length() -> None:
    told = payload(_status(*(Problem(f"Odd {n}.", "content/x.md", n) for n in range(500))), words_for("en"))
    assert len(told["problems"]) == MOST
    assert told["status"] == "500 problems in the class."
