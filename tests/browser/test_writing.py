"""What is typed at a conference, in a real browser: two tablets, a server that goes away, a stick."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.site import Site
from slc_site.cli.entry import main
from slc_site.pen.writer import Pen
from slc_site.render.theme_folders import BUNDLED, DEFAULT
from slc_site.serve.address import address_of, listen, own_names
from slc_site.serve.room.app import make_app
from slc_site.serve.room.door import Door
from slc_site.serve.room.front import Front
from slc_site.serve.room.news import News
from slc_site.serve.room.slate import Slate
from slc_site.serve.server import running
from slc_site.serve.status import Board
from tests.conftest import AClass, OpenPage
from tests.support.barriers import barriers
from tests.support.classes import ClassFolder
from tests.support.visits import until

pytestmark = pytest.mark.browser

PLUS = "three-pluses/parent/plus-1"
GOAL = "three-pluses/parent/goal"
CLASS = {
    "conferences/fall/conference.yml": """
        title: Fall conferences
        agenda: [welcome, three-pluses-and-a-goal, new-goals, thanks]
        """,
    "conferences/spring/conference.yml": """
        title: Spring conferences
        kind: second
        """,
    "students/ada/conferences/fall.md": """
        ---
        # what we say to Ada
        three_pluses:
          parent: {pluses: [You ask why]}
        ---
        Welcome.
        """,
    "students/ada/goals/read-more.md": """
        ---
        title: Read more
        set: 2026-11-01
        commitments: {student: I read., parent: We listen., teacher: I choose books.}
        ---
        """,
}
PAGE = "students/ada/conferences/fall/index.html"


class Day:
    """A class whose pages are built once, and a server for them that can come and go."""

    def __init__(self, folder: ClassFolder, pages: Path, conference: str) -> None:
        self.folder, self.pages, self.conference = folder, pages, conference
        library = folder.load()
        assert library is not None
        self.library = library
        self.news = News()

    def file(self, name: str = "") -> str:
        path = name or f"students/ada/conferences/{self.conference}.md"
        return (self.folder.content / path).read_text("utf-8")

    @contextmanager
    def server(self, port: int = 0, door: Door | None = None) -> Iterator[int]:
        """Serve at a port; the news end with it."""
        self.news = News()
        pen = Pen(
            self.folder.root, self.conference, lambda: self.library, clock=lambda: datetime(2026, 11, 19, 17)
        )
        slate = Slate(pen, self.news)
        slate.open_for({"ada": False})
        with listen("127.0.0.1", port) as listener:
            port = address_of(listener)[1]
            front = Front(own_names("127.0.0.1", port), door)
            with running(listener, make_app(self.pages, Board(), self.news, slate, front)):
                try:
                    yield port
                finally:
                    self.news.close()


def built(folder: ClassFolder, pages: Path, conference: str, writes_to: str) -> Day:
    room = Room(conference, is_here=True, writes_to=writes_to)
    with Builder(Site(folder.root), folder=pages, room=room) as builder:
        assert builder.build(folder.heard) is not None, folder.messages
    return Day(folder, pages, conference)


@pytest.fixture
def day(a_class: AClass, tmp_path: Path) -> Day:
    return built(a_class(CLASS), tmp_path / "pages", "fall", "server")


@pytest.fixture
def stick(a_class: AClass, tmp_path: Path) -> Day:
    return built(a_class(CLASS), tmp_path / "stick", "fall", "device")


@pytest.fixture
def served(day: Day) -> Iterator[str]:
    with day.server() as port:
        yield f"http://127.0.0.1:{port}/{PAGE}"


def place(page: Page, box: str) -> Locator:
    return page.locator(f'[data-box="{box}"]').first


def field(page: Page, box: str) -> Locator:
    return place(page, box).locator("textarea")


def state(page: Page, box: str) -> Locator:
    return place(page, box).locator(".write-state")


def test_words_are_saved_as_they_are_typed_and_said_to_be(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(served)
    one = field(visit.page, PLUS)
    expect(one).to_have_value("You ask why")
    one.fill("You ask why, and wait for the answer")
    expect(state(visit.page, PLUS)).to_have_text("Saved")
    assert "You ask why, and wait for the answer" in day.file()
    assert "# what we say to Ada" in day.file()
    assert visit.complaints == []


def test_two_pages_see_each_others_words(day: Day, served: str, open_page: OpenPage) -> None:
    first, second = open_page(served), open_page(served)
    expect(field(second.page, PLUS)).to_be_enabled()
    field(first.page, PLUS).fill("Typed on the first")
    expect(field(second.page, PLUS)).to_have_value("Typed on the first")
    field(second.page, "three-pluses/teacher/plus-1").fill("Typed on the second")
    expect(field(first.page, "three-pluses/teacher/plus-1")).to_have_value("Typed on the second")
    assert [*first.complaints, *second.complaints] == []


def test_what_comes_in_does_not_disturb_who_types(day: Day, served: str, open_page: OpenPage) -> None:
    first, second = open_page(served), open_page(served)
    mine = field(first.page, GOAL)
    expect(mine).to_be_enabled()
    mine.press_sequentially("Read every ")
    field(second.page, PLUS).fill("Other words")
    expect(field(first.page, PLUS)).to_have_value("Other words")
    mine.press_sequentially("evening ")
    expect(state(first.page, GOAL)).to_have_text("Saved")
    expect(mine).to_have_value("Read every evening ")
    expect(mine).to_be_focused()
    assert "goal: Read every evening" in day.file()


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Keep mine", "Mine"), ("Keep theirs", "Theirs"), ("Keep both", "Theirs · Mine")],
)
def test_two_who_write_the_same_at_once_are_asked(
    day: Day, served: str, open_page: OpenPage, choice: str, kept: str
) -> None:
    visit = open_page(served)
    expect(field(visit.page, PLUS)).to_be_enabled()
    file = day.folder.content / "students/ada/conferences/fall.md"
    file.write_text(day.file().replace("You ask why", "Theirs"), "utf-8")  # and nobody has told the page yet
    field(visit.page, PLUS).fill("Mine")
    clash = place(visit.page, PLUS).locator(".write-clash")
    expect(clash).to_contain_text("Mine")
    expect(clash).to_contain_text("Theirs")
    assert "Mine" not in day.file()
    for button in clash.locator("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    clash.get_by_role("button", name=choice).click()
    expect(field(visit.page, PLUS)).to_have_value(kept)
    expect(state(visit.page, PLUS)).to_have_text("Saved")
    assert kept in day.file()


def test_a_second_goal_is_refused_kindly_and_stays_on_the_page(
    day: Day, served: str, open_page: OpenPage
) -> None:
    visit = open_page(served)
    expect(field(visit.page, GOAL)).to_be_enabled()
    field(visit.page, GOAL).fill("Read more\nWrite more")
    expect(state(visit.page, GOAL)).to_contain_text("One goal is easier to keep than two")
    expect(field(visit.page, GOAL)).to_have_value("Read more\nWrite more")
    field(visit.page, GOAL).fill("Read more")
    expect(state(visit.page, GOAL)).to_have_text("Saved")
    assert "goal: Read more" in day.file()


def test_while_the_server_is_away_words_are_kept_and_saved_later(day: Day, open_page: OpenPage) -> None:
    with day.server() as port:
        visit = open_page(f"http://127.0.0.1:{port}/{PAGE}")
        expect(field(visit.page, PLUS)).to_be_enabled()
    field(visit.page, PLUS).fill("Typed while it was away")
    expect(state(visit.page, PLUS)).to_have_text("Not saved yet: trying again")
    assert "Typed while it was away" in visit.page.evaluate("JSON.stringify(localStorage)")
    with day.server(port):
        expect(state(visit.page, PLUS)).to_have_text("Saved", timeout=30000)
        assert "Typed while it was away" in day.file()
        assert visit.page.evaluate("localStorage.length") == 0


def test_words_that_were_not_saved_outlive_the_page(day: Day, open_page: OpenPage) -> None:
    with day.server() as port:
        visit = open_page(f"http://127.0.0.1:{port}/{PAGE}")
        expect(field(visit.page, PLUS)).to_be_enabled()
    field(visit.page, PLUS).fill("Typed before the tablet fell asleep")
    expect(state(visit.page, PLUS)).to_have_text("Not saved yet: trying again")
    with day.server(port):
        visit.page.reload()
        expect(field(visit.page, PLUS)).to_have_value("Typed before the tablet fell asleep")
        until(visit.page, "() => localStorage.length === 0")
    assert "Typed before the tablet fell asleep" in day.file()


def test_words_typed_just_before_leaving_are_saved(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(served)
    expect(field(visit.page, PLUS)).to_be_enabled()
    field(visit.page, PLUS).fill("Typed and gone")
    visit.page.goto("about:blank")
    visit.page.goto(served)
    expect(field(visit.page, PLUS)).to_have_value("Typed and gone")
    expect(place(visit.page, PLUS).locator(".write-words")).to_have_text("Typed and gone")


def test_two_pages_that_type_at_once_lose_nothing_when_the_server_comes_and_goes(
    day: Day, open_page: OpenPage
) -> None:
    boxes = [
        f"three-pluses/{voice}/plus-{number}" for voice in ("student", "teacher") for number in (1, 2, 3)
    ]
    with ExitStack() as running_now:
        port = running_now.enter_context(day.server())
        pages = [open_page(f"http://127.0.0.1:{port}/{PAGE}").page for _ in range(2)]
        for page in pages:
            expect(field(page, PLUS)).to_be_enabled()
        for round_ in range(3):
            for box in boxes:
                typist = pages[boxes.index(box) // 3]
                field(typist, box).fill(f"{box} in round {round_}")
            running_now.pop_all().close()
            for box in boxes:
                field(pages[boxes.index(box) // 3], box).press_sequentially(" more")
            running_now.enter_context(day.server(port))
        for page in pages:
            for box in boxes:
                expect(field(page, box)).to_have_value(f"{box} in round 2 more", timeout=30000)
        for box in boxes:
            assert f"{box} in round 2 more" in day.file()


def test_answers_are_chosen_by_keyboard_and_taken_back(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(served)
    answers = place(visit.page, "goal/read-more/next")
    kept = answers.get_by_label("Keep going")
    expect(kept).to_be_enabled()
    answers.get_by_label("I did it!").focus()
    visit.page.keyboard.press("ArrowRight")
    expect(kept).to_be_checked()
    expect(answers.locator(".write-state")).to_have_text("Saved")
    assert "next: keep-going" in day.file("students/ada/goals/read-more.md")
    kept.click()
    expect(kept).not_to_be_checked()
    expect(answers.locator(".write-state")).to_have_text("Saved")
    assert "keep-going" not in day.file("students/ada/goals/read-more.md")


def test_a_new_goal_that_is_typed_becomes_a_file(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(served)
    title = place(visit.page, "new-goal/title")
    expect(title.locator("textarea")).to_be_enabled()
    before = {path.name for path in (day.folder.content / "students/ada/goals").iterdir()}
    title.locator("textarea").fill("Swim one length")
    expect(title.locator(".write-state")).to_have_text("Saved")
    field(visit.page, "new-goal/commitment/parent").fill("We go on Saturdays")
    expect(state(visit.page, "new-goal/commitment/parent")).to_have_text("Saved")
    [new] = {path.name for path in (day.folder.content / "students/ada/goals").iterdir()} - before
    goal = day.file(f"students/ada/goals/{new}")
    assert "Swim one length" in goal
    assert "We go on Saturdays" in goal


def test_keys_typed_in_a_box_do_not_turn_the_page(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(f"{served}#present-1")
    page = visit.page
    expect(page.locator("html.presenting")).to_have_count(1)
    expect(field(page, PLUS)).to_be_enabled()
    for _ in range(30):
        if field(page, PLUS).is_visible():
            break
        page.keyboard.press("PageDown")
    here = page.evaluate("location.hash")
    field(page, PLUS).fill("")
    field(page, PLUS).press_sequentially("b . next ")
    for key in ("ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End", "Space", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate("location.hash") == here
    expect(page.locator("html.presenting:not(.resting)")).to_have_count(1)
    expect(state(page, PLUS)).to_have_text("Saved")
    assert "b . next" in day.file()


def test_what_is_typed_for_practice_is_kept_nowhere(day: Day, served: str, open_page: OpenPage) -> None:
    visit = open_page(served)
    expect(field(visit.page, PLUS)).to_be_enabled()
    visit.page.evaluate("document.body.classList.add('is-practice')")
    before = day.file()
    field(visit.page, PLUS).fill("Only practice")
    visit.page.keyboard.press("Tab")
    visit.page.wait_for_timeout(2000)
    assert day.file() == before
    assert visit.page.evaluate("localStorage.length") == 0
    visit.page.evaluate("document.body.classList.remove('is-practice')")
    expect(field(visit.page, PLUS)).to_have_value("You ask why")


def test_without_scripts_a_box_is_its_words(day: Day, served: str, open_page: OpenPage) -> None:
    page = open_page(served, scripts=False).page
    expect(place(page, PLUS)).to_contain_text("You ask why")
    expect(field(page, PLUS)).to_be_hidden()
    expect(place(page, "three-pluses/parent/plus-2").locator(".lines")).to_be_visible()


def test_on_paper_a_box_is_what_was_just_typed_or_lines(day: Day, served: str, open_page: OpenPage) -> None:
    page = open_page(served).page
    field(page, GOAL).fill("Read every evening")
    page.emulate_media(media="print")
    expect(place(page, GOAL).locator(".write-words")).to_have_text("Read every evening")
    expect(place(page, GOAL).locator(".write-words")).to_be_visible()
    expect(field(page, GOAL)).to_be_hidden()
    expect(place(page, "three-pluses/parent/plus-2").locator(".lines")).to_be_visible()


def test_a_tablet_comes_in_with_the_number_of_the_day_without_scripts(day: Day, open_page: OpenPage) -> None:
    door = Door()
    with day.server(door=door) as port:
        page = open_page(f"http://127.0.0.1:{port}/{PAGE}", width=390, scripts=False).page
        page.get_by_label("number of the day").fill("12")
        page.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("not the number of the day")
        page.wait_for_load_state()  # a word is there before its style sheet is
        for control in (page.get_by_role("button"), page.get_by_label("number of the day")):
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        page.get_by_label("number of the day").fill(door.pin.number)
        page.get_by_role("button").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
        assert page.url.endswith(PAGE)


def test_a_tablet_that_has_to_type_the_number_again_keeps_its_words(day: Day, open_page: OpenPage) -> None:
    first = Door()
    with day.server(door=first) as port:
        page = open_page(f"http://127.0.0.1:{port}/{PAGE}").page
        page.get_by_label("number of the day").fill(first.pin.number)
        page.get_by_role("button").click()
        expect(field(page, PLUS)).to_be_enabled()
    second = Door()
    with day.server(port, door=second):
        field(page, PLUS).fill("Typed over the break")
        expect(state(page, PLUS)).to_contain_text("type the number of the day")
        page.reload()
        page.get_by_label("number of the day").fill(second.pin.number)
        page.get_by_role("button").click()
        expect(field(page, PLUS)).to_have_value("Typed over the break")
        expect(state(page, PLUS)).to_have_text("Saved")
    assert "Typed over the break" in day.file()


# -- without any server -----------------------------------------------------------------------------------


def test_from_a_stick_words_stay_on_the_device_and_go_out_as_one_file(
    stick: Day, open_page: OpenPage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = (stick.pages / PAGE).as_uri()
    visit = open_page(url)
    page = visit.page
    field(page, PLUS).fill("You listen")
    field(page, GOAL).fill("Read every evening")
    expect(state(page, GOAL)).to_have_text("Kept on this device")
    page.reload()
    expect(field(page, PLUS)).to_have_value("You listen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Give these words to the teacher").click()
    assert download.value.suggested_filename == "ada-fall.slc.json"
    expect(page.get_by_text("ada-fall.slc.json")).to_be_visible()
    letter = tmp_path / "ada-fall.slc.json"
    download.value.save_as(letter)
    assert json.loads(letter.read_text("utf-8"))["boxes"] == {PLUS: "You listen", GOAL: "Read every evening"}
    root = str(stick.folder.root)
    assert main(["-C", root, "import", str(letter)]) == 0
    assert "Ada, Fall conferences" in capsys.readouterr().out
    assert "goal: Read every evening" in stick.file()
    assert "You ask why · You listen" in stick.file()
    once = stick.file()
    assert main(["-C", root, "import", str(letter)]) == 0
    assert stick.file() == once
    assert visit.complaints == []


def test_words_are_deleted_from_the_device_only_after_a_question(stick: Day, open_page: OpenPage) -> None:
    page = open_page((stick.pages / PAGE).as_uri()).page
    field(page, GOAL).fill("Read every evening")
    expect(state(page, GOAL)).to_have_text("Kept on this device")
    page.get_by_role("button", name="Delete from this device").click()
    page.get_by_role("button", name="Keep them").click()
    expect(field(page, GOAL)).to_have_value("Read every evening")
    page.get_by_role("button", name="Delete from this device").click()
    page.get_by_role("button", name="Delete them").click()
    expect(field(page, GOAL)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (820, "dark"), (1280, "light")])
def test_boxes_fit_and_are_large_enough(
    day: Day, served: str, open_page: OpenPage, width: int, scheme: str
) -> None:
    page = open_page(served, width=width, scheme=scheme).page
    expect(field(page, PLUS)).to_be_enabled()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".write textarea, .write-answers label, .write [type=date]")]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML)"""
    )
    assert small == []


