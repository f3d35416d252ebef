"""Captions and transcripts: what programs and people write is read for what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.captions import Cue
from slc_site.problems import Problem, RecordingReporter, Severity
from slc_site.read.captions import MOST_CUES, read_captions
from tests.read.conftest import AClass, Reading

POST = "---\ntitle: Frog\ntags: [writing]\n---\n"
FOLDER = "students/ada/posts/2026-10-05-frog"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.500\nOnce there was a frog.\n"


def cues(text: str) -> tuple[Cue, ...]:
    return read_captions(text, "talk.vtt", RecordingReporter())


def said(text: str) -> list[str]:
    return [cue.text for cue in cues(text)]


def problems(text: str) -> list[Problem]:
    reporter = RecordingReporter()
    read_captions(text, "talk.vtt", reporter)
    return reporter.problems


# -- the text of a file ---------------------------------------------------------------------------------


def test_a_cue_is_its_times_and_its_words() -> None:
    text = "WEBVTT - my film\n\n00:01.000 --> 00:02.500\nFrog:\nhello\n\n01:00:03.250 --> 01:00:04.000\nBye\n"
    assert cues(text) == (Cue(1000, 2500, "Frog:\nhello"), Cue(3_603_250, 3_604_000, "Bye"))
    assert problems(text) == []


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01.000 --> 00:00:02.500",
        "00:01.000 --> 00:02.500 align:start position:10% line:-1",
        "00:00:01,000 --> 00:00:02,500",
        "0:01.0 --> 0:02.5",
        "00:01 --> 00:02.5",
        "  00:01.000   -->\t00:02.500  ",
        "00:01.000-->00:02.500",
        "00:01.000 –> 00:02.500",
        "00:01.000 → 00:02.500",
    ],
)
def test_times_may_be_written_in_many_ways(times: str) -> None:
    assert cues(f"WEBVTT\n\n{times}\nHello\n") == (Cue(1000, 2500, "Hello"),)


def test_what_is_not_said_is_not_kept() -> None:
    text = (
        "WEBVTT\nKind: captions\n\nNOTE made by us\nand by others\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:bottom\n\nthe first one\n00:01.000 --> 00:02.000\nHello\n\nNOTE no more\n"
    )
    assert said(text) == ["Hello"]
    assert problems(text) == []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<v Ada>Hello</v>", "Hello"),
        ("<v.loud Ada Lovelace>Hello <i>you</i>", "Hello you"),
        ("<c.yellow.bg_blue>Frog</c> <b>jumps</b>", "Frog jumps"),
        ("Once <00:00:01.500>upon <00:02.000><c>a time</c>", "Once upon a time"),
        ("<lang es>hola</lang> <ruby>漢<rt>kan</rt></ruby>", "hola 漢kan"),
        ("I <3 frogs & you", "I <3 frogs & you"),
        ("1 &lt; 2 &amp; 3&nbsp;&gt; 2", "1 < 2 & 3 > 2"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("a&#1;&#x85;b &#xfeff;", "a…b"),
        ("  far   away\t", "far away"),
    ],
)
def test_marks_in_a_cue_become_plain_words(typed: str, plain: str) -> None:
    assert said(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{typed}\n") == [plain]


def test_subrip_under_another_name_is_read_with_a_note() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\n2\n\n3\n"
    assert said(text) == ["One", "2"]
    assert [(one.line, one.severity) for one in problems(text)] == [(1, Severity.NOTE)]


def test_cues_stand_in_the_order_of_their_times() -> None:
    text = "WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:09.000\na\n"
    assert said(text) == ["a", "b"]


def test_a_cue_without_words_is_none() -> None:
    assert said("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\n<i> </i>\n") == []


def test_cues_that_cannot_be_are_named_by_their_line_and_the_others_kept() -> None:
    text = "WEBVTT\n\n00:04.000 --> 00:04.000\nx\n\n12 --> 13\ny\n\n00:01.000 --> 00:02.000\nz\n"
    assert said(text) == ["z"]
    assert [(one.line, one.code, one.severity) for one in problems(text)] == [
        (3, "captions", Severity.ERROR),
        (6, "captions", Severity.ERROR),
    ]


def test_there_is_an_end_to_cues() -> None:
    text = "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nx\n\n" * (MOST_CUES + 2)
    assert len(cues(text)) == MOST_CUES
    assert [one.line for one in problems(text)] == [3 + 3 * MOST_CUES]


@given(st.text(alphabet="0123:.,-> \nWEBVTNO<c&#;é\u202e", max_size=200))
def test_any_text_gives_cues_that_can_be_shown(text: str) -> None:
    found = cues(text)
    assert all(0 <= one.start < one.end and one.text.strip() for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all("\n\n" not in one.text for one in found)


# -- the file beside a recording ------------------------------------------------------------------------


@pytest.fixture
def beside(a_class: AClass) -> object:
    """Read a class with one post, a `talk.mp4` and some other files beside it."""

    def make(**files: str | bytes) -> Reading:
        named = {f"{FOLDER}/{name.replace('_', '.')}": text for name, text in files.items()}
        return a_class({f"{FOLDER}/index.md": POST, f"{FOLDER}/talk.mp4": b"x", **named})

    return make


def test_what_is_said_in_a_recording_comes_with_it(beside: AClass) -> None:
    reading = beside(
        talk_vtt=VTT, talk_es_vtt=VTT.replace("Once", "Una vez"), talk_txt="Once.\n\nTwice\n again.\n"
    )
    talk = reading.post.attachments["talk.mp4"]
    assert [(one.language, one.cues[0].text) for one in talk.captions] == [
        ("", "Once there was a frog."),
        ("es", "Una vez there was a frog."),
    ]
    assert talk.transcript == ("Once.", "Twice\nagain.")
    assert list(reading.post.attachments) == ["talk.mp4"]
    assert reading.said == []


def test_it_comes_with_every_recording_of_that_name_however_it_is_typed(beside: AClass) -> None:
    attachments = beside(TALK_Mp3=b"x", Talk_ES_VTT=VTT, talk_TXT="Once.\n").post.attachments
    for name in ("talk.mp4", "TALK.Mp3"):
        assert [one.language for one in attachments[name].captions] == ["es"]
        assert attachments[name].transcript == ("Once.",)


def test_captions_may_be_saved_by_any_program(beside: AClass) -> None:
    for saved in (
        b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode(),
        VTT.replace("frog", "fr\u00f6g").encode("cp1252"),
        VTT.encode("utf-16"),
    ):
        reading = beside(talk_vtt=saved)
        (captions,) = reading.post.attachments["talk.mp4"].captions
        assert captions.cues[0].text.startswith("Once there was a fr")
        assert reading.errors == []


def test_captions_that_are_too_large_are_left_out(beside: AClass) -> None:
    reading = beside(talk_vtt=VTT + "x" * 200_000)
    assert reading.post.attachments["talk.mp4"].captions == ()
    assert [one.code for one in reading.problems] == ["too-large"]


def test_two_captions_of_one_language_are_told_apart(beside: AClass) -> None:
    reading = beside(talk_es_vtt=VTT, talk_ES_vtt=VTT)
    assert len(reading.post.attachments["talk.mp4"].captions) == 1
    if len(reading.problems) == 1:  # on a disk that holds both
        assert reading.problems[0].code == "same-name"


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("tlak.vtt", "If they are for `talk.mp4`, name them `talk.vtt`."),
        ("tlak.es.vtt", "If they are for `talk.mp4`, name them `talk.es.vtt`."),
        ("talk.mp4.vtt", "If they are for `talk.mp4`, name them `talk.vtt`."),
        ("tlak.txt", "If it is what is said in `talk.mp4`, name it `talk.txt`."),
        ("talk.es.txt", "If it is what is said in `talk.mp4`, name it `talk.txt`."),
        ("frog.vtt", "Put them beside the recording, and give both one name: `story.mp4` and `story.vtt`."),
        ("frog.txt", "If it is meant to be, name it `frog.md`."),
        ("talk.srt", "Name the file `talk.vtt`: the rest of it may stay as it is."),
    ],
)
def test_words_that_belong_to_no_recording_are_told(a_class: AClass, file: str, hint: str) -> None:
    reading = a_class({f"{FOLDER}/index.md": POST, f"{FOLDER}/talk.mp4": b"x", f"{FOLDER}/{file}": VTT})
    assert [(one.file, one.hint) for one in reading.problems] == [(f"content/{FOLDER}/{file}", hint)]
    assert reading.post.attachments["talk.mp4"].captions == ()


# -- what the web space can hold ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("{largest: 25 MB}", 25_000_000),
        ("{largest: 25MB}", 25_000_000),
        ("{largest: 2.5 mb}", 2_500_000),
        ("{largest: '2,5 MB'}", 2_500_000),
        ("{largest: 25}", 25_000_000),
        ("25 MB", 25_000_000),
        ("{largest: 800 KB}", 800_000),
        ("{largest: 1 GB}", 1_000_000_000),
        ("{largest: 25 MiB}", 26_214_400),
        ("{}", 100_000_000),
        ("", 100_000_000),
    ],
)
def test_the_largest_file_is_a_size(a_class: AClass, typed: str, size: int) -> None:
    reading = a_class({"class.yml": f"title: Room 12\nmedia: {typed}\n"})
    assert reading.said == []
    assert reading.library.classroom.media.largest == size


@pytest.mark.parametrize("typed", ["large", "25 M", "-3 MB", "25 MB!", "0", "1 KB", "9000 GB"])
def test_what_is_no_size_is_told_and_passed_over(a_class: AClass, typed: str) -> None:
    reading = a_class({"class.yml": f"title: Room 12\nmedia: {{largest: {typed}}}\n"})
    (problem,) = reading.problems
    assert (problem.line, problem.key) == (2, "media.largest")
    assert "`25 MB`" in (problem.hint or "")
    assert reading.library.classroom.media.largest == 100_000_000
