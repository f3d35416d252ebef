"""An original recording → a finished file: by ffmpeg where there is one, and rewritten piece by piece always.

original → (ffmpeg) → rewritten → kept. Whatever ffmpeg makes is rewritten like anything else, so that two
programs that know nothing of each other say that nothing is left in it. What ffmpeg cannot read is rewritten
as it came, or held back; so is everything where there is no ffmpeg.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from slc_site.render import recording_advice as advice
from slc_site.render import recordings
from slc_site.render.containers.rewrite import Rewrite, stream
from slc_site.render.containers.tags import traces
from slc_site.render.darkroom import Darkroom
from slc_site.render.ffmpeg import poster, recipe
from slc_site.render.ffmpeg.process import Ffmpeg, FfmpegError
from slc_site.render.ffmpeg.recipe import STANDARD, Target
from slc_site.render.ffmpeg.transcode import Listened, examine, transcode
from slc_site.render.filetype import FileType
from slc_site.render.media import Finding, Picture, Recording, RecordingKind, Unfit
from slc_site.render.media_cache import MediaCache, Original, short
from slc_site.render.settled import Stamp

_TIGHTER = 0.85
"""How much less is tried when a file came out too large after all."""
_LOST = 0.1
"""The share of its length that may be missing from a film without a word: clocks differ."""
_LONGEST = 1e6
"""Seconds; a recording that claims to be longer claims nothing."""


class Converter:
    """Makes finished files of recordings.

    Args:
        cache: Where they are kept.
        darkroom: Where posters are made.
        ffmpeg: None: there is none on this machine.
    """

    def __init__(self, cache: MediaCache, darkroom: Darkroom, ffmpeg: Ffmpeg | None) -> None:
        self._cache = cache
        self._darkroom = darkroom
        self._ffmpeg = ffmpeg

    def standard(self, source: BinaryIO, filetype: FileType, original: Original) -> Finding:
        """Return what becomes of a recording, as good as ordinary phones and lines can take.

        Args:
            source: The original, opened.
            filetype: What its first bytes said it is; not a picture.
            original: Where it is, and what is known of it.

        Raises:
            Unfit: It must not be published.
            OSError: The cache cannot be written to.
        """
        if self._ffmpeg is None:
            try:
                finding = self._rewritten(source, filetype, original)
            except Unfit as unfit:
                unfit.problem = advice.with_installing(unfit.problem)
                raise
            return replace(finding, problems=tuple(map(advice.with_installing, finding.problems)))
        slow = False
        try:
            examined = examine(self._ffmpeg, original.path, filetype)
            finding = self._converted(self._ffmpeg, examined, source, original, STANDARD)
            return self._smallest(finding, examined, source, original)
        except FfmpegError as error:
            if error.passing:
                raise advice.no_memory() from error
            slow = error.slow
        finding = self._rewritten(source, filetype, original)
        kind = finding.media.kind if isinstance(finding.media, Recording) else RecordingKind.SOUND
        return replace(finding, problems=(*finding.problems, advice.not_converted(kind, slow=slow)))

    def smaller(
        self, source: BinaryIO, filetype: FileType, original: Original, known: Recording, largest: int
    ) -> Finding:
        """Return what becomes of a recording whose standard file is too large.

        Args:
            source: The original, opened.
            filetype: What its first bytes said it is.
            original: Where it is, and what is known of it.
            known: The standard.
            largest: What the file may have, in bytes.

        Raises:
            Unfit: It cannot be made so small.
            OSError: The cache cannot be written to.
        """
        moving = known.kind is RecordingKind.VIDEO
        size = known.file.path.stat().st_size
        too_large = advice.over_budget(known.kind, size, largest, converted=self._ffmpeg is not None)
        if self._ffmpeg is None:
            raise too_large
        try:
            examined = examine(self._ffmpeg, original.path, filetype)
            seconds = known.seconds or examined.streams.seconds
            for room in (largest, int(largest * _TIGHTER)):
                target = recipe.fitting(room, seconds, moving=moving)
                if target is None:
                    break
                finding = self._converted(self._ffmpeg, examined, source, original, target)
                made = finding.media
                if isinstance(made, Recording) and made.file.path.stat().st_size <= largest:
                    note = advice.made_smaller(made.kind, largest)
                    return replace(finding, problems=(*finding.problems, note))
        except FfmpegError as error:
            if error.passing:
                raise advice.no_memory() from error
        raise too_large

    def poster(self, film: Path, seconds: float, known: Picture | None = None) -> Picture | None:
        """Return a picture of a finished film in all widths that the darkroom is asked for.

        Args:
            film: The film.
            seconds: How long it plays.
            known: The picture as it is, perhaps in other widths.

        Raises:
            OSError: The cache cannot be written to.
        """
        if self._ffmpeg is None:
            return known
        with self._cache.scratch() as place:
            frame = poster.frame(self._ffmpeg, film, seconds, place)
        if frame is None:
            return known
        original = Original(film, Stamp(len(frame), 0), sha256(frame).hexdigest())
        before = Finding(known) if known else None
        try:
            found = self._darkroom.finding(BytesIO(frame), FileType.PNG, original, before).media
        except Unfit:  # a film of a size that no picture can have
            return known
        return found if isinstance(found, Picture) else known

    def _converted(
        self, ffmpeg: Ffmpeg, examined: Listened, source: BinaryIO, original: Original, target: Target
    ) -> Finding:
        """Return a recording as ffmpeg makes it; raise `FfmpegError` when it cannot."""
        uncut = _shows_all(source, examined.filetype, original.stamp.size)
        name = short(original.digest, recordings.RECIPE, recipe.NAME, ffmpeg.program.version, str(target))
        with self._cache.scratch() as place:
            transcode(ffmpeg, examined, target, place, uncut=uncut)
            try:
                with place.open("rb") as made:
                    done = recordings.rewrite(made, FileType.MP4, place.stat().st_size)
                    recording = self._kept(name, done, made)
            except (Unfit, FileNotFoundError) as error:
                raise FfmpegError("it made nothing that can be read") from error
        problems = list(done.problems)
        claimed = examined.streams.seconds
        if (
            examined.filetype in (FileType.MP4, FileType.WEBM)
            and claimed * (1 - _LOST) - 1 > done.seconds > 0
        ):
            problems.append(advice.cut_short(done.seconds, claimed))
        if done.kind is RecordingKind.VIDEO:
            recording = replace(recording, poster=self.poster(recording.file.path, recording.seconds))
            if examined.streams.unheard:
                problems.append(advice.without_sound())
        told = traces(source, examined.filetype, original.stamp.size)
        return Finding(replace(recording, traces=told), tuple(problems))

    def _smallest(
        self, finding: Finding, examined: Listened, source: BinaryIO, original: Original
    ) -> Finding:
        """Return a sound as it came, rewritten, if it is smaller, as loud as others and plays everywhere.

        Films are not looked at: pictures that are light enough are copied, not coded into something heavier.
        """
        made, loudness = finding.media, examined.loudness
        if not isinstance(made, Recording) or made.kind is RecordingKind.VIDEO:
            return finding
        if (loudness and not loudness.even) or made.file.path.stat().st_size < original.stamp.size:
            return finding
        try:
            done = recordings.rewrite(source, examined.filetype, original.stamp.size)
        except Unfit:
            return finding
        return self._rewritten(source, examined.filetype, original) if done.everywhere else finding

    def _rewritten(self, source: BinaryIO, filetype: FileType, original: Original) -> Finding:
        """Return a recording as it came, rewritten; raise `Unfit` when that cannot be done."""
        size = original.stamp.size
        done = recordings.rewrite(source, filetype, size)
        recording = self._kept(short(original.digest, recordings.RECIPE), done, source)
        return Finding(replace(recording, traces=traces(source, filetype, size)), done.problems)

    def _kept(self, name: str, done: Rewrite, source: BinaryIO) -> Recording:
        file = self._cache.keep(f"{name}{done.suffix}", stream(done.pieces, source))
        seconds = done.seconds if isfinite(done.seconds) and 0 < done.seconds < _LONGEST else 0.0
        return Recording(done.kind, file, done.mime, done.width, done.height, round(seconds, 3))


def _shows_all(source: BinaryIO, filetype: FileType, size: int) -> bool:
    """Say if every picture of a film is shown when it plays, so that its pictures may be copied."""
    try:
        return filetype is FileType.MP4 and not recordings.rewrite(source, filetype, size).cut
    except Unfit:
        return False
