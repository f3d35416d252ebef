"""Templates as Jinja has compiled them, kept for the next build: that is a tenth of a second each time."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from slc_site import kept

_decode = kept.decoder(bytes)


class CompiledTemplates(BytecodeCache):
    """One file for each template. What is not of this very program and this very template is not used."""

    def __init__(self, folder: Path, language: str) -> None:
        """`folder` is for this alone; need not exist. Constants may be worked out in the class's language."""
        self._folder = folder / language

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was kept; Jinja looks whether it is of the same source."""
        compiled = kept.loaded(self._file(bucket), _decode)
        if compiled is not None:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        kept.save(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key
