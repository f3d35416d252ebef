"""What is said in recordings: `talk.vtt`, `talk.es.vtt` and `talk.txt`, which lie beside `talk.mp4`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from slc_site.model.captions import Captions, Cue
from slc_site.problems import Problem, Reporter, Severity, nearest
from slc_site.read.captions import read_captions
from slc_site.read.decoding import decode
from slc_site.read.disk import File, read_bytes, same
from slc_site.read.languages import language_tag
from slc_site.read.listing import report_twins
from slc_site.read.told import FileReporter
from slc_site.read.unreadable import UnreadableError

CAPTIONS, TRANSCRIPT = ".vtt", ".txt"
WORDS_OF_RECORDINGS = frozenset({CAPTIONS, TRANSCRIPT})

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class Spoken(Struct, frozen=True):
    """What is said in one recording."""

    captions: tuple[Captions, ...] = ()
    """One for each language; the one that names no language first, then by language."""
    transcript: tuple[str, ...] = ()
    """Its paragraphs, lines apart by a line break."""


def spoken_in(
    recordings: Iterable[File], files: Iterable[File], reporter: Reporter
) -> tuple[Mapping[str, Spoken], list[File]]:
    """Return what is said in the recordings, by name, and the files that belong to none of them.

    Args:
        recordings: What lies in a folder and is played.
        files: The captions and transcripts in the same folder.
        reporter: Hears what cannot be read.
    """
    stems = {same(file.stem) for file in recordings}
    captions: dict[str, dict[str, Captions]] = {stem: {} for stem in stems}
    labels: dict[tuple[str, str], str] = {}
    transcripts: dict[str, tuple[str, ...]] = {}
    left: list[File] = []
    for file in files:
        stem, language = _belongs_to(file, stems)
        if stem is None:
            left.append(file)
            continue
        first = labels.setdefault((stem, f"{language}{file.extension}"), file.label)
        if first != file.label:
            report_twins(first, file.label, "text of a recording", reporter)
        elif file.extension == TRANSCRIPT:
            transcripts[stem] = _paragraphs(file, reporter)
        elif cues := _captions(file, file.stem.removesuffix(f".{language}"), reporter):
            captions[stem][language] = Captions(language, cues)
    found = {
        stem: Spoken(tuple(captions[stem][one] for one in sorted(captions[stem])), transcripts.get(stem, ()))
        for stem in stems
    }
    return {file.name: found[same(file.stem)] for file in recordings}, left


def _belongs_to(file: File, stems: Iterable[str]) -> tuple[str | None, str]:
    """Return the folded stem of the recordings that a file is about, and the language in its own name."""
    if (stem := same(file.stem)) in stems:
        return stem, ""
    before, _, end = file.stem.rpartition(".")
    language = language_tag(end)
    if file.extension == CAPTIONS and language and (stem := same(before)) in stems:
        return stem, language
    return None, ""


def _text(file: File, reporter: Reporter) -> str:
    data = read_bytes(file, reporter)
    if data is None:
        return ""
    try:
        text = decode(data, file.label, reporter)
    except UnreadableError as error:
        reporter.report(error.problem)
        return ""
    if not text.strip():
        hint = "Write down what is said in the recording, or delete it."
        reporter.report(_problem("This file is empty.", file, hint, "empty"))
    return text


def _captions(file: File, recording: str, reporter: Reporter) -> tuple[Cue, ...]:
    reporter = FileReporter(reporter, file.label)
    text = _text(file, reporter)
    cues = read_captions(text, file.label, reporter)
    if text.strip() and not cues:
        hint = f"Write times above the words, or put the words alone into a file `{recording}{TRANSCRIPT}`."
        reporter.report(_problem("There are no captions in this file.", file, hint, "captions"))
    return cues


def _paragraphs(file: File, reporter: Reporter) -> tuple[str, ...]:
    parts = _EMPTY_LINES.split(_text(file, reporter).strip())
    return tuple("\n".join(" ".join(line.split()) for line in part.split("\n")) for part in parts if part)


def orphan(file: File, recordings: Iterable[File]) -> Problem | None:
    """Return what to say of captions that belong to nothing, or of a text that nearly belongs to something.

    None of a text that has nothing to do with any of the recordings.
    """
    by_stem = {one.stem: one for one in recordings}
    beginning, _, end = file.stem.partition(".")
    near = nearest(file.stem, by_stem) or nearest(beginning, by_stem)
    if file.extension == TRANSCRIPT:
        if near is None:
            return None
        hint = f"If it is what is said in `{by_stem[near].name}`, name it `{near}{TRANSCRIPT}`."
        return _problem("This text belongs to no recording.", file, hint, "no-recording")
    language = f".{end}" if language_tag(end) else ""
    hint = "Put them beside the recording, and give both one name: `story.mp4` and `story.vtt`."
    if near is not None:
        hint = f"If they are for `{by_stem[near].name}`, name them `{near}{language}{CAPTIONS}`."
    return _problem("These captions belong to no recording.", file, hint, "no-recording")


def _problem(message: str, file: File, hint: str, code: str) -> Problem:
    return Problem(message, file.label, hint=hint, severity=Severity.WARNING, code=code)
