"""A ZIP file is opened and unpacked within limits: no member can be more than its list says."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.refusals import DAMAGE, Refused

MAX_UNPACKED_BYTES = 500_000_000
MAX_FILE_BYTES = 200_000_000
MAX_RATIO = 200
_MIN_BOMB_BYTES = 1_000_000  # small files of one repeated letter may well shrink to a thousandth
_MAX_LIST_BYTES = 8_000_000
_MAX_END_BYTES = 66_000  # a ZIP ends with a record of 22 bytes and a comment of at most 65,535
_PIECE_BYTES = 1_000_000
_ENCRYPTED_FLAG = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, *DAMAGE)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a ZIP file for reading.

    Raises:
        Refused: it is damaged, or its list of files alone would fill the memory.
    """
    try:
        if _list_bytes(path) > _MAX_LIST_BYTES:
            raise Refused("bomb")
        return zipfile.ZipFile(path)
    except BROKEN as error:
        raise Refused("damaged") from error


def check_sizes(files: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to too much.

    Raises:
        Refused: too large in all, one file too large, or packed suspiciously well.
    """
    total = 0
    for file in files:
        total += file.file_size
        is_bomb = file.file_size > max(_MIN_BOMB_BYTES, MAX_RATIO * file.compress_size)
        if is_bomb or file.file_size > MAX_FILE_BYTES or total > MAX_UNPACKED_BYTES:
            raise Refused("bomb")


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give a member's bytes, piece by piece.

    Raises:
        Refused: it is encrypted or damaged.
    """
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise Refused("encrypted")
    try:
        with archive.open(info) as member:
            while piece := member.read(_PIECE_BYTES):
                yield piece
    except BROKEN as error:
        raise Refused("damaged") from error


def _list_bytes(path: Path) -> int:
    """Read how large the list of files says it is, which zipfile would read at once."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _MAX_END_BYTES))
        end = file.read()
    at = end.rfind(b"PK\5\6")
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
