"""Make the sample class's media: `python -m tools.sample [part of a name …]`, from the project's folder."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path as File

from tools.sample import films, flipbook, phone, puppets, sounds
from tools.sample.catalogue import SHOTS

CONTENT = File("content")


def poem(file: File, folder: File) -> None:
    """Kofi reads his poem."""
    first = sounds.speak("Green frog, green frog, on a lily pad.", folder)
    second = sounds.speak("Jump, and splash! Now the pond is glad.", folder)
    samples = sounds.mix((0.2, first), (0.2 + len(first) / sounds.RATE + 0.35, second))
    sounds.pack(
        samples,
        file,
        folder,
        "-b:a",
        "48k",
        "-id3v2_version",
        "3",
        "-metadata",
        "title=New recording 7",
        "-metadata",
        "artist=Pebble P3",
        "-metadata",
        f"comment={films.PLACE}",
    )


def hum(file: File, folder: File) -> None:
    """Mika hums rain."""
    samples = sounds.hum("G A B-- A G E-- G A B A G--- E G A-- G E D-- E G A G G---")
    sounds.pack(
        samples,
        file,
        folder,
        "-b:a",
        "56k",
        "-movflags",
        "+faststart",
        "-metadata",
        f"location={films.PLACE}",
    )


def claps(file: File, folder: File) -> None:
    """Mika claps and taps."""
    sounds.save(sounds.clap_pattern()[::2], file, sounds.RATE // 2)


def quiet_reading(file: File, folder: File) -> None:
    """Mika reads, loud enough for a row of chairs."""
    lines = (
        "It rains on my window.",
        "My cat thinks, the drops are mice.",
        "She waits. She waits. She jumps!",
        "The mice run down, and are water.",
    )
    parts, at = [], 0.2
    for line in lines:
        samples = sounds.speak(line, folder, pitch=66, speed=108, small=1.2)
        parts.append((at, samples))
        at += len(samples) / sounds.RATE + 0.25
    sounds.pack(sounds.mix(*parts), file, folder, "-b:a", "48k")


def flip_book(file: File, folder: File) -> None:
    """Mika's cat as a GIF, for which nothing is needed in between."""
    flipbook.moving_picture(file)


RECORDINGS: dict[str, Callable[[File, File], None]] = {
    "students/kofi/posts/2025-10-06-my-frog-poem/poem.mp3": poem,
    "students/kofi/posts/2026-05-14-frog-film/frog-film.mp4": films.frog_jumps,
    "students/leilani/posts/2026-03-25-the-puppet-play/puppet-play.mp4": puppets.puppet_play,
    "students/mika/posts/2025-10-15-rain-song/rain.m4a": hum,
    "students/mika/posts/2026-02-04-clap-music/claps.wav": claps,
    "students/mika/posts/2026-03-30-a-book-without-words/cat-and-ball.gif": flip_book,
    "students/mika/posts/2026-03-30-a-book-without-words/flipped.mp4": flipbook.flipped,
    "students/mika/posts/2026-04-21-window-cat/reading.mp3": quiet_reading,
}


def main(wanted: list[str]) -> None:
    """Make all files, or those whose path contains one of `wanted`."""
    missing = [name for name in ("ffmpeg", "espeak-ng", "heif-enc") if shutil.which(name) is None]
    if missing and not wanted:
        sys.exit(f"missing: {', '.join(missing)} (apt-get install ffmpeg espeak-ng libheif-examples)")

    def chosen(path: str) -> bool:
        return not wanted or any(word in path for word in wanted)

    for shot in SHOTS:
        if chosen(shot.file):
            file = CONTENT / shot.file
            file.parent.mkdir(parents=True, exist_ok=True)
            image = shot.image()
            image.thumbnail((shot.widest, shot.widest))
            phone.save(image, file, orientation=shot.orientation, taken=shot.taken, quality=shot.quality)
            print(f"{file.stat().st_size // 1024:5} kB  {shot.file}")
    with tempfile.TemporaryDirectory() as folder:
        for path, make in RECORDINGS.items():
            if chosen(path):
                file = CONTENT / path
                file.parent.mkdir(parents=True, exist_ok=True)
                make(file, File(folder))
                print(f"{file.stat().st_size // 1024:5} kB  {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