def test_the_judges_find_nothing_in_the_boxes(day: Day, served: str, open_page: OpenPage) -> None:

    page = open_page(served).page
    expect(field(page, PLUS)).to_be_enabled()
    page.evaluate(
        "document.querySelectorAll('.write-ask, .write-ask details').forEach(one => { one.open = true })"
    )
    assert barriers(page) == []


def test_a_piece_is_chosen_by_pressing_it_and_the_card_has_its_words(
    a_class: AClass, tmp_path: Path, open_page: OpenPage
) -> None:
    frog = "---\ntitle: Frog\ntags: [writing]\ndid_well: I rhymed\n---\nGreen frog.\n"
    moon = "---\ntitle: Moon\ntags: [writing]\ndid_well: I asked\n---\nMoon.\n"
    posts = {"students/ada/posts/2026-10-05-frog.md": frog, "students/ada/posts/2026-10-06-moon.md": moon}
    day = built(a_class({**CLASS, **posts}), tmp_path / "pages", "fall", "server")
    with day.server() as port:
        visit = open_page(f"http://127.0.0.1:{port}/{PAGE.removesuffix('index.html')}picks/index.html")
        page = visit.page
        because = field(page, "pick/writing/because")
        expect(because).to_be_enabled()
        because.fill("I like it")
        expect(state(page, "pick/writing/because")).to_contain_text("First choose a piece")
        page.get_by_label("Moon").check(force=True)
        expect(state(page, "pick/writing/post")).to_have_text("Saved")
        expect(page.get_by_text("I asked")).to_be_visible()
        expect(page.get_by_text("I rhymed")).to_be_hidden()
        because.fill("I like it most")
        expect(state(page, "pick/writing/because")).to_have_text("Saved")
        assert visit.complaints == []
    assert "2026-10-06-moon" in day.file()
    assert "I like it most" in day.file()


def test_the_script_is_small() -> None:
    assert (BUNDLED / DEFAULT / "static/js/write.js").stat().st_size < 12_000
