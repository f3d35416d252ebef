"""What a build does with the keys of a class, and what it refuses to do without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.share import keyfile
from slc_site.share.doors import WrongCodeError
from slc_site.share.keyring import KeyRing
from slc_site.share.seal import SealError, unseal
from tests.conftest import AClass
from tests.support.classes import ClassFolder, Files
from tests.support.folders import tree
from tests.support.locks import code_of, keep, opened, sealed_files, with_codes

PRIVATE: Files = {
    "class.yml": """
        title: Room 12
        consent: {publish: yes, photos: yes}
        """,
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2026-10-06-my-boat.md": """
        ---
        title: My boat
        tags: [projects]
        goals: [swim]
        ---
        It floats. See [my goal](../goals/swim.md).
        """,
    "students/ben/goals/swim.md": """
        ---
        title: Swim ten metres
        ---
        In May.
        """,
}
"""Two students; posts are for the class and goals for the family, as it is when nobody says otherwise."""


def titles(site: Path, ring: KeyRing, who: str) -> set[str]:
    """The paths of all pages that somebody's code opens."""
    return {one.path for one in opened(site, code_of(ring, who)).values() if one.type == "text/html"}


@pytest.fixture
def locked(a_class: AClass) -> tuple[ClassFolder, KeyRing]:
    made = a_class(PRIVATE)
    return made, with_codes(made)


def test_without_codes_nothing_is_locked_and_nothing_private_is_published(a_class: AClass) -> None:
    made = a_class(PRIVATE).build()
    assert not (made.output / "locks").exists()
    assert not (made.output / "open").exists()
    assert "open/index.html" not in made.page("index.html")


