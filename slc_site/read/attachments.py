"""The photos, sounds and videos that lie beside what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from slc_site.model.classroom import Attachment
from slc_site.problems import Problem, Reporter, Severity, did_you_mean
from slc_site.read.disk import File
from slc_site.read.spoken import WORDS_OF_RECORDINGS, Spoken, orphan, spoken_in

PICTURES = frozenset({
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".svg",
})  # fmt: skip
RECORDINGS = frozenset({".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".mp4", ".mov", ".m4v", ".webm"})
MEDIA = PICTURES | RECORDINGS
MAX_SIZE = 500_000_000
"""Bytes of one file."""


def attachment(file: File) -> Attachment:
    """Return a file as what a post may show."""
    return Attachment(file.name, Path(file.path), file.size, file.label)


def is_recording(name: str) -> bool:
    """Is a file of this name a sound or a film?"""
    return Path(name).suffix.lower() in RECORDINGS


def gather(files: Iterable[File], reporter: Reporter, *, texts: tuple[str, ...]) -> dict[str, Attachment]:
    """Return the media among the files by name, recordings with what is said in them.

    What is neither media nor words of a recording is reported, unless it is one of `texts`: the extensions of
    files that are read for their own sake, such as `.md`.
    """
    files = list(files)
    recordings = [file for file in files if file.extension in RECORDINGS]
    words = [file for file in files if file.extension in WORDS_OF_RECORDINGS]
    spoken, orphans = spoken_in(recordings, words, reporter)
    found: dict[str, Attachment] = {}
    for file in files:
        if file.extension in MEDIA:
            if file.size > MAX_SIZE:
                hint = "Make it shorter or smaller before you put it here."
                reporter.report(
                    Problem("This file is larger than 500 MB.", file.label, hint=hint, code="too-large")
                )
            else:
                said = spoken.get(file.name, Spoken())
                found[file.name] = replace(
                    attachment(file), captions=said.captions, transcript=said.transcript
                )
        elif file in orphans:
            reporter.report(orphan(file, recordings) or _useless(file, texts))
        elif file.extension not in texts and file.extension not in WORDS_OF_RECORDINGS:
            reporter.report(_useless(file, texts))
    return found


def _useless(file: File, texts: tuple[str, ...]) -> Problem:
    if file.extension == ".srt":
        message = "Captions of this kind are not read."
        hint = f"Name the file `{file.stem}.vtt`: the rest of it may stay as it is."
    elif file.extension in (".txt", ".markdown", ".mdown", ".text", ".yaml") or not file.extension:
        message = "This file is not read because of its name."
        stem = file.stem.removesuffix(".md").removesuffix(".yml")
        hint = f"If it is meant to be, name it `{stem}{texts[0]}`."
    else:
        message = f"A file that ends with `{file.extension}` cannot be shown."
        near = did_you_mean(file.extension, MEDIA)
        hint = near or "Save it as a picture (.jpg, .png), a sound (.mp3) or a video (.mp4)."
    return Problem(message, file.label, hint=hint, severity=Severity.WARNING, code="useless-file")
