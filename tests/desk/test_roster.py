"""A list of children, however it comes."""

from __future__ import annotations

import pytest

from slc_site.desk.refusal import RefusalError
from slc_site.desk.roster import Child, decode_roster, language_code, read_names, read_roster
from slc_site.problems import RecordingReporter, Severity

ADA = Child("Ada", "Lovelace", "es")
BEN = Child("Ben", "Green")


def _read(text: str) -> tuple[list[Child], list[str]]:
    reporter = RecordingReporter()
    return read_roster(text, "list.csv", reporter), [str(problem) for problem in reporter.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Ada,Lovelace,es\nBen,Green,\n",
        "First name,Last name,Language\nAda,Lovelace,es\nBen,Green,",
        "first_name;SURNAME;Home Language\r\nAda;Lovelace;Spanish\r\nBen;Green;\r\n",
        "Language\tLast name\tFirst name\nes\tLovelace\tAda\n\tGreen\tBen\n",
        'Vorname;Nachname;Sprache\n"Ada";"Lovelace";es\n\n"Ben";"Green"\n;;\n',
        "Nr,Prénom,Nom,Langue\n1,Ada,Lovelace,español\n2,Ben,Green,\n",
        'Student name,Language\n"Lovelace, Ada",es\n"Green, Ben",\n',
        "Student,Last name,Language\nAda,Lovelace,es\nBen,Green,\n",
        "\n\nAda , Lovelace , ES\n  Ben,Green\n",
    ],
)
def test_a_table_is_read_in_whatever_shape_it_comes(text: str) -> None:
    assert _read(text) == ([ADA, BEN], [])


@pytest.mark.parametrize(
    "text",
    [
        "Ada\nBen\nCleo",
        "1. Ada\n2. Ben\n3. Cleo\n",
        "- Ada\n• Ben\n* Cleo",
        "Ada, Ben, Cleo",
        "Name\nAda\nBen\nCleo",
    ],
)
def test_a_list_of_names_is_read_too(text: str) -> None:
    assert _read(text) == ([Child("Ada"), Child("Ben"), Child("Cleo")], [])


def test_one_row_of_a_table_is_one_child() -> None:
    assert _read("Ada,Lovelace,es") == ([ADA], [])
    assert _read("Ada,Lovelace") == ([Child("Ada", "Lovelace")], [])


def test_what_may_be_a_last_name_is_not_taken_for_a_first_name() -> None:
    children, told = _read("Name\nAda Lovelace\nBen\n")
    assert children == [Child("Ada", "Lovelace"), Child("Ben")]
    [problem] = told
    assert problem.startswith("list.csv:2: I took `Ada` for the first name and `Lovelace` for the last")


def test_a_first_name_of_two_words_stays_whole_beside_a_last_name() -> None:
    assert _read("Mary Jane,Watson") == ([Child("Mary Jane", "Watson")], [])


def test_names_in_any_writing_are_kept() -> None:
    assert _read("ليلى,حداد,ar\n李小龙,李,zh\nZoe\u0308,,\n🦉,,")[0] == [
        Child("ليلى", "حداد", "ar"),
        Child("李小龙", "李", "zh"),
        Child("Zoë"),
        Child("🦉"),
    ]


def test_an_unknown_language_is_told_and_left_out() -> None:
    children, told = _read("Ada,Lovelace,Spanich\nBen,Green,xx")
    assert children == [Child("Ada", "Lovelace"), BEN]
    assert told == [
        "list.csv:1: I do not know the language `Spanich`, so I left it out. Did you mean `spanish`?",
        "list.csv:2: I do not know the language `xx`, so I left it out. "
        "Write its short name: `es` for Spanish, `ar` for Arabic.",
    ]


def test_a_row_without_a_first_name_is_told_and_left_out() -> None:
    children, told = _read("First name,Last name\nAda,Lovelace\n,Green\n")
    assert children == [Child("Ada", "Lovelace")]
    assert told[0].startswith("list.csv:3: There is no first name in this row")


def test_an_empty_list_has_no_children() -> None:
    assert _read("") == ([], [])
    assert _read("First name,Last name\n") == ([], [])


def test_what_is_no_table_is_refused_in_words() -> None:
    with pytest.raises(RefusalError, match="one child a line"):
        read_roster('"' + "x" * 200_000, "list.csv", RecordingReporter())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_a_spreadsheet_saved_it(encoding: str) -> None:
    assert _read(decode_roster("Zoë,Müller,de\nBjörn,Öst,sv".encode(encoding)))[0] == [
        Child("Zoë", "Müller", "de"),
        Child("Björn", "Öst", "sv"),
    ]


def test_names_with_commas_are_read() -> None:
    reporter = RecordingReporter()
    assert read_names("Ada, Ben; Cleo,, ,", reporter) == [Child("Ada"), Child("Ben"), Child("Cleo")]
    assert reporter.problems == []
    assert read_names("Mary Jane", reporter) == [Child("Mary", "Jane")]
    assert [problem.severity for problem in reporter.problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("pt_br", "pt-BR"),
        ("Arabic", "ar"),
        ("Français", "fr"),
        ("klingonish", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_tag_and_by_its_name(text: str, code: str | None) -> None:
    assert language_code(text) == code
