"""What is said in a recording: captions written anew, and as paragraphs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.captions import Captions, Cue
from slc_site.model.classroom import Attachment
from slc_site.problems import RecordingReporter
from slc_site.read.captions import read_captions
from slc_site.render.captions import paragraphs, webvtt
from slc_site.render.cutting_room import CuttingRoom
from slc_site.render.darkroom import Darkroom
from slc_site.render.manuscripts import Binder
from slc_site.render.media import MediaFile, Recording, RecordingKind
from slc_site.render.media_cache import MediaCache
from slc_site.render.translations import words_for
from tests.support.things import a_library, a_post


def test_captions_are_written_with_times_and_words_and_nothing_else() -> None:
    cues = (Cue(0, 1500, "Once there\nwas a frog."), Cue(3_723_004, 359_999_999, "The end."))
    assert webvtt(cues).decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nOnce there\nwas a frog.\n\n"
        "01:02:03.004 --> 99:59:59.999\nThe end.\n"
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a & b &amp; c", "a &amp; b &amp;amp; c"),
        ("00:01.000 --> 00:02.000", "00:01.000 --&gt; 00:02.000"),
        ("one\n \n\ntwo", "one\ntwo"),
        ("NOTE\u202e me\x00", "NOTE me"),
    ],
)
def test_words_are_never_read_as_anything_else(said: str, written: str) -> None:
    assert webvtt((Cue(0, 1000, said),)).decode().split("\n", 3)[3] == f"{written}\n"


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1)
CUES = st.builds(
    lambda start, length, text: Cue(start, start + length, text),
    st.integers(0, 10**9),
    st.integers(1, 10**6),
    TEXTS.map(
        lambda text: " ".join(re.sub("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]", "", text).split())
    ),
)


@given(st.lists(CUES.filter(lambda cue: cue.text), max_size=5))
def test_what_is_written_is_read_as_it_was(cues: list[Cue]) -> None:
    written = webvtt(cues).decode()
    reporter = RecordingReporter()
    found = read_captions(written, "x.vtt", reporter)
    assert sorted((cue.start, cue.end) for cue in found) == sorted((cue.start, cue.end) for cue in cues)
    assert reporter.problems == []


def test_cues_are_paragraphs_that_pauses_part() -> None:
    cues = (Cue(0, 900, "Once\nthere"), Cue(1000, 2000, "was a frog."), Cue(4000, 5000, "The end."))
    assert paragraphs((Captions("", cues),), "en") == ("Once there was a frog.", "The end.")
    assert paragraphs((), "en") == ()


def test_of_several_languages_that_of_the_readers_is_taken() -> None:
    captions = tuple(Captions(language, (Cue(0, 1, language),)) for language in ("ar", "en-CA", "es"))
    chosen = {language: paragraphs(captions, language) for language in ("es", "en", "ar", "fr")}
    assert chosen == {"es": ("es",), "en": ("en-CA",), "ar": ("ar",), "fr": ("ar",)}


CAPTIONS = (Captions("", (Cue(0, 900, "Hello."),)), Captions("es", (Cue(0, 900, "Hola."),)))


def attachment(**words: object) -> Attachment:
    return Attachment("talk.mp4", Path("talk.mp4"), 1, "content/talk.mp4", **words)  # type: ignore[arg-type]


@pytest.fixture
def cutting_room(tmp_path: Path) -> CuttingRoom:
    cache = MediaCache(tmp_path)
    return CuttingRoom(cache, Darkroom(cache, (480,)), 1000)


def recording(kind: RecordingKind) -> Recording:
    return Recording(kind, MediaFile("0f.mp4", Path("0f.mp4")), "video/mp4")


def test_a_film_gets_its_captions_as_files_named_by_what_is_in_them(cutting_room: CuttingRoom) -> None:
    film = cutting_room.with_words(recording(RecordingKind.VIDEO), attachment(captions=CAPTIONS))
    assert [track.language for track in film.tracks] == ["", "es"]
    assert film.tracks[0].file.path.read_bytes() == webvtt(CAPTIONS[0].cues)
    assert all(re.fullmatch(r"[0-9a-f]{20}\.vtt", track.file.name) for track in film.tracks)
    assert len({track.file.name for track in film.tracks}) == 2
    assert {track.file for track in film.tracks} <= set(film.files)
    assert cutting_room.with_words(recording(RecordingKind.VIDEO), attachment(captions=CAPTIONS)) == film


def test_a_sound_gets_its_transcript_only(cutting_room: CuttingRoom) -> None:
    spoken = attachment(captions=CAPTIONS, transcript=("Hello, world.",))
    sound = cutting_room.with_words(recording(RecordingKind.SOUND), spoken)
    assert (sound.tracks, sound.transcript) == ((), ("Hello, world.",))


@pytest.mark.parametrize(
    ("language", "transcript", "said"),
    [("en", (), ("Hello.",)), ("en", ("Written.",), ("Written.",)), ("fr", (), ("Hello.",))],
)
def test_a_text_is_given_what_is_said(
    language: str, transcript: tuple[str, ...], said: tuple[str, ...]
) -> None:
    beside = attachment(captions=CAPTIONS, transcript=transcript)
    post = a_post(body="![x](talk.mp4)", attachments={"talk.mp4": beside})
    sound = Recording(
        RecordingKind.SOUND, MediaFile("0f.mp3", Path("x")), "audio/mpeg", transcript=transcript
    )
    binder = Binder({}, {beside.path: sound}, words_for(language))
    (text,) = binder.of_student(a_library(post), post.student)
    found = text.media["talk.mp4"]
    assert isinstance(found, Recording)
    assert found.transcript == said
    assert text.language == language
