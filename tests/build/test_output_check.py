"""`slc check --output` opens every file of a finished site, and finds whatever was put into one."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from slc_site.build import output_check
from slc_site.build.lock import build_lock
from slc_site.build.output import Output, OutputError
from slc_site.build.output_check import CheckedOutput, check_output
from slc_site.build.site import Site
from slc_site.inspect.exiftool import ExifTool
from slc_site.problems import Problem, RecordingReporter, Severity
from tests.render.media.judges import the_exiftool
from tests.render.media.samples import DATA, XMP, corners, exif, saved, sound, swapped_profile
from tests.support.classes import SMALLEST, ClassFolder
from tools.setup import exiftool

FROG = "students/ada/posts/2026-10-06-frog"
POST = """
    ---
    title: My frog
    tags: [writing]
    ---
    ![A frog](frog.jpg) ![It jumps](jump.mp4) ![It croaks](croak.wav)
    """


@dataclass
class Finished:
    """A class that was built, and what a check of its output says."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output"

    def the(self, pattern: str) -> Path:
        """Return a file of the frog's post by the end of its name."""
        return min((self.output / FROG).glob(pattern))

    def check(self) -> tuple[CheckedOutput, list[Problem]]:
        reporter = RecordingReporter()
        checked = check_output(Site(self.root), reporter, exiftool=the_exiftool())
        assert checked is not None, reporter.problems
        return checked, reporter.problems

    def errors(self) -> list[Problem]:
        return [problem for problem in self.check()[1] if problem.severity is Severity.ERROR]

    def only_error(self) -> Problem:
        errors = self.errors()
        assert len(errors) == 1, errors
        return errors[0]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = ClassFolder(tmp_path_factory.mktemp("finished"))
    made.write(SMALLEST).write(
        {
            f"{FROG}/index.md": POST,
            f"{FROG}/frog.jpg": saved(corners(640, 480), "JPEG", exif=exif(6)),
            f"{FROG}/jump.mp4": (DATA / "place.mp4").read_bytes(),
            f"{FROG}/jump.vtt": b"WEBVTT\n\n00:00:00.000 --> 00:00:00.400\nHop!\n",
            f"{FROG}/croak.wav": sound(),
        }
    )
    made.build()
    assert (made.output / FROG / "index.html").is_file(), made.messages
    return made.root


@pytest.fixture
def finished(built_once: Path, tmp_path: Path) -> Finished:
    """A copy of it, to spoil."""
    shutil.copytree(built_once, tmp_path / "room")
    return Finished(tmp_path / "room")


