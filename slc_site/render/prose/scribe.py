"""Makes safe HTML of Markdown, in processes that can be ended when a text never ends."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable
from types import TracebackType

from slc_site.problems import Problem, Reporter
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.markup.characters import scrub
from slc_site.render.markup.task import Remark, Result, Shown, ShownTrack, Task
from slc_site.render.media import Media, Picture, Recording, RecordingKind
from slc_site.render.prose.complaints import complaint
from slc_site.render.prose.plain import as_typed, beginning_of
from slc_site.render.prose.workers import CannotStartError, Lost, Workers
from slc_site.render.sizes import ordinary, srcset
from slc_site.render.translations import is_known, words_for

MOST_CHARACTERS = 200_000
"""Of a text that is converted: some thirty thousand words."""

_Outcome = tuple[Prose, tuple[Remark, ...]]


class Scribe:
    """Converts manuscripts. Keeps its processes, and what it made last, until it is closed."""

    def __init__(self, reporter: Reporter, *, jobs: int | None = None) -> None:
        """Start nothing yet.

        Args:
            reporter: Hears what is wrong with a text.
            jobs: How many processes to use at most; by default, one for each processor.
        """
        self._reporter = reporter
        self._workers = Workers(jobs)
        self._turn = threading.Lock()
        self._known: dict[bytes, _Outcome] = {}
        """What was made last, by the fingerprint of its task: the next call asks for most of it again."""

    def __enter__(self) -> Scribe:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get_ready(self) -> None:
        """Start what takes a while to start, without waiting for it."""
        self._workers.get_ready()

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    def render(self, manuscripts: Iterable[Manuscript], *, again: bool = False) -> dict[str, Prose]:
        """Return the prose of each manuscript by its key.

        `again`: the call before asked for most of them, as another edition of the same texts.

        A text that is too slow, too long or beyond Markdown is plain, and reported, as is whatever in a text
        points nowhere. The same manuscripts give the same prose, in any order and with any number of jobs.
        Threads that call at the same time take turns.
        """
        with self._turn:
            before = self._known if again else {}
            prose = self._render(list(manuscripts))
            self._known = {**before, **self._known}
            return prose

    def _render(self, given: list[Manuscript]) -> dict[str, Prose]:
        tasks = {one.key: task_for(one).to_json() for one in given if _is_convertible(one.text)}
        outcomes = self._outcomes(tasks, {one.key: one.text for one in given})
        for one in given:
            for remark in outcomes[one.key][1]:
                self._reporter.report(complaint(one, remark))
        return {one.key: outcomes[one.key][0] for one in given}

    def _outcomes(self, tasks: dict[str, bytes], texts: dict[str, str]) -> dict[str, _Outcome]:
        marks = {key: hashlib.blake2b(task, digest_size=16).digest() for key, task in tasks.items()}
        new = [key for key, mark in marks.items() if mark not in self._known]
        answers = dict(zip(new, self._answers([tasks[key] for key in new]), strict=True))
        outcomes: dict[str, _Outcome] = {}
        for key, text in texts.items():
            if key not in tasks:
                outcomes[key] = _unconverted(text)
            else:
                known = self._known.get(marks[key])
                outcomes[key] = known or _outcome(text, answers[key])
        # A text whose process was killed, perhaps by chance, is tried anew the next time.
        by_chance = (Lost.DIED, Lost.UNTRIED)
        self._known = {
            mark: outcomes[key] for key, mark in marks.items() if answers.get(key) not in by_chance
        }
        return outcomes

    def _answers(self, tasks: list[bytes]) -> list[bytes | Lost]:
        try:
            return self._workers.answers(tasks)
        except CannotStartError as error:
            self._reporter.report(
                Problem(
                    f"The texts are shown as they were typed: no helper could be started for them ({error}).",
                    hint="Free some memory, or install the program again, and try once more.",
                    code="no-worker",
                )
            )
            return [Lost.UNTRIED] * len(tasks)


def _is_convertible(text: str) -> bool:
    return bool(text.strip()) and len(text) <= MOST_CHARACTERS


def _unconverted(text: str) -> _Outcome:
    if not text.strip():
        return Prose(""), ()
    return as_typed(beginning_of(text)), (Remark("long-text"),)


def _outcome(text: str, answer: bytes | Lost) -> _Outcome:
    if answer is Lost.UNTRIED:
        return as_typed(text), ()
    if answer is Lost.TIME:
        return as_typed(text), (Remark("slow-text"),)
    said = {"failed": "reading it ends the program"} if isinstance(answer, Lost) else json.loads(answer)
    if "failed" in said:
        return as_typed(text), (Remark("unreadable-text", said["failed"]),)
    result = Result.from_json(said)
    prose = Prose(result.html, result.summary, result.words, result.media, result.alts)
    return prose, result.remarks


def task_for(manuscript: Manuscript) -> Task:
    """Return what a worker is told of a manuscript: its text and addresses, no paths."""
    mark = hashlib.blake2b(manuscript.key.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return Task(
        text=manuscript.text,
        id_prefix=f"u-{mark}-",
        media={name: _shown(media, manuscript) for name, media in manuscript.media.items()},
        refused=tuple(sorted(manuscript.refused)),
        links=dict(manuscript.links),
        withheld=manuscript.withheld,
        withheld_text=manuscript.withheld_text,
        enlarge_text=manuscript.enlarge_text,
        said_text=manuscript.said_text,
    )


def _shown(media: Media, manuscript: Manuscript) -> Shown:
    def address(name: str) -> str:
        return manuscript.base + name

    return _picture(media, address) if isinstance(media, Picture) else _recording(media, address, manuscript)


def _picture(picture: Picture, address: Callable[[str], str]) -> Shown:
    largest = picture.largest
    return Shown(
        "img",
        address(ordinary(picture).file.name),
        srcset(picture.renditions, address) if len(picture.renditions) > 1 else "",
        largest.width,
        largest.height,
        largest=address(largest.file.name),
        moving=srcset(picture.moving, address),
        tint=picture.tint,
    )


def _recording(recording: Recording, address: Callable[[str], str], manuscript: Manuscript) -> Shown:
    return Shown(
        "audio" if recording.kind is RecordingKind.SOUND else "video",
        address(recording.file.name),
        width=recording.width,
        height=recording.height,
        poster=address(ordinary(recording.poster).file.name) if recording.poster else "",
        tracks=_tracks(recording, address, manuscript.language),
        transcript=tuple(scrub(paragraph) for paragraph in recording.transcript),
    )


def _tracks(recording: Recording, address: Callable[[str], str], language: str) -> tuple[ShownTrack, ...]:
    """Return the captions by language, that of the readers first: browsers take the first that fits."""
    by_language: dict[str, ShownTrack] = {}
    for track in recording.tracks:
        own = track.language or language
        label = words_for(own).own_name if is_known(own) else own
        by_language.setdefault(own, ShownTrack(address(track.file.name), own, label))
    return tuple(sorted(by_language.values(), key=lambda one: (one.language != language, one.language)))
