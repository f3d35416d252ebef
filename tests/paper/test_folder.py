"""My conference folder: what was chosen, own forms and cards in one place, on paper and as files."""

from __future__ import annotations

import io
import stat
from zipfile import ZipFile

import pytest
from PIL import Image

from slc_site.paper.folder_zip import FolderZip, Zipped
from slc_site.paper.folders import Folder, Piece
from slc_site.paper.parts import Part, part
from slc_site.paper.pdf import ENGINES
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from tests.paper.conftest import CANARIES, CLASS, Desk, MakeDesk
from tests.paper.test_forms import alternatives
from tests.render.media import samples
from tests.support.classes import Files
from tests.support.printed import Printed


def folder() -> Part:
    found = part("folder")
    assert found is not None
    return found


def sheets_of(at: Desk, student: str = "ada", **how: object) -> list[Sheet]:
    return list(at.pack(students=(student,), **how).sheets(folder()))


def first_page(at: Desk, student: str = "ada") -> Folder:
    view = sheets_of(at, student)[0].view
    assert isinstance(view, Folder)
    return view


# -- on paper ---------------------------------------------------------------------------------------------


def test_the_first_page_has_what_was_chosen_why_and_what_is_missing(desk: MakeDesk) -> None:
    chosen, missing = first_page(desk()).pieces
    assert (chosen.section, chosen.title, chosen.because) == ("Writing", "My frog poem", "It is my best.")
    assert chosen.picture.startswith("data:image/jpeg;base64,")
    assert missing == Piece("Projects")


def test_a_child_who_has_chosen_nothing_has_room_to_write_it(desk: MakeDesk) -> None:
    at = desk()
    assert [piece.title for piece in first_page(at, "ben").pieces] == ["", ""]
    assert at.document(sheets_of(at, "ben")[:1]).count('<span class="line">') == 6


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", PaperSize)
def test_picks_own_forms_and_cards_lie_in_one_document(size: PaperSize, engine: str, desk: MakeDesk) -> None:
    at = desk(size=size)
    made = at.printed(sheets_of(at), engine)
    places = [
        next(number for number, text in enumerate(made.texts) if words in text)
        for words in ("My conference folder", "My self-report card", "How far am I?", "Hello Mama and Papa.")
    ]
    assert places == sorted(places)
    assert places[0] == 0
    assert made.sizes == {(round(size.millimetres[0]), round(size.millimetres[1]))}
    assert {"/H1", "/H2", "/H3", "/Figure"} <= made.tags
    assert all(made.fonts.values()), made.fonts


def test_children_come_in_the_order_of_their_times_each_on_paper_of_its_own(desk: MakeDesk) -> None:
    at = desk()
    sheets = list(at.pack().sheets(folder()))
    firsts = [sheet for sheet in sheets if isinstance(sheet.view, Folder)]
    assert [sheet.view.name for sheet in firsts if isinstance(sheet.view, Folder)] == ["Cam", "Ada", "Ben"]
    assert {sheet.begins for sheet in firsts} == {"right"}


def test_where_guests_come_nothing_between_child_and_family_is_in_it(desk: MakeDesk) -> None:
    at = desk({"students/ada/conferences/fall.md": "---\nwith: guests\n---\n"})
    assert "report-cards" not in first_page(at).contents
    assert "forms/report-card.html" not in {sheet.template for sheet in sheets_of(at)}


def test_it_reads_in_the_classs_language_and_its_direction(desk: MakeDesk) -> None:
    at = desk({"class.yml": str(CLASS["class.yml"]).replace("language: en", "language: ar")})
    assert '<section class="sheet folder begins-right" lang="ar" dir="rtl">' in at.document(sheets_of(at))


# -- as files ---------------------------------------------------------------------------------------------

TOGETHER = io.BytesIO()
Image.new("RGB", (320, 240), (200, 30, 30)).save(TOGETHER, "JPEG")
WORK: Files = {
    "students/ada/posts/2026-10-05-frog/index.md": """
        ---
        title: My frog poem
        tags: [writing]
        ---
        **Green** frog,
        jump!

        ![A frog on a leaf](frog.jpg)

        [listen](croak.wav)
        """,
    "students/ada/posts/2026-10-05-frog/croak.wav": samples.sound(),
    "students/ada/posts/2026-10-07-bridge/index.md": """
        ---
        title: The bridge
        tags: [projects]
        access: conference
        ---
        We built it.
        """,
    "students/ada/conferences/fall.md": """
        ---
        picks:
          projects: {post: 2026-10-07-bridge}
          writing: {post: 2026-10-05-frog, because: It is my best.}
        ---
        """,
}


