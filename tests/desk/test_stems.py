"""What helps to reflect stands in a new post as notes: it fits, it can be used as it is, and nothing is said
until a child says it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from slc_site.desk import stems
from slc_site.desk.init import NewClass, begin
from slc_site.desk.new import NewPost, new_post
from slc_site.desk.quoting import item, tidy
from slc_site.desk.roster import Child
from slc_site.desk.stems import helpers, reflection
from slc_site.model.classroom import Classroom, Strand
from slc_site.model.origin import Origin
from slc_site.model.post import Post
from slc_site.problems import RecordingReporter
from slc_site.read.classroom import DEFAULT_STRANDS
from slc_site.read.loader import load
from slc_site.render.translations import catalogues
from tests.desk.test_init import TODAY, loaded
from tests.desk.test_words import TRICKY

DAY = date(2026, 10, 5)
FILES = sorted(Path(stems.__file__).with_name("stems").glob("*.toml"))
LANGUAGES = [file.stem for file in FILES]
STRANDS = ("writing", "representing", "projects", "any")
BANDS = ("k-1", "2-3", "4-5", "6-8")
MORE = ("steps", "learned", "connections", "questions")
CHART = "Good writers end a sentence: with a period, a ? or a #1 !"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A class of one."""
    begin(tmp_path / "room", NewClass(children=(Child("Ada"),)), TODAY)
    return tmp_path / "room"


def _with(room: Path, more: str, language: str = "en") -> None:
    sheet = room / "content/class.yml"
    text = sheet.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    sheet.write_text(f"{text}\n{more}\n", encoding="utf-8")


def _write(room: Path, strand: str = "writing") -> Path:
    return new_post(room / "content", NewPost("ada", "Frogs", strand, DAY), loaded(room))


def _take_away(path: Path, *sentences: str) -> None:
    """Take the # away from some sentences, or from all."""
    text = path.read_text(encoding="utf-8")
    for sentence in sentences or re.findall(r"(?m)^#- (.*)$", text):
        assert f"\n#- {sentence}\n" in text
        text = text.replace(f"\n#- {sentence}\n", f"\n- {sentence}\n")
    path.write_text(text, encoding="utf-8")


def _post(room: Path) -> Post:
    heard = RecordingReporter()
    library = load(room, heard, today=DAY)
    assert library is not None
    assert [str(problem) for problem in heard.problems] == []
    [post] = library.posts
    return post


def _class(**more: object) -> Classroom:
    return Classroom(
        **{"title": "Room 12", "origin": Origin("class.yml"), "strands": DEFAULT_STRANDS, **more}
    )  # type: ignore[arg-type]  # each test names its own fields


# -- in a post ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strand", ["writing", "representing", "projects"])
def test_a_new_post_says_nothing_until_a_child_does(room: Path, language: str, strand: str) -> None:
    _with(room, "", language)
    _write(room, strand)
    post = _post(room)
    assert not post.is_reflected
    assert post.body.strip() == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grade", ["K", "2", "5", "8"])
def test_each_sentence_can_be_taken_as_it_is(room: Path, language: str, grade: str) -> None:
    _with(room, f"grade: {grade}", language)
    path = _write(room)
    _take_away(path)
    wanted = helpers(loaded(room).classroom, "writing").stems
    assert (_post(room).did_well, _post(room).make_better) == (wanted.did_well, wanted.make_better)


def test_what_the_chart_says_is_ticked_by_taking_its_sign_away(room: Path) -> None:
    chart = f'["{CHART}", Good writers read aloud]'
    _with(room, f"strands:\n  - {{tag: writing, good: {chart}}}")
    path = _write(room)
    _take_away(path, f'"{CHART}"')
    assert _post(room).did_well == (CHART,)


def test_the_further_questions_are_taken_as_they_are_too(room: Path) -> None:
    path = _write(room, "projects")
    wanted = helpers(loaded(room).classroom, "projects")
    path.write_text(path.read_text("utf-8").replace("\n#- ", "\n- "), "utf-8")
    post = _post(room)
    assert (post.steps, post.questions) == (wanted.stems.steps, wanted.stems.questions)
    assert post.learned == wanted.learned
    assert len(post.learned) == 3


def test_what_was_learned_is_asked_of_projects_only(room: Path) -> None:
    assert "learned:" not in _write(room, "writing").read_text("utf-8")


def test_a_piece_connects_to_a_skill_of_the_class_by_taking_its_sign_away(room: Path) -> None:
    _with(
        room, "targets:\n  - {id: tries, text: I try again., kind: skill}\n  - {id: dots, text: I put dots}"
    )
    path = _write(room)
    assert "I put dots" not in path.read_text("utf-8")
    _take_away(path, "I try again.")
    assert _post(room).connections == ("tries",)


