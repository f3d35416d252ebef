"""`slc print slips` makes paper to reflect on."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from slc_site.render.slips import Slip, slips_page
from tests.cli.conftest import Run


def tree(text: str) -> Element:
    """A page as a browser understands it."""
    found: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return found


def lines(slip: Element, kind: str) -> list[str]:
    """The lines of all lists of one kind on a slip."""
    return ["".join(line.itertext()) for line in slip.findall(f".//ul[@class='{kind}']/li")]


def test_there_is_a_slip_for_each_strand_with_the_classs_own_chart_on_it(slc: Run, room: Path) -> None:
    plan = room / "content/class.yml"
    plan.write_text(
        plan.read_text("utf-8")
        + "\nstrands:\n  - {tag: writing, title: Writing, good: [Spaces between words, A period at the end], "
        "words: [pond, lily]}\n  - {tag: clay, title: Clay}\n",
        "utf-8",
    )
    done = slc("-C", room, "print", "slips", "--json")
    assert done.status == 0, done.err
    said = json.loads(done.out)["result"]
    assert said["slips"] == 2
    writing, clay = tree(Path(said["file"]).read_text("utf-8")).findall(".//section")
    assert lines(writing, "ticks") == ["Spaces between words", "A period at the end"]
    assert lines(writing, "words") == ["pond", "lily"]
    assert len(lines(writing, "stems")) >= 2
    assert lines(clay, "ticks") == []
    assert len(lines(clay, "stems")) >= 2


def test_the_back_asks_further_and_offers_the_classs_own_skills(slc: Run, room: Path) -> None:
    plan = room / "content/class.yml"
    more = "targets:\n  - {id: tries, text: I try again, kind: skill}\n  - {id: dots, text: I put dots}\n"
    plan.write_text(f"{plan.read_text('utf-8')}\n{more}", "utf-8")
    done = slc("-C", room, "print", "slips", "--json")
    assert done.status == 0, done.err
    slips = tree(Path(json.loads(done.out)["result"]["file"]).read_text("utf-8")).findall(".//section")
    back = slips[0].find("div[@class='more']")
    assert back is not None
    assert lines(back, "ticks skills") == ["I try again"]
    assert len(lines(back, "ticks reasons")) == 4
    asked = ["".join(heading.itertext()) for heading in back.findall("h3")]
    assert {"How I made it", "I still want to know"} < set(asked)
    learned = ["What I learned" in {"".join(h.itertext()) for h in slip.iter("h3")} for slip in slips]
    assert learned == [False, False, True], "three things learned are asked of projects"


def test_what_the_class_wrote_is_words_and_no_markup() -> None:
    bad = "<script>alert(1)</script>"
    page = tree(slips_page([Slip(bad, (bad,), (bad,), (bad,), (bad,))], bad, "es"))
    assert page.findall(".//script") == []
    assert page.get("lang") == "es"
    (slip,) = page.findall(".//section")
    assert lines(slip, "ticks") == [bad]


def test_it_reads_from_the_right_where_the_class_does() -> None:
    page = tree(slips_page([], "Room", "ar"))
    assert page.get("dir") == "rtl"


def test_without_a_class_it_says_so(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = slc("-C", tmp_path, "print", "slips")
    assert done.status == 1
    assert "There are no slips" in done.out
