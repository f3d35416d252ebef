"""Every picture of the sample class: where it lies below `content/`, and how it comes about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from tools.sample import photo, puppets, staged
from tools.sample.photo import Light
from tools.sample.pictures import arjun, bram, ines, kofi, layla, leilani, mika, signe, teacher

Drawing = Callable[[], Image.Image]


DAYLIGHT = Light()
EVENING = Light(warm=0.9, falls=330, strength=0.26)
GREY_DAY = Light(warm=0.15, falls=190, strength=0.16)


@dataclass(frozen=True)
class Shot:
    """One picture file."""

    file: str
    """Below `content/`."""
    make: Drawing
    desk: float | None = None
    """The tilt of the sheet when it was photographed on a desk; None: a scan, or a photo already."""
    orientation: int = 1
    """EXIF; 1 is upright."""
    quality: int = 57
    size: tuple[int, int] = (1600, 1200)
    light: Light = DAYLIGHT
    lean: float = 0.05

    widest: int = 1600
    """The longer side in pixels, at most."""

    def image(self) -> Image.Image:
        """The picture, upright."""
        sheet = self.make()
        if self.desk is None:
            return sheet
        return photo.on_desk(
            sheet, self.file, tilt=self.desk, size=self.size, light=self.light, lean=self.lean
        )

    @property
    def taken(self) -> str:
        """When the phone says it was taken: the day of the post, in the morning."""
        day = next((part[:10] for part in self.file.split("/") if part[:3] in ("202",)), "2025-09-02")
        return f"{day.replace('-', ':')} 10:{len(self.file) % 60:02}:00"


SHOTS: tuple[Shot, ...] = (
    Shot("pages/our-school.jpg", signe.school, widest=1400),
    Shot("prompts/teach-us-something/examples/wake-up-plant/plant.jpg", teacher.sleepy_plant, widest=1200),
    Shot("students/kofi/frog.png", kofi.avatar, widest=256),
    Shot("students/leilani/dancer.png", leilani.avatar, widest=256),
    Shot("students/mika/cat.png", mika.avatar, widest=256),
    Shot("students/kofi/posts/2025-09-05-frog/frog.jpg", kofi.first_frog, desk=-3, orientation=6),
    Shot("students/kofi/posts/2025-09-26-my-clay-frog/clay-frog.jpg", staged.clay_frog, orientation=3),
    Shot("students/kofi/posts/2025-10-06-my-frog-poem/poem.jpg", kofi.poem_page, desk=4),
    Shot("students/kofi/posts/2025-11-07-pond-in-a-box/pond.jpg", staged.pond_box, orientation=8),
    Shot("students/kofi/posts/2026-03-11-the-life-of-a-frog/life-cycle.jpg", kofi.life_cycle),
    Shot(
        "students/kofi/posts/2026-04-20-the-frog-who-was-afraid/afraid.jpg",
        kofi.afraid_of_jumping,
        quality=58,
        widest=1440,
    ),
    Shot("students/kofi/posts/2026-05-14-frog-film/pieces.jpg", staged.film_pieces, orientation=6),
    Shot("students/signe/posts/2025-09-08-my-tower/tower.jpg", signe.first_tower),
    Shot("students/signe/posts/2025-09-30-taller-than-me/tall-tower.jpg", staged.tall_tower, orientation=8),
    Shot("students/signe/posts/2025-12-03-robo/robot.jpg", signe.robot, desk=3, light=GREY_DAY),
    Shot("students/signe/posts/2026-02-10-bridge-test/bridge.jpg", signe.bridge),
    Shot("students/signe/posts/2026-04-16-the-tower-that-stood/plan.jpg", signe.plan, desk=-4, orientation=5),
    Shot("students/signe/posts/2026-04-16-the-tower-that-stood/tower.jpg", staged.standing_tower),
    Shot("students/leilani/posts/2025-09-09-i-am-a-wave/wave.jpg", leilani.wave),
    Shot("students/leilani/posts/2025-10-10-mango/mango.png", leilani.puppet, widest=900),
    Shot(
        "students/leilani/posts/2025-11-12-puppet-theatre/stage.jpg",
        leilani.stage,
        desk=2,
        orientation=3,
        light=EVENING,
    ),
    Shot("students/leilani/posts/2026-03-25-the-puppet-play/still.jpg", puppets.still, widest=1280),
    Shot("students/leilani/posts/2026-04-17-the-rain-dance/steps.jpg", leilani.dance_steps, desk=-5),
    Shot("students/arjun/posts/2025-09-24-favourite-fruit/fruit.jpg", arjun.fruit_graph),
    Shot("students/arjun/posts/2025-10-29-pumpkin-seeds/seeds.jpg", staged.seeds, orientation=6),
    Shot("students/arjun/posts/2026-03-04-map-of-room-12/map.jpg", arjun.classroom_map, desk=3),
    Shot("students/mika/posts/2025-09-10-cat/cat.jpg", mika.first_cat, desk=6, light=GREY_DAY),
    Shot("students/mika/posts/2025-11-18-snow/snow.jpg", mika.snow),
    Shot("students/mika/posts/2025-12-10-one-tree/seasons.jpg", mika.four_seasons, quality=58),
    Shot("students/mika/posts/2026-02-04-clap-music/dots.jpg", mika.clap_score),
    Shot(
        "students/mika/posts/2026-04-21-window-cat/window-cat.jpg", mika.window_cat, quality=54, widest=1400
    ),
    Shot("students/ines/posts/2025-09-11-my-family/family.jpg", ines.family),
    Shot(
        "students/ines/posts/2025-10-02-butterfly/butterfly.jpg",
        ines.butterfly_cycle,
        desk=-4,
        size=(1400, 1400),
        orientation=6,
    ),
    Shot("students/ines/posts/2025-10-30-pan-de-muerto/bread.jpg", ines.bread, quality=56, widest=1440),
    Shot("students/ines/posts/2026-02-18-bean-diary/bean.webp", ines.bean, desk=3, quality=58),
    Shot("students/ines/posts/2026-04-15-the-garden/garden.jpg", ines.garden, quality=54, widest=1400),
    Shot("students/layla/posts/2025-09-12-the-moon/moon.jpg", layla.first_moon),
    Shot(
        "students/layla/posts/2025-10-07-moon-journal/journal.jpg",
        layla.moon_journal,
        desk=-4,
        light=EVENING,
        orientation=8,
    ),
    Shot("students/layla/posts/2025-11-05-my-name/name.jpg", layla.my_name),
    Shot("students/layla/posts/2026-01-22-balloon-rocket/rocket.heic", layla.balloon_rocket, desk=4),
    Shot(
        "students/layla/posts/2026-03-06-our-lantern/lantern.jpg",
        lambda: staged.lantern_photo(layla.lantern()),
    ),
    Shot(
        "students/layla/posts/2026-04-14-moon-facts/moon-walk.jpg", layla.moon_facts, desk=2, light=GREY_DAY
    ),
    Shot(
        "students/layla/posts/2026-05-06-rainbow/rainbow.jpg", layla.rainbow_question, quality=54, widest=1400
    ),
    Shot("students/bram/posts/2025-09-15-boom/boom.jpg", bram.first_volcano, desk=3),
    Shot("students/bram/posts/2025-12-05-oh-no/oh-no.jpg", bram.winter),
)