def zipped(at: Desk, *students: str) -> tuple[Zipped, dict[str, bytes]]:
    """Make the zip of some children; return what came of it, and its files."""
    jobs = [job for job, _ in at.pack(students=students).apart(folder())]
    maker = FolderZip(at.site, at.library, lambda sheets, title: at.document(sheets), at.reporter)
    made = maker.make("fall-folder", folder(), jobs)
    with ZipFile(made.file) as packed:
        return made, {name: packed.read(name) for name in packed.namelist()}


def test_each_child_has_a_folder_with_its_pdf_and_its_work_as_files(desk: MakeDesk) -> None:
    made, files = zipped(desk(WORK), "ada", "cam")
    assert made.students == ("cam", "ada")
    (sound,) = [name for name in files if name.startswith("ada/1-2026-10-05-frog-1.")]
    assert sound.endswith((".m4a", ".wav")), "with ffmpeg, and without"
    assert sorted(files) == [
        sound,
        "ada/1-2026-10-05-frog.pdf",
        "ada/my-folder.pdf",
        "cam/my-folder.pdf",
    ]
    assert "My self-report card" in Printed(files["ada/my-folder.pdf"]).text
    work = Printed(files["ada/1-2026-10-05-frog.pdf"])
    for words in ("My frog poem", "Green frog, jump!", sound.removeprefix("ada/")):
        assert words in work.text
    assert "**" not in work.text
    assert work.ink(0) > 50_000, "the picture is drawn"
    assert "A frog on a leaf" in set(alternatives(work))
    assert files[sound] != samples.sound(), "it was made anew"


def test_what_families_may_not_see_stays_here_and_is_counted(desk: MakeDesk) -> None:
    made, files = zipped(desk(WORK), "ada")
    assert (made.works, made.stay_here) == (1, 1)
    assert not [name for name in files if "bridge" in name]


def test_a_picture_of_somebody_who_has_not_agreed_is_in_no_file(desk: MakeDesk) -> None:
    files: Files = {
        **WORK,
        "students/ben/student.yml": "name: Ben\nconsent: {publish: yes, photos: no}\n",
        "students/ada/posts/2026-10-05-frog/index.md": """
            ---
            title: My frog poem
            tags: [writing]
            people: [ben]
            ---
            ![Us two](us.jpg)
            """,
        "students/ada/posts/2026-10-05-frog/us.jpg": TOGETHER.getvalue(),
    }
    at = desk(files)
    on_paper = at.document(sheets_of(at))
    assert "<img" in on_paper, "the child holds the paper in the room, and sees it there, too"
    _, made = zipped(at, "ada")
    for name, content in made.items():
        assert b"/DCTDecode" not in content, name


def test_no_word_that_is_not_for_the_child_is_in_any_file(desk: MakeDesk) -> None:
    at = desk()
    drawn: list[str] = []

    def document(sheets: list[Sheet], title: str) -> str:
        drawn.append(at.document(sheets))
        return drawn[-1]

    jobs = [job for job, _ in at.pack(students=("ada",)).apart(folder())]
    FolderZip(at.site, at.library, document, at.reporter).make("fall-folder", folder(), jobs)
    assert len(drawn) == 2
    assert [word for word in CANARIES.values() for page in drawn if word in page] == []


def test_a_childs_papers_with_somebodys_surname_are_left_out_and_told(desk: MakeDesk) -> None:
    at = desk({"students/cam/conferences/fall.md": "---\ncards: {welcome: Ask Quillfeather.}\n---\n"})
    made, files = zipped(at, "ada", "cam")
    assert made.students == ("ada",)
    assert not [name for name in files if name.startswith("cam")]
    assert any("Quillfeather" in str(problem) or "Ada" in str(problem) for problem in at.reporter.problems)


def test_the_zip_is_the_teachers_alone_and_the_same_each_time(desk: MakeDesk) -> None:
    at = desk(WORK)
    made, _ = zipped(at, "ada")
    assert made.file == at.site.paper / "fall-folder.zip"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(at.site.paper.stat().st_mode) == 0o700
    before = made.file.read_bytes()
    zipped(at, "ada")
    assert made.file.read_bytes() == before


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# My day\n\nI **ran** and _jumped_.", ("My day", "I ran and jumped.")),
        ("one\ntwo\n\n\n![x](y.jpg)\n\nthree", ("one\ntwo", "three")),
        ("- a\n- b", ("a\nb",)),
        ("see [this](https://x.example)", ("see this",)),
        ("", ()),
    ],
)
def test_a_text_is_read_without_its_signs(written: str, read: tuple[str, ...]) -> None:
    from slc_site.paper.plain_text import paragraphs

    assert paragraphs(written) == read
