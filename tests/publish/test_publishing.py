"""What stands at a host after a publish is what is in the folder, and what others put there."""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.publish import manifest
from slc_site.publish.host import TEMPORARY, Content, HostError, LineError, RefusedError
from slc_site.publish.lock import DEAD, LOCK, BusyError
from slc_site.publish.targets import KINDS
from tests.publish.conftest import SITE, Desk
from tests.publish.hosts_in_memory import Cuts, Space, folding, refusing, refusing_after

FOREIGN = {
    ".htaccess": b"Options -Indexes",
    ".well-known/security.txt": b"Contact: school",
    "old/index.html": b"somebody else's",
    "students/notes.txt": b"not ours",
}


def test_the_first_publish_puts_everything_there(desk: Desk) -> None:
    space = Space()
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert outcome.sent == len(SITE)
    assert space.seen == SITE
    assert LOCK not in space.files


def test_nothing_changed_is_one_question_and_no_more(desk: Desk) -> None:
    space = Space()
    desk.publish(space)
    space.calls.clear()
    assert desk.publish(space) is None
    assert space.calls == [("open", ""), ("read", manifest.NAME)]


def test_only_what_changed_is_sent(desk: Desk) -> None:
    space = Space()
    desk.publish(space)
    space.calls.clear()
    desk.write({**SITE, "index.html": b"new", "students/ben/index.html": b"Ben"})
    desk.publish(space)
    sent = [name for what, name in space.calls if what == "put" and name != manifest.NAME]
    assert sent == ["students/ben/index.html", "index.html"]
    assert space.count("names") == 0


def test_ten_changed_of_many_take_less_than_three_calls_each(desk: Desk) -> None:
    many = {f"students/s{number}/index.html": b"%d" % number for number in range(400)}
    desk.write(many)
    space = Space()
    desk.publish(space)
    space.calls.clear()
    desk.write({**many, **{f"students/s{number}/index.html": b"new" for number in range(10)}})
    assert desk.publish(space) is not None
    # a put is a write and a rename, which lines send together
    assert sum(what not in ("open", "rename") for what, _ in space.calls) < 30


