"""What stands before a lock is the same for everybody, and tells nothing."""

from __future__ import annotations

import re
from base64 import b64decode

from slc_site.render.lock_pages import words_script
from slc_site.share.codes import words
from slc_site.share.keyring import CLASS
from slc_site.share.seal import unseal
from tests.locks.conftest import GALLERY, LETTER, Locked


def shells(locked: Locked) -> dict[str, tuple[str, bytes]]:
    """Every locked page of a site: the page without what is locked in it, and that."""
    found = {}
    for file in sorted(locked.site.glob("locks/*/*.html")):
        text = file.read_text("utf-8")
        before, _, rest = text.partition('id="sealed">')
        sealed, _, after = rest.partition("</script>")
        found[file.stem] = (before + after, b64decode(sealed, validate=True))
    return found


def test_all_locked_pages_are_the_same_but_for_what_is_sealed(locked: Locked) -> None:
    found = shells(locked)
    assert len(found) > 10
    assert len({shell for shell, _ in found.values()}) == 1
    for path, scope in ((GALLERY, CLASS), (LETTER, "ada")):
        name = locked.path(path, scope).rpartition("/")[2].removesuffix(".html")
        opened = unseal(locked.ring.scope_key(scope), name, found[name][1])
        assert (opened.path, opened.type) == (path, "text/html")


def test_the_shell_tells_nothing_of_the_class(locked: Locked) -> None:
    shell = next(iter(shells(locked).values()))[0]
    door = (locked.site / "open/index.html").read_text("utf-8")
    for text in (shell, door):
        assert '<title data-say="title">Locked page</title>' in text
        assert not re.search(r"Room 12|Ada|Ben|Cleo|Gallery|students|letter\b(?! from)", text)
        loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
        assert all(
            re.fullmatch(r"(\.\./)+(assets/[0-9a-f]{10}/[\w./-]+|open/index\.html)", one) for one in loaded
        )
    assert 'id="sealed"' not in door


def test_the_shell_is_under_the_rules_of_all_pages(locked: Locked) -> None:
    rule = re.compile(r'<meta (?:http-equiv|name="(?:referrer|robots|generator|viewport)).*>')
    page = (locked.site / "index.html").read_text("utf-8")
    shell = next(iter(shells(locked).values()))[0]
    assert len(rule.findall(page)) == 5
    assert rule.findall(page) == rule.findall(shell)


def test_what_opens_it_is_small(locked: Locked) -> None:
    (opener,) = locked.site.glob("assets/*/js/open.js")
    (door,) = locked.site.glob("assets/*/js/door.js")
    assert opener.stat().st_size < 12_000
    assert door.stat().st_size < 3_000
    for file in (opener, door):
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\b|innerHTML|document\.write|new Function", text)
        assert set(re.findall(r"https?://[^' ]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_the_list_of_words_is_a_script(locked: Locked) -> None:
    written = (locked.site / "locks/words.js").read_bytes()
    assert written == words_script(words())
    assert written.startswith(b'slcWords("ability able ')
