"""`slc print letters`: files in five forms, for the teacher alone."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import sys
from pathlib import Path

import pytest

from slc_site.cli.entry import main
from tests.conftest import AClass, OpenPage
from tests.support.barriers import barriers
from tests.support.classes import ClassFolder

CLASS = {
    "class.yml": """
        title: Room 12
        school: Maple Street School
        teacher: Ms. Okafor
        contact: room12@maple.example
        url: https://maple.example/room12/
        consent: {publish: yes, photos: yes}
        """,
    "conferences/fall/conference.yml": """
        title: Fall conferences
        schedule:
          stay: 30
          windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
          slots: [{student: ada, start: 2026-11-19 16:30}, {student: noor, start: 2026-11-19 17:00}]
        """,
    "students/ben/student.yml": "name: Ben\nhome_language: so\n",
    "students/noor/student.yml": "name: Noor\nhome_language: ar\n",
}


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(CLASS)


def run(folder: ClassFolder, *arguments: str) -> int:
    return main(["-C", str(folder.root), "print", "letters", *arguments])


def made(folder: ClassFolder) -> list[str]:
    place = folder.root / "print/letters/fall"
    return sorted(file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file())


def test_one_pdf_for_the_copier_and_the_reading_grade(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "fall") == 0
    told = capsys.readouterr()
    assert made(folder) == ["invitation.pdf"]
    assert (folder.root / "print/letters/fall/invitation.pdf").read_bytes().startswith(b"%PDF")
    assert "3 letters in" in told.out
    assert "English: reading grade" in told.out
    assert "Arabic: reading grade not measured" in told.out
    assert "no words of ours in the language `so`" in told.err


@pytest.mark.parametrize(
    ("form", "files"),
    [
        (["--as", "page"], ["reminder/ada.html", "reminder/ben.html", "reminder/noor.html"]),
        (["--as", "pdf", "--apart", "--for", "Ada"], ["reminder/ada.pdf"]),
        (["--as", "email", "--for", "noor"], ["reminder-email.csv", "reminder-email/noor.txt"]),
        (["--as", "sms"], ["reminder-sms.csv"]),
        (["--as", "call"], ["reminder-calls.html"]),
    ],
)
def test_each_form_has_its_files(form: list[str], files: list[str], folder: ClassFolder) -> None:
    assert run(folder, "--kind", "reminder", *form) == 0
    assert made(folder) == files


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_they_are_for_the_teacher_alone_and_never_in_the_output(folder: ClassFolder) -> None:
    assert main(["-C", str(folder.root), "codes", "-q"]) == 0
    assert run(folder, "--as", "email", "-q") == 0
    table = folder.root / "print/letters/fall/invitation-email.csv"
    for place in [table, *table.parents]:
        if place.is_relative_to(folder.root / "print"):
            assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place
    with table.open(encoding="utf-8-sig", newline="") as opened:
        texts = [row["text"] for row in csv.DictReader(opened)]
    links = [line for text in texts for line in text.splitlines() if "#k=" in line]
    assert len(set(links)) == 3
    assert main(["-C", str(folder.root), "build", "-q"]) == 0
    keys = [link.partition("#k=")[2].encode() for link in links]
    for file in folder.output.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not any(key in data for key in keys), file


def test_the_teacher_gets_our_words_to_change(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--kind", "reminder", "--edit") == 0
    file = folder.content / "letters/reminder.md"
    text = file.read_text("utf-8")
    assert "{child} leads this meeting" in text
    file.write_text(text.replace("leads this meeting", "is the boss today"), "utf-8")
    assert run(folder, "--kind", "reminder", "--as", "email", "--for", "ada") == 0
    mail = folder.root / "print/letters/fall/reminder-email/ada.txt"
    assert "Ada is the boss today, so please bring Ada with you." in mail.read_text("utf-8")
    capsys.readouterr()
    assert run(folder, "--kind", "reminder", "--edit") == 2
    assert "There is content/letters/reminder.md already" in capsys.readouterr().err
    assert main(["-C", str(folder.root), "check", "-q"]) in (0, 1)
    assert "letters" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fall", "--kind", "portfolio", "--as", "sms"], "for paper"),
        (["--kind", "portfolio", "--edit"], "what the child writes"),
        (["fall", "--edit"], "name no conference"),
        (["winter"], "There is no conference winter"),
        (["fall", "--for", "Zoltan"], "Zoltan"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str], said: str, folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_party_has_its_own_invitation(folder: ClassFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write({"conferences/party/conference.yml": "title: Party\nkind: party\n"})
    assert run(folder, "party") == 2
    assert "slc print party" in capsys.readouterr().err


def test_where_no_pdf_can_be_made_there_is_a_page_to_print(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slc_site.paper.pdf.ENGINES", {})
    assert run(folder, "fall", "--apart") == 0
    assert made(folder) == ["invitation/ada.html", "invitation/ben.html", "invitation/noor.html"]
    assert capsys.readouterr().err.count("can make a PDF") == 1


def test_a_letter_to_a_child_who_has_left_does_not_stay(folder: ClassFolder) -> None:
    assert run(folder, "--as", "page") == 0
    (folder.content / "students/ben/student.yml").unlink()
    (folder.content / "students/ben").rmdir()
    assert run(folder, "--as", "page", "--for", "ada") == 0
    assert "invitation/ben.html" in made(folder)  # only one was asked for
    assert run(folder, "--as", "page") == 0
    assert made(folder) == ["invitation/ada.html", "invitation/noor.html"]


def test_where_the_codes_cannot_be_read_no_letter_goes_without_one(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(folder.root), "codes", "-q"]) == 0
    (folder.root / ".slc/keys/ring.json").write_text("{", "utf-8")
    assert run(folder, "fall") == 1
    assert "Nothing was made." in capsys.readouterr().out
    assert made(folder) == []


def test_a_class_without_children_has_no_letters(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder.content / "students")
    assert run(folder, "fall", "--as", "page") == 1
    assert "no children yet" in capsys.readouterr().out


def test_other_programs_are_told_the_same(folder: ClassFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "fall", "--as", "sms", "--json") == 0
    told = json.loads(capsys.readouterr().out)["result"]
    assert told["letters"] == 3
    assert told["reading_grade"]["ar"] is None
    assert told["reading_grade"]["en"] <= 6
    assert [Path(file).name for file in told["files"]] == ["invitation-sms.csv"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("student", ["ada", "noor"])
@pytest.mark.parametrize("kind", ["invitation", "portfolio"])
def test_axe_finds_nothing_in_a_letter_as_a_page(
    kind: str, student: str, width: int, folder: ClassFolder, open_page: OpenPage
) -> None:
    main(["-C", str(folder.root), "codes", "-q"])
    assert run(folder, "--kind", kind, "--as", "page", "-q") == 0
    file = folder.root / f"print/letters/fall/{kind}/{student}.html"
    visit = open_page(file.as_uri(), width=width)
    assert barriers(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
