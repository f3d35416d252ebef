"""Letters home: what each family is told, in its language, and nothing of anybody else's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.classroom import Student
from slc_site.model.family_letters import LetterKind
from slc_site.model.origin import Origin
from slc_site.paper import letter_forms as forms
from slc_site.paper import letter_texts as ours
from slc_site.paper.households import Household, households
from slc_site.paper.letter_text import BlockKind, names_in
from slc_site.paper.letters import Letter, Letters
from slc_site.paper.portfolio_letter import portfolio_letter
from slc_site.paper.sheet import Drawing, Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.paper.sms import message, parts
from slc_site.problems import RecordingReporter
from slc_site.read.letters import read_letters
from slc_site.render.theme_folders import find_theme
from slc_site.render.translations import LOCALES, catalogues, words_for
from slc_site.share.access import PUBLIC, narrow
from slc_site.share.keyring import KeyRing
from tests.paper.conftest import CANARIES
from tests.support.classes import ClassFolder, Files
from tests.test_privacy import a_class_full_of_secrets

MakeClass = Callable[..., ClassFolder]
FROM_TEACHER = [kind for kind in LetterKind if not kind.is_of_the_child]
NEVER = [word for key, word in CANARIES.items() if key != "other"]


class Post:
    """Makes the letters of a class."""

    def __init__(self, folder: ClassFolder, ring: KeyRing | None = None) -> None:
        library = folder.load()
        assert library is not None, folder.messages
        self.library, self.heard, self.root = library, RecordingReporter(), folder.root
        room = library.classroom
        chain = find_theme(room.theme, folder.root / "themes", self.heard)
        self.drawing = Drawing(chain, PaperSize.A4, self.heard)
        public = frozenset(one.slug for one in narrow(library, PUBLIC).library.students)
        self.homes = list(households(library, library.students, ring, public))

    def letters(self, kind: LetterKind, conference: str = "fall") -> Letters:
        own = read_letters(self.root, self.library.classroom, self.heard)
        held = self.library.conference[conference]
        return Letters(self.library, held, kind, own, self.drawing.words, date(2026, 11, 1))

    def to(self, student: str, kind: LetterKind = LetterKind.INVITATION, number: int = 1) -> Letter:
        home = next(one for one in self.homes if (one.student.slug, one.number) == (student, number))
        return self.letters(kind).letter(home)

    def page(self, sheet: Sheet) -> str:
        return self.drawing.document([sheet], "x", sheet.language)

    def all_forms(self, home: Household, kind: LetterKind) -> Mapping[str, str]:
        if kind.is_of_the_child:
            words = self.drawing.words(home.student.home_language or "en")
            sheet = portfolio_letter(self.library, self.library.conference["fall"], home, words)
            return {"page": self.page(sheet)}
        one = self.letters(kind).letter(home)
        return {
            "page": self.page(forms.sheet(one)),
            "email": f"{one.subject}\n{forms.emails_table([one])}",
            "sms": forms.messages_table([one]),
            "call": self.page(forms.call(one)),
        }


def words_of(letter: Letter) -> str:
    return "\n".join(text for block in letter.blocks for text in block.texts)


def a_ring(*students: str) -> KeyRing:
    return KeyRing.new().with_students(students)


# -- what a letter says -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", catalogues())
@pytest.mark.parametrize("kind", [kind for kind in FROM_TEACHER if kind is not LetterKind.THANK_YOU])
def test_the_first_sentence_says_that_the_child_leads_and_must_come(
    kind: LetterKind, language: str, a_class: MakeClass
) -> None:
    post = Post(a_class({"students/ada/student.yml": f"name: Ada\nhome_language: {language}\n"}))
    letter = post.to("ada", kind)
    hello, first, *_ = letter.blocks
    assert hello.texts[0] == words_for(language).gettext("Dear family of {child},").replace("{child}", "Ada")
    assert first.texts[0] == words_for(language).gettext(ours.LEADS).replace("{child}", "Ada")
    if language == "en":
        assert first.texts[0] == "Ada leads this meeting, so please bring Ada with you."
        assert forms.sms(letter).startswith("Ada leads the conference: please come with Ada.")


def test_an_invitation_says_all_that_a_family_needs(a_class: MakeClass) -> None:
    post = Post(
        a_class(
            {
                "class.yml": """
                    title: Room 12
                    school: Maple Street School
                    teacher: Ms. Okafor
                    contact: room12@maple.example
                    url: https://maple.example/room12/
                    consent: {publish: yes, photos: yes}
                    """,
                "students/ada/student.yml": "name: Ada\n",
            }
        ),
        a_ring("ada", "ben", "cam"),
    )
    letter = post.to("ada")
    said = words_of(letter)
    for field, words in {
        "to": "Dear family of Ada,",
        "what it is": "Ada will show you work",
        "when": "Thursday, November 19, 2026, 5:00\u202fPM",
        "where": "Where: by video",
        "how long": "About 30 minutes",
        "what will happen": "Your child shows you the best work",
        "your part": "Spelling and neat writing can wait",
        "questions": "How did you make this?",
        "private time": "talk without your child",
        "return by": "send the form back by Thursday, November 12, 2026",
        "cannot come": "Another grown-up you trust",
        "interpreter": "need an interpreter",
        "siblings": "Brothers and sisters are welcome",
        "privacy": "Put no pictures of other children on the web.",
        "contact": "room12@maple.example",
        "voice": "Ms. Okafor",
    }.items():
        assert words in said, field
    assert any(block.kind is BlockKind.CODE for block in letter.blocks)
    questions = letter.values["questions"]
    assert 5 <= len(questions) <= 8
    assert letter.day == date(2026, 11, 5)  # two weeks before
    assert post.to("ada", LetterKind.FIRST).day == date(2026, 10, 22)


def test_without_a_time_it_says_how_to_choose_one(a_class: MakeClass) -> None:
    letter = Post(a_class()).to("ben")
    said = words_of(letter)
    assert "The conferences are on Thursday, November 19, 2026." in said
    assert "To choose a time, tell the teacher" in said
    assert "Your time" not in said
    assert "{" not in said
    own = a_class(
        {
            "conferences/fall/conference.yml": """
                title: Fall
                letters: {sign_up: Write it on the door., cannot_come: ["Ask {child}'s aunt"]}
                schedule: {windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]}
                """
        }
    )
    said = words_of(Post(own).to("ben"))
    assert "Write it on the door." in said
    assert "Ask Ben's aunt" in said
    assert "join by phone" not in said


def test_a_time_that_has_changed_is_said_with_the_one_before(a_class: MakeClass) -> None:
    slot = "{student: ada, start: 2026-11-19 17:00, was: [2026-11-19 16:30], status: rescheduled}"
    folder = a_class(
        {
            "conferences/fall/conference.yml": f"title: Fall\nschedule: {{stay: 20, slots: [{slot}]}}\n",
            "students/ada/student.yml": "name: Ada\n",
        }
    )
    letter = Post(folder).to("ada", LetterKind.CONFIRMATION)
    said = words_of(letter)
    assert "Before, your time was Thursday, November 19, 2026, 4:30\u202fPM. It has changed." in said
    assert "About 20 minutes" in said


def test_who_was_not_there_is_not_thanked_for_coming(a_class: MakeClass) -> None:
    slot = "{student: ada, start: 2026-11-19 17:00, status: teacher-only}"
    folder = a_class({"conferences/fall/conference.yml": f"title: Fall\nschedule: {{slots: [{slot}]}}\n"})
    post = Post(folder)
    assert "you came to listen" not in words_of(post.to("ada", LetterKind.THANK_YOU))
    assert "you came to listen" in words_of(post.to("ben", LetterKind.THANK_YOU))


@pytest.mark.parametrize("kind", FROM_TEACHER)
def test_our_letters_in_english_can_be_read_in_grade_six(kind: LetterKind, a_class: MakeClass) -> None:
    letter = Post(a_class()).to("ben", kind)
    found = forms.reading_grade(letter)
    assert found is not None
    assert found <= 6


@pytest.mark.parametrize("kind", FROM_TEACHER)
def test_every_name_in_our_letters_stands_for_something_we_know(kind: LetterKind, a_class: MakeClass) -> None:
    letter = Post(a_class()).to("ben", kind)
    texts = [*ours.TEXTS[kind], ours.SUBJECTS[kind], *ours.SCRIPT]
    assert {name for text in texts for name in names_in(text)} <= {*letter.values, "code"}


def test_translations_keep_the_names_in_braces() -> None:
    wrong = []
    for file in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            for message_ in read_po(source):
                for text in [message_.string] if isinstance(message_.id, str) else []:
                    if text and "{" in message_.id and set(names_in(text)) != set(names_in(message_.id)):
                        wrong.append((file.parent.parent.name, message_.id, text))
    assert wrong == []


# -- whose words, in which language -------------------------------------------------------------------------


def test_a_language_that_we_do_not_have_is_english_and_the_teacher_is_told(a_class: MakeClass) -> None:
    post = Post(a_class({"students/ada/student.yml": "name: Ada\nhome_language: so\n"}))
    letter = post.to("ada")
    assert letter.words.code == "en"
    assert [problem.code for problem in post.heard.problems] == ["no-catalogue"]


def test_a_class_can_add_a_catalogue_of_its_own(a_class: MakeClass) -> None:
    catalogue = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogue += f'msgid "{ours.LEADS}"\nmsgstr "{{child}} ayaa hogaaminaya, fadlan keen {{child}}."\n'
    files: Files = {
        "class.yml": "title: Room 12\ntheme: ours\nconsent: {publish: yes, photos: yes}\n",
        "students/ada/student.yml": "name: Ada\nhome_language: so\n",
    }
    folder = a_class(files)
    theme = folder.root / "themes/ours"
    (theme / "locale").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "default"\n', "utf-8")
    (theme / "locale/so.po").write_text(catalogue, "utf-8")
    post = Post(folder)
    letter = post.to("ada")
    assert letter.words.code == "so"
    assert letter.blocks[1].texts == ("Ada ayaa hogaaminaya, fadlan keen Ada.",)
    assert post.heard.problems == []
    assert 'lang="so"' in post.page(forms.sheet(letter))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n', ["catalogue"]),
        (b'msgid "When"\nmsgstr "\xe9"\n', ["catalogue"]),
        (b"", []),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_told_once_or_says_nothing(
    content: bytes, told: list[str], a_class: MakeClass
) -> None:
    folder = a_class(
        {
            "class.yml": "title: Room 12\ntheme: ours\nconsent: {publish: yes, photos: yes}\n",
            "students/ada/student.yml": "name: Ada\nhome_language: es\n",
        }
    )
    theme = folder.root / "themes/ours"
    (theme / "locale").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "default"\n', "utf-8")
    (theme / "locale/es.po").write_bytes(content)
    post = Post(folder)
    for kind in FROM_TEACHER:
        assert post.to("ada", kind).words.code == "es"
    assert [problem.code for problem in post.heard.problems] == told


def test_the_teachers_own_words_stand_in_place_of_ours_by_language(a_class: MakeClass) -> None:
    folder = a_class(
        {
            "letters/invitation.md": "---\nsubject: Come, family of {child}\n---\n# Hi\n\nSee you {when}!\n",
            "letters/invitation.es-MX.md": "Hola, {child} dirige. {childs}\n",
            "students/ada/student.yml": "name: Ada\nhome_language: es\n",
            "students/cam/student.yml": "name: Cam\nhome_language: ar\n",
        }
    )
    post = Post(folder)
    assert (post.to("ada").is_own, words_of(post.to("ada"))) == (True, "Hola, Ada dirige. {childs}")
    assert post.to("ben").subject == "Come, family of Ben"
    assert post.to("ben").blocks == ()  # Ben has no time yet, and a heading alone says nothing
    cam = post.to("cam")
    assert (cam.is_own, cam.words.code) == (False, "ar")
    assert not post.to("ben", LetterKind.REMINDER).is_own
    problems = list(post.letters(LetterKind.INVITATION).problems(post.homes))
    assert [(one.code, one.file) for one in problems] == [
        ("unknown-name", "content/letters/invitation.es-MX.md")
    ]
    assert "Did you mean `child`" in (problems[0].hint or "")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("invitatoin.md", "Hello", "no-such-thing"),
        ("invitation.x1!.md", "Hello", "no-such-thing"),
        ("reminder.md", "---\nsubject: x\n---\n", "empty"),
        ("reminder.md", "---\nsubjekt: x\n---\nHello", "unknown-key"),
    ],
)
def test_a_letter_that_cannot_be_used_is_told(name: str, text: str, code: str, a_class: MakeClass) -> None:
    folder = a_class({f"letters/{name}": text})
    library, heard = folder.load(), RecordingReporter()
    assert library is not None
    read_letters(folder.root, library.classroom, heard)
    assert [problem.code for problem in heard.problems] == [code]
    assert [text for text in folder.messages if "letter" in text] == []  # it is no business of the site


def test_what_a_letter_becomes_as_a_file_reads_as_the_same_letter(a_class: MakeClass) -> None:
    """So that a teacher who changes one word changes nothing else."""
    folder = a_class()
    before = Post(folder).to("ada", LetterKind.REMINDER)
    folder.write({"letters/reminder.md": ours.text_of(LetterKind.REMINDER, str)})
    folder.write({"students/ada/student.yml": "name: Ada\n"})
    after = Post(folder).to("ada", LetterKind.REMINDER)
    assert after.is_own
    assert [block.kind for block in after.blocks] == [block.kind for block in before.blocks]


# -- codes --------------------------------------------------------------------------------------------------


def test_each_family_gets_its_own_code_and_nobody_elses(a_class: MakeClass) -> None:
    ring = a_ring("ada", "ben", "cam").joined(["ada", "cam"]).with_another_family("ada")
    post = Post(a_class(), ring)
    assert [home.slug for home in post.homes] == ["ada-1", "ada-2", "ben", "cam"]
    codes = {" ".join(door.code.words) for door in ring.doors}
    for home in post.homes:
        for kind in LetterKind:
            for form, text in post.all_forms(home, kind).items():
                plain = re.sub(r"\s+", " ", text)
                there = {code for code in codes if code in plain}
                assert there <= {" ".join(home.code)}, (home.slug, kind, form)
                if form in ("sms", "call"):
                    assert not there
                    assert "#k=" not in plain
    assert " ".join(post.homes[0].code) in post.all_forms(post.homes[0], LetterKind.INVITATION)["email"]


def test_children_who_are_at_home_together_are_named_to_each_other_alone(a_class: MakeClass) -> None:
    ring = a_ring("ada", "ben", "cam").joined(["ada", "cam"]).with_another_family("ada")
    post = Post(
        a_class({"students/cam/student.yml": "name: Cam\n", "students/ada/student.yml": "name: Ada\n"}), ring
    )
    by_siblings = {bool(home.siblings): home for home in post.homes if home.student.slug == "ada"}
    both = words_of(post.letters(LetterKind.INVITATION).letter(by_siblings[True]))
    alone = words_of(post.letters(LetterKind.INVITATION).letter(by_siblings[False]))
    assert "Cam (4:30\u202fPM) will lead a conference, too." in both
    assert "Cam" not in alone


def test_the_square_leads_where_the_link_does(a_class: MakeClass) -> None:
    from slc_site.paper.pdf import pdf_of
    from tests.support.printed import Printed

    post = Post(a_class(), a_ring("ada", "ben", "cam"))
    home = post.homes[0]
    printed = Printed(pdf_of(post.page(forms.sheet(post.to("ada"))), post.heard))
    found = [text for page in range(len(printed.texts)) for text in printed.squares(page)]
    assert found == [home.link]
    assert home.link.startswith("https://maple.example/room12/open/index.html#k=")
    assert "maple.example/room12/open/" in printed.text
    assert printed.root["/Lang"] == "es"


def test_without_codes_the_way_is_the_page_that_anybody_may_see(a_class: MakeClass) -> None:
    post = Post(a_class())
    assert [home.link for home in post.homes] == [
        "https://maple.example/room12/students/ada/",
        "https://maple.example/room12/students/ben/",
        "",  # nothing of Cam's is public
    ]
    assert not any(block.kind is BlockKind.CODE for block in post.to("cam").blocks)


# -- nothing of anybody else's ------------------------------------------------------------------------------


def test_no_private_word_is_in_any_letter_in_any_form(a_class: MakeClass) -> None:
    post = Post(a_class(), a_ring("ada", "ben", "cam"))
    for home in post.homes:
        for kind in LetterKind:
            for form, text in post.all_forms(home, kind).items():
                assert [word for word in NEVER if word in text] == [], (home.slug, kind, form)
                others = {"Ada", "Ben", "Cam"} - {home.student.name}
                assert [name for name in others if re.search(rf"\b{name}\b", text)] == []


def test_nothing_that_is_for_fewer_people_than_the_family_is_in_any_letter(tmp_path: Path) -> None:
    folder = ClassFolder(tmp_path / "class").write(a_class_full_of_secrets())
    folder.write({"conferences/fall/conference.yml": "title: Fall\npick: [{strand: writing}]\n"})
    post = Post(folder)
    seen = set()
    for home in post.homes:
        for kind in LetterKind:
            for form, text in post.all_forms(home, kind).items():
                found = set(re.findall(r"zq(\w+?)x(\w+?)qz", text))
                found -= {one for one in found if one[1] == f"{home.student.slug}name"}
                seen |= found
                wider = {"public", "class", "family"}
                assert {audience for audience, _ in found} <= wider, (home.slug, kind, form)
                assert {what for _, what in found if not what.startswith((home.student.slug, "all"))} == set()
    assert seen  # a child's own letter has words of the child


# -- messages -----------------------------------------------------------------------------------------------


@given(
    child=st.text(min_size=1, max_size=80).filter(str.strip),
    where=st.text(max_size=120),
    contact=st.text(max_size=80),
    day=st.text(max_size=60),
)
def test_a_text_message_takes_two_parts_at_the_most_whatever_people_are_called(
    child: str, where: str, contact: str, day: str
) -> None:
    home = Household(student=_student(child))
    for kind in FROM_TEACHER:
        for language in catalogues():
            values = {"child": child, "where": where, "contact": contact, "day": day, "time": "5", "days": ""}
            letter = Letter(kind, home, words_for(language), None, "", (), values, is_own=False)
            assert 1 <= parts(forms.sms(letter)) <= 2


def _student(name: str) -> Student:
    return Student("x", name, Origin("x"))


def test_a_table_for_a_mail_merge_has_a_row_for_each_family_and_no_formula(a_class: MakeClass) -> None:
    import csv
    import io

    post = Post(a_class({"students/ada/student.yml": "name: '=1+2'\n"}))
    made = [post.letters(LetterKind.REMINDER).letter(home) for home in post.homes]
    rows = list(csv.DictReader(io.StringIO(forms.emails_table(made))))
    assert [row["family"] for row in rows] == ["ada", "ben", "cam"]
    assert rows[0]["child"] == "'=1+2"
    assert all(row["text"].endswith("\n") and row["subject"] for row in rows)
    texts = list(csv.DictReader(io.StringIO(forms.messages_table(made))))
    assert all(int(row["parts"]) <= 2 for row in texts)
    assert message([texts[1]["text"]]) == texts[1]["text"]
