"""The made-up class in the folder of one peer, ready to be built again and again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks import made_up_class
from benchmarks.peers import SITES, Peer
from benchmarks.scenarios import Mode, Scenario
from tools.setup.steps import Stamp, fingerprint, say


@dataclass(frozen=True, slots=True)
class Site:
    """A class, as one peer builds it."""

    peer: Peer
    scenario: Scenario
    folder: Path

    @property
    def output(self) -> Path:
        """Where the finished pages are."""
        return self.folder / self.peer.output

    @property
    def command(self) -> list[str]:
        """What builds it."""
        return [part.replace("{site}", str(self.folder)) for part in self.peer.command]

    def posts(self) -> dict[str, Path]:
        """Return each post's text by the post's slug, in the order of the slugs."""
        texts = (self.folder / self.peer.content).rglob("index.md")
        dated = {text.parent.name: text for text in texts if text.parent.name[:4].isdigit()}
        return dict(sorted(dated.items()))

    def forget(self) -> None:
        """Remove all that was built or kept, so that the next build is a cold one."""
        for name in (self.peer.output, *self.peer.keeps):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def environment(self, mode: Mode) -> dict[str, str]:
        """Return what a build is told by its environment."""
        told = {"PHOTOS": "1" if self.scenario.photos else "0", "WARM": "0" if mode == "cold" else "1"}
        return {**told, **self.peer.environment}


def prepared(peer: Peer, scenario: Scenario, scratch: Path) -> Site:
    """Return a peer's site of a scenario, its class written unless it is there already.

    Args:
        peer: Whose layout, theme and configuration it gets.
        scenario: How large a class it is.
        scratch: The folder of all sites is in here.
    """
    folder = scratch / "sites" / f"{peer.name}-{scenario.name}"
    stamp = Stamp(folder / ".written")
    wanted = fingerprint(repr(scenario), *_sources())
    if not stamp.says(wanted):
        say(f"Writing the class {scenario.name} for {peer.name} …")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made_up_class.write(folder, peer.name, scenario, scratch / "photo-cache")
        stamp.set(wanted)
    shutil.copytree(SITES / peer.name, folder, dirs_exist_ok=True)
    if peer.style:
        style = folder / peer.style
        style.mkdir(parents=True, exist_ok=True)
        shutil.copy2(SITES / "shared" / "style.css", style)
    for name, target in peer.links.items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    return Site(peer, scenario, folder)


def _sources() -> list[str]:
    """Return the program text that a class is made by: where it changes, a class must be written anew."""
    here = Path(made_up_class.__file__).parent
    return [path.read_text("utf-8") for path in sorted(here.glob("*.py"))]