def _exiftool(*arguments: str | Path) -> None:
    program = exiftool.find()
    assert program is not None, exiftool.HELP
    command = [str(program), "-q", "-overwrite_original", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


# -- a clean one ----------------------------------------------------------------------------------------


def test_in_a_site_just_built_nothing_is_wrong(finished: Finished) -> None:
    checked, problems = finished.check()
    assert [problem for problem in problems if problem.code != "nothing-to-lose"] == []
    files = [path for path in finished.output.rglob("*") if path.is_file()]
    assert checked.files == len(files)
    assert checked.pictures == sum(path.suffix in (".webp", ".svg") for path in files)
    assert checked.recordings == 2
    assert (checked.telling, checked.copies, checked.misplaced, checked.foreign) == (0, 0, 0, 0)
    assert [reader.split()[0] for reader in checked.readers] == ["slc", "Pillow", "tinytag", "exiftool"]


def test_in_the_whole_sample_class_nothing_is_wrong(sample_site: Path) -> None:
    reporter = RecordingReporter()
    checked = check_output(Site(sample_site.parent), reporter, exiftool=the_exiftool())
    assert checked is not None
    assert [problem for problem in reporter.problems if problem.severity > Severity.NOTE] == []
    assert checked.pictures > 70
    assert checked.recordings > 4
    assert (checked.telling, checked.copies, checked.misplaced, checked.foreign) == (0, 0, 0, 0)


def test_a_check_changes_nothing(finished: Finished) -> None:
    def all_files() -> dict[Path, tuple[int, bytes]]:
        files = (path for path in finished.root.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = all_files()
    finished.check()
    assert all_files() == before


# -- metadata planted into what was built ---------------------------------------------------------------


def _by_pillow(picture: Path, **metadata: object) -> None:
    with Image.open(picture) as image:
        image.load()
        image.save(picture, "WEBP", **metadata)


def _preview_by_exiftool(picture: Path) -> None:
    preview = picture.parent.parent / "preview.jpg"
    preview.write_bytes(saved(corners(16, 12), "JPEG"))
    _exiftool(f"-ThumbnailImage<={preview}", picture)
    preview.unlink()


def _longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"50.4452,-104.6189")


PICTURES: dict[str, Callable[[Path], None]] = {
    "a place, by Pillow": lambda file: _by_pillow(file, exif=exif()),
    "XMP, by Pillow": lambda file: _by_pillow(file, xmp=XMP),
    "a profile, by Pillow": lambda file: _by_pillow(file, icc_profile=swapped_profile()),
    "a place, by exiftool": lambda file: _exiftool("-GPSLatitude=50.4", "-GPSLatitudeRef=N", file),
    "a camera, by exiftool": lambda file: _exiftool("-Make=CANARY", "-SerialNumber=1234", file),
    "names, by exiftool": lambda file: _exiftool("-XMP-dc:Creator=Ada", "-XMP-dc:Title=Ada at home", file),
    "a preview, by exiftool": _preview_by_exiftool,
    "something after its end": _longer,
}


@pytest.mark.parametrize("what", PICTURES)
def test_what_another_program_writes_into_a_picture_is_found(finished: Finished, what: str) -> None:
    picture = finished.the("*.webp")
    PICTURES[what](picture)
    problem = finished.only_error()
    assert problem.file == picture.relative_to(finished.root).as_posix()
    assert problem.code == "metadata"
    assert problem.message.startswith("This picture tells more than one sees: ")
    assert problem.hint == (
        "Another program has changed it since slc wrote it. Type `slc clean`, then `slc build`."
    )


FILMS: dict[str, tuple[str, ...]] = {
    "a place": ("-UserData:GPSCoordinates=50.4, -104.6, 577",),
    "a place, as a phone writes it": ("-Keys:GPSCoordinates=50.4, -104.6",),
    "a title": ("-ItemList:Title=Ada reads",),
    "a date": ("-QuickTime:CreateDate=2026:10:05 10:11:12",),
    "XMP": ("-XMP-dc:Creator=Ada",),
}


@pytest.mark.parametrize("what", FILMS)
def test_what_another_program_writes_into_a_film_is_found(finished: Finished, what: str) -> None:
    film = finished.the("*.mp4")
    _exiftool(*FILMS[what], film)
    problem = finished.only_error()
    assert problem.file == film.relative_to(finished.root).as_posix()
    assert problem.message.startswith("This recording tells more than one sees and hears: ")
    assert "exiftool" in problem.message


def test_what_somebody_writes_into_captions_is_found(finished: Finished) -> None:
    captions = finished.the("*.vtt")
    captions.write_bytes(captions.read_bytes().replace(b"WEBVTT\n", b"WEBVTT\n\nNOTE filmed by Ada\n", 1))
    assert finished.only_error().message == "These captions hold more than what is said: a comment."


def test_every_spoilt_file_is_named_and_all_readers_have_their_say(finished: Finished) -> None:
    for picture in (finished.output / FROG).glob("*.webp"):
        _by_pillow(picture, exif=exif())
    checked, problems = finished.check()
    messages = [problem.message for problem in problems if problem.severity is Severity.ERROR]
    assert checked.telling == len(messages) > 1
    for message in messages:
        assert "EXIF data (place, time, camera)" in message
        assert "Pillow" in message
        assert "GPSLatitude" in message


# -- originals, strangers, things that are not what they seem -------------------------------------------


def test_an_original_is_found_whatever_it_is_called(finished: Finished) -> None:
    picture = finished.the("*.webp")
    shutil.copyfile(finished.root / "content" / FROG / "frog.jpg", picture)
    errors = finished.errors()
    assert {problem.code for problem in errors} == {"misplaced", "original"}
    assert {problem.file for problem in errors} == {picture.relative_to(finished.root).as_posix()}
    assert any("it is a JPEG picture" in problem.message for problem in errors)
    assert any(f"`content/{FROG}/frog.jpg` itself" in problem.message for problem in errors)


def test_an_original_that_has_nothing_to_hide_is_an_original_all_the_same(finished: Finished) -> None:
    plain = saved(corners(), "WEBP")
    (finished.root / "content" / FROG / "plain.webp").write_bytes(plain)
    (finished.output / FROG / "plain.webp").write_bytes(plain)
    shutil.copyfile(finished.root / "content" / FROG / "croak.wav", finished.output / FROG / "croak.wav")
    checked, problems = finished.check()
    assert checked.copies == 2
    assert [problem.code for problem in problems].count("original") == 2


def test_a_recording_that_had_nothing_to_lose_is_no_original_when_slc_has_rewritten_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/plain.wav").write_bytes(sound())
    site = Site(tmp_path)
    Output(site.output, site.state / "site", RecordingReporter()).write(
        {"index.html": b"<!doctype html>", "pages/a/0f.wav": sound()}.items()
    )
    checked, problems = Finished(tmp_path).check()
    assert checked.copies == 0
    assert [(problem.code, problem.severity) for problem in problems] == [("nothing-to-lose", Severity.NOTE)]


def test_a_file_that_slc_did_not_write_is_a_note(finished: Finished) -> None:
    (finished.output / "CNAME").write_text("maple.example\n")
    (finished.output / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    checked, problems = finished.check()
    (problem,) = (problem for problem in problems if problem.code == "foreign-file")
    assert problem.severity is Severity.NOTE
    assert "`.DS_Store` and `CNAME`" in problem.message
    assert (checked.foreign, checked.misplaced) == (2, 0)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"%PDF-1.7", "do not belong into the site: it is a PDF"),
        (f"{FROG}/frog.jpg", saved(corners(), "JPEG"), "do not belong into the site: it is a JPEG picture"),
        (f"{FROG}/game.js", b"alert(1)", "do not belong into the site."),
        (
            f"{FROG}/x.webp",
            saved(corners(), "PNG"),
            "not a WebP picture, as its name says: it is a PNG picture",
        ),
        ("notes.html", b"Dear all", "not a page, as its name says"),
    ],
)
def test_strangers_and_liars_are_told(finished: Finished, name: str, content: bytes, words: str) -> None:
    (finished.output / name).write_bytes(content)
    problem = finished.only_error()
    assert (problem.file, problem.code) == (f"output/{name}", "misplaced")
    assert words in problem.message
    assert problem.hint == "slc did not make it: take it out of the folder, or it is uploaded with the site."


