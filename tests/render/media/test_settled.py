"""Files that nobody has touched are known without a workbench; those that somebody has, are not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from slc_site import stamps
from slc_site.model.captions import Captions, Cue
from slc_site.model.classroom import Attachment, MediaRules
from slc_site.problems import RecordingReporter
from slc_site.render.media import Recording
from slc_site.render.studio import Studio
from tests.render.media.films import TINY, X264, film
from tests.render.media.samples import saved, sound

LONG_AGO = 1_700_000_000_000_000_000
RED, BLUE = (saved(Image.new("RGB", (90, 60), colour), "BMP") for colour in ("red", "blue"))


class Desk:
    """Where photos lie that are long finished, and a studio that may work or may not."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.cache = root / ".slc/media"
        self.widths: tuple[int, ...] = (20, 40)
        self.rules = MediaRules()
        self.captions: dict[str, tuple[Captions, ...]] = {}
        self.transcripts: dict[str, tuple[str, ...]] = {}
        self.worked_on: list[str] = []
        self.told: list[str] = []
        self.done = 0
        from slc_site.render import workbench

        identify = workbench.Workbench.identify

        def noted(bench: workbench.Workbench, path: Path) -> object:
            self.worked_on.append(path.name)
            return identify(bench, path)

        monkeypatch.setattr(workbench.Workbench, "identify", noted)

    def put(self, name: str, content: bytes, changed: int = LONG_AGO) -> Path:
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, ns=(changed, changed))
        return path

    def prepare(self) -> dict[str, object]:
        """Return what became of all files, by their names, and note which of them were worked on."""
        self.worked_on.clear()
        self.done = 0
        reporter = RecordingReporter()
        files = sorted((self.root / "content").iterdir())
        attachments = [
            Attachment(
                one.name,
                one,
                1,
                one.name,
                captions=self.captions.get(one.name, ()),
                transcript=self.transcripts.get(one.name, ()),
            )
            for one in files
        ]
        made = Studio(self.cache, reporter).prepare(
            attachments, widths=self.widths, rules=self.rules, done=self._one_more
        )
        assert all(file.path.is_file() for media in made.values() for file in media.files)
        assert list(made) == [path for path in files if path in made]
        self.told = [str(problem) for problem in reporter.problems]
        return {path.name: media for path, media in made.items()}

    def _one_more(self) -> None:
        self.done += 1

    @property
    def kept(self) -> list[Path]:
        return sorted(self.cache.glob("settled-*"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path, monkeypatch)
    made.put("blue.bmp", BLUE)
    made.put("red.bmp", RED)
    return made


def test_what_nobody_has_touched_is_not_worked_on(desk: Desk) -> None:
    first = desk.prepare()
    assert desk.worked_on == ["blue.bmp", "red.bmp"]
    assert desk.prepare() == first
    assert desk.worked_on == []
    assert desk.done == 2


def test_a_new_one_is_worked_on_alone_and_stands_in_its_place(desk: Desk) -> None:
    first = desk.prepare()
    desk.put("green.bmp", saved(Image.new("RGB", (90, 60), "green"), "BMP"))
    second = desk.prepare()
    assert desk.worked_on == ["green.bmp"]
    assert list(second) == ["blue.bmp", "green.bmp", "red.bmp"]
    assert {name: second[name] for name in first} == first
    assert desk.done == 3
    desk.prepare()
    assert desk.worked_on == []


def _another_content(path: Path) -> None:
    path.write_bytes(BLUE)


def _another_file_of_the_same_size_and_time(path: Path) -> None:
    beside = path.with_name("beside")
    beside.write_bytes(BLUE)
    os.utime(beside, ns=(LONG_AGO, LONG_AGO))
    beside.replace(path)


def _an_older_one(path: Path) -> None:
    path.write_bytes(BLUE)
    os.utime(path, ns=(LONG_AGO - 1, LONG_AGO - 1))


@pytest.mark.parametrize("change", [_another_content, _another_file_of_the_same_size_and_time, _an_older_one])
def test_one_that_was_changed_is_worked_on(desk: Desk, change: Callable[[Path], None]) -> None:
    first = desk.prepare()
    change(desk.root / "content/red.bmp")
    second = desk.prepare()
    assert desk.worked_on == ["red.bmp"]
    assert second == {"blue.bmp": first["blue.bmp"], "red.bmp": first["blue.bmp"]}


def test_one_that_was_just_changed_may_be_changed_again_unseen(desk: Desk) -> None:
    path = desk.root / "content/red.bmp"
    path.write_bytes(RED)
    first, stat = desk.prepare(), path.stat()
    path.write_bytes(BLUE)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert desk.prepare()["red.bmp"] == first["blue.bmp"]
    assert desk.worked_on == ["red.bmp"]


def _overwritten(file: Path) -> None:
    file.write_bytes(b"x" * file.stat().st_size)


@pytest.mark.parametrize("damage", [Path.unlink, _overwritten])
def test_one_whose_print_is_gone_or_another_is_made_anew(
    desk: Desk, damage: Callable[[Path], object]
) -> None:
    first = desk.prepare()
    red = Studio(desk.cache, RecordingReporter()).prepare(
        [Attachment("r", desk.root / "content/red.bmp", 1, "r")], widths=desk.widths
    )
    [picture] = red.values()
    before = [file.path.read_bytes() for file in picture.files]
    damage(picture.files[-1].path)
    assert desk.prepare() == first
    assert desk.worked_on == ["red.bmp"]
    assert [file.path.read_bytes() for file in picture.files] == before


def test_other_widths_are_known_by_themselves(desk: Desk) -> None:
    first = desk.prepare()
    desk.widths = (30,)
    assert desk.prepare() != first
    assert desk.worked_on == ["blue.bmp", "red.bmp"]
    for desk.widths in ((40, 20, 40), (30,)):
        desk.prepare()
        assert desk.worked_on == []


def test_what_is_said_of_a_picture_is_said_each_time(desk: Desk) -> None:
    noise = saved(Image.effect_noise((200, 200), 90), "JPEG")
    desk.put("cut.jpg", noise[: len(noise) // 2])
    desk.put("moving.gif", _moving())
    desk.put("text.jpg", b"Once upon a time.")
    first, said = desk.prepare(), desk.told
    assert [line.partition(":")[0] for line in said] == ["cut.jpg", "text.jpg"]
    assert desk.prepare() == first
    assert desk.told == said
    assert desk.worked_on == ["text.jpg"], "what is nothing to show is left to those who know"


def _moving() -> bytes:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)


@pytest.fixture
def a_film(desk: Desk, ffmpeg: Path) -> Recording:
    """Lay down a film with captions, in English and Spanish, and a sound with a transcript."""
    desk.put("film.mp4", film(ffmpeg, *X264))
    desk.put("story.wav", sound())
    desk.captions["film.mp4"] = (_said("", "Plop!"), _said("es", "¡Plof!"))
    desk.transcripts["story.wav"] = ("Once upon a time.",)
    made = desk.prepare()["film.mp4"]
    assert isinstance(made, Recording)
    assert made.poster
    assert len(made.tracks) == 2
    return made


def _said(language: str, text: str) -> Captions:
    return Captions(language, (Cue(0, 500, text),))


def test_neither_are_films_and_sounds(desk: Desk, a_film: Recording) -> None:
    made = desk.prepare()
    assert desk.worked_on == []
    assert desk.done == 4
    assert made["film.mp4"] == a_film
    story = made["story.wav"]
    assert isinstance(story, Recording)
    assert story.transcript == ("Once upon a time.",)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("damage", [Path.unlink, _overwritten])
def test_a_film_of_which_a_part_is_gone_or_another_is_made_whole(
    desk: Desk, a_film: Recording, number: int, damage: Callable[[Path], object]
) -> None:
    assert len(a_film.files) == 5  # the film, its poster in two widths, its captions in two languages
    before = [file.path.read_bytes() for file in a_film.files]
    damage(a_film.files[number].path)
    assert desk.prepare()["film.mp4"] == a_film
    assert desk.worked_on == ["film.mp4"]
    assert [file.path.read_bytes() for file in a_film.files] == before
    desk.prepare()
    assert desk.worked_on == []


def test_words_that_were_changed_are_those_that_are_shown(desk: Desk, a_film: Recording) -> None:
    desk.transcripts["story.wav"] = ("Twice upon a time.",)
    story = desk.prepare()["story.wav"]
    assert isinstance(story, Recording)
    assert story.transcript == ("Twice upon a time.",)
    assert desk.worked_on == [], "a transcript stands in the page and is no file"
    english, spanish = desk.captions["film.mp4"]
    for words in ((_said("", "Plop plop!"), spanish), (english,), ()):
        desk.captions["film.mp4"] = words
        made = desk.prepare()["film.mp4"]
        assert isinstance(made, Recording)
        assert desk.worked_on == ["film.mp4"]
        assert [track.language for track in made.tracks] == [one.language for one in words]
        for track, one in zip(made.tracks, words, strict=True):
            assert one.cues[0].text in track.file.path.read_text("utf-8")
        assert made.file == a_film.file
        assert desk.prepare()["film.mp4"] == made
        assert desk.worked_on == []


@pytest.mark.usefixtures("a_film")
def test_two_with_the_same_captions_do_not_write_them_in_turns(desk: Desk, ffmpeg: Path) -> None:
    desk.put("again.mp4", film(ffmpeg, *X264, pictures=TINY.replace("d=2", "d=1")))
    desk.captions["again.mp4"] = desk.captions["film.mp4"]
    desk.prepare()
    assert desk.worked_on == ["again.mp4"]
    desk.prepare()
    assert desk.worked_on == []


@pytest.mark.usefixtures("a_film")
def test_another_limit_or_ffmpeg_is_asked_for_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.rules = MediaRules(largest=10)
    desk.prepare()
    assert "film.mp4" in desk.worked_on
    desk.rules = MediaRules()
    desk.prepare()
    assert desk.worked_on == []
    monkeypatch.setattr(stamps, "ffmpegs", lambda: iter(["another"]))
    desk.prepare()
    assert "film.mp4" in desk.worked_on


def test_a_class_that_has_moved_is_looked_at_anew(desk: Desk, tmp_path: Path) -> None:
    names = desk.prepare().keys()
    for folder in ("content", ".slc"):
        shutil.copytree(tmp_path / folder, tmp_path / "moved" / folder)
    desk.root, desk.cache = tmp_path / "moved", tmp_path / "moved/.slc/media"
    moved = desk.prepare()
    assert desk.worked_on == sorted(names)
    assert all(
        file.path.is_relative_to(desk.root)
        for media in moved.values()
        for file in media.files  # type: ignore[attr-defined]
    )


def test_originals_that_are_gone_are_forgotten(desk: Desk) -> None:
    desk.prepare()
    (desk.root / "content/red.bmp").unlink()
    desk.put("green.bmp", saved(Image.new("RGB", (90, 60), "green"), "BMP"))
    desk.prepare()
    [kept] = desk.kept
    assert b"green.bmp" in kept.read_bytes()
    assert b"red.bmp" not in kept.read_bytes()


def test_tidying_up_forgets_them_all(desk: Desk) -> None:
    first = desk.prepare()
    assert desk.kept
    studio = Studio(desk.cache, RecordingReporter())
    freed = studio.prune(sorted((desk.root / "content").iterdir()), widths=desk.widths, rules=MediaRules())
    assert (freed.files, desk.kept) == (0, [])
    assert desk.prepare() == first
