"""exiftool, which knows more kinds of metadata than any other program: asked when it is on this computer.

Of what it tells, only what the list names is harmless: sizes, how to play, dates of which nothing is left.
What a later exiftool tells more of is named too, so that nothing is passed over.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from slc_site.inspect.kinds import Kind, Sort
from slc_site.inspect.source import words

_MEDIA = frozenset((Sort.PICTURE, Sort.RECORDING))
_PATIENCE = 900
"""Seconds; ten thousand files are read in less."""
_OF_READING = words("ExifTool System Composite")
"""Groups of what exiftool says of the file on this disk, of itself, or works out from other tags."""
_HARMLESS: Mapping[str, frozenset[str]] = {
    group: words(tags)
    for group, tags in {
        "File": "FileType FileTypeExtension MIMEType MIMEEncoding ImageWidth ImageHeight EncodingProcess "
        "BitsPerSample ColorComponents YCbCrSubSampling Newlines LineCount WordCount",
        "RIFF": "ImageWidth ImageHeight VP8Version HorizontalScale VerticalScale WebP_Flags AlphaIsUsed "
        "AlphaPreprocessing AlphaFiltering AlphaCompression BackgroundColor AnimationLoopCount FrameCount "
        "Duration Encoding NumChannels SampleRate AvgBytesPerSec BitsPerSample NumberOfSamples",
        "JFIF": "JFIFVersion ResolutionUnit XResolution YResolution",
        "Adobe": "DCTEncodeVersion APP14Flags0 APP14Flags1 ColorTransform",
        "PNG": "ImageWidth ImageHeight BitDepth ColorType Compression Filter Interlace Palette Transparency "
        "Gamma WhitePointX WhitePointY RedX RedY GreenX GreenY BlueX BlueY SRGBRendering BackgroundColor "
        "SignificantBits AnimationFrames AnimationPlays",
        "PNG-pHYs": "PixelsPerUnitX PixelsPerUnitY PixelUnits",
        "GIF": "GIFVersion ImageWidth ImageHeight HasColorMap ColorResolutionDepth BitsPerPixel FrameCount "
        "BackgroundColor AnimationIterations Duration TransparentColor PixelAspectRatio",
        "SVG": "Xmlns ImageWidth ImageHeight ViewBox SVGVersion PreserveAspectRatio Title Desc Fill",
        "QuickTime": "MajorBrand MinorVersion CompatibleBrands MediaDataSize MediaDataOffset "
        "MovieHeaderVersion TimeScale Duration PreferredRate PreferredVolume MatrixStructure PreviewTime "
        "PreviewDuration PosterTime SelectionTime SelectionDuration CurrentTime NextTrackID "
        "MovieFragmentSequence",
        "Track": "TrackHeaderVersion TrackID TrackDuration TrackLayer TrackVolume MatrixStructure ImageWidth "
        "ImageHeight MediaHeaderVersion MediaTimeScale MediaDuration MediaLanguageCode HandlerType "
        "HandlerClass GraphicsMode OpColor CompressorID SourceImageWidth SourceImageHeight XResolution "
        "YResolution BitDepth PixelAspectRatio VideoFrameRate VideoFieldOrder Balance AudioFormat "
        "AudioChannels AudioBitsPerSample AudioSampleRate PurchaseFileFormat LayoutFlags ColorProfiles "
        "ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag BufferSize MaxBitrate "
        "AverageBitrate CleanApertureDimensions",
        "Matroska": "EBMLVersion EBMLReadVersion EBMLMaxIDLength EBMLMaxSizeLength DocType DocTypeVersion "
        "DocTypeReadVersion TimecodeScale Duration",
        "Info": "TimecodeScale Duration",
        "MPEG": "MPEGAudioVersion AudioLayer AudioBitrate SampleRate ChannelMode MSStereo IntensityStereo "
        "CopyrightFlag OriginalMedia Emphasis VBRFrames VBRBytes VBRScale",
        "Vorbis": "VorbisVersion AudioChannels SampleRate NominalBitrate MaximumBitrate MinimumBitrate",
        "Opus": "OpusVersion AudioChannels SampleRate OutputGain",
    }.items()
}
_MORE_OF_TRACKS = words(
    "TrackNumber TrackUID TrackLanguage TrackDefault TrackForced TrackUsed CodecID CodecDelay SeekPreRoll "
    "TrackType VideoScanType ImageWidth ImageHeight DisplayWidth DisplayHeight DisplayUnit AudioChannels "
    "AudioSampleRate AudioBitsPerSample VideoFrameRate DefaultDuration TrackLacing"
)
"""In WebM."""
_EMPTY = words(
    "CreateDate ModifyDate TrackCreateDate TrackModifyDate MediaCreateDate MediaModifyDate MuxingApp "
    "WritingApp Vendor"
)
"""Harmless when there is nothing in them but zeros and spaces."""


class ExifTool:
    """Reads pictures and recordings, all of them in one go."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self.name = f"exiftool {_answer([str(program), '-ver']).strip()}"

    @classmethod
    def found(cls) -> ExifTool | None:
        """Return the exiftool of this computer, or None."""
        program = shutil.which("exiftool")
        try:
            return cls(Path(program)) if program else None
        except (OSError, subprocess.SubprocessError):
            return None  # something of that name is there, but it does not run

    def read(self, files: Iterable[tuple[Path, Kind]]) -> dict[Path, list[str]]:
        """Return the names of what it finds in pictures and recordings, by file.

        Raises:
            OSError, subprocess.SubprocessError: it cannot be run, or takes for ever.
        """
        wanted = [file for file, kind in files if kind.sort in _MEDIA and "\n" not in str(file)]
        if not wanted:
            return {}
        asked = "".join(f"{file}\n" for file in wanted)
        told = _answer(
            [str(self._program), "-charset", "filename=UTF8", "-json", "-G1", "-a", "-ee", "-@", "-"], asked
        )
        found = {}
        for tags in json.loads(told or "[]"):
            if named := [key for key, value in tags.items() if not is_harmless(key, value)]:
                found[Path(tags["SourceFile"])] = [key.rpartition(":")[2] for key in named]
        return found


def is_harmless(key: str, value: object) -> bool:
    """Is this, such as `GPS:GPSLatitude`, something that every picture or recording has?"""
    group, _, tag = key.rpartition(":")
    if key == "SourceFile" or group in _OF_READING:
        return True
    if tag in _EMPTY:
        return not str(value).strip(" 0:")
    if re.fullmatch(r"Track\d+", group):
        return tag in _HARMLESS["Track"] or tag in _MORE_OF_TRACKS
    return tag in _HARMLESS.get(group, frozenset())


def _answer(command: list[str], asked: str = "") -> str:
    # Its status is 1 when a file is damaged; what it could read of the others stands there all the same.
    done = subprocess.run(  # noqa: S603 - a program of this computer, and no word of anybody else's
        command, input=asked.encode(), capture_output=True, timeout=_PATIENCE, check=False
    )
    return done.stdout.decode("utf-8", "replace")
