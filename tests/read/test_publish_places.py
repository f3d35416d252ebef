"""The places that class.yml names below `publish`."""

from __future__ import annotations

import pytest

from tests.read.conftest import AClass


@pytest.mark.parametrize(
    "address",
    [
        "sftp://room12:hunter2@host.example/site",
        "ftps://host.example/?password=hunter2",
        "s3://bucket?secret_key=hunter2",
        "git:https://x:hunter2@git.example/a.git",
    ],
)
def test_a_password_is_refused_and_not_said_again(a_class: AClass, address: str) -> None:
    reading = a_class({"class.yml": f"title: x\npublish:\n  school: '{address}'\n  stick: ../upload\n"})
    assert reading.library.classroom.publish == {"stick": "../upload"}
    assert [problem.key for problem in reading.problems] == ["publish.school"]
    assert reading.problems[0].line == 3
    assert "hunter2" not in str(reading.problems[0])