def test_time_and_size_say_nothing(desk: Desk) -> None:
    space = Space()
    desk.publish(space)
    home = desk.output / "index.html"
    before = home.stat()
    home.write_bytes(home.read_bytes().swapcase())
    os.utime(home, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert desk.plan(space).changed == ("index.html",)


def test_a_file_that_is_written_again_the_same_is_not_sent(desk: Desk) -> None:
    space = Space()
    desk.publish(space)
    for name, content in SITE.items():
        (desk.output / name).unlink()
        (desk.output / name).write_bytes(content)
    assert desk.publish(space) is None


def test_what_is_gone_from_the_folder_goes_from_the_host(desk: Desk) -> None:
    space = Space(FOREIGN)
    desk.publish(space)
    less = {name: content for name, content in SITE.items() if "posts" not in name}
    desk.write(less)
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.removed == 1
    assert space.seen == {**less, **FOREIGN}


def test_foreign_files_are_named_and_stay(desk: Desk) -> None:
    space = Space(FOREIGN)
    assert desk.plan(space).foreign == tuple(sorted(FOREIGN))
    desk.publish(space)
    desk.write({"index.html": b"all that is left"})
    desk.publish(space, look=True)
    assert space.seen == {"index.html": b"all that is left", **FOREIGN}


def test_what_stands_in_the_way_is_told_before_it_is_replaced(desk: Desk) -> None:
    space = Space({"index.html": b"the host's own"})
    plan = desk.plan(space)
    assert plan.in_the_way == ("index.html",)
    assert "index.html" not in plan.new
    assert space.files == {"index.html": b"the host's own"}


def test_what_was_foreign_at_the_last_look_is_in_the_way_without_another(desk: Desk) -> None:
    space = Space(FOREIGN)
    desk.publish(space)
    desk.write({**SITE, "old/index.html": b"ours now"})
    plan = desk.plan(space)
    assert not plan.looked
    assert plan.in_the_way == ("old/index.html",)


@pytest.mark.parametrize("left", [None, b"fro"], ids=["lost", "shortened"])
def test_what_was_lost_or_cut_off_at_the_host_is_sent_again(desk: Desk, left: bytes | None) -> None:
    space = Space()
    desk.publish(space)
    del space.files["students/ada/frog.webp"]
    if left:
        space.files["students/ada/frog.webp"] = left
    assert desk.plan(space).is_nothing  # nobody has looked
    assert desk.plan(space, look=True).lost == ("students/ada/frog.webp",)
    desk.now += 86_401
    desk.publish(space)
    assert space.seen == SITE


def test_a_host_that_lies_about_sizes_gets_nothing_twice(desk: Desk) -> None:
    space = Space()
    space.size = lambda content: 512
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    space.calls.clear()
    plan = desk.plan(space, look=True)
    assert plan.sizes_lie
    assert plan.is_nothing
    assert desk.publish(space, look=True) is None
    assert space.count("put") == 0


def test_a_host_that_does_not_keep_what_it_takes_is_found_out(desk: Desk) -> None:
    space = Space()

    def shorten() -> None:
        if "students/ada/frog.webp" in space.files:
            space.files["students/ada/frog.webp"] = b"fr"

    space.on_change = shorten
    outcome = desk.publish(space)
    assert outcome is not None
    assert not outcome.is_complete
    assert outcome.unsent == ("students/ada/frog.webp",)
    assert [failure.name for failure in outcome.failures] == ["students/ada/frog.webp"]


def test_the_list_at_the_host_tells_nothing(desk: Desk, tmp_path: Path) -> None:
    space, theirs = Space(), Space()
    desk.publish(space)
    listed = space.files[manifest.NAME].decode()
    # Marks and nothing else; what they spell is chance, and may well be somebody's name.
    mark = "[A-Za-z0-9_-]{20}"
    assert re.fullmatch(rf"slc-manifest 1\n{mark}\n({mark}{mark}\n){{100}}{mark}\n", listed)
    other = Desk(tmp_path / "other")
    other.write(SITE)
    other.publish(theirs)
    with_another_key = theirs.files[manifest.NAME].decode()
    assert set(listed.splitlines()) & set(with_another_key.splitlines()) == {"slc-manifest 1"}
    desk.write({**SITE, "one-more.html": b""})
    desk.publish(space)
    assert len(space.files[manifest.NAME].decode()) == len(listed)


def test_with_the_key_lost_nothing_is_deleted_and_all_is_told(desk: Desk, tmp_path: Path) -> None:
    space = Space(FOREIGN)
    desk.publish(space)
    other = Desk(tmp_path / "other")
    other.write({"index.html": b"from another computer"})
    plan = other.plan(space)
    assert plan.key_is_other
    assert plan.in_the_way == ("index.html",)
    assert plan.removed == ()
    assert set(plan.foreign) == (SITE.keys() | FOREIGN.keys()) - {"index.html"}


def test_what_was_cut_off_at_one_computer_is_known_at_another_with_the_same_key(
    desk: Desk, tmp_path: Path
) -> None:
    space = Space(FOREIGN)
    desk.publish(space)
    other = Desk(tmp_path / "other")
    other.write(SITE)
    other.state.folder.mkdir()
    (other.state.folder / "key").write_bytes((desk.state.folder / "key").read_bytes())
    # sent before the publish was cut off: a page that is new, and one that has as many bytes as before
    desk.write({**SITE, "a.html": b"new", "students/ada/frog.webp": b"toad" * 100})
    space.before = lambda what, name: refusing("put")(what, name) if name == "a.html" else None
    outcome = desk.publish(space)
    assert outcome is not None
    assert space.seen["students/ada/frog.webp"] == b"toad" * 100
    space.before = lambda what, name: None
    other.now += DEAD + 1
    outcome = other.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert space.seen == {**SITE, **FOREIGN}
    # and back: what the first one remembers of its own publish is no longer true
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert space.seen == {**SITE, **FOREIGN, "a.html": b"new", "students/ada/frog.webp": b"toad" * 100}


def test_what_was_cut_off_and_is_taken_back_here_is_taken_back_there(desk: Desk) -> None:
    space = Space()
    desk.publish(space)
    desk.write({**SITE, "a.html": b"new", "students/ada/frog.webp": b"toad" * 100})
    space.before = lambda what, name: refusing("put")(what, name) if name == "a.html" else None
    desk.publish(space)
    space.before = lambda what, name: None
    desk.write(SITE)
    desk.publish(space)
    assert space.seen == SITE


def test_a_lost_or_damaged_list_is_made_anew_from_memory(desk: Desk) -> None:
    for damage in (None, b"", b"\xff\xfe", b"slc-manifest 1\nnonsense\n"):
        space = Space(FOREIGN)
        desk.publish(space)
        if damage is None:
            del space.files[manifest.NAME]
        else:
            space.files[manifest.NAME] = damage
        desk.write({"index.html": b"less"})
        plan = desk.plan(space)
        assert plan.in_the_way == ()
        assert set(plan.removed) == SITE.keys() - {"index.html"}
        desk.publish(space)
        assert space.seen == {"index.html": b"less", **FOREIGN}
        desk.write(SITE)


def test_without_any_memory_but_the_key_the_list_says_what_is_ours(desk: Desk) -> None:
    space = Space(FOREIGN)
    desk.publish(space)
    for file in sorted(desk.state.folder.rglob("*"), reverse=True):
        if file.is_file() and file.name != "key":
            file.unlink()
    desk.write({"index.html": SITE["index.html"]})
    plan = desk.plan(space)
    assert set(plan.removed) == SITE.keys() - {"index.html"}
    assert plan.same == ("index.html",)


@pytest.mark.parametrize(
    ("gone", "of", "stops"), [(24, 30, False), (25, 30, True), (25, 251, False), (26, 250, True)]
)
def test_many_deletions_are_asked_for(desk: Desk, gone: int, of: int, stops: bool) -> None:
    many = {f"p{number}.html": b"" for number in range(of)}
    desk.write(many)
    space = Space()
    desk.publish(space)
    desk.write(dict(list(many.items())[gone:]))
    plan = desk.plan(space)
    assert len(plan.removed) == gone
    assert plan.deletes_too_many() is stops
    assert not plan.deletes_too_many(allowed=gone)
    assert plan.deletes_too_many(allowed=gone - 1) is stops


# -- capitals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tells_capitals", [True, False])
def test_a_file_that_only_changes_its_capitals_is_there_afterwards(desk: Desk, tells_capitals: bool) -> None:
    space = Space()
    if not tells_capitals:
        space.same = folding
    desk.write({"index.html": b"", "Ada.html": b"Ada"})
    desk.publish(space)
    desk.write({"index.html": b"", "ada.html": b"Ada"})
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert space.seen == {"index.html": b"", "ada.html": b"Ada"}
    assert desk.publish(space, look=True) is None
    desk.write({"index.html": b""})  # nobody may look at it any longer
    desk.publish(space, look=True)
    assert space.seen == {"index.html": b""}


# -- two at once ------------------------------------------------------------------------------------------


def test_the_second_of_two_stops(desk: Desk, tmp_path: Path) -> None:
    space = Space()
    second = Desk(tmp_path / "second")
    second.write({"index.html": b"second"})
    heard: list[str] = []

    def meanwhile(what: str, name: str) -> None:
        if (what, name) == ("put", "students/ada/frog.webp"):
            with pytest.raises(BusyError) as refusal:
                second.publish(space)
            heard.append(refusal.value.message)

    space.before = meanwhile
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert heard == ["Somebody else is publishing there; last heard of just now."]
    assert space.seen == SITE


def test_the_lock_of_the_dead_is_broken_in_time(desk: Desk) -> None:
    space = Space({LOCK: b"%s %d\n" % (b"f" * 32, 999_900)})
    with pytest.raises(BusyError, match="2 minutes ago"):
        desk.publish(space)
    assert space.seen == {}
    desk.now += DEAD
    assert desk.publish(space) is not None
    assert space.seen == SITE


def test_who_died_here_is_not_waited_for(desk: Desk) -> None:
    space = Space()
    with desk.publisher(space.line) as publisher:
        plan = publisher.plan()
        space.before = refusing("put", "remove")
        publisher.carry_out(plan)
    assert LOCK in space.files
    space.before = lambda what, name: None
    assert desk.publish(space) is not None
    assert space.seen == SITE


def test_whose_lock_was_taken_stops(desk: Desk) -> None:
    space = Space()

    def meanwhile(what: str, name: str) -> None:
        if (what, name) == ("put", "students/ada/index.html"):
            space.files[LOCK] = b"somebody-else 1000000\n"
        desk.now += 30

    space.before = meanwhile
    outcome = desk.one_by_one().publish(space)
    assert outcome is not None
    assert isinstance(outcome.error, BusyError)
    assert "index.html" in outcome.unsent


def test_what_somebody_else_published_since_the_plan_is_not_run_over(desk: Desk, tmp_path: Path) -> None:
    space = Space()
    other = Desk(tmp_path / "other")
    other.write({"theirs.html": b""})
    with desk.publisher(space.line) as publisher:
        plan = publisher.plan()
        other.publish(space)
        with pytest.raises(BusyError):
            publisher.carry_out(plan)
    assert space.seen == {"theirs.html": b""}


# -- refusals ---------------------------------------------------------------------------------------------


def test_a_host_that_can_only_be_read_is_told_from_one_that_is_well(desk: Desk) -> None:
    space = Space({"theirs": b""})
    space.before = refusing("put", "create", "remove", message="Only to be read.")
    with pytest.raises(RefusedError, match="Only to be read"):
        desk.publish(space)
    assert space.files == {"theirs": b""}


def test_a_host_that_is_full_gets_no_page_without_its_pictures(desk: Desk) -> None:
    space = Space()

    def before(what: str, name: str) -> None:
        if what == "put" and name.endswith(".webp"):
            raise RefusedError("Full.")

    space.before = before
    outcome = desk.publish(space)
    assert outcome is not None
    assert not outcome.is_complete
    assert [failure.message for failure in outcome.failures] == ["Full."]
    assert set(space.seen) == {"assets/1/style.css"}
    space.before = lambda what, name: None
    space.calls.clear()
    desk.publish(space)
    assert space.seen == SITE
    assert ("put", "assets/1/style.css") not in space.calls


def test_a_host_that_refuses_everything_is_not_asked_thousands_of_times(desk: Desk) -> None:
    desk.write({f"pictures/{number}.webp": b"" for number in range(200)})
    space = Space()
    space.before = lambda what, name: refusing("put")(what, name) if name.endswith("webp") else None
    outcome = desk.publish(space)
    assert outcome is not None
    assert isinstance(outcome.error, RefusedError)
    assert space.count("put") < 20


def test_a_host_that_allows_two_lines_gets_two(desk: Desk) -> None:
    space = Space()
    open_lines = 0

    def before(what: str, name: str) -> None:
        nonlocal open_lines
        if what == "open":
            open_lines += 1
            if open_lines > 2:
                raise LineError("Too many lines.")

    space.before = before
    outcome = desk.publish(space)
    assert outcome is not None
    assert outcome.is_complete
    assert desk.waited == []


def test_a_file_that_changes_while_it_is_sent_is_not_said_to_have_arrived(desk: Desk) -> None:
    space = Space()

    def before(what: str, name: str) -> None:
        if (what, name) == ("rename", "students/ada/frog.webp"):
            (desk.output / name).write_bytes(b"another frog")

    space.before = before
    outcome = desk.publish(space)
    assert outcome is not None
    assert "students/ada/frog.webp" in outcome.unsent
    space.before = lambda what, name: None
    desk.publish(space)
    assert space.seen == {**SITE, "students/ada/frog.webp": b"another frog"}


def test_an_empty_folder_is_not_published(desk: Desk) -> None:
    desk.write({})
    with pytest.raises(RefusedError):
        desk.publish(Space(FOREIGN))


def test_ctrl_c_ends_it_and_the_next_goes_on(desk: Desk) -> None:
    space = Space()

    def before(what: str, name: str) -> None:
        if (what, name) == ("put", "students/ada/posts/first/index.html"):
            raise KeyboardInterrupt

    space.before = before
    outcome = desk.one_by_one().publish(space)
    assert outcome is not None
    assert outcome.was_stopped
    assert LOCK not in space.files
    space.before = lambda what, name: None
    space.calls.clear()
    desk.publish(space)
    assert space.seen == SITE
    assert ("put", "students/ada/frog.webp") not in space.calls


# -- cuts -------------------------------------------------------------------------------------------------


def test_what_arrived_before_a_cut_is_not_sent_again(desk: Desk) -> None:
    desk.write({f"p{number:03}.webp": b"%d" % number for number in range(100)})
    space = Space()
    left = 60

    def dies(what: str, name: str) -> None:
        nonlocal left
        left -= what == "put"
        if left <= 0:
            raise LineError("Gone.")

    space.before = dies
    outcome = desk.publish(space)
    assert outcome is not None
    assert isinstance(outcome.error, LineError)
    arrived = len(space.seen)
    assert arrived > 40
    space.before = lambda what, name: None
    space.calls.clear()
    desk.publish(space)
    # the list twice, what had not arrived, and at the most what was on its way on each line
    assert space.count("put") <= 2 + (100 - arrived) + desk.kind.lines
    assert len(space.seen) == 100


@pytest.mark.parametrize("when", ["put", "settle"])
def test_where_all_is_shown_at_once_a_cut_is_never_taken_for_a_success(desk: Desk, when: str) -> None:
    desk.kind = KINDS["git"]
    shown: dict[str, bytes] = {}
    space = Space()

    class Branch:
        """What was put waits for `settle`, and is lost with its line."""

        def __init__(self) -> None:
            self.line = space.line()
            self.waiting: dict[str, bytes] = dict(shown)

        def read(self, name: str) -> bytes | None:
            return shown.get(name)

        def names(self) -> Mapping[str, int]:
            return {name: len(content) for name, content in shown.items()}

        def put(self, name: str, content: Content) -> None:
            space.asked("put", name)
            self.waiting[name] = content if isinstance(content, bytes) else content.read_bytes()

        def remove(self, name: str) -> None:
            self.waiting.pop(name, None)

        def create(self, name: str, content: bytes) -> bool:
            return True

        def settle(self) -> None:
            space.asked("settle", "")
            shown.clear()
            shown.update(self.waiting)

        def close(self) -> None:
            pass

    left = 1

    def before(what: str, name: str) -> None:
        nonlocal left
        if what == when and name in ("", "index.html") and left:
            left -= 1
            raise LineError("Cut.")

    space.before = before
    for is_complete in (False, True):
        with desk.publisher(Branch) as publisher:
            outcome = publisher.carry_out(publisher.plan())
        assert outcome.is_complete is is_complete
    shown.pop(manifest.NAME)
    assert shown == SITE


NAMES = st.sampled_from(
    [
        "index.html",
        "a.html",
        "A.html",
        "x/index.html",
        "x/y/index.html",
        "x/f.webp",
        "g.css",
        "feed.xml",
        ".htaccess",
    ]
)
EDITION = st.dictionaries(NAMES, st.binary(max_size=3), min_size=1)


@given(
    editions=st.lists(EDITION, min_size=1, max_size=4),
    foreign=st.dictionaries(
        st.sampled_from(["their.html", "x/their.txt", ".well-known/t"]), st.binary(max_size=2)
    ),
    seed=st.integers(0, 10**6),
    folds=st.booleans(),
)
def test_whatever_is_cut_the_end_is_what_is_in_the_folder(
    editions: list[dict[str, bytes]], foreign: dict[str, bytes], seed: int, folds: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "desk")
        space = Space(foreign)
        if folds:
            space.same = folding
            editions = [_unlike(edition) for edition in editions]
        for number, edition in enumerate(editions):
            desk.write(edition)
            space.before = Cuts(seed + number, 0.2, 30)
            space.after = Cuts(seed - number, 0.2, 30)
            for _ in range(20):
                try:
                    outcome = desk.publish(space)
                except HostError:
                    continue
                if outcome is None or outcome.is_complete:
                    break
            else:
                raise AssertionError("it never came to an end")
            standing = {folding(name) if folds else name: content for name, content in space.seen.items()}
            wanted = {**edition, **foreign}
            assert standing == {folding(name) if folds else name: content for name, content in wanted.items()}
        space.before = space.after = lambda what, name: None
        desk.publish(space, look=True)
        assert [name for name in space.files if TEMPORARY in name] == []
        assert desk.publish(space, look=True) is None


def _unlike(edition: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an edition in which no two names are one to a disk that does not tell capitals."""
    return {name: content for name, content in edition.items() if name != "a.html" or "A.html" not in edition}


def site(number: int) -> dict[str, bytes]:
    """Return a site that has other pages and pictures each time, all of them linked from its home page."""
    files: dict[str, bytes] = {}
    home = b""
    for student in range(3):
        links = b""
        for post in range(number, number + 3):
            folder = f"s{student}/p{post}"
            files[f"{folder}/{post}.webp"] = b"%d" % post
            older = b'<a href="../p%d/index.html">' % (post - 1) if post > number else b""
            files[f"{folder}/index.html"] = b'<img src="%d.webp">' % post + older
            links += b'<a href="p%d/index.html">' % post
        files[f"s{student}/index.html"] = links + b'<a href="../index.html">'
        home += b'<a href="s%d/index.html">' % student
    return {**files, "index.html": home}


def dead_links(files: Mapping[str, bytes], *, all_pages: bool) -> list[str]:
    """Return what pages point at that is not there: pictures of any page, and links of those reachable."""
    dead, todo, done = [], ["index.html"], set()
    if all_pages:
        for name in files:
            if name.endswith(".html"):
                dead += [f"{name} → {to}" for to in _targets(name, files[name], b"src") if to not in files]
    while todo:
        page = todo.pop()
        if page in done or page not in files:
            continue
        done.add(page)
        for to in _targets(page, files[page], b"href"):
            todo.append(to)
            dead += [f"{page} → {to}"] if to not in files else []
    return dead


def _targets(page: str, content: bytes, attribute: bytes) -> list[str]:
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(page), to.decode()))
        for to in re.findall(attribute + rb'="([^"]+)"', content)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_at_no_moment_does_a_page_point_at_what_is_not_there(desk: Desk, seed: int) -> None:
    space = Space()
    dead: list[str] = []
    space.on_change = lambda: dead.extend(dead_links(space.seen, all_pages=True))
    for number in range(6):
        desk.write(site(number))
        space.before, space.after = Cuts(seed + number, 0.05, 20), Cuts(seed - number, 0.05, 20)
        if number % 2:  # this edition never comes to an end
            space.before = refusing_after(seed * 7 + number * 5)
        with suppress(HostError):
            outcome = desk.publish(space)
            assert outcome is None or outcome.is_complete or number % 2
    space.before = space.after = lambda what, name: None
    desk.write(site(6))
    desk.publish(space)
    assert space.seen == site(6)
    assert dead == []