def test_a_child_may_answer_behind_the_key_and_leave_the_notes(room: Path) -> None:
    path = _write(room)
    path.write_text(path.read_text().replace("did_well:\n", "did_well: I put spaces.\n"))
    assert _post(room).did_well == ("I put spaces.",)


def test_the_class_may_have_sentences_and_words_of_its_own(room: Path) -> None:
    _with(
        room,
        "strands:\n"
        "  - {tag: writing, stems: {did_well: [My strongest verb is …]}, words: [verb, noun]}\n"
        "  - {tag: math, stems: I counted …}",
    )
    written = _write(room).read_text(encoding="utf-8")
    assert "did_well:\n#- My strongest verb is …\n# What could be better?" in written
    assert "# Words that help: verb · noun\n" in written
    assert "make_better:\n#- Next time" in written, "what the class does not say is ours"
    assert helpers(loaded(room).classroom, "math").stems.did_well == ("I counted …",)


@pytest.mark.parametrize("text", TRICKY)
def test_any_sentence_of_a_chart_is_read_as_it_was_written(text: str) -> None:
    assert yaml.load(f"did_well:\n- {item(text)}\n", yaml.BaseLoader) == {"did_well": [tidy(text)]}


def test_a_sentence_to_finish_stands_without_quotes() -> None:
    assert item("My best word, I think, is …") == "My best word, I think, is …"


@pytest.mark.parametrize("text", TRICKY)
def test_words_of_a_class_stay_notes(text: str) -> None:
    lines = reflection(helpers(_class(strands=(Strand("writing", "Writing", words=(text,)),)), "writing"))
    keys = ("did_well", "make_better", "steps", "connections", "questions")
    assert yaml.load(lines, yaml.BaseLoader) == dict.fromkeys(keys, "")


# -- which ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grade", "like"), [(0, 1), (2, 3), (4, 5), (6, 8), (8, 12), (None, 2)], ids=str)
def test_grades_of_one_band_have_the_same_words(grade: int | None, like: int) -> None:
    assert helpers(_class(grade=grade), "writing") == helpers(_class(grade=like), "writing")


def test_each_band_has_words_of_its_own() -> None:
    bands = {helpers(_class(grade=grade), "writing").stems for grade in (1, 3, 5, 8)}
    assert len(bands) == 4


@pytest.mark.parametrize(
    ("tag", "language"), [("es-MX", "es"), ("ar", "ar"), ("en-GB", "en"), ("fi", "en"), ("zh-Hans-CN", "zh")]
)
def test_the_nearest_language_of_ours_is_taken(tag: str, language: str) -> None:
    assert helpers(_class(language=tag), "writing").language == language


@pytest.mark.parametrize(
    ("written", "grade"),
    [("2", 2), ("K", 0), ("k-1", 0), ("2-3", 2), ("Grade 4", 4), ("3rd grade", 3), ("5/4", 4), ("12", 12)],
)
def test_a_grade_is_read_as_schools_write_it(room: Path, written: str, grade: int) -> None:
    _with(room, f"grade: {written}")
    assert loaded(room).classroom.grade == grade


@pytest.mark.parametrize("written", ["seventeen", "42", "-2", "2-", "the best", "2;3"])
def test_what_is_no_grade_is_told_and_passed_over(room: Path, written: str) -> None:
    _with(room, f"grade: {written}")
    heard = RecordingReporter()
    library = load(room, heard, today=DAY)
    assert library is not None
    assert library.classroom.grade is None
    [problem] = heard.problems
    assert (problem.key, problem.hint) == (
        "grade",
        "Write it like `2`, `K` for kindergarten, or `2-3` for a class of two grades.",
    )
    assert helpers(library.classroom, "writing").stems.did_well, "then the middle words are taken"


# -- the files of sentences -----------------------------------------------------------------------------


def test_there_are_sentences_in_every_language_that_there_are_words_of_ours_in() -> None:
    assert sorted(catalogues()) == LANGUAGES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_has_all_sentences_and_each_can_be_gone_on_with(file: Path) -> None:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(said) == {"says", "words", "more", *BANDS}
    assert set(said["says"]) == {"well", "chart", "better", "more", "words"}
    assert {strand: len(set(said["words"][strand])) for strand in STRANDS} == dict.fromkeys(STRANDS, 10)
    assert set(said["more"]) == set(BANDS)
    for band in BANDS:
        assert set(said[band]) == set(STRANDS)
        more = said["more"][band]
        assert {key: len(more[key]) for key in more} == dict.fromkeys(MORE, 1)
        for (sentence,) in more.values():
            assert sentence.endswith("…")
            assert item(sentence) == sentence, "in quotes it could not be gone on with"
        for strand in STRANDS:
            begin = said[band][strand]
            sentences = [*begin["did_well"], *begin["make_better"]]
            assert (len(begin["did_well"]), len(begin["make_better"])) == (2, 1)
            for sentence in sentences:
                assert sentence.endswith("…")
                assert item(sentence) == sentence, "in quotes it could not be gone on with"
