"""How hosts list their files: as many forms as there are makers of hosts."""

from __future__ import annotations

import pytest

from slc_site.publish.hosts import dav_lists, ftp_lists
from slc_site.publish.hosts.dav_lists import Listed as DavListed
from slc_site.publish.hosts.ftp_lists import Listed, for_people, for_programs
from slc_site.publish.hosts.s3 import type_of

LISTED = {
    "-rw-r--r--    1 0        0               5 Nov 22 20:53 y.txt": Listed("y.txt", 5, False),
    "-rw-r--r--+  1 room12 room 12  123 Jan  1  2025 a b  c.txt": Listed("a b  c.txt", 123, False),
    "drwxr-xr-x   2 ftp ftp 4096 May 3 09:00 deep": Listed("deep", 4096, True),
    "-rw-rw-rw-   1 user     group        7 Sep 30 12:00  led by a blank": Listed(
        " led by a blank", 7, False
    ),
    "lrwxrwxrwx   1 ftp ftp 4 May 3 09:00 link -> deep": None,
    "drwxr-xr-x   2 ftp ftp 4096 May 3 09:00 .": None,
    "drwxr-xr-x   2 ftp ftp 4096 May 3 09:00 ..": None,
    "total 12": None,
    "": None,
    "11-22-26  08:53PM       <DIR>          deep": Listed("deep", 0, True),
    "11-22-2026  20:53              1,234 y.txt": Listed("y.txt", 1234, False),
    "11-22-26  08:53PM       <JUNCTION>     link": None,
}


@pytest.mark.parametrize("line", LISTED)
def test_lists_for_people_are_read(line: str) -> None:
    assert for_people(line) == LISTED[line]


def test_a_list_that_nobody_can_read_is_not_taken_for_an_empty_one() -> None:
    with pytest.raises(ftp_lists.UnreadableListError):
        for_people("the files: y.txt (5 bytes)")


def test_lists_for_programs_are_read() -> None:
    assert for_programs("type=file;size=5; a b") == Listed("a b", 5, False)
    assert for_programs("Type=dir;Size=4096; deep") == Listed("deep", 4096, True)
    assert for_programs("type=cdir; .") is None
    assert for_programs("type=pdir; ..") is None
    assert for_programs("type=OS.unix=slink:/elsewhere; link") is None
    assert for_programs("type=dir;unix.slink=/elsewhere; link") is None


def answer(*responses: str) -> bytes:
    return f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{"".join(responses)}</d:multistatus>'.encode()


def one(href: str, size: str = "") -> str:
    kind = (
        f"<d:getcontentlength>{size}</d:getcontentlength>"
        if size
        else "<d:resourcetype><d:collection/></d:resourcetype>"
    )
    return f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{kind}</d:prop></d:propstat></d:response>"


def test_folders_of_webdav_are_read_wherever_they_are_said_to_be() -> None:
    for base in ("/dav/site", "https://inside.example:8080/other/name"):
        found = dav_lists.listed(
            answer(
                one(f"{base}/"),
                one(f"{base}/a%20b%25.html", "5"),
                one(f"{base}/deep/x.html", "7"),
                one(f"{base}/deep/"),
            )
        )
        assert found == [
            DavListed("", 0, True),
            DavListed("a b%.html", 5, False),
            DavListed("deep/x.html", 7, False),
            DavListed("deep", 0, True),
        ]


def test_what_declares_entities_is_not_read() -> None:
    with pytest.raises(dav_lists.UnreadableListError):
        dav_lists.listed(b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(dav_lists.UnreadableListError):
        dav_lists.listed(b"<html><br></html>")


def test_what_declares_entities_is_not_read_however_it_is_written_down() -> None:
    for encoding in ("utf-16", "utf-16-be"):
        declared = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'
        with pytest.raises(dav_lists.UnreadableListError, match="document type"):
            dav_lists.listed(declared.encode(encoding))


@pytest.mark.parametrize("size", ["", "-1", "five", "²", "9" * 5000])
def test_a_size_that_is_none_is_not_believed(size: str) -> None:
    assert for_programs(f"type=file;size={size}; y.txt") == Listed("y.txt", 0, False)
    (found,) = dav_lists.listed(answer(one("/site/y.txt", size)))
    assert found.size == 0


def test_browsers_are_told_what_a_file_is() -> None:
    assert type_of("index.html") == "text/html; charset=utf-8"
    assert type_of("assets/1/js/write.js").startswith("text/javascript")
    assert type_of("frog.webp") == "image/webp"
    assert type_of("film.mp4") == "video/mp4"
    assert type_of(".slc-manifest") == "application/octet-stream"