def test_the_class_reads_posts_and_a_family_its_own_childs_goals(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    made.build()
    post, goal = "students/ben/posts/2026-10-06-my-boat/index.html", "students/ben/goals/swim/index.html"
    assert post in titles(made.output, ring, "class")
    assert goal not in titles(made.output, ring, "class")
    assert post in titles(made.output, ring, "ada")
    assert goal not in titles(made.output, ring, "ada")
    assert goal in titles(made.output, ring, "ben")
    assert goal in titles(made.output, ring, "teacher")
    assert not (made.output / "students").exists()
    assert 'href="open/index.html"' in made.page("index.html")


def test_a_post_for_the_class_tells_the_family_of_its_goal_and_the_class_not(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    made.build()

    def boats(who: str) -> list[str]:
        all_ = opened(made.output, code_of(ring, who)).values()
        return [one.content.decode() for one in all_ if one.path.endswith("my-boat/index.html")]

    assert ["Swim ten" in boat for boat in boats("class")] == [False]
    assert ">my goal</a>" not in boats("class")[0]
    assert "my goal" in boats("class")[0]
    assert sorted("Swim ten" in boat for boat in boats("ben")) == [False, True]


def test_a_second_build_writes_nothing_and_a_changed_post_changes_only_its_own_pages(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    made.build()
    before = tree(made.output)
    (made.root / ".slc/site/last-build").unlink()
    made.build()
    assert tree(made.output) == before

    made.write({"students/ben/goals/swim.md": "---\ntitle: Swim ten metres\n---\nIn June.\n"}).build()
    after = tree(made.output)
    changed = {path for path, data in after.items() if before.get(path) != data}
    told = opened(made.output, code_of(ring, "ben"))
    assert {told[path].path for path in changed} == {"students/ben/goals/swim/index.html"}


def test_after_a_code_is_taken_back_old_keys_open_nothing_of_the_new_site(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    made.build()
    new = keep(ring.rotated("ben"), made)
    made.build()
    with pytest.raises(WrongCodeError):
        opened(made.output, code_of(ring, "ben"))
    with pytest.raises(WrongCodeError):
        opened(made.output, ring.of("ben")[0].link)
    for path, sealed in sealed_files(made.output).items():
        for name in ("/", "ben"):
            with pytest.raises(SealError):
                unseal(ring.scope_key(name), Path(path).stem, sealed)
    assert "students/ben/goals/swim/index.html" in titles(made.output, new, "ben")
    assert titles(made.output, ring, "ada"), "everybody else's code is as it was"


def test_a_lost_ring_is_said_before_anything_is_written(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = locked
    made.build()
    before = tree(made.output)
    (made.root / ".slc" / keyfile.FOLDER / keyfile.RING).unlink()
    made.write({"students/ben/goals/swim.md": "---\ntitle: Dive\n---\n"}).build()
    assert "codes-lost" in [problem.code for problem in made.problems]
    assert tree(made.output) == before


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 99}', b'{"format": 1}', b"\xff\xfe"])
def test_a_damaged_ring_is_said_and_neither_it_nor_the_site_is_touched(
    locked: tuple[ClassFolder, KeyRing], content: bytes
) -> None:
    made, _ = locked
    made.build()
    before = tree(made.output)
    file = made.root / ".slc" / keyfile.FOLDER / keyfile.RING
    file.write_bytes(content)
    made.build()
    assert "codes-unreadable" in [problem.code for problem in made.problems]
    assert tree(made.output) == before
    assert file.read_bytes() == content


def test_the_ring_of_another_class_is_refused(a_class: AClass) -> None:
    made = a_class(PRIVATE)
    keep(KeyRing.new().with_students(["xenia"]), made)
    made.build()
    assert "codes-of-another-class" in [problem.code for problem in made.problems]
    assert not made.output.exists()


def test_a_renamed_student_is_told_of_and_everybody_else_is_built(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    (made.content / "students/ben").rename(made.content / "students/benjamin")
    made.build()
    codes = [problem.code for problem in made.problems]
    assert "no-code" in codes
    assert "code-without-student" in codes
    assert not any("/goals/" in path for path in titles(made.output, ring, "teacher"))
    assert any("benjamin/posts" in path for path in titles(made.output, ring, "ada"))


def test_a_surname_in_a_locked_page_stops_the_build(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = locked
    made.write({
        "students/ben/student.yml": "name: Ben\nsurname: Okonkwo\n",
        "students/ben/goals/swim.md": "---\ntitle: Swim like Mr Okonkwo\n---\n",
    }).build()  # fmt: skip
    assert "surname" in [problem.code for problem in made.problems]
    assert not made.output.exists()


def test_no_key_stands_in_the_site_in_any_writing(locked: tuple[ClassFolder, KeyRing]) -> None:
    import base64

    made, ring = locked
    made.build()
    secrets = [*ring.scopes.values(), ring.chaff]
    for door in ring.doors:
        secrets += [door.key, door.link, door.stretched, door.code.secret]
    everything = b"\n".join(
        data for folder in (made.output, made.root / ".slc/site") for data in tree(folder).values()
    )
    for secret in secrets:
        texts = (base64.b64encode(secret)[:-2], base64.urlsafe_b64encode(secret)[:-2])
        for written in (secret, secret.hex().encode(), *texts):
            assert written not in everything


def test_what_nobody_needs_any_more_is_not_kept_sealed(a_class: AClass, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "boat.png"
    Image.radial_gradient("L").resize((600, 500)).save(picture)
    post = "students/ben/posts/2026-10-07-sail/index.md"
    made = a_class(
        {
            **PRIVATE,
            post: "---\ntitle: Sail\ntags: [projects]\n---\n![boat](boat.png)\n",
            post.replace("index.md", "boat.png"): picture.read_bytes(),
        }
    )
    ring = with_codes(made)
    made.build()
    kept = {file.name for file in (made.root / ".slc/sealed").iterdir()}
    assert kept
    assert len(kept) == len(list(made.output.rglob("*.bin")))
    keep(ring.rotated("ben"), made)
    made.build()
    assert kept.isdisjoint({file.name for file in (made.root / ".slc/sealed").iterdir()})


def test_a_public_text_that_links_to_something_narrower_says_so_gently_and_tells_nobody_of_it(
    a_class: AClass,
) -> None:
    made = a_class(
        {
            "students/ada/posts/2026-10-06-xylophone.md": """
                ---
                title: At home
                tags: [writing]
                access: family
                ---
                Only for us.
                """,
            "students/ada/posts/2026-10-07-open.md": """
                ---
                title: Open
                tags: [writing]
                ---
                See [this](2026-10-06-xylophone.md), and [that](2026-10-06-xylophon.md).
                """,
        }
    )
    ring = with_codes(made)
    made.build()
    told = {
        problem.severity.name: problem.message for problem in made.problems if problem.code == "dead-link"
    }
    assert "More people may see this text" in told["NOTE"]
    assert "xylophon.md" in told["WARNING"]
    for path, data in tree(made.output).items():
        assert b"xylophone" not in data, path
    path = "students/ada/posts/2026-10-07-open/index.html"
    pages = [one.content for one in opened(made.output, code_of(ring, "ada")).values() if one.path == path]
    assert sum(b">this</a>" in page for page in pages) == 1, "its family gets there"


def test_cleaning_takes_what_is_sealed_and_leaves_the_keys(locked: tuple[ClassFolder, KeyRing]) -> None:
    from slc_site.build.site import Site
    from slc_site.build.tidy import tidy

    made, _ = locked
    made.build()
    Site(made.root).sealed.mkdir(exist_ok=True)
    keys = tree(made.root / ".slc/keys")
    assert tidy(Site(made.root)) > 0
    assert not (made.root / ".slc/sealed").exists()
    assert not (made.output / "locks").exists()
    assert tree(made.root / ".slc/keys") == keys
