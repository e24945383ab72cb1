"""Looking into ZIP files, as spreadsheets are too, without letting them grow beyond all measure."""

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from catalog.files.refusal import Refused

MOST_MEMBERS = 2000
LARGEST_UNPACKED = 1_000_000_000  # bytes, of all members together
LARGEST_RATIO = 200  # of a member over a megabyte; text seldom packs better than 1:50
_SMALL = 1_000_000
_LARGEST_DIRECTORY = 1000 * MOST_MEMBERS  # bytes; a member's entry is seldom longer than 150
# The end of a ZIP file (APPNOTE.TXT 4.3.14 to 4.3.16): signature, length, and where the directory's size stands in it.
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LENGTH_64, _LENGTH_LOCATOR = 56, 20
_LONGEST_END = 65_535 + 22 + _LENGTH_64 + _LENGTH_LOCATOR
_CHUNK = 1 << 16

BROKEN = _("Filen går inte att öppna: den är skadad eller inte hel. Spara den på nytt och ladda upp den igen.")
LOCKED = _("Filen är låst med lösenord. Ta bort lösenordet och ladda upp den igen.")
BOMB = _(
    "Filen växer för mycket när den packas upp. Dela upp den i mindre filer, eller ladda upp den utan att packa den."
)


def opened(handle: BinaryIO) -> zipfile.ZipFile:
    """The archive, when what it says of itself is reasonable. Raises Refused."""
    if _directory_size(handle) > _LARGEST_DIRECTORY:
        raise Refused(BOMB)
    handle.seek(0)
    try:
        archive = zipfile.ZipFile(handle)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise Refused(BROKEN) from fault
    members = archive.infolist()
    if any(each.flag_bits & 0x1 for each in members):
        raise Refused(LOCKED)
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > LARGEST_UNPACKED:
        raise Refused(BOMB)
    for each in members:
        if each.file_size > _SMALL and each.file_size > LARGEST_RATIO * max(each.compress_size, 1):
            raise Refused(BOMB)
    return archive


def _directory_size(handle: BinaryIO) -> int:
    """How long the list of members says that it is: the library would take all of it into memory first."""
    handle.seek(0, 2)
    handle.seek(max(handle.tell() - _LONGEST_END, 0))
    tail = handle.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0  # no archive, as the library will say
    larger = at - _LENGTH_LOCATOR - _LENGTH_64
    if larger >= 0 and tail.startswith(_END_64, larger) and tail.startswith(_LOCATOR_64, larger + _LENGTH_64):
        return struct.unpack_from("<Q", tail, larger + 40)[0]
    return struct.unpack_from("<L", tail, at + 12)[0]


def unpacked(archive: zipfile.ZipFile, name: str, *, most: int) -> Iterator[bytes]:
    """The bytes of a member, at most so many: what a member says of its own size may be a lie. Raises Refused."""
    left = most
    try:
        with archive.open(name) as member:
            while left > 0 and (data := member.read(min(_CHUNK, left))):
                left -= len(data)
                yield data
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise Refused(BROKEN) from fault
    except Exception as fault:  # the decompressors have exceptions of their own
        if type(fault).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
            raise Refused(BROKEN) from fault
        raise