def test_a_link_is_no_file(finished: Finished) -> None:
    (finished.output / "secret.html").symlink_to(finished.root / "content/class.yml")
    assert finished.only_error().message == "This is a link to another place, and no file."


def test_a_picture_of_the_theme_is_judged_too_and_its_remedy_is_told(finished: Finished) -> None:
    static = finished.root / "themes/ours/static"
    static.mkdir(parents=True)
    (static.parent / "theme.toml").write_text('parent = "default"\n')
    (static / "logo.png").write_bytes(saved(corners(), "PNG", exif=exif()))
    class_yml = finished.root / "content/class.yml"
    class_yml.write_text(class_yml.read_text() + "theme: ours\n")
    ClassFolder(finished.root).build()
    problem = finished.only_error()
    assert problem.file is not None
    assert problem.file.endswith("/logo.png")
    assert "themes" not in problem.file
    assert "It comes with the theme" in str(problem.hint)


def test_what_slc_itself_would_have_done_wrong_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    site = Site(tmp_path)
    Output(site.output, site.state / "site", RecordingReporter()).write(
        {
            "index.html": b"<!doctype html>",
            "pages/a/0f.webp": saved(corners(), "WEBP", exif=exif()),
        }.items()
    )
    assert str(Finished(tmp_path).only_error().hint).startswith("slc wrote it so, and should not have.")


# -- circumstances --------------------------------------------------------------------------------------


def test_without_a_site_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    reporter = RecordingReporter()
    assert check_output(Site(tmp_path), reporter) is None
    assert [problem.code for problem in reporter.problems] == ["no-output"]


def test_a_site_that_was_brought_along_is_looked_at_without_its_list(finished: Finished) -> None:
    shutil.rmtree(finished.root / ".slc")
    _longer(finished.the("*.webp"))
    checked, problems = finished.check()
    assert (checked.telling, checked.foreign) == (1, 0)
    assert {problem.code for problem in problems} >= {"metadata", "no-list"}
    assert not (finished.root / ".slc").exists()


def test_it_does_not_look_while_a_build_writes(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient = functools.partial(build_lock, patience=0)
    monkeypatch.setattr(output_check, "build_lock", impatient)
    with build_lock(finished.root / ".slc"), pytest.raises(OutputError, match="Another build is running"):
        finished.check()


class _Speechless:
    """An exiftool that gives no answer."""

    name = "exiftool 0"

    def read(self, files: object) -> dict[Path, list[str]]:
        raise subprocess.TimeoutExpired("exiftool", 900)


def test_a_reader_that_gives_no_answer_is_told_and_does_not_count(finished: Finished) -> None:
    reporter = RecordingReporter()
    checked = check_output(Site(finished.root), reporter, exiftool=_Speechless())
    assert checked is not None
    assert not any(reader.startswith("exiftool") for reader in checked.readers)
    assert ("no-answer", Severity.WARNING) in [(one.code, one.severity) for one in reporter.problems]


def test_the_exiftool_of_this_computer_is_asked_unless_another_is_named(
    finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    for found, expected in ((the_exiftool(), True), (None, False)):
        monkeypatch.setattr(ExifTool, "found", lambda found=found: found)
        checked = check_output(Site(finished.root), RecordingReporter())
        assert checked is not None
        assert any(reader.startswith("exiftool") for reader in checked.readers) is expected
