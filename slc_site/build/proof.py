"""Does any finished picture or recording still tell more than one sees and hears? Asked before uploading.

The look is another program's part than the making (`inspect`), and quick; a file that has not changed since
it was found clean is not opened again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from slc_site import inspect
from slc_site.build import disk
from slc_site.build.graph import fingerprint
from slc_site.build.result import Told
from slc_site.build.trouble import label
from slc_site.problems import Problem
from slc_site.render.media import Media

_Stamps = dict[str, list[int]]
"""Size and time of a finished file, by its name."""


class Proof:
    """Looks at the finished media of one edition, and remembers which were clean."""

    def __init__(self, file: Path, root: Path) -> None:
        """`file` keeps what is remembered; `root` is the folder that holds `content/`."""
        self._file = file
        self._root = root
        self.found = 0
        """How many finished files told anything when they were last looked at."""

    def telling(self, media: Mapping[Path, Media]) -> list[Problem]:
        """Return a problem for each finished file that tells anything; `media` are by their originals.

        Raises:
            OSError: a finished file cannot be read.
        """
        rules = fingerprint(Path(path) for path in inspect.__path__)
        known = self._recall(rules)
        clean: _Stamps = {}
        problems = []
        for original, file in _finished(media):
            status = file.stat()
            stamp = [status.st_size, status.st_mtime_ns]
            if known.get(file.name) != stamp:
                from slc_site.build.output_problems import still_telling  # both are slow to load, and
                from slc_site.inspect.look import look  # seldom is there a file that nobody looked at

                looked = look(file.name, file)
                if looked.marks or looked.fault or looked.kind is None:
                    problems.append(still_telling(label(original, self._root), looked))
                    continue
            clean[file.name] = stamp
        if clean != known:
            self._keep(rules, clean)
        self.found = len(problems)
        return problems

    def _recall(self, rules: str) -> _Stamps:
        try:
            kept = json.loads(self._file.read_bytes())
            return dict(kept["clean"]) if kept["rules"] == rules else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}  # never asked, or damaged: all are looked at

    def _keep(self, rules: str, clean: _Stamps) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            disk.write_whole(self._file, json.dumps({"rules": rules, "clean": clean}).encode())
        except OSError:
            self._file.unlink(missing_ok=True)  # the next build looks at all of them again


def told_by(media: Iterable[Media]) -> Told:
    """Return how many of the originals that these were made of told what."""
    told = Counter(trace.value for one in media for trace in one.traces)
    return Told(**told)


def _finished(media: Mapping[Path, Media]) -> Iterator[tuple[Path, Path]]:
    """Yield (original, finished file), each finished file once."""
    seen: set[Path] = set()
    for original, made in media.items():
        for file in _new(made, seen):
            yield original, file


def _new(made: Media, seen: set[Path]) -> Iterable[Path]:
    for file in made.files:
        if file.path not in seen:
            seen.add(file.path)
            yield file.path
