"""Names of files: as people read them, and as they stand in an address for ever."""

import re
import unicodedata

LONGEST = 80  # characters of the name in an address, ending included
_LONGEST_SHOWN = 150
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_FALLBACK = "fil"


def shown_name(given: str) -> str:
    """The name that a browser sent, without folders and without what can't be seen (marks of direction among it).

    >>> shown_name("C:\\\\data\\\\bad\\u202evsc.exe.csv")
    'badvsc.exe.csv'
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(letter for letter in base if unicodedata.category(letter)[0] != "C")
    words = " ".join(visible.split())
    if len(words) > _LONGEST_SHOWN:
        stem, ending = _parted(words)
        words = f"{stem[: _LONGEST_SHOWN - len(ending) - 2]}….{ending[:20]}"
    return words


def ending_of(given: str) -> str:
    """What stands after the last full stop, in lower case; nothing when there is none."""
    return _parted(shown_name(given))[1].lower()


def address_name(given: str, ending: str) -> str:
    """The name in the file's address: lower-case ASCII with this ending, never empty, never a hidden file.

    >>> address_name("../Badplatser i Örebro (2).CSV", "csv")
    'badplatser-i-orebro-2.csv'
    """
    stem = _parted(shown_name(given))[0]
    letters = unicodedata.normalize("NFKD", stem.casefold().translate(_LETTERS))
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    part = "-".join(re.findall(r"[a-z0-9_]+", ascii_only))[: LONGEST - len(ending) - 1].strip("-_")
    return f"{part or _FALLBACK}.{ending}"


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot else (name, "")
