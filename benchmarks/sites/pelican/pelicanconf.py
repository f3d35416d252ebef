import os

from PIL import ImageOps

SITENAME = "Our class"
SITEURL = ""
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
THEME_STATIC_DIR = ""
THEME_STATIC_PATHS = ["static"]
RELATIVE_URLS = False
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
ARTICLE_TRANSLATION_ID = False
SUMMARY_MAX_LENGTH = 0
STATIC_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
ARTICLE_PATHS = [""]
DIRECT_TEMPLATES = ["index", "tags", "categories"]
TAGS_SAVE_AS = "tags/index.html"
CATEGORIES_SAVE_AS = "strands/index.html"
ARCHIVES_SAVE_AS = ""
AUTHORS_SAVE_AS = ""
ARTICLE_URL = "students/{author}/{slug}/"
ARTICLE_SAVE_AS = "students/{author}/{slug}/index.html"
AUTHOR_URL = "students/{slug}/"
AUTHOR_SAVE_AS = "students/{slug}/index.html"
CATEGORY_URL = "strands/{slug}/"
CATEGORY_SAVE_AS = "strands/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.smarty": {},
    },
    "output_format": "html5",
}
PHOTOS = os.environ.get("PHOTOS") == "1"
# Pelican's own cache, off by default, is given its chance in the warm builds. A text from it names its photo
# by an address that leads nowhere, so where there are photos it stays off; smaller pictures are kept anyway.
CACHE_CONTENT = LOAD_CONTENT_CACHE = os.environ.get("WARM") == "1" and not PHOTOS
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
CACHE_PATH = ".cache"
PLUGINS: list[str] = []
if PHOTOS:
    PLUGINS = ["image_process"]
    # The plugin leaves photos lying as the camera stored them; everybody else turns them upright.
    IMAGE_PROCESS_PARSER = "html.parser"
    IMAGE_PROCESS = {
        "photo": {
            "type": "responsive-image",
            "sizes": "(max-width: 46rem) 100vw, 46rem",
            "srcset": [
                ("480w", [ImageOps.exif_transpose, "scale_in 480 99999 False"], "webp"),
                ("1280w", [ImageOps.exif_transpose, "scale_in 1280 99999 False"], "webp"),
            ],
            "default": "1280w",
        }
    }
