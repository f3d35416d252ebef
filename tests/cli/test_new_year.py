"""`slc new-year`: the next class begins, nothing of the old one changes, and the portfolios come along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slc_site.model.audience import Audience
from slc_site.model.planner import PlanChange, Planner
from slc_site.problems import Severity
from slc_site.share.access import PUBLIC, TEACHER, Viewer, narrow
from tests.cli.conftest import Run
from tests.conftest import AClass
from tests.support.classes import ClassFolder
from tests.support.folders import tree
from tests.support.keepsakes import photo
from tests.support.links import broken

FAMILY = Viewer(Audience.FAMILY, "ada")
YEAR = {
    "class.yml": """
        title: Room 12
        year: 2026-2027      # ours
        grade: 1
        timezone: America/Regina
        terms:
          - {id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}
          - {id: leap, title: Leap, start: 2028-02-29, end: 2028-03-18}
        measures:
          - {id: fluency, title: Words, unit: words, file: fluency.csv}
        targets:
          - {id: periods, text: I can end a sentence with a period, strand: writing}
        access: {posts: public, goals: class}
        consent: {publish: yes, photos: yes}
        """,
    "measures/fluency.csv": "student,date,value\nada,2026-10-01,40\n",
    "pages/about.md": "---\ntitle: About us\n---\nHello.\n",
    "letters/invitation.md": "Dear {family}, come and listen.\n",
    "conferences/fall/conference.yml": """
        title: Fall conferences
        term: fall
        schedule:
          every: 10
          stay: 30
          windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]
          slots: [{student: ada, start: 2026-11-19 16:30}]
        planner:
          date: 2026-11-19
          done: [letter]
          steps: [{step: sign-up, date: 2026-10-30}, {step: letter, day: -35}]
        """,
    "students/ada/student.yml": """
        name: Ada
        consent: {publish: yes, photos: no}   # signed in September
        home_language: es
        """,
    "students/ada/posts/2026-10-05-my-frog-poem.md": """
        ---
        title: My frog poem
        tags: [writing, frogs]
        targets: [periods]
        goals: [three-sentences]
        connections: [periods, It is like my book about pigs]
        did_well: I put spaces between the words.
        ---
        Green frog. See [my goal](../goals/three-sentences.md).
        """,
    "students/ada/goals/three-sentences.md": """
        ---
        title: Write three sentences
        set: 2026-09-20
        status: met
        ---
        Because I have a lot to say.
        """,
    "students/ada/conferences/fall.md": "---\nparent_input: {private: xyzzy}\n---\nWelcome.\n",
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2026-10-06-my-dog.md": "---\ntitle: My dog\ntags: [writing]\n---\nWoof.\n",
}


@pytest.fixture
def old(a_class: AClass) -> ClassFolder:
    return a_class(YEAR, bare=True)


@pytest.fixture
def new(slc: Run, old: ClassFolder, tmp_path: Path) -> ClassFolder:
    done = slc("-C", old.root, "new-year", "--to", tmp_path / "next")
    assert done.status == 0, done.err
    return ClassFolder(tmp_path / "next")


def test_the_old_year_is_as_it_was(slc: Run, old: ClassFolder, tmp_path: Path) -> None:
    before = tree(old.root)
    assert slc("-C", old.root, "new-year", "--to", tmp_path / "next").status == 0
    assert tree(old.root) == before


def test_the_class_goes_on_by_a_year_and_nothing_is_signed(new: ClassFolder) -> None:
    library = new.load()
    assert library is not None
    assert [problem for problem in new.problems if problem.severity is Severity.ERROR] == []
    assert (library.classroom.year, library.classroom.grade) == ("2027-2028", 2)
    assert [(str(term.start), str(term.end)) for term in library.classroom.terms] == [
        ("2027-09-01", "2027-12-18"),
        ("2029-02-28", "2029-03-18"),
    ]
    assert not library.classroom.consent.publish
    assert not any(student.consent.publish or student.consent.photos for student in library.students)
    assert library.student["ada"].home_language == "es"
    assert "# ours" in (new.content / "class.yml").read_text("utf-8")
    assert [page.title for page in library.pages] == ["About us"]
    assert "come and listen" in (new.content / "letters/invitation.md").read_text("utf-8")


def test_conferences_wait_for_their_new_days(new: ClassFolder) -> None:
    library = new.load()
    assert library is not None
    (fall,) = library.conferences
    assert (fall.schedule.every, fall.schedule.windows, fall.schedule.slots) == (10, (), ())
    assert fall.planner == Planner(changes=(PlanChange("sign-up"), PlanChange("letter", -35)))


def test_what_was_measured_graded_and_said_stays_behind(new: ClassFolder) -> None:
    library = new.load()
    assert library is not None
    assert not any(measure.readings for measure in library.measures)
    assert all(one.is_blank for one in library.student_conferences)
    assert not any(b"xyzzy" in content for content in tree(new.root).values())


def test_what_a_child_made_is_an_earlier_year(new: ClassFolder) -> None:
    library = new.load()
    assert library is not None
    assert library.posts == ()
    assert library.goals == ()
    (year,) = library.earlier_of("ada")
    assert (year.name, [post.title for post in year.posts]) == ("2026-2027", ["My frog poem"])
    (post,) = year.posts
    assert (post.goals, post.connections, post.targets) == (
        ("three-sentences",),
        ("It is like my book about pigs",),
        (),
    )
    assert [goal.title for goal in year.goals] == ["Write three sentences"]


def test_it_is_for_the_family_until_the_class_says_otherwise(new: ClassFolder) -> None:
    (new.content / "class.yml").open("a", encoding="utf-8").write("consent: {publish: yes, photos: yes}\n")
    library = new.load()
    assert library is not None
    seen = {
        viewer: [year.student for year in narrow(library, viewer).library.earlier]
        for viewer in (PUBLIC, Viewer(Audience.CLASS), FAMILY, TEACHER)
    }
    assert list(seen.values()) == [[], [], ["ada"], ["ada", "ben"]]
    text = (new.content / "class.yml").read_text("utf-8")
    (new.content / "class.yml").write_text(
        text.replace("goals: class}", "goals: class, earlier: class}"), encoding="utf-8"
    )
    opened = new.load()
    assert opened is not None
    assert [year.student for year in narrow(opened, Viewer(Audience.CLASS)).library.earlier] == ["ada", "ben"]
    assert narrow(opened, PUBLIC).library.earlier == ()


def test_its_pages_hang_together(new: ClassFolder) -> None:
    new.build(TEACHER, live=True)
    pages = new.output / "students/ada"
    home = (pages / "index.html").read_text("utf-8")
    assert 'href="earlier/2026-2027/index.html"' in home
    story = (pages / "earlier/2026-2027/index.html").read_text("utf-8")
    assert "My frog poem" in story
    assert "I did it!" in story
    poem = (pages / "earlier/2026-2027-posts-2026-10-05-my-frog-poem/index.html").read_text("utf-8")
    assert "I put spaces between the words." in poem
    goal = "2026-2027-goals-three-sentences/index.html"
    assert f'href="../{goal}"' in poem
    assert f'students/ada/earlier/{goal}">my goal</a>' in poem
    assert "Woof" not in "".join(page.read_text("utf-8") for page in pages.rglob("*.html"))
    assert broken(new.output) == []


def test_next_year_there_are_two(slc: Run, new: ClassFolder, tmp_path: Path) -> None:
    pond = "---\ntitle: My pond\ntags: [writing]\n---\nDeep.\n"
    new.write({"students/ada/posts/2027-10-01-my-pond.md": pond})
    assert slc("-C", new.root, "new-year", "ada", "--to", tmp_path / "third").status == 0
    library = ClassFolder(tmp_path / "third").load()
    assert library is not None
    assert [(year.name, year.posts[0].title) for year in library.earlier] == [
        ("2027-2028", "My pond"),
        ("2026-2027", "My frog poem"),
    ]
    assert [student.slug for student in library.students] == ["ada"]


def test_children_join_a_class_that_has_begun(slc: Run, old: ClassFolder, tmp_path: Path) -> None:
    there = ClassFolder(tmp_path / "room14").write(
        {"class.yml": "title: Room 14\nyear: 2027-2028\n", "students/ada/student.yml": "name: Ada\n"}
    )
    before = tree(there.root)
    done = slc("-C", old.root, "new-year", "Ada", "--to", there.root, "--json")
    assert done.status == 0, done.err
    assert [one["slug"] for one in json.loads(done.out)["result"]["moved"]] == ["ada-2"]
    after = tree(there.root)
    assert before.items() <= after.items()
    library = there.load()
    assert library is not None
    assert [(year.student, year.name) for year in library.earlier] == [("ada-2", "2026-2027")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--to", "{}"], "this year's own folder"),
        (["--to", "{}/content/next"], "this year's own folder"),
        (["--to", "{}/content/class.yml"], "this year's own folder"),
        (["ada", "--class-only"], "not both"),
        (["cleo"], "cleo"),
    ],
)
def test_what_cannot_be_meant_is_said(slc: Run, old: ClassFolder, words: list[str], says: str) -> None:
    before = tree(old.root)
    done = slc("-C", old.root, "new-year", *(word.format(old.root) for word in words))
    assert done.status == 2
    assert says in done.err
    assert tree(old.root) == before


def test_a_child_whose_file_cannot_be_written_stays_behind_and_is_named(
    slc: Run, old: ClassFolder, tmp_path: Path
) -> None:
    file = old.content / "students/ben/student.yml"
    file.write_text("name: Ben\nconsent: &all {publish: yes}\naccess: *all\n", "utf-8")
    done = slc("-C", old.root, "new-year", "--to", tmp_path / "next")
    assert done.status == 1
    assert "students/ben/student.yml" in done.err
    assert [path.name for path in (tmp_path / "next/content/students").iterdir()] == ["ada"]


def test_links_out_of_the_class_are_not_followed(slc: Run, old: ClassFolder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\ntags: [writing]\n---\nplugh\n", "utf-8")
    (old.content / "students/ada/posts/2026-10-07-link.md").symlink_to(secret)
    (old.content / "students/ada/goals/away").symlink_to(tmp_path)
    assert slc("-C", old.root, "new-year", "--to", tmp_path / "next").status == 0
    assert not any(b"plugh" in content for content in tree(tmp_path / "next").values())


def test_who_did_not_come_along_is_not_shown(slc: Run, old: ClassFolder, tmp_path: Path) -> None:
    post = """
        ---
        title: On the bus
        tags: [projects]
        people: [ben]
        ---
        ![Ben looks out](ben.jpg)
        """
    old.write(
        {
            "students/ada/posts/2026-10-09-bus/index.md": post,
            "students/ada/posts/2026-10-09-bus/ben.jpg": photo(40, 30),
        }
    )
    assert slc("-C", old.root, "new-year", "ada", "--to", tmp_path / "next").status == 0
    new = ClassFolder(tmp_path / "next")
    new.write({"students/ada/student.yml": "name: Ada\nconsent: {publish: yes, photos: yes}\n"})
    library = new.load()
    assert library is not None
    for viewer in (FAMILY, TEACHER):
        (year,) = narrow(library, viewer).library.earlier
        bus = next(post for post in year.posts if post.title == "On the bus")
        assert (bus.attachments, bus.pictures_withheld) == ({}, True)


def test_the_next_publish_takes_the_old_pages_away(slc: Run, old: ClassFolder, tmp_path: Path) -> None:
    web = tmp_path / "web"
    assert slc("-C", old.root, "publish", web, "--yes").status == 0
    assert (web / "students/ada/posts/2026-10-05-my-frog-poem/index.html").is_file()
    (web / "of-somebody-else.html").write_text("mine", "utf-8")
    assert slc("-C", old.root, "new-year", "--to", tmp_path / "next").status == 0
    done = slc("-C", tmp_path / "next", "publish", web, "--yes", "--yes-delete", "1000")
    assert done.status == 0, done.err
    assert not (web / "students").exists()
    assert (web / "of-somebody-else.html").read_text("utf-8") == "mine"
