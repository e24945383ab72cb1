"""The Swedish alphabet's order as a plain string, so that every database sorts å, ä and ö after z."""

import unicodedata

_AFTER_Z = {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"}


def sort_key(text: str) -> str:
    """A string whose byte order is the Swedish order of ``text``; capitals and other accents don't count.

    >>> sorted(["Öckerö", "Åmål", "Zinkgruvan", "Älvsbyn", "ale"], key=sort_key)
    ['ale', 'Zinkgruvan', 'Åmål', 'Älvsbyn', 'Öckerö']
    """
    letters = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        if letter in _AFTER_Z:
            letters.append(_AFTER_Z[letter])
        elif letter == "z":
            letters.append("z0")
        else:
            base = unicodedata.normalize("NFD", letter)[0]
            letters.append(base)
    return "".join(letters)
