"""Makes safe HTML of Markdown, in processes that can be ended when a text never ends."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType

from slc_site.problems import Problem, Reporter
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.markup.characters import scrub
from slc_site.render.markup.task import Remark, Result, Shown, ShownTrack, Task
from slc_site.render.media import Media, Picture, Recording, RecordingKind
from slc_site.render.prose.complaints import complaint
from slc_site.render.prose.memory import CLASS_TEXTS, Known, Outcome, TextMemory, Together
from slc_site.render.prose.plain import as_typed, beginning_of
from slc_site.render.prose.workers import CannotStartError, Lost, Workers
from slc_site.render.sizes import ordinary, srcset
from slc_site.render.translations import is_known, words_for

MOST_CHARACTERS = 200_000
"""Of a text that is converted: some thirty thousand words."""


class Scribe:
    """Converts manuscripts. Keeps its processes until it is closed."""

    def __init__(
        self,
        reporter: Reporter,
        *,
        jobs: int | None = None,
        workers: Workers | None = None,
        memory: TextMemory | None = None,
        timed: Callable[[str, float], None] = lambda _, __: None,
    ) -> None:
        """Start nothing yet.

        Args:
            reporter: Hears what is wrong with a text.
            jobs: How many processes to use at most; by default, one for each processor.
            workers: These processes, if there are some already.
            memory: Keeps what was made for the next time; without one, all is made anew each time.
            timed: Called for each text that is converted, from any thread, with its file and the seconds
                it took.
        """
        self._reporter = reporter
        self._workers = workers or Workers(jobs)
        self._memory = memory
        self._timed = timed
        self._turn = threading.Lock()

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

    def render(
        self,
        manuscripts: Iterable[Manuscript],
        *,
        whose: str = CLASS_TEXTS,
        made_from: str = "",
        reporter: Reporter | None = None,
    ) -> Mapping[str, Prose]:
        """Return the prose of each manuscript by its key.

        Args:
            manuscripts: The texts.
            whose: Under which name they are kept for the next time: a student's slug, or that of the class's.
            made_from: A fingerprint of all that these manuscripts are made from. Where it is known, they are
                not even asked for.
            reporter: Hears what is wrong with them, instead of the one who hears it otherwise.

        A text that is too slow, too long or beyond Markdown is plain, and reported, as is whatever in a text
        points nowhere. The same manuscripts give the same prose, in any order and with any number of jobs.
        Threads that call at the same time take turns.
        """
        told = reporter or self._reporter
        with self._turn:
            known = self._memory.recall(whose) if self._memory else Known()
            found = known.all_of(made_from)
            if found is None:
                found = self._rendered(list(manuscripts), whose, made_from, known, told)
        prose, problems = found
        for problem in problems:
            told.report(problem)
        return prose

    def _rendered(
        self, given: list[Manuscript], whose: str, made_from: str, known: Known, reporter: Reporter
    ) -> tuple[Mapping[str, Prose], tuple[Problem, ...]]:
        """Return the prose of manuscripts, and what is wrong with them; what can be kept is kept."""
        tasks = {one.key: task_for(one).to_json() for one in given if _is_convertible(one.text)}
        marks = {key: hashlib.blake2b(task, digest_size=16).hexdigest() for key, task in tasks.items()}
        new = [key for key, mark in marks.items() if mark not in known.outcomes]
        files = {one.key: one.origin.file for one in given}

        def timed(number: int, seconds: float) -> None:
            self._timed(files[new[number]], seconds)

        answers = dict(zip(new, self._answers([tasks[key] for key in new], timed, reporter), strict=True))
        outcomes: dict[str, Outcome] = {}
        for one in given:
            if one.key not in tasks:
                outcomes[one.key] = _unconverted(one.text)
            elif one.key in answers:
                outcomes[one.key] = _outcome(one.text, answers[one.key])
            else:
                outcomes[one.key] = known.outcomes[marks[one.key]]
        problems = tuple(complaint(one, remark) for one in given for remark in outcomes[one.key][1])
        if self._memory:
            # A text whose process was killed, perhaps by chance, is tried anew the next time.
            by_chance = (Lost.DIED, Lost.UNTRIED)
            used = {mark: outcomes[key] for key, mark in marks.items() if answers.get(key) not in by_chance}
            all_marks = {one.key: marks.get(one.key, "") for one in given}
            is_whole = all(
                mark in used if mark else not outcomes[key][0].html for key, mark in all_marks.items()
            )
            together = {made_from: Together(all_marks, problems)} if made_from and is_whole else {}
            self._memory.keep(whose, known, used, together)
        return {one.key: outcomes[one.key][0] for one in given}, problems

    def _answers(
        self, tasks: list[bytes], timed: Callable[[int, float], None], reporter: Reporter
    ) -> list[bytes | Lost]:
        try:
            return self._workers.answers(tasks, timed)
        except CannotStartError as error:
            reporter.report(
                Problem(
                    f"The texts are shown as they were typed: no helper could be started for them ({error}).",
                    hint="Free some memory, or install the program again, and try once more.",
                    code="no-worker",
                )
            )
            return [Lost.UNTRIED] * len(tasks)


def _is_convertible(text: str) -> bool:
    return bool(text.strip()) and len(text) <= MOST_CHARACTERS


def _unconverted(text: str) -> Outcome:
    if not text.strip():
        return Prose(""), ()
    return as_typed(beginning_of(text)), (Remark("long-text"),)


def _outcome(text: str, answer: bytes | Lost) -> Outcome:
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
