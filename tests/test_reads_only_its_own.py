"""A hostile build opens no file outside the class, the program and Python itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import AClass

ROOT = Path(__file__).resolve().parent.parent

WATCHER = """
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(args[0]))
        os.write(log, path.encode("utf-8", "surrogateescape") + b"\\n")
sys.addaudithook(watch)
"""
"""Every Python process of the build, the workers too, writes down each file that it opens."""

TRICKS = """
    ![a](../../../../../secret.jpg)
    ![b](/etc/passwd)
    ![c](file:///etc/passwd)
    ![d](..%2f..%2f..%2f..%2f..%2fsecret.jpg)
    ![e](..\\\\..\\\\..\\\\..\\\\..\\\\secret.jpg)
    ![f](link.jpg)
    ![g](folder-link/secret.jpg)
    ![h](pipe.jpg)
    ![i](....//....//....//secret.jpg)
    [j](../../../../../secret.jpg)
    [k](../../../../.slc/last.json)
    <img src="../../../../../secret.jpg"><video src="/etc/passwd"></video>
"""

INCLUDES = "[../../../secret.yml, /etc/passwd, ../../linked/secret.yml, ../../shared.yml, ../../linked]"


def test_a_hostile_build_opens_nothing_but_the_class_and_the_program(a_class: AClass, tmp_path: Path) -> None:
    folder = "students/ada/posts/2026-10-06-tricks"
    made = a_class(
        {
            f"{folder}/index.md": f"---\ntitle: Tricks\ntags: [writing]\n---\n{TRICKS}",
            "report-cards/fall.yml": f"title: Fall\ninclude: {INCLUDES}\n",
            "students/ada/report-cards/fall.yml": f"include: {INCLUDES}\nbehaviour: {{student: x}}\n",
        }
    )
    (tmp_path / "secret.yml").write_text("title: top secret\n")
    (made.root / "linked").symlink_to(tmp_path, target_is_directory=True)
    (made.root / "shared.yml").symlink_to(tmp_path / "secret.yml")
    outside = tmp_path / "secret.jpg"
    outside.write_bytes(b"\xff\xd8 top secret \xff\xd9")
    post = made.content / folder
    (post / "link.jpg").symlink_to(outside)
    (post / "folder-link").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(post / "pipe.jpg")
    (made.content / "students/eve").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook/sitecustomize.py").write_text(WATCHER)

    log = tmp_path / "opened.txt"
    env = {
        **os.environ,
        "OPENED": str(log),
        "PYTHONPATH": os.pathsep.join((str(tmp_path / "hook"), str(ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "slc_site", "-C", str(made.root), "build"],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (made.output / "students/ada/posts/2026-10-06-tricks/index.html").is_file(), done.stderr

    opened = set(log.read_text("utf-8", "surrogateescape").splitlines())
    own = str(made.root)
    assert any(path.startswith(f"{own}/content/students/ada") for path in opened), "the watcher saw nothing"
    allowed = (
        own,
        str(ROOT),
        sys.prefix,
        sys.base_prefix,
        "/usr/",
        "/lib",
        "/proc/",
        "/dev/",
        "/sys/",
        "/tmp/pymp-",
    )
    strange = {path for path in opened if not path.startswith(allowed)}
    assert {path for path in strange if not path.startswith(("/etc/", str(tmp_path / "hook")))} == set()
    assert "/etc/passwd" not in opened
    assert str(outside) not in opened
    assert not any(Path(path).name in ("secret.yml", "shared.yml") for path in opened)
    assert not any("pipe.jpg" in path or "link.jpg" in path or "/eve/" in path for path in opened)
    assert not any(b"top secret" in file.read_bytes() for file in made.output.rglob("*") if file.is_file())


def test_what_is_not_opened_is_told(a_class: AClass, tmp_path: Path) -> None:
    made = a_class()
    posts = made.content / "students/ada/posts"
    (tmp_path / "outside.md").write_text("---\ntitle: Not mine\ntags: [writing]\n---\n")
    (posts / "2026-10-07-link.md").symlink_to(tmp_path / "outside.md")
    os.mkfifo(posts / "2026-10-08-pipe.md")
    made.build()
    told = {Path(problem.file or "").name for problem in made.problems}
    assert {"2026-10-07-link.md", "2026-10-08-pipe.md"} <= told
    assert not list(made.output.rglob("*link*"))
